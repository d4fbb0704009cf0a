"""Tables of text: comma- or tab-separated, with or without names of columns, in the spelling that a data set's scripts expect."""

import csv
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import BinaryIO

from verbale.export.characters import latin1, plain
from verbale.export.reported import Tally
from verbale.export.settings import ExportSettings

Cell = str | int | float | date | None
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
NEUTRALISED = "cells that a spreadsheet would take for a formula, with an apostrophe before them"
QUOTES = "double quotes, written as apostrophes"


@dataclass(frozen=True, slots=True)
class Layout:
    """How a table is spelled. Tab-separated tables know no quoting: their readers disagree about it."""

    columns: tuple[str, ...]
    header: bool = True
    tabs: bool = True
    encoding: str = "utf-8"
    missing: str = ""


class Table:
    """Writes the rows of one table."""

    def __init__(self, layout: Layout, stream: BinaryIO, settings: ExportSettings, tally: Tally) -> None:
        self.layout, self.stream, self.tally = layout, stream, tally
        self.safe = settings.safe
        self.csv = csv.writer(self)
        if layout.header:
            self._line(layout.columns)

    def row(self, cells: Sequence[Cell]) -> None:
        """Write one row; it has a cell for each column."""
        if len(cells) != len(self.layout.columns):
            raise ValueError(f"{len(cells)} cells for {len(self.layout.columns)} columns")  # a fault of ours, never of the data
        self._line([self.cell(value) for value in cells])
        self.tally.rows += 1

    def cell(self, value: Cell) -> str:
        """A value as it stands in the file."""
        if isinstance(value, float):
            words = number(value)
        elif isinstance(value, str):
            words = self._words(value)
        else:
            words = None if value is None else str(value)
        return words if words and not words.isspace() else self.layout.missing

    def write(self, words: str) -> None:
        """For the writer of CSV."""
        self.stream.write(words.encode(self.layout.encoding))

    def _words(self, value: str) -> str:
        formula = self.safe and value.startswith(_FORMULA)
        words = plain(value)
        if self.layout.encoding == "iso-8859-1":
            words = latin1(words, self.tally.changed)
        if self.layout.tabs and '"' in words:
            self.tally.changed[QUOTES] += words.count('"')
            words = words.replace('"', "'")
        if formula or (self.safe and words.startswith(_FORMULA)):
            self.tally.changed[NEUTRALISED] += 1
            words = "'" + words
        return words

    def _line(self, cells: Sequence[str]) -> None:
        if self.layout.tabs:
            self.write("\t".join(cells) + "\n")
        else:
            self.csv.writerow(cells)


def number(value: float | None) -> str | None:
    """A number with as many digits as it has, without a needless ".0"; None for what is no finite number."""
    return f"{value:.15g}" if value is not None and math.isfinite(value) else None


def joined(values: Iterable[str | None], between: str = "; ", absent: str = "") -> str | None:
    """The values joined, so that the n-th stays the n-th; None where there is none at all. What stands between them becomes
    a comma within them."""
    mark = between.strip()
    words = [plain(value).replace(mark, ",").strip() if value else "" for value in values]
    return between.join(word or absent for word in words) if any(words) else None
