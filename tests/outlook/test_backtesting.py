"""The backtest of a desk: of the days that are asked for, from what was known then, kept and read again."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.forecast import streams
from verbale.errors import SettingsError
from verbale.forecast.desk import Level
from verbale.outlook.backtesting import Backtested, backtested, reread, to_json
from verbale.outlook.keeping import kept, latest_backtest
from verbale.settings import Forecasting
from verbale.store.desk import Desk
from verbale.store.queries import Questions

EVENTS = streams.steady(600)
UNTIL = streams.START + timedelta(500)
NOON = datetime(2032, 1, 1, 12, tzinfo=UTC)
QUICK = Forecasting(least_events=50, step=30, test_step=15)


def made(desk: Desk, horizon: int = 14) -> Backtested:
    with Questions(desk) as questions:
        return backtested(questions, NOON, horizon, origins=7, until=UNTIL, settings=QUICK)


def test_it_asks_about_the_last_days_before_the_one_that_is_named(tmp_path: Path) -> None:
    whole, short = (
        streams.pour(tmp_path / "whole", EVENTS),
        streams.pour(tmp_path / "short", [e for e in EVENTS if e.known < UNTIL]),
    )
    found = made(whole)
    assert len(found.record.origins) == 7
    assert {(later - earlier).days for earlier, later in zip(found.record.origins, found.record.origins[1:], strict=False)} == {
        15
    }
    assert UNTIL - timedelta(20) < found.record.origins[-1] + timedelta(14) <= UNTIL
    assert to_json(made(short).record) == to_json(found.record)
    assert found.summary is not None
    assert found.summary.used == sum(event.known < UNTIL for event in EVENTS)
    kept(whole, [found.stored])
    stored = latest_backtest(whole, Level.COUNTRIES, 14)
    assert stored is not None
    again = reread(stored)
    assert again is not None
    assert to_json(again.record) == to_json(found.record)
    assert again.record.headline == found.record.headline
    assert latest_backtest(whole, Level.ACTORS, 14) is None
    assert latest_backtest(whole, Level.COUNTRIES, 7) is None


@pytest.mark.parametrize("horizon", [0, 367])
def test_a_horizon_out_of_range_is_told(tmp_path: Path, horizon: int) -> None:
    with pytest.raises(SettingsError, match="between 1 and 366"):
        made(streams.pour(tmp_path / "d", EVENTS), horizon)
