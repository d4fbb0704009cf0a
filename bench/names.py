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

from quality.scoring import pooled_f1  # noqa: E402 - the repository is not installed as a package
from training.tagged import blocks, named  # noqa: E402
from verbale.extraction.extractor import Extractor  # noqa: E402
from verbale.records import Span  # noqa: E402

DEV = "names/uner_ewt_dev.iob2"


@dataclass(frozen=True)
class Figure:
    """An F1 and its 95 % interval."""

    value: float
    low: float
    high: float
    marked: int


def measure(extractor: Extractor, file: Path) -> Figure:
    """The F1 of all names of a file."""
    counts = []
    for block in blocks(file.read_text(encoding="utf-8"), 1, 2, "\t"):
        if not block:
            continue
        text, wanted = named(block)
        names = extractor.read(text, [Span(0, len(text))])[0].names
        got = {(name.span.start, name.span.end, name.role) for name in names}
        counts.append((len(got & set(wanted)), len(got), len(wanted)))
    (value, _, _), (low, high) = pooled_f1(counts)
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
