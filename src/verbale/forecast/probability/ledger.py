"""Decayed counts of every pair and act, carried forward from day to day."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from verbale.forecast.history import History

Floats = NDArray[np.float64]
NEVER = -(10**6)
"""The day of what has not happened yet."""


class Ledger:
    """What was known of each pair on the morning of a day; `advance` moves the day on, never back.

    Q ordered pairs (all that the history ever has, by source and target), K acts, H half-lives: `decayed` is (Q, K, H) and counts
    an event of age a days as 2 ** -(a / half-life); `total` (Q, K) counts all alike; `last` (Q, K) is the day of the latest. An
    event is used from the day after both its happening and its first report.
    """

    def __init__(self, history: History, half_lives: Sequence[float]) -> None:
        self.history = history
        self.half_lives = np.asarray(half_lives, dtype=np.float64)
        self.size = len(history.actors.names) + 1  # an unknown target (-1) has the last number
        available = np.maximum(history.day, history.known)
        order = np.argsort(available, kind="stable")
        self.available = available[order].astype(np.int64)
        self.days = history.day[order].astype(np.int64)
        self.act = history.act[order].astype(np.int64)
        key = history.source[order].astype(np.int64) * self.size + history.target[order] % self.size
        self.keys, self.pair = np.unique(key, return_inverse=True)
        self.source, self.target = np.divmod(self.keys, self.size)
        pairs, acts = len(self.keys), len(history.acts)
        self.decayed: Floats = np.zeros((pairs, acts, len(self.half_lives)))
        self.total: Floats = np.zeros((pairs, acts))
        self.last = np.full((pairs, acts), NEVER, dtype=np.int64)
        self.day: int | None = None
        self.used = 0
        self.first = int(history.known.min()) if len(history) else 0
        if history.coverage is not None:
            self.first = min(self.first, history.coverage.first)

    def advance(self, day: int) -> None:
        """Take in what was known before a day, and let the rest fade. Raises ValueError for a day in the past."""
        if self.day is not None:
            if day < self.day:
                raise ValueError(f"The ledger is at day {self.day} and cannot go back to {day}.")
            self.decayed *= 2.0 ** (-(day - self.day) / self.half_lives)
        self.day = day
        until = int(np.searchsorted(self.available, day))
        new = slice(self.used, until)
        pair, act, days = self.pair[new], self.act[new], self.days[new]
        np.add.at(self.decayed, (pair, act), 2.0 ** (-(day - days)[:, None] / self.half_lives))
        np.add.at(self.total, (pair, act), 1.0)
        np.maximum.at(self.last, (pair, act), days)
        self.used = until

    def exposure(self) -> Floats:
        """How many days of average news the decayed counts stand on (H,), at least a thousandth of one."""
        assert self.day is not None
        ages = np.arange(self.day - self.first, 0, -1, dtype=np.float64)
        weight = self._coverage(self.first, self.day)
        return np.asarray(np.maximum((weight[:, None] * 2.0 ** (-ages[:, None] / self.half_lives)).sum(axis=0), 1e-3))

    def _coverage(self, start: int, end: int) -> Floats:
        """Reports of each day from start to before end, as a share of the mean day: the mean of what was known at the end."""
        coverage = self.history.coverage
        if coverage is None:
            return np.ones(end - start)
        reports = coverage.reports[: max(end - coverage.first, 0)]
        weight = np.zeros(end - start)
        weight[coverage.first - start : coverage.first - start + len(reports)] = reports
        return np.asarray(weight / max(float(weight.mean()), 1e-9))

    def windows(self, length: int, number: int) -> NDArray[np.bool_]:
        """Whether each cell had an event in each of the last windows of `length` days, the latest first: (Q, K, number)."""
        assert self.day is not None
        seen = np.zeros((*self.total.shape, number), dtype=bool)
        age = self.day - 1 - self.days[: self.used]
        rows = np.flatnonzero(age < length * number)
        seen[self.pair[rows], self.act[rows], age[rows] // length] = True
        return seen

    def ahead(self, length: int) -> NDArray[np.int32]:
        """Events of each cell in the `length` days from the present day on (Q, K): the labels."""
        assert self.day is not None
        rows = np.flatnonzero((self.days >= self.day) & (self.days < self.day + length))
        count = np.zeros(self.total.shape, dtype=np.int32)
        np.add.at(count, (self.pair[rows], self.act[rows]), 1)
        return count

    def find(self, source: NDArray[np.int64], target: NDArray[np.int64]) -> NDArray[np.int64]:
        """The row of each pair, -1 where the history never has it."""
        if not len(self.keys):
            return np.full(len(source), -1, dtype=np.int64)
        key = source * self.size + target
        row = np.minimum(np.searchsorted(self.keys, key), len(self.keys) - 1)
        return np.where(self.keys[row] == key, row, -1)
