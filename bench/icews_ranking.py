"""The ranking splits of ICEWS as histories: countries and roles are read from the names, as in "Police (Australia)"."""

import re
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from verbale.forecast.history import UNKNOWN, Actors, History

_BRACKET = re.compile(r"^(.*?)[ _]\(([^()]*)\)$")
_STATE = "(state)"
_HOURS = {"icews14": 1, "icews18": 24}
PARTS = ("train", "valid", "test")


@dataclass(frozen=True, slots=True)
class Split:
    """A history with all parts, and the first day of each part and the day after the last."""

    history: History
    train: int
    valid: int
    test: int
    end: int


def split(folder: Path, name: str) -> Split:
    """The split `name` in `folder/forecast`."""
    place = folder / "forecast" / name
    parts = [_quads(place / f"{part}.txt", _HOURS[name]) for part in PARTS]
    quads = np.unique(np.concatenate(parts)[:, [3, 0, 1, 2]], axis=0)
    day, source, act, target = quads.T.astype(np.int32)
    history = History(day, day, source, act, target, _actors(_names(place / "entity2id.txt")), _names(place / "relation2id.txt"))
    first = [int(part[:, 3].min()) for part in parts]
    return Split(history, first[0], first[1], first[2], int(day.max()) + 1)


def _quads(file: Path, hours: int) -> NDArray[np.int64]:
    quads = np.loadtxt(file, dtype=np.int64, usecols=(0, 1, 2, 3))
    quads[:, 3] //= hours
    return quads


def _names(file: Path) -> tuple[str, ...]:
    return tuple(line.rstrip("\n").split("\t")[0] for line in file.open(encoding="utf-8"))


def _actors(names: tuple[str, ...]) -> Actors:
    parsed = [_BRACKET.match(name) for name in names]
    countries = sorted({found.group(2) for found in parsed if found})
    roles = [_STATE, *sorted({found.group(1) for found in parsed if found})]
    country_number = {country: number for number, country in enumerate(countries)}
    role_number = {role: number for number, role in enumerate(roles)}
    country, role = np.full(len(names), UNKNOWN, dtype=np.int32), np.full(len(names), UNKNOWN, dtype=np.int32)
    for number, (name, found) in enumerate(zip(names, parsed, strict=True)):
        if found:
            country[number], role[number] = country_number[found.group(2)], role_number[found.group(1)]
        elif name in country_number:
            country[number], role[number] = country_number[name], role_number[_STATE]
    return Actors(names, country, role, tuple(countries), tuple(roles))
