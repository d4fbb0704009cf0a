"""Which act follows which between the same two: counted as hazards by how long ago the first was."""

import numpy as np
from numpy.typing import NDArray

from verbale.forecast.ranking.counts import Counts, spread

LAGS = (1, 3, 10, 30, 100)
"""Upper ends in days of the classes of "how long ago"."""
_PRIOR = 20.0


class Rules:
    """How often a pair with relation a, last seen so many days ago, has relation b today."""

    def __init__(self, relations: int) -> None:
        self.relations = relations
        self.followed = np.zeros((len(LAGS), relations, relations), dtype=np.float32)
        """[lag, first relation, second relation]: days on which a pair had the first so long ago and has the second."""
        self.waited = np.zeros((len(LAGS), relations), dtype=np.float32)
        """[lag, first relation]: days on which a pair had the first so long ago."""
        self.happened = np.zeros(relations, dtype=np.float32)

    def learn(self, triple: Counts, keys: NDArray[np.int64], day: int) -> None:
        """Count what a day adds; `triple` is as it was before the day. `keys` are those of `triple`."""
        if len(triple.keys):
            gap = triple.since(np.arange(len(triple.keys)), day)
            lag = np.searchsorted(LAGS, gap)
            kept = lag < len(LAGS)
            first = triple.keys[kept] % self.relations
            self.waited += np.bincount(lag[kept] * self.relations + first, minlength=self.waited.size).reshape(self.waited.shape)
        pair, second = np.divmod(np.unique(keys), self.relations)
        self.happened += np.bincount(second, minlength=self.relations)
        rows, owner = spread(*triple.span(pair * self.relations, (pair + 1) * self.relations))
        lag = np.searchsorted(LAGS, triple.since(rows, day))
        kept = lag < len(LAGS)
        np.add.at(self.followed, (lag[kept], triple.keys[rows[kept]] % self.relations, second[owner[kept]]), 1)

    def hazards(self, relation: int) -> NDArray[np.float32]:
        """[lag, first relation]: the share of days on which the relation comes, drawn towards the share over all firsts."""
        every = self.usual(relation)
        drawn: NDArray[np.float32] = (self.followed[:, :, relation] + _PRIOR * every[:, None]) / (self.waited + _PRIOR)
        return drawn

    def usual(self, relation: int) -> NDArray[np.float32]:
        """[lag]: the share of days on which the relation comes, over all first relations."""
        over_all: NDArray[np.float32] = self.followed[:, :, relation].sum(axis=1) / np.maximum(self.waited.sum(axis=1), 1)
        return over_all

    def shares(self, relation: int) -> NDArray[np.float32]:
        """[first relation]: of all that pairs do that had the first within 100 days, the share that is the relation."""
        base = self.happened[relation] / max(float(self.happened.sum()), 1.0)
        followed = self.followed.sum(axis=0)
        drawn: NDArray[np.float32] = (followed[:, relation] + _PRIOR * base) / (followed.sum(axis=1) + _PRIOR)
        return drawn
