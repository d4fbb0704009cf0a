"""`verbale actors`: what a name stands for on a day, and why."""

import argparse
import sys
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from verbale.faces.cli import arguments
from verbale.faces.cli.exits import EXIT_CODES, OK

if TYPE_CHECKING:
    from verbale.resolution.lookup import Explained, Spell

_DESCRIPTION = """\
Say what a name or a description stands for: country or kind of organisation, sector, and the reason; then every spell that
the table has under that name, with its dates and where the fact comes from. In an article, the words around it count too.
"""


def add_parser(commands: Any) -> None:
    """Add the command to those of the program."""
    parser = commands.add_parser(
        "actors",
        help="what a name stands for on a day, and why",
        description=_DESCRIPTION,
        epilog=EXIT_CODES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("name", type=arguments.name, metavar="NAME", help='as in: verbale actors "the Kremlin"')
    parser.add_argument(
        "--on", type=arguments.day, metavar="DATE", help="the day of the text (2024-10-25); without it, today's holders count"
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print the answer and the spells."""
    from verbale.resolution.lookup import explain

    sys.stdout.writelines(line + "\n" for line in _lines(options.name, options.on, explain(options.name, options.on)))
    return OK


def _lines(name: str, on: date | None, found: "Explained") -> Iterator[str]:
    for party in found.parties:
        assert party.value is not None  # an unknown actor has the code UNK
        sector = party.value.sector or "-"
        yield f"{name}{f' on {on}' if on else ''}: {party.value.code} {sector}, {party.reason} (score {party.score:.2f})"
    if not found.spells:
        yield "No entity of the table bears this name; the answer comes from its words."
    for spell in found.spells:
        yield "  " + _spell(spell)


def _spell(spell: "Spell") -> str:
    entity = spell.entity
    when = f"{entity.start or '...'} to {entity.end or '...'}"
    what = f"{entity.name}, {entity.title}" if entity.title else entity.name
    mark = "holds" if spell.holds else "not then"
    return f"{mark:<8} {'/'.join(entity.codes):<8} {entity.sector or '-':<4} {entity.kind:<9} {when:<24} {what} [{entity.source}]"
