"""The history of a desk: which of its events a forecast may learn from, when they could be known, and what is left out.

An event counts when it is told as having happened, once for each of its pairs, however many reports tell it. What is only
planned, held possible or denied, and where somebody stands toward a country, become signals.
"""

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from verbale.forecast.history import EPOCH, UNKNOWN, Actors, Coverage, Dated, History, days, history
from verbale.ontology import ACTS, NOT_COUNTRIES
from verbale.ontology.countries import alpha3
from verbale.store.queries import Questions
from verbale.store.rows import OWN

TOLD_LATE = 90
"""An event that is told more than so many days after it happened is background, no news."""
_CLOCKS_APART = 1  # days by which a happening may be dated after its report, since the earth is round
_SIGNALS = ("future", "hypothetical", "negated")
_STANCES = {"supports": "SUPPORT:stance", "opposes": "OPPOSE:stance"}

# Of several versions of an article the last one published before the day counts, as of its own day; copies never do.
_STANDING = """
WITH standing AS (
  SELECT article_id FROM articles WHERE copy_of IS NULL AND ($1::DATE IS NULL OR published IS NULL OR published < $1::DATE)
  QUALIFY row_number() OVER (PARTITION BY coalesce(version_of, article_id) ORDER BY published DESC NULLS LAST, added DESC) = 1
)
"""
_EVENTS = f"""
{_STANDING}
SELECT origin, act, status, incident, published, date_from, date_to, list_zip(actor_name, actor_code, actor_sector),
  list_zip(recipient_name, recipient_code, recipient_sector)
FROM all_events
WHERE copy_of IS NULL AND (article_id IS NULL OR article_id IN (SELECT article_id FROM standing))
  AND (len($2::VARCHAR[]) = 0 OR list_contains($2::VARCHAR[], origin))
  AND ($1::DATE IS NULL OR coalesce(published, date_to, date_from) < $1::DATE)
ORDER BY coalesce(published, date_to, date_from) NULLS LAST, event_id, act
"""
_STANCES_TOLD = f"""
{_STANDING}
SELECT published, holder_name, holder_code, holder_sector, value, toward FROM segment_stances
WHERE article_id IN (SELECT article_id FROM standing) AND published IS NOT NULL AND toward IS NOT NULL
  AND ($1::DATE IS NULL OR published < $1::DATE)
ORDER BY published, article_id, start
"""
_ARTICLES = f"""
{_STANDING}
SELECT published, count(*) FROM articles WHERE coded AND published IS NOT NULL AND article_id IN (SELECT article_id FROM standing)
  AND ($1::DATE IS NULL OR published < $1::DATE)
GROUP BY published
"""

_NEWS = """
SELECT max(day) FROM (
  SELECT published AS day FROM articles UNION ALL
  SELECT coalesce(published, date_to) AS day FROM all_events WHERE article_id IS NULL
) WHERE day <= $1::DATE
"""


class Level(StrEnum):
    """Who acts: countries (and organisations of states), or everyone who has a name or a role."""

    COUNTRIES = "countries"
    ACTORS = "actors"


class Party(NamedTuple):
    """An actor of a history: its name there, its country and its role."""

    name: str
    country: str | None
    role: str | None


@dataclass(frozen=True, slots=True)
class Summary:
    """What became of the events of a desk: how many were read, happened, became signals, and were left out, by reason.

    `first` and `last` are days of what happened; `news_until` is the last day of which the desk has any news.
    """

    read: int
    used: int
    signals: int
    left_out: tuple[tuple[str, int], ...]
    first: date | None
    last: date | None
    news_until: date | None


@dataclass(frozen=True, slots=True)
class DeskHistory:
    """The history of a desk at one level, from some origins (none named: all), with its summary."""

    history: History
    summary: Summary
    level: Level
    origins: tuple[str, ...]

    @property
    def digest(self) -> str:
        """First 16 hexadecimal digits of the SHA-256 of all that a forecaster can learn from."""
        past = self.history
        made = hashlib.sha256()
        for one in (past, past.signals) if past.signals is not None else (past,):
            made.update("\n".join((*one.actors.names, *one.acts)).encode())
            for column in (one.day, one.known, one.source, one.act, one.target):
                made.update(np.ascontiguousarray(column).tobytes())
        if past.coverage is not None:
            made.update(f"{past.coverage.first}".encode() + past.coverage.reports.tobytes())
        return made.hexdigest()[:16]


