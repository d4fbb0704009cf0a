"""The state of a desk in SQLite: what was read, what failed and why, which segments belong to it, words to search, corrections.

Everything of one batch of articles is one transaction, from `begin` to `commit`; after a crash SQLite forgets what was not
committed. Write-ahead logging lets others read meanwhile.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import asdict, astuple, dataclass
from datetime import datetime
from pathlib import Path

from verbale.errors import OutputError, StoreDamaged
from verbale.store.migrations import VERSION, migrate, version
from verbale.store.rows import ArticleRow
from verbale.store.segments import Segment

_WAIT_MS = 60_000  # for another process that is committing


@dataclass(frozen=True, slots=True)
class RunRow:
    """What made events: a coding with the digests of its parts, or an import, whose `model` is the data set."""

    run_id: str
    kind: str
    program: str
    model: str | None
    model_digest: str | None
    ontology: str | None
    settings_digest: str | None
    tables: str | None
    started: str


@dataclass(frozen=True, slots=True)
class Known:
    """An article of the desk, as the state knows it."""

    number: int
    article_id: str
    given_id: str | None
    url: str | None
    outlet: str | None
    copy_of: str | None
    version_of: str | None


@dataclass(frozen=True, slots=True)
class Sighting:
    """A further place where a known text was found."""

    article_id: str
    found_in: str
    outlet: str | None
    url: str | None
    title: str | None
    published: str | None
    added: str


@dataclass(frozen=True, slots=True)
class Failure:
    """What could not be read, and why."""

    found_in: str
    reason: str
    added: str


@dataclass(frozen=True, slots=True)
class Correction:
    """What a person says an event's field should be; with `value` None the coder's value counts again.

    The event is known by the id that it had then and, of an article of the desk, by the characters of its trigger.
    """

    event_id: str
    field: str
    value: str | None
    note: str | None
    corrected_by: str | None
    added: str
    article_id: str | None = None
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """A page, feed or sitemap that was read to its end, what its server knows that version by, and how it was read."""

    url: str
    etag: str | None
    modified: str | None
    since: str | None
    follow: bool
    added: str


@dataclass(frozen=True, slots=True)
class Placed:
    """A segment with its batch and run; `current` means that questions read it, older runs are kept beside."""

    segment: Segment
    batch: int
    run_id: str
    current: bool


class State:
    """The SQLite file of a desk. One thread at a time."""

    def __init__(self, path: Path, *, write: bool) -> None:
        """Open, and where `write`, create or migrate. Raises StoreTooNew, StoreDamaged, OutputError."""
        self.path = path
        try:
            self.db = self._connect(path, write)
            if write:
                self.db.execute("PRAGMA journal_mode = WAL")
                self.db.execute("PRAGMA synchronous = FULL")
                migrate(self.db, str(path.parent))
            elif version(self.db) != VERSION:
                self.db.close()
                self.db = self._connect(path, True)
                migrate(self.db, str(path.parent))
            self.db.execute("SELECT count(*) FROM segment").fetchone()
        except sqlite3.Error as error:
            raise _told(path, error) from error

    @staticmethod
    def _connect(path: Path, write: bool) -> sqlite3.Connection:
        mode = "rwc" if write else "rw"
        uri = path.absolute().as_uri()
        try:
            db = sqlite3.connect(
                f"{uri}?mode={mode}", uri=True, isolation_level=None, timeout=_WAIT_MS / 1000, check_same_thread=write
            )
            db.execute("PRAGMA user_version").fetchone()
        except sqlite3.OperationalError:
            if write:
                raise
            # A copy on a medium that cannot be written to: nobody else writes there either.
            db = sqlite3.connect(f"{uri}?immutable=1", uri=True, isolation_level=None, check_same_thread=False)
        db.execute("PRAGMA cache_size = -16384")
        return db

    def close(self) -> None:
        """Let go of the file."""
        self.db.close()

    def begin(self) -> None:
        """Start the transaction of a batch."""
        self.db.execute("BEGIN IMMEDIATE")

    def commit(self) -> None:
        """End it; from here on the batch belongs to the desk."""
        try:
            self.db.execute("COMMIT")
        except sqlite3.Error as error:
            self.rollback()
            raise _told(self.path, error) from error

    def rollback(self) -> None:
        """Forget everything since `begin`."""
        if self.db.in_transaction:
            self.db.execute("ROLLBACK")

    # What was read

    def next_batch(self) -> int:
        """The number of a new batch."""
        found = self.db.execute(
            "SELECT max(batch) FROM (SELECT batch FROM segment UNION ALL SELECT batch FROM article)"
        ).fetchone()[0]
        return int(found or 0) + 1

    def knows_piece(self, digest: bytes) -> bool:
        """Whether a piece with this digest has been read before, with whatever result."""
        return self.db.execute("SELECT 1 FROM piece WHERE digest = ?", (digest,)).fetchone() is not None

    def refused_piece(self, digest: bytes) -> bool:
        """Whether a piece with this digest could not be read before."""
        return self.db.execute("SELECT 1 FROM piece WHERE digest = ? AND article_id IS NULL", (digest,)).fetchone() is not None

    def knows_page(self, url: str) -> bool:
        """Whether an article from this address is in the desk."""
        return self.db.execute("SELECT 1 FROM article WHERE url = ?", (url,)).fetchone() is not None

    def note_piece(self, digest: bytes, article_id: str | None) -> None:
        """Remember that a piece gave this article, or none."""
        self.db.execute("INSERT OR REPLACE INTO piece VALUES (?, ?)", (digest, article_id))

    def article(self, article_id: str) -> Known | None:
        """An article by its id."""
        return self._known("article_id = ?", article_id)

    def numbered(self, number: int) -> Known | None:
        """An article by its row number."""
        return self._known("number = ?", number)

    def _known(self, where: str, value: str | int) -> Known | None:
        found = self.db.execute(
            f"SELECT number, article_id, given_id, url, outlet, copy_of, version_of FROM article WHERE {where}", (value,)
        ).fetchone()
        return Known(*found) if found else None

    def add_article(self, row: ArticleRow, batch: int) -> int:
        """Note an article and its words for the search; its row number."""
        day = row.published.isoformat() if row.published else None
        number = self.db.execute(
            "INSERT INTO article (article_id, given_id, url, outlet, published, batch, coded, copy_of, version_of)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (row.article_id, row.given_id, row.url, row.outlet, day, batch, row.coded, row.copy_of, row.version_of),
        ).lastrowid
        assert number is not None
        self.db.execute("INSERT INTO words (rowid, title, text) VALUES (?, ?, ?)", (number, row.title or "", row.text))
        return number

    def forget_articles(self, batch: int) -> None:
        """Forget the articles of a batch, so that they are new when they come again. Their words stay and match nothing."""
        self.db.execute("DELETE FROM piece WHERE article_id IN (SELECT article_id FROM article WHERE batch = ?)", (batch,))
        self.db.execute("DELETE FROM article WHERE batch = ?", (batch,))
        self.db.execute("DELETE FROM listing")  # a feed that has not changed may name them

    def move_articles(self, batches: Sequence[int], batch: int) -> None:
        """The articles of some batches are in another one now."""
        self.db.executemany("UPDATE article SET batch = ? WHERE batch = ?", [(batch, old) for old in batches])

    def note_sighting(self, sighting: Sighting) -> None:
        """Note a further place of a known text, unless it is noted already."""
        same = self.db.execute(
            "SELECT 1 FROM sighting WHERE article_id = ? AND found_in = ?", (sighting.article_id, sighting.found_in)
        ).fetchone()
        if not same:
            self.db.execute("INSERT INTO sighting VALUES (?, ?, ?, ?, ?, ?, ?)", astuple(sighting))

    def note_failure(self, failure: Failure) -> None:
        """Note what could not be read; the same again only moves its date."""
        self.db.execute("INSERT OR REPLACE INTO failure VALUES (?, ?, ?)", astuple(failure))

    def note_listing(self, listing: Listing) -> None:
        """Remember what an address is known by, for the next time."""
        self.db.execute("INSERT OR REPLACE INTO listing VALUES (?, ?, ?, ?, ?, ?)", astuple(listing))

    def listing(self, url: str) -> Listing | None:
        """What is remembered of an address."""
        found = self.db.execute("SELECT url, etag, modified, since, follow, added FROM listing WHERE url = ?", (url,)).fetchone()
        if found is None:
            return None
        address, etag, modified, since, follow, added = found
        return Listing(address, etag, modified, since, bool(follow), added)

    def failures(self) -> list[Failure]:
        """All failures, the newest first."""
        found = self.db.execute("SELECT found_in, reason, added FROM failure ORDER BY added DESC, found_in").fetchall()
        return [Failure(*cells) for cells in found]

    def count(self, table: str) -> int:
        """The rows of a table of the state."""
        return int(self.db.execute(f"SELECT count(*) FROM {table}").fetchone()[0])

    # Runs and segments

    def note_run(self, run: RunRow) -> None:
        """Note a run; the same run again is no new one."""
        self.db.execute("INSERT OR IGNORE INTO run VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", astuple(run))

    def runs(self) -> list[RunRow]:
        """All runs, the first first."""
        return [RunRow(*cells) for cells in self.db.execute("SELECT * FROM run ORDER BY started, run_id")]

    def place(self, segment: Segment, batch: int, run_id: str) -> None:
        """Make a segment part of the desk; those of its kind and batch from other runs are read no more, but kept."""
        if segment.table != "articles":
            self.db.execute(
                "UPDATE segment SET current = 0 WHERE batch = ? AND kind = ? AND run_id <> ?", (batch, segment.table, run_id)
            )
        self.db.execute(
            "INSERT OR REPLACE INTO segment VALUES (?, ?, ?, ?, ?, ?, ?, 1)",
            (segment.name, segment.table, batch, run_id, segment.rows, segment.size, segment.digest),
        )

    def forget(self, names: Sequence[str]) -> None:
        """Take segments out of the desk (their rows stand elsewhere, or are lost)."""
        self.db.executemany("DELETE FROM segment WHERE name = ?", [(name,) for name in names])

    def placed(self, kind: str | None = None, *, current: bool = False) -> list[Placed]:
        """The segments of a kind, or all, in the order of batches."""
        found = self.db.execute(
            "SELECT name, kind, rows, size, digest, batch, run_id, current FROM segment"
            " WHERE (? IS NULL OR kind = ?) AND current >= ? ORDER BY batch, run_id, kind",
            (kind, kind, int(current)),
        )
        return [Placed(Segment(*cells[:5]), cells[5], cells[6], bool(cells[7])) for cells in found]

    # Words and corrections

    def search(self, words: str, most: int) -> Iterator[tuple[str, float]]:
        """Ids of the articles that match best, with their BM25 rank (lower is better). Raises sqlite3.OperationalError."""
        yield from self.db.execute(
            "SELECT article.article_id, bm25(words, 4.0, 1.0) AS fit FROM words JOIN article ON article.number = words.rowid"
            " WHERE words MATCH ? ORDER BY fit, article.number LIMIT ?",
            (words, most),
        )

    def note_correction(self, correction: Correction) -> None:
        """Note what a person says; nothing is overwritten, the newest counts."""
        self.db.execute(
            'INSERT INTO correction (event_id, field, value, note, corrected_by, added, article_id, "start", "end")'
            " VALUES (:event_id, :field, :value, :note, :corrected_by, :added, :article_id, :start, :end)",
            asdict(correction),
        )

    def corrections(self) -> list[Correction]:
        """All corrections, the first first."""
        found = self.db.execute(
            'SELECT event_id, field, value, note, corrected_by, added, article_id, "start", "end" FROM correction ORDER BY number'
        )
        return [Correction(*cells) for cells in found]


def stamp(moment: datetime) -> str:
    """A moment as the state writes it: ISO 8601, UTC, to the second."""
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def _told(path: Path, error: sqlite3.Error) -> StoreDamaged | OutputError:
    name = getattr(error, "sqlite_errorname", "")
    if name in ("SQLITE_FULL", "SQLITE_READONLY", "SQLITE_IOERR", "SQLITE_CANTOPEN", "SQLITE_PERM"):
        return OutputError(
            f"{path} cannot be written ({error}); nothing that was stored is lost: make room or give the right to write, and"
            " run the same command again."
        )
    return StoreDamaged(f"{path} cannot be used ({error}): run  verbale doctor {path.parent} --repair  to see what can be saved.")
