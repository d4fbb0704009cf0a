"""How the state of a desk grew: one step a version, applied in order, each in one transaction.

A step is never changed once a release has it; `tests/store/test_migrations.py` opens a desk of every older version.
"""

import sqlite3

from verbale.errors import StoreTooNew
from verbale.store import duplicates
from verbale.store.forecast_tables import SCHEMA as _FORECASTS

_FIRST = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE run (
  run_id TEXT PRIMARY KEY, kind TEXT NOT NULL, program TEXT NOT NULL, model TEXT, model_digest TEXT, ontology TEXT,
  settings_digest TEXT, tables TEXT, started TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE article (
  number INTEGER PRIMARY KEY AUTOINCREMENT, article_id TEXT NOT NULL UNIQUE, given_id TEXT, url TEXT, outlet TEXT, published TEXT,
  batch INTEGER NOT NULL, coded INTEGER NOT NULL, copy_of TEXT, version_of TEXT
);
CREATE INDEX article_url ON article (url) WHERE url IS NOT NULL;
CREATE INDEX article_batch ON article (batch);
CREATE TABLE piece (digest BLOB PRIMARY KEY, article_id TEXT) WITHOUT ROWID;
CREATE TABLE sighting (
  article_id TEXT NOT NULL, found_in TEXT NOT NULL, outlet TEXT, url TEXT, title TEXT, published TEXT, added TEXT NOT NULL
);
CREATE INDEX sighting_article ON sighting (article_id);
CREATE TABLE failure (
  found_in TEXT NOT NULL, reason TEXT NOT NULL, added TEXT NOT NULL, PRIMARY KEY (found_in, reason)
) WITHOUT ROWID;
CREATE TABLE segment (
  name TEXT PRIMARY KEY, kind TEXT NOT NULL, batch INTEGER NOT NULL, run_id TEXT NOT NULL, rows INTEGER NOT NULL,
  size INTEGER NOT NULL, digest TEXT NOT NULL, current INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE correction (
  number INTEGER PRIMARY KEY, event_id TEXT NOT NULL, field TEXT NOT NULL, value TEXT, note TEXT,
  corrected_by TEXT, added TEXT NOT NULL
);
CREATE VIRTUAL TABLE words USING fts5 (title, text, content = '', tokenize = 'porter unicode61 remove_diacritics 2');
"""

_REVIEWS = """
ALTER TABLE correction ADD COLUMN article_id TEXT;
ALTER TABLE correction ADD COLUMN "start" INTEGER;
ALTER TABLE correction ADD COLUMN "end" INTEGER;
CREATE TABLE listing (
  url TEXT PRIMARY KEY, etag TEXT, modified TEXT, since TEXT, follow INTEGER NOT NULL, added TEXT NOT NULL
) WITHOUT ROWID;
"""  # where an event is found again, and how feeds and pages are asked whether they have changed

STEPS: tuple[str, ...] = (_FIRST + duplicates.SCHEMA, _FORECASTS, _REVIEWS)
"""SQL from version n to n + 1; the number of steps is the version of the state."""

VERSION = len(STEPS)


def migrate(connection: sqlite3.Connection, name: str) -> None:
    """Bring the state of the desk `name` to this version. Raises StoreTooNew."""
    found = version(connection)
    if found > VERSION:
        raise StoreTooNew(
            f"The desk {name} has version {found} of its state, and this verbale knows versions up to {VERSION}:"
            " install a later verbale."
        )
    for number in range(found, VERSION):
        connection.executescript(f"BEGIN IMMEDIATE;\n{STEPS[number]}\nPRAGMA user_version = {number + 1};\nCOMMIT;")


def version(connection: sqlite3.Connection) -> int:
    """The version of a state; 0 for an empty database."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])
