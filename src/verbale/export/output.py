"""Where an export goes: files that appear whole or not at all."""

import contextlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, cast

from verbale.errors import OutputError


@contextlib.contextmanager
def faults_of(target: object) -> Iterator[None]:
    """Turn faults of the system while `target` is written into OutputError; a closed pipe stays BrokenPipeError."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        reason = error.strerror or str(error) or type(error).__name__
        raise OutputError(f"{target} cannot be written ({reason}): make room or name another file.") from error


@contextlib.contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """A stream whose bytes become the file `path` when all of them are written; an older file stays until then."""
    if path.is_dir():
        raise OutputError(f"{path} is a folder, and the export is one file: name a file in it.")
    if path.exists() and not path.is_file():  # /dev/full, a pipe: they cannot be renamed over
        with path.open("wb") as stream:
            yield stream
        return
    path = path.resolve()  # a link stays a link: what it points to is replaced
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:50]}.", suffix=".part")
    try:
        with open(handle, "wb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        os.chmod(name, _usual_mode(path))
        os.replace(name, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(name)
        raise


def scratch() -> BinaryIO:
    """A nameless file for what has to be written twice; it is gone when it is closed."""
    return cast(BinaryIO, tempfile.TemporaryFile())


def _usual_mode(path: Path) -> int:
    """The permissions of the file that is replaced, or those a new file gets; a temporary file is its owner's alone."""
    if path.exists():
        return path.stat().st_mode & 0o7777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
