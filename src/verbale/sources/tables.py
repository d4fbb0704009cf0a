"""Tables of articles: CSV, TSV and Parquet, one row an article."""

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import fields
from datetime import date, datetime
from typing import Any, BinaryIO

from verbale.errors import UnreadableArticle
from verbale.sources.limits import joined
from verbale.sources.raw import ColumnMap, Facts, Options, Raw
from verbale.text import parse_day
from verbale.text.encoding import decode

_USUAL = {
    "text": ("text", "body", "content", "event_text", "article", "full_text", "fulltext", "article_text", "maintext"),
    "title": ("title", "headline", "heading"),
    "published": ("published", "date", "publication_date", "pub_date", "published_at", "publish_date", "date_publish", "day"),
    "outlet": ("outlet", "publisher", "source", "newspaper", "source_name", "paper", "domain", "source_domain"),
    "url": ("url", "link", "source_url", "sourceurl"),
    "id": ("id", "article_id", "story_id", "guid", "uuid"),
}
_SAMPLE = 65_536
_ROWS_AT_ONCE = 500


def columns_of(names: list[str], asked: ColumnMap) -> ColumnMap:
    """Which of a table's columns hold what: those that are asked for, else the usual names. Raises UnreadableArticle."""
    found: dict[str, str | None] = {}
    plain = {name.strip().lower().replace(" ", "_"): name for name in reversed(names)}
    for kind in (column.name for column in fields(ColumnMap)):
        wanted = getattr(asked, kind)
        if wanted is not None and wanted not in names:
            raise UnreadableArticle(f"it has no column {wanted!r} (its columns: {', '.join(names[:12])}): name one of them.")
        found[kind] = wanted or next((plain[name] for name in _USUAL[kind] if name in plain), None)
    if found["text"] is None:
        raise UnreadableArticle(
            f"none of its columns ({', '.join(names[:12])}) is called text, body or content:"
            " say which it is with --columns text=NAME."
        )
    return ColumnMap(**found)


def row_piece(row: dict[str, Any], columns: ColumnMap, where: str) -> Raw | UnreadableArticle:
    """The piece of one row, by the names of its columns."""

    def cell(name: str | None) -> str | None:
        value = row.get(name) if name else None
        return None if value is None or value == "" else str(value)

    text = cell(columns.text)
    if text is None or not text.strip():
        return UnreadableArticle(
            f"{where}: its column {columns.text!r} is empty, and an article has words: fill it or leave the row out."
        )
    day = row.get(columns.published) if columns.published else None
    try:
        published = day if isinstance(day, date) else parse_day(str(day)) if day else None
    except UnreadableArticle as error:
        return UnreadableArticle(f"{where}: {error}")
    if isinstance(published, datetime):
        published = published.date()
    facts = Facts(cell(columns.id), cell(columns.title), published, cell(columns.outlet), cell(columns.url))
    return Raw(where, "words", text.encode("utf-8", "replace"), facts)


def csv_pieces(stream: BinaryIO, name: str, options: Options) -> Iterator[Raw | UnreadableArticle]:
    """The rows of a CSV or TSV file; what separates the cells, and the encoding, are told from its beginning."""
    limit = options.limits.piece_bytes
    csv.field_size_limit(limit)
    first = stream.read(_SAMPLE)
    if not first.strip():
        yield UnreadableArticle(f"{name}: it is empty, and a table has a row of names and rows of articles: fill it.")
        return
    try:
        sample = decode(first[: first.rfind(b"\n") + 1] or first)
    except UnreadableArticle as error:
        yield UnreadableArticle(f"{name}: {error}")
        return
    encoding = "utf-8-sig" if _is_utf8(first) else "cp1252"
    words = io.TextIOWrapper(joined(first, stream), encoding, errors="replace", newline="")
    reader = csv.reader(words, _dialect(sample))
    try:
        names = next(reader, [])
        columns = columns_of(names, options.columns)
        for number, cells in enumerate(reader, start=2):
            if not any(cells):
                continue
            where = f"{name}, row {number:,}"
            if len(cells) != len(names):
                yield UnreadableArticle(
                    f"{where}: it has {len(cells)} cells, and the table has {len(names)} columns: repair the row."
                )
                continue
            yield row_piece(dict(zip(names, cells, strict=True)), columns, where)
    except UnreadableArticle as error:
        yield UnreadableArticle(f"{name}: {error}")
    except (csv.Error, UnicodeError) as error:
        yield UnreadableArticle(
            f"{name}, after row {reader.line_num:,}: it is no table that can be read ({error}): save it as CSV in UTF-8."
        )


def parquet_pieces(stream: BinaryIO, name: str, options: Options) -> Iterator[Raw | UnreadableArticle]:
    """The rows of a Parquet file, a few at a time."""
    import pyarrow  # type: ignore[import-untyped]  # it has no types
    import pyarrow.parquet as parquet  # type: ignore[import-untyped]

    try:
        file = parquet.ParquetFile(stream)
        columns = columns_of(list(file.schema_arrow.names), options.columns)
        wanted = [column for kind in fields(ColumnMap) if (column := getattr(columns, kind.name))]
        number = 0
        for batch in file.iter_batches(_ROWS_AT_ONCE, columns=wanted):
            for row in batch.to_pylist():
                number += 1
                yield row_piece(row, columns, f"{name}, row {number:,}")
    except UnreadableArticle as error:
        yield UnreadableArticle(f"{name}: {error}")
    except (pyarrow.ArrowException, OSError, ValueError, OverflowError, MemoryError) as error:
        yield UnreadableArticle(
            f"{name}: it is no Parquet file that can be read ({' '.join(str(error).split())[:200]}): write it again."
        )


def object_pieces(entries: Iterable[tuple[str, Any]], options: Options) -> Iterator[Raw | UnreadableArticle]:
    """JSON objects as rows of a table whose columns are named."""
    for where, entry in entries:
        if not isinstance(entry, dict):
            yield UnreadableArticle(f"{where}: it is no JSON object, and with --columns every entry is one: repair it.")
            continue
        try:
            yield row_piece(entry, columns_of(list(entry), options.columns), where)
        except UnreadableArticle as error:
            yield UnreadableArticle(f"{where}: {error}")


def _dialect(sample: str) -> type[csv.Dialect]:
    first = sample.partition("\n")[0]
    best = max(",;\t|", key=first.count)

    class Told(csv.excel):
        delimiter = best if first.count(best) else ","

    return Told


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start > len(data) - 4 and len(data) == _SAMPLE  # a letter cut in two at the end of the sample
    return True
