"""`verbale search`: articles of a desk by their words."""

import argparse
import sys
from typing import Any

from verbale.faces.cli import arguments
from verbale.faces.cli.desk_options import parser_of
from verbale.faces.cli.exits import OK

_DESCRIPTION = """\
The articles of a desk that hold the words, best first, each with the place where they stand. Words are found in all their
forms (deploy, deployed); "words in quotation marks" are a phrase; AND, OR, NOT and NEAR(a b) join words, a* is a beginning.
"""


def add_parser(commands: Any) -> None:
    """Add the command to those of the program."""
    parser = parser_of(commands, "search", "articles of a desk by their words", _DESCRIPTION)
    parser.add_argument("words", type=arguments.name, metavar="WORDS", help='as in: verbale search DESK "frigate Malacca"')
    parser.add_argument("--limit", type=arguments.count, default=10, metavar="N", help="no more than so many (default 10)")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print the articles."""
    from verbale.store.desk import Desk
    from verbale.store.search import search

    found = search(Desk.open(options.desk), options.words, options.limit)
    for hit in found:
        facts = " · ".join(
            fact for fact in (hit.published.isoformat() if hit.published else "no date", hit.outlet, hit.article_id) if fact
        )
        sys.stdout.write(
            f"{hit.title or hit.article_id}\n  {facts}, {hit.events} event{'' if hit.events == 1 else 's'}\n  {hit.excerpt}\n\n"
        )
    if not found:
        sys.stdout.write("No article holds these words.\n")
    return OK
