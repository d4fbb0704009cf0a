"""Dictionaries of PETRARCH and PETRARCH2: actors with dated codes, and agents (nouns with role codes).

An actor begins with its name, words joined by underscores; `[CODE]`, `[CODE 890120-930120]`, `[CODE <030409]` or
`[CODE >030409]` on that line or on the ones below give its codes, and lines that begin with `+` other names of it. An agent
is a noun with `[~CODE]`; `{FORM}` gives an irregular plural, `!NOUN!` and `$` stand in places that are not read here.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from verbale.resolution.dictionaries.codes import ROLES, told_by
from verbale.resolution.dictionaries.entries import LeftOut, OwnActor, OwnNoun

_CODE = re.compile(r"\[\s*([^\]]*?)\s*\]")
_DATED = re.compile(r"([A-Za-z]{3,})\s*(?:([<>])\s*(\d{6}|\d{8})|(\d{6}|\d{8})\s*-\s*(\d{6}|\d{8}))?")
_COMMENT = re.compile(r"[;#].*|<!--.*?-->")
_PLURAL = re.compile(r"\{([^}]*)\}")
_CENTURY = 30  # yy up to this is of the twenty-first century, as PETRARCH reads it


@dataclass
class _Entry:
    """An actor whose lines are being read."""

    number: int
    names: list[str] = field(default_factory=list)
    codes: list[str] = field(default_factory=list)


def actors(lines: Iterator[str]) -> Iterator[OwnActor | LeftOut]:
    """The actors of a dictionary, one entry a dated code."""
    entry: _Entry | None = None
    for number, raw in enumerate(lines, start=1):
        line = _COMMENT.sub("", raw).strip()
        if not line:
            continue
        codes = _CODE.findall(line)
        name = _name(_CODE.sub("", line))
        if line.startswith("+"):
            if entry and name:
                entry.names.append(name)
        elif line.startswith("["):
            pass
        elif name:
            if entry:
                yield from _spells(entry)
            entry = _Entry(number, [name])
        if entry:
            entry.codes += codes
    if entry:
        yield from _spells(entry)


def agents(lines: Iterator[str]) -> Iterator[OwnNoun | LeftOut]:
    """The agents of a dictionary, singular and plural."""
    for number, raw in enumerate(lines, start=1):
        line = _COMMENT.sub("", raw).strip()
        found = _CODE.search(line)
        if not line or line.startswith(("!", "+", "-", "$")) or found is None:
            continue
        plural = _PLURAL.search(line)
        form = _name(_PLURAL.sub("", line[: found.start()])).lower()
        sector = next((ROLES[found[1].strip("~")[n : n + 3]] for n in (0, 3) if found[1].strip("~")[n : n + 3] in ROLES), None)
        if not form or sector is None:
            yield LeftOut(
                f"line {number:,}", f"{form or 'an agent without a name'}: there is no sector for the code {found[1]!r}"
            )
            continue
        yield OwnNoun(form, sector, False)
        yield OwnNoun(_name(plural[1]).lower() if plural else _plural(form), sector, True)


def _spells(entry: _Entry) -> Iterator[OwnActor | LeftOut]:
    used = False
    for code in entry.codes:
        found = _DATED.fullmatch(code)
        told = told_by(found[1]) if found else None
        if found is None or told is None:
            yield LeftOut(f"line {entry.number:,}", f"{entry.names[0]}: the code {code!r} is none of CAMEO's that are known")
            continue
        start = _day(found[4]) if found[4] else _day(found[3]) if found[2] == ">" else ""
        end = _day(found[5]) if found[5] else _day(found[3]) if found[2] == "<" else ""
        country, sector = told
        used = True
        yield OwnActor(_kind(country, sector), (country,), sector, entry.names[0], "", start, end, "", tuple(entry.names[1:]))
    if not used and not entry.codes:
        yield LeftOut(f"line {entry.number:,}", f"{entry.names[0]}: it has no code")


def _kind(country: str, sector: str | None) -> str:
    if country in ("IGO", "NGO", "MNC"):
        return country.lower()
    return {"PTY": "party", "REB": "group", "UAF": "group", "CRM": "group", "JRN": "press", "REL": "church"}.get(
        sector or "", "agency"
    )


def _name(words: str) -> str:
    """ "BARACK_OBAMA_" as "Barack Obama"; names in mixed letters stay as they are."""
    plain = " ".join(words.lstrip("+").replace("_", " ").split())
    return (
        " ".join(word.capitalize() if len(word) > 1 else word for word in plain.split())
        if plain.isupper() and " " in plain
        else plain
    )


def _day(digits: str) -> str:
    """ "030409" or "20030409" as 2003-04-09; a day or month of 00 leaves the year alone."""
    if len(digits) == 6:
        digits = ("20" if int(digits[:2]) <= _CENTURY else "19") + digits
    year, month, day = digits[:4], digits[4:6], digits[6:]
    if not 1 <= int(month) <= 12:
        return year
    return f"{year}-{month}-{day}" if 1 <= int(day) <= 31 else f"{year}-{month}"


def _plural(form: str) -> str:
    if form.endswith("man"):
        return f"{form[:-3]}men"
    if form.endswith("y") and form[-2:-1] not in "aeiou":
        return f"{form[:-1]}ies"
    return form + ("es" if form.endswith(("s", "x", "ch", "sh")) else "s")
