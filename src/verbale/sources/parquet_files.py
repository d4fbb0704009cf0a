"""Parquet files, a few rows at a time."""

import io
from collections.abc import Iterator
from dataclasses import fields
from typing import Any, BinaryIO

from verbale.errors import UnreadableArticle
from verbale.sources.limits import FREE
from verbale.sources.raw import ColumnMap, Limits, Options, Raw
from verbale.sources.tables import columns_of, row_piece

_ROWS_AT_ONCE = 500
_BYTES_AT_ONCE = 64_000_000


def parquet_pieces(stream: BinaryIO, name: str, options: Options) -> Iterator[Raw | UnreadableArticle]:
    """The rows of a table. Raises UnreadableArticle."""
    import pyarrow  # type: ignore[import-untyped]  # it has no types
    import pyarrow.parquet as parquet  # type: ignore[import-untyped]

    try:
        schema = parquet.ParquetFile(stream).schema_arrow
        columns = columns_of(list(schema.names), options.columns)
        wanted = list(
            dict.fromkeys(
                column for kind in fields(ColumnMap) if kind.name != "dates" and (column := getattr(columns, kind.name))
            )
        )
        # A value that fills thousands of rows is held once.
        size = stream.seek(0, io.SEEK_END)
        stream.seek(0)
        file = parquet.ParquetFile(stream, read_dictionary=[name for name in wanted if _is_words(schema.field(name).type)])
        number = 0
        for batch in file.iter_batches(_rows_at_once(file.metadata, size, options.limits), columns=wanted):
            for row in range(batch.num_rows):
                number += 1
                yield _row(batch, row, columns, f"{name}, row {number:,}")
    except (pyarrow.ArrowException, OSError, ValueError, OverflowError, LookupError, TypeError) as error:
        raise UnreadableArticle(
            f"it is no Parquet file that can be read ({' '.join(str(error).split())[:200]}): write it again."
        ) from None


def _is_words(kind: Any) -> bool:
    from pyarrow import types

    return bool(types.is_string(kind) or types.is_large_string(kind) or types.is_binary(kind))


def _row(batch: Any, row: int, columns: ColumnMap, where: str) -> Raw | UnreadableArticle:
    try:
        cells = {name: column[row].as_py() for name, column in zip(batch.schema.names, batch.columns, strict=True)}
    except (ValueError, OverflowError) as error:  # letters that are no UTF-8, days that no calendar has
        return UnreadableArticle(f"{where}: it holds a value that cannot be read ({str(error)[:200]}): repair the row.")
    return row_piece(cells, columns, where)


def _rows_at_once(told: Any, packed: int, limits: Limits) -> int:
    """How many rows are held, by their average size. Raises UnreadableArticle where the table would explode."""
    # Not from the columns' own metadata: where its statistics are damaged, asking for it ends the process.
    unpacked = sum(max(0, told.row_group(group).total_byte_size) for group in range(told.num_row_groups))
    if max(unpacked, told.num_rows) > max(FREE, packed * limits.ratio) or unpacked > limits.archive_bytes:
        raise UnreadableArticle(
            f"it unpacks from {packed:,} bytes to {unpacked:,} in {told.num_rows:,} rows, as only files made to do harm do:"
            " write it again if you trust it."
        )
    return int(min(_ROWS_AT_ONCE, max(1, _BYTES_AT_ONCE * max(1, told.num_rows) // max(1, unpacked))))
