"""Sampled futures of two actors, with what went before, and with what is supposed beside them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from verbale import ontology
from verbale.errors import WrongQuestion
from verbale.forecast import futures as walks
from verbale.forecast import scenario
from verbale.forecast.desk import Summary
from verbale.forecast.futures import HIGH, LOW, WEEK, Held
from verbale.forecast.history import days
from verbale.forecast.scenario import Supposed
from verbale.outlook.asking import Asked, hear
from verbale.outlook.supposing import supposed_events
from verbale.settings import Forecasting
from verbale.store.queries import Questions

NUMBER = 1000
MOST = 20_000
"""Futures that can be drawn at once; each takes a few hundred bytes a week."""
_BEFORE = 8


@dataclass(frozen=True, slots=True)
class Figure:
    """Events in sampled futures, an act once a day: the mean, the 90 % interval, and the chance of any.

    The chance is (k + 0.5) / (n + 1) where k of n futures have any, so that it is never quite 0 or 1.
    """

    expected: float
    low: int
    high: int
    chance: float


@dataclass(frozen=True, slots=True)
class Step:
    """So many days from a day on; a week, or what is left of a horizon."""

    first: date
    days: int


@dataclass(frozen=True, slots=True, eq=False)
class Futures:
    """What two may do to each other in the steps ahead: `ways` are who to whom, both ways, or one where one acts on itself.

    `drawn` (ways, futures, steps, acts) are days with each of `acts`; `without` is the same, drawn by the same fortunes, without
    what is supposed, and None where nothing is. `past` (ways, steps before, acts) are days with each act in weeks before; `held`
    says how far past futures held what they promised, None where the desk has too little news to tell.
    """

    asked: Asked
    summary: Summary
    supposed: tuple[Supposed, ...]
    acts: tuple[str, ...]
    ways: tuple[tuple[str, str], ...]
    steps: tuple[Step, ...]
    before: tuple[Step, ...]
    drawn: NDArray[np.int8]
    without: NDArray[np.int8] | None
    past: NDArray[np.int64]
    held: Held | None

    def figure(self, way: int, act: str | None, step: int | None = None, *, supposed: bool = True) -> Figure:
        """Of an act, a class of acts, or any, in one step or the whole horizon; without what is supposed where that is false.

        Raises UnknownCode.
        """
        table = self.drawn if supposed or self.without is None else self.without
        chosen = table[way][:, :, self._acts(act)]
        total = (chosen if step is None else chosen[:, [step]]).sum(axis=(1, 2), dtype=np.int64)
        low, high = np.quantile(total, (LOW, HIGH), method="inverted_cdf")
        return Figure(float(total.mean()), int(low), int(high), float(((total > 0).sum() + 0.5) / (len(total) + 1)))

    def told(self, way: int, act: str | None, step: int) -> int | None:
        """Events of an act, a class of acts, or any, in one of the weeks before; None where its news was not there yet."""
        week = self.before[step]
        last = self.summary.news_until
        if last is None or last < week.first + timedelta(week.days - 1):
            return None
        return int(self.past[way, step, self._acts(act)].sum())

    def _acts(self, act: str | None) -> list[int]:
        if act is not None:
            act = ontology.one_of(act, (*ontology.ACTS, *ontology.QUADS), "act")
        return [number for number, name in enumerate(self.acts) if act in (None, name, ontology.quad(name))]


def futures(
    questions: Questions, asked: Asked, number: int = NUMBER, said: Iterable[str] = (), settings: Forecasting | None = None
) -> Futures:
    """So many futures of two actors, both named; with what is said to happen on the day before, as in "RUS THREATEN KOR".

    Nothing of it is kept. Raises UnknownActor, TooLittleHistory, and WrongQuestion where a party is missing.
    """
    if asked.actor is None or asked.recipient is None:
        raise WrongQuestion("Sampled futures are those of two actors: name an actor and a recipient.")
    if not 1 <= number <= MOST:
        raise WrongQuestion(f"{number} futures cannot be drawn: ask for 1 to {MOST:,}.")
    settings = settings or Forecasting()
    heard = hear(questions, asked)
    asked, past, day = heard.asked, heard.past.history, days(asked.as_of)
    supposed = supposed_events(heard, said)
    names = past.actors.names
    actor, recipient = str(asked.actor), str(asked.recipient)
    dyad = np.array([[names.index(actor), names.index(recipient)]], dtype=np.int64)
    lengths = walks.steps_of(asked.horizon)
    learned = walks.learn(past, day, settings, asked.horizon)
    walk = walks.walk(past, day, learned, dyad, settings)
    if not supposed and not walk.panel.view.rates.any():
        raise WrongQuestion(
            f"{actor} and {recipient} had nothing to do with each other before {asked.as_of}, so there is nothing to go on from:"
            " verbale forecast without --futures gives the rate of others like them."
        )
    drawn, without = walk.paths(lengths, number), None
    if supposed:
        without = drawn
        drawn = walks.walk(scenario.suppose(past, day, supposed), day, learned, dyad, settings).paths(lengths, number)
    return Futures(
        asked,
        heard.past.summary,
        tuple(supposed),
        past.acts,
        ((actor, recipient), (recipient, actor))[: len(walk.partner)],
        _steps(asked.as_of, lengths),
        _steps(asked.as_of - timedelta(_BEFORE * WEEK), (WEEK,) * _BEFORE),
        drawn,
        without,
        walks.happened(past, walk, day - _BEFORE * WEEK, (WEEK,) * _BEFORE),
        walks.held(past, day, asked.horizon, settings),
    )


def _steps(first: date, lengths: Sequence[int]) -> tuple[Step, ...]:
    starts = np.cumsum([0, *lengths[:-1]])
    return tuple(Step(first + timedelta(int(start)), length) for start, length in zip(starts, lengths, strict=True))
