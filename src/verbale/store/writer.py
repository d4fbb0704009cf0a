"""Adding to a desk: what is new, what is a copy, and batches that are stored whole or not at all."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from verbale.records import Article, CodedArticle
from verbale.store.coded import rows
from verbale.store.duplicates import Fingerprint, NearDuplicates
from verbale.store.rows import TABLES, ArticleRow, CodingRow, ConsequenceRow, EventRow, Row, StanceRow
from verbale.store.segments import Segment, Segments
from verbale.store.state import Correction, Failure, RunRow, Sighting, State, stamp

SMALL_BATCHES, SMALL_ROWS = 50, 2_000
"""So many batches with fewer rows each are put together."""
_AS_LONG = 0.5
"""Jaccard similarity from which on a version tells no less than the one before."""
CODED_TABLES = ("codings", "events", "consequences", "stances")


@dataclass(frozen=True, slots=True)
class Arrival:
    """An article on its way into the desk: its id is that of its text, `given_id` the one it came with."""

    article: Article
    given_id: str | None
    found_in: str
    digest: bytes
    fingerprint: Fingerprint


@dataclass
class _Batch:
    """The rows of the batch that is being filled."""

    number: int
    run_id: str
    tables: dict[str, list[Row]] = field(default_factory=dict)

    def take(self, kind: str, rows: Iterable[Row]) -> None:
        self.tables.setdefault(kind, []).extend(rows)


class Writer:
    """The one writer of a desk. `Desk.writing` makes it and holds the lock meanwhile."""

    def __init__(self, state: State, segments: Segments) -> None:
        self.state, self._segments = state, segments
        self._near = NearDuplicates(state.db)
        self._batch: _Batch | None = None

    @property
    def articles_waiting(self) -> int:
        """Articles of the batch that is not committed yet."""
        return len(self._batch.tables.get("articles", ())) if self._batch else 0

    def begin(self, run: RunRow) -> None:
        """Start a batch of this run."""
        self.state.begin()
        self.state.note_run(run)
        self._batch = _Batch(self.state.next_batch(), run.run_id)

    def known(self, arrival: Arrival, now: datetime) -> bool:
        """Whether the very text is in the desk already; the place where it was found again is noted."""
        article = arrival.article
        if self.state.article(article.id) is None:
            return False
        day = article.published.isoformat() if article.published else None
        self.state.note_sighting(
            Sighting(article.id, arrival.found_in, article.outlet, article.url, article.title, day, stamp(now))
        )
        self.state.note_piece(arrival.digest, article.id)
        return True

    def add(self, arrival: Arrival, coded: CodedArticle | None, now: datetime) -> ArticleRow:
        """Put an article that is not known into the batch, with what was coded (None for one that is kept uncoded)."""
        assert self._batch is not None, "begin a batch first"
        article = self._row(arrival, coded is not None, now)
        number = self.state.add_article(article, self._batch.number)
        self._near.add(number, arrival.fingerprint)
        self.state.note_piece(arrival.digest, article.article_id)
        self._batch.take("articles", [article])
        if coded is not None:
            self._take_coded(coded, article)
        return article

    def fail(self, found_in: str, reason: str, digest: bytes | None, now: datetime) -> None:
        """Note what could not be read. With a digest the same piece is not tried again."""
        self.state.note_failure(Failure(found_in, reason, stamp(now)))
        if digest is not None:
            self.state.note_piece(digest, None)

    def take_events(self, events: Sequence[EventRow]) -> None:
        """Put imported events into the batch."""
        assert self._batch is not None, "begin a batch first"
        self._batch.take("events", events)

    def correct(self, corrections: Iterable[Correction]) -> None:
        """Store what people say of events, all of it or nothing."""
        self.state.begin()
        for correction in corrections:
            self.state.note_correction(correction)
        self.state.commit()

    def commit(self) -> None:
        """Write the batch's segments and end its transaction; from here on it belongs to the desk. An empty batch leaves no file.

        Raises OutputError; then nothing of the batch is stored.
        """
        batch = self._batch
        assert batch is not None, "begin a batch first"
        try:
            names = self._place(batch)
            self.state.commit()
        except BaseException:
            self.abandon()
            raise
        self._batch = None
        self._segments.publish(names)

    def abandon(self) -> None:
        """Forget the batch."""
        self._batch = None
        self.state.rollback()

    def articles(self, batch: int) -> list[ArticleRow]:
        """The articles of a batch, as they were stored."""
        names = [found.segment.name for found in self.state.placed("articles") if found.batch == batch]
        return [row for name in names for row in self._segments.read(name, ArticleRow)]

    def recode(self, batch: int, run: RunRow, coded: Iterable[tuple[CodedArticle, ArticleRow]]) -> None:
        """Store another run's coding of the articles of a batch; the earlier run is kept and read no more."""
        self.state.begin()
        self.state.note_run(run)
        self._batch = _Batch(batch, run.run_id)
        for article, row in coded:
            self._take_coded(article, row)
        for kind in CODED_TABLES:  # a table may be empty now that was not before
            self._batch.take(kind, ())
        self.commit()

    def merge(self, least: int = SMALL_BATCHES) -> int:
        """Put small batches of one run together, when there are at least so many: a desk that is fed every hour stays quick.

        How many were put together. Readers that opened the desk before must open it again.
        """
        small = self._small()
        if len(small) < least:
            return 0
        placed = [found for found in self.state.placed() if found.batch in small]
        run_id = next(found.run_id for found in placed if found.segment.table != "articles")
        self.state.begin()
        number = self.state.next_batch()
        made = []
        for kind, record in TABLES.items():
            names = [found.segment.name for found in placed if found.segment.table == kind]
            if names:
                rows = (row for name in names for row in self._segments.read(name, record))
                made.append(self._segments.write(kind, number, run_id, rows))
        old = [found.segment.name for found in placed]
        self.state.forget(old)
        self.state.move_articles(small, number)
        for segment in made:
            self.state.place(segment, number, run_id)
        self.state.commit()
        self._segments.remove(old)  # before the new ones can be seen: who reads the files alone must count nothing twice
        self._segments.publish([segment.name for segment in made])
        return len(small)

    def _small(self) -> list[int]:
        """Small batches that the newest run has coded, and no run before it."""
        placed = self.state.placed()
        if not placed:
            return []
        newest = placed[-1].run_id
        others = {found.batch for found in placed if found.run_id != newest and found.segment.table != "articles"}
        rows = Counter[int]()
        for found in placed:
            rows[found.batch] += found.segment.rows
        return [batch for batch, count in rows.items() if batch not in others and count < SMALL_ROWS]

    def drop(self, names: Sequence[str]) -> None:
        """Take segments out of the desk; articles whose segment goes are forgotten with all that was said of them."""
        self.state.begin()
        for placed in [placed for placed in self.state.placed() if placed.segment.name in names]:
            beside = [other for other in self.state.placed() if other.batch == placed.batch]
            if placed.segment.table == "articles":
                self.state.forget_articles(placed.batch)
            else:  # a coding is whole or not there, so that it is made again
                beside = [other for other in beside if other.run_id == placed.run_id and other.segment.table in CODED_TABLES]
            self.state.forget([other.segment.name for other in beside])
        self.state.commit()

    def _place(self, batch: _Batch) -> list[str]:
        made: list[Segment] = [
            self._segments.write(kind, batch.number, batch.run_id, rows) for kind, rows in batch.tables.items()
        ]
        for segment in made:
            self.state.place(segment, batch.number, batch.run_id)
        return [segment.name for segment in made]

    def _take_coded(self, coded: CodedArticle, article: ArticleRow) -> None:
        assert self._batch is not None
        made = rows(coded, article, self._batch.run_id)
        codings: tuple[CodingRow, ...] = (made.coding,)
        tables: tuple[tuple[str, tuple[CodingRow | EventRow | ConsequenceRow | StanceRow, ...]], ...] = (
            ("codings", codings), ("events", made.events), ("consequences", made.consequences), ("stances", made.stances),
        )  # fmt: skip
        for kind, cells in tables:
            if cells:
                self._batch.take(kind, cells)

    def _row(self, arrival: Arrival, coded: bool, now: datetime) -> ArticleRow:
        article = arrival.article
        copy_of, version_of, likeness = self._kinship(arrival)
        return ArticleRow(
            article_id=article.id,
            given_id=arrival.given_id,
            title=article.title,
            outlet=article.outlet,
            url=article.url,
            published=article.published,
            language=article.language,
            text=article.text,
            found_in=arrival.found_in,
            added=now,
            coded=coded,
            copy_of=copy_of,
            version_of=version_of,
            similarity=likeness,
        )

    def _kinship(self, arrival: Arrival) -> tuple[str | None, str | None, float | None]:
        """The first article of which this is a copy, or of which it is another version, and how like the nearest one it is.

        What comes from the same address, id or outlet is a version; one that is much shorter is a copy, since it must not take
        the place of the longer one. Elsewhere only what says nothing of its own is a copy; a report that was taken over and
        written on is a report.
        """
        match = self._near.find(arrival.fingerprint)
        known = self.state.numbered(match.article) if match else None
        if match is None or known is None:  # a damaged batch was taken out
            return None, None, None
        article, likeness = arrival.article, round(max(match.jaccard, match.containment), 4)
        kin = ((known.url, article.url), (known.given_id, arrival.given_id), (known.outlet, article.outlet))
        if any(mine and mine == theirs for mine, theirs in kin):
            if match.jaccard >= _AS_LONG:
                return known.copy_of, known.version_of or known.article_id, likeness
            return known.copy_of or known.article_id, None, likeness
        return (known.copy_of or known.article_id if match.kind == "copy" else None), None, likeness
