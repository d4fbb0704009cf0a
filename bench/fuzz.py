"""Malformed inputs through the readers: how many crash one, and how many hang it.

    python bench/fuzz.py [--inputs 1000000] [--seed 0] [--seconds S] [--processes 2] [--only NUMBER]

Every input is a file of some format, whole or damaged (`bench/mutants.py`), that goes through `verbale.sources.pieces`, and each
piece of it through `article`, as in `verbale add`, with the coder left out. A crash is any error but UnreadableArticle, a death
of the process, more than 3 GB of memory, or a broken promise (a sentence of several lines, an article without words or with half
characters). A hang is an input that takes more than five seconds of the processor, or sixty of the clock.
"""

import argparse
import multiprocessing
import os
import pickle
import re
import resource
import sys
import tempfile
import time
import traceback
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date
from multiprocessing.sharedctypes import Synchronized
from pathlib import Path
from queue import Empty
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from bench.mutants import FORMATS, Mutant, mutant  # noqa: E402 - the repository is not installed as a package
from verbale.errors import UnreadableArticle  # noqa: E402
from verbale.sources import ColumnMap, Limits, Options, article, pieces  # noqa: E402

HANG_SECONDS = 5.0
CLOCK_SECONDS = 60.0
MEMORY = 3 << 30
NARROW = Limits(piece_bytes=1500, archive_bytes=8000, members=2, depth=1, ratio=5)
REPORT_EVERY = 500
_PARTICULARS = re.compile(r"/dev/shm/[^:]*|\d+|'[^']*'|\(\w+\)|\S+: ")
_UNFORESEEN = "verbale stumbled over it"


@dataclass
class Result:
    """What came of some inputs."""

    inputs: Counter[str] = field(default_factory=Counter)
    articles: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    seconds: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    longest: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    crashes: list[tuple[int, str]] = field(default_factory=list)
    hangs: list[tuple[int, str]] = field(default_factory=list)

    def add(self, other: "Result") -> None:
        """Take in what came of others."""
        for name in ("inputs", "articles", "refused"):
            getattr(self, name).update(getattr(other, name))
        for kind, seconds in other.seconds.items():
            self.seconds[kind] += seconds
            self.longest[kind] = max(self.longest[kind], other.longest[kind])
        self.crashes += other.crashes
        self.hangs += other.hangs


def read(made: Mutant, path: Path, result: Result) -> None:
    """Read one input as `verbale add` does. Raises whatever should not be."""
    path.write_bytes(made.data)
    columns = ColumnMap(text="body", published="date") if made.columns else ColumnMap()
    options = Options(date(2024, 5, 3), columns, NARROW if made.narrow else Limits())
    for piece in pieces([str(path)], options):
        if isinstance(piece, UnreadableArticle):
            _promised(piece)
            result.refused[made.format] += 1
            continue
        assert len(piece.digest()) == 16
        assert piece.where.isprintable(), f"the place is {piece.where!r}"
        try:
            found = pickle.loads(pickle.dumps(article(piece, options.published)))
        except UnreadableArticle as error:
            _promised(error)
            result.refused[made.format] += 1
            continue
        result.articles[made.format] += 1
        assert found.text.strip(), "the article has no words"
        for words in (found.id, found.text, found.title, found.outlet, found.url):
            (words or "").encode()  # half characters cannot be stored
        assert found.published is None or type(found.published) is date


def _promised(error: UnreadableArticle) -> None:
    sentence = str(error)
    assert sentence.isprintable(), f"the sentence is {sentence[:300]!r}"
    assert len(sentence) < 2000, f"the sentence has {len(sentence)} characters"
    if _UNFORESEEN in sentence:
        raise error.__cause__ or AssertionError(sentence)


def one(seed: int, number: int, folder: Path, result: Result) -> None:
    """Try one input and write down what came of it."""
    made = mutant(seed, number)
    path = folder / made.name
    begun = time.process_time()
    try:
        read(made, path, result)
    except Exception:
        result.crashes.append((number, f"{made.name} ({made.format}): {traceback.format_exc(limit=-6)}"))
    took = time.process_time() - begun
    path.unlink(missing_ok=True)
    result.inputs[made.format] += 1
    result.seconds[made.format] += took
    result.longest[made.format] = max(result.longest[made.format], took)
    if took > HANG_SECONDS:
        result.hangs.append((number, f"{made.name} ({made.format}): {took:.1f} s"))


