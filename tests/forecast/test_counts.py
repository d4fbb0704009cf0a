"""Counts and their spread."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from verbale.forecast.probability import counts
from verbale.forecast.probability.counts import Spread

SPREADS = st.builds(Spread, st.floats(0.1, 20.0), st.floats(0.0, 0.9))


@given(st.floats(1e-4, 0.99), SPREADS)
def test_the_mean_count_leaves_the_probability(p: float, spread: Spread) -> None:
    mean = counts.mean_count(np.array([p]), spread)
    assert 1 - counts.nothing(mean, spread)[0] == pytest.approx(p, rel=0.02, abs=1e-6) or mean[0] == pytest.approx(1e4)


@settings(deadline=None)  # the first call imports scipy
@given(st.floats(1e-4, 0.99), SPREADS, st.floats(0, 50))
def test_intervals_are_in_order(p: float, spread: Spread, events: float) -> None:
    mean = np.array([-np.log1p(-p)])
    low, high = counts.probability_interval(mean, spread, np.array([events]))
    assert 0 <= low[0] <= high[0] <= 1
    least, most = counts.count_interval(mean, spread)
    assert 0 <= least[0] <= most[0]


def test_the_spread_of_drawn_counts_is_found_and_covers() -> None:
    random = np.random.default_rng(0)
    mean = random.gamma(1.0, 2.0, 4000) + 0.05
    true = Spread(1.5, 0.4)
    count = random.poisson(random.gamma(true.shape(mean), mean / true.shape(mean)))
    found = counts.fit(lambda _: mean, count)
    assert found.level == pytest.approx(true.level, rel=0.2)
    assert counts.inside(mean, found, count).mean() == pytest.approx(0.9, abs=0.015)


def test_few_counts_say_nothing_of_their_spread() -> None:
    assert counts.fit(lambda _: np.ones(3), np.array([1, 2, 0])) == counts.DEFAULT
