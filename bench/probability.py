"""How good the probabilities are on the ICEWS stream: country pairs by the twenty roots of CAMEO.

    python -m bench.probability --data ../shared/data --develop       origins of 2013-04 to 2013-12, for every choice
    python -m bench.probability --data ../shared/data --test "why"    2014-01 to 2015-12; enter it in RESULTS_FORECAST.md

The data is research and education only: it is read from a folder, and nothing of it is kept.
"""

import argparse
import time
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bench.icews_stream import stream
from verbale.forecast import backtest
from verbale.forecast.backtest import MAIN, Record
from verbale.forecast.history import days
from verbale.settings import Forecasting

SETTINGS = Forecasting(within=False, most_cells=3_000_000, most_rows=600_000, seeds=2)  # the rest as on every desk
PLAIN = "Poisson, 90 days"
DEVELOPMENT, TEST, END = date(2013, 4, 1), date(2014, 1, 1), date(2016, 1, 1)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--horizon", type=int, choices=(7, 30), nargs="*", default=[30, 7])
    which = parser.add_mutually_exclusive_group(required=True)
    which.add_argument("--develop", action="store_true")
    which.add_argument("--test", metavar="REASON")
    chosen = parser.parse_args()
    start, end = (DEVELOPMENT, TEST) if chosen.develop else (TEST, END)
    history = stream(chosen.data).before(days(end))
    settings = replace(SETTINGS, test_step=10 if chosen.develop else 30)
    for horizon in chosen.horizon:
        began = time.perf_counter()
        answers, refits = [], 0
        for anew, answer in backtest.asked(history, horizon, settings, days(start)):
            answer.chances[PLAIN] = _plain(answer)
            answers.append(answer)
            refits += anew
        print(told(backtest.record(answers, horizon, refits)), flush=True)
        print(f"{time.perf_counter() - began:.0f} s; {chosen.test or 'development'}\n", flush=True)


def _plain(answer: backtest.Answers) -> NDArray[np.float64]:
    """The decayed Poisson of the research note: half-life 90 days; half of it is the act's rate (chosen on 2012 and 2013)."""
    own = answer.case.panel.view.rates[:, :, SETTINGS.half_lives.index(90.0)].ravel()
    return np.asarray(-np.expm1(-(own - np.log1p(-answer.chances["climatology"])) / 2))


def told(record: Record) -> str:
    """A record as lines."""
    lines = [
        f"{record.horizon} days, {len(record.origins)} origins {record.origins[0]} to {record.origins[-1]}, "
        f"learned {record.refits} times, "
        f"{record.forecasts:,} forecasts, {record.happened:,} happened; best baseline {record.best_baseline}",
        f"{'stratum':10} {'model':22} {'Brier':>8} {'log':>7} {'AUC':>6}  skill of verbale against it (95 %)",
    ]
    for row in record.rows:
        against = "" if row.model == MAIN else f"{row.against.value:7.4f} ({row.against.low:.4f} to {row.against.high:.4f})"
        lines.append(f"{row.stratum:10} {row.model:22} {row.brier:8.5f} {row.log_score:7.4f} {row.auc:6.3f}  {against}")
    counts = record.counts
    lines += [
        f"ECE over p > 0.01 {record.calibration_error:.4f}, slope {record.slope:.3f}, intercept {record.intercept:.3f}",
        f"90 % intervals of counts cover {counts.covered:.3f} of {counts.cells:,} cells (ends in part), "
        f"{counts.busy_covered:.3f} of {counts.busy_cells:,} busy cells (ends whole); CRPS {counts.crps:.4f}",
        f"outside the risk set {record.outside:.3f} of events; skill of their rates against one for all {record.fresh.value:.4f} "
        f"({record.fresh.low:.4f} to {record.fresh.high:.4f})",
        "forecast and happened by bin: " + ", ".join(f"{bin.forecast:.3f}/{bin.happened:.3f}" for bin in record.bins),
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    main()
