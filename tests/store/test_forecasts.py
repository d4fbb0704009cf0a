"""Forecasts in a desk: as they were made, scored once, changed by nobody."""

import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.intake.desks import ask
from verbale.records import Forecast, Ground, Question, Ranked
from verbale.store.desk import STATE, Desk
from verbale.store.forecasts import (
    Making,
    Outcome,
    RankingOutcome,
    Score,
    backtests,
    keep,
    settle,
    stored_backtest,
    stored_forecast,
    stored_ranking,
    unscored,
    unscored_rankings,
)
from verbale.store.migrations import STEPS
from verbale.store.state import State

MADE = Making("2031-05-01T09:00:00Z", "countries", "", "verbale 0.1.0", "0123456789abcdef")
QUESTION = Question("NOR", "ACCUSE", "BLR", date(2031, 5, 1), 30)
FORECAST = Forecast(
    QUESTION, 0.6, 0.4, 0.8, (1.2, 0.0, 4.0), "boosted", (("decayed Poisson", 0.5), ("climatology", 0.1)),
    (Ground("NOR did ACCUSE to BLR 3 times in 30 days", 0.7),), 41,
)  # fmt: skip
SCORES = (Score("boosted", False, 0.6, 0.16, 0.51), Score("climatology", True, 0.1, 0.81, 2.3))


@contextmanager
def state(folder: Path) -> Iterator[State]:
    with Desk.create(folder).writing("a test") as writer:
        yield writer.state


def test_a_forecast_comes_back_as_it_was_made(tmp_path: Path) -> None:
    anyone = Forecast(Question(None, None, "BLR", date(2031, 5, 2), 7), 0.1, 0.0, 0.3, (0.1, 0.0, 1.0), "pooled", pooled=True)
    made = [stored_forecast(FORECAST, MADE), stored_forecast(anyone, MADE)]
    with state(tmp_path / "d") as open_state:
        assert keep(open_state, made) == 2
        assert list(unscored(open_state)) == made


SHARES = st.floats(0, 1)
NAMES = st.text(min_size=1, max_size=12) | st.none()
FORECASTS = st.builds(
    Forecast,
    st.builds(Question, NAMES, NAMES, NAMES, st.dates(), st.integers(1, 366)),
    SHARES, SHARES, SHARES, st.tuples(SHARES, SHARES, SHARES), st.text(),
    st.dictionaries(st.text(), SHARES).map(lambda said: tuple(said.items())),
    st.lists(st.builds(Ground, st.text(), st.floats(-9, 9))).map(tuple), st.integers(0, 2**40), st.booleans(),
)  # fmt: skip


@settings(max_examples=25, deadline=None)
@given(st.lists(FORECASTS, max_size=4))
def test_every_forecast_comes_back(said: list[Forecast]) -> None:
    with tempfile.TemporaryDirectory() as folder, state(Path(folder) / "d") as open_state:
        made = {one.forecast_id: one for one in (stored_forecast(forecast, MADE) for forecast in said)}
        assert keep(open_state, list(made.values())) == len(made)
        assert {one.forecast_id: one for one in unscored(open_state)} == made


def test_the_same_answer_is_kept_once_and_another_one_beside_it(tmp_path: Path) -> None:
    later = replace(MADE, made="2031-05-01T17:00:00Z")
    with state(tmp_path / "d") as open_state:
        assert keep(open_state, [stored_forecast(FORECAST, MADE), stored_forecast(FORECAST, later)]) == 1
        assert keep(open_state, [stored_forecast(replace(FORECAST, probability=0.61), later)]) == 1
        assert [one.making.made for one in unscored(open_state)] == [MADE.made, later.made]


def test_a_forecast_is_scored_once(tmp_path: Path) -> None:
    one = stored_forecast(FORECAST, MADE)
    outcome = Outcome(one.forecast_id, date(2031, 6, 3), 2, True, SCORES)
    with state(tmp_path / "d") as open_state:
        keep(open_state, [one])
        assert settle(open_state, [outcome]) == 1
        assert settle(open_state, [replace(outcome, events=0, scores=SCORES[:1])]) == 0
        assert list(unscored(open_state)) == []
    assert ask(tmp_path / "d", "select happened, counted, inside, scored, ahead, last_day, pooled from forecasts") == [
        (True, 2, True, date(2031, 6, 3), True, date(2031, 5, 30), False)
    ]
    rows = ask(tmp_path / "d", "select model, baseline, probability, happened, brier, log_score from forecast_scores order by 1")
    assert rows == [("boosted", False, 0.6, True, 0.16, 0.51), ("climatology", True, 0.1, True, 0.81, 2.3)]