def read(
    questions: Questions, level: Level = Level.COUNTRIES, *, origins: Sequence[str] = (), before: date | None = None
) -> DeskHistory:
    """The history of a desk: all of it, or what was published before a day, as the desk would have been on that morning.

    `origins` are those whose events count ("verbale", "icews" ...); none named means all.
    """
    reading = _Reading(level, before)
    for *cells, actors, recipients in questions.ask(_EVENTS, [before, list(origins)]).rows():
        reading.event(_Row._make((*cells, _told(actors), _told(recipients))))
    own = not origins or OWN in origins
    articles = dict(questions.ask(_ARTICLES, [before]).rows()) if own else {}
    if own:
        for published, name, code, sector, value, toward in questions.ask(_STANCES_TOLD, [before]).rows():
            reading.stance(published, _Told(name, code, sector), value, toward)
    past = _columns(reading, articles)
    told = [*reading.reports, *articles]
    summary = Summary(
        reading.read,
        reading.used,
        reading.signalled,
        tuple(reading.left_out.most_common()),
        _day(int(past.day.min())) if len(past) else None,
        _day(int(past.day.max())) if len(past) else None,
        max(told, default=None),
    )
    return DeskHistory(past, summary, level, tuple(origins))


def news_until(questions: Questions, today: date) -> date | None:
    """The last day up to today of which the desk has any news."""
    ((last,),) = questions.ask(_NEWS, [today]).rows()
    return last if isinstance(last, date) else None


def party_of(level: Level, name: str | None, code: str | None, sector: str | None) -> Party | None:
    """Who an actor of the desk is at a level; None where that is unknown.

    Organisations of states (IGO) stand beside countries, by their names. Of an actor without a name its code and sector are the
    name ("KOR/MIL"); a country as such is its code, whatever it is called.
    """
    country = code if code and code not in NOT_COUNTRIES else None
    if level is Level.COUNTRIES:
        if country:
            return Party(country, country, None)
        return Party(name, None, "IGO") if name and code == "IGO" else None
    if country and (name is None or alpha3(name) == country):
        return Party(f"{country}/{sector}" if sector else country, country, sector)
    return Party(name, country, sector or ("IGO" if code == "IGO" else None)) if name else None


class _Told(NamedTuple):
    """A party as a row of the desk has it."""

    name: str | None
    code: str | None
    sector: str | None


class _Row(NamedTuple):
    """An event of the desk."""

    origin: str
    act: str
    status: str
    incident: str | None
    published: date | None
    date_from: date | None
    date_to: date | None
    actors: list[_Told]
    recipients: list[_Told]


