"""`verbale recode`: a desk coded again."""

import argparse
import sys
from typing import Any

from verbale.faces.cli.add import Bar, intake, now, stopping, summary
from verbale.faces.cli.desk_options import add_writing, parser_of
from verbale.faces.cli.exits import OK, SOME_UNREADABLE

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
    with stopping() as stopped, Bar("recoding", wanted=not options.quiet, total=total) as bar:
        tally = recode(desk, intake(options), clock=now, tell=bar.show, stopped=stopped, wait=options.wait)
    if not options.quiet:
        if tally.found:
            sys.stderr.writelines(line + "\n" for line in summary(tally, options.desk, stopped()))
        else:
            print("All articles are coded by this run already.", file=sys.stderr)
    return SOME_UNREADABLE if tally.failed else OK
