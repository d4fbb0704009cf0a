"""`verbale backtest`: how far the forecasts of a desk can be trusted."""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from verbale.errors import OutputError, StoreBusy
from verbale.faces.cli import arguments
from verbale.faces.cli.add import now
from verbale.faces.cli.desk_options import parser_of
from verbale.faces.cli.exits import OK
from verbale.faces.cli.forecast_options import add_history, add_keeping, origins
from verbale.faces.cli.output import opened
from verbale.faces.cli.working import working

_DESCRIPTION = """\
How good the forecasts of a desk would have been: asked on past days, with nothing known but what was published before each, and
scored by what followed, beside simpler models. The table has Brier and log scores (lower is better) and the skill against the
best of the simple models with its 95 % interval; the curve shows whether what is said to happen in 30 of 100 cases does. The
record is kept in the desk, and verbale forecast shows it before any forecast.
"""


def add_parser(commands: Any) -> None:
    """Add the command to those of the program."""
    parser = parser_of(commands, "backtest", "how far the forecasts of a desk can be trusted", _DESCRIPTION)
    parser.add_argument("--origins", type=arguments.count, metavar="N", help="ask as of the last N days, 30 days apart")
    add_history(parser)
    add_keeping(parser)
    parser.add_argument(
        "-o", "--output", type=Path, metavar="FILE", help="write here: x.html is a page with the curve, x.json is JSON"
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Make the backtest, print it, and keep it."""
    from verbale.faces import backtest_page
    from verbale.faces import backtests as face
    from verbale.faces.board import Board
    from verbale.forecast.desk import Level
    from verbale.outlook.backtesting import backtested
    from verbale.outlook.keeping import kept
    from verbale.store.desk import Desk
    from verbale.store.queries import Questions

    desk = Desk.open(options.desk)
    with Questions(desk) as questions, working("asking about past days"):
        found = backtested(
            questions,
            now(),
            options.horizon,
            origins=options.origins,
            until=options.as_of,
            level=Level(options.level or "countries"),
            sources=origins(options),
        )
    suffix = options.output.suffix.lower() if options.output else ""
    with opened(options.output) as stream:
        if options.json or suffix == ".json":
            stream.write(json.dumps(face.backtest_json(found), ensure_ascii=False) + "\n")
        elif suffix in (".html", ".htm"):
            backtest_page.write(found, stream)
        else:
            face.show_backtest(found, Board(stream))
    if options.store:
        try:
            kept(desk, [found.stored], wait=options.wait)
        except (StoreBusy, OutputError) as error:
            print(f"verbale: this backtest is not stored: {error}", file=sys.stderr)
    return OK
