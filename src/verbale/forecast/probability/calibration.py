"""Probabilities set right on forecasts whose outcome is known."""

from dataclasses import dataclass

import numpy as np

from verbale.forecast.probability.ledger import Floats
from verbale.forecast.scores import logit, slope

_CASES = 30
"""Cases of the act's happening that the correction is drawn towards none by."""


@dataclass(frozen=True, slots=True)
class Calibration:
    """New log-odds are `slope` times the old, plus `intercept`."""

    slope: float = 1.0
    intercept: float = 0.0

    def __call__(self, p: Floats) -> Floats:
        return np.asarray(1 / (1 + np.exp(-(self.slope * logit(p) + self.intercept))))


def fit(p: Floats, happened: Floats) -> Calibration:
    """The correction by logistic regression, drawn towards none where little happened."""
    cases = float(min(happened.sum(), len(happened) - happened.sum()))
    if cases < 5:
        return Calibration()
    steep, shift = slope(p, happened)
    belief = cases / (cases + _CASES)
    return Calibration(1 + belief * (steep - 1), belief * shift)
