"""`verbale score`: how the forecasts of a desk came out."""

import argparse
import json
import sys
from typing import TYPE_CHECKING, Any

from verbale.faces.cli import arguments
from verbale.faces.cli.add import now
from verbale.faces.cli.desk_options import parser_of
from verbale.faces.cli.exits import OK
from verbale.faces.cli.output import opened
from verbale.faces.cli.working import working

if TYPE_CHECKING:
    from verbale.outlook.scoring import Settled

_DESCRIPTION = """\
Score the forecasts of a desk whose time has come, by what its news tells of those days, and show the record of all that were
ever scored, beside what the baselines said of the same questions. A forecast is scored once, three days after its last day,
when the desk has news of it; what was forecast and scored is never changed. Run it after verbale add.
"""


def add_parser(commands: Any) -> None:
    """Add the command to those of the program."""
    parser = parser_of(commands, "score", "how the forecasts of a desk came out", _DESCRIPTION)
    parser.add_argument("--as-of", type=arguments.day, metavar="DATE", help="score as on this day (default: today)")
    parser.add_argument("--json", action="store_true", help="as one JSON object, for programs")
    parser.add_argument(
        "--wait", type=float, default=0, metavar="SECONDS", help="how long to wait for another process on the desk"
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Score what is due, then print the record."""
    from verbale.faces import records as face
    from verbale.faces.board import Board
    from verbale.outlook.record import lists, records
    from verbale.outlook.scoring import score
    from verbale.store.desk import Desk
    from verbale.store.queries import Questions

    desk = Desk.open(options.desk)
    with working("scoring"):
        settled = score(desk, options.as_of or now().date(), wait=options.wait)
    with Questions(desk) as questions:
        found, ranked = records(questions), lists(questions)
    if options.json:
        sys.stdout.write(json.dumps(face.record_json(settled, found, ranked), ensure_ascii=False) + "\n")
        return OK
    with opened(None) as stream:
        board = Board(stream)
        for line in _told(settled):
            board.line(line)
        for record in found:
            board.line()
            face.show_growing(record, board)
        if ranked.number:
            board.line()
            face.show_lists(ranked, board)
    return OK


def _told(settled: "Settled") -> list[str]:
    """What was scored now, and what waits."""
    now_scored = f"{_number(settled.forecasts, 'forecast')}, {_number(settled.rankings, 'ranked list')}"
    lines = [f"Scored now: {now_scored}."]
    if settled.next_due:
        coming = settled.waiting - settled.starved
        lines.append(f"{coming:,} must wait for their time, the first until {settled.next_due}.")
    if settled.starved:
        until = f"ends on {settled.news_until}" if settled.news_until else "is missing"
        lines.append(f"{settled.starved:,} cannot be scored, since the news of this desk {until}: add news of their days.")
    return lines


def _number(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
