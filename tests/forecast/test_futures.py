"""Sampled futures begin as a forecast of a week does, hold what they promise, and know nothing of what comes."""

from datetime import timedelta

import numpy as np
import pytest

from tests.forecast import streams
from tests.forecast.invented import ACTS, START, invented
from verbale.errors import TooLittleHistory
from verbale.forecast import futures, probability
from verbale.forecast.history import History, days
from verbale.forecast.probability import counts
from verbale.forecast.probability.model import Model
from verbale.forecast.scenario import Supposed, suppose
from verbale.records import Question
from verbale.settings import Forecasting

AS_OF = START + timedelta(days=540)
DAY = days(AS_OF)
SETTINGS = Forecasting(boosted_events=10**9)
DYADS = np.array([[0, 1], [2, 3], [1, 1]])
Drawn = np.ndarray[tuple[int, ...], np.dtype[np.int8]]


@pytest.fixture(scope="module")
def past() -> History:
    return invented(560)


@pytest.fixture(scope="module")
def learned(past: History) -> Model:
    return futures.learn(past, DAY, SETTINGS)


def drawn(past: History, learned: Model, horizon: int = 30, number: int = 400) -> Drawn:
    return futures.walk(past, DAY, learned, DYADS, SETTINGS).paths(futures.steps_of(horizon), number)


def test_a_horizon_is_weeks_and_what_is_left() -> None:
    assert futures.steps_of(30) == (7, 7, 7, 7, 2)
    assert futures.steps_of(14) == (7, 7)
    assert futures.steps_of(3) == (3,)


def test_both_sides_and_one_that_acts_on_itself(past: History, learned: Model) -> None:
    walked = futures.walk(past, DAY, learned, DYADS, SETTINGS)
    sides = list(zip(walked.panel.source.tolist(), walked.panel.target.tolist(), strict=True))
    assert sides == [(0, 1), (2, 3), (1, 1), (1, 0), (3, 2)]
    assert walked.partner.tolist() == [3, 4, 2, 0, 1]
    found = walked.paths((7, 2), 50)
    assert found.shape == (5, 50, 2, len(ACTS))
    assert found[:, :, 0].max() <= 7
    assert found[:, :, 1].max() <= 2
    assert found.min() == 0


def test_the_first_week_is_that_of_a_forecast(past: History, learned: Model) -> None:
    settings = Forecasting(boosted_events=10**9, apart=1e-6)
    walked = futures.walk(past, DAY, learned, DYADS[:1], settings)
    weekly = probability.fit(past, 7, DAY, settings)
    chances = (walked.paths((7,), 20_000)[0, :, 0] > 0).mean(axis=0)
    for act, chance in zip(ACTS, chances, strict=True):
        said = weekly.answer(Question("ARC", act, "BOR", AS_OF, 7)).probability
        assert chance == pytest.approx(said, abs=0.02)


def test_the_same_futures_every_time(past: History, learned: Model) -> None:
    assert np.array_equal(drawn(past, learned), drawn(past, learned))


def test_nothing_from_the_day_on_matters(past: History, learned: Model) -> None:
    cut = past.before(DAY)
    assert len(cut) < len(past)
    again = futures.learn(cut, DAY, SETTINGS)
    assert np.array_equal(drawn(past, learned), drawn(cut, again))
    assert futures.held(past, DAY, 14, SETTINGS) == futures.held(cut, DAY, 14, SETTINGS)


def test_futures_do_not_run_away() -> None:
    past = streams.of(streams.steady(900))
    day = days(streams.START) + 890
    dyads = futures.busiest(past, day, 4, SETTINGS)
    walked = futures.walk(past, day, futures.learn(past, day, SETTINGS), dyads, SETTINGS)
    weeks = walked.paths((7,) * 52, 400).sum(axis=3).mean(axis=(0, 1))
    assert weeks[-12:].mean() == pytest.approx(weeks[:4].mean(), rel=0.2)


