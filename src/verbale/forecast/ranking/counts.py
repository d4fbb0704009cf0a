"""Counts that fade: how often each key was seen, at several half-lives, brought up to date only when it is touched."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

NEVER = 9999.0
"""Days since a key was last seen, for a key that never was."""


class Counts:
    """Fading counts by an integer key. Keys are added as they occur, so nothing of the future has a place here."""

    def __init__(self, half_lives: Sequence[float]) -> None:
        self.rates = np.array([0.0 if np.isinf(life) else np.log(2) / life for life in half_lives], dtype=np.float32)
        self.keys = np.empty(0, dtype=np.int64)
        self._value = np.zeros((1, len(self.rates)), dtype=np.float32)
        self._last = np.full(1, -NEVER, dtype=np.float32)

    def find(self, keys: NDArray[np.int64]) -> NDArray[np.int64]:
        """Rows of keys; a key that never occurred has the row after the last, whose counts are 0."""
        if not len(self.keys):
            return np.zeros(len(keys), dtype=np.int64)
        rows = np.searchsorted(self.keys, keys)
        rows[rows == len(self.keys)] = 0
        rows[self.keys[rows] != keys] = len(self.keys)
        return rows

    def add(self, keys: NDArray[np.int64], day: int) -> None:
        """Count keys, each as often as it stands there, on a day."""
        found, times = np.unique(keys, return_counts=True)
        new = found[~np.isin(found, self.keys, assume_unique=True)]
        if len(new):
            places = np.searchsorted(self.keys, new)
            self.keys = np.insert(self.keys, places, new)
            self._value = np.insert(self._value, places, 0, axis=0)
            self._last = np.insert(self._last, places, day)
        rows = np.searchsorted(self.keys, found)
        self._value[rows] = self._faded(rows, day) + times[:, None].astype(np.float32)
        self._last[rows] = day

    def read(self, rows: NDArray[np.int64], day: int) -> NDArray[np.float32]:
        """Counts of rows as of a day: [rows, half-lives]."""
        return self._faded(rows, day)

    def column(self, rows: NDArray[np.int64], day: int, life: int) -> NDArray[np.float32]:
        """Counts of rows as of a day at one of the half-lives."""
        faded: NDArray[np.float32] = self._value[rows, life] * np.exp(-self.rates[life] * (day - self._last[rows]))
        return faded

    def since(self, rows: NDArray[np.int64], day: int) -> NDArray[np.float32]:
        """Days since the rows were last seen, NEVER at most."""
        return np.minimum(day - self._last[rows], NEVER)

    def span(self, low: NDArray[np.int64], high: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """First rows, and rows after the last, of the keys in [low, high)."""
        return np.searchsorted(self.keys, low), np.searchsorted(self.keys, high)

    def _faded(self, rows: NDArray[np.int64], day: int) -> NDArray[np.float32]:
        gap = (day - self._last[rows])[:, None]
        faded: NDArray[np.float32] = self._value[rows] * np.exp(-self.rates * gap)
        return faded


def spread(first: NDArray[np.int64], after: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """All rows of spans laid end to end, and for each the number of its span."""
    lengths = after - first
    owner = np.repeat(np.arange(len(first)), lengths)
    starts = np.repeat(first - np.concatenate(([0], np.cumsum(lengths)[:-1])), lengths)
    return starts + np.arange(len(owner)), owner
