"""How far sampled futures hold on the ICEWS stream: pairs of countries, twelve weeks, twenty roots of CAMEO.

    python -m bench.futures --data ../shared/data --develop       as of days of 2013, for every choice
    python -m bench.futures --data ../shared/data --test "why"    2014-01 to 2015-10; enter it in RESULTS_FORECAST.md

As of every thirtieth day (ninetieth on the test) rates are learned anew from what was known before, and two hundred futures are
drawn of the hundred busiest pairs and of a hundred others. Beside them stands the same without feedback: every week is drawn as
the first.
"""

import argparse
import time
from datetime import date
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bench.icews_stream import stream
from verbale.forecast import futures
from verbale.forecast.history import History, days
from verbale.settings import Forecasting

SETTINGS = Forecasting(within=False)
STEPS = (futures.WEEK,) * 12
NUMBER, BUSY, OTHERS = 200, 100, 100
DRAWS = 1000


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    which = parser.add_mutually_exclusive_group(required=True)
    which.add_argument("--develop", action="store_true")
    which.add_argument("--test", metavar="REASON")
    chosen = parser.parse_args()
    began = time.perf_counter()
    first, end, apart = (date(2013, 4, 1), date(2014, 1, 1), 30) if chosen.develop else (date(2014, 1, 1), date(2016, 1, 1), 90)
    history = stream(chosen.data).before(days(end))
    made = [asked(history, origin) for origin in range(days(first), days(end) - sum(STEPS) + 1, apart)]
    print(f"{len(made)} origins, {made[0][0].shape[0]} sides of pairs each; {chosen.test or 'development'}")
    heads = f"{'days with':20} {'weeks':>5} {'counts':>7} {'drawn':>6} {'true':>6}"
    print(f"{heads}  within 90 % (95 % over origins)   CRPS  skill of it")
    for what, axis in (("an act", False), ("any act", True)):
        for weeks in (1, 4, 8, 12):
            print(told(what, weeks, [of(one, weeks, axis) for one in made]), flush=True)
    print(f"{time.perf_counter() - began:.0f} s")


def asked(history: History, origin: int) -> tuple[NDArray[np.int8], NDArray[np.int64]]:
    """Futures (P, number, weeks, K) as of a day, and what happened (P, weeks, K)."""
    learned = futures.learn(history, origin, SETTINGS)
    dyads = futures.busiest(history, origin, 10**6, SETTINGS)
    others = np.random.default_rng(origin).permutation(len(dyads) - BUSY)[:OTHERS] + BUSY
    walked = futures.walk(history, origin, learned, np.concatenate([dyads[:BUSY], dyads[others]]), SETTINGS)
    return walked.paths(STEPS, NUMBER), futures.happened(history, walked, origin, STEPS)


def of(
    one: tuple[NDArray[np.int8], NDArray[np.int64]], weeks: int, every: bool
) -> tuple[NDArray[np.float64], NDArray[np.float64], float, float]:
    """Coverage of each count (n,), CRPS of each with and without feedback (n, 2), and the means drawn and true."""
    drawn, true = one
    random = np.random.default_rng(0)
    alike = np.stack([random.permuted(drawn[:, :, 0], axis=1) for _ in range(weeks)], axis=2)
    sums = [table.sum(axis=2, dtype=np.int64) for table in (drawn[:, :, :weeks], alike)]
    happened = true[:, :weeks].sum(axis=1)
    if every:
        sums, happened = [table.sum(axis=2, keepdims=True) for table in sums], happened.sum(axis=1, keepdims=True)
    enough = sums[0].mean(axis=1) > 0.5
    scores = np.stack([crps(table, happened)[enough] for table in sums], axis=1)
    return futures.covered(sums[0], happened), scores, float(sums[0].mean(axis=1)[enough].mean()), float(happened[enough].mean())


def crps(drawn: NDArray[np.int64], true: NDArray[np.int64]) -> NDArray[np.float64]:
    """Continuous ranked probability score of samples (P, number, K) against counts (P, K): less is better."""
    ordered = np.sort(drawn, axis=1).astype(np.float64)
    number = ordered.shape[1]
    weights = (2 * np.arange(1, number + 1) - number - 1) / number**2
    return np.asarray(np.abs(ordered - true[:, None]).mean(axis=1) - np.einsum("pnk,n->pk", ordered, weights))


def told(what: str, weeks: int, rows: list[tuple[NDArray[np.float64], NDArray[np.float64], float, float]]) -> str:
    """A line of the table."""
    random = np.random.default_rng(0)
    numbers = np.array([len(covered) for covered, *_ in rows])
    inside = np.array([covered.sum() for covered, *_ in rows])
    scores = np.array([score.sum(axis=0) for _, score, *_ in rows])
    chosen = random.integers(len(rows), size=(DRAWS, len(rows)))
    low, high = np.quantile(inside[chosen].sum(axis=1) / numbers[chosen].sum(axis=1), (0.025, 0.975))
    skills = 1 - scores[chosen, 0].sum(axis=1) / scores[chosen, 1].sum(axis=1)
    least, most = np.quantile(skills, (0.025, 0.975))
    means = [np.average([row[place] for row in rows], weights=numbers) for place in (2, 3)]
    total, plain = scores.sum(axis=0)
    return (
        f"{what:20} {weeks:5} {numbers.sum():7,} {means[0]:6.2f} {means[1]:6.2f}  {inside.sum() / numbers.sum():.3f}"
        f" ({low:.3f} to {high:.3f})        {total / numbers.sum():6.3f}  {1 - total / plain:+.3f} ({least:+.3f} to {most:+.3f})"
    )


if __name__ == "__main__":
    main()
