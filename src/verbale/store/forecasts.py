"""Forecasts and how they came out: stored when they are made, scored when they are due, never changed afterwards.

The database itself refuses to change or delete a row of their tables (forecast_tables.py).
"""

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, astuple, dataclass
from datetime import date

from verbale.records import Forecast, Ground, Question, Ranked
from verbale.store.state import State


@dataclass(frozen=True, slots=True)
class Making:
    """When and from what a forecast was made: the moment (UTC, ISO 8601), the level (countries or actors), the origins of its
    events ("" for all), the version of the program, and the digest of the events that it learned from."""

    made: str
    level: str
    origins: str
    program: str
    history: str


@dataclass(frozen=True, slots=True)
class StoredForecast:
    """A forecast in the desk."""

    forecast_id: str
    making: Making
    forecast: Forecast


@dataclass(frozen=True, slots=True)
class Score:
    """What one model said of one question, and its scores; lower Brier and log scores are better."""

    model: str
    baseline: bool
    probability: float
    brier: float
    log_score: float


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a forecast came out: scored on which day, how many such events there were, whether that lay inside its interval."""

    forecast_id: str
    scored: date
    events: int
    inside: bool
    scores: tuple[Score, ...]


@dataclass(frozen=True, slots=True)
class StoredRanking:
    """A ranked list in the desk: who is next, in the `horizon` days from its `as_of` day on; the wanted side of `question` is
    None."""

    ranking_id: str
    making: Making
    question: Question
    model: str
    answers: tuple[Ranked, ...]


@dataclass(frozen=True, slots=True)
class RankingOutcome:
    """How a ranked list came out: how many others it was, how many of them stood in the list, and the rank of the best."""

    ranking_id: str
    scored: date
    happened: int
    hits: int
    first_rank: int | None


@dataclass(frozen=True, slots=True)
class StoredBacktest:
    """The record of a rolling-origin backtest of the desk, as JSON."""

    backtest_id: str
    making: Making
    horizon: int
    record: str


def stored_forecast(forecast: Forecast, making: Making) -> StoredForecast:
    """A forecast with its id: the same answer to the same question from the same events has the same id."""
    return StoredForecast(_ident(repr(forecast), making), making, forecast)


def stored_ranking(question: Question, model: str, answers: tuple[Ranked, ...], making: Making) -> StoredRanking:
    """A ranked list with its id."""
    return StoredRanking(_ident(repr((question, model, answers)), making), making, question, model, answers)


def stored_backtest(horizon: int, record: str, making: Making) -> StoredBacktest:
    """A backtest with its id."""
    return StoredBacktest(_ident(f"{horizon} {record}", making), making, horizon, record)


def keep(state: State, made: Sequence[StoredForecast | StoredRanking | StoredBacktest]) -> int:
    """Store what was made, all or nothing; what is stored already stays as it is. How many are new. Raises OutputError."""
    with _transaction(state) as db:
        return sum(_insert(db, *_cells(one)) for one in made)


def settle(state: State, outcomes: Iterable[Outcome | RankingOutcome]) -> int:
    """Store how forecasts came out, all or nothing; an outcome that is stored already stays as it is. How many are new."""
    new = 0
    with _transaction(state) as db:
        for one in outcomes:
            if isinstance(one, RankingOutcome):
                new += _insert(
                    db, "ranking_score", (one.ranking_id, one.scored.isoformat(), one.happened, one.hits, one.first_rank)
                )
                continue
            cells = (one.forecast_id, one.scored.isoformat(), int(one.events > 0), one.events, int(one.inside))
            if _insert(db, "outcome", cells):
                new += 1
                for score in one.scores:
                    _insert(db, "forecast_score", (one.forecast_id, *astuple(score)))
    return new


def unscored(state: State) -> Iterator[StoredForecast]:
    """The forecasts without an outcome, the earliest first."""
    for row in state.db.execute(
        "SELECT * FROM forecast WHERE forecast_id NOT IN (SELECT forecast_id FROM outcome) ORDER BY as_of, made, forecast_id"
    ):
        ident, making, (as_of, horizon, actor, act, recipient), rest = row[0], Making(*row[1:6]), row[6:11], row[11:]
        probability, low, high, *count, model, events, pooled, baselines, grounds = rest
        yield StoredForecast(
            ident,
            making,
            Forecast(
                Question(actor, act, recipient, date.fromisoformat(as_of), horizon), probability, low, high,
                (count[0], count[1], count[2]), model, tuple((name, share) for name, share in json.loads(baselines).items()),
                _grounds(json.loads(grounds)), events, bool(pooled),
            ),
        )  # fmt: skip


def unscored_rankings(state: State) -> Iterator[StoredRanking]:
    """The ranked lists without an outcome, the earliest first."""
    for row in state.db.execute(
        "SELECT * FROM ranking WHERE ranking_id NOT IN (SELECT ranking_id FROM ranking_score) ORDER BY as_of, made, ranking_id"
    ):
        ident, making, (as_of, horizon, actor, act, recipient, model, answers) = row[0], Making(*row[1:6]), row[6:]
        ranked = tuple(Ranked(one["name"], one["rank"], one["score"], _grounds(one["grounds"])) for one in json.loads(answers))
        yield StoredRanking(ident, making, Question(actor, act, recipient, date.fromisoformat(as_of), horizon), model, ranked)


def backtests(state: State) -> list[StoredBacktest]:
    """All backtests, the newest first."""
    rows = state.db.execute("SELECT * FROM backtest ORDER BY made DESC, backtest_id").fetchall()
    return [StoredBacktest(row[0], Making(*row[1:6]), row[6], row[7]) for row in rows]


@contextmanager
def _transaction(state: State) -> Iterator[sqlite3.Connection]:
    state.begin()
    try:
        yield state.db
    except BaseException:
        state.rollback()
        raise
    state.commit()


def _insert(db: sqlite3.Connection, table: str, cells: Sequence[object]) -> int:
    marks = ", ".join("?" * len(cells))
    return db.execute(f"INSERT OR IGNORE INTO {table} VALUES ({marks})", cells).rowcount


def _cells(one: StoredForecast | StoredRanking | StoredBacktest) -> tuple[str, tuple[object, ...]]:
    """The table and the row of what was made."""
    if isinstance(one, StoredBacktest):
        return "backtest", (one.backtest_id, *astuple(one.making), one.horizon, one.record)
    asked = one.forecast.question if isinstance(one, StoredForecast) else one.question
    question = (asked.as_of.isoformat(), asked.horizon, asked.actor, asked.act, asked.recipient)
    if isinstance(one, StoredRanking):
        answers = json.dumps([asdict(answer) for answer in one.answers], ensure_ascii=False)
        return "ranking", (one.ranking_id, *astuple(one.making), *question, one.model, answers)
    said = one.forecast
    return "forecast", (
        one.forecast_id, *astuple(one.making), *question, said.probability, said.low, said.high, *said.count, said.model,
        said.events, int(said.pooled), json.dumps(dict(said.baselines), ensure_ascii=False),
        json.dumps([asdict(ground) for ground in said.grounds], ensure_ascii=False),
    )  # fmt: skip


def _grounds(cells: list[dict[str, str | float]]) -> tuple[Ground, ...]:
    return tuple(Ground(str(cell["statement"]), float(cell["weight"])) for cell in cells)


def _ident(words: str, making: Making) -> str:
    parts = (words, making.level, making.origins, making.program, making.history)
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]
