"""A desk under load: articles a second, peak memory, adding what is known, questions over a million events.

    python bench/desk.py [--articles 1000] [--known 100000] [--events 1000000] [--memory 20000] [--workers 2] [--json FILE]

1. `add` from JSON Lines, from pages and from a WARC file, all stages with the packaged model, articles of 25 sentences.
2. Peak memory of the process that owns the desk and of each worker while `--memory` articles are added, and of a quarter of
   them, with the packaged model, or a stand-in for it with --fake.
3. A second `add` of so many known articles, which a stand-in coded.
4. Filter and aggregate over so many events, on one connection, the middle of nine runs.

A figure of 0 articles leaves its part out.
"""

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from bench.articles import articles, write  # noqa: E402 - the repository is not installed as a package
from tests.fakes import SentenceCoder  # noqa: E402
from verbale import ontology  # noqa: E402
from verbale.intake import Coding, Intake, add  # noqa: E402
from verbale.pipeline import load  # noqa: E402
from verbale.sources import Options, pieces  # noqa: E402
from verbale.store.desk import Desk  # noqa: E402
from verbale.store.queries import Filter, Questions  # noqa: E402
from verbale.store.rows import OWN, EventRow  # noqa: E402
from verbale.store.state import RunRow  # noqa: E402

QUESTIONS: dict[str, str | Filter] = {
    "events of a pair": Filter(actor=("KOR",), recipient=("RUS",), act=("ACCUSE",), status=("actual",)),
    "by type and month": "SELECT event_type, date_trunc('month', published) m, count(*) FROM events GROUP BY ALL",
    "pairs of a year": "SELECT actor_code[1] a, recipient_code[1] b, count(*) n FROM events WHERE published BETWEEN '2020-01-01'"
    " AND '2020-12-31' AND status = 'actual' GROUP BY ALL ORDER BY n DESC LIMIT 20",
}


def pour(folder: Path, source: Path, coder: Callable[[], Coding], workers: int) -> float:
    """Add a source; articles a second, the start of the workers not counted in articles but in time."""
    desk = Desk.create(folder)
    begun = time.perf_counter()
    tally = add(desk, pieces([str(source)], Options()), Intake(coder, coder(), workers), clock=lambda: datetime.now(UTC))
    return (tally.coded + tally.known) / (time.perf_counter() - begun)


def megabytes(who: int) -> float:
    """Peak resident memory."""
    return resource.getrusage(who).ru_maxrss / 1024


def memory(folder: Path, count: int, workers: int, fake: bool) -> tuple[float, float]:
    """Peak memory of the owner and of the largest worker in a fresh process that adds so many articles, in megabytes."""
    news = folder / f"memory{count}.jsonl"
    write(articles(count, seed=9), "jsonl", news)
    command = [sys.executable, __file__, "--workers", str(workers), "--pour", str(folder / f"memory{count}"), str(news)]
    command += ["--fake"] if fake else []
    words = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
    return float(words[0]), float(words[1])


def filled(folder: Path, count: int) -> Desk:
    """A desk with so many events of its own making, in the segments that adding 25,000 at a time leaves."""
    desk = Desk.create(folder)
    codes, first = ("KOR", "RUS", "PRK", "USA", "UKR", "CHN", "JPN", "FRA", "IRN", "ISR"), date(2015, 1, 1)
    run = RunRow("made", "import", "bench", "made", None, None, None, None, "2024-01-01T00:00:00Z")
    blank = dict.fromkeys(EventRow.__dataclass_fields__)
    blank.update({name: () for name, kind in EventRow.__annotations__.items() if "tuple" in str(kind)})
    with desk.writing("bench") as writer:
        for start in range(0, count, 25_000):
            writer.begin(run)
            rows = []
            for n in range(start, min(start + 25_000, count)):
                act, day = ontology.ACTS[n * 7 % 16], first + timedelta(n * 13 % 3650)
                made: dict[str, Any] = {
                    **blank, "event_id": f"e{n}", "origin": OWN, "run_id": "made", "article_id": f"a{n // 12}", "published": day,
                    "outlet": f"outlet {n % 40}", "act": act, "event_type": act, "status": ontology.STATUSES[n % 7 % 5],
                    "certainty": "certain", "quad": ontology.quad(act), "score": 1.0, "trigger": "word", "actor": ("words",),
                    "actor_code": (codes[n % 10],), "actor_name": (None,), "actor_sector": ("GOV",), "recipient": ("words",),
                    "recipient_code": (codes[n // 10 % 10],), "recipient_name": (None,), "recipient_sector": (None,),
                    "date_from": day, "date_to": day, "confidence": 0.8, "country": codes[n % 9], "place_name": f"p {n % 500}",
                }  # fmt: skip
                rows.append(EventRow(**made))
            writer.take_events(rows)
            writer.commit()
    return desk


def asked(desk: Desk) -> dict[str, float]:
    """Milliseconds of each question."""
    found = {}
    with Questions(desk) as questions:
        for name, question in QUESTIONS.items():
            times = []
            for _ in range(9):
                begun = time.perf_counter()
                (questions.events(question) if isinstance(question, Filter) else questions.ask(question)).to_arrow()
                times.append(1000 * (time.perf_counter() - begun))
            found[name] = round(statistics.median(times), 1)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--known", type=int, default=100_000)
    parser.add_argument("--events", type=int, default=1_000_000)
    parser.add_argument("--memory", type=int, default=20_000)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--fake", action="store_true", help="measure memory with a stand-in for the coder")
    parser.add_argument("--json", type=Path)
    parser.add_argument("--pour", nargs=2, type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    coder: Callable[[], Coding] = SentenceCoder if options.fake else partial(load)
    if options.pour:
        folder, news = options.pour
        pour(folder, news, coder, options.workers)
        print(megabytes(resource.RUSAGE_SELF), megabytes(resource.RUSAGE_CHILDREN))
        return
    figures: dict[str, Any] = {"cores": len(os.sched_getaffinity(0)), "workers": options.workers}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for kind in ("jsonl", "html", "warc") if options.articles else ():
            write(articles(options.articles, seed=5), kind, folder / f"news.{kind}")
            figures[f"articles_per_second_{kind}"] = round(
                pour(folder / f"desk-{kind}", folder / f"news.{kind}", partial(load), options.workers), 1
            )
        for count in (options.memory // 4, options.memory) if options.memory else ():
            figures[f"peak_megabytes_{count}"] = memory(folder, count, options.workers, options.fake)
        if options.known:
            write(articles(options.known, sentences=4, seed=6), "jsonl", folder / "known.jsonl")
            pour(folder / "known", folder / "known.jsonl", SentenceCoder, 0)
            begun = time.perf_counter()
            pour(folder / "known", folder / "known.jsonl", SentenceCoder, 0)
            figures[f"seconds_to_add_{options.known}_known"] = round(time.perf_counter() - begun, 1)
        if options.events:
            figures[f"milliseconds_over_{options.events}_events"] = asked(filled(folder / "events", options.events))
    for key, value in figures.items():
        print(f"{key:40} {value}")
    if options.json:
        options.json.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
