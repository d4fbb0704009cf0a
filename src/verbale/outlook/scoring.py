"""How forecasts came out: those that are due are scored once, by what the desk knows then."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from verbale import ontology
from verbale.forecast.desk import DeskHistory, Level, read
from verbale.forecast.history import History, days
from verbale.forecast.scores import brier, log_score
from verbale.records import Forecast, Question
from verbale.store.desk import Desk
from verbale.store.forecasts import (
    Making,
    Outcome,
    RankingOutcome,
    Score,
    StoredForecast,
    StoredRanking,
    settle,
    unscored,
    unscored_rankings,
)
from verbale.store.queries import Questions

WAIT = 3
"""Days after the last day of a forecast before it is scored, since news of a day comes out on the next ones."""


@dataclass(frozen=True, slots=True)
class Settled:
    """What was scored: how many forecasts and lists; how many wait, the first until `next_due`.

    `starved` of those that wait are past their day, but the desk has no news of it: its news ends at `news_until`.
    """

    forecasts: int
    rankings: int
    waiting: int
    starved: int
    next_due: date | None
    news_until: date | None


def due(question: Question) -> date:
    """The first day on which a forecast may be scored."""
    return question.as_of + timedelta(question.horizon + WAIT)


def score(desk: Desk, as_of: date, *, wait: float = 0) -> Settled:
    """Score what is due on a day, by what was known before it, and store that in one step. What was scored stays as it is.

    Raises StoreBusy when another process writes for longer than `wait` seconds.
    """
    with desk.state() as state:
        open_ones: list[StoredForecast | StoredRanking] = [*unscored(state), *unscored_rankings(state)]
    ready = [one for one in open_ones if due(_question(one)) <= as_of]
    outcomes: list[Outcome | RankingOutcome] = []
    news: list[date] = []
    if ready:
        with Questions(desk) as questions:
            for past, those in _with_history(questions, ready, as_of):
                until = past.summary.news_until
                news += [until] if until else []
                outcomes += [
                    _outcome(one, past.history, as_of)
                    for one in those
                    if until is not None and until >= _last_day(_question(one))
                ]
    if outcomes:
        with desk.writing("verbale score", wait=wait) as writer:
            settle(writer.state, outcomes)
    later = [due(_question(one)) for one in open_ones if due(_question(one)) > as_of]
    lists = sum(isinstance(one, RankingOutcome) for one in outcomes)
    return Settled(
        len(outcomes) - lists, lists, len(open_ones) - len(outcomes), len(ready) - len(outcomes), min(later, default=None),
        max(news, default=None),
    )  # fmt: skip


def scores(forecast: Forecast, happened: bool) -> tuple[Score, ...]:
    """The scores of a forecast and of its baselines."""
    outcome = np.array([float(happened)])
    said = ((forecast.model, False, forecast.probability), *((name, True, share) for name, share in forecast.baselines))
    return tuple(
        Score(name, baseline, share, brier(np.array([share]), outcome), log_score(np.array([share]), outcome))
        for name, baseline, share in said
    )


def _outcome(one: StoredForecast | StoredRanking, past: History, scored: date) -> Outcome | RankingOutcome:
    rows = _happened(past, _question(one))
    if isinstance(one, StoredForecast):
        count, (_, low, high) = int(rows.sum()), one.forecast.count
        return Outcome(one.forecast_id, scored, count, low <= count <= high, scores(one.forecast, count > 0))
    wanted = past.target if one.question.recipient is None else past.source
    others = {past.actors.names[number] for number in np.unique(wanted[rows])}
    ranks = [answer.rank for answer in one.answers if answer.name in others]
    return RankingOutcome(one.ranking_id, scored, len(others), len(ranks), min(ranks, default=None))


def _happened(past: History, question: Question) -> NDArray[np.bool_]:
    """The events of a history that make a question come true."""
    first = days(question.as_of)
    rows = (past.day >= first) & (past.day < first + question.horizon)
    for column, name in ((past.source, question.actor), (past.target, question.recipient)):
        if name is not None:
            number = past.actors.names.index(name) if name in past.actors.names else -2
            rows &= column == number
    if question.act is not None:
        acts = [number for number, act in enumerate(past.acts) if question.act in (act, ontology.quad(act))]
        rows &= np.isin(past.act, acts)
    return rows


def _with_history(
    questions: Questions, ready: Iterable[StoredForecast | StoredRanking], as_of: date
) -> Iterator[tuple[DeskHistory, list[StoredForecast | StoredRanking]]]:
    """What is due, by the kind of history that it was made from."""
    groups: dict[tuple[str, str], list[StoredForecast | StoredRanking]] = defaultdict(list)
    for one in ready:
        made: Making = one.making
        groups[made.level, made.origins].append(one)
    for (level, origins), those in groups.items():
        wanted = tuple(origin for origin in origins.split(",") if origin)
        yield read(questions, Level(level), origins=wanted, before=as_of), those


def _question(one: StoredForecast | StoredRanking) -> Question:
    return one.forecast.question if isinstance(one, StoredForecast) else one.question


def _last_day(question: Question) -> date:
    return question.as_of + timedelta(question.horizon - 1)
