"""Names of persons, organisations and places: exact spans and kinds on Universal NER EWT dev, which trains nothing.

    python bench/names.py --data ../shared/data [--file names/uner_ewt_dev.iob2] [--model FOLDER]

Any file of that format (token in the second column, IOB2 tag in the third, tabs) is read as well. Sentences come as they are
given; the coder's own reading of names is scored. 95 % intervals over sentences.
"""

import argparse
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from quality.scoring import f1, resampled  # noqa: E402 - the repository is not installed as a package
from training.tagged import NAME_KINDS, blocks  # noqa: E402
from verbale.extraction.extractor import Extractor  # noqa: E402
from verbale.records import Span  # noqa: E402

DEV = "names/uner_ewt_dev.iob2"
Name = tuple[int, int, str]
"""First and last character (exclusive) and kind."""


@dataclass(frozen=True)
class Figure:
    """An F1 and its 95 % interval."""

    value: float
    low: float
    high: float
    marked: int


def marked(block: list[tuple[str, str]]) -> tuple[str, set[Name]]:
    """The text of a block of tokens and tags, and its names."""
    text, found = "", set[Name]()
    start, kind = 0, ""
    for token, tag in [*block, ("", "O")]:
        if kind and not tag.startswith("I-"):
            found |= {(start, len(text) - 1, NAME_KINDS[kind])} if kind in NAME_KINDS else set()
            kind = ""
        if tag != "O" and not kind:
            start, kind = len(text), tag[2:]
        text += token + " "
    return text.rstrip(), found


def measure(extractor: Extractor, file: Path) -> Figure:
    """The F1 of all names of a file."""
    counts = []
    for block in blocks(file.read_text(encoding="utf-8"), 1, 2, "\t"):
        text, wanted = marked(block)
        if not text:
            continue
        names = extractor.read(text, [Span(0, len(text))])[0].names
        got = {(name.span.start, name.span.end, name.role) for name in names}
        counts.append((len(got & wanted), len(got), len(wanted)))
    low, high = resampled(counts, lambda drawn: f1(*map(sum, zip(*drawn, strict=True)))[0])
    value = f1(*map(sum, zip(*counts, strict=True)))[0]
    return Figure(value, low, high, sum(count[2] for count in counts))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--file", default=DEV)
    parser.add_argument("--model", type=Path)
    options = parser.parse_args()
    found = measure(Extractor.open(options.model, threads=2), options.data / options.file)
    print(f"names F1 {found.value:.3f} ({found.low:.3f} to {found.high:.3f}), {found.marked} marked")


if __name__ == "__main__":
    main()
