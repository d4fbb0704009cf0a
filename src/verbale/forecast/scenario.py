"""If X does A to Y today: the same fitted models asked about a history with supposed events on its last day."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from verbale.errors import ForecastError
from verbale.forecast.history import History
from verbale.records import Forecast, Ground, Question, Ranked

if TYPE_CHECKING:
    from verbale.forecast.probability import Fitted
    from verbale.forecast.ranking import Ranker


_COUNTED = re.compile(r" (?:once|\d+ times) in the last \d+ days")
_LEAST = 0.005
"""Log-odds below which a ground is not said to have moved."""


@dataclass(frozen=True, slots=True)
class Supposed:
    """An event that is supposed to happen on the day before the forecast: names as the history has them."""

    source: str
    act: str
    target: str


@dataclass(frozen=True, slots=True)
class Move:
    """How far what is supposed moves one answer; `grounds` are those that moved it, with how far in log-odds, most first."""

    before: Forecast
    after: Forecast
    grounds: tuple[Ground, ...]

    @property
    def change(self) -> float:
        """By how much the probability moves."""
        return self.after.probability - self.before.probability


@dataclass(frozen=True, slots=True)
class Place:
    """An actor on a ranked list with what is supposed, and its place without; None where it was no candidate."""

    after: Ranked
    before: int | None


def suppose(history: History, as_of: int, supposed: Iterable[Supposed]) -> History:
    """What was known before a day, and the supposed events on the day before it. Raises ForecastError for unknown names."""
    past = history.before(as_of)
    rows = []
    for event in supposed:
        for name, known in ((event.source, past.actors.names), (event.act, past.acts), (event.target, past.actors.names)):
            if name not in known:
                raise ForecastError(f"The history knows no {name}, so nothing follows from supposing it: name one that it has.")
        row = (past.actors.names.index(event.source), past.acts.index(event.act), past.actors.names.index(event.target))
        there = (past.day == as_of - 1) & (past.source == row[0]) & (past.act == row[1]) & (past.target == row[2])
        if not there.any() and row not in rows:
            rows.append(row)
    if not rows:
        return past
    source, act, target = np.array(rows).T
    last = np.full(len(rows), as_of - 1, dtype=past.day.dtype)
    return replace(
        past,
        day=np.concatenate((past.day, last)),
        known=np.concatenate((past.known, last)),
        source=np.concatenate((past.source, source.astype(past.source.dtype))),
        act=np.concatenate((past.act, act.astype(past.act.dtype))),
        target=np.concatenate((past.target, target.astype(past.target.dtype))),
    )


def moves(fitted: "Fitted", questions: Sequence[Question], supposed: Sequence[Supposed]) -> tuple[Move, ...]:
    """The answers to questions without and with the supposed events, those that move most first; nothing is learned anew."""
    other = fitted.about(suppose(fitted.history, fitted.as_of, supposed))
    found = [_move(fitted.answer(question), other.answer(question)) for question in questions]
    return tuple(sorted(found, key=lambda move: -abs(move.change)))


def reranked(
    ranker: "Ranker", source: str | None, act: str, target: str | None, top: int, supposed: Sequence[Supposed]
) -> tuple[Place, ...]:
    """The first places of a ranked list with the supposed events; the ranker itself stays as it is."""
    before = {found.name: found.rank for found in ranker.rank(source, act, target, ranker.day, ranker.known.actors)}
    found = ranker.supposing(suppose(ranker.known.history, ranker.day, supposed)).rank(source, act, target, ranker.day, top)
    return tuple(Place(ranked, before.get(ranked.name)) for ranked in found)


def _move(before: Forecast, after: Forecast) -> Move:
    was = {_about(ground): ground.weight for ground in before.grounds}
    moved = [Ground(ground.statement, ground.weight - was.get(_about(ground), 0.0)) for ground in after.grounds]
    told = (ground for ground in moved if abs(ground.weight) >= _LEAST)
    return Move(before, after, tuple(sorted(told, key=lambda ground: -abs(ground.weight))))


def _about(ground: Ground) -> str:
    """What a statement counts: its words up to the first number, which what is supposed may change."""
    return _COUNTED.split(ground.statement, maxsplit=1)[0]
