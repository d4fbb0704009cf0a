"""Addresses of different hosts read at once: while one host keeps us waiting, another answers."""

import queue
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import Generic, TypeVar

HOSTS = 8
"""So many hosts are read at once; each gets one request at a time, with its pauses."""
_AHEAD = 16  # pieces that wait to be taken
_LOOK_UP = 0.2  # seconds after which a reader looks whether it is still wanted

T = TypeVar("T")


class _Ended:
    """A reader has no further group; `error` is what ended it, if that was no end as planned."""

    def __init__(self, error: BaseException | None = None) -> None:
        self.error = error


def side_by_side(groups: Iterable[Iterable[str]], read: Callable[[str], Iterator[T]], most: int = HOSTS) -> Iterator[T]:
    """What `read` yields of every source of every group, as it comes; a group's sources are read one after the other.

    `read` is called from several threads. When nobody takes further pieces, the readers stop after the request they are in.
    """
    waiting = deque(groups)
    readers = _Readers(read, waiting)
    count = min(most, len(waiting))
    for _ in range(count):
        # Not waited for at the end of the program: a host may take a minute to answer.
        threading.Thread(target=readers.run, daemon=True).start()
    try:
        while count:
            found = readers.ready.get()
            if not isinstance(found, _Ended):
                yield found
            elif found.error is not None:
                raise found.error
            else:
                count -= 1
    finally:
        readers.unwanted.set()


class _Readers(Generic[T]):
    """What the threads share."""

    def __init__(self, read: Callable[[str], Iterator[T]], waiting: deque[Iterable[str]]) -> None:
        self.read, self.waiting = read, waiting
        self.ready: queue.Queue[T | _Ended] = queue.Queue(_AHEAD)
        self.unwanted = threading.Event()

    def run(self) -> None:
        """Read groups until there is none left."""
        try:
            while (group := self._next()) is not None:
                for source in group:
                    for piece in self.read(source):
                        if not self._put(piece):
                            return
        except BaseException as error:  # told where the pieces are taken
            self._put(_Ended(error))
        else:
            self._put(_Ended())

    def _next(self) -> Iterable[str] | None:
        try:
            return self.waiting.popleft()
        except IndexError:
            return None

    def _put(self, piece: T | _Ended) -> bool:
        while not self.unwanted.is_set():
            try:
                self.ready.put(piece, timeout=_LOOK_UP)
                return True
            except queue.Full:
                continue
        return False
