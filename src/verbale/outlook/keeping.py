"""What is made for a desk is kept in it."""

from collections.abc import Sequence
from datetime import date, timedelta

from verbale.forecast.desk import Level
from verbale.store.desk import Desk
from verbale.store.forecasts import StoredBacktest, StoredForecast, StoredRanking, backtests, keep

_FRESH = 7  # days without news after which a desk is taken to have ended


def kept(desk: Desk, made: Sequence[StoredForecast | StoredRanking | StoredBacktest], *, wait: float = 0) -> int:
    """Store what was made, all or nothing; how many are new. Raises StoreBusy, OutputError."""
    with desk.writing("keeping forecasts", wait=wait) as writer:
        return keep(writer.state, made)


def latest_backtest(desk: Desk, level: Level, horizon: int, origins: Sequence[str] = ()) -> StoredBacktest | None:
    """The newest backtest of a desk at a level, for a horizon, from the same origins; None where there is none."""
    wanted = (level.value, ",".join(sorted(origins)), horizon)
    with desk.state() as state:
        found = backtests(state)
    return next((one for one in found if (one.making.level, one.making.origins, one.horizon) == wanted), None)


def present(news_until: date | None, today: date) -> date:
    """The day as of which a desk is asked when nobody names one: today, or the day after its last news where that is long ago."""
    if news_until is None or (today - news_until).days <= _FRESH:
        return today
    return news_until + timedelta(1)
