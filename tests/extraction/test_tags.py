"""Spans from tags: the likeliest sequence, not the likeliest tag of each word."""

from itertools import product

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from verbale.extraction.tags import BEGINS, GOES_ON, OUTSIDE, best_tags, runs

_SCORES = arrays(np.float32, st.tuples(st.integers(0, 6), st.just(3)), elements=st.floats(-9, 9, width=16))


def test_a_doubt_about_one_word_does_not_break_a_span() -> None:
    doubted = np.array([[0, 5, 0], [0, 0, 5], [1.2, 0, 1], [0, 0, 5]], np.float32)
    assert list(runs(best_tags(doubted))) == [(0, 3)]


def test_two_spans_may_touch() -> None:
    assert list(runs([BEGINS, GOES_ON, BEGINS, OUTSIDE, BEGINS])) == [(0, 1), (2, 2), (4, 4)]


def _value(scores: np.ndarray, tags: tuple[int, ...]) -> float:
    if any(tag == GOES_ON and before == OUTSIDE for before, tag in zip((OUTSIDE, *tags), tags, strict=False)):
        return float("-inf")
    return sum(float(row[tag]) for row, tag in zip(scores, tags, strict=True))


@given(_SCORES)
def test_no_other_sequence_is_likelier(scores: np.ndarray) -> None:
    best = best_tags(scores)
    assert len(best) == len(scores)
    likeliest = max((_value(scores, tags) for tags in product(range(3), repeat=len(scores))), default=0.0)
    assert abs(_value(scores, tuple(best)) - likeliest) < 1e-3


@given(_SCORES)
def test_spans_lie_apart_and_in_order(scores: np.ndarray) -> None:
    ends = [n for first, last in runs(best_tags(scores)) for n in (first, last + 1)]
    assert ends == sorted(ends)
    assert all(0 <= n <= len(scores) for n in ends)
