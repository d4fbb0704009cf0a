"""The files whose actors a user has added to the own table (own.py): adding, listing and taking them out."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from pathlib import Path

from verbale.errors import UnreadableActors
from verbale.resolution.dictionaries import ENGLISH, Entry, LeftOut, OwnActor, entries
from verbale.resolution.dictionaries.entries import plain
from verbale.resolution.own import MARK, lines, written


@dataclass(frozen=True, slots=True)
class OwnFile:
    """A file whose actors were added: its name, the first 16 hexadecimal digits of its SHA-256, the day, and its rows."""

    name: str
    digest: str
    added: str
    rows: int


@dataclass(frozen=True, slots=True)
class Added:
    """What came of adding a file. `actors` have one row a spell, `aliases` are their other names, `agents` are nouns."""

    file: OwnFile
    replaced: bool
    actors: int
    aliases: int
    agents: int
    left_out: tuple[LeftOut, ...]
    """The first of them."""
    left_out_count: int


@dataclass
class _Tally:
    """What has come of a file so far; the spells of an actor come one after the other."""

    shown: int
    rows: int = 0
    actors: int = 0
    aliases: int = 0
    agents: int = 0
    left: list[LeftOut] = field(default_factory=list)
    left_count: int = 0
    _last: tuple[str, ...] = ()

    def lines(self, found: Iterable[Entry], source: str) -> Iterator[str]:
        """The lines of what can be used."""
        for entry in found:
            if isinstance(entry, LeftOut):
                self.left_count += 1
                if len(self.left) < self.shown:
                    self.left.append(entry)
                continue
            self.rows += 1
            if not isinstance(entry, OwnActor):
                self.agents += 1
            elif self._last != entry.names:
                self._last = entry.names
                self.actors += 1
                self.aliases += len(entry.names) - 1
            yield entry.line(source)

    def check(self, path: Path) -> None:
        """Raises UnreadableActors where nothing could be used."""
        if not self.rows:
            why = f"; of the first, {self.left[0].where}: {self.left[0].reason}" if self.left else ""
            raise UnreadableActors(f"{path} has no actor that can be used ({self.left_count:,} entries were left out{why}).")


def table_of(path: Path, kind: str | None = None, language: str = ENGLISH) -> list[str]:
    """The lines that a file of actors gives, without keeping them. Raises UnreadableActors, also where none can be used."""
    tally = _Tally(shown=1)
    found = list(tally.lines(entries(path, kind, language), MARK + _name(path)))
    tally.check(path)
    return found


def files(place: Path) -> list[OwnFile]:
    """The files whose actors were added. Raises UnreadableActors."""
    found: list[OwnFile] = []
    count = 0
    for line in reversed(lines(place)):  # the rows of a file follow its line
        if line.startswith("F\t"):
            _, name, digest, added = line.split("\t")
            found.append(OwnFile(name, digest, added, count))
            count = 0
        else:
            count += 1
    return found[::-1]


def add(place: Path, path: Path, now: datetime, kind: str | None = None, *, language: str = ENGLISH, shown: int = 5) -> Added:
    """Add the actors of a file to the table in a folder; an earlier file of that name is replaced.

    `kind` and `language` are those of `dictionaries.entries`. The file is read as a stream.
    Raises UnreadableActors and OutputError; then the table stays as it was.
    """
    before, name, tally = lines(place), _name(path), _Tally(shown)
    kept = _without(before, name)
    found = tally.lines(entries(path, kind, language), MARK + name)
    first = list(islice(found, 1))  # so that a file of something else is told before anything is written
    tally.check(path)
    digest, day = _file_digest(path), now.strftime("%Y-%m-%d")
    with written(place) as stream:
        stream.writelines(line + "\n" for line in (*kept, f"F\t{name}\t{digest}\t{day}", *first))
        stream.writelines(line + "\n" for line in found)
    file = OwnFile(name, digest, day, tally.rows)
    return Added(file, len(kept) < len(before), tally.actors, tally.aliases, tally.agents, tuple(tally.left), tally.left_count)


def remove(place: Path, name: str) -> OwnFile:
    """Take the actors of a file out; which file that was. Raises UnreadableActors where no such file was added."""
    known = {file.name: file for file in files(place)}
    if name not in known:
        raise UnreadableActors(f"No file {name!r} was added; there are: {', '.join(known) or 'none'}.")
    with written(place) as stream:
        stream.writelines(line + "\n" for line in _without(lines(place), name))
    return known[name]


def _name(path: Path) -> str:
    return plain(path.name) or "file"


def _without(given: Iterable[str], name: str) -> list[str]:
    """The lines but for a file's own: those from its F line up to the next."""
    kept, mine = [], False
    for line in given:
        if line.startswith("F\t"):
            mine = line.split("\t")[1] == name
        if not mine:
            kept.append(line)
    return kept


def _file_digest(path: Path) -> str:
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()[:16]
    except OSError as error:
        raise UnreadableActors(
            f"{path} cannot be read ({error.strerror or error}): look at the spelling and the folder."
        ) from error
