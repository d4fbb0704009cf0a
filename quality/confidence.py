"""What the confidence is worth: precision and recall of event matches at each threshold.

    python quality/confidence.py [--data ../shared/data]

Over the articles of quality/ and, with --data, the development gold too. The table stands in docs/guides/confidence.md.
"""

import argparse
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from quality.gate import code_marked  # noqa: E402 - the repository is not installed as a package
from quality.scoring import Tally, expected_calibration_error, marked, tally  # noqa: E402
from training.corpus import read  # noqa: E402
from verbale.pipeline import load  # noqa: E402

THRESHOLDS = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)


def by_confidence(found: list[Tally]) -> list[tuple[float, int, float, float]]:
    """(threshold, events kept, precision, recall) of event matches."""
    points = [point for t in found for point in t.confidences]
    gold = sum(t.counts["gold"] for t in found)
    rows = []
    for threshold in THRESHOLDS:
        kept = [right for confidence, right in points if confidence >= threshold]
        rows.append((threshold, len(kept), sum(kept) / max(1, len(kept)), sum(kept) / gold))
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path)
    options = parser.parse_args()
    files = [HERE / "articles.jsonl", HERE / "news.jsonl"]
    files += sorted((options.data / "gold").glob("dev_*.jsonl")) if options.data else []
    articles = [marked(article) for article in read(files)]
    coded = code_marked(load(), articles)
    found = [tally(article, coded[article.id]) for article in articles]
    print(f"{len(found)} articles, {sum(t.counts['gold'] for t in found)} marked events")
    print("| confidence at least | events | precision | recall |\n|---|---|---|---|")
    for threshold, kept, precision, recall in by_confidence(found):
        print(f"| {threshold:.1f} | {kept} | {precision:.2f} | {recall:.2f} |")
    print(f"expected calibration error {expected_calibration_error([p for t in found for p in t.confidences]):.3f}")


if __name__ == "__main__":
    main()
