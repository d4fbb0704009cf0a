"""Adding to a desk, killed again and again: events lost, doubled and unreadable.

    python bench/kill.py [--kills 200] [--articles 2000] [--seed 0] [--workers 0]

A process adds generated articles to a desk, with a coder that makes an event of every sentence, and is killed with SIGKILL after
a random time: while it starts, reads, codes, writes segments, commits or renames. After the last kill it may finish. The desk
must then hold exactly the events of a desk that nobody disturbed; and after every kill whatever can be seen must be whole.
"""

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.fakes import SentenceCoder  # noqa: E402 - the repository is not installed as a package
from verbale.intake import Intake, add  # noqa: E402
from verbale.sources import Options, pieces  # noqa: E402
from verbale.store.desk import Desk  # noqa: E402
from verbale.store.queries import Questions  # noqa: E402

BATCH = 25


def pour(folder: Path, news: Path, workers: int) -> None:
    """Add the articles of a file to a desk."""
    intake = Intake(SentenceCoder, SentenceCoder(), workers, batch_articles=BATCH, batch_seconds=3600)
    add(Desk.create(folder), pieces([str(news)], Options()), intake, clock=lambda: datetime.now(UTC))


def seen(folder: Path) -> Counter[str]:
    """Every event that the desk shows, by its id and words; raises when anything cannot be read."""
    with Questions(Desk.open(folder)) as questions:
        rows = questions.db.execute("SELECT event_id, act, trigger, article_id FROM all_events").fetchall()
    return Counter(map(str, rows))


def globbed(folder: Path) -> Counter[str]:
    """The same by any tool that reads whatever Parquet lies in the folder."""
    import duckdb

    if not list(folder.glob("events/*.parquet")):
        return Counter()
    with duckdb.connect() as db:
        rows = db.execute(f"SELECT event_id, act, trigger, article_id FROM '{folder}/events/*.parquet'").fetchall()
    return Counter(map(str, rows))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--articles", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--workers", type=int, default=0)
    parser.add_argument("--pour", nargs=2, type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.pour:
        folder, news = options.pour
        pour(folder, news, options.workers)
        return
    from bench.articles import articles, write

    chance = random.Random(options.seed)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        news = folder / "news.jsonl"
        write(articles(options.articles, sentences=4, seed=options.seed), "jsonl", news)
        begun = time.monotonic()
        pour(folder / "calm", news, options.workers)
        whole = time.monotonic() - begun
        wanted = seen(folder / "calm")
        command = [sys.executable, __file__, "--workers", str(options.workers), "--pour", str(folder / "desk"), str(news)]
        kills = finished = unreadable = doubled = 0
        while kills < options.kills:
            process = subprocess.Popen(command, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            try:
                # As the desk fills, the way through what is known grows, and so must the time until the kill.
                process.wait(chance.uniform(0.1, 1.5 + whole))
                if process.returncode:
                    raise SystemExit(f"the process ended by itself with code {process.returncode}: run {' '.join(command)}")
                finished += 1  # before it could be killed: it must be right, and the next begins with an empty desk
                doubled += _differ(wanted, folder / "desk")
                shutil.rmtree(folder / "desk")
                continue
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
                kills += 1
            if (folder / "desk" / "state.sqlite").exists():
                try:
                    found = seen(folder / "desk") + globbed(folder / "desk")
                    doubled += max(found.values(), default=0) > 2
                except Exception as error:  # whatever it is, the desk could not be read
                    print(f"after kill {kills}: {error}")
                    unreadable += 1
        pour(folder / "desk", news, options.workers)
        found = seen(folder / "desk")
        lost, more = wanted - found, found - wanted
        same = found == globbed(folder / "desk")
    print(f"{kills} kills of a run that takes {whole:.1f} s undisturbed")
    print(
        f"of {wanted.total():,} events lost {lost.total()}, doubled or foreign {more.total() + doubled}; unreadable {unreadable}"
    )
    print(f"the Parquet files alone show {'the same' if same else 'OTHER'} events")
    if lost or more or doubled or unreadable or not same:
        raise SystemExit(1)


def _differ(wanted: Counter[str], folder: Path) -> int:
    return int(seen(folder) != wanted or globbed(folder) != wanted)


if __name__ == "__main__":
    main()
