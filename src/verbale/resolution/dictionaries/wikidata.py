"""Persons in office and organisations from a JSON dump of Wikidata, one entity a line.

Of persons, each office (P39) with its dates is a spell; the country is that of the office (P1001, P17), else their citizenship
(P27). Of organisations the class (P31) gives kind and sector, P17 the country. Offices are named by their own entities, which may
stand anywhere in the dump: persons wait in a file until its end. Memory holds offices, classes and countries, nothing else.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from tempfile import TemporaryFile
from typing import Any, NamedTuple

from verbale.resolution.dictionaries.codes import countries
from verbale.resolution.dictionaries.entries import LeftOut, OwnActor, is_name, plain
from verbale.resolution.dictionaries.wikidata_items import CLASSES, COUNTRIES, LABELS, OFFICES, POSITIONS
from verbale.resolution.periods import is_real, is_spell

_HUMAN, _ENGLISH = "Q5", "en"
_GENDERS = {"Q6581097": "m", "Q2449503": "m", "Q6581072": "f", "Q1052281": "f"}
_MOST_ALIASES = 12
_PRECISE = {11: 10, 10: 7, 9: 4}  # characters of a date by Wikidata's precision: day, month, year
_UNKNOWN = "?"  # a date that is said to be unknown, where an absent one is open


class _Office(NamedTuple):
    title: str
    sector: str | None
    country: str | None


@dataclass
class _Known:
    """What the dump has told so far."""

    countries: dict[str, str] = field(default_factory=lambda: dict(COUNTRIES))
    classes: dict[str, tuple[str, str]] = field(default_factory=lambda: dict(CLASSES))
    offices: dict[str, _Office] = field(default_factory=dict)


class _Person(NamedTuple):
    """A person who waits for the names of offices; `offices` are item, start and end."""

    where: str
    name: str
    aliases: list[str]
    country: str | None
    gender: str
    offices: list[tuple[str, str, str]]


def entities(lines: Iterator[str], language: str = _ENGLISH) -> Iterator[OwnActor | LeftOut]:
    """The actors of a dump. What is neither a person in office nor an organisation of a known class is passed over in silence."""
    known = _Known()
    with TemporaryFile("w+", encoding="ascii") as waiting:
        for number, raw in enumerate(lines, start=1):
            line, where = raw.strip().rstrip(","), f"line {number:,}"
            if line in ("", "[", "]"):  # around the whole
                continue
            try:
                entity = json.loads(line)
                claims = entity["claims"] or {}  # an empty one is a list
                _learn(entity, claims, known, language)
                found = _person(entity, claims, known, where, language) or _organisation(entity, claims, known, where, language)
            except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
                yield LeftOut(where, f"it is no entity of Wikidata ({type(error).__name__})")
                continue
            if isinstance(found, _Person):
                waiting.write(json.dumps(found) + "\n")
            elif found:
                yield found
        waiting.seek(0)
        for line in waiting:
            yield from _spells(_Person(*json.loads(line)), known)


def _learn(entity: dict[str, Any], claims: dict[str, Any], known: _Known, language: str) -> None:
    """Countries, classes and offices that the entity is."""
    ident, parents = str(entity["id"]), _items(claims, "P279")
    if code := next((code for code in _strings(claims, "P298") if code in countries()), None):
        known.countries[ident] = code
    if parents and ident not in known.classes:
        told = LABELS.get((_label(entity, _ENGLISH) or "").lower())
        told = told or next((known.classes[parent] for parent in parents if parent in known.classes), None)
        if told:
            known.classes[ident] = told
    if not POSITIONS.isdisjoint((*_items(claims, "P31"), *parents)) or any(parent in known.offices for parent in parents):
        country = next(
            (known.countries[i] for i in (*_items(claims, "P1001"), *_items(claims, "P17")) if i in known.countries), None
        )
        english = _label(entity, _ENGLISH) or ""
        sector = next((sector for words, sector in OFFICES if words.search(english)), None)
        known.offices[ident] = _Office(_label(entity, language) or english, sector, country)


def _person(entity: dict[str, Any], claims: dict[str, Any], known: _Known, where: str, language: str) -> _Person | None:
    name, held = _label(entity, language), _statements(claims, "P39")
    if _HUMAN not in _items(claims, "P31") or not held or name is None:
        return None
    died = _date(next((claim.get("mainsnak", {}) for claim in _statements(claims, "P570")), {}))
    offices = []
    for claim in held:
        qualifiers = claim.get("qualifiers", {})
        start, end = (_date(next(iter(qualifiers.get(key, [])), {})) for key in ("P580", "P582"))
        if office := _item(claim.get("mainsnak", {})):
            offices.append((office, "" if start == _UNKNOWN else start, end or died))
    country = next((known.countries[item] for item in _items(claims, "P27") if item in known.countries), None)
    gender = next((_GENDERS[item] for item in _items(claims, "P21") if item in _GENDERS), "")
    return _Person(where, name, list(_aliases(entity, name, language)), country, gender, offices)


def _spells(person: _Person, known: _Known) -> Iterator[OwnActor | LeftOut]:
    for item, start, end in person.offices:
        office = known.offices.get(item, _Office("", None, None))
        code = "IGO" if office.sector == "IGO" else office.country or person.country
        if code is None:
            yield LeftOut(person.where, f"{person.name}: neither the office {item} nor the person has a country that is known")
        elif end == _UNKNOWN:
            yield LeftOut(person.where, f"{person.name}: the office {item} ended on a day that is not known")
        elif not is_spell(start, end):
            yield LeftOut(person.where, f"{person.name}: the office {item} ends ({end}) before it begins ({start})")
        else:
            aliases = tuple(person.aliases)
            yield OwnActor("person", (code,), office.sector, person.name, office.title, start, end, person.gender, aliases)


def _organisation(
    entity: dict[str, Any], claims: dict[str, Any], known: _Known, where: str, language: str
) -> OwnActor | LeftOut | None:
    name = _label(entity, language)
    found = next((known.classes[item] for item in _items(claims, "P31") if item in known.classes), None)
    if found is None or name is None:
        return None
    kind, sector = found
    country = next((known.countries[item] for item in _items(claims, "P17") if item in known.countries), None)
    code = {"igo": "IGO", "ngo": "NGO"}.get(kind, country)
    start, end = (_date(next((claim.get("mainsnak", {}) for claim in _statements(claims, k)), {})) for k in ("P571", "P576"))
    start = "" if start == _UNKNOWN else start
    if code is None:
        return LeftOut(where, f"{name}: it has no country that is known")
    if end == _UNKNOWN:
        return LeftOut(where, f"{name}: it ended on a day that is not known")
    if not is_spell(start, end):
        return LeftOut(where, f"{name}: it ends ({end}) before it begins ({start})")
    return OwnActor(kind, (code,), sector, name, "", start, end, "", tuple(_aliases(entity, name, language)))


def _label(entity: dict[str, Any], language: str) -> str | None:
    value = (entity.get("labels") or {}).get(language, {}).get("value")
    words = plain(value.replace("~", " ")) if isinstance(value, str) else ""
    return words if is_name(words) else None


def _aliases(entity: dict[str, Any], name: str, language: str) -> Iterator[str]:
    """Other names; single words ("Venn", "FF") are weak, since there is no end of what else they mean."""
    found = ((entity.get("aliases") or {}).get(language) or [])[:_MOST_ALIASES]
    for words in dict.fromkeys(plain(str(alias["value"]).replace("~", " ")) for alias in found):
        if is_name(words) and words != name:
            yield words if " " in words else f"~{words}"


def _statements(claims: dict[str, Any], key: str) -> list[dict[str, Any]]:
    """The statements of a property, those that are preferred first, without those that are deprecated."""
    found = [claim for claim in claims.get(key, []) if claim.get("rank") != "deprecated"]
    return sorted(found, key=lambda claim: claim.get("rank") != "preferred")


def _items(claims: dict[str, Any], key: str) -> list[str]:
    return [item for claim in _statements(claims, key) if (item := _item(claim.get("mainsnak", {})))]


def _item(snak: dict[str, Any]) -> str | None:
    value = snak.get("datavalue", {}).get("value")
    return str(value["id"]) if isinstance(value, dict) and "id" in value else None


def _strings(claims: dict[str, Any], key: str) -> list[str]:
    values = (claim.get("mainsnak", {}).get("datavalue", {}).get("value") for claim in _statements(claims, key))
    return [value for value in values if isinstance(value, str)]


def _date(snak: dict[str, Any]) -> str:
    """A point in time to its precision; empty where there is none, _UNKNOWN where it is vaguer than a year or before our era."""
    if not snak or snak.get("snaktype") == "novalue":
        return ""
    value = snak.get("datavalue", {}).get("value")
    time = str(value.get("time", "")) if isinstance(value, dict) else ""
    words = time[1:][: _PRECISE.get(value.get("precision", 0), 0)] if time.startswith("+") else ""
    return words if is_real(words) else _UNKNOWN
