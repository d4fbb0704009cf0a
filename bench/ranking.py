"""Who next, on ICEWS14 and ICEWS18 (the RE-GCN splits): single-step, time-aware filter, both directions, all actors ranked.

    python -m bench.ranking --data ../shared/data --part valid              for every choice
    python -m bench.ranking --data ../shared/data --part test --split icews18    enter it in RESULTS_FORECAST.md

The trees are grown on the last days of the training part alone (of training and validation with --with-valid) and stay as they
are; the counts take in each day after it was asked about. The data is research and education only: nothing of it is kept.
"""

import argparse
import time
from dataclasses import replace
from pathlib import Path

import numpy as np

from bench.icews_ranking import split
from verbale.forecast import ranking
from verbale.forecast.ranking.evaluate import COLD, MET, SEEN, Ranks, Score, ranks, score
from verbale.settings import RankingSettings


def main() -> None:
    """Measure and print."""
    usual = RankingSettings()
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--split", choices=("icews14", "icews18"), default="icews14")
    parser.add_argument("--part", choices=("valid", "test"), required=True)
    parser.add_argument("--with-valid", action="store_true", help="grow the trees on the validation days too")
    parser.add_argument("--members", type=int, default=usual.members)
    parser.add_argument("--groups", type=int, default=usual.groups)
    parser.add_argument("--train-days", type=int, default=usual.train_days)
    parser.add_argument("--trees", type=int, default=usual.trees)
    options = parser.parse_args()
    settings = replace(usual, members=options.members, groups=options.groups, train_days=options.train_days, trees=options.trees)
    begun = time.monotonic()
    found = split(options.data, options.split)
    learned = found.test if options.with_valid else found.valid
    first, end = (found.valid, found.test) if options.part == "valid" else (found.test, found.end)
    ranker = ranking.fit(found.history, min(learned, first), settings)
    print(f"{settings}\nlearned in {time.monotonic() - begun:.0f} s", flush=True)
    ranker.advance(found.history, first)
    result = ranks(ranker, found.history, end)
    print(f"{options.split} {options.part}, {ranker.model}: all in {time.monotonic() - begun:.0f} s")
    report(result)


def report(result: Ranks) -> None:
    """The table: all answers, and those of each kind."""
    print(f"{'':34}{'answers':>9}{'MRR':>8} {'95 %':^15}{'H@1':>7}{'H@3':>7}{'H@10':>7}")
    every = np.ones(len(result.rank), dtype=bool)
    for name, rows in (
        ("all", every),
        ("act seen between the two", result.kind == SEEN),
        ("met, another act", result.kind == MET),
        ("never met", result.kind == COLD),
        ("no other event of the two that day", ~result.twin),
        ("another that day", result.twin),
    ):
        line(name, score(result.chosen(rows)))
    line("all, blend of three counts", score(result, blend=True))


def line(name: str, found: Score) -> None:
    """One row."""
    hits = "".join(f"{100 * share:>7.2f}" for share in (found.hits1, found.hits3, found.hits10))
    interval = f"{100 * found.low:>6.2f} - {100 * found.high:.2f}"
    print(f"{name:34}{found.answers:>9,}{100 * found.mrr:>8.2f} {interval} {hits}")


if __name__ == "__main__":
    main()