def test_a_forecast_as_of_a_past_day_was_not_made_ahead(tmp_path: Path) -> None:
    with state(tmp_path / "d") as open_state:
        keep(open_state, [stored_forecast(FORECAST, replace(MADE, made="2031-05-02T00:10:00Z"))])
    assert ask(tmp_path / "d", "select ahead, happened, scored from forecasts") == [(False, None, None)]


def test_a_ranked_list_comes_back_and_is_scored_once(tmp_path: Path) -> None:
    answers = (Ranked("BLR", 1, 2.5, (Ground("NOR met BLR 4 times", 1.0),)), Ranked("KEN", 2, 0.5))
    one = stored_ranking(Question("NOR", "ACCUSE", None, date(2031, 5, 1), 30), "ranked counts", answers, MADE)
    with state(tmp_path / "d") as open_state:
        assert keep(open_state, [one, one]) == 1
        assert list(unscored_rankings(open_state)) == [one]
        assert settle(open_state, [RankingOutcome(one.ranking_id, date(2031, 6, 3), 3, 1, 2)] * 2) == 1
        assert list(unscored_rankings(open_state)) == []
    assert ask(tmp_path / "d", "select actor, recipient, happened, hits, first_rank from rankings") == [("NOR", None, 3, 1, 2)]


def test_backtests_come_newest_first(tmp_path: Path) -> None:
    made = [stored_backtest(30, '{"a": 1}', MADE), stored_backtest(30, '{"a": 2}', replace(MADE, made="2031-05-02T00:00:00Z"))]
    with state(tmp_path / "d") as open_state:
        keep(open_state, made)
        assert backtests(open_state) == made[::-1]
    assert ask(tmp_path / "d", "select count(*) from backtests") == [(2,)]


@pytest.mark.parametrize(
    "sql", ["UPDATE forecast SET probability = 1", "DELETE FROM forecast", "UPDATE outcome SET happened = 0"]
)
def test_what_was_said_and_scored_stays(tmp_path: Path, sql: str) -> None:
    one = stored_forecast(FORECAST, MADE)
    with state(tmp_path / "d") as open_state:
        keep(open_state, [one])
        settle(open_state, [Outcome(one.forecast_id, date(2031, 6, 3), 2, True, SCORES)])
        with pytest.raises(sqlite3.IntegrityError, match="never changed"):
            open_state.db.execute(sql)


def test_an_interrupted_run_keeps_all_or_nothing(tmp_path: Path) -> None:
    kept = stored_forecast(FORECAST, MADE)

    class Interrupted:
        def __iter__(self) -> Iterator[object]:
            yield stored_forecast(replace(FORECAST, probability=0.2), MADE)
            raise KeyboardInterrupt

    with state(tmp_path / "d") as open_state:
        keep(open_state, [kept])
        with pytest.raises(KeyboardInterrupt):
            keep(open_state, Interrupted())  # type: ignore[arg-type]  # stands in for the key being pressed
        assert list(unscored(open_state)) == [kept]
    assert not Desk.open(tmp_path / "d").faults()


def test_a_desk_of_before_gains_the_tables_and_keeps_its_rows(tmp_path: Path) -> None:
    desk = Desk.create(tmp_path / "d")
    with sqlite3.connect(desk.folder / STATE) as connection:
        connection.executescript(f"{STEPS[0]}\nPRAGMA user_version = 1;")
        connection.execute("INSERT INTO failure VALUES ('a.txt', 'it is empty', '2024-05-01T12:00:00Z')")
    connection.close()
    assert ask(desk.folder, "select (select count(*) from forecasts), (select count(*) from failures)") == [(0, 1)]
    with state(desk.folder) as open_state:
        assert keep(open_state, [stored_forecast(FORECAST, MADE)]) == 1
