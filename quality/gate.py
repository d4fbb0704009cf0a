"""The quality gate: code the gold articles, score them, compare with floors that only rise.

    python quality/gate.py [--data ../shared/data] [--model FOLDER] [--raise-floors]

Always scores each file of quality/ (idiomatic articles, plain news articles, sets of minimal variants), marked by other hands
than the corpus and never trained on; with --data also gold/dev_*.jsonl of that folder, by the folder's own gold/score.py, and
the names of Universal NER's dev part. PolNeAR and UW measure the research build, which does not ship: see bench/.
Exit 1 when a figure is on the wrong side of its floor, or when a file that is read is not the one whose floors are recorded;
without --data the recorded figures of the skipped set must at least be those of the packaged model.
--raise-floors records figures better than their floor and new files; it never lowers a floor.
"""

import argparse
import importlib.util
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from bench import names  # noqa: E402 - the repository is not installed as a package
from quality.scoring import Marked, intervals, marked, report, resampled, same_telling, tally  # noqa: E402 - not installed as a package
from quality.scoring import coded_events as judged  # noqa: E402
from quality.scoring import pairs as paired  # noqa: E402
from training.corpus import read  # noqa: E402
from verbale.extraction.cards import digest_of, load_card  # noqa: E402
from verbale.extraction.extractor import Extractor  # noqa: E402
from verbale.pipeline import Coder, load  # noqa: E402
from verbale.records import Article  # noqa: E402
from verbale.text import make_article, parse_day  # noqa: E402

FLOORS = HERE / "floors.json"
SMALLER_IS_BETTER = {"false_happened", "real_as_unreal", "false_events_per_100_empty_sentences", "ece"}
SHOWN = ("act_f1", "event_f1", "exact_f1", "status_acc", "source_f1", "false_happened", "unreal_recall")
GATED = (
    "act_f1", "event_f1", "exact_f1", "actor_acc", "recipient_acc", "status_acc", "certainty_acc", "mode_acc", "source_f1",
    "place_f1", "date_f1", "number_f1", "false_happened", "real_as_unreal", "unreal_recall", "consequence_f1", "stance_f1",
    "context_f1", "names_f1", "false_events_per_100_empty_sentences", "sets_right",
)  # fmt: skip
FEWEST = 12
"""An F1 over fewer marked items than this is shown but not gated: one item more or less moves it by a tenth."""
WEIGHTS = {"dev": 0.5, "news": 0.2, "articles": 0.2, "variants": 0.1}
"""What each set weighs where two models, or two choices of thresholds, are compared: a model that gains on one row and loses on
another is judged by `weighed`."""
WEIGHTS_IN_SET = {
    "event_f1": 0.4, "act_f1": 0.2, "unreal_recall": 0.2, "false_happened": 0.1, "false_events_per_100_empty_sentences": 0.1,
}  # fmt: skip
SLACK = 0.003
"""A floor is recorded this far on the safe side of the figure, since processors round differently."""


def plain(gold: dict[str, Any]) -> Article:
    """A gold article (id, text, title, published, outlet) as the coder sees it."""
    day, title = parse_day(gold["published"]), gold.get("title") or None
    return make_article(gold["text"], id=str(gold["id"]), title=title, published=day, outlet=gold.get("outlet"))


