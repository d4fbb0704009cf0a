"""CSV and TSV files, row by row."""

import codecs
import csv
import io
from collections.abc import Iterator
from typing import BinaryIO

from verbale.errors import UnreadableArticle
from verbale.sources.limits import joined
from verbale.sources.raw import Options, Raw
from verbale.sources.tables import columns_of, row_piece
from verbale.text.encoding import decode, legacy_encoding, refuse_binary

_SAMPLE = 65_536
_UTF8 = "utf-8-sig"
_BETWEEN = "\x1f"  # stands between the cells of a row while its encoding is found out


def csv_pieces(stream: BinaryIO, name: str, options: Options) -> Iterator[Raw | UnreadableArticle]:
    """The rows of a table; what separates its cells is told from its first line. Raises UnreadableArticle."""
    limit = options.limits.piece_bytes
    csv.field_size_limit(limit)
    first = stream.read(_SAMPLE)
    if not first.strip():
        raise UnreadableArticle("it is empty, and a table has a row of names and rows of articles: fill it.")
    encoding = _encoding(first)
    words = io.TextIOWrapper(joined(first, stream), encoding, "surrogateescape", newline="")
    lines = _Lines(words, limit)
    reader = csv.reader(lines, _dialect(first.decode(encoding, "replace")))
    try:
        names = _readable(next(reader, []), encoding)
        columns = columns_of(names, options.columns)
        for number, cells in enumerate(reader, start=2):
            lines.taken = 0
            if not any(cells):
                continue
            where = f"{name}, row {number:,}"
            if len(cells) < len(names) or any(cells[len(names) :]):
                yield UnreadableArticle(
                    f"{where}: it has {len(cells)} cells, and the table has {len(names)} columns: repair the row."
                )
                continue
            try:
                yield row_piece(dict(zip(names, _readable(cells[: len(names)], encoding), strict=True)), columns, where)
            except UnreadableArticle as error:
                yield UnreadableArticle(f"{where}: {error}")
    except (csv.Error, UnicodeError) as error:
        raise UnreadableArticle(
            f"after line {reader.line_num:,} it is no table that can be read ({error}): save it as CSV in UTF-8."
        ) from None


class _Lines:
    """The lines of a table, held to a length; `taken` is what the open row has so far, which a quotation mark may hold open."""

    def __init__(self, words: io.TextIOWrapper, limit: int) -> None:
        self._words, self._limit = words, limit
        self.taken = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._words.readline(self._limit + 1)
        if not line:
            raise StopIteration
        self.taken += len(line)
        if self.taken > self._limit:
            raise UnreadableArticle(
                f"a row has more than {self._limit:,} characters, and no news article is so long: look for a quotation mark"
                " that is not closed."
            )
        return line


def _encoding(first: bytes) -> str:
    """The encoding of a table, by its beginning. Raises UnreadableArticle where it is no text."""
    if first.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):  # what spreadsheets call Unicode text
        return "utf-16"
    refuse_binary(first)
    whole = first[: first.rfind(b"\n") + 1] or first  # the last letter may be cut in two
    try:
        whole.decode("utf-8")
    except UnicodeDecodeError:
        return legacy_encoding(whole) or _UTF8
    return _UTF8


def _readable(cells: list[str], encoding: str) -> list[str]:
    """The cells of a row; where its bytes are no UTF-8, in the encoding that the row is in. Raises UnreadableArticle."""
    row = _BETWEEN.join(cells)
    try:
        row.encode()
        return cells
    except UnicodeEncodeError:
        found = decode(row.encode("utf-8", "surrogateescape")).split(_BETWEEN) if encoding == _UTF8 else []
    if len(found) != len(cells):
        raise UnreadableArticle("it has letters that are in no encoding that can be told: save the table as UTF-8.")
    return found


def _dialect(sample: str) -> type[csv.Dialect]:
    first = sample.lstrip("\r\n").partition("\n")[0]
    best = max(",;\t|", key=first.count)

    class Told(csv.excel):
        delimiter = best if first.count(best) else ","

    return Told
