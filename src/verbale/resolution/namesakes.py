"""Names that stand for something else in one article than they do by themselves: Georgia the state, Jordan the man, the other
Congo, Moscow in Idaho.

A name is only taken for its namesake where the article speaks for that one and nothing in it speaks for the country.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from verbale.records import Article, Reading
from verbale.resolution.gazetteer import Gazetteer, GazetteerRow, fold
from verbale.resolution.knowledge import ActorTable, Name
from verbale.resolution.place_phrases import AFTER_COMMA, LOOK_AHEAD, POSSESSIVE, WORD
from verbale.resolution.toponyms import TITLE, run_end

# Names that several countries share, with the code of each; the first is meant when the article does not tell.
SHARED = {
    "congo": ("COD", "COG"), "congolese": ("COD", "COG"),
    "korea": ("KOR", "PRK"), "korean": ("KOR", "PRK"), "koreans": ("KOR", "PRK"),
    "guinea": ("GIN", "GNQ", "GNB", "PNG"), "guinean": ("GIN", "GNQ", "GNB", "PNG"), "guineans": ("GIN", "GNQ", "GNB", "PNG"),
    "dominican": ("DOM", "DMA"), "dominicans": ("DOM", "DMA"),
}  # fmt: skip
DIVISIONS = {"georgia": "USA"}
"""Countries whose bare name may also be a first order division elsewhere, with the country of the division."""
FULL_NAMES = {"niger state": "NGA"}
"""Divisions that begin with the name of another country."""

_BEFORE_COMMA = re.compile(r"(?<![\w-])[A-Z]\w+(?=, [A-Z])")
_WORDS = re.compile("|".join(f"{key[:4]}" for key in (*SHARED, *DIVISIONS, *FULL_NAMES)), re.I)


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a name means here: a country (ISO 3166-1 alpha-3), or None for a person; and the reason."""

    country: str | None
    reason: str
    division: GazetteerRow | None = None


@dataclass(slots=True)
class _Spoken:
    """How often an article speaks of countries, and of their divisions and the towns in these, by unmistakable names."""

    countries: Counter[str] = field(default_factory=Counter)
    divisions: Counter[tuple[str, str]] = field(default_factory=Counter)


class Namesakes:
    """Says which names mean something else in an article. Keeps nothing between articles."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer

    def meant(self, article: Article, readings: Sequence[Reading]) -> dict[str, Meaning]:
        """Folded names and what they mean here; names with their usual meaning are left out."""
        text = article.text
        persons = dict.fromkeys(self._persons(text, readings), Meaning(None, "name of a person in the article"))
        towns = dict(self._towns(text))
        if not persons and not towns and not _WORDS.search(text):
            return {}
        spoken = self._spoken(text, {*persons, *towns, *SHARED, *DIVISIONS})
        folded = fold(text)
        out = {key: meaning for key, meaning in persons.items() if not spoken.countries[self._country(key)]}
        out |= {key: meaning for key, meaning in towns.items() if not spoken.countries[self._country(key)]}
        for key, codes in SHARED.items():
            others = [code for code in codes[1:] if spoken.countries[code]]
            if len(others) == 1 and not spoken.countries[codes[0]]:
                out[key] = Meaning(others[0], "country of that name in the article")
        for key, country in DIVISIONS.items():
            division = next((row for row in self._gazetteer.lookup(key) if row.kind == "admin1" and row.country == country), None)
            if (
                key in folded
                and division is not None
                and spoken.divisions[country, key] > 2 * spoken.countries[self._country(key)]
            ):
                out.setdefault(key, Meaning(country, "division of that name in the article", division))
        out |= {key: Meaning(country, "division of a country") for key, country in FULL_NAMES.items() if key in folded}
        return out

    def _country(self, key: str) -> str:
        rows = self._gazetteer.lookup(key)
        return (rows[0].country if rows else None) or ""

    def _persons(self, text: str, readings: Sequence[Reading]) -> Iterator[str]:
        """Names of countries that persons of the article bear: "Jordan" from "Marcus Jordan"."""
        names = [name for reading in readings for name in reading.names]
        places = {fold(name.span.of(text)) for name in names if name.role == "location"}
        for name in names:
            words = name.span.of(text).split()
            if name.role != "person" or len(words) < 2 or TITLE.search(" " + " ".join(words)):
                continue
            for key in {fold(words[0]), fold(words[-1])} - places:
                rows = self._gazetteer.lookup(key)
                if rows and rows[0].kind == "country":
                    yield key

    def _towns(self, text: str) -> Iterator[tuple[str, Meaning]]:
        """Towns with the name of a capital or country that a division stands behind: "Moscow, Idaho"."""
        for word in _BEFORE_COMMA.finditer(text):
            behind = AFTER_COMMA.match(text[word.end() : word.end() + LOOK_AHEAD])
            rows = self._gazetteer.lookup(word.group()) if behind else ()
            if not behind or not rows or not self._governs(rows[0]):
                continue
            around = self._gazetteer.lookup(POSSESSIVE.sub("", behind.group(1)))
            if not around or around[0].kind != "admin1" or around[0].country == rows[0].country:
                continue
            if any(row.admin1_id == around[0].id for row in rows):
                yield fold(word.group()), Meaning(around[0].country, f"town in {around[0].name}")

    def _governs(self, row: GazetteerRow) -> bool:
        """Whether the name alone would be taken for a government: a country or its capital."""
        return row.kind == "country" or (row.country is not None and self._gazetteer.capital_of(row.country) == row)

    def _spoken(self, text: str, without: set[str]) -> _Spoken:
        spoken = _Spoken()
        words = list(WORD.finditer(text))
        at = 0
        while at < len(words):
            step = 1
            if words[at].group()[0].isupper():
                for last in range(run_end(text, words, at), at - 1, -1):
                    name = POSSESSIVE.sub("", text[words[at].start() : words[last].end()])
                    if fold(name) not in without and self._count(name, spoken):
                        step = last + 1 - at
                        break
            at += step
        return spoken

    def _count(self, name: str, spoken: _Spoken) -> bool:
        country = self._gazetteer.adjective_country(name)
        if country is not None:
            spoken.countries[country] += 1
            return True
        rows = self._gazetteer.lookup(name)
        if not rows or self._gazetteer.is_common(name):
            return False
        row = rows[0]
        if row.country is not None and len(row.countries) == 1:
            spoken.countries[row.country] += 1
        for key, country in DIVISIONS.items():
            if row.country == country and (row.kind == "admin1" or fold(row.admin1 or "").startswith(key)):
                spoken.divisions[country, key] += 1
        return True


def in_article(table: ActorTable, meant: Mapping[str, Meaning]) -> ActorTable:
    """The table of actors as an article uses it: names of persons left out, others with the country that they mean."""
    here: dict[str, list[Name]] = {}
    for key, meaning in meant.items():
        names = table.names.get(key if key not in FULL_NAMES else key.partition(" ")[0], [])
        here[key] = [_renamed(name, meaning) for name in names] if meaning.country else []
    return table.with_names(here) if any(names or key in table.names for key, names in here.items()) else table


def _renamed(name: Name, meaning: Meaning) -> Name:
    assert meaning.country is not None
    kind, sector = ("state", None) if name.entity.kind == "seat" else (name.entity.kind, name.entity.sector)
    return name._replace(entity=replace(name.entity, kind=kind, sector=sector, codes=(meaning.country,), title=meaning.reason))
