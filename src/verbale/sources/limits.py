"""Streams that stop before a broken or hostile file fills the memory or never ends."""

import io
from typing import Any, BinaryIO

from verbale.errors import UnreadableArticle
from verbale.sources.raw import Limits

_FREE = 1 << 20  # bytes that may come out whatever went in: small files of one letter pack very well


class Budget:
    """What one source may still unpack."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.bytes, self.members = limits.archive_bytes, limits.members

    def spend(self, size: int) -> None:
        """Take bytes off. Raises UnreadableArticle when there are none left."""
        self.bytes -= size
        if self.bytes < 0:
            raise UnreadableArticle(
                f"it unpacks to more than {self.limits.archive_bytes:,} bytes: cut it into smaller archives, or unpack it first."
            )

    def member(self) -> None:
        """Take a member off. Raises UnreadableArticle when there are none left."""
        self.members -= 1
        if self.members < 0:
            raise UnreadableArticle(f"it has more than {self.limits.members:,} members: cut it into smaller archives.")


class Counted(io.RawIOBase):
    """A stream that counts what is read of it."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.count = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self._stream.read(len(buffer))
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
        data = self._stream.read(min(len(buffer), _FREE))
        self._out += len(data)
        self._budget.spend(len(data))
        if self._packed and self._out > _FREE and self._out > self._packed.count * self._budget.limits.ratio:
            raise UnreadableArticle(
                f"it unpacks to more than {self._budget.limits.ratio:,} times its size, as only files made to do harm do:"
                " unpack it yourself if you trust it."
            )
        buffer[: len(data)] = data
        return len(data)


def buffered(stream: io.RawIOBase) -> BinaryIO:
    """The stream with lines."""
    return io.BufferedReader(stream, 1 << 16)


def joined(first: bytes, rest: BinaryIO) -> BinaryIO:
    """A stream of which the beginning has been read already."""
    return buffered(_Joined(first, rest))


class _Joined(io.RawIOBase):
    def __init__(self, first: bytes, rest: BinaryIO) -> None:
        self._first, self._rest = io.BytesIO(first), rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self._first.read(len(buffer)) or self._rest.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)
