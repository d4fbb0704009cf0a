"""`verbale recode`: a desk coded again."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from verbale.faces.cli.add import Bar, intake, now, stopping, summary
from verbale.faces.cli.desk_options import add_writing, parser_of
from verbale.faces.cli.exits import INTERRUPTED, OK, SOME_UNREADABLE

if TYPE_CHECKING:
    from verbale.intake import Tally

_DESCRIPTION = """\
Code the articles of a desk again with this version and model. Questions are then answered from the new run; the earlier runs
are kept, and  verbale diff DESK RUN RUN  says which events changed. Interrupted, it goes on where it was.
"""


def add_parser(commands: Any) -> None:
    """Add the command to those of the program."""
    parser = parser_of(commands, "recode", "code a desk again and keep the earlier run", _DESCRIPTION)
    add_writing(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Code again and say what came of it."""
    from verbale.intake import recode
    from verbale.store.desk import Desk

    desk = Desk.open(options.desk)
    with desk.state() as state:
        total = state.count("article WHERE coded")
    with (
        stopping("the batches that are whole are stored, the one under way is given up") as stopped,
        Bar("recoding", wanted=not options.quiet, total=total) as bar,
    ):
        tally = recode(desk, intake(options), clock=now, tell=bar.show, stopped=stopped, wait=options.wait)
    if not options.quiet:
        if tally.found or stopped():
            sys.stderr.writelines(line + "\n" for line in summary(tally, options.desk, stopped()))
            if stopped():
                print(_left(tally, options.desk), file=sys.stderr)
        else:
            print("All articles are coded by this run already.", file=sys.stderr)
    if stopped():
        return INTERRUPTED
    return SOME_UNREADABLE if tally.failed else OK


def _left(tally: "Tally", desk: Path) -> str:
    count = "1 article" if tally.given_up == 1 else f"{tally.given_up:,} articles"
    given_up = f"{count} of the batch under way {'was' if tally.given_up == 1 else 'were'} given up; " if tally.given_up else ""
    return (
        f"{given_up}{tally.behind:,} articles are still coded by the earlier run, and questions have both until"
        f"  verbale recode {desk}  has come to its end."
    )
