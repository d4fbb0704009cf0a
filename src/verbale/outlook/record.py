"""The growing record of a desk: how its forecasts came out so far, beside the baselines of the same questions."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from verbale.forecast.scores import Bin, Interval, brier, log_score, reliability, skill_interval
from verbale.store.queries import Questions

BINS = 10
LEAST_DAYS = 5
"""Days of asking below which a skill has no interval that means anything."""
_ROWS = """
SELECT s.horizon, s.ahead, s.forecast_id, s.model, s.baseline, s.probability, s.happened, s.as_of, f.inside
FROM forecast_scores s JOIN forecasts f USING (forecast_id) ORDER BY s.horizon, s.ahead DESC, s.as_of, s.forecast_id, s.model
"""
_LISTS = "SELECT count(*), count(*) FILTER (happened > 0), count(*) FILTER (hits > 0) FROM rankings WHERE scored IS NOT NULL"


@dataclass(frozen=True, slots=True)
class ModelScore:
    """Mean scores of a model over the same questions; lower is better."""

    model: str
    brier: float
    log_score: float


@dataclass(frozen=True, slots=True)
class GrowingRecord:
    """The scored forecasts of one horizon, those made ahead of their time or those made afterwards ("as of" a past day).

    `forecast` is what was forecast, by whatever model; `baselines` are those that every one of the forecasts had, the best first.
    `skill` is that against the best, with its interval over `days` of asking, which means nothing for fewer than LEAST_DAYS;
    `inside` is the share of counts within their intervals.
    """

    horizon: int
    ahead: bool
    number: int
    happened: int
    days: int
    forecast: ModelScore
    baselines: tuple[ModelScore, ...]
    skill: Interval | None
    bins: tuple[Bin, ...]
    inside: float


@dataclass(frozen=True, slots=True)
class ListRecord:
    """Ranked lists that were scored: how many, after how many something happened, and how many of these named somebody right."""

    number: int
    happened: int
    named: int


class _Row(NamedTuple):
    """What one model said of one question, and how it came out."""

    forecast_id: str
    model: str
    baseline: bool
    probability: float
    happened: bool
    as_of: date
    inside: bool


def records(questions: Questions) -> tuple[GrowingRecord, ...]:
    """The record of each horizon, forecasts made ahead first."""
    groups: dict[tuple[int, bool], list[_Row]] = defaultdict(list)
    for horizon, ahead, *cells in questions.ask(_ROWS).rows():
        groups[horizon, ahead].append(_Row(*cells))
    return tuple(_record(horizon, ahead, rows) for (horizon, ahead), rows in groups.items())


def lists(questions: Questions) -> ListRecord:
    """The record of the ranked lists."""
    return ListRecord(*next(questions.ask(_LISTS).rows()))


def _record(horizon: int, ahead: bool, rows: list[_Row]) -> GrowingRecord:
    own = [row for row in rows if not row.baseline]
    happened, said = _floats([row.happened for row in own]), _floats([row.probability for row in own])
    others: dict[str, list[float]] = defaultdict(list)
    for row in rows:  # in the order of the forecasts, as `own` is
        if row.baseline:
            others[row.model].append(row.probability)
    baselines = {name: _floats(shares) for name, shares in others.items() if len(shares) == len(own)}
    compared = sorted(
        (ModelScore(name, brier(shares, happened), log_score(shares, happened)) for name, shares in baselines.items()),
        key=lambda one: one.brier,
    )
    skill = None
    if compared:
        blocks = np.array([row.as_of.toordinal() for row in own], dtype=np.int64)
        skill = skill_interval((said - happened) ** 2, (baselines[compared[0].model] - happened) ** 2, blocks)
    return GrowingRecord(
        horizon,
        ahead,
        len(own),
        int(happened.sum()),
        len({row.as_of for row in own}),
        ModelScore("forecast", brier(said, happened), log_score(said, happened)),
        tuple(compared),
        skill,
        reliability(said, happened, BINS),
        float(np.mean([row.inside for row in own])),
    )


def _floats(values: Sequence[float]) -> NDArray[np.float64]:
    return np.array(values, dtype=np.float64)
