"""The backtest of a desk: made, kept as JSON, and read again."""

import json
import math
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields, is_dataclass
from datetime import date, datetime
from typing import Any, get_args, get_origin, get_type_hints

from verbale.errors import SettingsError
from verbale.forecast.backtest import Record, backtest
from verbale.forecast.desk import Level, Summary, read
from verbale.outlook.asking import HORIZON, LONGEST, making
from verbale.settings import Forecasting
from verbale.store.forecasts import StoredBacktest, stored_backtest
from verbale.store.queries import Questions


@dataclass(frozen=True, slots=True)
class Backtested:
    """A backtest as it is kept, and what it says."""

    stored: StoredBacktest
    record: Record
    summary: Summary | None = None


def backtested(
    questions: Questions,
    now: datetime,
    horizon: int = HORIZON,
    *,
    origins: int | None = None,
    until: date | None = None,
    level: Level = Level.COUNTRIES,
    sources: Sequence[str] = (),
    settings: Forecasting | None = None,
) -> Backtested:
    """Ask a desk about past days, the latest `origins` of them, and score what it would have said.

    Only what was published before `until` counts; `sources` are the origins of events (none: all). Raises TooLittleHistory,
    SettingsError.
    """
    if not 1 <= horizon <= LONGEST:
        raise SettingsError(f"The horizon is {horizon} days; it must lie between 1 and {LONGEST}, as in 30d.")
    settings = settings or Forecasting()
    past = read(questions, level, origins=sources, before=until)
    start = None
    if origins is not None and len(past.history):
        start = int(past.history.day.max()) + 1 - horizon - (origins - 1) * settings.test_step
    record = backtest(past.history, horizon, settings, start)
    return Backtested(stored_backtest(horizon, to_json(record), making(past, now)), record, past.summary)


def reread(stored: StoredBacktest) -> Backtested | None:
    """A backtest of the desk; None where another version of verbale made it and it cannot be read."""
    try:
        record: Record = _made(Record, json.loads(stored.record))
    except (KeyError, TypeError, ValueError):
        return None
    return Backtested(stored, record)


def to_json(record: Record) -> str:
    """A record as JSON; what could not be computed is null."""
    return json.dumps(_plain(asdict(record)), ensure_ascii=False, allow_nan=False)


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _plain(cell) for name, cell in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(cell) for cell in value]
    if isinstance(value, date):
        return value.isoformat()
    return None if isinstance(value, float) and not math.isfinite(value) else value


def _made(kind: Any, value: Any) -> Any:
    """A value of a kind from plain cells: a record, a tuple of one kind, a day, a number."""
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        made: Any = kind
        return made(**{one.name: _made(hints[one.name], value[one.name]) for one in fields(kind)})
    if get_origin(kind) is tuple:
        return tuple(_made(get_args(kind)[0], cell) for cell in value)
    if kind is date:
        return date.fromisoformat(value)
    if kind is float:
        return math.nan if value is None else float(value)
    return value
