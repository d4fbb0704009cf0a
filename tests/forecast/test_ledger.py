"""The ledger: decayed counts from day to day, and nothing before it was known."""

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.forecast.invented import ACTS, NAMES, START
from verbale.forecast.history import Actors, Coverage, Dated, History, days, history
from verbale.forecast.probability.ledger import Ledger

FIRST = days(START)
EVENTS = st.lists(
    st.tuples(st.integers(0, 60), st.integers(0, 2), st.integers(0, 1), st.integers(0, 2), st.integers(0, 9)),
    min_size=1,
    max_size=30,
)


def made(rows: list[tuple[int, int, int, int, int]]) -> History:
    nowhere = np.full(len(NAMES), -1, dtype=np.int32)
    told = [
        Dated(START + timedelta(days=day), NAMES[source], ACTS[act], NAMES[target], START + timedelta(days=day + late))
        for day, source, act, target, late in rows
    ]
    return history(told, Actors(NAMES, nowhere, nowhere, (), ()), ACTS)


@given(EVENTS, st.lists(st.integers(0, 90), min_size=1, max_size=4))
def test_going_on_day_by_day_is_counting_anew(rows: list[tuple[int, int, int, int, int]], steps: list[int]) -> None:
    past = made(rows)
    ledger = Ledger(past, (5.0, 50.0))
    for day in sorted(FIRST + step for step in steps):
        ledger.advance(day)
        known = past.before(day)
        assert ledger.total.sum() == len(known)
        weights = 2.0 ** (-(day - known.day) / 5.0)
        assert ledger.decayed[:, :, 0].sum() == pytest.approx(weights.sum())


@given(EVENTS, st.integers(1, 80))
def test_what_comes_later_changes_nothing(rows: list[tuple[int, int, int, int, int]], step: int) -> None:
    past, day = made(rows), FIRST + step
    whole, cut = Ledger(past, (5.0, 50.0)), Ledger(past.before(day), (5.0, 50.0))
    for ledger in (whole, cut):
        ledger.advance(day)
    where = whole.find(cut.source, cut.target)
    assert np.array_equal(whole.decayed[where], cut.decayed)
    assert np.array_equal(whole.windows(7, 3)[where], cut.windows(7, 3))
    if len(cut.history):
        assert np.array_equal(whole.exposure(), cut.exposure())


def test_no_way_back() -> None:
    ledger = Ledger(made([(0, 0, 0, 1, 0)]), (5.0,))
    ledger.advance(FIRST + 9)
    with pytest.raises(ValueError, match="cannot go back"):
        ledger.advance(FIRST + 8)


def test_labels_are_what_happens_within_the_horizon() -> None:
    ledger = Ledger(made([(0, 0, 0, 1, 0), (10, 0, 0, 1, 0), (17, 0, 0, 1, 0)]), (5.0,))
    ledger.advance(FIRST + 10)
    assert ledger.ahead(7).sum() == 1
    assert ledger.ahead(8).sum() == 2


def test_twice_the_news_is_twice_the_exposure() -> None:
    past = made([(0, 0, 0, 1, 0), (40, 0, 0, 1, 0)])
    reports = np.where(np.arange(60) < 30, 1.0, 3.0)
    ledger = Ledger(replace(past, coverage=Coverage(FIRST, reports)), (5.0, 1000.0))
    ledger.advance(FIRST + 60)
    plain = Ledger(past, (5.0, 1000.0))
    plain.advance(FIRST + 60)
    assert ledger.exposure()[0] == pytest.approx(plain.exposure()[0] * 1.5, rel=0.05)
    assert ledger.exposure()[1] == pytest.approx(plain.exposure()[1], rel=0.05)


def test_an_unknown_recipient_is_no_pair() -> None:
    past = made([(0, 0, 0, 1, 0), (1, 0, 0, 2, 0)])
    past = replace(past, target=np.array([1, -1], dtype=np.int32))
    ledger = Ledger(past, (5.0,))
    ledger.advance(FIRST + 5)
    assert ledger.target.tolist() == [1, len(NAMES)]
    assert (date(2020, 1, 1) - START).days == 0
