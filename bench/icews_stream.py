"""The ICEWS stream 2011-10 to 2015-12 as a history of countries: acts are the twenty roots of CAMEO.

A country is what stands in brackets at the end of a name, or a bare name that stands in brackets elsewhere; events of others are
left out. (To guess the country of a person from those it met before gained 0.0005 of skill on 2013, and was left out as well.)
"""

import csv
import re
from datetime import date
from pathlib import Path

import numpy as np

from bench.icews_roots import root
from verbale.forecast.history import Actors, Dated, History, history

_BRACKET = re.compile(r"\(([^()]*)\)$")
ROOTS = tuple(f"{number:02}" for number in range(1, 21))


def stream(folder: Path) -> History:
    """The stream in `folder/forecast/icews05-15/events.tsv`."""
    with (folder / "forecast" / "icews05-15" / "events.tsv").open(encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file, delimiter="\t"))
    names = {line["source"] for line in lines} | {line["target"] for line in lines}
    bracketed = {name: found.group(1) for name in names if (found := _BRACKET.search(name))}
    countries = sorted(set(bracketed.values()))
    country = bracketed | {name: name for name in countries if name in names and name not in bracketed}
    events = []
    for line in lines:
        act, source, target = root(line["relation"]), country.get(line["source"]), country.get(line["target"])
        if act and source and target:
            day = date.fromisoformat(line["date"])
            events.append(Dated(day, source, act, target, day))
    nowhere = np.full(len(countries), -1, dtype=np.int32)
    return history(events, Actors(tuple(countries), nowhere, nowhere, (), ()), ROOTS)
