"""`verbale actors`: what a name stands for on a day, and why; and the actors that a user brings."""

import argparse
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from verbale.faces.cli import arguments
from verbale.faces.cli.exits import EXIT_CODES, OK

if TYPE_CHECKING:
    from verbale.resolution.lookup import Explained, Spell

KINDS = ("csv", "petrarch-actors", "petrarch-agents", "wikidata")
_DESCRIPTION = """\
Say what a name or a description stands for: country or kind of organisation, sector, and the reason; then every spell that
the table has under that name, with its dates and where the fact comes from. In an article, the words around it count too.

  verbale actors "the Kremlin" --on 2024-10-25
  verbale actors add FILE       bring your own: a CSV, a PETRARCH dictionary of actors or agents, a JSON dump of Wikidata
  verbale actors added          the files that were added
  verbale actors remove NAME    take one of them out

A CSV has the columns name and code (alpha-3 country, IGO, NGO, MNC or UNK), and may have sector, title, from, to, gender,
aliases (separated by |), kind and source. Your actors go before those of the package, on the days on which they hold.
"""


def add_parser(commands: Any) -> None:
    """Add the command to those of the program."""
    parser = commands.add_parser(
        "actors",
        help="what a name stands for on a day, and why; your own actors",
        description=_DESCRIPTION,
        epilog=EXIT_CODES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("words", nargs="+", metavar="NAME", help="a name in quotation marks; or add FILE, added, remove NAME")
    parser.add_argument(
        "--on", type=arguments.day, metavar="DATE", help="the day of the text (2024-10-25); without it, today's holders count"
    )
    parser.add_argument("--format", choices=KINDS, help="with add: what FILE is, where its beginning does not tell")
    parser.add_argument(
        "--language", default="en", metavar="CODE", help="with add: the language of the labels of a Wikidata dump (default en)"
    )
    parser.set_defaults(run=run, parser=parser)


def run(options: argparse.Namespace) -> int:
    """Look a name up, or change the user's own table."""
    command, *rest = options.words
    if command == "add" and len(rest) == 1:
        return _add(Path(rest[0]), options.format, options.language)
    if command == "remove" and len(rest) == 1:
        return _remove(rest[0])
    if rest:
        options.parser.error(f"{' '.join(options.words)!r} is more than one word: put a name in quotation marks")
    return _added() if command == "added" else _look_up(options, command)


def _look_up(options: argparse.Namespace, name: str) -> int:
    from verbale.resolution import own
    from verbale.resolution.lookup import explain

    try:
        arguments.name(name)
    except argparse.ArgumentTypeError as error:
        options.parser.error(str(error))
    found = explain(name, options.on, own.lines(own.folder()))
    sys.stdout.writelines(line + "\n" for line in _lines(name, options.on, found))
    return OK


def _add(path: Path, kind: str | None, language: str) -> int:
    from verbale.resolution import own, own_files

    place = own.folder()
    added = own_files.add(place, path, datetime.now(UTC), kind, language=language)
    file, write = added.file, sys.stdout.write
    spells = f" in {_number(file.rows - added.agents, 'spell')}" if file.rows - added.agents > added.actors else ""
    write(f"{file.name}: {_number(added.actors, 'actor')}{spells}, {_number(added.aliases, 'alias', 'aliases')},")
    write(f" {_number(added.agents, 'agent')}{', instead of the earlier ones' if added.replaced else ''}.\n")
    if added.left_out_count:
        write(f"{_number(added.left_out_count, 'entry was', 'entries were')} left out:\n")
        sys.stdout.writelines(f"  {entry.where}: {entry.reason}\n" for entry in added.left_out)
        if added.left_out_count > len(added.left_out):
            write(f"  ... and {added.left_out_count - len(added.left_out):,} more\n")
    write(f"Your own table is {own.table(place)}.\n")
    return OK


def _added() -> int:
    from verbale.resolution import own, own_files

    place = own.folder()
    found = own_files.files(place)
    if not found:
        sys.stdout.write(f"Nothing was added; your own table would be {own.table(place)}. Add to it: verbale actors add FILE\n")
    for file in found:
        sys.stdout.write(f"{file.name:<32} {_number(file.rows, 'row'):>14}  added {file.added}  SHA-256 {file.digest}\n")
    if found:
        sys.stdout.write(f"Your own table is {own.table(place)}.\n")
    return OK


def _remove(name: str) -> int:
    from verbale.resolution import own, own_files

    file = own_files.remove(own.folder(), name)
    sys.stdout.write(f"{file.name}: {_number(file.rows, 'row')} taken out.\n")
    return OK


def _number(count: int, one: str, many: str | None = None) -> str:
    return f"{count:,} {one if count == 1 else many or one + 's'}"


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
