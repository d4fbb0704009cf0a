"""Coarser questions: an actor towards anyone, anyone towards it, classes of acts, any act; as sums of cells."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from verbale.forecast.probability import baselines, calibration, counts
from verbale.forecast.probability.baselines import Forecaster
from verbale.forecast.probability.calibration import Calibration
from verbale.forecast.probability.counts import Spread
from verbale.forecast.probability.ledger import Floats
from verbale.forecast.probability.panel import Case, Panel, View
from verbale.forecast.scores import log_score, logit

_BLENDS = (0.0, 0.25, 0.5, 0.75)


class Who(StrEnum):
    """Whose acts are asked for."""

    PAIR = "pair"
    ACTOR = "actor"
    RECIPIENT = "recipient"
    ANYONE = "anyone"


class What(StrEnum):
    """Which acts are asked for."""

    ACT = "act"
    QUAD = "quad"
    ANY = "any"


@dataclass(frozen=True, slots=True)
class Level:
    """How coarse a question is."""

    who: Who
    what: What


LEVELS = tuple(Level(who, what) for who in Who for what in What)


@dataclass(frozen=True, slots=True, eq=False)
class Sums:
    """What turns a sum of expected counts into an answer at one level, and the baselines there, best first.

    The log-odds are those of the sum, and for the part `blend` those of the best baseline, which sees the level as a whole.
    """

    ratio: float
    spread: Spread
    blend: float
    calibration: Calibration
    baselines: tuple[Forecaster, ...]

    def probability(self, mean: Floats, simple: Floats) -> Floats:
        """P(at least one) of sums of expected counts, and the answers of the best baseline."""
        return self.calibration(_blended(1 - counts.nothing(mean * self.ratio, self.spread), simple, self.blend))


def rows(panel: Panel, who: Who, size: int) -> tuple[NDArray[np.int64], int]:
    """The row of each pair at a level, and how many rows there are."""
    if who is Who.PAIR:
        return np.arange(panel.shape[0]), panel.shape[0]
    if who is Who.ACTOR:
        return panel.source, size
    if who is Who.RECIPIENT:
        return panel.target, size
    return np.zeros(panel.shape[0], dtype=np.int64), 1


def classes(quads: NDArray[np.int64], what: What) -> tuple[NDArray[np.int64], int]:
    """The column of each act at a level, and how many there are; the quad classes have theirs, OTHER the first."""
    if what is What.ACT:
        return np.arange(len(quads)), len(quads)
    if what is What.QUAD:
        return quads, 5
    return np.zeros(len(quads), dtype=np.int64), 1


def summed(
    table: Floats | NDArray[np.int32], group: tuple[NDArray[np.int64], int], columns: tuple[NDArray[np.int64], int]
) -> Floats:
    """(P, K, ...) to (rows, columns, ...), summed."""
    by_row = np.zeros((group[1], *table.shape[1:]))
    np.add.at(by_row, group[0], table)
    done = np.zeros((group[1], columns[1], *table.shape[2:]))
    np.add.at(np.moveaxis(done, 1, 0), columns[0], np.moveaxis(by_row, 1, 0))
    return done


def view(panel: Panel, level: Level, quads: NDArray[np.int64], size: int) -> View:
    """What the baselines know at a level."""
    if level == LEVELS[0]:
        return panel.view
    group, columns = rows(panel, level.who, size), classes(quads, level.what)
    seen = summed(panel.view.seen.astype(np.float64), group, columns) > 0
    return View(seen, summed(panel.view.rates, group, columns), panel.view.observed)


def outcome(case: Case, level: Level, quads: NDArray[np.int64]) -> Floats:
    """Events in the horizon at a level (rows, columns)."""
    columns = classes(quads, level.what)
    if level.who is Who.PAIR:
        return summed(case.labels, rows(case.panel, Who.PAIR, 0), columns)
    table = case.into if level.who is Who.RECIPIENT else case.out
    group = (np.zeros(len(table), dtype=np.int64), 1) if level.who is Who.ANYONE else (np.arange(len(table)), len(table))
    return summed(table, group, columns)


def fit(level: Level, cases: Sequence[Case], known: Sequence[tuple[Case, Floats]], quads: NDArray[np.int64], size: int) -> Sums:
    """Learn a level from all cases, and from the later ones with their expected counts (P, K) made without them."""
    views = [(view(case.panel, level, quads, size), outcome(case, level, quads)) for case in cases]
    others = baselines.fitted(views)
    columns = classes(quads, level.what)
    means = [summed(mean, rows(case.panel, level.who, size), columns).ravel() for case, mean in known]
    mean = np.concatenate(means) if means else np.zeros(0)
    count = np.concatenate([outcome(case, level, quads).ravel() for case, _ in known]) if known else np.zeros(0)
    best = others[0]
    simple = [best.probabilities(view(case.panel, level, quads, size)).ravel() for case, _ in known]
    kept = mean > 0.01
    mean, events, other = mean[kept], count[kept].astype(np.int64), np.concatenate(simple)[kept] if known else mean
    ratio = float(np.clip((events.sum() + 20.0) / (mean.sum() + 20.0), 0.2, 5.0))
    spread = counts.fit(lambda _: mean * ratio, events)
    happened = (events > 0).astype(np.float64)
    chance = 1 - counts.nothing(mean * ratio, spread)
    blend = min(_BLENDS, key=lambda part: log_score(_blended(chance, other, part), happened)) if len(chance) else 0.0
    return Sums(ratio, spread, blend, calibration.fit(_blended(chance, other, blend), happened), others)


def _blended(chance: Floats, simple: Floats, part: float) -> Floats:
    return np.asarray(1 / (1 + np.exp(-((1 - part) * logit(chance) + part * logit(simple)))))
