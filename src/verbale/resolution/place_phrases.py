"""Place words taken apart: names that the gazetteer knows, countries of adjectives, and words such as "border" or "region"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from verbale.records import Span
from verbale.resolution.gazetteer import Gazetteer, GazetteerRow

CLEAR_LEAD = 1.5  # powers of ten by which the first candidate of a name must lead to be beyond doubt
SMALL_RANK = 5.3  # a place below it must be vouched for: its country is spoken of
EMBEDDED_PROMINENCE = 5.0  # a name that is only part of a longer unknown one ("Mosul University") must be well known
LONGEST_NAME = 6  # words
LOOK_AHEAD = 40  # characters after a mention, for ", Texas" and "province"

SPECIFIC = {"site": 5, "city": 4, "admin2": 3, "admin1": 2, "region": 1, "country": 0}
DIVISION = frozenset(
    (
        "province", "provinces", "region", "oblast", "governorate", "state", "states", "county", "prefecture", "district",
        "republic", "krai", "department", "voivodeship",
    )
)  # fmt: skip
SETTLEMENT = frozenset(["city", "town", "village", "suburb", "township", "capital", "port", "hamlet"])
ABROAD = frozenset(["embassy", "consulate", "mission", "embassies", "consulates", "legation", "chancery"])
BORDER = frozenset(["border", "frontier", "boundary", "borders", "frontiers", "borderlands", "borderland"])
INTO = re.compile(r"\b(?:bridges?|roads?|crossings?|ferry|tunnel|flights?|motorway|railway|route|gate) (?:from|to|into) ")
DIRECTION = re.compile(
    r"^(?:(?:far|deep)[ -])?(?:north|south|east|west|central)(?:[ -]?(?:east|west|central))?(?:ern(?:most)?)?$"
    r"|^(?:mid|upper|lower)$",
    re.I,
)
WORD = re.compile(r"[^\W_](?:[\w.’'‘ʼ-]*\w)?\.?")
POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])$")
AFTER_COMMA = re.compile(r"^\.?,\s+((?:[A-Z][\w.’'-]*)(?:\s+[A-Z][\w.’'-]*){0,2})")


@dataclass(frozen=True, slots=True)
class Part:
    """A name in a phrase: its words, where they stand among the words of the phrase, and its candidates."""

    words: str
    first: int
    last: int
    rows: tuple[GazetteerRow, ...]

    @property
    def specific(self) -> int:
        """How closely the likeliest candidates say where, by SPECIFIC: 0 a country, 5 a site."""
        return max(SPECIFIC[row.kind] for row in self.rows if row.rank > self.rows[0].rank - CLEAR_LEAD)


@dataclass(frozen=True, slots=True)
class Phrase:
    """Place words taken apart. `countries` are those of its adjectives, `direction` the words "northern", "south of"."""

    words: str
    parts: tuple[Part, ...] = ()
    countries: tuple[str, ...] = ()
    direction: str | None = None
    division: bool = False
    settlement: bool = False
    border: bool = False
    capital: bool = False
    abroad: bool = False
    after: tuple[GazetteerRow, ...] = ()


class PhraseReader:
    """Takes place words apart with the names of a gazetteer."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer

    def read(self, text: str, span: Span) -> Phrase:
        """The phrase at a span of a text, with an eye on the words right behind it."""
        words = list(WORD.finditer(span.of(text)))
        parts: list[Part] = []
        countries: list[str] = []
        plain: list[str] = []
        at = 0
        while at < len(words):
            part = self._longest(span.of(text), words, at)
            if part is not None:
                parts.append(part)
                at = part.last + 1
                continue
            word = POSSESSIVE.sub("", words[at].group())
            found = [
                code for piece in word.split("-") if piece[:1].isupper() and (code := self.gazetteer.adjective_country(piece))
            ]
            countries += found
            if not found:
                plain.append(word.lower().rstrip("."))
            at += 1
        following = text[span.end : span.end + LOOK_AHEAD]
        next_word = WORD.search(following)
        beside = [*plain, *([next_word.group().lower().rstrip(".")] if next_word and following[:1] == " " else [])]
        direction = next((word for word in plain if DIRECTION.match(word)), None)
        return Phrase(
            span.of(text),
            tuple(parts),
            tuple(countries),
            direction,
            division=not DIVISION.isdisjoint(beside),
            settlement=not SETTLEMENT.isdisjoint(plain),
            border=not BORDER.isdisjoint(plain) or bool(INTO.search(span.of(text))),
            capital="capital" in plain,
            abroad=not ABROAD.isdisjoint(plain),
            after=self._after(following),
        )

    def _longest(self, text: str, words: list[re.Match[str]], at: int) -> Part | None:
        """The longest name that starts at a word, or None."""
        first = words[at].group()
        for last in range(min(len(words), at + LONGEST_NAME) - 1, at - 1, -1):
            name = POSSESSIVE.sub("", text[words[at].start() : words[last].end()])
            if "," in name or name.islower():
                continue
            if last == at and (self.gazetteer.is_common(name) and len(words) > 1):
                continue
            rows = self.gazetteer.lookup(name)
            if not rows or (last == at and first.islower()):
                continue
            if last > at and DIRECTION.match(name) and _goes_on(words, last):  # "Far North Queensland" is in Queensland
                continue
            if last == at and (DIRECTION.match(name) or (rows[0].kind != "country" and self.gazetteer.adjective_country(name))):
                continue
            if _embedded(words, at, last):
                rows = tuple(row for row in rows if row.own and row.prominence >= EMBEDDED_PROMINENCE)
            if rows:
                return Part(name, at, last, rows)
        return None

    def _after(self, following: str) -> tuple[GazetteerRow, ...]:
        """The country or division named after a comma: "Paris, Texas"."""
        found = AFTER_COMMA.match(following)
        if not found:
            return ()
        words = found.group(1).split()
        for count in range(len(words), 0, -1):
            rows = self.gazetteer.lookup(POSSESSIVE.sub("", " ".join(words[:count])))
            rows = tuple(row for row in rows if row.kind in ("country", "admin1"))
            if rows:
                return rows
        return ()


