"""Text files, packed or not, line by line."""

import bz2
import gzip
import lzma
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from verbale.errors import UnreadableActors

DAMAGED = (OSError, EOFError, ValueError, zlib.error, lzma.LZMAError)
"""What reading a file that is missing, cut short or damaged may raise."""
_FIRST = 20_000  # bytes that tell what a file is
_LONGEST = 1 << 26  # bytes of a line; the longest entity of Wikidata has a tenth of that
_OPENERS: tuple[tuple[bytes, Any], ...] = ((b"\x1f\x8b", gzip.open), (b"BZh", bz2.open), (b"\xfd7zXZ\x00", lzma.open))


@contextmanager
def opened(path: Path) -> Iterator[Iterator[str]]:
    """The lines of a file in UTF-8; lines that are not (old dictionaries) are read as Windows-1252."""
    with _stream(path) as stream:
        yield _lines(stream, path)


def first_words(path: Path) -> str:
    """The beginning of a file. Raises UnreadableActors."""
    try:
        with _stream(path) as stream:
            return stream.read(_FIRST).decode(errors="replace").lstrip("\ufeff")
    except DAMAGED as error:
        reason = getattr(error, "strerror", None) or error
        raise UnreadableActors(f"{path} cannot be read ({reason}): look at the spelling and the folder.") from error


@contextmanager
def _stream(path: Path) -> Iterator[IO[bytes]]:
    with path.open("rb") as file:
        begin = file.read(6)
    opener = next((found for magic, found in _OPENERS if begin.startswith(magic)), open)
    with opener(path, "rb") as stream:
        yield stream


def _lines(stream: IO[bytes], path: Path) -> Iterator[str]:
    mark = "\ufeff"
    for raw in iter(lambda: stream.readline(_LONGEST), b""):
        if len(raw) >= _LONGEST:
            raise UnreadableActors(
                f"{path} has a line of more than {_LONGEST >> 20} MiB: it is none of the tables that are read."
            )
        try:
            line = raw.decode()
        except UnicodeDecodeError:
            line = raw.decode("cp1252", errors="replace")
        yield line.removeprefix(mark)
        mark = ""
