"""`verbale add`: news into a desk."""

import argparse
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from verbale.faces.cli import arguments
from verbale.faces.cli.desk_options import add_writing, parser_of
from verbale.faces.cli.exits import INTERRUPTED, NOTHING_CODED, OK, SOME_UNREADABLE

if TYPE_CHECKING:
    from verbale.intake import Intake, Tally

_DESCRIPTION = """\
Read news from anywhere, code it and keep it in a desk, a folder that is made if it is not there. What is in the desk already is
passed over, so the same command can be run again and again, and goes on where it was interrupted.

A SOURCE is a file or a folder of text, Markdown, HTML, mail (.eml), PDF, JSON Lines, CSV or Parquet; a zip or tar archive of
these; a WARC file; the address of a page, an RSS or Atom feed or a sitemap; an object storage path (s3://...). "-" is standard
input.
"""


_MOST_TOLD = 10  # sentences of what was left out


def add_parser(commands: Any) -> None:
    """Add the command to those of the program."""
    parser = parser_of(commands, "add", "read, code and keep news in a desk", _DESCRIPTION)
    parser.add_argument("sources", nargs="+", metavar="SOURCE", help="what to read")
    parser.add_argument(
        "--published", type=arguments.day, metavar="DATE", help="publication date (2024-10-25) of articles that state none"
    )
    parser.add_argument(
        "--columns",
        type=arguments.columns,
        metavar="MAP",
        help="columns of tables, as in text=body,published=day,outlet=paper; with dates=dmy 25/10/2024 is a day too",
    )
    _add_web(parser)
    add_writing(parser)
    parser.set_defaults(run=run)


def _add_web(parser: argparse.ArgumentParser) -> None:
    web = parser.add_argument_group("pages, feeds and sitemaps")
    web.add_argument("--since", type=arguments.day, metavar="DATE", help="pass over what feeds and sitemaps date before this day")
    web.add_argument(
        "--pages", type=arguments.count, default=1000, metavar="N", help="fetch at most N pages for one source (default: 1000)"
    )
    web.add_argument(
        "--follow",
        action=argparse.BooleanOptionalAction,
        help="fetch the pages that a feed or sitemap names (default: where it is an address, not where it is a file)",
    )
    web.add_argument("--again", action="store_true", help="read addresses anew that have not changed since they were read last")
    web.add_argument("--allow-private", action="store_true", help="read addresses of your own network too")
    web.add_argument("--proxy", metavar="URL", help="fetch through this proxy, as in http://proxy.example:3128")


def run(options: argparse.Namespace) -> int:
    """Add the sources and say what came of it."""
    from verbale.intake import add, seen_before
    from verbale.sources import ColumnMap, Options, findings
    from verbale.sources.extent import extent
    from verbale.sources.web_options import Web
    from verbale.store.desk import Desk

    desk = Desk.create(options.desk)
    web = Web(options.follow, options.since, options.pages, allow_private=options.allow_private, proxy=options.proxy)
    total = extent(options.sources) if sys.stderr.isatty() and not options.quiet else None
    with desk.state() as state, stopping() as stopped, Bar("adding", wanted=not options.quiet, total=total) as bar:
        # Of what a feed names, pages that are in the desk are not fetched again; what is named itself is, where it has changed.
        asked = None if options.again else partial(seen_before, state)
        reading = Options(options.published, options.columns or ColumnMap(), web=web, skip=state.knows_page, seen=asked)
        tally = add(
            desk, findings(options.sources, reading), intake(options, options.published),
            clock=now, tell=bar.show, stopped=stopped, wait=options.wait,
        )  # fmt: skip
    if not options.quiet:
        for line in summary(tally, options.desk, stopped()):
            print(line, file=sys.stderr)
    if stopped():
        return INTERRUPTED
    if tally.failed:
        return SOME_UNREADABLE if tally.coded + tally.known + tally.uncoded or tally.omitted else NOTHING_CODED
    return OK


