"""Text files, packed or not, line by line."""

import bz2
import gzip
import lzma
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from verbale.errors import UnreadableActors

_FIRST = 20_000  # characters that tell what a file is
_OPENERS = {".gz": gzip.open, ".bz2": bz2.open, ".xz": lzma.open}


@contextmanager
def opened(path: Path) -> Iterator[Iterator[str]]:
    """The lines of a file in UTF-8; old dictionaries that are not UTF-8 are read as Windows-1252."""
    opener = _OPENERS.get(path.suffix.lower(), open)
    encoding = "utf-8-sig"
    try:
        with opener(path, "rt", encoding=encoding) as stream:
            stream.read(_FIRST)
    except UnicodeDecodeError:
        encoding = "cp1252"
    with opener(path, "rt", encoding=encoding, errors="replace", newline="") as stream:
        yield iter(stream)


def first_words(path: Path) -> str:
    """The beginning of a file. Raises UnreadableActors."""
    try:
        with opened(path) as lines:
            found, size = [], 0
            for line in lines:
                found.append(line[:_FIRST])
                size += len(line)
                if size > _FIRST:
                    break
            return "".join(found)
    except (OSError, EOFError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise UnreadableActors(f"{path} cannot be read ({reason}): look at the spelling and the folder.") from error
