"""One writer at a time: the lock of a desk, and who holds it."""

import json
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from verbale.errors import OutputError, StoreBusy

_LOCK, _HOLDER = "lock", "holder.json"


@contextmanager
def held(folder: Path, purpose: str, wait: float) -> Iterator[None]:
    """Hold the lock of the desk in `folder` while `purpose` is done; wait up to `wait` seconds for it.

    Raises StoreBusy with the name of the holder. The operating system lets go of the lock of a process that was killed.
    """
    from filelock import FileLock, Timeout

    lock = FileLock(folder / _LOCK, thread_local=False)
    try:
        lock.acquire(timeout=wait)
    except Timeout:
        raise StoreBusy(
            f"The desk {folder} is being written to by {holder(folder) or 'another process'}: wait for it, or give it more time"
            " with --wait SECONDS."
        ) from None
    except OSError as error:
        raise OutputError(
            f"The desk {folder} cannot be written to ({error.strerror or error}): ask for the right to write, or copy it."
        ) from error
    try:
        told = {"process": os.getpid(), "machine": socket.gethostname(), "purpose": purpose}
        with suppress(OSError):  # who holds it is a courtesy; a full disk is told where it matters
            (folder / _HOLDER).write_text(json.dumps(told), encoding="utf-8")
        yield
    finally:
        with suppress(OSError):
            (folder / _HOLDER).unlink(missing_ok=True)
        lock.release()


def holder(folder: Path) -> str | None:
    """The process that holds the lock, in words; None when nothing is known."""
    try:
        told = json.loads((folder / _HOLDER).read_text(encoding="utf-8"))
        return f"process {told['process']} on {told['machine']} ({told['purpose']})"
    except (OSError, ValueError, KeyError, TypeError):
        return None
