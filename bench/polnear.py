"""PolNeAR dev, whole articles, first annotator by file name: exact spans of source, cue and content.

    python bench/polnear.py --data ../shared/data [--part dev] [--model runs/research/model] [--json FILE]

The exported network reads each sentence; its tags are laid end to end, so that a content that runs over several sentences is
one span. Precision, recall and F1 over spans that are the same to the character, with 95 % intervals over articles.
"""

import argparse
import json
import sys
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from quality.scoring import pooled_f1  # noqa: E402 - the repository is not installed as a package
from training.prepare import tokenizer  # noqa: E402
from training.sources import attributed  # noqa: E402
from verbale.extraction import labels  # noqa: E402
from verbale.extraction.encoding import batch, windows  # noqa: E402
from verbale.extraction.session import Session  # noqa: E402
from verbale.extraction.tags import best_tags, runs  # noqa: E402
from verbale.text.sentences import split  # noqa: E402

KINDS = ("source", "cue", "content")
Counts = tuple[int, int, int]
"""Right, found, marked."""
BATCH = 32


def tagged(session: Session, words: Tokenizer, text: str) -> dict[str, set[tuple[int, int]]]:
    """The spans of each kind that the network finds in an article."""
    flat = [window for parts in windows(words, text, split(text)) for window in parts]
    scores = []
    for at in range(0, len(flat), BATCH):
        group = flat[at : at + BATCH]
        layer = session.run(batch(group), ("layer",))["layer"]
        scores += [layer[row, window.core.start : window.core.stop] for row, window in enumerate(group)]
    spans, rows = [window.words[n] for window in flat for n in window.core], np.concatenate(scores)

    def found(kind: str) -> set[tuple[int, int]]:
        tags = best_tags(rows[:, labels.LAYERS.index(kind)])
        return {(spans[first].start, spans[last].end) for first, last in runs(tags)}

    return {kind: found(kind) for kind in KINDS}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--part", default="dev")
    parser.add_argument("--model", type=Path, default=ROOT / "runs/research/model")
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    session, words = Session(options.model / "model.onnx", threads=2), tokenizer()
    counts: dict[str, list[Counts]] = {kind: [] for kind in KINDS}
    for article in attributed(options.data, options.part):
        got = tagged(session, words, article.text)
        for kind in KINDS:
            wanted = set(article.spans[kind])
            counts[kind].append((len(got[kind] & wanted), len(got[kind]), len(wanted)))
    figures = {}
    for kind, rows in counts.items():
        (value, precision, recall), (low, high) = pooled_f1(rows)
        figures[kind] = {"f1": round(value, 4), "ci95": [round(low, 4), round(high, 4)]}
        print(
            f"{kind:8} F1 {value:.3f} ({low:.3f} to {high:.3f}), precision {precision:.3f}, recall {recall:.3f}, "
            f"{sum(row[2] for row in rows)} marked in {len(rows)} articles"
        )
    if options.json:
        options.json.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