@dataclass
class _Reading:
    """What has been read so far."""

    level: Level
    before: date | None
    parties: dict[str, Party] = field(default_factory=dict)
    happened: list[Dated] = field(default_factory=list)
    signals: list[Dated] = field(default_factory=list)
    told: set[tuple[str, str, str]] = field(default_factory=set)
    left_out: Counter[str] = field(default_factory=Counter)
    origins: Counter[str] = field(default_factory=Counter)
    reports: Counter[date] = field(default_factory=Counter)
    read: int = 0
    used: int = 0
    signalled: int = 0

    def event(self, row: _Row) -> None:
        """Take an event of the desk, or count why not."""
        self.read += 1
        if reason := self._taken(row):
            self.left_out[reason] += 1

    def _taken(self, row: _Row) -> str | None:
        """Take an event; the reason why not."""
        if row.status not in ("actual", *_SIGNALS):
            return "told as background"
        dated = _dated(row)
        if isinstance(dated, str):
            return dated
        day, known = dated
        if self.before is not None and known >= self.before:
            return "known too late"
        sources, targets = self._parties(row.actors), self._parties(row.recipients)
        if not sources or not targets:
            return "no actor that is known" if not sources else "no recipient that is known"
        pairs = [(source, target) for source in sources for target in targets if self._meet(source, target)]
        if not pairs:
            return "an actor and itself"
        if row.status != "actual":
            self.signals += [Dated(known, source, f"{row.act}:{row.status}", target, known) for source, target in pairs]
            self.signalled += 1
            return None
        if row.incident is not None:
            pairs = [pair for pair in pairs if (row.incident, *pair) not in self.told]
            if not pairs:
                return "of an incident that was told before"
            self.told |= {(row.incident, *pair) for pair in pairs}
        self.happened += [Dated(day, source, row.act, target, known) for source, target in pairs]
        self.origins[row.origin] += 1
        self.reports[known] += 1
        self.used += 1
        return None

    def stance(self, published: date, holder: _Told, value: str, toward: str) -> None:
        """Take a stance of an actor toward a country; others name no second actor."""
        sources, code = self._parties([holder]), alpha3(toward)
        if value in _STANCES and code and sources and self._meet(sources[0], code):
            self._known(Party(code, code, None))
            self.signals.append(Dated(published, sources[0], _STANCES[value], code, published))
            self.signalled += 1

    def _parties(self, told: list[_Told]) -> list[str]:
        """The names of those that are known, each once."""
        found = [party for one in told if (party := party_of(self.level, *one)) is not None]
        return list(dict.fromkeys(self._known(party) for party in found))

    def _known(self, party: Party) -> str:
        """Note a party. Country and role are those that were told first, so that later news does not change the past."""
        before = self.parties.setdefault(party.name, party)
        if (before.country is None and party.country) or (before.role is None and party.role):
            self.parties[party.name] = Party(party.name, before.country or party.country, before.role or party.role)
        return party.name

    def _meet(self, source: str, target: str) -> bool:
        """A country may act on itself: its people against its government. Nobody else does."""
        return source != target or self.level is Level.COUNTRIES


def _told(cells: list[dict[str, str | None]]) -> list[_Told]:
    return [_Told(*cell.values()) for cell in cells]


def _dated(row: _Row) -> tuple[date, date] | str:
    """The day of the happening, the last one of a range, and the day from which it was known; or the reason why there is none."""
    first, last, published = row.date_from or row.date_to, row.date_to or row.date_from, row.published
    if row.status != "actual":
        # What is planned has no day yet: a signal is of the day on which it is told.
        return (published, published) if published else "planned or denied, on an unknown day"
    if published is None:
        return (last, last) if last else "without a day"
    if first is None or last is None:
        return published, published
    if first > published + timedelta(_CLOCKS_APART):
        return "dated after its publication"
    day = max(first, min(last, published))
    if (published - day).days > TOLD_LATE:
        return f"told more than {TOLD_LATE} days late"
    return day, max(published, day)


def _columns(reading: _Reading, articles: dict[date, int]) -> History:
    """The history of what was read. Actors are numbered as they became known, so that later news changes no number."""
    parties = list(reading.parties.values())
    countries = tuple(dict.fromkeys(party.country for party in parties if party.country))
    roles = tuple(dict.fromkeys(party.role for party in parties if party.role))
    actors = Actors(
        tuple(party.name for party in parties),
        _numbers([party.country for party in parties], countries),
        _numbers([party.role for party in parties], roles),
        countries,
        roles,
    )
    signals = history(reading.signals, actors, sorted({event.act for event in reading.signals}))
    own = 2 * reading.origins[OWN] > reading.used
    return replace(
        history(reading.happened, actors, ACTS),
        signals=signals if len(signals) else None,
        coverage=_coverage(articles if own else reading.reports),
    )


def _numbers(values: list[str | None], names: tuple[str, ...]) -> NDArray[np.int32]:
    number = {name: position for position, name in enumerate(names)}
    return np.array([UNKNOWN if value is None else number[value] for value in values], dtype=np.int32)


def _coverage(reports: dict[date, int]) -> Coverage | None:
    """Articles a day; in a desk whose events are mostly imported, events a day."""
    if not reports:
        return None
    first, last = days(min(reports)), days(max(reports))
    counts = np.zeros(last - first + 1)
    for day, count in reports.items():
        counts[days(day) - first] = count
    return Coverage(first, counts)


def _day(number: int) -> date:
    return EPOCH + timedelta(days=number)
