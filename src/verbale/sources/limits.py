"""Streams that stop before a broken or hostile file fills the memory or never ends."""

import io
from collections.abc import Callable
from typing import Any, BinaryIO

from verbale.errors import UnreadableArticle
from verbale.sources.raw import Limits

_MEMBER = b"PK\x01\x02"
FREE = 1 << 20  # bytes that may come out whatever went in: small files of one letter pack very well


class Exhausted(UnreadableArticle):
    """The budget of a source is spent: nothing more of it is read."""


class Budget:
    """What one source may still unpack."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.bytes, self.members = limits.archive_bytes, limits.members

    def spend(self, size: int) -> None:
        """Take bytes off. Raises Exhausted when there are none left."""
        self.bytes -= size
        if self.bytes < 0:
            raise Exhausted(
                f"it unpacks to more than {self.limits.archive_bytes:,} bytes: cut it into smaller archives, or unpack it first."
            )

    def member(self) -> None:
        """Take a member off. Raises Exhausted when there are none left."""
        self.members -= 1
        if self.members < 0:
            raise Exhausted(f"it has more than {self.limits.members:,} members: cut it into smaller archives.")


class Counted(io.RawIOBase):
    """A stream that counts what is read of it."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.count = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = some_of(self._stream, len(buffer))
        self.count += len(data)
        buffer[: len(data)] = data
        return len(data)


class Unpacked(io.RawIOBase):
    """Unpacked bytes, held to the budget and to a likely ratio of what they were packed in."""

    def __init__(self, stream: BinaryIO, packed: Counted | None, budget: Budget) -> None:
        self._stream, self._packed, self._budget = stream, packed, budget
        self._out = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = some_of(self._stream, min(len(buffer), FREE))
        self._out += len(data)
        self._budget.spend(len(data))
        if self._packed and self._out > FREE and self._out > self._packed.count * self._budget.limits.ratio:
            raise UnreadableArticle(
                f"it unpacks to more than {self._budget.limits.ratio:,} times its size, as only files made to do harm do:"
                " unpack it yourself if you trust it."
            )
        buffer[: len(data)] = data
        return len(data)


class Directory(io.RawIOBase):
    """A zip archive as a file whose list of members is refused where it has too many: read whole, it would fill the memory."""

    def __init__(self, file: BinaryIO, limits: Limits) -> None:
        self._file, self._limits = file, limits

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        return self._file.seek(offset, whence)

    def tell(self) -> int:
        return self._file.tell()

    def read(self, size: int = -1) -> bytes:
        data = self._file.read(size)
        if data.count(_MEMBER) > self._limits.members:
            raise UnreadableArticle(f"it has more than {self._limits.members:,} members: cut it into smaller archives.")
        return data


def buffered(stream: io.RawIOBase) -> BinaryIO:
    """The stream with lines."""
    return io.BufferedReader(stream, 1 << 16)


def some_of(stream: BinaryIO, size: int) -> bytes:
    """Up to so many bytes, none only at the end: those that are there already, where a stream is broken further on."""
    read: Callable[[int], bytes] = getattr(stream, "read1", stream.read)
    return read(size)


def joined(first: bytes, rest: BinaryIO) -> BinaryIO:
    """A stream of which the beginning has been read already."""
    return buffered(_Joined(first, rest))


class _Joined(io.RawIOBase):
    def __init__(self, first: bytes, rest: BinaryIO) -> None:
        self._first, self._rest = io.BytesIO(first), rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self._first.read(len(buffer)) or some_of(self._rest, len(buffer))
        buffer[: len(data)] = data
        return len(data)
