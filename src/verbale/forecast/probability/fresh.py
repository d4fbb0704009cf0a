"""New pairs, which had no event for long: rates pooled over all of them, by how busy the two are."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from verbale.forecast.probability.ledger import Floats
from verbale.forecast.probability.panel import Case, Panel

POWERS = (0.0, 0.25, 0.5, 0.75, 1.0)


@dataclass(frozen=True, slots=True, eq=False)
class Fresh:
    """`total` (K,) events of new pairs in a horizon are shared out by (activity of actor * of recipient) ** `power`."""

    total: Floats
    power: float

    def rates(self, activity: tuple[Floats, Floats], panel: Panel, within: bool) -> Floats:
        """Expected events of any act of each pair (N, N); 0 for the pairs of the risk set."""
        return np.asarray(_shared(activity, panel, self.power, within) * self.total.sum())

    def acts(self) -> Floats:
        """The share of each act (K,)."""
        return np.asarray(self.total / max(float(self.total.sum()), 1e-12))


def activity(panel: Panel, size: int) -> tuple[Floats, Floats]:
    """How much each actor does, and has done to it, by the middle rates, and a little for those that are silent: (N,) twice."""
    rates = panel.view.rates[:, :, -1].sum(axis=1)
    out, into = np.bincount(panel.source, rates, size), np.bincount(panel.target, rates, size)
    return np.asarray(out + 0.05), np.asarray(into + 0.05)


def _shared(activity: tuple[Floats, Floats], panel: Panel, power: float, within: bool) -> Floats:
    share = np.outer(activity[0] ** power, activity[1] ** power)
    share[panel.source, panel.target] = 0
    share[-1, :] = share[:, -1] = 0  # the unknown recipient
    if not within:
        np.fill_diagonal(share, 0)
    return np.asarray(share / max(float(share.sum()), 1e-12))


def fit(cases: Sequence[Case], size: int, within: bool) -> Fresh:
    """The mean number of events of new pairs by act, and the power with the best Brier score (any act)."""
    total = (sum(case.fresh.sum(axis=0) for case in cases) + 0.1) / len(cases)
    losses: dict[float, float] = dict.fromkeys(POWERS, 0.0)
    for case in cases[:: max(len(cases) // 12, 1)]:
        busy = activity(case.panel, size)
        for power in POWERS:
            p = -np.expm1(-_shared(busy, case.panel, power, within) * total.sum())
            losses[power] += float((p**2).sum() - 2 * p[case.fresh_source, case.fresh_target].sum())
    return Fresh(np.asarray(total, dtype=np.float64), min(POWERS, key=lambda power: losses[power]))


def find(panel: Panel, source: int, target: int) -> NDArray[np.int64]:
    """The row of a pair in the risk set, empty for a new pair."""
    return np.flatnonzero((panel.source == source) & (panel.target == target))
