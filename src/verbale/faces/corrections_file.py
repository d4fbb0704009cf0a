"""Corrections in a CSV file, as `verbale correct DESK --list -o FILE` writes it and people go on with in a spreadsheet."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from verbale.errors import CorrectionError
from verbale.store.corrections import Change

_NEEDED = ("event_id", "field", "value")
_NEUTRALISED = tuple("'" + sign for sign in "=+-@\t\r")


def read(path: Path, note: str | None, by: str | None) -> tuple[list[Change], int]:
    """The changes of a file, and how many lines are passed over since they did not apply where the file was written.

    `note` and `by` count where a line has none. Raises CorrectionError.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise CorrectionError(
            f"{path} cannot be read ({error.strerror or error}): look at the spelling and the folder."
        ) from None
    except UnicodeDecodeError:
        raise CorrectionError(f"{path} is not in UTF-8: save it as CSV in UTF-8.") from None
    changes, passed_over = [], 0
    try:
        for number, row in _rows(text, path):
            if row.get("state", "") in ("lost", "misfit"):
                passed_over += 1
                continue
            where = f"{path}, line {number:,}"
            if not row["event_id"] or not row["field"]:
                raise CorrectionError(f"{where}: the event_id or the field is empty: fill it in, or take the line out.")
            changes.append(
                Change(
                    row["event_id"], row["field"], row["value"], row.get("note") or note, row.get("corrected_by") or by, where,
                    row.get("trigger"),
                )
            )  # fmt: skip
    except csv.Error as error:
        raise CorrectionError(f"{path} is no CSV that can be read ({error}): save it as CSV in UTF-8.") from None
    return changes, passed_over


def _rows(text: str, path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """The lines with their numbers; blank ones are left out."""
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)  # spreadsheets write what the country is used to
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    names = [name.strip().lower() for name in next(reader, [])]
    if missing := [name for name in _NEEDED if name not in names]:
        raise CorrectionError(
            f"{path} has no column {missing[0]}; it needs event_id, field and value, and may have note and corrected_by."
        )
    for cells in reader:
        if any(cell.strip() for cell in cells):
            filled = [_plain(cell) for cell in cells] + [""] * (len(names) - len(cells))
            yield reader.line_num, dict(zip(names, filled, strict=False))


def _plain(cell: str) -> str:
    """The cell without the apostrophe that --safe puts before formulas."""
    cell = cell.strip()
    return cell[1:] if cell.startswith(_NEUTRALISED) else cell
