"""Names looked up per second on one core, in the table of actors and in the gazetteer.

    python bench/lookups.py [--rounds 5] [--json FILE]

One lookup is a call of `ActorTable.lookup(name)` or `Gazetteer.lookup(name)`, from the words to every entity or place that bears
them, ranked: folding included, the choice among them by an article not. The names are those of the tables, drawn evenly, in mixed
order, and one in five is a name that neither has. "seen before" repeats names that the gazetteer has in its cache, as an article
does; "first time" finds the cache empty and reads the file. The best of the rounds counts.
"""

import argparse
import json
import os
import random
import sqlite3
import time
from collections.abc import Callable, Sequence
from importlib import resources
from pathlib import Path

from verbale.resolution.gazetteer import CACHED_NAMES, Gazetteer
from verbale.resolution.knowledge import ActorTable

NAMES = 10_000
FLOOR = 50_000  # lookups per second


def place_names(count: int) -> list[str]:
    """Names of packaged places, drawn evenly."""
    file = Path(str(resources.files("verbale.resolution").joinpath("data/gazetteer.sqlite")))
    connection = sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True)
    names = [name for (name,) in connection.execute("SELECT name FROM places ORDER BY id")]
    connection.close()
    return random.Random(0).sample(names, count)


def with_strangers(names: Sequence[str]) -> list[str]:
    """The names in mixed order, one in five replaced by one that no table has."""
    mixed = [f"{name[::-1]} Qx" if number % 5 == 0 else name for number, name in enumerate(names)]
    random.Random(1).shuffle(mixed)
    return mixed


def per_second(look: Callable[[str], object], names: Sequence[str]) -> float:
    """Lookups per second of one pass."""
    began = time.perf_counter()
    for name in names:
        look(name)
    return len(names) / (time.perf_counter() - began)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    table = ActorTable.open()
    actors = with_strangers(random.Random(0).sample(sorted(table.names), min(NAMES, len(table.names))))
    places = with_strangers(place_names(min(NAMES, CACHED_NAMES)))
    found: dict[str, list[float]] = {"actors": [], "places, first time": [], "places, seen before": []}
    for _ in range(options.rounds):
        found["actors"].append(per_second(table.lookup, actors))
        gazetteer = Gazetteer.open()
        found["places, first time"].append(per_second(gazetteer.lookup, places))
        found["places, seen before"].append(per_second(gazetteer.lookup, places))
        gazetteer.close()
    figures = {what: round(max(rates)) for what, rates in found.items()}
    for what, rate in figures.items():
        print(f"{what:22} {rate:>10,} a second (floor {FLOOR:,})")
    if options.json:
        options.json.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
