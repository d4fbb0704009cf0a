"""Dated events as columns: what every forecaster learns from and is tested on."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

UNKNOWN = -1
EPOCH = date(1970, 1, 1)


class Dated(NamedTuple):
    """One event in words: on `day` source did act to target; the world could know it from `known` on."""

    day: date
    source: str
    act: str
    target: str
    known: date


@dataclass(frozen=True, slots=True, eq=False)
class Actors:
    """Who takes part: names, and for each the number of its country and of its role, UNKNOWN where it has none."""

    names: tuple[str, ...]
    country: NDArray[np.int32]
    role: NDArray[np.int32]
    countries: tuple[str, ...]
    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Coverage:
    """How much news there was: the number of reports of each day from `first` (days since 1970-01-01) on."""

    first: int
    reports: NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class History:
    """Events in the order in which they became known.

    `day`, `known`, `source`, `act`, `target` have one number an event: days since 1970-01-01 of the happening and of the first
    report, and numbers into `actors.names` and `acts`. The same source, act and target occur once a day. `signals` are what was
    only planned, threatened, denied or said to follow, as events of their own whose acts name the status too.
    """

    day: NDArray[np.int32]
    known: NDArray[np.int32]
    source: NDArray[np.int32]
    act: NDArray[np.int32]
    target: NDArray[np.int32]
    actors: Actors
    acts: tuple[str, ...]
    signals: "History | None" = None
    coverage: Coverage | None = None

    def __len__(self) -> int:
        return len(self.day)

    def chosen(self, rows: NDArray[np.bool_] | NDArray[np.int64]) -> "History":
        """The events of these rows; actors and acts keep their numbers."""
        return replace(
            self,
            day=self.day[rows],
            known=self.known[rows],
            source=self.source[rows],
            act=self.act[rows],
            target=self.target[rows],
        )

    def before(self, day: int) -> "History":
        """What was known before a day: events, signals and coverage from that day on are gone."""
        kept = self.chosen((self.known < day) & (self.day < day))
        signals = self.signals.before(day) if self.signals is not None else None
        coverage = self.coverage
        if coverage is not None:
            coverage = Coverage(coverage.first, coverage.reports[: max(day - coverage.first, 0)])
        return replace(kept, signals=signals, coverage=coverage)


def history(events: Iterable[Dated], actors: Actors, acts: Sequence[str]) -> History:
    """Events as columns, sorted by when they were known, each source, act, target and day once (the first report counts)."""
    number = {name: position for position, name in enumerate(actors.names)}
    act_number = {name: position for position, name in enumerate(acts)}
    first: dict[tuple[int, int, int, int], int] = {}
    for event in events:
        key = (days(event.day), number[event.source], act_number[event.act], number[event.target])
        known = days(event.known)
        first[key] = min(first.get(key, known), known)
    table = np.array([(known, *key) for key, known in first.items()], dtype=np.int32).reshape(-1, 5)
    table = table[np.lexsort(table.T[::-1])]
    return History(table[:, 1], table[:, 0], table[:, 2], table[:, 3], table[:, 4], actors, tuple(acts))


def days(day: date) -> int:
    """Days since 1970-01-01."""
    return (day - EPOCH).days
