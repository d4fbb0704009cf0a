"""From place words to places: which of all places of a name an article means.

Candidates come from the gazetteer. What decides between them, in this order: words of the same phrase ("Paris, Texas",
"Donetsk region"), the same name said in full elsewhere in the article, the countries the article speaks of, and size.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from verbale.ontology import UNKNOWN_CODE
from verbale.records import Article, Candidate, Mention, Place, Reading, Resolved, Span
from verbale.resolution.gazetteer import Gazetteer, GazetteerRow, fold
from verbale.resolution.namesakes import Meaning, Namesakes
from verbale.resolution.place_phrases import (
    SMALL_RANK,
    SPECIFIC,
    WORD,
    Part,
    Phrase,
    PhraseReader,
    clear_divisions,
    clear_rows,
    inside,
)
from verbale.resolution.toponyms import ToponymReader

# Chosen on TR-News, GeoWebNews and the development gold; after a change run quality/places.py.
VOTE_WEIGHT = 1.8  # a country with all votes of the article is worth this many powers of ten of inhabitants
DIVISION_WEIGHT = 1.5  # a first order division with all votes, for places inside it
CONTAINER_WEIGHT = 8.0  # a place inside the country or division named beside it
TYPE_WEIGHT = 2.0  # "region" or "town" beside the name
ECHO_WEIGHT = 4.0  # the same name was said in full elsewhere in the article
PLACE_VOTE, ACTOR_VOTE, SPOKEN_VOTE = 1.0, 0.5, 0.25
UNVOUCHED_VOTES, UNVOUCHED_ALTERNATE_VOTES = 4.0, 1.0
NEAR_VOTE = 0.3  # what the sentence speaks of against the whole article, for words without a name
CACHED_WORDS = 20_000
SHOWN_CANDIDATES = 3
INHERITED = "inherited"  # in the reason of an answer that the words themselves do not give

CAPITALISED = re.compile(r"(?<![\w.])[A-Z][\w.]*(?:[ -][A-Z][\w]*)?")


@dataclass(slots=True)
class Context:
    """What an article says about where it plays: votes for countries, and names said in full."""

    votes: dict[str, float] = field(default_factory=dict)
    divisions: Counter[int] = field(default_factory=Counter)
    near: dict[Span, Counter[str]] = field(default_factory=dict)
    echoes: dict[str, int] = field(default_factory=dict)
    meant: dict[str, Meaning] = field(default_factory=dict)

    def share(self, countries: Iterable[str]) -> float:
        """Share of the votes that the best of these countries has, 0 to 1."""
        total = sum(self.votes.values())
        return max((self.votes.get(country, 0.0) for country in countries), default=0.0) / total if total else 0.0

    def vote(self, country: str, weight: float) -> None:
        """Add to what speaks for a country."""
        self.votes[country] = self.votes.get(country, 0.0) + weight


@dataclass(frozen=True, slots=True)
class Placed:
    """Answers for the place words of events and the location names, and all places that the article names."""

    answers: dict[Mention, Resolved[Place]]
    places: tuple[Resolved[Place], ...]


class PlaceResolver:
    """Resolves the places of whole articles. Keeps nothing between articles but the gazetteer."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self._phrases, self._toponyms, self._namesakes = PhraseReader(gazetteer), ToponymReader(gazetteer), Namesakes(gazetteer)
        self._nation = lru_cache(CACHED_WORDS)(self._find_nation)

    def resolve(
        self, article: Article, readings: Sequence[Reading], countries: Sequence[str] = ()
    ) -> dict[Mention, Resolved[Place]]:
        """An answer for the place mention of every event and for every location name.

        `countries` are the ISO3 codes of the article's actors, as often as they act; codes of no country are ignored.
        """
        return self._settle(article, readings, countries)[0]

    def places_of(
        self, article: Article, readings: Sequence[Reading], countries: Sequence[str] = ()
    ) -> tuple[Resolved[Place], ...]:
        """Every place that an article names and the gazetteer knows, in the order of the text, each with its words.

        Beside the location names these are the names and adjectives that stand for a government ("Moscow said"), modify a noun
        ("a Turkish court") or are part of another name; their mentions have the role place. Locations come as `resolve` has
        them; those whose place is only inherited, or unknown, are left out.
        """
        return self.read(article, readings, countries).places

    def read(self, article: Article, readings: Sequence[Reading], countries: Sequence[str] = ()) -> Placed:
        """The answers of `resolve` and those of `places_of`, from one reading."""
        answers, context = self._settle(article, readings, countries)
        found = {mention.span: answer for mention, answer in answers.items() if mention.role == "location" and _own(answer)}
        for mention, sentence in self._toponyms.read(article, readings, sorted(found)):
            phrase = _narrowed(self._phrases.read(article.text, mention.span), context.meant)
            answer = self._answer(mention, phrase, sentence, context)
            if _own(answer):
                found[mention.span] = answer
        return Placed(answers, tuple(found[span] for span in sorted(found)))

    def _settle(
        self, article: Article, readings: Sequence[Reading], countries: Sequence[str]
    ) -> tuple[dict[Mention, Resolved[Place]], Context]:
        """The answers of `resolve`, and the context that they were found in."""
        mentions = dict(_mentions(readings))
        phrases = {mention: self._phrases.read(article.text, mention.span) for mention in mentions}
        meant = self._namesakes.meant(article, readings)
        phrases = {mention: _narrowed(phrase, meant) for mention, phrase in phrases.items()}
        context = self._context(article, phrases, mentions, countries, meant)
        for phrase in phrases.values():  # names said in full first, so that "Paris, Texas" settles "Paris"
            if phrase.parts and (phrase.after or phrase.countries or len(phrase.parts) > 1):
                head, row, _ = self._best(phrase, context)
                if inside(row, phrase, head):
                    context.echoes[fold(head.words)] = row.id
        answers = {mention: self._answer(mention, phrase, mentions[mention], context) for mention, phrase in phrases.items()}
        return answers, context

    def _context(
        self,
        article: Article,
        phrases: dict[Mention, Phrase],
        sentences: dict[Mention, Span],
        countries: Sequence[str],
        meant: dict[str, Meaning],
    ) -> Context:
        context = Context(meant=meant)
        for country, count in self._spoken_of(f"{article.title or ''}. {article.text}", meant).items():
            context.vote(country, SPOKEN_VOTE * count)
        for country in countries:
            if self.gazetteer.country_row(country):
                context.vote(country, ACTOR_VOTE)
        places = {(mention.span.start, mention.span.end): mention for mention in reversed(phrases)}.values()
        for small in (False, True):  # small places count where something else speaks for their country
            for mention in places:
                for row in clear_rows(phrases[mention], small):
                    country = row.countries[0]
                    if not small or country in context.votes:
                        context.vote(country, PLACE_VOTE)
                        context.near.setdefault(sentences[mention], Counter())[country] += 1
        for mention in places:
            context.divisions.update(clear_divisions(phrases[mention]))
        return context

    def _spoken_of(self, text: str, meant: dict[str, Meaning]) -> Counter[str]:
        """How often a text names each country, by its name or adjective."""
        found: Counter[str] = Counter()
        for words in CAPITALISED.findall(text):
            for name in (words, *(words.split() if " " in words else ())):
                country = self._nation(name)
                if country and meant and (meaning := meant.get(fold(name))):
                    country = meaning.country
                if country:
                    found[country] += 1
                    break
        return found

    def _find_nation(self, name: str) -> str | None:
        country = self.gazetteer.adjective_country(name)
        if country is None:
            rows = self.gazetteer.lookup(name)
            if rows and rows[0].kind == "country":
                return rows[0].country
        return country

    # Choosing -------------------------------------------------------------------------------------------------------

    def _best(self, phrase: Phrase, context: Context) -> tuple[Part, GazetteerRow, list[tuple[float, GazetteerRow]]]:
        """The name that says most closely where, its best candidate, and all its candidates with scores, best first."""
        head = max(phrase.parts, key=lambda part: (part.specific, -part.first))
        scored = sorted(((self._score(row, phrase, head, context), row) for row in head.rows), key=lambda pair: -pair[0])
        return head, scored[0][1], scored

    def _score(self, row: GazetteerRow, phrase: Phrase, head: Part, context: Context) -> float:
        score = row.rank + VOTE_WEIGHT * context.share(row.countries)
        if row.admin1_id is not None and context.divisions:
            score += DIVISION_WEIGHT * context.divisions[row.admin1_id] / context.divisions.total()
        if inside(row, phrase, head):
            score += CONTAINER_WEIGHT
        if phrase.division:
            score += {"admin1": TYPE_WEIGHT, "admin2": TYPE_WEIGHT / 2, "region": TYPE_WEIGHT / 2}.get(row.kind, 0.0)
        elif phrase.settlement and row.kind == "city":
            score += TYPE_WEIGHT / 2
        if context.echoes.get(fold(head.words)) == row.id:
            score += ECHO_WEIGHT
        return score

    def _answer(self, mention: Mention, phrase: Phrase, sentence: Span, context: Context) -> Resolved[Place]:
        if phrase.abroad and not any(part.specific >= SPECIFIC["city"] for part in phrase.parts):
            return self._abroad(mention, phrase, sentence, context)
        if phrase.border:
            return self._border(mention, phrase, sentence, context)
        if phrase.capital and not any(part.specific >= SPECIFIC["city"] for part in phrase.parts):
            return self._capital(mention, phrase, sentence, context)
        if not phrase.parts:
            if phrase.countries:
                return self._country(mention, phrase, phrase.countries[0], 0.8, "country of the adjective")
            return self._inherited(mention, phrase, sentence, context)
        head, row, scored = self._best(phrase, context)
        if row.kind in ("city", "admin2") and self._unvouched(row, phrase, context):
            return self._inherited(mention, replace(phrase, parts=()), sentence, context)
        if row.kind == "country" and phrase.direction:
            return self._part_of(mention, phrase, row)
        score = 1 / sum(10 ** (other - scored[0][0]) for other, _ in scored)
        candidates = tuple(
            Candidate(other.name, other.country or UNKNOWN_CODE, round(value, 2), other.kind)
            for value, other in scored[:SHOWN_CANDIDATES]
        )
        place = _place(row)
        if len(row.countries) > 1:
            place = replace(place, country=next((country for country in row.countries if country in context.votes), row.country))
        return Resolved(place, mention, round(score, 4), self._reason(row, head, phrase, scored, context), candidates)

    def _unvouched(self, row: GazetteerRow, phrase: Phrase, context: Context) -> bool:
        """Whether a small place, or an alternate name, lies in a country that an article of other countries never speaks of."""
        doubtful = not row.own or row.rank < SMALL_RANK or self.gazetteer.is_common(phrase.words)
        return (
            doubtful
            and sum(context.votes.values()) >= (UNVOUCHED_VOTES if row.own else UNVOUCHED_ALTERNATE_VOTES)
            and not context.share(row.countries)
            and not phrase.settlement
            and not any(inside(row, phrase, part) for part in phrase.parts)
        )

    def _reason(
        self, row: GazetteerRow, head: Part, phrase: Phrase, scored: list[tuple[float, GazetteerRow]], context: Context
    ) -> str:
        if any(inside(row, phrase, part) for part in phrase.parts):
            return f"{row.kind}, by the words beside it"
        meaning = context.meant.get(fold(head.words))
        if meaning is not None and meaning.country in row.countries:
            return f"{row.kind}, {meaning.reason}"
        if len(scored) == 1:
            return f"{row.kind}, the only one of that name"
        if row.id in context.echoes.values():
            return f"{row.kind}, named in full elsewhere"
        if max(scored, key=lambda pair: pair[1].rank)[1] is not row:
            return f"{row.kind}, votes of the article's countries"
        return f"{row.kind}, most prominent"

    def _border(self, mention: Mention, phrase: Phrase, sentence: Span, context: Context) -> Resolved[Place]:
        """A border is on one side: that of the country named first, unless the other one is where the article plays."""
        named = [*phrase.countries, *(row.countries[0] for part in phrase.parts for row in part.rows[:1] if row.countries)]
        town = any(part.specific >= SPECIFIC["city"] for part in phrase.parts)
        if town or not named:
            return self._answer(mention, replace(phrase, border=False), sentence, context)
        alone = len(set(named)) == 1
        home = self._home(sentence, context, without=named[0] if alone else None)
        country = home if home and (alone or home in named) else named[0]
        row = self.gazetteer.country_row(country)
        if row is None:
            return Resolved(None, mention, 0.0, "no place of that name")
        return Resolved(Place(phrase.words, country, "region"), mention, 0.5, "border, side of the article's countries")

    def _abroad(self, mention: Mention, phrase: Phrase, sentence: Span, context: Context) -> Resolved[Place]:
        """A country's embassy stands elsewhere: in the country where the article plays, but for that one."""
        owners = {*phrase.countries, *(row.countries[0] for part in phrase.parts for row in part.rows[:1] if row.countries)}
        country = self._home(sentence, context, without=next(iter(sorted(owners)), None))
        if country is None:
            return Resolved(None, mention, 0.0, "no place of that name")
        return self._country(mention, phrase, country, 0.4, "mission abroad, country inherited from the article")

    def _capital(self, mention: Mention, phrase: Phrase, sentence: Span, context: Context) -> Resolved[Place]:
        named = [*phrase.countries, *(row.countries[0] for part in phrase.parts for row in part.rows[:1] if row.countries)]
        country = named[0] if named else self._home(sentence, context)
        row = self.gazetteer.capital_of(country) if country else None
        if row is None:
            return self._inherited(mention, replace(phrase, parts=()), sentence, context)
        return Resolved(
            _place(row), mention, 0.9 if named else 0.5, "capital of the country named" if named else "capital, inherited country"
        )

    def _part_of(self, mention: Mention, phrase: Phrase, row: GazetteerRow) -> Resolved[Place]:
        return Resolved(Place(phrase.words, row.country, "region"), mention, 0.9, "part of a country")

    def _country(self, mention: Mention, phrase: Phrase, country: str, score: float, reason: str) -> Resolved[Place]:
        row = self.gazetteer.country_row(country)
        return Resolved(_place(row) if row else None, mention, score if row else 0.0, reason if row else "no place of that name")

    def _inherited(self, mention: Mention, phrase: Phrase, sentence: Span, context: Context) -> Resolved[Place]:
        """Words without a known name: the country where the sentence, else the article, plays."""
        country = self._home(sentence, context)
        if country is None:
            return Resolved(None, mention, 0.0, "no place of that name")
        if any(word.group()[:1].isupper() for word in WORD.finditer(phrase.words)):
            return Resolved(
                Place(phrase.words, country, "unknown"), mention, 0.3, "unknown name, country inherited from the article"
            )
        return self._country(mention, phrase, country, 0.4, "no name, country inherited from the article")

    def _home(self, sentence: Span, context: Context, without: str | None = None) -> str | None:
        """The country with most votes in the sentence and the article."""
        total = sum(context.votes.values()) or 1.0
        near = context.near.get(sentence, Counter())
        votes = {
            country: vote / total + NEAR_VOTE * near[country] / (near.total() or 1)
            for country, vote in context.votes.items()
            if country != without
        }
        return max(votes, key=lambda country: (votes[country], country)) if votes else None


