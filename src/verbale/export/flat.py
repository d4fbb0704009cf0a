"""The events as the desk has them: CSV with joined lists, JSON Lines with true ones, Parquet with the types of the desk."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import fields
from datetime import date
from itertools import islice
from typing import Any, BinaryIO

from verbale.export.characters import plain
from verbale.export.reported import Reported, Tally
from verbale.export.settings import ExportSettings
from verbale.export.tables import Layout, Table, joined, number
from verbale.store.rows import EventRow, row, schema, table

_EVENT = tuple(field.name for field in fields(EventRow))
COLUMNS = (*_EVENT, "corrected")
_ROWS_AT_ONCE = 20_000


def write_csv(events: Iterable[Reported], stream: BinaryIO, settings: ExportSettings, tally: Tally) -> None:
    """Write CSV (RFC 4180); the values of a list are joined with "; ", and the n-th code belongs to the n-th name."""
    made = Table(Layout(COLUMNS, tabs=False), stream, settings, tally)
    for reported in events:
        made.row([*[_cell(getattr(reported.event, name)) for name in _EVENT], _cell(reported.corrected)])


def write_jsonl(events: Iterable[Reported], stream: BinaryIO, settings: ExportSettings, tally: Tally) -> None:
    """Write JSON Lines, one object an event with every column."""
    for reported in events:
        stream.write(json_line(entry_of(reported)))
        tally.rows += 1


def write_parquet(events: Iterable[Reported], stream: BinaryIO, settings: ExportSettings, tally: Tally) -> None:
    """Write Parquet in row groups, with the schema of the desk's events."""
    import pyarrow  # type: ignore[import-untyped]  # it has no types
    import pyarrow.parquet as parquet  # type: ignore[import-untyped]

    mark = pyarrow.field("corrected", pyarrow.list_(pyarrow.string()))
    with parquet.ParquetWriter(stream, schema(EventRow).append(mark), compression="zstd") as writer:
        for batch in _batches(iter(events)):
            rows = table(EventRow, (_sound(reported.event) for reported in batch))
            writer.write_table(rows.append_column(mark, pyarrow.array([each.corrected for each in batch], type=mark.type)))
            tally.rows += len(batch)


def entry_of(reported: Reported) -> dict[str, Any]:
    """Every column as JSON has it."""
    return {name: plain_value(getattr(reported.event, name)) for name in _EVENT} | {"corrected": list(reported.corrected)}


def json_line(value: Any) -> bytes:
    """A value as one line of JSON in UTF-8; it holds no NaN."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode() + b"\n"


def plain_value(value: Any) -> Any:
    """A cell of the desk as JSON has it: dates are ISO 8601, numbers finite or absent."""
    if isinstance(value, str):
        return plain(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [plain_value(item) for item in value]
    if isinstance(value, float):
        return None if number(value) is None else value
    return value


def _cell(value: Any) -> Any:
    if isinstance(value, tuple):
        return joined(number(item) if isinstance(item, float) else item for item in value)
    return value


def _sound(event: EventRow) -> EventRow:
    """The row without halves of surrogate pairs, which Arrow refuses."""
    return row(EventRow, [_utf8(getattr(event, name)) for name in _EVENT])


def _utf8(value: Any) -> Any:
    if isinstance(value, str):
        return value if value.isascii() else value.encode("utf-8", "replace").decode()
    return tuple(map(_utf8, value)) if isinstance(value, tuple) else value


def _batches(events: Iterator[Reported]) -> Iterator[list[Reported]]:
    while batch := list(islice(events, _ROWS_AT_ONCE)):
        yield batch
