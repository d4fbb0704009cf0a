"""Parsing and coding in worker processes, one core each, in order; what kills a worker is named and the rest goes on."""

import multiprocessing
import signal
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Generic, Protocol, TypeVar

from verbale.errors import UnreadableArticle
from verbale.records import Article, CodedArticle, Run
from verbale.sources import article
from verbale.sources.raw import Raw

AHEAD = 12
"""Tasks that wait for each worker, so that none is idle."""

LONGEST = 300.0
"""Seconds that are waited for one piece or article once its turn has come; real ones take a few at most."""

K = TypeVar("K")
R = TypeVar("R")


class Coding(Protocol):
    """What codes an article: `verbale.pipeline.Coder`, or a stand-in."""

    run: Run

    def code_article(self, article: Article) -> CodedArticle:
        """Every event, consequence and stance of one article."""


@dataclass(frozen=True, slots=True)
class Fatal:
    """A task that failed in a way that no reader or coder foresees."""

    reason: str


_coder: Coding | None = None  # of this worker process


def _start(load: Callable[[], Coding]) -> None:
    global _coder
    _coder = load()


def _start_worker(load: Callable[[], Coding]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the process that owns the desk decides when to stop
    _start(load)


def _parse(raw: Raw, published: date | None) -> Article | UnreadableArticle | Fatal:
    try:
        return article(raw, published)
    except UnreadableArticle as error:
        return error
    except (ValueError, RecursionError, MemoryError) as error:
        return Fatal(f"it cannot be read ({type(error).__name__}: {error})")


def _code(found: Article) -> CodedArticle | Fatal:
    assert _coder is not None
    try:
        return _coder.code_article(found)
    except Exception as error:  # one bad article must not stop a run of ten thousand
        return Fatal(f"it cannot be coded ({type(error).__name__}: {error}); please report it")


class Workers:
    """A pool of processes that each hold a coder; with `count` 0 all is done in this process."""

    def __init__(self, load: Callable[[], Coding], count: int, longest: float = LONGEST) -> None:
        self.load, self.count, self.longest = load, count, longest
        self._pool: ProcessPoolExecutor | None = None
        if count == 0:
            _start(load)

    def __enter__(self) -> "Workers":
        return self

    def __exit__(self, *_: object) -> None:
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)

    def parse(self, raw: Raw, published: date | None) -> "Task[Article | UnreadableArticle | Fatal]":
        """Start to parse a piece."""
        return Task(self, _parse, raw, published)

    def code(self, found: Article) -> "Task[CodedArticle | Fatal]":
        """Start to code an article."""
        return Task(self, _code, found)

    def kill(self) -> None:
        """End the worker processes at once, whatever they do."""
        if self._pool is not None:
            for process in list(self._pool._processes.values()):  # Python 3.14 has kill_workers() for this
                process.kill()

    def submit(self, work: Callable[..., R], *given: object) -> "Future[R]":
        """Hand work to a worker."""
        if self.count == 0:
            done: Future[R] = Future()
            done.set_result(work(*given))
            return done
        with suppress(BrokenProcessPool):
            if self._pool is not None:
                return self._pool.submit(work, *given)
        context = multiprocessing.get_context("spawn")  # a fork would copy the threads of the libraries half-alive
        self._pool = ProcessPoolExecutor(self.count, context, initializer=_start_worker, initargs=(self.load,))
        return self._pool.submit(work, *given)


class Task(Generic[R]):
    """Something that a worker does."""

    def __init__(self, workers: Workers, work: Callable[..., R], *given: object) -> None:
        self._workers, self._work, self._given = workers, work, given
        self._future = workers.submit(work, *given)

    def result(self) -> R | Fatal:
        """Wait for it, not for ever. When a worker died, what was under way is tried once more alone before it is given up."""
        try:
            return self._future.result(self._workers.longest)
        except TimeoutError:
            self._workers.kill()
        except BrokenProcessPool:
            with Workers(self._workers.load, 1, self._workers.longest) as alone:
                try:
                    return alone.submit(self._work, *self._given).result(alone.longest)
                except TimeoutError:
                    alone.kill()
                except BrokenProcessPool:
                    return Fatal("a worker process died of it twice (out of memory, or a fault of a library): please report it")
        return Fatal(
            f"it took longer than {self._workers.longest:,.0f} seconds, as only files made to do harm do: please report it"
        )


class Line(Generic[K, R]):
    """Tasks under way with what they belong to; results come in the order in which the tasks were begun."""

    def __init__(self, length: int) -> None:
        self._length = length
        self._waiting: deque[tuple[K, Task[R]]] = deque()

    def put(self, key: K, task: Task[R]) -> None:
        """Add a task at the end."""
        self._waiting.append((key, task))

    def ready(self, *, all: bool = False) -> Iterator[tuple[K, R | Fatal]]:
        """Results from the front, until no more than the line's length are under way; with `all`, until none is."""
        while self._waiting and (all or len(self._waiting) > self._length):
            key, task = self._waiting.popleft()
            yield key, task.result()