def _own(answer: Resolved[Place]) -> bool:
    """Whether the words themselves name the place."""
    return answer.value is not None and answer.value.precision != "unknown" and INHERITED not in answer.reason


def _mentions(readings: Sequence[Reading]) -> Iterator[tuple[Mention, Span]]:
    for reading in readings:
        for event in reading.events:
            if event.place is not None:
                yield event.place, reading.sentence
        for name in reading.names:
            if name.role == "location":
                yield name, reading.sentence


def _narrowed(phrase: Phrase, meant: dict[str, Meaning]) -> Phrase:
    """A phrase without the candidates that the article does not mean by a name: Georgia the country, where it means the state."""
    if not any(fold(part.words) in meant for part in phrase.parts):
        return phrase
    return replace(phrase, parts=tuple(_meant(part, meant.get(fold(part.words))) for part in phrase.parts))


def _meant(part: Part, meaning: Meaning | None) -> Part:
    if meaning is None or meaning.country is None:
        return part
    rows = tuple(row for row in part.rows if meaning.country in row.countries and meaning.division in (None, row))
    return replace(part, rows=rows or part.rows)


def _place(row: GazetteerRow) -> Place:
    admin1 = row.name if row.kind == "admin1" else row.admin1
    return Place(row.name, row.country, row.kind, admin1, row.geonameid, row.lat, row.lon)