def _embedded(words: list[re.Match[str]], first: int, last: int) -> bool:
    """Whether a name is only part of a run of capitalised words, as "Villa" is in "Villa Rose"."""
    left = first > 0 and words[first - 1].group()[:1].isupper() and not POSSESSIVE.search(words[first - 1].group())
    return (left and _adjacent(words, first - 1)) or _goes_on(words, last)


def _goes_on(words: list[re.Match[str]], last: int) -> bool:
    """Whether a capitalised word follows in the same name."""
    follows = last + 1 < len(words) and words[last + 1].group()[:1].isupper() and not POSSESSIVE.search(words[last].group())
    return follows and _adjacent(words, last)


def _adjacent(words: list[re.Match[str]], at: int) -> bool:
    """Whether no comma stands between a word and the next: "Moscow, Idaho" is two names."""
    return "," not in words[at].string[words[at].end() : words[at + 1].start()]


def clear(part: Part, phrase: Phrase, *, division: bool = False) -> GazetteerRow | None:
    """The candidate of a name whose country, or first order division, is beyond doubt: by the words beside it or a clear lead."""
    beside = [row for row in part.rows if inside(row, phrase, part)]
    first, *others = beside or part.rows
    rivals = [row for row in others if row.countries != first.countries or (division and row.admin1_id != first.admin1_id)]
    return first if not rivals or first.rank - rivals[0].rank >= CLEAR_LEAD else None


def clear_rows(phrase: Phrase, small: bool) -> Iterator[GazetteerRow]:
    """Small, or not small, places in one country that the phrase names beyond doubt."""
    for part in phrase.parts:
        row = clear(part, phrase)
        if row is not None and len(row.countries) == 1 and (row.rank < SMALL_RANK) is small:
            yield row


def clear_divisions(phrase: Phrase) -> Iterator[int]:
    """First order divisions that the phrase names, or names a place in, beyond doubt."""
    for part in phrase.parts:
        row = clear(part, phrase, division=True)
        division = None if row is None else row.id if row.kind == "admin1" else row.admin1_id
        if division is not None:
            yield division
    yield from (row.id for row in phrase.after if row.kind == "admin1")


def inside(row: GazetteerRow, phrase: Phrase, head: Part) -> bool:
    """Whether a candidate lies in a country or division that stands beside its name."""
    if not set(phrase.countries).isdisjoint(row.countries):
        return True
    around = [other for part in phrase.parts if part is not head for other in part.rows]
    return any(
        other.id == row.admin1_id or (other.kind == "country" and other.id != row.id and other.country in row.countries)
        for other in (*around, *phrase.after)
    )
