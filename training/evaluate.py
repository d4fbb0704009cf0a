"""Step 3 of 4: measure a built model on articles that it was not trained on, and fit its confidence.

    python training/evaluate.py clear [--model FOLDER] [--thresholds]

Codes the held-out articles of the corpus, and those of corpus/next, which wait for the next training, with the exported model
(default runs/BUILD/model) through the whole pipeline and prints the figures of quality/scoring.py. Fits the two weights of the
confidence (Platt scaling) and writes both to runs/BUILD/figures.json, which export.py copies into the card. --thresholds prints
event F1 for a range of thresholds as well.
"""

import argparse
import json
import math
import sys
from dataclasses import replace
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from quality.gate import code_marked  # noqa: E402 - not installed as a package
from quality.scoring import Marked, Tally, intervals, marked, report, tally  # noqa: E402 - not installed as a package
from training.corpus import CORPUS, read  # noqa: E402
from training.prepare import held_out  # noqa: E402
from verbale.extraction.cards import load_card  # noqa: E402
from verbale.extraction.extractor import Extractor  # noqa: E402
from verbale.pipeline import Coder  # noqa: E402
from verbale.resolution.resolver import Resolver  # noqa: E402
from verbale.settings import Extraction, Settings  # noqa: E402

SHOWN = ("act_f1", "event_f1", "exact_f1", "status_acc", "source_f1", "false_happened", "unreal_recall", "context_f1")


def tallies(coder: Coder, articles: list[Marked]) -> list[Tally]:
    """The comparison of each article with what the coder finds in it."""
    coded = code_marked(coder, articles)
    return [tally(article, coded[article.id]) for article in articles]


def platt(points: list[tuple[float, bool]], steps: int = 2000) -> tuple[float, float]:
    """Slope and offset of the log odds that make the points likeliest, by gradient ascent."""
    slope, offset = 1.0, 0.0
    odds = [(math.log(max(c, 1e-6) / max(1 - c, 1e-6)), ok) for c, ok in points]
    for _ in range(steps):
        errors = [(x, ok - 1 / (1 + math.exp(-(slope * x + offset)))) for x, ok in odds]
        slope += 0.5 * sum(x * e for x, e in errors) / len(odds) / 4
        offset += 0.5 * sum(e for _, e in errors) / len(odds)
    return round(slope, 4), round(offset, 4)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("build", choices=("clear", "research"))
    parser.add_argument("--model", type=Path)
    parser.add_argument("--thresholds", action="store_true")
    options = parser.parse_args()
    card = load_card(options.model or ROOT / "runs" / options.build / "model")
    plain = replace(card, calibration=(1.0, 0.0))
    resolver, settings = Resolver.open(), Settings()
    waiting = read(sorted((CORPUS / "next").glob("*.jsonl")))
    articles = [marked(article) for article in [*filter(held_out, read()), *waiting]]

    everything = replace(settings, min_confidence=0)
    uncalibrated = tallies(Coder(Extractor(plain, settings.extraction, threads=2), resolver, everything), articles)
    weights = platt([point for t in uncalibrated for point in t.confidences])
    calibrated = replace(card, calibration=weights)

    def coder(extraction: Extraction) -> Coder:
        return Coder(Extractor(calibrated, extraction, threads=2), resolver, settings)

    found = tallies(coder(settings.extraction), articles)
    figures = report(found)
    for name, value in figures.items():
        print(f"{name:40} {value}")
    for name, (low, high) in intervals(found, SHOWN).items():
        print(f"{name:40} {low:.3f} to {high:.3f} (95 %)")
    print(f"calibration {weights}")
    (ROOT / "runs" / options.build / "figures.json").write_text(
        json.dumps({"calibration": weights, "figures": {f"held_out_{name}": figures[name] for name in SHOWN}}, indent=1) + "\n"
    )
    if options.thresholds:
        for name in ("trigger", "unreal_trigger", "role", "last_role", "context"):
            for value in (0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8):
                chosen = replace(settings.extraction, **{name: value})  # type: ignore[arg-type]  # all three are shares
                result = report(tallies(coder(chosen), articles))
                print(f"{name} {value}: " + " ".join(f"{key} {result[key]:.3f}" for key in SHOWN))


if __name__ == "__main__":
    main()
