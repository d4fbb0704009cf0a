"""Actors that users bring: tables (CSV), PETRARCH dictionaries, and dumps of Wikidata, read entry by entry."""

import csv
import io
import re
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from verbale.errors import UnreadableActors
from verbale.resolution.dictionaries.entries import Entry, LeftOut, OwnActor, OwnNoun
from verbale.resolution.dictionaries.opened import DAMAGED, first_words, opened
from verbale.resolution.dictionaries.petrarch import actors as petrarch_actors
from verbale.resolution.dictionaries.petrarch import agents as petrarch_agents
from verbale.resolution.dictionaries.table import delimiter, rows
from verbale.resolution.dictionaries.wikidata import entities

KINDS = ("csv", "petrarch-actors", "petrarch-agents", "wikidata")
ENGLISH = "en"
_ENTITY = re.compile(r'\[?\s*\{\s*"(?:type|id|pageid|labels|descriptions|aliases|claims)"\s*:')
_CODED = re.compile(r"\[\s*~?[A-Za-z]{3,}~?\s*(?:[<>]?\s*\d{6,8}(?:\s*-\s*\d{6,8})?)?\s*\]")

__all__ = ["ENGLISH", "KINDS", "Entry", "LeftOut", "OwnActor", "OwnNoun", "entries", "recognised"]


def entries(path: Path, kind: str | None = None, language: str = ENGLISH) -> Iterator[Entry]:
    """The entries of a file, packed (gzip, bzip2, xz) or not; `kind` is one of KINDS, told from the file where it is None.

    `language` is that of the labels of Wikidata. An entry that cannot be used is a LeftOut, and the rest still comes.
    Raises UnreadableActors.
    """
    kind = kind or recognised(path)
    readers: dict[str, Callable[[Iterator[str]], Iterator[Entry]]] = {
        "csv": rows, "petrarch-actors": petrarch_actors, "petrarch-agents": petrarch_agents,
        "wikidata": partial(entities, language=language),
    }  # fmt: skip
    try:
        with opened(path) as lines:
            yield from readers[kind](lines)
    except UnreadableActors as error:
        raise UnreadableActors(f"{path}: {error}") from error
    except (*DAMAGED, csv.Error) as error:
        raise UnreadableActors(f"{path} cannot be read to its end ({error}): download or save it again.") from error


def recognised(path: Path) -> str:
    """What kind of file it is, by its name and its first lines. Raises UnreadableActors."""
    words = first_words(path)
    if _ENTITY.match(words.lstrip()):
        return "wikidata"
    if {"name", "code"} <= _header(words) or ".csv" in path.suffixes:
        return "csv"
    lines = [line.strip() for line in words.splitlines()]
    coded = [line for line in lines if _CODED.search(line) and not line.startswith(("#", ";", "<"))]
    if coded:
        return "petrarch-agents" if sum("~" in line for line in coded) * 2 >= len(coded) else "petrarch-actors"
    raise UnreadableActors(
        f"{path} is none of the tables that are read: a CSV with the columns name and code, a PETRARCH dictionary of actors or"
        " agents, or a JSON dump of Wikidata; say which it is with --format."
    )


def _header(words: str) -> set[str]:
    first = words.partition("\n")[0]
    try:
        return {cell.strip().lower() for cell in next(csv.reader(io.StringIO(first), delimiter=delimiter(first)), [])}
    except csv.Error:
        return set()
