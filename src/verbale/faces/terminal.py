"""Coded articles on a terminal: the text with coloured words, then its events, consequences and stances as tables.

Plain where the output is no terminal or NO_COLOR is set. Narrow screens get fewer, taller columns. What is shown is put
together as pieces (words and their style) by `cells.py`; only this file knows Rich, which lays them out.
"""

import os
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, TextIO

from verbale.document import Document
from verbale.document.highlight import CLAIM, ROLES, sentence_runs
from verbale.document.wording import facts, sentence_numbers
from verbale.faces.cells import Cell, Cells, clean
from verbale.records import CodedArticle

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

WIDE = 118  # columns from which source, place and date have columns of their own
ROOMY = 96  # columns from which the columns of the table stand two blanks apart
_PLAIN_WIDTH = 100  # of a file or a pipe, which has no width
_READABLE = 110  # columns beyond which lines of running text tire the eye

_PASTEL = {
    "actor": "#10233f on #a9cdf7",
    "act": "bold #2b2000 on #ffd75e",
    "recipient": "#3f1a10 on #f8bda6",
    "source": "#27143f on #d3bff5",
    "place": "#0c2f14 on #a9dfb3",
    "date": "#0a2d33 on #a5e1e8",
    "number": "#302810 on #e3d6ae",
    CLAIM: "underline",
}
_SIXTEEN = {
    "actor": "white on blue",
    "act": "bold black on yellow",
    "recipient": "white on red",
    "source": "white on magenta",
    "place": "black on green",
    "date": "black on cyan",
    "number": "black on white",
    CLAIM: "underline",
}
# Heading and its part of the width; a part below 0 is a fixed number of columns ("hypothetical" must not break).
_WIDE_COLUMNS = (
    ("who", 20), ("act", 17), ("whom", 20), ("status", -12), ("says who", 18), ("where", 17), ("when, how many", 15),
)  # fmt: skip
_COLUMNS = (("who", 18), ("act", 14), ("whom", 18), ("status", -12), ("details", 23))


def write(coded: Iterable[CodedArticle], stream: TextIO) -> None:
    """Write each article as soon as it is coded."""
    face = Face(_console(stream))
    for number, article in enumerate(coded):
        with face.console.capture() as captured:
            face.show(article, first=number == 0)
        # Padding to the width of the screen would only be in the way of who copies or compares the words.
        stream.writelines(line.rstrip(" ") + "\n" for line in captured.get().splitlines())
        stream.flush()


def _console(stream: TextIO) -> "Console":
    from rich.console import Console

    plain = bool(os.environ.get("NO_COLOR")) or not (stream.isatty() or os.environ.get("FORCE_COLOR"))
    width = None if stream.isatty() or os.environ.get("COLUMNS") else _PLAIN_WIDTH
    return Console(
        file=stream,
        width=width,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
        color_system=None if plain else "auto",
    )


class Face:
    """How articles look on one console."""

    def __init__(self, console: "Console") -> None:
        self.console = console
        self.colours = _SIXTEEN if console.color_system == "standard" else _PASTEL
        self.ascii = (console.encoding or "ascii").lower().replace("-", "") not in ("utf8", "utf16", "utf32")
        self.wide, self.roomy = console.width >= WIDE, console.width >= ROOMY
        self.cells = Cells(self.ascii)

    def show(self, coded: CodedArticle, first: bool = True) -> None:
        """Print one article."""
        document = Document(coded)
        if not first:
            self.console.print()
        self._head(document)
        self.console.print()
        self._text(coded)
        self.console.print()
        if document.events:
            self._events(document)
        else:
            self._lines([[("no events", "dim")]])
        if document.consequences:
            self._list("Consequences", [self.cells.consequence(claim) for claim in document.consequences])
        if document.stances:
            self._list("Stances", [self.cells.stance(stance) for stance in document.stances])

    def _head(self, document: Document) -> None:
        article = document.article
        lines: Cell = [[(("-" if self.ascii else "━") * self.console.width, "dim")]]
        if article.title:
            lines.append([(clean(article.title), "bold")])
        lines.append([((" - " if self.ascii else " · ").join(map(clean, facts(article))), "dim")])
        if document.events and self.console.color_system:
            lines.append([piece for role in (*ROLES, CLAIM) for piece in ((f" {role} ", self.colours[role]), (" ", ""))])
        self._lines(lines, indent=0)

    def _text(self, coded: CodedArticle) -> None:
        from rich.table import Table

        grid = Table.grid(padding=(0, 2, 0, 0))
        grid.add_column(justify="right", style="dim", min_width=3)
        grid.add_column(max_width=_READABLE)
        for number, (_, runs) in enumerate(sentence_runs(coded), start=1):
            words = _laid_out([self.cells.sentence(runs, coded.article.text, self.colours)])
            # What holds nothing steps back, so that the eye finds the rest.
            if not any(run.role for run in runs):
                words.stylize("dim")
            grid.add_row(str(number), words)
        self.console.print(grid)

    def _events(self, document: Document) -> None:
        from rich import box
        from rich.table import Table

        numbers = sentence_numbers(document.coded)
        table = Table(
            box=box.SIMPLE_HEAD,
            padding=(0, 1 if self.roomy else 0, 0, 0),
            pad_edge=False,
            show_edge=False,
            expand=True,
            header_style="dim",
        )
        table.add_column("#", justify="right", style="bold", width=len(str(len(document.events))))
        table.add_column("sent." if self.wide else "s.", justify="right", style="dim", width=5 if self.wide else 3)
        options: dict[str, Any]
        for head, part in _WIDE_COLUMNS if self.wide else _COLUMNS:
            options = {"ratio": part} if part > 0 else {"width": -part}
            table.add_column(head, overflow="fold", **options)
        for number, event in enumerate(document.events, start=1):
            cells = self.cells.wide(event) if self.wide else self.cells.narrow(event)
            table.add_row(str(number), str(numbers.get(event.sentence, "")), *map(_laid_out, cells))
        self.console.print(table)

    def _list(self, heading: str, entries: list[Cell]) -> None:
        self.console.print()
        self._lines([[(heading, "dim")]], indent=0)
        for entry in entries:
            self._lines(entry)

    def _lines(self, cell: Cell, indent: int = 2) -> None:
        from rich.padding import Padding

        self.console.print(Padding(_laid_out(cell), (0, 0, 0, indent)))


def _laid_out(cell: Cell) -> "Text":
    from rich.text import Text

    return Text("\n").join(Text.assemble(*line) for line in cell)
