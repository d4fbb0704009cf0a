"""Dictionaries of PETRARCH and PETRARCH2: actors with dated codes, and agents (nouns with role codes).

An actor begins with its name, words joined by underscores; `[CODE]`, `[CODE 890120-930120]`, `[CODE <030409]` or
`[CODE >030409]` on that line or on the ones below give its codes, and lines that begin with `+` other names of it. An agent is a
noun with `[~CODE]`; `{FORM}` gives an irregular plural and `{}` says that there is none. `!NAME! = ONE, OTHER` names a set of
words, each of which stands wherever an agent has `!NAME!`; `$NAME$` is read in the same way.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import product

from verbale.resolution.dictionaries.codes import Told, told_by
from verbale.resolution.dictionaries.entries import Entry, LeftOut, OwnActor, OwnNoun, is_name, plain
from verbale.resolution.periods import first_day, gaps, is_real, is_spell, last_day

_CODE = re.compile(r"\[([^\]]*)\]")
_DATED = re.compile(r"([A-Za-z]{3,})\s*(?:([<>])\s*(\d{6}|\d{8})|(\d{6}|\d{8})\s*-\s*(\d{6}|\d{8}))?", re.ASCII)
_ELITE = re.compile(r"\s*[A-Za-z]{3}ELI", re.IGNORECASE)  # a former office holder, and so a person; of others there is no sign
_COMMENT = re.compile(r"<!--.*?-->|[;#].*")
_PLURAL = re.compile(r"\{([^}]*)\}")
_SET = re.compile(r"[!$]([^!$\s]+)[!$]\s*=\s*(.*)")
_IN_SET = re.compile(r"[!$]([^!$\s]+)[!$]")
_MOST = 500  # nouns of one line with sets
_CENTURY = 30  # yy up to this is of the twenty-first century
_VOWELS = frozenset("AEIOUY")
_KINDS = {"PTY": "party", "REB": "group", "UAF": "group", "CRM": "group", "JRN": "press", "REL": "church", "BUS": "mnc"}


@dataclass
class _Block:
    """An actor whose lines are being read."""

    number: int
    names: list[str]
    codes: list[str] = field(default_factory=list)


def actors(lines: Iterator[str]) -> Iterator[OwnActor | LeftOut]:
    """The actors of a dictionary, one entry a spell. A code without dates holds when none of the dated ones does."""
    block: _Block | None = None
    for number, raw in enumerate(lines, start=1):
        line = _COMMENT.sub("", plain(raw)).strip()
        name = _words(_CODE.sub(" ", line))
        if is_name(name) and not line.startswith("+"):
            if block:
                yield from _spells(block)
            block = _Block(number, [name])
        elif block and is_name(name):
            block.names.append(name)
        elif line and block is None:
            yield LeftOut(f"line {number:,}", "it belongs to no actor, since none comes before it")
        if block:
            block.codes += _CODE.findall(line)
    if block:
        yield from _spells(block)


def agents(lines: Iterator[str]) -> Iterator[Entry]:
    """The agents of a dictionary, singular and plural."""
    sets: dict[str, list[str]] = {}
    for number, raw in enumerate(lines, start=1):
        line, where = _COMMENT.sub("", plain(raw)).strip(), f"line {number:,}"
        if defined := _SET.fullmatch(line):
            sets[defined[1]] = [form for part in defined[2].split(",") if is_name(form := _words(part))]
            continue
        code = _CODE.search(line)
        if not line or line.startswith(("+", "-")) or code is None:
            continue
        form = _PLURAL.sub(" ", line[: code.start()])
        if not is_name(form):
            yield LeftOut(where, "an agent without a name")
            continue
        unknown = next((name for name in _IN_SET.findall(form) if name not in sets), None)
        if unknown is not None:
            yield LeftOut(where, f"{_words(form).lower()}: the set {unknown!r} is not defined before it")
            continue
        yield from _agent(form, _PLURAL.search(line), code[1].strip(), sets, where)


def _agent(form: str, plural: re.Match[str] | None, code: str, sets: dict[str, list[str]], where: str) -> Iterator[Entry]:
    told = told_by(code.replace("~", ""))
    words = _words(form).lower()
    if told is None or told.strange or ("~" in code and told.code != "UNK" and not told.sector):
        yield LeftOut(where, f"{words}: the code {code!r} is none of CAMEO's that are known")
    elif "~" not in code and told.code not in ("UNK", "IGO", "NGO", "MNC"):  # a noun that stands for one country's
        yield OwnActor(_kind(told), (told.code,), told.sector, words)
    elif told.sector is None:
        yield LeftOut(where, f"{words}: there is no sector for the code {code!r}")
    elif _IN_SET.search(form):
        for found in _expanded(form, sets):
            yield OwnNoun(found, told.sector, found.endswith(("s", "men", "people")))
    elif plural and not is_name(plural[1]):
        yield OwnNoun(words, told.sector, False, "people")
    else:
        yield OwnNoun(words, told.sector, False)
        yield OwnNoun(_words(plural[1]).lower() if plural else _plural(words), told.sector, True)


def _expanded(form: str, sets: dict[str, list[str]]) -> Iterator[str]:
    """The forms that an agent with sets stands for."""
    parts = _IN_SET.split(form)  # text, name of a set, text, ...
    choices = [sets[part] if n % 2 else [part] for n, part in enumerate(parts)]
    for n, chosen in enumerate(product(*choices)):
        if n == _MOST:
            return
        if is_name(found := _words("".join(chosen)).lower()):
            yield found


def _spells(block: _Block) -> Iterator[OwnActor | LeftOut]:
    where, name = f"line {block.number:,}", block.names[0]
    dated: list[tuple[str, str]] = []
    always: Told | None = None
    if not block.codes:
        yield LeftOut(where, f"{name}: it has no code")
    for code in block.codes:
        found = _DATED.fullmatch(code.strip())
        told = told_by(found[1]) if found else None
        if found is None or told is None or told.strange:
            what = f"its role {told.strange[0]} is" if told and told.strange else "its beginning is"
            yield LeftOut(where, f"{name}: of the code {code!r}, {what} none of CAMEO's that are known")
            continue
        start, end = _spell(found)
        if not start and not end:
            always = always or told
        elif not is_spell(start, end):
            yield LeftOut(where, f"{name}: the code {code!r} ends before it begins")
        else:
            dated.append((start, end))
            yield _actor(block, told, start, end)
    if always:
        for start, end in gaps(dated):
            yield _actor(block, always, start, end)


def _actor(block: _Block, told: Told, start: str, end: str) -> OwnActor:
    kind = "person" if any(_ELITE.match(code) for code in block.codes) else _kind(told)
    return OwnActor(kind, (told.code,), told.sector, block.names[0], "", start, end, "", _aliases(block.names))


def _spell(found: re.Match[str]) -> tuple[str, str]:
    """First and last day of a dated code; "<" is before that day and ">" after it."""
    if found[4]:
        return _day(found[4]), _day(found[5])
    if not found[3]:
        return "", ""
    day = _day(found[3])
    if found[2] == "<":
        return "", date.fromordinal(max(first_day(day) - 1, 1)).isoformat()
    return date.fromordinal(min(last_day(day) + 1, date.max.toordinal())).isoformat(), ""


def _kind(told: Told) -> str:
    return told.code.lower() if told.code in ("IGO", "NGO", "MNC") else _KINDS.get(told.sector or "", "agency")


def _words(name: str) -> str:
    """ "BARACK_OBAMA_" as "Barack Obama"; single words and names in mixed letters stay as they are."""
    plain_name = " ".join(name.lstrip("+").replace("_", " ").replace("|", " ").replace("~", " ").split())
    if not plain_name.isupper() or " " not in plain_name:
        return plain_name
    return " ".join(word if len(word) < 2 else word.capitalize() for word in plain_name.split())


def _aliases(names: list[str]) -> tuple[str, ...]:
    """The other names. A word in capitals may be a name or an acronym: with four letters and a vowel it may be either."""
    either = [name.capitalize() for name in names if name.isupper() and name.isalpha() and len(name) > 3 and _VOWELS & set(name)]
    return (*names[1:], *either)


def _day(digits: str) -> str:
    """ "030409" or "20030409" as 2003-04-09; a day or a month that the calendar has not leaves the month or the year."""
    if len(digits) == 6:
        digits = ("20" if int(digits[:2]) <= _CENTURY else "19") + digits
    year, month, day = digits[:4], digits[4:6], digits[6:]
    for words in (f"{year}-{month}-{day}", f"{year}-{month}", year):
        if is_real(words):
            return words
    return "0001"  # the year 0000, which some write for "always"


def _plural(form: str) -> str:
    if form.endswith("man"):
        return f"{form[:-3]}men"
    if form.endswith("y") and form[-2:-1] not in "aeiou":
        return f"{form[:-1]}ies"
    return form + ("es" if form.endswith(("s", "x", "ch", "sh")) else "s")