def code(coder: Coder, gold: Sequence[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Coded articles by id, in the output contract."""
    return {document.article.id: document.to_dict() for document in coder.code_many(map(plain, gold))}


def code_marked(coder: Coder, articles: Sequence[Marked]) -> dict[str, dict[str, Any]]:
    """Marked articles as the coder sees them, by id."""
    return code(coder, [article.source | {"text": article.text} for article in articles])


def own_sets(coder: Coder, files: Sequence[Path]) -> dict[str, Any]:
    """The figures of quality/scoring.py over whole articles; of sets of variants, the share that is wholly right.

    A set is right when act, status, certainty and source are right in every one of its sentences; its parties are not scored.
    """
    articles = [marked(a) for a in read(files)]
    coded = code_marked(coder, articles)
    whole = [a for a in articles if not a.source["loose"]]
    tallies = [tally(a, coded[a.id]) for a in whole]
    sets = [a for a in articles if a.source["loose"]]
    figures: dict[str, Any] = {}
    if tallies:
        figures |= report(tallies) | {"ci95": intervals(tallies, SHOWN)}
    if sets:
        right = [[sentence_right(a, coded[a.id], n) for n in range(len(a.sentences))] for a in sets]
        wholly = [all(one) for one in right]
        figures |= {"sets": len(sets), "sets_right": round(share(wholly), 4), "sets_right_ci95": resampled(wholly, share)}
        figures["set_sentences_right"] = round(share([ok for one in right for ok in one]), 4)
    return figures


def share(answers: Sequence[bool]) -> float:
    return sum(answers) / len(answers)


def sentence_right(gold: Marked, document: dict[str, Any], number: int) -> bool:
    """Whether one sentence is coded with exactly its events, each with its act, status, certainty and source."""
    mine = [e for e in gold.events if e.sentence == number]
    coded = [e for e in judged(document, gold.sentences) if e.sentence == number]
    return len(paired(mine, coded, same_telling)) == len(mine) == len(coded)


def development(coder: Coder, files: Sequence[Path], score_py: Path) -> dict[str, Any]:
    """The figures of the folder's own scorer, with 95 % intervals over articles."""
    spec = importlib.util.spec_from_file_location("gold_score", score_py)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    gold, faults = module.load_gold([str(file) for file in files])
    assert not faults, f"{faults} spans of {files} are not in their sentences"
    coded = code(coder, gold)
    rows = [module.tally(a, coded[str(a["id"])]) for a in gold]
    figures: dict[str, Any] = module.report(rows)
    return figures | {
        "ci95": module.intervals(rows, ("event_f1", "act_f1", "exact_f1", "status_acc", "false_happened", "unreal_recall"))
    }


def compare(name: str, figures: dict[str, Any], floors: dict[str, float]) -> list[str]:
    """A line for each figure on the wrong side of its floor."""
    out = []
    for key, floor in floors.items():
        value = figures.get(key)
        if thin(key, figures):
            continue
        if value is None or (value > floor if key in SMALLER_IS_BETTER else value < floor):
            out.append(f"{name}: {key} is {value}, its floor is {floor}")
    return out


def weighed(found: dict[str, dict[str, Any]]) -> float | None:
    """One number for a model, 0 to 1, from the figures of the four sets; None where one of them was not scored."""
    if not WEIGHTS.keys() <= found.keys():
        return None
    total = 0.0
    for name, weight in WEIGHTS.items():
        figures = found[name]
        good = figures | {
            "false_happened": 1 - figures.get("false_happened", 0.0),
            "false_events_per_100_empty_sentences": 1 - figures.get("false_events_per_100_empty_sentences", 0.0) / 100,
        }
        total += weight * (good["sets_right"] if name == "variants" else sum(good[k] * w for k, w in WEIGHTS_IN_SET.items()))
    return round(total, 4)


def thin(key: str, figures: dict[str, Any]) -> bool:
    """Whether an F1 is over too few marked items to be gated; other figures, and all of the development gold, always are."""
    return key.endswith("_f1") and bool(figures.get(key.removesuffix("_f1") + "_marked", FEWEST) < FEWEST)


def raised(key: str, value: float, floor: float | None) -> float:
    """The floor after seeing a figure: never a worse one."""
    if key in SMALLER_IS_BETTER:
        new = round(value + SLACK, 4)
        return new if floor is None else min(floor, new)
    new = round(value - SLACK, 4)
    return new if floor is None else max(floor, new)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--model", type=Path)
    parser.add_argument("--raise-floors", action="store_true")
    options = parser.parse_args()
    recorded: dict[str, Any] = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.is_file() else {}
    coder, faults = load(options.model), list[str]()
    found: dict[str, tuple[list[Path], dict[str, Any]]] = {}
    for file in sorted(HERE.glob("*.jsonl")):
        found[file.stem] = ([file], own_sets(coder, [file]))
    gold = options.data / "gold" if options.data else None
    if gold and gold.is_dir():
        files = sorted(gold.glob("dev_*.jsonl"))
        found["dev"] = ([*files, gold / "score.py"], development(coder, files, gold / "score.py"))
    names_file = options.data / names.DEV if options.data else None
    if names_file and names_file.is_file():
        figure = names.measure(Extractor.open(options.model), names_file)
        interval = (round(figure.low, 4), round(figure.high, 4))
        found["names"] = ([names_file], {"names_f1": round(figure.value, 4), "ci95": interval})
    if "dev" not in found:
        print("the development gold is skipped: no data folder with gold/ was given (make gate DATA=FOLDER scores it)")
    if options.model is None:
        for name in sorted(recorded.keys() - found.keys()):
            if recorded[name]["model"] != load_card().digest:
                faults.append(f"{name}: the recorded figures are of another model; run with --data and --raise-floors")
    for name, (files, figures) in found.items():
        print(f"\n{name}: {', '.join(file.name for file in files)}")
        for key, value in figures.items():
            print(f"  {key:40} {value}")
        digests = {file.name: digest_of(file) for file in files}
        before = recorded.get(name, {"files": {}, "floors": {}})
        if digests != before["files"] and not options.raise_floors:
            faults.append(f"{name}: its files are not those whose floors are recorded; look, then record with --raise-floors")
        faults += compare(name, figures, before["floors"])
        floors = {
            key: raised(key, figures[key], before["floors"].get(key))
            for key in GATED
            if figures.get(key) is not None and not thin(key, figures)
        }
        recorded[name] = {"files": digests, "floors": floors, "figures": figures, "model": coder.card.digest}
    score = weighed({name: figures for name, (_, figures) in found.items()})
    if score is not None:
        print(f"\nweighted score {score} (by which models are chosen: WEIGHTS in quality/gate.py)")
    for fault in faults:
        print(fault, file=sys.stderr)
    if options.raise_floors and not faults:
        FLOORS.write_text(json.dumps(recorded, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    print(f"\nThe gate is {'shut' if faults else 'open'}: {len(faults)} faults.")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
