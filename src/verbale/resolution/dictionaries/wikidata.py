"""Persons in office and organisations from a JSON dump of Wikidata, one entity a line.

Of persons, each office (P39) with its dates is a spell, and citizenship (P27) gives the country. Of organisations the class (P31)
gives kind and sector, P17 the country. The label of an office stands in the dump as an entity of its own; it is used where that
came before, otherwise the office is left without a title. Memory holds labels of offices and codes of countries, nothing else.
"""

import json
from collections.abc import Iterator
from typing import Any

from verbale.resolution.dictionaries.entries import LeftOut, OwnActor
from verbale.resolution.dictionaries.wikidata_items import CLASSES, COUNTRIES, OFFICES

_LANGUAGE = "en"
_HUMAN, _POSITION = "Q5", "Q4164871"
_GENDER = {"Q6581097": "m", "Q2449503": "m", "Q6581072": "f", "Q1052281": "f"}
_MOST_ALIASES = 12
_PRECISE = {11: 10, 10: 7, 9: 4}  # characters of a date by Wikidata's precision: day, month, year


def entities(lines: Iterator[str]) -> Iterator[OwnActor | LeftOut]:
    """The actors of a dump. What is neither a person in office nor an organisation of a known class is passed over in silence."""
    countries, offices = dict(COUNTRIES), dict[str, str]()
    for number, raw in enumerate(lines, start=1):
        line = raw.strip().rstrip(",")
        if len(line) < 3:  # the brackets around the whole
            continue
        try:
            entity = json.loads(line)
            claims, ident = entity["claims"], entity["id"]
            if code := _plain(claims, "P298"):
                countries[ident] = code
            if _POSITION in _items(claims, "P31") and (label := _label(entity)):
                offices[ident] = label
            yield from _actors(entity, claims, countries, offices, f"line {number:,}")
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            yield LeftOut(f"line {number:,}", f"it is no entity of Wikidata ({type(error).__name__})")


def _actors(
    entity: dict[str, Any], claims: dict[str, Any], countries: dict[str, str], offices: dict[str, str], where: str
) -> Iterator[OwnActor | LeftOut]:
    kinds, name = _items(claims, "P31"), _label(entity)
    if name is None or not any(letter.isalnum() for letter in name):
        return
    aliases = tuple(dict.fromkeys(alias for alias in _aliases(entity) if alias != name))[:_MOST_ALIASES]
    if _HUMAN in kinds:
        held = claims.get("P39", [])
        codes = tuple(dict.fromkeys(countries[item] for item in _items(claims, "P27") if item in countries))
        gender = next((_GENDER[item] for item in _items(claims, "P21") if item in _GENDER), "")
        if held and not codes:
            yield LeftOut(where, f"{name}: its country is none that is known")
            return
        for claim in held:
            office = _item(claim.get("mainsnak", {}))
            title = offices.get(office or "", "")
            start, end = (_day(claim, key) for key in ("P580", "P582"))
            yield OwnActor("person", codes[:1], _sector(title), name, title, start, end, gender, aliases)
        return
    found = next((CLASSES[item] for item in kinds if item in CLASSES), None)
    if found is None:
        return
    kind, sector = found
    country = next((countries[item] for item in _items(claims, "P17") if item in countries), None)
    code = {"igo": "IGO", "ngo": "NGO"}.get(kind, country)
    if code is None:
        yield LeftOut(where, f"{name}: its country is none that is known")
        return
    founded, dissolved = (_date(claims.get(key, [{}])[0].get("mainsnak", {})) for key in ("P571", "P576"))
    yield OwnActor(kind, (code,), sector, name, "", founded, dissolved, "", aliases)


def _sector(title: str) -> str:
    return next((sector for words, sector in OFFICES if words in title.lower()), "GOV")


def _label(entity: dict[str, Any]) -> str | None:
    value = entity.get("labels", {}).get(_LANGUAGE, {}).get("value")
    return " ".join(value.split()).replace("|", " ") if isinstance(value, str) else None


def _aliases(entity: dict[str, Any]) -> Iterator[str]:
    for alias in entity.get("aliases", {}).get(_LANGUAGE, []):
        words = " ".join(str(alias.get("value", "")).split()).replace("|", " ")
        if any(letter.isalnum() for letter in words):
            yield words


def _items(claims: dict[str, Any], key: str) -> list[str]:
    return [item for claim in claims.get(key, []) if (item := _item(claim.get("mainsnak", {})))]


def _item(snak: dict[str, Any]) -> str | None:
    value = snak.get("datavalue", {}).get("value")
    return value.get("id") if isinstance(value, dict) else None


def _plain(claims: dict[str, Any], key: str) -> str | None:
    for claim in claims.get(key, []):
        value = claim.get("mainsnak", {}).get("datavalue", {}).get("value")
        if isinstance(value, str):
            return value
    return None


def _day(claim: dict[str, Any], key: str) -> str:
    return next((_date(snak) for snak in claim.get("qualifiers", {}).get(key, [])), "")


def _date(snak: dict[str, Any]) -> str:
    """A point in time to its precision; what is vaguer than a year, or before our era, is unknown."""
    value = snak.get("datavalue", {}).get("value")
    if not isinstance(value, dict) or not str(value.get("time", "")).startswith("+"):
        return ""
    return str(value["time"])[1:][: _PRECISE.get(value.get("precision", 0), 0)]
