"""An article as the resolver sees it: words, sentences, names, and how much each country matters in it."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from verbale.ontology import NOT_COUNTRIES
from verbale.records import Article, EventMention, Mention, Reading, Span
from verbale.resolution.knowledge import ActorTable, Entity, Hit, tokens_of
from verbale.resolution.words import LOCATIVES

_WEIGHTS = {"state": 1.0, "adjective": 0.8, "people": 0.8, "seat": 1.0, "person": 0.7, "group": 0.5, "agency": 0.6, "party": 0.6}
_PLACE_WEIGHT = 1.2
_TITLE, _LEAD, _SECOND = 2.0, 2.0, 1.4


class PlaceNames(Protocol):
    """What the resolution of actors asks of the gazetteer."""

    def country_of(self, name: str) -> str | None:
        """ISO 3166-1 alpha-3 of the most prominent place of that name, or None."""


@dataclass(slots=True)
class Part:
    """A mention with the event and role it plays there."""

    mention: Mention
    event: EventMention | None
    sentence: int


class Story:
    """One article with its readings, indexed once."""

    def __init__(self, table: ActorTable, article: Article, readings: Sequence[Reading], gazetteer: PlaceNames | None) -> None:
        self.table, self.article, self.text, self.gazetteer = table, article, article.text, gazetteer
        self.on: date | None = article.published
        self.readings = sorted(readings, key=lambda reading: reading.sentence.start)
        self.tokens = tokens_of(self.text)
        self._starts = [token.start for token in self.tokens]
        self._sentence_starts = [reading.sentence.start for reading in self.readings]
        self.hits = table.scan(self.text, self.tokens)
        self.hit_from, self.hit_to = {hit.first: hit for hit in self.hits}, {hit.last: hit for hit in self.hits}
        self.covered = {i for hit in self.hits if not hit.weak for i in range(hit.first, hit.last)}
        self.occurrences: dict[str, list[int]] = defaultdict(list)
        for i, token in enumerate(self.tokens):
            if token.capital:
                self.occurrences[token.key].append(i)
        self.weights: dict[str, float] = defaultdict(float)
        self._places: dict[str, str | None] = {}
        self._known: frozenset[str] = frozenset()
        self._local: dict[int, tuple[str, ...]] = {}
        title = self.article.title or ""
        in_title = self.table.scan(title, tokens_of(title))
        self._weigh(in_title)
        self.total = sum(self.weights.values())
        ranked = sorted(self.weights.items(), key=lambda item: (-item[1], item[0]))
        self.main = ranked[0][0] if ranked else None
        self.titled = tuple(dict.fromkeys(self._countries_of(in_title)))

    def sentence_at(self, offset: int) -> int:
        """The number of the reading whose sentence holds the character, or the last one before it."""
        return max(0, bisect_right(self._sentence_starts, offset) - 1)

    def gap(self, token: int) -> str:
        """What stands between a token and the one before it."""
        return self.text[self.tokens[token - 1].end : self.tokens[token].start]

    def span_tokens(self, span: Span) -> tuple[int, int]:
        """First and last (exclusive) token of a span."""
        first = bisect_right(self._starts, span.start - 1) if span.start else 0
        if first and self.tokens[first - 1].end > span.start:
            first -= 1
        last = bisect_right(self._starts, span.end - 1)
        return first, max(first, last)

    def country_of_place(self, name: str) -> str | None:
        """The country of a place name: the table first (states, regions, capitals), then the gazetteer."""
        if name not in self._places:
            self._places[name] = self._look_up_place(name)
        return self._places[name]

    def _look_up_place(self, name: str) -> str | None:
        for entity in self.table.lookup(name):
            if entity.kind in ("state", "seat") and entity.codes[0] not in NOT_COUNTRIES:
                return entity.codes[0]
        return self.gazetteer.country_of(name) if self.gazetteer is not None else None

    def pick(self, hit: Hit) -> tuple[Entity, int]:
        """The entity of a hit that the date and the article support best, and its phase on that day."""

        def rank(entity: Entity) -> tuple[float, ...]:
            phase = entity.phase(self.on)
            support = max((self.weights.get(code, 0.0) for code in entity.codes), default=0.0)
            fresh = entity.end or "9999"
            return (
                phase == 0,
                entity.own,
                min(support, 1.0),
                entity.source == "hand",
                support,
                phase == 1,
                -float(entity.start[:4] or 0) if phase < 0 else float(fresh[:4]),
                entity.start > "0",
            )

        best = max((name.entity for name in hit.names), key=rank)
        return best, best.phase(self.on)

    def codes_of(self, entity: Entity) -> tuple[str, ...]:
        """The code of an entity; of a group in several countries the one the article speaks of most."""
        if len(entity.codes) == 1:
            return entity.codes
        if entity.kind == "group" and self.main is not None and not any(self.weights.get(code, 0.0) for code in entity.codes):
            return (self.main,)  # the branch that fights where the story is set
        return (max(entity.codes, key=lambda code: (self.weights.get(code, 0.0), -entity.codes.index(code))),)

    def _weigh(self, in_title: Sequence[Hit]) -> None:
        for hit in in_title:
            self._count(hit, _TITLE)
        lead = self.readings[0].sentence.end if self.readings else 0
        second = self.readings[1].sentence.end if len(self.readings) > 1 else lead
        for hit in self.hits:
            end = self.tokens[hit.first].end
            self._count(hit, _LEAD if end <= lead else _SECOND if end <= second else 1.0)
        told = sum(self.weights.values())
        named: dict[str, set[str]] = defaultdict(set)
        found: list[tuple[str, float]] = []
        for reading in self.readings:
            places = {event.place.span for event in reading.events if event.place is not None}
            places |= {name.span for name in reading.names if name.role == "location"}
            for span in sorted(places):
                country = None if self._has_hit(span) else self.place_country(span)
                if country is not None:
                    named[country].add(span.of(self.text))
                    found.append((country, _PLACE_WEIGHT * (_LEAD if span.end <= lead else 1.0)))
        fights = {code for hit in self.hits for name in hit.names if name.entity.kind == "group" for code in name.entity.codes}
        for country, weight in found:  # one obscure namesake does not bring a new country into the story
            if self.weights.get(country, 0.0) > 0 or told < 1 or len(named[country]) > 1 or country in fights:
                self.weights[country] += weight
        self._known = frozenset(code for code, weight in self.weights.items() if weight > 0)
        dateline = self.text[: self.tokens[2].end if len(self.tokens) > 2 else 0]
        if self.gazetteer is not None and dateline.isupper() and self.tokens:
            country = self.country_of_place(self.text[self.tokens[0].start : self.tokens[0].end].title())
            if country is not None:
                self.weights[country] += _LEAD

    def _count(self, hit: Hit, factor: float) -> None:
        if hit.weak:
            return
        entity = next(
            (name.entity for name in hit.names if not name.weak and name.entity.phase(self.on) == 0), hit.names[0].entity
        )
        weight = _WEIGHTS.get(entity.kind, 0.0) * factor
        if weight and len(entity.codes) == 1 and entity.codes[0] not in NOT_COUNTRIES:
            self.weights[entity.codes[0]] += weight

    def _countries_of(self, hits: Sequence[Hit]) -> list[str]:
        return [code for hit in hits if not hit.weak for code in self.codes_of(self.pick(hit)[0]) if code not in NOT_COUNTRIES]

    def named_after(self, offset: int, number: int) -> list[str]:
        """The countries that the names behind an offset in a sentence stand for."""
        end = self.readings[number].sentence.end if self.readings else offset
        return self._countries_of([hit for hit in self.hits if offset <= self.tokens[hit.first].start < end])

    def places_of(self, number: int) -> tuple[str, ...]:
        """The countries of the places that a sentence names after "in", "at", "near" and the like."""
        if number not in self._local:
            span = self.readings[number].sentence
            first, last = self.span_tokens(span)
            found: list[str] = []
            for i in range(first, last - 1):
                after = i + 1
                if self.tokens[i].key in LOCATIVES and self.tokens[after].capital:
                    end = after + 1
                    while end < last and self.tokens[end].capital and self.gap(end) in (" ", "-"):
                        end += 1
                    country = self.country_among(after, end)
                    if country is not None:
                        found.append(country)
            self._local[number] = tuple(dict.fromkeys(found))
        return self._local[number]

    def _has_hit(self, span: Span) -> bool:
        return not self.covered.isdisjoint(range(*self.span_tokens(span)))

    def place_country(self, span: Span) -> str | None:
        """The country of place words: the last name in them that is a place ("a camp near Goma" -> COD)."""
        first, last = self.span_tokens(span)
        return self.country_among(first, last)

    def country_among(self, first: int, last: int, strict: bool = True) -> str | None:
        """The country of the last place name among tokens, adjectives included ("the Chadian border town of Adré" -> TCD).

        `strict` leaves out countries that only the gazetteer brings and nothing else in the article speaks of.
        """
        for hit in self.table.scan(self.text, self.tokens, first, last):
            for name in hit.names:
                if name.entity.kind in ("state", "seat", "adjective", "people") and not name.weak:
                    code = name.entity.codes[0]
                    if code not in NOT_COUNTRIES:
                        return code
        for a, b in self.capitalised(first, last):
            for start in range(a, b):
                country = self.country_of_place(self.text[self.tokens[start].start : self.tokens[b - 1].end])
                if country is not None and (not strict or not self._known or country in self._known):
                    return country
        return None

    def capitalised(self, first: int, last: int) -> list[tuple[int, int]]:
        """Runs of capitalised tokens, the last run first."""
        runs: list[tuple[int, int]] = []
        at = first
        while at < last:
            if not self.tokens[at].capital:
                at += 1
                continue
            end = at + 1
            while (
                end < last
                and self.gap(end) in (" ", "-", "'", "’", ". ")
                and (
                    self.tokens[end].capital
                    or (
                        self.tokens[end].key in ("al", "el", "de", "of", "the", "bin")
                        and end + 1 < last
                        and self.tokens[end + 1].capital
                    )
                )
            ):
                end += 1
            runs.append((at, end))
            at = end
        return runs[::-1]
