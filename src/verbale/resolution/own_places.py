"""The user's own gazetteer: places of the GeoNames dump, beside those that ship with the package.

One SQLite file, `gazetteer.sqlite`, in the user's folder. `geonames.py` writes it; `Gazetteer` looks names up in it.
Divisions are kept by their GeoNames code ("YE.18"), so that the file outlives a new packaged gazetteer.
"""

import hashlib
import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from verbale.errors import GazetteerError, GazetteerNotFound, OutputError

FORMAT = "1"
FILE = "gazetteer.sqlite"
FIRST_ID = 1 << 40
"""Ids of own places are this and their GeoNames id, beyond all packaged ones."""
SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE sources (name TEXT PRIMARY KEY, minimum_population INTEGER, digest TEXT, damaged INTEGER) WITHOUT ROWID;
CREATE TABLE places (geonameid INTEGER PRIMARY KEY, name TEXT, kind INTEGER, country TEXT, division TEXT, lat INTEGER,
                     lon INTEGER, prominence INTEGER, population INTEGER, source TEXT);
CREATE TABLE names (key TEXT, geonameid INTEGER, own INTEGER);
"""
INDEX = "CREATE INDEX IF NOT EXISTS names_by_key ON names (key)"


def own_file() -> Path:
    """Where the user's own gazetteer is, or would be."""
    from verbale.resolution.own import folder

    return folder() / FILE


@dataclass(frozen=True, slots=True)
class OwnPlace:
    """A place under one name; `kind` counts as in `gazetteer.KINDS`, coordinates are whole ten-thousandths of a degree."""

    geonameid: int
    name: str
    kind: int
    country: str
    division: str
    lat: int
    lon: int
    prominence: int
    population: int | None
    own: bool


@dataclass(frozen=True, slots=True)
class AddedSource:
    """A file that was added: how many places are there from it, and how many of its lines were damaged."""

    name: str
    minimum_population: int
    digest: str
    damaged: int
    places: int


class OwnPlaces:
    """The own gazetteer, open for looking up. Safe to use from several threads."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection, self._lock = connection, threading.Lock()

    @classmethod
    def open(cls, file: Path) -> "OwnPlaces | None":
        """The own gazetteer, or None where there is none. Raises GazetteerNotFound where it is damaged."""
        if not file.is_file():
            return None
        try:
            connection = sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)
            check_format(connection, file)
        except sqlite3.Error as fault:
            raise GazetteerNotFound(
                f"Your own gazetteer {file} is damaged ({fault}); delete it and add your files again."
            ) from fault
        return cls(connection)

    def lookup(self, key: str) -> list[OwnPlace]:
        """Every place under a folded name."""
        rows = self._all(
            "SELECT p.geonameid, p.name, p.kind, p.country, p.division, p.lat, p.lon, p.prominence, p.population, MAX(n.own)"
            " FROM names n JOIN places p ON p.geonameid = n.geonameid WHERE n.key = ? GROUP BY p.geonameid",
            key,
        )
        return [OwnPlace(*(*row[:-1], bool(row[-1]))) for row in rows]

    def sources(self) -> list[AddedSource]:
        """The files that were added."""
        rows = self._all(
            "SELECT name, minimum_population, digest, damaged, (SELECT COUNT(*) FROM places WHERE source = sources.name)"
            " FROM sources ORDER BY name"
        )
        return [AddedSource(*row) for row in rows]

    def digest(self) -> str:
        """First 16 hexadecimal digits of the SHA-256 of all that was added, for the record of a run."""
        rows = self._all("SELECT name, minimum_population, digest FROM sources ORDER BY name")
        return hashlib.sha256(repr(rows).encode()).hexdigest()[:16]

    def close(self) -> None:
        self._connection.close()

    def _all(self, query: str, *values: object) -> list[Any]:
        with self._lock:
            return self._connection.execute(query, values).fetchall()


def check_format(connection: sqlite3.Connection, file: Path) -> None:
    """Raise GazetteerNotFound where a file is no own gazetteer of this version."""
    found = connection.execute("SELECT value FROM meta WHERE key = 'format'").fetchone()
    if found != (FORMAT,):
        raise GazetteerNotFound(
            f"Your own gazetteer {file} has format {found}, not {FORMAT}; delete it and add your files again."
        )


@contextmanager
def changed(file: Path) -> Iterator[sqlite3.Connection]:
    """A copy of the own gazetteer, new where there is none, that takes its place if all goes well."""
    aside = file.with_name(f"{file.name}.{os.getpid()}.new")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        aside.unlink(missing_ok=True)
        connection = sqlite3.connect(aside, isolation_level=None)
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("PRAGMA synchronous = OFF")
        try:
            if file.is_file():
                before = sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True)
                check_format(before, file)
                before.backup(connection)
                before.close()
            else:
                connection.executescript(SCHEMA)
                connection.execute("INSERT INTO meta VALUES ('format', ?)", (FORMAT,))
            connection.execute("BEGIN")
            yield connection
            connection.execute("COMMIT")
            connection.execute(INDEX)
        finally:
            connection.close()
        aside.replace(file)
    except (OSError, sqlite3.Error) as fault:
        raise OutputError(
            f"Your own gazetteer {file} cannot be written ({fault}): make room, or name another folder in VERBALE_HOME."
        ) from fault
    finally:
        with suppress(OSError):
            aside.unlink(missing_ok=True)


def remove(file: Path, source: str) -> int:
    """Take away what one added file brought; the number of places. Raises GazetteerError where no such file was added."""
    with changed(file) as connection:
        if not connection.execute("SELECT 1 FROM sources WHERE name = ?", (source,)).fetchone():
            raise GazetteerError(
                f"No file {source} was added to your own gazetteer; `verbale places added` lists those that were."
            )
        return forget(connection, source)


def forget(connection: sqlite3.Connection, source: str) -> int:
    """Delete a source and its places."""
    connection.execute("DELETE FROM names WHERE geonameid IN (SELECT geonameid FROM places WHERE source = ?)", (source,))
    gone = connection.execute("DELETE FROM places WHERE source = ?", (source,)).rowcount
    connection.execute("DELETE FROM sources WHERE name = ?", (source,))
    return gone