def intake(options: argparse.Namespace, published: Any = None) -> "Intake":
    """How to code, by the options. With one worker everything is done in this process."""
    from verbale import pipeline
    from verbale.intake import Intake

    load = partial(pipeline.load, options.model, actors=options.actors, own=options.own)
    return Intake(load, load(), options.workers if options.workers > 1 else 0, published)


def now() -> datetime:
    """The time of day, UTC."""
    return datetime.now(UTC)


@contextmanager
def stopping(
    first: str = "what is coded already is being stored",
    second: str = "the batches that were whole are stored; run the same command again to go on",
) -> Iterator[Callable[[], bool]]:
    """The first Ctrl-C (or SIGTERM) asks to stop in good order, the second stops at once; the words say what that means."""
    asked: list[int] = []

    def ask(number: int, frame: object) -> None:
        if asked:
            raise KeyboardInterrupt(second)
        asked.append(number)
        print(f"verbale: stopping; {first} (again to stop at once).", file=sys.stderr)

    before = [(number, signal.signal(number, ask)) for number in (signal.SIGINT, signal.SIGTERM)]
    try:
        yield lambda: bool(asked)
    finally:
        for number, handler in before:
            signal.signal(number, handler)


class Bar:
    """How far it has come, on standard error where a person looks at it."""

    def __init__(self, word: str, *, wanted: bool, total: int | None = None) -> None:
        self._wanted = wanted and sys.stderr.isatty()
        self._word, self._total = word, total
        self._bar: Any = None
        self._task: Any = None

    def __enter__(self) -> "Bar":
        if self._wanted:
            from rich.console import Console
            from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn, TimeRemainingColumn

            left = (BarColumn(20), TimeRemainingColumn()) if self._total else ()
            columns = (SpinnerColumn(), TextColumn("{task.description}"), *left, TimeElapsedColumn())
            self._bar = Progress(*columns, console=Console(stderr=True), transient=True)
            self._task = self._bar.add_task(self._word, total=self._total)
            self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar:
            self._bar.stop()

    def show(self, tally: "Tally") -> None:
        """Show the counts."""
        if self._bar:
            elapsed = self._bar.tasks[0].elapsed or 0.0
            rate = f"{tally.coded / elapsed:.1f} articles/s" if elapsed > 1 else ""
            counts = f"{tally.coded:,} coded, {tally.events:,} events, {tally.known:,} known, {tally.failed:,} unreadable"
            words = f"{self._word}: {counts}  {rate}"
            self._bar.update(self._task, description=words, completed=tally.found)


def summary(tally: "Tally", desk: Path, stopped: bool) -> Iterator[str]:
    """What was done, what was passed over and why, and where to look."""
    yield (
        f"{_number(tally.coded, 'article')} coded, {_number(tally.events, 'event')}"
        + (f", of which {tally.copies:,} are copies" if tally.copies else "")
        + (f" and {tally.versions:,} later versions of articles in the desk" if tally.versions else "")
        + ("; stopped before the end, run it again to go on" if stopped else "")
        + "."
    )
    if tally.known:
        yield f"{_number(tally.known, 'article')} passed over: in the desk already."
    if tally.refused:
        yield f"{_number(tally.refused, 'piece')} passed over: could not be read before, and not tried again."
    if tally.undated:
        one = tally.undated == 1
        yield (
            f"{_number(tally.undated, 'article')} {'states' if one else 'state'} no date of publication, so words like"
            f' "on Tuesday" have no day in {"it" if one else "them"}: give --published DATE when such articles are added first.'
        )
    if tally.uncoded:
        told = ", ".join(f"{language} {count:,}" for language, count in tally.languages.most_common(5))
        yield f"{_number(tally.uncoded, 'article')} in other languages kept uncoded ({told})."
    for kind, count in tally.omitted.most_common(_MOST_TOLD):
        yield tally.first[kind] + (f" (and {count - 1:,} more like it)" if count > 1 else "")
    if tally.failed:
        yield f"{_number(tally.failed, 'piece')} could not be read:"
        for reason, count in tally.reasons.most_common(5):
            yield f"  {count:>6,}  {tally.first.get(reason, reason)}"
        yield f'  all of them:  verbale query {desk} "select * from failures"'


def _number(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
