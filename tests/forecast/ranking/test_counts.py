"""Fading counts against the plain sum that they stand for."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from verbale.forecast.ranking.counts import NEVER, Counts, spread

LIVES = (3.0, 30.0, float("inf"))


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 9)), max_size=40), st.integers(41, 60))
def test_a_count_is_the_sum_of_what_is_left_of_each_event(events: list[tuple[int, int]], day: int) -> None:
    counts = Counts(LIVES)
    for when in sorted({when for when, _ in events}):
        counts.add(np.array([key for found, key in events if found == when]), when)
    rows = counts.find(np.arange(12))
    read = counts.read(rows, day)
    for key in range(12):
        mine = [when for when, found in events if found == key]
        for place, life in enumerate(LIVES):
            assert read[key, place] == pytest.approx(sum(0.5 ** ((day - when) / life) for when in mine), rel=1e-4)
            assert counts.column(rows, day, place)[key] == read[key, place]
        assert counts.since(rows, day)[key] == (day - max(mine) if mine else NEVER)


def test_the_keys_of_a_span() -> None:
    counts = Counts(LIVES)
    counts.add(np.array([30, 12, 11, 25]), 1)
    rows, owner = spread(*counts.span(np.array([10, 20, 40]), np.array([20, 31, 50])))
    assert counts.keys[rows].tolist() == [11, 12, 25, 30]
    assert owner.tolist() == [0, 0, 1, 1]


def test_nothing_counted_is_nothing_found() -> None:
    counts = Counts(LIVES)
    rows = counts.find(np.array([3, 4]))
    assert counts.read(rows, 5).sum() == 0
    assert counts.since(rows, 5).tolist() == [NEVER, NEVER]
