"""Step 3 of 4: measure a built model on articles that it was not trained on, and fit its confidence.

    python training/evaluate.py clear [--model FOLDER] [--thresholds]

Codes the held-out articles of the corpus with the exported model (default runs/BUILD/model) through the whole pipeline and
prints the figures of quality/scoring.py. Fits the weights of the confidence (verbale.confidence) and writes
both to runs/BUILD/figures.json, which export.py copies into the card. --thresholds prints event F1 for a range of thresholds.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from quality.gate import code_marked, plain  # noqa: E402 - not installed as a package
from quality.scoring import Marked, Tally, intervals, marked, report, tally  # noqa: E402 - not installed as a package
from training.corpus import CORPUS, read  # noqa: E402
from training.prepare import held_out  # noqa: E402
from verbale.confidence import EVIDENCE, evidence  # noqa: E402
from verbale.document import Document  # noqa: E402
from verbale.extraction.cards import load_card  # noqa: E402
from verbale.extraction.extractor import Extractor  # noqa: E402
from verbale.pipeline import Coder  # noqa: E402
from verbale.resolution.resolver import Resolver  # noqa: E402
from verbale.settings import Extraction, Settings  # noqa: E402

PLAIN = (
    "agency_copy", "armed_conflict", "conflict", "contention", "diplomacy", "domestic_politics", "registers", "statements",
    "states", "wire",
)  # fmt: skip
"""Files of news as it comes, on whose held-out articles the confidence is fitted: the others were written to be hard. All of them
were marked twice."""
RAW = (1.0, *[0.0] * len(EVIDENCE))
SHOWN = ("act_f1", "event_f1", "exact_f1", "status_acc", "source_f1", "false_happened", "unreal_recall", "context_f1")


def tallies(coder: Coder, articles: list[Marked]) -> list[Tally]:
    """The comparison of each article with what the coder finds in it."""
    coded = code_marked(coder, articles)
    return [tally(article, coded[article.id]) for article in articles]


@dataclass(frozen=True)
class Judged:
    """What is known of a coded event, and whether it is right."""

    evidence: tuple[float, ...]
    right: bool


def judged(coder: Coder, readings: Sequence[tuple[Marked, ...]]) -> list[Judged]:
    """Every event that the coder finds, with its evidence; the coder's own weights must be those of `EVIDENCE[0]` alone.

    `readings` are the markings of each article. An event is right when any of them has it: a reader overlooks one event in ten,
    which is no fault of the coder's.
    """
    out = []
    for markings in readings:
        coded = coder.code_article(plain(markings[0].source | {"text": markings[0].text}))
        document = Document(coded).to_dict()
        answers = zip(*([right for _, right in tally(marking, document).confidences] for marking in markings), strict=True)
        out += [Judged(known, any(right)) for known, right in zip(evidence(coded.events), answers, strict=True)]
    return out


def plain_news() -> list[tuple[Marked, ...]]:
    """The held-out articles of the files named in PLAIN, each in its first and, where it has one, its second marking."""
    again = {article["id"]: marked(article) for article in read(sorted((CORPUS / "marked_twice").glob("*.jsonl")))}
    first = [marked(a) for name in PLAIN for a in read([CORPUS / f"{name}.jsonl"]) if held_out(a)]
    return [(one, again[one.id]) if one.id in again else (one,) for one in first]


def fitted(events: list[Judged], ridge: float = 1.0) -> tuple[float, ...]:
    """The weights of the evidence, offset last, that make the answers likeliest; Newton's method, drawn a little to zero."""
    x = np.array([(*event.evidence, 1.0) for event in events])
    y = np.array([event.right for event in events], dtype=float)
    pull = np.diag([ridge] * (x.shape[1] - 1) + [0.0])
    weights = np.zeros(x.shape[1])
    for _ in range(30):
        p = 1 / (1 + np.exp(-x @ weights))
        weights -= np.linalg.solve((x.T * (p * (1 - p))) @ x + pull, x.T @ (p - y) + pull @ weights)
    return tuple(round(float(weight), 4) for weight in weights)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("build", choices=("clear", "research"))
    parser.add_argument("--model", type=Path)
    parser.add_argument("--thresholds", action="store_true")
    options = parser.parse_args()
    card = load_card(options.model or ROOT / "runs" / options.build / "model")
    resolver, settings = Resolver.open(), Settings()
    articles = [marked(article) for article in filter(held_out, read())]
    raw = replace(card, calibration=RAW)
    everything = Coder(Extractor(raw, settings.extraction, threads=2), resolver, replace(settings, min_confidence=0))
    weights = fitted(judged(everything, plain_news()))
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
