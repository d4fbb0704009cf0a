"""An invented history: four made-up states with habits, from a seed."""

from datetime import date, timedelta

import numpy as np

from verbale.forecast.history import Actors, Dated, History, history

NAMES = ("ARC", "BOR", "CYN", "DEL", "EST", "FAL")
ACTS = ("CONSULT", "ACCUSE", "AID", "SANCTION", "ASSAULT")
START = date(2020, 1, 1)


def invented(length: int = 600, seed: int = 0, scale: float = 1.0) -> History:
    """Pairs have rates of their own; a burst of accusations between ARC and BOR brings sanctions."""
    random = np.random.default_rng(seed)
    events: list[Dated] = []
    habits = random.gamma(0.3, 0.04, (len(NAMES), len(NAMES), len(ACTS))) * scale
    habits[0, 1] = (0.15 * scale, 0.05 * scale, 0.01, 0.01, 0.0)
    habits[5] = 0.0
    tension = 0.0
    for number in range(length):
        day = START + timedelta(days=number)
        rates = habits.copy()
        rates[0, 1, 1] += tension * 0.3
        rates[0, 1, 3] += tension * 0.1
        tension = 1.0 if random.random() < 0.01 else tension * 0.95
        happened = random.random(rates.shape) < 1 - np.exp(-rates)
        for source, target, act in zip(*np.nonzero(happened), strict=True):
            if source != target:
                late = int(random.integers(0, 3))
                events.append(Dated(day, NAMES[source], ACTS[act], NAMES[target], day + timedelta(days=late)))
    nowhere = np.full(len(NAMES), -1, dtype=np.int32)
    return history(events, Actors(NAMES, nowhere, nowhere, (), ()), ACTS)
