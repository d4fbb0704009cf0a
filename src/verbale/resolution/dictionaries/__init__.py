"""Actors that users bring: tables (CSV), PETRARCH dictionaries, and dumps of Wikidata, read entry by entry."""

import csv
import io
from collections.abc import Callable, Iterator
from pathlib import Path

from verbale.errors import UnreadableActors
from verbale.resolution.dictionaries.entries import LeftOut, OwnActor, OwnNoun
from verbale.resolution.dictionaries.opened import first_words, opened
from verbale.resolution.dictionaries.petrarch import actors as petrarch_actors
from verbale.resolution.dictionaries.petrarch import agents as petrarch_agents
from verbale.resolution.dictionaries.table import rows as table_rows
from verbale.resolution.dictionaries.wikidata import entities as wikidata_entities

Entry = OwnActor | OwnNoun | LeftOut
READERS: dict[str, Callable[[Iterator[str]], Iterator[Entry]]] = {
    "csv": table_rows,
    "petrarch-actors": petrarch_actors,
    "petrarch-agents": petrarch_agents,
    "wikidata": wikidata_entities,
}

__all__ = ["READERS", "Entry", "LeftOut", "OwnActor", "OwnNoun", "entries", "recognised"]


def entries(path: Path, kind: str | None = None) -> Iterator[Entry]:
    """The entries of a file, packed (.gz, .bz2, .xz) or not; `kind` is one of READERS, told from the file where it is None.

    An entry that cannot be used is a LeftOut, and the rest still comes. Raises UnreadableActors.
    """
    reader = READERS[kind or recognised(path)]
    try:
        with opened(path) as lines:
            yield from reader(lines)
    except (OSError, EOFError, UnicodeDecodeError, csv.Error, ValueError) as error:
        raise UnreadableActors(f"{path} cannot be read to its end ({error}): download or save it again.") from error


def recognised(path: Path) -> str:
    """What kind of file it is, by its first lines. Raises UnreadableActors."""
    words = first_words(path)
    plain = [line.strip() for line in words.splitlines() if line.strip() and not line.lstrip().startswith(("#", ";", "<"))]
    if (plain and (plain[0].startswith("[") or plain[0].startswith('{"')) and '"claims"' in words) or '"type":"item"' in words:
        return "wikidata"
    header = next(csv.reader(io.StringIO(words.lstrip("\ufeff"))), [])
    if {"name", "code"} <= {cell.strip().lower() for cell in header}:
        return "csv"
    agents = sum("[~" in line for line in plain)
    if agents and agents * 2 >= len(plain):
        return "petrarch-agents"
    if any("[" in line and "]" in line for line in plain):
        return "petrarch-actors"
    raise UnreadableActors(
        f"{path} is none of the tables that are read: a CSV with the columns name and code, a PETRARCH dictionary of actors or"
        " agents, or a JSON dump of Wikidata; say which it is with --format."
    )
