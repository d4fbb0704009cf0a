"""Where results go: standard output, or a file that appears whole or not at all."""

import contextlib
import io
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from verbale.errors import OutputError


@contextlib.contextmanager
def opened(path: Path | None) -> Iterator[TextIO]:
    """Standard output (None), or a text stream whose words become the file `path` when all of them are written.

    The words go to a temporary file in the same folder, which then takes the name: a reader never sees half a result, and an
    older file stays until the new one is whole. Raises OutputError.
    """
    if path is None:
        # News has words that an old console cannot show; a question mark there is better than no result.
        if isinstance(sys.stdout, io.TextIOWrapper) and (sys.stdout.encoding or "").lower().replace("-", "") != "utf8":
            sys.stdout.reconfigure(errors="replace")
        yield sys.stdout
        return
    try:
        if path.exists() and not path.is_file():  # /dev/full, a pipe: they cannot be renamed over
            if path.is_dir():
                raise OutputError(f"{path} is a folder, and the output is one file: name a file in it.")
            with path.open("w", encoding="utf-8", newline="") as stream:
                yield stream
            return
        with _renamed_when_whole(path.resolve()) as stream:  # a link stays a link: what it points to is replaced
            yield stream
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OutputError(f"{path} cannot be written ({error.strerror or error}): make room or name another file.") from None


@contextlib.contextmanager
def _renamed_when_whole(path: Path) -> Iterator[TextIO]:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:50]}.", suffix=".part")
    try:
        with open(handle, "w", encoding="utf-8", newline="") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        os.chmod(name, _usual_mode(path))
        os.replace(name, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(name)
        raise


def _usual_mode(path: Path) -> int:
    """The permissions of the file that is replaced, or those a new file gets; a temporary file is its owner's alone."""
    if path.exists():
        return path.stat().st_mode & 0o7777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def drop_standard_output() -> None:
    """Point standard output to nowhere, so that Python does not complain at its end about what it could not write."""
    with contextlib.suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
