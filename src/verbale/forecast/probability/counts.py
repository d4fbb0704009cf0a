"""How many events, and how sure a probability is: rates that vary from case to case by a gamma distribution.

Given its rate a count is Poisson, over cases it is negative binomial. `shape` is that of the gamma: the larger, the surer.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from verbale.forecast.probability.ledger import Floats

_LOW, _HIGH = 0.05, 0.95
_FEW = 50


@dataclass(frozen=True, slots=True)
class Spread:
    """The shape of the gamma grows with the expected count: `level` * count ** `power`."""

    level: float
    power: float

    def shape(self, mean: Floats) -> Floats:
        """Of each expected count."""
        return np.clip(self.level * np.maximum(mean, 1e-9) ** self.power, 1e-3, 1e4)


DEFAULT = Spread(2.0, 0.5)


def mean_count(p: Floats, spread: Spread) -> Floats:
    """The expected count that leaves a probability `p` of at least one, if counts are spread so."""
    p = np.clip(p, 1e-9, 1 - 1e-9)
    none = np.log1p(-p)
    mean = -none
    # Newton's steps in the logarithm of the mean: shape * log(1 + mean / shape) shall be -none, and grows with the mean.
    for _ in range(25):
        shape = spread.shape(mean)
        odds = np.log1p(mean / shape)
        steep = spread.power + (1 - spread.power) * mean / (shape + mean) / odds
        step = np.log(-none / (shape * odds)) / np.maximum(steep, 0.02)
        mean = np.clip(mean * np.exp(np.clip(step, -2, 2)), 1e-9, 1e4)
    return np.asarray(mean)


def count_interval(mean: Floats, spread: Spread) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The 90 % interval of each count, both ends included."""
    from scipy.stats import nbinom

    shape = spread.shape(mean)
    success = shape / (shape + mean)
    return nbinom.ppf(_LOW, shape, success).astype(np.int64), nbinom.ppf(_HIGH, shape, success).astype(np.int64)


def cumulative(mean: Floats, spread: Spread, most: int) -> Floats:
    """P(at most 0, 1, ... most - 1) of each count (n, most)."""
    from scipy.stats import nbinom

    shape = spread.shape(mean)[:, None]
    return np.asarray(nbinom.cdf(np.arange(most)[None, :], shape, shape / (shape + mean[:, None])))


def probability_interval(mean: Floats, spread: Spread, events: Floats) -> tuple[Floats, Floats]:
    """The 90 % interval of P(at least one): the rate may be anywhere in its gamma, and is known from so many events only."""
    from scipy.stats import gamma

    shape = 1 / (1 / spread.shape(mean) + 1 / (events + 1))
    low, high = gamma.ppf(_LOW, shape, scale=mean / shape), gamma.ppf(_HIGH, shape, scale=mean / shape)
    return np.asarray(-np.expm1(-low)), np.asarray(-np.expm1(-high))


def nothing(mean: Floats, spread: Spread) -> Floats:
    """P(no event) of each expected count."""
    shape = spread.shape(mean)
    return np.asarray((1 + mean / shape) ** -shape)


def fit(means: Callable[[Spread], Floats], count: NDArray[np.int64]) -> Spread:
    """The spread under which counts are likeliest, given the means that it makes of the forecasts; DEFAULT where they are few."""
    from scipy.optimize import minimize
    from scipy.stats import nbinom

    if len(count) < _FEW or count.sum() < _FEW:
        return DEFAULT

    def loss(parameters: Floats) -> float:
        spread = _spread(parameters)
        mean = means(spread)
        shape = spread.shape(mean)
        return -float(nbinom.logpmf(count, shape, shape / (shape + mean)).mean())

    found = minimize(loss, np.array([0.5, 0.5]), method="Nelder-Mead", options={"maxiter": 120, "xatol": 1e-2, "fatol": 1e-6})
    return _spread(found.x)


def _spread(parameters: Floats) -> Spread:
    return Spread(float(np.exp(np.clip(parameters[0], -6, 6))), float(np.clip(parameters[1], 0.0, 0.95)))


def inside(mean: Floats, spread: Spread, count: NDArray[np.int64]) -> Floats:
    """How much of each count lies in its 90 % interval (n,), 0 to 1: a count at an end of it lies inside in part.

    A count has a whole step of the distribution, not a point; the mean over many counts is 0.9 where the spread is right.
    """
    from scipy.stats import nbinom

    shape = spread.shape(mean)
    success = shape / (shape + mean)
    above, below = nbinom.cdf(count, shape, success), nbinom.cdf(count - 1, shape, success)
    overlap = np.minimum(above, _HIGH) - np.maximum(below, _LOW)
    return np.asarray(np.clip(overlap / np.maximum(above - below, 1e-12), 0, 1))
