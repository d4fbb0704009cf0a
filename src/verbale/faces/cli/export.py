"""`verbale export`: the events of a desk in a file that other programs read."""

import argparse
import sys
from collections.abc import Iterator
from dataclasses import fields, replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from verbale.faces.cli.desk_options import parser_of
from verbale.faces.cli.events import add_choices, filter_of
from verbale.faces.cli.exits import OK

if TYPE_CHECKING:
    from verbale.export import Reported, Written
    from verbale.store.queries import Filter, Questions

_DESCRIPTION = """\
Write the events of a desk, the oldest first, as the scripts of other data sets read them. Formats:

  plover polecat icews gdelt gdelt-mentions phoenix cline-phoenix      data sets of political events
  csv jsonl parquet                                                    the columns of the desk
  geojson gexf graphml eventreport quads                               maps, networks, reports, temporal graphs

Only actual events are written unless --status says more. CAMEO codes (icews, gdelt, phoenix) are approximate.
"""
_BINARY = ("parquet", "quads")
_EVENTS_AT_ONCE = 2_000


def add_parser(commands: Any) -> None:
    """Add the command to those of the program."""
    parser = parser_of(commands, "export", "events in the files of other programs", _DESCRIPTION)
    parser.add_argument("--as", dest="format", required=True, metavar="FORMAT", help="one of those above")
    parser.add_argument(
        "-o", "--output", type=Path, metavar="FILE", help="write here instead of standard output; FILE.zip is packed"
    )
    add_choices(parser)
    parser.add_argument("--safe", action="store_true", help="put an apostrophe before cells that are formulas to a spreadsheet")
    parser.add_argument(
        "--one-way", action="store_true", help="leave a mutual act (they met) without a recipient, instead of both directions"
    )
    parser.add_argument(
        "--actors-by", default="name", metavar="WHAT", help="name (default), or code: what makes two actors one in a network"
    )
    parser.add_argument("--day-counts", action="store_true", help="in quads, a fifth column: how often on its day")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Write the file and say what is in it."""
    from verbale.errors import OutputError
    from verbale.export import ExportSettings, write
    from verbale.store.desk import Desk
    from verbale.store.queries import Questions

    wanted = filter_of(options)
    settings = ExportSettings(
        statuses=wanted.status or ExportSettings().statuses,
        safe=options.safe,
        mutual=not options.one_way,
        actors_by=options.actors_by,
        day_counts=options.day_counts,
    )
    if options.output is None and options.format in _BINARY:
        raise OutputError(f"The format {options.format} is no text for a screen: name a file with -o FILE.")
    with Questions(Desk.open(options.desk)) as questions:
        # The export itself chooses by status, so that it can count what it leaves out.
        events = reported(questions, replace(wanted, status=()))
        written = write(options.format, events, options.output or sys.stdout.buffer, settings)
    _say(written)
    return OK


def reported(questions: "Questions", wanted: "Filter") -> Iterator["Reported"]:
    """The events that fit, the oldest first, each with its article."""
    from verbale.export import Reported
    from verbale.store.queries import select
    from verbale.store.rows import ArticleRow, EventRow, row

    columns, article_columns = (", ".join(f'"{field.name}"' for field in fields(kind)) for kind in (EventRow, ArticleRow))
    sql, values = select(wanted)
    order = "coalesce(date_from, published) NULLS FIRST, event_id, run_id"
    events = questions.ask(f"SELECT {columns}, corrected FROM ({sql}) ORDER BY {order}", values).rows()
    lookup = f"SELECT {article_columns} FROM articles WHERE article_id IN (SELECT unnest(?))"
    while batch := [(row(EventRow, cells[:-1]), tuple(cells[-1])) for cells in islice(events, _EVENTS_AT_ONCE)]:
        wanted_ids = sorted({event.article_id for event, _ in batch if event.article_id})
        articles = {article.article_id: article for article in questions.records(ArticleRow, lookup, [wanted_ids])}
        yield from (Reported(event, articles.get(event.article_id or ""), corrected) for event, corrected in batch)


def _say(written: "Written") -> None:
    where = f" to {', '.join(str(path) for path in written.files[:3])}" if written.files else ""
    more = f" and {len(written.files) - 3} more files" if len(written.files) > 3 else ""
    print(f"{written.rows:,} written{where}{more}.", file=sys.stderr)
    for what, counts in (("left out", written.left_out), ("changed", written.changed)):
        for reason, count in counts.items():
            print(f"  {what}: {count:,} ({reason})", file=sys.stderr)
