"""`verbale import`: events of other data sets into a desk."""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from verbale.errors import UnreadableRecords
from verbale.faces.cli.add import now, stopping
from verbale.faces.cli.desk_options import parser_of
from verbale.faces.cli.exits import INTERRUPTED, NOTHING_CODED, OK, SOME_UNREADABLE

if TYPE_CHECKING:
    from verbale.intake import Imported

_DESCRIPTION = """\
Put the events of other data sets into a desk, beside verbale's own and marked by their origin: POLECAT, ICEWS, GDELT 2.0 and
UCDP GED, as their files are published, plain, .gz or .zip. A file that is in the desk already adds nothing. CAMEO codes become
PLOVER's event types by the crosswalk of 2021; the codes themselves are kept in original_code.
"""
_MOST_TOLD = 5


def add_parser(commands: Any) -> None:
    """Add the command to those of the program."""
    parser = parser_of(commands, "import", "events of POLECAT, ICEWS, GDELT and UCDP GED into a desk", _DESCRIPTION)
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="what to import")
    parser.add_argument(
        "--as", dest="origin", metavar="ORIGIN", help="polecat, icews, gdelt or ucdp: refuse files that are of another data set"
    )
    parser.add_argument(
        "--wait", type=float, default=0, metavar="SECONDS", help="how long to wait for another process on the desk"
    )
    parser.add_argument("--quiet", action="store_true", help="no progress and no summary, only errors")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Import the files, one after the other, and say what came of each."""
    from verbale import ontology
    from verbale.imports import ORIGINS
    from verbale.intake import take_in
    from verbale.store.desk import Desk

    origin = ontology.one_of(options.origin, ORIGINS, "data set") if options.origin else None
    desk = Desk.create(options.desk)
    taken: list[Imported] = []
    refused = 0
    left = list(options.files)
    words = "nothing is kept of the file that is being read", "import the file again, and what is in the desk of it is made whole"
    with stopping(*words) as stopped, _Bar(wanted=not options.quiet) as bar:
        while left and not stopped():
            path = left.pop(0)
            try:
                done = take_in(desk, path, origin, clock=now, tell=bar.show, stopped=stopped, wait=options.wait)
            except UnreadableRecords as error:
                refused += 1
                print(f"verbale: {error}", file=sys.stderr)
                continue
            taken.append(done)
            if not options.quiet:
                for line in summary(done):
                    print(line, file=sys.stderr)
    left_out = sum(done.damaged for done in taken)
    if left_out and not options.quiet:
        print(f'What was left out:  verbale query {options.desk} "select * from failures"', file=sys.stderr)
    if left and not options.quiet:
        print(f"Not begun: {', '.join(map(str, left[:_MOST_TOLD]))}{', …' if len(left) > _MOST_TOLD else ''}", file=sys.stderr)
    if left or any(done.stopped for done in taken):
        return INTERRUPTED
    if refused and not taken:
        return NOTHING_CODED
    return SOME_UNREADABLE if refused or left_out else OK


def summary(done: "Imported") -> Iterator[str]:
    """What was imported, what was left out and why, and what has no code."""
    if done.known:
        yield f"{done.path}: in the desk already, nothing added."
        return
    if done.stopped:
        yield f"{done.path}: stopped before the end, nothing of it is kept; import it again."
        return
    yield f"{done.path}: {_number(done.events, 'event')} of {done.origin}."
    if count := sum(done.left_out.values()):
        yield f"  {_number(count, 'record')} left out:"
        for kind, count in done.left_out.most_common(_MOST_TOLD):
            yield f"  {count:>9,}  {kind} ({done.first[kind].where})"
    if count := sum(done.unknown.values()):
        told = ", ".join(f"{spelling} {times:,}" for spelling, times in done.unknown.most_common(_MOST_TOLD))
        more = ", …" if len(done.unknown) > _MOST_TOLD else ""
        yield f"  {_number(count, 'cell')} without a code, unknown in the desk: {told}{more}"


class _Bar:
    """How far an import has come, on standard error where a person looks at it."""

    def __init__(self, *, wanted: bool) -> None:
        self._wanted = wanted and sys.stderr.isatty()
        self._bar: Any = None

    def __enter__(self) -> "_Bar":
        if self._wanted:
            from rich.console import Console
            from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

            columns = (SpinnerColumn(), TextColumn("{task.description}", markup=False), TimeElapsedColumn())
            self._bar = Progress(*columns, console=Console(stderr=True), transient=True)
            self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar:
            self._bar.stop()

    def show(self, done: "Imported") -> None:
        """Show the counts of the file that is being read."""
        if not self._bar:
            return
        if not self._bar.tasks or self._bar.tasks[-1].fields["path"] != done.path:
            for task in self._bar.task_ids:
                self._bar.remove_task(task)
            self._bar.add_task("", total=None, path=done.path)
        task = self._bar.tasks[-1]
        elapsed = task.elapsed or 0.0
        rate = f"  {done.events / elapsed:,.0f} events/s" if elapsed > 1 else ""
        words = f"{done.path.name}: {done.events:,} events, {sum(done.left_out.values()):,} left out{rate}"
        self._bar.update(task.id, description=words)


def _number(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
