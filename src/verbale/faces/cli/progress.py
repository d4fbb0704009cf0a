"""How far a long call has come: a bar on standard error, where a person looks at it, for more than a handful of articles."""

import sys
from types import TracebackType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.progress import TaskID

_HANDFUL = 5


class Progress:
    """Counts articles; shows a bar from the sixth on, if `wanted`, and if nothing else is printed on the same screen.

    `alone` says that the results go to a file. Until the bar shows, and for `say`, words go to standard error as they are.
    """

    def __init__(self, files: list[str], wanted: bool, alone: bool) -> None:
        self._wanted = wanted and sys.stderr.isatty() and (alone or not sys.stdout.isatty())
        self._done = 0
        # Files of many articles have no known number of them; then the bar only counts.
        one_each = all(name.lower().endswith((".txt", ".md", ".markdown", ".html", ".htm")) for name in files)
        self._total = len(files) if one_each else None
        self._bar: Any = None
        self._task: TaskID | None = None

    def __enter__(self) -> "Progress":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._bar:
            self._bar.stop()

    def advance(self) -> None:
        """One more article is done."""
        self._done += 1
        if self._bar:
            self._bar.advance(self._task)
        elif self._wanted and self._done > _HANDFUL:
            self._show()

    def say(self, sentence: str) -> None:
        """A sentence on standard error, above the bar."""
        if self._bar:
            self._bar.console.print(sentence, markup=False, highlight=False, soft_wrap=True)
        else:
            print(sentence, file=sys.stderr)

    def _show(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
        from rich.progress import Progress as Bar

        columns = (TextColumn("coding"), BarColumn(), MofNCompleteColumn(), TextColumn("articles"), TimeElapsedColumn())
        self._bar = Bar(*columns, console=Console(stderr=True), transient=True)
        self._task = self._bar.add_task("coding", total=self._total, completed=self._done)
        self._bar.start()
