"""`add`: pieces from sources into a desk."""

import hashlib
import re
from collections.abc import Callable, Generator, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from verbale.errors import Omitted, UnreadableArticle
from verbale.intake.tally import Tally
from verbale.intake.workers import AHEAD, Coding, Fatal, Line, Workers
from verbale.records import Article, CodedArticle
from verbale.sources import CHEAP, Checked, article
from verbale.sources.raw import Raw
from verbale.store.desk import Desk
from verbale.store.duplicates import fingerprint
from verbale.store.runs import run_row
from verbale.store.state import Listing, State, stamp
from verbale.store.writer import Arrival, Writer

CODED_LANGUAGES = ("en", None)
"""None is a text too short or odd to tell; it is coded, because a lost article is worse than a poor one."""

_WHERE = re.compile(r"(.+?): (?=(?:after|files|it|its|none|nothing|reading|the|there|you|\d[\d,]* files?)\b)", re.S)
"""A sentence about a source begins with where it was found."""
_PARTICULARS = re.compile(r"'[^']*'|\"[^\"]*\"|\d[\d,.]*")


@dataclass(frozen=True, slots=True)
class Intake:
    """How to add. `load` makes a coder in each worker process, so it must be picklable: a function of a module, or a partial."""

    load: Callable[[], Coding]
    coder: Coding
    """The coder of this process, for its run; with no workers it does the coding."""
    workers: int = 0
    published: date | None = None
    """The publication date of articles that state none."""
    batch_articles: int = 500
    batch_seconds: float = 20.0
    """A batch is stored when it has so many articles, or is so old: what a crash costs at most."""


def add(
    desk: Desk,
    pieces: Iterable[Raw | UnreadableArticle | Checked],
    intake: Intake,
    *,
    clock: Callable[[], datetime],
    tell: Callable[[Tally], None] = lambda _: None,
    stopped: Callable[[], bool] = lambda: False,
    wait: float = 0,
) -> Tally:
    """Read, screen, code and store pieces; `tell` hears of the tally after each. What is known already costs next to nothing.

    When `stopped` says so, no further piece is taken, and what is under way is still stored.

    Raises StoreBusy, OutputError and the other errors of the desk; what was stored before stays. One bad piece never stops it.
    """
    load = intake.load if intake.workers else lambda: intake.coder
    with desk.writing("verbale add", wait=wait) as writer, Workers(load, intake.workers) as workers:
        job = _Job(writer, workers, intake, clock, tell)
        for piece in pieces:
            job.take(piece)
            if stopped():
                if isinstance(pieces, Generator):
                    pieces.close()  # nobody shall go on asking hosts for what is not taken
                break
        job.finish()
        writer.merge()
        return job.tally


def seen_before(state: State, url: str) -> Checked | None:
    """What the desk remembers of an address that was read to its end."""
    found = state.listing(url)
    if found is None:
        return None
    return Checked(url, found.etag, found.modified, date.fromisoformat(found.since) if found.since else None, found.follow)


