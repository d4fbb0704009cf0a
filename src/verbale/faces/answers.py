"""Answers to questions as a table on a terminal, CSV, JSON Lines or Parquet."""

import csv
import json
import sys
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from verbale.errors import OutputError

if TYPE_CHECKING:
    from verbale.store.answers import Answer

_MOST_SHOWN = 200  # rows of a table to look at
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write(answer: "Answer", kind: str, output: Path | None, *, safe: bool = False) -> None:
    """Write an answer; a file appears whole or not at all. Raises OutputError."""
    from verbale.faces.cli.output import opened

    if kind == "parquet":
        _parquet(answer, output)
        return
    columns = answer.columns
    with opened(output) as stream:
        if kind == "csv":
            writer = csv.writer(stream)
            writer.writerow(columns)
            writer.writerows([_cell(value, safe) for value in row] for row in answer.rows())
        elif kind == "jsonl":
            for row in answer.rows():
                entry = {name: _plain(value) for name, value in zip(columns, row, strict=True)}
                stream.write(json.dumps(entry, ensure_ascii=False) + "\n")
        else:
            stream.writelines(line + "\n" for line in _table(answer))


def _plain(value: Any) -> Any:
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    return value.hex() if isinstance(value, bytes) else value


def words(value: Any) -> str:
    """A value as words: several are joined with "; ", an absent one is empty."""
    plain = _plain(value)
    if isinstance(plain, list):
        return "; ".join(words(item) for item in plain)
    if plain is None:
        return ""
    if isinstance(plain, float):
        return f"{plain:.15g}"
    return json.dumps(plain, ensure_ascii=False) if isinstance(plain, dict) else str(plain)


def _cell(value: Any, safe: bool) -> str:
    cell = words(value)
    formula = safe and cell.startswith(_FORMULA) and not isinstance(value, int | float)
    return f"'{cell}" if formula else cell


def _table(answer: "Answer") -> Iterator[str]:
    import shutil

    names = answer.columns
    found = [[" ".join(words(value).split()) for value in row] for row in answer.limited(_MOST_SHOWN + 1).rows()]
    rows, further = found[:_MOST_SHOWN], len(found) > _MOST_SHOWN
    filled = [n for n in range(len(names)) if any(row[n] for row in rows)] if len(names) > 8 else list(range(len(names)))
    wide = shutil.get_terminal_size((140, 24)).columns if sys.stdout.isatty() else 140
    kept: list[int] = []
    widths: list[int] = []
    used = 0
    for n in filled:
        width = min(max([len(names[n]), *(len(row[n]) for row in rows)], default=0), 36)
        if used + width > wide and kept:
            break
        kept.append(n)
        widths.append(width)
        used += width + 2

    def line(cells: Sequence[str]) -> str:
        return "  ".join(_fitted(cells[n], width) for n, width in zip(kept, widths, strict=True)).rstrip()

    yield line(names)
    yield "  ".join("─" * width for width in widths)
    yield from (line(row) for row in rows)
    left = [names[n] for n in range(len(names)) if n not in kept]
    if further:
        yield f"… only the first {_MOST_SHOWN} rows are shown: add a LIMIT, or write all with --format csv -o FILE"
    elif not rows:
        yield "(no rows)"
    if left and rows:
        yield f"({len(left)} columns without room or values are left out; --format csv has all)"


def _fitted(cell: str, width: int) -> str:
    return cell.ljust(width) if len(cell) <= width else cell[: width - 1] + "…"


def _parquet(answer: "Answer", output: Path | None) -> None:
    import pyarrow  # type: ignore[import-untyped]  # it has no types
    import pyarrow.parquet as parquet  # type: ignore[import-untyped]

    if output is None:
        raise OutputError("Parquet is no text for a screen: name a file with -o FILE.parquet.")
    part = output.with_name(f".{output.name}.part")
    try:
        reader = answer.batches()
        with parquet.ParquetWriter(part, reader.schema, compression="zstd") as writer:
            for batch in reader:
                writer.write_batch(batch)
        part.replace(output)
    except (OSError, pyarrow.ArrowException) as error:
        part.unlink(missing_ok=True)
        raise OutputError(f"{output} cannot be written ({error}): make room or name another file.") from error
