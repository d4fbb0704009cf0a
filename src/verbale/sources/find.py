"""From the words a user gives to streams: files, folders, addresses, object storage, standard input."""

import os
import re
import stat
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import chain
from pathlib import Path
from threading import Lock
from typing import TypeVar
from urllib.parse import unquote

from verbale.errors import UnreadableArticle
from verbale.sources.limits import Budget
from verbale.sources.passed_over import PassedOver, hidden
from verbale.sources.raw import Checked, Options, Raw, one_line
from verbale.sources.side_by_side import side_by_side
from verbale.sources.streams import STANDARD_INPUT, stream_pieces

_DESK = "desk.json"  # in a folder that is a desk: what is kept there came from elsewhere
_ADDRESS = re.compile(r"https?://", re.I)
_STORAGE = re.compile(r"[a-z][a-z0-9+.-]+://", re.I)
_LOCAL = re.compile(r"(?:file|local)://", re.I)

T = TypeVar("T")


def pieces(sources: Iterable[str], options: Options) -> Iterator[Raw | UnreadableArticle]:
    """The pieces of all sources. Bad input is a value: one sentence with what was found, what was expected and what to do.

    Addresses of several hosts come last, read side by side, in the order in which they answer.
    """
    return (found for found in findings(sources, options) if not isinstance(found, Checked))


def findings(sources: Iterable[str], options: Options) -> Iterator[Raw | UnreadableArticle | Checked]:
    """The pieces of all sources, and after those of an address how to ask the next time whether it has changed."""
    named = list(sources)
    hosts = _by_host(named)
    aside = {source for group in hosts for source in group} if len(hosts) > 1 else set()
    found: Iterator[Raw | UnreadableArticle | Checked] = chain.from_iterable(
        _of(source, options) for source in named if source not in aside
    )
    if aside:
        careful = _one_at_a_time(options)
        found = chain(found, side_by_side(hosts, lambda source: _of(source, careful)))
    for piece in found:
        if isinstance(piece, Checked):
            yield piece
        elif isinstance(piece, UnreadableArticle):
            yield type(piece)(one_line(str(piece)))
        else:
            yield replace(piece, where=one_line(piece.where))


def _by_host(sources: Iterable[str]) -> list[list[str]]:
    """The addresses, those of one host together."""
    hosts: dict[str, list[str]] = {}
    for source in sources:
        if _ADDRESS.match(source):
            hosts.setdefault(source.partition("://")[2].partition("/")[0].lower(), []).append(source)
    return list(hosts.values())


def _one_at_a_time(options: Options) -> Options:
    """What is asked of a desk is asked by one reader at a time."""
    lock = Lock()

    def held(ask: Callable[[str], T] | None) -> Callable[[str], T] | None:
        def asked(url: str) -> T:
            assert ask is not None
            with lock:
                return ask(url)

        return asked if ask else None

    return replace(options, skip=held(options.skip), seen=held(options.seen))


def _of(source: str, options: Options) -> Iterator[Raw | UnreadableArticle | Checked]:
    budget = Budget(options.limits)
    if source == "-":
        if sys.stdin is None:
            yield UnreadableArticle(f"{STANDARD_INPUT}: it is closed: name a file.")
        else:
            yield from stream_pieces(sys.stdin.buffer, STANDARD_INPUT, options, budget)
    elif _ADDRESS.match(source):
        from verbale.sources import web

        yield from web.pieces_of(source, options)
    elif _LOCAL.match(source):  # not through fsspec, which would wait for whoever writes into a pipe
        yield from _path(Path(unquote(source[source.index("://") + 3 :])), options, budget)
    elif _STORAGE.match(source):
        yield from _stored(source, options, budget)
    else:
        yield from _path(Path(source), options, budget)


def _path(path: Path, options: Options, budget: Budget) -> Iterator[Raw | UnreadableArticle]:
    try:
        folder = path.is_dir()
    except (OSError, ValueError) as error:  # ValueError: a zero byte in the name
        yield UnreadableArticle(f"{path}: it cannot be read ({error}): look at the spelling.")
        return
    if folder:
        yield from _folder(path, options, budget)
    else:
        yield from _file(path, options, budget)


def _folder(folder: Path, options: Options, budget: Budget) -> Iterator[Raw | UnreadableArticle]:
    """The pieces of the files of a folder and of those in it."""
    walked = Walk(folder)
    for file in walked.files():
        yield from _file(file, options, budget)
    yield from walked.problems
    yield from walked.passed_over.told(str(folder))


class Walk:
    """The files of a folder and of those in it, by name; hidden ones, desks and links to folders are left out."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.problems: list[UnreadableArticle] = []
        self.passed_over = PassedOver()

    def files(self) -> Iterator[Path]:
        """The files, one after the other."""
        for place, folders, files in os.walk(self.folder, onerror=self._unreadable):
            folders[:] = sorted(name for name in folders if not hidden(name) and not Path(place, name, _DESK).exists())
            yield from (Path(place, name) for name in sorted(files) if not self.passed_over.takes(name))

    def _unreadable(self, error: OSError) -> None:
        told = f"{error.filename}: the folder cannot be read ({error.strerror}): ask for the right to read."
        self.problems.append(UnreadableArticle(told))


def _file(path: Path, options: Options, budget: Budget) -> Iterator[Raw | UnreadableArticle]:
    name = str(path)
    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except FileNotFoundError:
        yield UnreadableArticle(f"{name}: there is no such file: look at the spelling and the folder.")
        return
    except PermissionError:
        yield UnreadableArticle(f"{name}: you may not read it: ask for the right to read, or copy it to where you have it.")
        return
    except (OSError, ValueError) as error:
        yield UnreadableArticle(
            f"{name}: it cannot be read ({getattr(error, 'strerror', None) or error}): copy it to a disk that works."
        )
        return
    with open(descriptor, "rb") as stream:
        if not stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
            yield UnreadableArticle(
                f"{name}: it is no file but a device, a pipe or a socket: pass what it gives on standard input (-)."
            )
            return
        yield from stream_pieces(stream, name, options, budget)


def _stored(source: str, options: Options, budget: Budget) -> Iterator[Raw | UnreadableArticle]:
    """Files in object storage, or wherever fsspec reaches; a star matches several."""
    try:
        import fsspec  # type: ignore[import-untyped]  # it has no types
    except ImportError:
        yield UnreadableArticle(
            f"{source}: reading it needs fsspec: install it with  pip install fsspec  and the package of that storage."
        )
        return
    try:
        system, path = fsspec.core.url_to_fs(source)
        names = sorted(name for name in system.glob(path) if not system.isdir(name)) if "*" in path else (
            sorted(system.find(path)) if system.isdir(path) else [path])  # fmt: skip
    except Exception as error:  # every storage has errors of its own
        yield UnreadableArticle(f"{source}: it cannot be reached ({_short(error)}): look at the address and your rights.")
        return
    if not names:
        yield UnreadableArticle(f"{source}: nothing is there: look at the address.")
    for name in names:
        where = f"{source.partition('://')[0]}://{name}" if "://" not in name else name
        try:
            with system.open(name, "rb") as stream:
                yield from stream_pieces(stream, where, options, budget)
        except Exception as error:
            yield UnreadableArticle(f"{where}: it cannot be read ({_short(error)}): look at the address and your rights.")


def _short(error: Exception) -> str:
    return f"{type(error).__name__}: {' '.join(str(error).split())[:200]}"
