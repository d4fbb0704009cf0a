"""If X does A to Y today: the same fitted models asked about a history with supposed events on its last day."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from verbale.errors import ForecastError
from verbale.forecast.following import Followed, followed
from verbale.forecast.history import History
from verbale.records import Forecast, Ground, Question, Ranked

if TYPE_CHECKING:
    from verbale.forecast.probability import Fitted
    from verbale.forecast.ranking import Ranker


_COUNTED = re.compile(r" (?:once|\d+ times) in the last \d+ days")


@dataclass(frozen=True, slots=True)
class Supposed:
    """An event that is supposed to happen on the day before the forecast: names as the history has them."""

    source: str
    act: str
    target: str


@dataclass(frozen=True, slots=True)
class Move:
    """How far what is supposed moves one answer.

    `grounds` are the counts that change, with how far each moves it in log-odds before calibration, most first; `rest` is how far
    all else does. `rules` say how often the act followed in the past on each of the acts that are supposed between the two.
    """

    before: Forecast
    after: Forecast
    grounds: tuple[Ground, ...]
    rest: float
    rules: tuple[Followed, ...]

    @property
    def change(self) -> float:
        """By how much the probability moves."""
        return self.after.probability - self.before.probability


@dataclass(frozen=True, slots=True)
class Place:
    """An actor on a ranked list with what is supposed, and without; None where it was no candidate."""

    after: Ranked
    before: Ranked | None


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


def moves(fitted: "Fitted", other: "Fitted", questions: Sequence[Question], supposed: Sequence[Supposed]) -> tuple[Move, ...]:
    """The answers to questions about pairs without and with the supposed events, by the same models, those that move most first.

    `other` is `fitted`, asked about what `suppose` makes.
    """
    found = []
    for question in questions:
        rules = []
        for event in supposed:
            ends = (event.source, event.target)
            back = ends != (question.actor, question.recipient)
            if question.act in fitted.history.acts and set(ends) == {question.actor, question.recipient}:
                rules.append(followed(fitted.history, fitted.as_of, fitted.horizon, event.act, question.act, back=back))
        before, after = fitted.answer(question), other.answer(question)
        grounds, rest = _moved(before, after)
        found.append(Move(before, after, grounds, rest, tuple(rules)))
    return tuple(sorted(found, key=lambda move: -abs(move.change)))


def most_moved(fitted: "Fitted", other: "Fitted", acts: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    """Actor, act and recipient of all pairs of the risk set with one of the acts, those whose chance moves most first."""
    names, size = fitted.history.actors.names, fitted.size
    chosen = [fitted.history.acts.index(act) for act in acts]
    before, after = fitted.panel, other.panel
    keys = before.source * size + before.target
    now = after.source * size + after.target
    order = np.argsort(keys)
    place = order[np.minimum(np.searchsorted(keys[order], now), len(keys) - 1)]
    was = np.where((keys[place] == now)[:, None], fitted.probabilities()[place][:, chosen], 0.0)
    change = np.abs(other.probabilities()[:, chosen] - was)
    for cell in np.argsort(-change, axis=None, kind="stable"):
        pair, act = divmod(int(cell), len(chosen))
        if after.target[pair] < len(names):
            yield names[after.source[pair]], acts[act], names[after.target[pair]]


def reranked(
    ranker: "Ranker", source: str | None, act: str, target: str | None, top: int, supposed: Sequence[Supposed]
) -> tuple[Place, ...]:
    """The first places of a ranked list with the supposed events; the ranker itself stays as it is."""
    before = {found.name: found for found in ranker.rank(source, act, target, ranker.day, ranker.known.actors)}
    found = ranker.supposing(suppose(ranker.known.history, ranker.day, supposed)).rank(source, act, target, ranker.day, top)
    return tuple(Place(ranked, before.get(ranked.name)) for ranked in found)


def _moved(before: Forecast, after: Forecast) -> tuple[tuple[Ground, ...], float]:
    """The grounds whose counts differ, with the difference of their weights, and that of all others together."""
    was = {_about(ground): ground for ground in before.grounds}
    now = {_about(ground): ground for ground in after.grounds}
    told, rest = [], 0.0
    for about in {**was, **now}:
        then, here = was.get(about), now.get(about)
        moved = (here.weight if here else 0.0) - (then.weight if then else 0.0)
        if here and (then is None or here.statement != then.statement):
            told.append(Ground(here.statement, moved))
        else:
            rest += moved
    return tuple(sorted(told, key=lambda ground: -abs(ground.weight))), rest


def _about(ground: Ground) -> str:
    """What a statement counts: its words up to the first number, which what is supposed may change."""
    return _COUNTED.split(ground.statement, maxsplit=1)[0]