def test_nobody_to_draw(past: History, learned: Model) -> None:
    walked = futures.walk(past, DAY, learned, np.zeros((0, 2), dtype=np.int64), SETTINGS)
    assert walked.paths((7, 2), 10).shape == (0, 10, 2, len(ACTS))


def test_days_without_news_are_no_record() -> None:
    past = streams.of(streams.steady(900))
    last = int(past.known.max()) + 1
    assert futures.held(past, last + 300, 14, SETTINGS) == futures.held(past, last, 14, SETTINGS)


def test_a_long_horizon_is_checked_on_days_that_lie_nearer() -> None:
    past = streams.of(streams.escalating(900, pairs=20))
    held = futures.held(past, days(streams.START) + 880, 250, SETTINGS)
    assert held is not None
    assert held.origins == 6
    with pytest.raises(TooLittleHistory, match="needs 1200 days"):
        futures.learn(past, days(streams.START) + 880, SETTINGS, 300)


def test_what_is_supposed_moves_the_two_and_nobody_else(past: History, learned: Model) -> None:
    other = suppose(past, DAY, [Supposed("ARC", "ACCUSE", "BOR")])
    before, after = drawn(past, learned), drawn(other, learned)
    accuse = ACTS.index("ACCUSE")
    assert after[0, :, :, accuse].sum() > before[0, :, :, accuse].sum()
    assert abs(after[1].mean() - before[1].mean()) < 0.1 * after[0].mean()


def test_what_happened_is_counted_week_by_week(past: History, learned: Model) -> None:
    walked = futures.walk(past, DAY, learned, DYADS, SETTINGS)
    first = DAY - 28
    found = futures.happened(past, walked, first, (7, 7, 7, 7))
    for row, (source, target) in enumerate(zip(walked.panel.source, walked.panel.target, strict=True)):
        hit = (past.source == source) & (past.target == target) & (past.day >= first) & (past.day < DAY)
        assert found[row].sum() == hit.sum()
        for week in range(4):
            in_week = hit & (past.day >= first + 7 * week) & (past.day < first + 7 * week + 7)
            assert np.array_equal(found[row, week], np.bincount(past.act[in_week], minlength=len(ACTS)))


def test_intervals_hold_on_weeks_that_were_not_seen() -> None:
    past = streams.of(streams.escalating(900, pairs=20))
    held = futures.held(past, days(streams.START) + 880, 28, SETTINGS)
    assert held is not None
    assert held.pairs > 50
    for covered in (held.pairs_covered, held.cells_covered):
        assert covered is not None
        assert 0.83 <= covered <= 0.97


def test_too_little_news_has_no_record_and_no_futures() -> None:
    past = invented(560)
    assert futures.held(past, days(START) + 140, 30, SETTINGS) is None
    with pytest.raises(TooLittleHistory):
        futures.learn(past, days(START) + 60, SETTINGS)


def test_busiest_pairs_in_no_order_of_the_two(past: History) -> None:
    found = futures.busiest(past, DAY, 3, SETTINGS)
    assert found[0].tolist() == [0, 1]
    assert (found[:, 0] <= found[:, 1]).all()


def test_coverage_counts_ends_in_part() -> None:
    samples = np.tile(np.arange(1, 11), (1, 1)).reshape(1, 10, 1)
    assert futures.covered(samples, np.array([[5]])).tolist() == [1.0]
    assert futures.covered(samples, np.array([[1]])).tolist() == pytest.approx([0.5])
    assert futures.covered(samples, np.array([[11]])).tolist() == [0.0]
    assert not len(futures.covered(np.zeros((1, 10, 1), dtype=np.int64), np.array([[0]])))  # nothing is expected


def test_draws_have_the_mean_and_the_spread_that_are_asked_for() -> None:
    spread = counts.Spread(2.0, 0.5)
    mean = np.full(200_000, 0.8)
    found = futures._draw(mean, spread, np.random.default_rng(0).random(len(mean)), 100)
    assert found.mean() == pytest.approx(0.8, abs=0.01)
    shape = float(spread.shape(mean)[0])
    assert found.var() == pytest.approx(0.8 + 0.64 / shape, rel=0.03)
