"""The record: what forecasts made on past days would have been worth, beside simpler ones."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from verbale.errors import TooLittleHistory
from verbale.forecast import scores
from verbale.forecast.history import EPOCH, History
from verbale.forecast.probability import counts, fresh, model
from verbale.forecast.probability.levels import LEVELS
from verbale.forecast.probability.panel import Case, Panels
from verbale.forecast.scores import Bin, Interval
from verbale.settings import Forecasting

Floats = NDArray[np.float64]
MAIN = "verbale"
"""The name of the main model in tables, whatever it was made of on each day."""
_LEAST_ORIGINS = 6
_LEAST_HAPPENED = 30


@dataclass(frozen=True, slots=True)
class Row:
    """The scores of one model on one stratum: all, onset (the act in none of the last windows) or recurrent.

    `skill` is that of the Brier score against the best baseline of the stratum "all"; `against` the main model's skill against
    this one.
    """

    stratum: str
    model: str
    brier: float
    log_score: float
    auc: float
    skill: Interval
    against: Interval


@dataclass(frozen=True, slots=True)
class Counts:
    """How well counts were foreseen: the share of counts within their 90 % interval, of all cells with a chance above 0.01 (ends
    of the interval counted in part, as discrete counts need) and, plainly, of those where at least one event was expected."""

    cells: int
    covered: float
    busy_cells: int
    busy_covered: float
    crps: float


@dataclass(frozen=True, slots=True)
class Record:
    """A backtest: `rows` of scores, the reliability of the main model (`bins` above a chance of 0.01), and what was left out.

    `outside` is the share of the events between known parties that fell on new pairs, which are scored apart: `fresh` is the
    skill of their pooled rates against one rate for all new pairs.
    """

    horizon: int
    origins: tuple[date, ...]
    refits: int
    forecasts: int
    happened: int
    best_baseline: str
    rows: tuple[Row, ...]
    bins: tuple[Bin, ...]
    calibration_error: float
    slope: float
    intercept: float
    counts: Counts
    outside: float
    fresh: Interval

    @property
    def headline(self) -> Interval:
        """The skill of the main model against the best baseline."""
        return next(row.skill for row in self.rows if row.stratum == "all" and row.model == MAIN)


@dataclass(frozen=True, slots=True, eq=False)
class Answers:
    """The forecasts of one origin (cells,) by model, what followed, and what is needed to score counts and new pairs."""

    case: Case
    chances: dict[str, Floats]
    mean: Floats
    low: NDArray[np.int64]
    high: NDArray[np.int64]
    inside: Floats
    crps: float
    fresh: tuple[float, float]


def backtest(history: History, horizon: int, settings: Forecasting | None = None, start: int | None = None) -> Record:
    """Forecast from origins of the past and score what followed; learned anew every `settings.refit` days, from what was known.

    `start` is the first origin (days since 1970-01-01), else the latest part of the history is asked about (`settings.tested`).
    Raises TooLittleHistory for too few days, events or origins.
    """
    settings = settings or Forecasting()
    answers = []
    refits = 0
    for anew, answer in asked(history, horizon, settings, start):
        refits += anew
        answers.append(answer)
    return record(answers, horizon, refits)


def asked(history: History, horizon: int, settings: Forecasting, start: int | None = None) -> Iterator[tuple[bool, Answers]]:
    """The forecasts of each origin in turn, and whether the model was learned anew for it. Raises TooLittleHistory."""
    panels = Panels(history, horizon, settings)
    first, end = panels.ledger.first, int(history.known.max(initial=0)) + 1
    begin = first + int((end - first) * (1 - settings.tested)) if start is None else start
    origins = range(begin, end - horizon + 1, settings.test_step)
    if len(origins) < _LEAST_ORIGINS:
        raise TooLittleHistory(
            f"A backtest of forecasts of {horizon} days needs {_LEAST_ORIGINS} days to forecast from, and this history leaves"
            f" {len(origins)} (events: {len(history):,}, days from the first to the last: {end - first if len(history) else 0}):"
            " import or code more news."
        )
    learned: model.Model | None = None
    since = 0
    for origin in origins:
        anew = learned is None or origin - since >= settings.refit
        if learned is None or anew:
            known = history.before(origin)
            past = Panels(known, horizon, settings)
            cases = model.learn_from(past, origin, settings)
            learned = model.learn(cases, past, settings, len(known) >= settings.boosted_events, LEVELS[:1])
            since = origin
        yield anew, _answers(panels, panels.case(origin), learned, settings, origin)


def _answers(panels: Panels, case: Case, learned: model.Model, settings: Forecasting, origin: int) -> Answers:
    p = learned.boosted.probabilities(case.panel).ravel()
    chances = {MAIN: p}
    chances[learned.boosted.rates.name] = learned.boosted.rates.probabilities(case.panel).ravel()
    chances |= {one.name: one.probabilities(case.panel.view).ravel() for one in learned.levels[LEVELS[0]].baselines}
    mean = counts.mean_count(p, learned.spread)
    low, high = counts.count_interval(mean, learned.spread)
    telling = p > 0.01
    count = case.labels.ravel().astype(np.int64)
    table = counts.cumulative(mean[telling], learned.spread, 60)
    inside = counts.inside(mean[telling], learned.spread, count[telling])
    size = panels.ledger.size
    rates = learned.fresh.rates(fresh.activity(case.panel, size), case.panel, settings.within)
    return Answers(case, chances, mean, low, high, inside, scores.crps(count[telling], table), _fresh(rates, case))


def _fresh(rates: Floats, case: Case) -> tuple[float, float]:
    """Sums of squared errors of the chances of new pairs (any act): by their rates, and by one rate for all."""
    open_pairs = rates > 0
    p = -np.expm1(-rates[open_pairs])
    alike = np.full(len(p), -np.expm1(-rates.sum() / max(len(p), 1)))
    happened = np.zeros(rates.shape, dtype=bool)
    happened[case.fresh_source, case.fresh_target] = True
    y = happened[open_pairs].astype(np.float64)
    return float(((p - y) ** 2).sum()), float(((alike - y) ** 2).sum())


def record(answers: list[Answers], horizon: int, refits: int) -> Record:
    """The scores of all origins together. Raises TooLittleHistory where hardly anything happened."""
    y = np.concatenate([(answer.case.labels > 0).ravel() for answer in answers]).astype(np.float64)
    if y.sum() < _LEAST_HAPPENED:
        raise TooLittleHistory(
            f"Only {int(y.sum())} of the forecasts came true; a backtest needs {_LEAST_HAPPENED}: import or code more news."
        )
    chances = {name: np.concatenate([answer.chances[name] for answer in answers]) for name in answers[0].chances}
    blocks = np.repeat(np.arange(len(answers)), [answer.case.labels.size for answer in answers])
    onset = np.concatenate([~answer.case.panel.view.seen.any(axis=2).ravel() for answer in answers])
    simple = [name for name in chances if name not in (MAIN, "pooled rates")]
    best = min(simple, key=lambda name: scores.brier(chances[name], y))
    rows = [
        _row(stratum, name, chances, best, y, blocks, where)
        for stratum, where in (("all", np.ones_like(onset)), ("onset", onset), ("recurrent", ~onset))
        for name in chances
        if where.any()
    ]
    main = chances[MAIN]
    bins = scores.reliability(main, y, above=0.01)
    steep, shift = scores.slope(main, y)
    within = sum(int(answer.case.labels.sum()) for answer in answers)
    outside = sum(int(answer.case.fresh.sum()) for answer in answers)
    errors = np.array([answer.fresh for answer in answers])
    return Record(
        horizon=horizon,
        origins=tuple(EPOCH + timedelta(days=answer.case.panel.origin) for answer in answers),
        refits=refits,
        forecasts=len(y),
        happened=int(y.sum()),
        best_baseline=best,
        rows=tuple(rows),
        bins=bins,
        calibration_error=scores.calibration_error(bins),
        slope=steep,
        intercept=shift,
        counts=_counts(answers),
        outside=outside / max(within + outside, 1),
        fresh=scores.skill_interval(errors[:, 0], errors[:, 1], np.arange(len(answers))),
    )


def _row(
    stratum: str, name: str, chances: dict[str, Floats], best: str, y: Floats, blocks: NDArray[np.int64], where: NDArray[np.bool_]
) -> Row:
    p, y, blocks = chances[name][where], y[where], blocks[where]
    reference, main = chances[best][where], chances[MAIN][where]
    return Row(
        stratum,
        name,
        scores.brier(p, y),
        scores.log_score(p, y),
        scores.auc(p, y),
        scores.skill_interval((p - y) ** 2, (reference - y) ** 2, blocks),
        scores.skill_interval((main - y) ** 2, (p - y) ** 2, blocks),
    )


def _counts(answers: list[Answers]) -> Counts:
    count = np.concatenate([answer.case.labels.ravel() for answer in answers]).astype(np.int64)
    busy = np.concatenate([answer.mean for answer in answers]) >= 1
    low, high = np.concatenate([answer.low for answer in answers]), np.concatenate([answer.high for answer in answers])
    inside = np.concatenate([answer.inside for answer in answers])
    sizes = [len(answer.inside) for answer in answers]
    return Counts(
        cells=len(inside),
        covered=float(inside.mean()) if len(inside) else float("nan"),
        busy_cells=int(busy.sum()),
        busy_covered=scores.covered(count[busy], low[busy], high[busy]),
        crps=float(np.average([answer.crps if size else 0.0 for answer, size in zip(answers, sizes, strict=True)], weights=sizes))
        if sum(sizes)
        else float("nan"),
    )
