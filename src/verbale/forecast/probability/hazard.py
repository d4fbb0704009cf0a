"""Pooled rates: the rate of a cell as a sum of decayed rates of its own and of those around it, with weights of no sign but plus.

The sum is a Hawkes process whose kernels are mixtures of exponentials: what a pair did, what the other side did to it, and what
the pair would do if it did everything in the proportions of the world, of the actor or of the recipient. A weight is the number
of events that one event, or one expected by such a proportion, brings in the horizon. All acts share one set of weights; each has
one of its own too, which also knows what follows on what ("after a threat a sanction"), and the rate is between the two.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from verbale.forecast.probability.ledger import Floats
from verbale.forecast.probability.panel import Panel

LEAST = 1e-7
"""Events in the horizon: no cell is held for impossible."""
_BELIEF = 0.5
"""Events that an actor's own proportions are mixed with those of the world as if it had done them."""
_CASES = 100
"""Cases of an act at which its own weights get half of what they get with very many."""
_OWN_PART = 0.6
"""The part of an act's own weights with very many cases. Chosen on 2012-10 to 2013-12."""
_STEPS, _OWN_STEPS = 300, 60
"""Steps of fitting the shared weights, and those of one act. Chosen on 2012-10 to 2013-12."""
_FIRST = 0.5
"""What all columns of an act's own are expected to explain at first, beside 1 for the shared rate."""


@dataclass(frozen=True, slots=True, eq=False)
class Hazard:
    """`weights` (K, M) of the `terms`, and `others` (K, L) of what the pair did and had done to it, all acts."""

    terms: tuple[str, ...]
    weights: Floats
    others: Floats
    name: str = "pooled rates"

    def parts(self, panel: Panel) -> Floats:
        """What each term, and then each of the pair's other acts, brings to each cell (P * K, M + L), in events."""
        acts = panel.shape[1]
        own = terms(panel)[1].reshape(-1, acts, len(self.terms)) * self.weights
        around = crossed(panel)[:, None, :] * self.others
        return np.concatenate([own, around], axis=2).reshape(len(panel.columns), -1)

    def rates(self, panel: Panel) -> Floats:
        """Expected events of each cell (P * K,)."""
        acts = panel.shape[1]
        own = np.einsum("pkm,km->pk", terms(panel)[1].reshape(-1, acts, len(self.terms)), self.weights)
        return np.asarray((own + crossed(panel) @ self.others.T).reshape(-1) + LEAST)

    def probabilities(self, panel: Panel) -> Floats:
        """P(at least one event) of each cell (P, K)."""
        return np.asarray(-np.expm1(-self.rates(panel))).reshape(panel.shape)


def terms(panel: Panel) -> tuple[tuple[str, ...], Floats]:
    """The names and the values (P * K, M) of what a rate is the sum of."""
    acts = panel.shape[1]
    halves = range(panel.view.rates.shape[2])
    table: dict[str, Floats] = {}
    column = panel.column
    world = column(f"world {halves[-1]}")
    share = world / np.maximum(np.repeat(world.reshape(-1, acts).sum(axis=1), acts), 1e-12)
    for h in halves:
        table[f"own {h}"] = column(f"own {h}")
        table[f"pair {h}"] = column(f"pair {h}") * share
        table[f"quad {h}"] = column(f"pair quad {h}") * share
        table[f"back {h}"] = column(f"back {h}")
        table[f"back pair {h}"] = column(f"back pair {h}") * share
    for h in halves[-2:] if len(halves) > 2 else halves[-1:]:
        table[f"pair as actor {h}"] = column(f"pair {h}") * _proportion(column(f"out {h}"), column(f"out all {h}"), share)
        table[f"pair as recipient {h}"] = column(f"pair {h}") * _proportion(column(f"into {h}"), column(f"into all {h}"), share)
    table["by actor"], table["by recipient"], table["world"] = column("by actor"), column("by recipient"), world
    return tuple(table), np.stack(list(table.values()), axis=1)


def crossed(panel: Panel) -> Floats:
    """Rates of all acts of each pair, there and back, at two half-lives (P, L = 4 K)."""
    acts = panel.shape[1]
    chosen = (f"{way} {h}" for way in ("own", "back") for h in crossed_halves(panel.view.rates.shape[2]))
    return np.concatenate([panel.column(name).reshape(-1, acts) for name in chosen], axis=1)


def crossed_halves(number: int) -> tuple[int, int]:
    """Which half-lives are crossed: the second, and the longest."""
    return min(1, number - 1), number - 1


def _proportion(some: Floats, everything: Floats, share: Floats) -> Floats:
    return np.asarray((some + _BELIEF * share) / (everything + _BELIEF))


def fit(panels: Sequence[Panel], happened: Floats) -> Hazard:
    """The weights under which what happened (0 or 1 a cell, panel after panel) is likeliest; each problem is convex."""
    acts = panels[0].shape[1]
    names = terms(panels[0])[0]
    table = np.concatenate([terms(panel)[1].astype(np.float32) for panel in panels])
    around = np.concatenate([crossed(panel).astype(np.float32) for panel in panels])
    size = len(names)
    shared = _likeliest(table, happened, np.full(size, 1.0), _STEPS)
    by_act = table.reshape(-1, acts, size)
    weights, others = np.tile(shared, (acts, 1)), np.zeros((acts, around.shape[1]))
    for act in range(acts):
        y = happened.reshape(-1, acts)[:, act]
        if not y.any():
            continue
        columns = np.concatenate([(by_act[:, act] @ shared.astype(np.float32))[:, None], by_act[:, act], around], axis=1)
        begin = np.concatenate([[1.0], np.full(columns.shape[1] - 1, _FIRST / columns.shape[1])])
        own = _likeliest(columns, y, begin, _OWN_STEPS)
        part = _OWN_PART * y.sum() / (y.sum() + _CASES)
        weights[act] = (1 - part) * shared + part * (own[0] * shared + own[1 : 1 + size])
        others[act] = part * own[1 + size :]
    return Hazard(names, weights, others)


def _likeliest(table: NDArray[np.float32], happened: Floats, begin: Floats, steps: int) -> Floats:
    """Weights after so many steps from `begin`, the shares of the expected events that each column starts with.

    Each step is one of expectation and maximisation: what happened is r / (1 - exp(-r)) events in the mean where r were expected;
    they are shared out among the columns by what each expected. Few steps from a good beginning stay near it.
    """
    yes = table[happened > 0].astype(np.float64)
    total = table.sum(axis=0, dtype=np.float64) + 1e-9
    weight = begin / begin.sum() * float(happened.sum()) / total
    for _ in range(steps):
        rate = yes @ weight + LEAST
        weight = weight * ((1 / -np.expm1(-rate)) @ yes) / total
    return np.asarray(weight)