def work(seed: int, numbers: range, at: "Synchronized[int]", results: Any) -> None:
    """Try inputs in a process of its own; `at` is the one being tried."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # libraries write about broken files
    with tempfile.TemporaryDirectory(dir="/dev/shm" if Path("/dev/shm").is_dir() else None) as folder:
        result = Result()
        for done, number in enumerate(numbers, start=1):
            at.value = number
            one(seed, number, Path(folder), result)
            if done % REPORT_EVERY == 0:
                results.put(result)
                result = Result()
        at.value = -1
        results.put(result)
    results.close()
    results.join_thread()


class Lane:
    """A process that tries every nth input, and is started again behind what killed it."""

    def __init__(self, seed: int, numbers: range) -> None:
        self.seed, self.numbers = seed, numbers
        self._context = multiprocessing.get_context("spawn")
        self._start()

    def _start(self) -> None:
        self._at: Synchronized[int] = self._context.Value("q", -2)
        self._seen, self._since = -2, time.monotonic()
        self.results = self._context.Queue()
        self._process = self._context.Process(target=work, args=(self.seed, self.numbers, self._at, self.results), daemon=True)
        self._process.start()

    def drain(self, total: Result) -> None:
        """Take in what the process reports."""
        while True:
            try:
                total.add(self.results.get_nowait())
            except (Empty, EOFError, OSError):
                return

    def look(self, total: Result) -> bool:
        """Whether it is still at work; a dead or hanging process is told and replaced."""
        self.drain(total)
        at = self._at.value
        if at != self._seen:
            self._seen, self._since = at, time.monotonic()
        if self._process.is_alive():
            if at < 0 or time.monotonic() - self._since < CLOCK_SECONDS:
                return True
            self._process.kill()
            total.hangs.append((at, f"more than {CLOCK_SECONDS:.0f} s of the clock"))
        elif at == -1:
            self.drain(total)
            return False
        elif at >= 0:
            total.crashes.append((at, f"the process died (exit code {self._process.exitcode})"))
        else:
            raise SystemExit(f"a process could not start (exit code {self._process.exitcode})")
        self._process.join()
        self.drain(total)
        self.numbers = self.numbers[self.numbers.index(at) + 1 :]
        if not self.numbers:
            return False
        self._start()
        return True

    def stop(self) -> None:
        """End the process."""
        self._process.kill()


def fuzz(inputs: int, seed: int, processes: int, seconds: float, tell: bool = True) -> Result:
    """Try inputs until there are no more, or the time is over."""
    total, begun, told, shown = Result(), time.monotonic(), 0.0, 0
    lanes = [Lane(seed, range(first, inputs, processes)) for first in range(min(processes, inputs))]
    running = list(lanes)
    while running and (passed := time.monotonic() - begun) < seconds:
        running = [lane for lane in running if lane.look(total)]
        if tell and shown < len(total.crashes) + len(total.hangs):
            number, words = (total.crashes + total.hangs)[-1]
            print(f"input {number}: {words}", file=sys.stderr)
            shown = len(total.crashes) + len(total.hangs)
        if tell and passed - told > 30:
            told = passed
            print(f"{total.inputs.total():,} inputs in {passed:.0f} s", file=sys.stderr)
        time.sleep(0.1)
    for lane in running:
        lane.stop()
    return total


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--inputs", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--seconds", type=float, default=float("inf"))
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 2)
    parser.add_argument("--only", type=int, metavar="NUMBER", help="try this one input here, with its error in full")
    options = parser.parse_args()
    if options.only is not None:
        result, made = Result(), mutant(options.seed, options.only)
        print(made.format, made.name, len(made.data), "bytes", "columns" * made.columns, "narrow" * made.narrow, made.data[:300])
        with tempfile.TemporaryDirectory() as folder:
            read(made, Path(folder) / made.name, result)
        print("articles", result.articles.total(), "refused", result.refused.total())
        return 0
    begun = time.monotonic()
    total = fuzz(options.inputs, options.seed, options.processes, options.seconds)
    count = total.inputs.total()
    print(f"{'format':10}{'inputs':>10}{'share':>8}{'articles':>10}{'refused':>10}{'ms':>8}{'longest ms':>12}")
    for each in FORMATS:
        kind, number = each.name, total.inputs[each.name]
        mean = 1000 * total.seconds[kind] / max(1, number)
        print(f"{kind:10}{number:10,}{number / max(1, count):8.1%}{total.articles[kind]:10,}{total.refused[kind]:10,}"
              f"{mean:8.2f}{1000 * total.longest[kind]:12.0f}")  # fmt: skip
    for word, failures in (("crash", total.crashes), ("hang", total.hangs)):
        alike: dict[str, list[tuple[int, str]]] = defaultdict(list)
        for number, told in failures:
            alike[_PARTICULARS.sub("", "".join(told.splitlines()[-3:]))[:200]].append((number, told))
        for group in alike.values():
            print(f"{word} of {len(group):,} inputs, the first is {group[0][0]}: {group[0][1][:3000]}")
    print(f"{count:,} inputs in {time.monotonic() - begun:.0f} s: {len(total.crashes)} crashes, {len(total.hangs)} hangs")
    return 1 if total.crashes or total.hangs else 0


if __name__ == "__main__":
    sys.exit(main())
