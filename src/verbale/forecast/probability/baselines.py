"""The forecasts that a model has to beat: each learns from views, and answers a view with one probability per cell."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from verbale.forecast.probability.ledger import Floats
from verbale.forecast.probability.panel import View
from verbale.forecast.scores import brier

POOLED = (0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6)
"""Parts of the act's rate that the decayed Poisson is tried with."""
Labels = NDArray[np.int32] | Floats


class Forecaster(Protocol):
    """What every forecaster does, baseline or not."""

    @property
    def name(self) -> str:
        """What tables call it."""

    def probabilities(self, view: View) -> Floats:
        """P(at least one event in the horizon) of each cell (P, K)."""


@dataclass(frozen=True, slots=True, eq=False)
class Climatology:
    """The share of cells of the act in which it happened, whoever they are."""

    share: Floats
    name: str = "climatology"

    def probabilities(self, view: View) -> Floats:
        return np.tile(self.share, (view.shape[0], 1))


@dataclass(frozen=True, slots=True, eq=False)
class Persistence:
    """The share of cells of the act in which it happened, apart by whether it had in the last horizon."""

    after: Floats
    else_: Floats
    name: str = "persistence"

    def probabilities(self, view: View) -> Floats:
        return np.where(view.seen[:, :, 0], self.after, self.else_)


@dataclass(frozen=True, slots=True)
class SameAsLast:
    """What happened in the last horizon happens again, nothing else does."""

    name: str = "same as last period"

    def probabilities(self, view: View) -> Floats:
        return view.seen[:, :, 0].astype(np.float64)


@dataclass(frozen=True, slots=True, eq=False)
class WindowRate:
    """The share of the last windows in which the act happened, drawn towards the act's share as by `strength` windows."""

    share: Floats
    strength: float
    name: str = "empirical Bayes rate"

    def probabilities(self, view: View) -> Floats:
        count = view.seen[:, :, : view.observed].sum(axis=2)
        return np.asarray((count + self.strength * self.share) / (view.observed + self.strength))


@dataclass(frozen=True, slots=True, eq=False)
class Decayed:
    """Poisson with the decayed rate of the cell at one half-life, mixed with the act's rate."""

    rate: Floats
    half_life: int
    pooled: float
    name: str = "decayed Poisson"

    def probabilities(self, view: View) -> Floats:
        own = view.rates[:, :, self.half_life]
        return np.asarray(1 - np.exp(-((1 - self.pooled) * own + self.pooled * self.rate)))


def fitted(views: Sequence[tuple[View, Labels]]) -> tuple[Forecaster, ...]:
    """All baselines, best first, learned from views with their counts of events (P, K) each."""
    happened = [labels > 0 for _, labels in views]
    share = _share(happened, [np.ones_like(y) for y in happened])
    after = _share(happened, [view.seen[:, :, 0] for view, _ in views])
    otherwise = _share(happened, [~view.seen[:, :, 0] for view, _ in views])
    rate = -np.log1p(-np.minimum(share, 0.999))
    choices: list[list[Forecaster]] = [
        [WindowRate(share, strength) for strength in (0.5, 1.0, 2.0, 4.0, 8.0)],
        [Decayed(rate, h, pooled) for h in range(views[0][0].rates.shape[2]) for pooled in POOLED],
    ]
    best = [min(several, key=lambda one: _score(one, views)) for several in choices]
    everyone: list[Forecaster] = [Climatology(share), Persistence(after, otherwise), SameAsLast(), *best]
    return tuple(sorted(everyone, key=lambda one: _score(one, views)))


def _share(happened: list[NDArray[np.bool_]], where: list[NDArray[np.bool_]]) -> Floats:
    """Per act the share of cells of `where` in which it happened; half a case each way is added, so that nothing is certain."""
    hits = sum((y & w).sum(axis=0) for y, w in zip(happened, where, strict=True))
    cells = sum(w.sum(axis=0) for w in where)
    mean = np.sum(hits) / max(np.sum(cells), 1)
    return np.asarray((hits + mean) / (cells + 1.0), dtype=np.float64)


def _score(one: Forecaster, views: Sequence[tuple[View, Labels]]) -> float:
    p = np.concatenate([one.probabilities(view).ravel() for view, _ in views])
    return brier(p, np.concatenate([(labels > 0).ravel() for _, labels in views]).astype(np.float64))
