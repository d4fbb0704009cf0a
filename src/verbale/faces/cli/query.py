"""`verbale query`: a question in SQL."""

import argparse
from typing import Any

from verbale.faces.cli.desk_options import FORMATS, add_output, parser_of
from verbale.faces.cli.exits import OK

_DESCRIPTION = """\
Ask a desk in SQL (DuckDB's). The views are articles, events, all_events, coded_events, actors, places, incidents,
consequences, stances, codings, runs, failures, sightings, corrections, forecasts, forecast_scores, rankings and backtests;
without a question, they are listed with what their rows are.

  verbale query DESK "select event_type, count(*) as n from events where status = 'actual' group by all order by n desc"
  verbale query DESK "describe events"
"""


def add_parser(commands: Any) -> None:
    """Add the command to those of the program."""
    parser = parser_of(commands, "query", "ask a desk in SQL", _DESCRIPTION)
    parser.add_argument("sql", nargs="?", metavar="SQL", help="one SELECT; without it, the views are listed")
    add_output(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print the answer."""
    from verbale.faces import answers
    from verbale.store.desk import Desk
    from verbale.store.queries import Questions
    from verbale.store.views import VIEWS

    desk = Desk.open(options.desk)
    if options.sql is None:
        width = max(len(view.name) for view in VIEWS)
        for view in VIEWS:
            print(f"{view.name:<{width}}  {view.about}")
        return OK
    with Questions(desk) as questions:
        answers.write(questions.ask(options.sql), kind_of(options), options.output, safe=options.safe)
    return OK


def kind_of(options: argparse.Namespace) -> str:
    """The format of the answer: what is said, else what the file's name says, else a table."""
    suffix = options.output.suffix.lower().removeprefix(".") if options.output else ""
    return str(options.format or (suffix if suffix in FORMATS else "table"))
