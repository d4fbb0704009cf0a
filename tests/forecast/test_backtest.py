"""The backtest: what it records, and that it sees no future."""

from functools import cache

import numpy as np
import pytest

from tests.forecast.invented import START, invented
from verbale.errors import TooLittleHistory
from verbale.forecast import backtest
from verbale.forecast.history import History, days
from verbale.settings import Forecasting

QUICK = Forecasting(half_lives=(10.0, 60.0, 365.0), boosted_events=10**6, refit=180, step=30)


@cache
def past() -> History:
    return invented(length=700)


@cache
def done() -> backtest.Record:
    return backtest.backtest(past(), 30, QUICK)


def test_every_model_is_scored_on_every_stratum() -> None:
    rows = {(row.stratum, row.model) for row in done().rows}
    models = {model for _, model in rows}
    assert {
        backtest.MAIN,
        "climatology",
        "persistence",
        "decayed Poisson",
        "empirical Bayes rate",
        "same as last period",
    } <= models
    assert rows == {(stratum, model) for stratum in ("all", "onset", "recurrent") for model in models}


def test_the_headline_is_against_the_best_baseline() -> None:
    baselines = [row for row in done().rows if row.stratum == "all" and row.model not in (backtest.MAIN, "pooled rates")]
    assert min(baselines, key=lambda row: row.brier).model == done().best_baseline
    main = next(row for row in done().rows if row.stratum == "all" and row.model == backtest.MAIN)
    best = next(row for row in baselines if row.model == done().best_baseline)
    assert done().headline.value == pytest.approx(1 - main.brier / best.brier)
    assert done().headline.low <= done().headline.value <= done().headline.high


def test_the_record_counts_itself() -> None:
    record = done()
    assert sum(part.number for part in record.bins) <= record.forecasts
    assert record.happened < record.forecasts
    assert record.refits >= 2
    assert 0 <= record.outside < 1
    assert 0.8 < record.counts.covered < 0.98


def test_what_comes_later_changes_no_forecast() -> None:
    begin = days(START) + 400
    cut = begin + 30 * 6 + 30
    whole = list(backtest.asked(past(), 30, QUICK, begin))
    short = list(backtest.asked(past().before(cut), 30, QUICK, begin))
    assert len(short) >= 6
    for (_, one), (_, other) in zip(whole, short, strict=False):
        for name, chances in other.chances.items():
            assert np.array_equal(one.chances[name], chances)


def test_too_short_a_history_is_refused() -> None:
    with pytest.raises(TooLittleHistory, match="days to forecast from"):
        backtest.backtest(past().before(days(START) + 200), 30, QUICK)
