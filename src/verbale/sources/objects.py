"""JSON Lines, and JSON documents of one or many articles, into pieces."""

import codecs
import json
import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from verbale.errors import UnreadableArticle
from verbale.sources.limits import joined
from verbale.sources.raw import ColumnMap, Options, Raw
from verbale.sources.tables import columns_of, row_piece

_MARK = b"\xef\xbb\xbf"
_BLANKS = re.compile(r"[ \t\r\n]*")
_CHUNK = 1 << 16


def json_pieces(stream: BinaryIO, name: str, options: Options) -> Iterator[Raw | UnreadableArticle]:
    """One piece an object: of a line, of a list, or of the whole file. A broken line is a value, and the rest still comes."""
    limit = options.limits.piece_bytes
    first = stream.readline(limit + 1)
    begun = first.removeprefix(_MARK).lstrip()
    if begun.startswith(b"["):
        yield from _listed(joined(first, stream), name, options)
        return
    if begun.startswith(b"{") and not _is_json(begun):
        whole = first + stream.read(max(0, limit + 1 - len(first)))
        if len(whole) <= limit and _is_json(whole.removeprefix(_MARK)):
            yield from _piece(whole.removeprefix(_MARK), name, options)
            return
        stream = joined(whole, stream)
        first = stream.readline(limit + 1)
    yield from _lines(first, stream, name, options)


def _lines(first: bytes, stream: BinaryIO, name: str, options: Options) -> Iterator[Raw | UnreadableArticle]:
    limit = options.limits.piece_bytes
    number, line, found = 1, first.removeprefix(_MARK), False
    while line:
        where = f"{name}, line {number:,}"
        if len(line) > limit:
            found = True
            yield UnreadableArticle(f"{where}: it has more than {limit:,} bytes, and no news article is so long: cut it.")
        elif line.strip():
            found = True
            yield from _piece(line, where, options)
        while len(line) > limit and not line.endswith(b"\n"):
            line = stream.readline(limit + 1)
        number, line = number + 1, stream.readline(limit + 1)
    if not found:
        yield UnreadableArticle(f"{name}: it is empty, and a line of it is one JSON object: take it out of the call, or fill it.")


def _piece(data: bytes, where: str, options: Options) -> Iterator[Raw | UnreadableArticle]:
    """The piece of one object, whose fields are looked at only where they are named."""
    if options.columns == ColumnMap():
        yield Raw(where, "json", data)
        return
    try:
        yield _row(json.loads(data), where, options.columns)
    except (ValueError, RecursionError) as error:
        yield UnreadableArticle(f"{where}: it is no JSON ({error}): repair it.")
    except UnreadableArticle as error:
        yield UnreadableArticle(f"{where}: {error}")


def _row(entry: Any, where: str, columns: ColumnMap) -> Raw | UnreadableArticle:
    if not isinstance(entry, dict):
        raise UnreadableArticle("it is no JSON object, and an article is one: repair it.")
    return row_piece(entry, columns_of(list(entry), columns), where)


def under_usual_names(raw: Raw) -> Raw | None:
    """The piece of a JSON object whose words are in a field like `body` or `content`; None where there is none."""
    try:
        found = _row(json.loads(raw.data), raw.where, ColumnMap())
    except (UnreadableArticle, ValueError, RecursionError):
        return None
    return found if isinstance(found, Raw) else None


def _listed(stream: BinaryIO, name: str, options: Options) -> Iterator[Raw | UnreadableArticle]:
    """The objects of a list, one after the other: the list may be longer than the memory."""
    document = _Document(stream, options.limits.piece_bytes)
    number = 0
    try:
        document.skip("[")
        while not document.at("]"):
            if number:
                document.skip(",")
            number += 1
            yield from _piece(document.value(), f"{name}, article {number:,}", options)
        document.skip("]")
        rest = document.rest()
    except UnreadableArticle as error:
        after = f", after article {number:,}" if number else ""
        yield UnreadableArticle(f"{name}{after}: {error}")
        return
    if rest:
        yield UnreadableArticle(f"{name}: something follows its list, and it should end there: repair it.")
    elif not number:
        yield UnreadableArticle(f"{name}: it is an empty list: take it out of the call, or fill it.")


class _Document:
    """JSON that is read value by value; at most one value and a chunk are held."""

    def __init__(self, stream: BinaryIO, limit: int) -> None:
        self._stream, self._limit = stream, limit
        self._letters = codecs.getincrementaldecoder("utf-8-sig")()
        self._text, self._place, self._ended = "", 0, False
        self._reader = json.JSONDecoder()

    def at(self, sign: str) -> bool:
        """Whether a sign comes next."""
        self._place = self._next()
        return self._text.startswith(sign, self._place)

    def skip(self, sign: str) -> None:
        """Pass over a sign. Raises UnreadableArticle where there is another."""
        if not self.at(sign):
            found = repr(self._text[self._place]) if self._place < len(self._text) else "its end"
            raise UnreadableArticle(
                f"it is no JSON (where {sign!r} should be is {found}): repair it, or write one article a line."
            )
        self._place += 1

    def value(self) -> bytes:
        """The next value as it is written. Raises UnreadableArticle."""
        self._place = self._next()
        while True:
            try:
                _, end = self._reader.raw_decode(self._text, self._place)
                if end < len(self._text) or self._ended:  # a number may go on in the next chunk
                    value = self._text[self._place : end]
                    self._place = end
                    return value.encode()
            except (ValueError, RecursionError) as error:
                if self._ended:
                    told = error.msg if isinstance(error, json.JSONDecodeError) else "too many digits or brackets"
                    raise UnreadableArticle(f"it is no JSON ({told}): repair it, or write one article a line.") from None
            if len(self._text) - self._place > self._limit:
                raise UnreadableArticle(
                    f"there is no whole object in {self._limit:,} characters, and no news article is so long: repair it,"
                    " or write one article a line."
                )
            self._more()

    def rest(self) -> bool:
        """Whether anything but blanks follows."""
        return self._next() < len(self._text)

    def _next(self) -> int:
        """Where the next character is that is not blank."""
        while True:
            blanks = _BLANKS.match(self._text, self._place)
            self._place = blanks.end() if blanks else self._place
            if self._place < len(self._text) or self._ended:
                return self._place
            self._more()

    def _more(self) -> None:
        """Read on: as much again as is held, so that a long value is not tried over and over."""
        held = self._text[self._place :]
        chunk = self._stream.read(max(_CHUNK, len(held)))
        self._ended = not chunk
        try:
            self._text, self._place = held + self._letters.decode(chunk, self._ended), 0
        except UnicodeDecodeError:
            raise UnreadableArticle("it has bytes that are no valid UTF-8, and JSON is UTF-8: save it as UTF-8.") from None


def _is_json(data: bytes) -> bool:
    try:
        json.loads(data)
    except (ValueError, RecursionError):
        return False
    return True
