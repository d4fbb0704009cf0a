"""The quality gate: code the gold articles, score them, compare with floors that only rise.

    python quality/gate.py [--data ../shared/data] [--model FOLDER] [--raise-floors]

Always scores the articles of quality/*.jsonl; with --data also gold/dev_*.jsonl of that folder, by the folder's own gold/score.py.
Exit 1 when a figure is on the wrong side of its floor, or when a file that it reads is not the one whose floor is recorded.
--raise-floors records figures that are better than their floor, and files that are new; it never lowers a floor.
"""

import argparse
import importlib.util
import json
import sys
from collections.abc import Iterable
from pathlib import Path
from types import ModuleType
from typing import Any

from verbale.extraction.cards import digest_of
from verbale.pipeline import Coder, load
from verbale.text import make_article, parse_day

HERE = Path(__file__).resolve().parent
FLOORS = HERE / "floors.json"
SMALLER_IS_BETTER = {"false_happened", "real_as_unreal", "false_events_per_100_empty_sentences", "ece"}
GATED = (
    "act_f1", "event_f1", "exact_f1", "status_acc", "certainty_acc", "source_f1", "place_f1", "date_f1", "number_f1",
    "false_happened", "unreal_recall", "consequence_f1", "stance_f1",
)  # fmt: skip
SLACK = 0.003
"""A floor is recorded this far below the figure, since kernels of other processors round otherwise."""


def scorer(path: Path) -> ModuleType:
    """The scorer, as a module."""
    spec = importlib.util.spec_from_file_location("gold_score", path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def code(coder: Coder, gold: Iterable[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Coded articles by id, in the output contract."""
    articles = [
        make_article(a["text"], id=str(a["id"]), title=a.get("title"), published=parse_day(a["published"]), outlet=a.get("outlet"))
        for a in gold
    ]
    return {document.article.id: document.to_dict() for document in coder.code_many(articles)}


def score(coder: Coder, files: list[Path], score_py: Path) -> dict[str, Any]:
    """All figures of the scorer over the articles of the files, with 95 % intervals over articles."""
    module = scorer(score_py)
    gold, faults = module.load_gold([str(file) for file in files])
    assert not faults, f"{faults} spans of {files} are not in their sentences"
    coded = code(coder, gold)
    rows = [module.tally(a, coded[str(a["id"])]) for a in gold]
    figures: dict[str, Any] = module.report(rows)
    keys = ("event_f1", "act_f1", "exact_f1", "status_acc", "source_acc", "false_happened", "unreal_recall")
    return figures | {"ci95": module.intervals(rows, keys)}


def compare(name: str, figures: dict[str, Any], floors: dict[str, float]) -> list[str]:
    """A line for each figure on the wrong side of its floor."""
    out = []
    for key, floor in floors.items():
        value = figures[key]
        if value is None or (value > floor if key in SMALLER_IS_BETTER else value < floor):
            out.append(f"{name}: {key} is {value}, its floor is {floor}")
    return out


def better(key: str, value: float, floor: float | None) -> float:
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
    sets: dict[str, tuple[list[Path], Path]] = {"quality": (sorted(HERE.glob("*.jsonl")), HERE / "score.py")}
    if options.data and (options.data / "gold").is_dir():
        gold = options.data / "gold"
        sets["dev"] = (sorted(gold.glob("dev_*.jsonl")), gold / "score.py")
    else:
        print("no data folder was given: the development gold is skipped (make gate DATA=FOLDER scores it)")
    coder, faults = load(options.model), []
    for name, (files, score_py) in sets.items():
        if not files:
            continue
        figures = score(coder, files, score_py)
        print(f"\n{name}: {', '.join(file.name for file in files)}")
        for key, value in figures.items():
            print(f"  {key:40} {value}")
        digests = {file.name: digest_of(file) for file in [*files, score_py]}
        before = recorded.setdefault(name, {"files": {}, "floors": {}, "figures": {}})
        strange = [file for file, digest in digests.items() if before["files"].get(file) != digest]
        if strange and not options.raise_floors:
            faults.append(f"{name}: {', '.join(strange)} changed since the floors were recorded; look, then record with --raise-floors")
        faults += compare(name, figures, before["floors"])
        if options.raise_floors:
            floors = before["floors"]
            recorded[name] = {
                "files": digests,
                "floors": floors | {key: better(key, figures[key], floors.get(key)) for key in GATED if figures[key] is not None},
                "figures": figures,
                "model": coder.card.digest,
            }
    if options.raise_floors and not faults:
        FLOORS.write_text(json.dumps(recorded, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    for fault in faults:
        print(fault, file=sys.stderr)
    print(f"\n{'failed' if faults else 'passed'}: {len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
