"""Lines and tables of figures on a terminal; plain, without trailing blanks, where the output is no terminal."""

import os
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TextIO

from verbale.faces.cells import clean

if TYPE_CHECKING:
    from rich.console import Console

_PLAIN_WIDTH = 120
_EIGHTHS = " ▏▎▍▌▋▊▉"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its heading, whether it holds figures, and whether its words may be broken into lines."""

    heading: str
    figures: bool = True
    breaks: bool = False

    @property
    def width(self) -> int:
        """The width of its longest word, which it has at least."""
        return max(map(len, self.heading.split()), default=0)


class Board:
    """What figures are written on, from above to below."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self.console = _console(stream)
        self.ascii = (self.console.encoding or "ascii").lower().replace("-", "") not in ("utf8", "utf16", "utf32")

    def line(self, words: str = "", style: str = "") -> None:
        """A line, wrapped between words where the screen is narrow."""
        from rich.text import Text

        with self.console.capture() as captured:
            self.console.print(Text(clean(words), style=style))
        self._put(captured.get())

    def table(self, columns: Sequence[Column], rows: Sequence[Sequence[str]], strong: int = -1) -> None:
        """A table; the row `strong`, from 0, stands out."""
        from rich import box
        from rich.table import Table

        table = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), pad_edge=False, show_edge=False, header_style="dim")
        for place, column in enumerate(columns):
            if column.figures:  # figures stay on one line, and their heading is made as narrow as they are
                wide = max((len(row[place]) for row in rows), default=0)
                heading = textwrap.fill(column.heading, max(wide, column.width, 1), break_on_hyphens=False)
                table.add_column(heading, justify="right", no_wrap=True)
            else:
                table.add_column(column.heading, overflow="fold", no_wrap=not column.breaks)
        for number, row in enumerate(rows):
            table.add_row(*map(clean, row), style="bold" if number == strong else "")
        with self.console.capture() as captured:
            self.console.print(table)
        self._put(captured.get())

    def bar(self, share: float, width: int = 10) -> str:
        """A share from 0 to 1 as a bar."""
        eighths = round(min(max(share, 0.0), 1.0) * width * 8)
        if self.ascii:
            return "#" * round(eighths / 8)
        return "█" * (eighths // 8) + _EIGHTHS[eighths % 8].strip()

    def _put(self, words: str) -> None:
        self._stream.writelines(line.rstrip(" ") + "\n" for line in words.splitlines())


def percent(share: float) -> str:
    """A share in percent: two digits that count, and 0 and 100 % only where it is certain."""
    return f"{_digits(share)} %"


def between(low: float, high: float) -> str:
    """Two shares in percent."""
    return f"{_digits(low)} – {_digits(high)} %"


def _digits(share: float) -> str:
    if 0 < share < 0.0005:
        return "<0.1"
    if 0.9995 < share < 1:
        return ">99.9"
    return f"{100 * share:.0f}" if share in (0, 1) or 0.0995 <= share <= 0.99 else f"{100 * share:.1f}"


def number(value: float) -> str:
    """An expected number of events."""
    return f"{value:.2f}" if value < 1 else f"{value:.1f}" if value < 10 else f"{value:,.0f}"


def _console(stream: TextIO) -> "Console":
    from rich.console import Console

    plain = bool(os.environ.get("NO_COLOR")) or not (stream.isatty() or os.environ.get("FORCE_COLOR"))
    width = None if stream.isatty() or os.environ.get("COLUMNS") else _PLAIN_WIDTH
    return Console(
        file=stream, width=width, highlight=False, markup=False, emoji=False, legacy_windows=False,
        color_system=None if plain else "auto",
    )  # fmt: skip
