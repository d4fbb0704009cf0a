"""Scores: what a perfect, a blind and a shifted forecast get."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from verbale.forecast import scores

CASES = st.lists(st.tuples(st.floats(0.0, 1.0), st.integers(0, 1)), min_size=1, max_size=60)


def columns(cases: list[tuple[float, int]]) -> tuple[scores.Floats, scores.Floats]:
    return np.array([p for p, _ in cases]), np.array([float(y) for _, y in cases])


@given(CASES)
def test_scores_stay_in_their_ranges(cases: list[tuple[float, int]]) -> None:
    p, y = columns(cases)
    assert 0 <= scores.brier(p, y) <= 1
    assert 0 <= scores.log_score(p, y) <= -np.log(scores.CLIP) + 1e-9
    assert scores.skill(p, p, y) == pytest.approx(0.0)
    bins = scores.reliability(p, y)
    assert sum(part.number for part in bins) == len(p)
    assert 0 <= scores.calibration_error(bins) <= 1


def test_a_perfect_forecast_has_skill_one() -> None:
    y = np.array([1.0, 0.0, 0.0, 1.0])
    assert scores.skill(y, np.full(4, 0.5), y) == 1.0
    assert scores.auc(y, y) == 1.0
    assert scores.auc(np.full(4, 0.5), y) == 0.5
    assert scores.auc(1 - y, y) == 0.0


def test_the_slope_finds_an_exaggeration() -> None:
    random = np.random.default_rng(0)
    odds = random.normal(0, 1, 20000)
    y = (random.random(20000) < 1 / (1 + np.exp(-odds))).astype(np.float64)
    steep, shift = scores.slope(1 / (1 + np.exp(-2 * odds)), y)
    assert steep == pytest.approx(0.5, abs=0.03)
    assert shift == pytest.approx(0.0, abs=0.05)


def test_the_interval_of_a_skill_holds_its_value() -> None:
    random = np.random.default_rng(1)
    errors, blocks = random.random(200), np.repeat(np.arange(20), 10)
    found = scores.skill_interval(errors * 0.8, errors, blocks)
    assert found.value == pytest.approx(0.2)
    assert found.low <= found.value <= found.high


def test_crps_of_a_certain_count_is_its_distance() -> None:
    certain_of_two = np.array([[0.0, 0.0, 1.0, 1.0, 1.0, 1.0]])
    assert scores.crps(np.array([2]), certain_of_two) == 0.0
    assert scores.crps(np.array([4]), certain_of_two) == 2.0