class _Job:
    """One call of `add`."""

    def __init__(
        self, writer: Writer, workers: Workers, intake: Intake, clock: Callable[[], datetime], tell: Callable[[Tally], None]
    ) -> None:
        self.writer, self.workers, self.intake, self.clock, self.tell = writer, workers, intake, clock, tell
        self.tally = Tally()
        self._run = run_row(intake.coder.run, clock())
        under_way = AHEAD * intake.workers
        self._parsing: Line[Raw, Article | UnreadableArticle | Fatal] = Line(under_way)
        self._coding: Line[Arrival, CodedArticle | Fatal] = Line(under_way)
        self._flying: dict[str, list[Arrival]] = {}  # articles that are being coded, each with the places where it was found
        self._digests: set[bytes] = set()  # of pieces that the state does not know yet
        self._refused: set[bytes] = set()  # of those that cannot be read
        self._begin()

    def take(self, piece: Raw | UnreadableArticle | Checked) -> None:
        """Take one piece in, and store what is ready."""
        if isinstance(piece, Checked):
            self._note(piece)
            return
        if isinstance(piece, Omitted):
            self._omit(str(piece))
            return
        self.tally.found += 1
        if isinstance(piece, UnreadableArticle):
            where = _WHERE.match(str(piece))
            self._fail(where[1] if where else "", str(piece), None)
        elif (digest := piece.digest()) in self._refused or self.writer.state.refused_piece(digest):
            self.tally.refused += 1
        elif digest in self._digests or self.writer.state.knows_piece(digest):
            self.tally.known += 1
        else:
            self._digests.add(digest)
            if piece.kind in CHEAP:
                self._parsed(piece, _read(piece, self.intake.published))
            else:
                self._parsing.put(piece, self.workers.parse(piece, self.intake.published))
        self._advance()

    def finish(self) -> None:
        """Wait for all that is under way, and store it."""
        self._advance(all=True)
        self.store()

    def store(self) -> None:
        """Commit the batch."""
        self.tally.stored += self.writer.articles_waiting
        self.writer.commit()
        self._digests.clear()  # the state knows them now, but for those under way
        self._digests.update(arrival.digest for arrivals in self._flying.values() for arrival in arrivals)

    def _note(self, checked: Checked) -> None:
        """Remember a version of an address, in the batch of its last articles: never before they are stored."""
        self._advance(all=True)
        since = checked.since.isoformat() if checked.since else None
        self.writer.state.note_listing(
            Listing(checked.url, checked.etag, checked.modified, since, checked.follow, stamp(self.clock()))
        )

    def _begin(self) -> None:
        self.writer.begin(self._run)
        self._begun = self.clock()

    def _advance(self, *, all: bool = False) -> None:
        for raw, found in self._parsing.ready(all=all):
            self._parsed(raw, found)
        for arrival, coded in self._coding.ready(all=all):
            self._coded(arrival, coded)
        age = (self.clock() - self._begun).total_seconds()
        if self.writer.articles_waiting >= self.intake.batch_articles or not 0 <= age < self.intake.batch_seconds:
            self.store()
            self._begin()
        self.tell(self.tally)

    def _parsed(self, raw: Raw, found: Article | UnreadableArticle | Fatal) -> None:
        if isinstance(found, UnreadableArticle | Fatal):
            self._fail(raw.where, found.reason if isinstance(found, Fatal) else str(found), raw.digest())
            return
        ident = hashlib.sha256(found.text.encode()).hexdigest()[:16]
        given = None if found.id == ident else found.id
        own = replace(found, id=ident)
        arrival = Arrival(own, given, raw.where, raw.digest(), fingerprint(own.title, own.text))
        if ident in self._flying:
            self._flying[ident].append(arrival)
            self.tally.known += 1
        elif self.writer.known(arrival, self.clock()):
            self.tally.known += 1
        elif found.language not in CODED_LANGUAGES:
            self.tally.uncoded += 1
            self.tally.languages[found.language or ""] += 1
            self.writer.add(arrival, None, self.clock())
        else:
            self._flying[ident] = [arrival]
            self._coding.put(arrival, self.workers.code(own))

    def _coded(self, arrival: Arrival, coded: CodedArticle | Fatal) -> None:
        echoes = self._flying.pop(arrival.article.id)[1:]
        if isinstance(coded, Fatal):
            self._fail(arrival.found_in, coded.reason, None)
            return
        row = self.writer.add(arrival, coded, self.clock())
        self.tally.coded += 1
        self.tally.events += len(coded.events)
        self.tally.undated += arrival.article.published is None
        self.tally.copies += row.copy_of is not None
        self.tally.versions += row.version_of is not None
        for echo in echoes:
            self.writer.known(echo, self.clock())

    def _omit(self, sentence: str) -> None:
        where = _WHERE.match(sentence)
        kind = _PARTICULARS.sub("…", sentence[where.end() :] if where else sentence)
        self.tally.omitted[kind] += 1
        self.tally.first.setdefault(kind, sentence)

    def _fail(self, found_in: str, reason: str, digest: bytes | None) -> None:
        reason = reason.removeprefix(f"{found_in}: ")
        kind = _PARTICULARS.sub("…", reason)
        self.tally.failed += 1
        self.tally.reasons[kind] += 1
        self.tally.first.setdefault(kind, f"{found_in}: {reason}" if found_in else reason)
        if digest is not None:
            self._refused.add(digest)
        self.writer.fail(found_in, reason, digest, self.clock())


def _read(raw: Raw, published: date | None) -> Article | UnreadableArticle:
    try:
        return article(raw, published)
    except UnreadableArticle as error:
        return error
