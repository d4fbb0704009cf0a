"""How good probabilities and counts were: proper scores, skill, reliability, and intervals by resampling origins."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
CLIP = 1e-4
"""The log score takes probabilities as at least this, and at most one less this."""


@dataclass(frozen=True, slots=True)
class Interval:
    """A figure with its 95 % interval."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Bin:
    """Forecasts of like probability: how many, the mean forecast, and the share that came true."""

    number: int
    forecast: float
    happened: float


def brier(p: Floats, y: Floats) -> float:
    """Mean squared difference of probability and outcome (0 or 1)."""
    return float(np.mean((p - y) ** 2)) if len(p) else float("nan")


def log_score(p: Floats, y: Floats) -> float:
    """Mean negative log-likelihood, in nats."""
    p = np.clip(p, CLIP, 1 - CLIP)
    return float(-np.mean(np.where(y > 0, np.log(p), np.log1p(-p)))) if len(p) else float("nan")


def skill(p: Floats, reference: Floats, y: Floats) -> float:
    """1 - Brier score / Brier score of the reference: 0 is no better, 1 perfect; 0 where the reference is never wrong."""
    base = brier(reference, y)
    return 1.0 - brier(p, y) / base if base > 0 else 0.0


def auc(p: Floats, y: Floats) -> float:
    """Chance that what happened had the higher probability than what did not (ties count half); NaN without either."""
    _, inverse, counts = np.unique(p, return_inverse=True, return_counts=True)
    rank = (np.cumsum(counts) - (counts - 1) / 2.0)[inverse]
    positives = float(y.sum())
    negatives = len(y) - positives
    if not positives or not negatives:
        return float("nan")
    return float((rank[y > 0].sum() - positives * (positives + 1) / 2) / (positives * negatives))


def reliability(p: Floats, y: Floats, bins: int = 20, above: float = 0.0) -> tuple[Bin, ...]:
    """Bins of equal size of the forecasts of at least a probability, lowest first; fewer than `bins` where those are few."""
    kept = p >= above
    p, y = p[kept], y[kept]
    order = np.argsort(p, kind="stable")
    parts = [part for part in np.array_split(order, min(bins, max(len(order), 1))) if len(part)]
    return tuple(Bin(len(part), float(p[part].mean()), float(y[part].mean())) for part in parts)


def calibration_error(bins: Sequence[Bin]) -> float:
    """Expected calibration error: the mean distance of forecast and outcome, weighted by the size of the bins."""
    total = sum(bin.number for bin in bins)
    return sum(bin.number * abs(bin.forecast - bin.happened) for bin in bins) / total if total else float("nan")


def slope(p: Floats, y: Floats) -> tuple[float, float]:
    """Slope and intercept of a logistic regression of the outcome on the log-odds of the forecast: 1 and 0 are calibrated."""
    x = logit(p)
    a, b = 1.0, 0.0
    for _ in range(50):
        q = 1 / (1 + np.exp(-(a * x + b)))
        w = np.maximum(q * (1 - q), 1e-12)
        residual = y - q
        gradient = np.array([residual @ x, residual.sum()])
        hessian = np.array([[(w * x) @ x, w @ x], [w @ x, w.sum()]]) + 1e-9 * np.eye(2)
        step = np.linalg.solve(hessian, gradient)
        a, b = a + float(np.clip(step[0], -1, 1)), b + float(np.clip(step[1], -2, 2))
        if np.abs(step).max() < 1e-8:
            break
    return a, b


def logit(p: Floats) -> Floats:
    """Log-odds, of probabilities kept off 0 and 1 by a millionth."""
    p = np.clip(p, 1e-6, 1 - 1e-6)
    return np.asarray(np.log(p) - np.log1p(-p))


def skill_interval(errors: Floats, references: Floats, blocks: NDArray[np.int64], seed: int = 0, draws: int = 1000) -> Interval:
    """Skill from squared errors, with the interval of a paired bootstrap that draws whole blocks (origins)."""
    names, inverse = np.unique(blocks, return_inverse=True)
    own, other = np.bincount(inverse, errors), np.bincount(inverse, references)
    if not other.sum():
        return Interval(0.0, 0.0, 0.0)
    chosen = np.random.default_rng(seed).integers(0, len(names), (draws, len(names)))
    below = np.maximum(other[chosen].sum(axis=1), 1e-12)
    low, high = np.quantile(1 - own[chosen].sum(axis=1) / below, [0.025, 0.975])
    return Interval(float(1 - own.sum() / other.sum()), float(low), float(high))


def covered(count: NDArray[np.int64], low: NDArray[np.int64], high: NDArray[np.int64]) -> float:
    """Share of counts that lie within their intervals, ends included."""
    return float(np.mean((count >= low) & (count <= high))) if len(count) else float("nan")


def crps(count: NDArray[np.int64], cumulative: Floats) -> float:
    """Continuous ranked probability score of distributions over 0, 1, 2 ...: `cumulative` (n, m) is P(at most 0 ... m - 1)."""
    at_least = np.arange(cumulative.shape[1])[None, :] >= count[:, None]
    return float(((cumulative - at_least) ** 2).sum(axis=1).mean()) if len(count) else float("nan")
