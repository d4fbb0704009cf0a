"""Which columns of an event a person may correct, what each may hold, and how its value is written."""

import difflib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from verbale import ontology
from verbale.errors import CorrectionError, UnknownCode
from verbale.ontology import countries
from verbale.store.rows import EventRow

EVENT, NO_EVENT = "event", "no"
"""The field that says whether it is an event at all, and its one value."""
DAY = "day"
"""Short for the first and the last day, where they are the same."""
BETWEEN = "; "
PRECISIONS = ("site", "city", "admin2", "admin1", "region", "country", "unknown")
_FOLLOW = {"event_type": "act and status", "quad": "act and status", "score": "act, status and mode"}
_LONGEST = 1000  # characters of a value; no code, name or number is so long


@dataclass(frozen=True, slots=True)
class Field:
    """A column: what one value of it is, whether it has several, and whether it may be unknown."""

    read: Callable[[str], Any]
    several: bool = False
    optional: bool = True
    commas: bool = True
    """Whether a comma too stands between several."""


def one(names: Iterable[str], what: str) -> Callable[[str], str]:
    """Reads one of the names, in capitals or not."""
    known = tuple(names)
    return lambda words: ontology.one_of(words, known, what)


def _country(words: str) -> str:
    return _code(words, countries.codes(), "country")


def _party(words: str) -> str:
    return _code(words, countries.codes() | ontology.NOT_COUNTRIES, "code of a party")


def _code(words: str, known: frozenset[str], what: str) -> str:
    if (code := words.upper()) in known:
        return code
    named = countries.alpha3(words)
    near = [named] if named else difflib.get_close_matches(code, sorted(known), n=4, cutoff=0.6)
    told = f"near it are {', '.join(near)}" if near else "codes are ISO 3166-1 alpha-3, as in KEN, or IGO, NGO, MNC, UNK"
    raise UnknownCode(f"There is no {what} {words!r}; {told}.")


def _mode(words: str) -> str:
    known = sorted({mode.name for act in ontology.acts().values() for mode in act.modes})
    return ontology.one_of(words, tuple(known), "mode")


def _context(words: str) -> str:
    return ontology.one_of(words, tuple(ontology.contexts()), "context")


def _day(words: str) -> date:
    try:
        return date.fromisoformat(words)
    except ValueError:
        raise CorrectionError(f"{words!r} is no day; a day looks like 2024-10-25.") from None


def _number(low: float, high: float, what: str) -> Callable[[str], float]:
    def read(words: str) -> float:
        try:
            value = float(words)
        except ValueError:
            value = float("nan")
        if not low <= value <= high:
            raise CorrectionError(f"{words!r} is no {what}; write it in digits, as in 12 or 3.5.")
        return value

    return read


def _id(words: str) -> int:
    if not words.isdecimal() or len(words) > 12:
        raise CorrectionError(f"{words!r} is no GeoNames id; it is a number, as verbale places NAME shows it.")
    return int(words)


def _words(words: str) -> str:
    return words


_SIDE = {"": _words, "_name": _words, "_code": _party, "_sector": one(ontology.SECTORS, "sector")}
_COUNT = _number(0, 1e15, "number")

FIELDS: dict[str, Field] = {
    "act": Field(one(ontology.ACTS, "act"), optional=False),
    "status": Field(one(ontology.STATUSES, "status"), optional=False),
    "certainty": Field(one(ontology.CERTAINTIES, "certainty"), optional=False),
    "mode": Field(_mode, several=True, optional=False),
    "context": Field(_context, several=True, optional=False),
    **{
        f"{side}{part}": Field(read, several=True, optional=part != "_code", commas=part in ("_code", "_sector"))
        for side in ("actor", "recipient")
        for part, read in _SIDE.items()
    },
    "source": Field(_words),
    "source_code": Field(_party),
    "place": Field(_words),
    "place_name": Field(_words),
    "country": Field(_country),
    "admin1": Field(_words),
    "geonameid": Field(_id),
    "lat": Field(_number(-90, 90, "latitude")),
    "lon": Field(_number(-180, 180, "longitude")),
    "precision": Field(one(PRECISIONS, "precision")),
    "date_from": Field(_day),
    "date_to": Field(_day),
    "quantity": Field(_words, several=True, commas=False),
    "quantity_kind": Field(one(ontology.QUANTITY_KINDS, "kind of number"), several=True),
    "quantity_low": Field(_COUNT, several=True, commas=False),
    "quantity_high": Field(_COUNT, several=True, commas=False),
    EVENT: Field(one((NO_EVENT,), "answer"), optional=False),
}
"""The columns that can be corrected, in the order of the desk. What follows from others follows."""


def field_named(name: str) -> str:
    """The field that a person means. Raises CorrectionError, which names near ones."""
    known = name.strip().lower()
    if known in FIELDS or known == DAY:
        return known
    if known in _FOLLOW:
        raise CorrectionError(f"{known} follows from {_FOLLOW[known]}: correct those.")
    if known in {column.name for column in fields(EventRow)}:
        raise CorrectionError(f"{known} is what was found in the text or the article, and is not corrected.")
    near = difflib.get_close_matches(known, [*FIELDS, DAY], n=3, cutoff=0.5) or list(FIELDS)
    raise CorrectionError(f"There is no field {name.strip()!r} to correct; near it are {', '.join(near)}.")


def value_of(name: str, words: str) -> Any:
    """The value of a column that words stand for: None or () for no words. Raises CorrectionError, UnknownCode."""
    field = FIELDS[name]
    if len(words) > _LONGEST:
        raise CorrectionError(f"The value of {name} has {len(words):,} characters, and {_LONGEST:,} are the most.")
    if not words.strip():
        if field.several:
            return ()
        if field.optional:
            return None
        raise CorrectionError(f"The field {name} cannot be empty.")
    if not field.several:
        return field.read(words.strip())
    mark = ";" if ";" in words or not field.commas else ","
    parts = [" ".join(part.split()) for part in words.split(mark)]
    if not field.optional and not all(parts):
        raise CorrectionError(f"The field {name} has an empty value among several: {words!r}.")
    return tuple(field.read(part) if part else None for part in parts)


def in_words(value: Any) -> str:
    """A value as it is written in tables and kept in the state; `value_of` reads it back."""
    if isinstance(value, tuple):
        return BETWEEN.join(map(in_words, value))
    if value is None:
        return ""
    return f"{value:.15g}" if isinstance(value, float) else str(value)
