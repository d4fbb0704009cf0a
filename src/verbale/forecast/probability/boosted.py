"""The main model: gradient boosted trees on top of pooled rates, then calibrated on later origins than it learned from."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from verbale.forecast.probability import calibration, hazard
from verbale.forecast.probability.calibration import Calibration
from verbale.forecast.probability.hazard import Hazard
from verbale.forecast.probability.ledger import Floats
from verbale.forecast.probability.panel import Case, Panel
from verbale.forecast.scores import log_score, logit
from verbale.forecast.trees import boosting
from verbale.settings import Forecasting

Cases = Sequence[Case]
_CHOICES = 12
"""Numbers of trees that are tried."""


@dataclass(frozen=True, slots=True, eq=False)
class Boosted:
    """Log-odds of the pooled rates, plus the trees' where the chance is not below `floor`, calibrated.

    `trees` are LightGBM boosters, whose mean counts; none for the rates alone.
    """

    rates: Hazard
    trees: tuple[Any, ...]
    floor: float
    calibration: Calibration
    name: str = "boosted"

    def probabilities(self, panel: Panel) -> Floats:
        """P(at least one event) of each cell (P, K)."""
        offset = _odds(self.rates.rates(panel))
        raw = offset + _pushes(self.trees, panel, offset, self.floor)
        return self.calibration(1 / (1 + np.exp(-raw))).reshape(panel.shape)

    def contributions(self, panel: Panel) -> tuple[tuple[str, ...], Floats]:
        """How far each feature moves the log-odds of each cell (P * K, F) by the trees, the last being what all cells share."""
        names = (*panel.names, "pooled rate", "all cells")
        offset = _odds(self.rates.rates(panel))
        moved = np.zeros((len(offset), len(names)))
        chosen = _above(offset, self.floor)
        if self.trees and chosen.any():
            table = _table(panel, offset)[chosen]
            moved[chosen] = np.mean([tree.predict(table, pred_contrib=True) for tree in self.trees], axis=0)
        return names, moved


def fit(cases: Cases, settings: Forecasting, boosted: bool = True) -> tuple[Boosted, tuple[tuple[Case, Floats], ...]]:
    """Learn from cases in the order of their days; also the later cases with forecasts (P, K) made without them.

    Twice: first without the last quarter of the origins, to choose the number of trees and the calibration there, then from all.
    """
    late = cases[len(cases) - max(len(cases) // 4, 1)].panel.origin
    early = [case for case in cases if case.panel.origin + case.panel.horizon <= late]
    held_out = [case for case in cases if case.panel.origin >= late]
    if not early:
        rates = _rates(cases)
        return Boosted(rates, (), 0.0, Calibration()), tuple((case, rates.probabilities(case.panel)) for case in held_out)
    rates = _rates(early)
    happened = _happened(held_out)
    floor = settings.boosted_chance * float(_happened(early).mean())
    offsets = [_odds(rates.rates(case.panel)) for case in held_out]
    chances = 1 / (1 + np.exp(-np.concatenate(offsets)))
    count = 0
    if boosted:
        first = _grow(early, rates, floor, settings, settings.trees, settings.seed)
        for number in range(max(settings.trees // _CHOICES, 1), settings.trees + 1, max(settings.trees // _CHOICES, 1)):
            raw = [
                offset + _pushes((first,), case.panel, offset, floor, number)
                for case, offset in zip(held_out, offsets, strict=True)
            ]
            these = 1 / (1 + np.exp(-np.concatenate(raw)))
            if log_score(these, happened) < log_score(chances, happened):
                chances, count = these, number
    corrected = calibration.fit(chances, happened)
    parts = np.split(corrected(chances), np.cumsum([case.labels.size for case in held_out])[:-1])
    known = tuple((case, part.reshape(case.panel.shape)) for case, part in zip(held_out, parts, strict=True))
    rates = _rates(cases)
    seeds = range(settings.seed, settings.seed + settings.seeds) if count else ()
    trees = tuple(_grow(cases, rates, floor, settings, count, seed) for seed in seeds)
    return Boosted(rates, trees, floor, corrected), known


def _rates(cases: Cases) -> Hazard:
    return hazard.fit([case.panel for case in cases], _happened(cases))


def _happened(cases: Cases) -> Floats:
    return np.concatenate([(case.labels > 0).ravel() for case in cases]).astype(np.float64)


def _odds(rates: Floats) -> Floats:
    return logit(-np.expm1(-rates))


def _above(offset: Floats, floor: float) -> NDArray[np.bool_]:
    return np.asarray(offset >= logit(np.asarray(floor)))


def _table(panel: Panel, offset: Floats) -> NDArray[np.float32]:
    return np.column_stack([panel.columns, offset.astype(np.float32)])


def _pushes(trees: tuple[Any, ...], panel: Panel, offset: Floats, floor: float, number: int | None = None) -> Floats:
    """How far the trees (the first `number` of each) move the log-odds of each cell (P * K,)."""
    moved = np.zeros(len(offset))
    chosen = _above(offset, floor)
    if trees and chosen.any():
        table = _table(panel, offset)[chosen]
        moved[chosen] = np.mean([tree.predict(table, raw_score=True, num_iteration=number) for tree in trees], axis=0)
    return moved


def _grow(cases: Cases, rates: Hazard, floor: float, settings: Forecasting, number: int, seed: int) -> Any:
    """A booster of `number` trees."""
    lightgbm = boosting()
    tables, offsets, happened = [], [], []
    for case in cases:
        offset = _odds(rates.rates(case.panel))
        chosen = _above(offset, floor)
        tables.append(_table(case.panel, offset)[chosen])
        offsets.append(offset[chosen])
        happened.append((case.labels > 0).ravel()[chosen])
    table, start, y = np.concatenate(tables), np.concatenate(offsets), np.concatenate(happened).astype(np.float32)
    if len(y) > settings.most_rows:
        drawn = np.sort(np.random.default_rng(seed).choice(len(y), settings.most_rows, replace=False))
        table, start, y = table[drawn], start[drawn], y[drawn]
    parameters = {
        "objective": "binary",
        "learning_rate": settings.learning_rate,
        "num_leaves": settings.leaves,
        "min_data_in_leaf": settings.least_in_leaf,
        "feature_fraction": 0.4,
        "bagging_fraction": 0.7,
        "bagging_freq": 1,
        "lambda_l2": 10.0,
        "max_bin": 63,
        "boost_from_average": False,
        "num_threads": settings.threads,
        "deterministic": True,
        "force_row_wise": True,
        "seed": seed,
        "verbose": -1,
    }
    act = [cases[0].panel.names.index("act")]
    data = lightgbm.Dataset(table, y, init_score=start, categorical_feature=act, params=parameters)
    return lightgbm.train(parameters, data, number)
