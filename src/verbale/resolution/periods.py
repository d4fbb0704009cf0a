"""Dates of the table of actors: YYYY, YYYY-MM or YYYY-MM-DD, each of which stands for all its days; empty is open."""

import re
from calendar import monthrange
from datetime import date

_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", re.ASCII)


def is_real(words: str) -> bool:
    """Whether the words are such a date, of a day that the calendar has."""
    return _ends(words) is not None


def first_day(words: str) -> int:
    """The ordinal of the first day of a real date."""
    ends = _ends(words)
    assert ends is not None
    return ends[0].toordinal()


def last_day(words: str) -> int:
    """The ordinal of the last day of a real date."""
    ends = _ends(words)
    assert ends is not None
    return ends[1].toordinal()


def is_spell(start: str, end: str) -> bool:
    """Whether a spell does not end before it begins; either may be open."""
    return not start or not end or first_day(start) <= last_day(end)


def gaps(spells: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """The spells between, before and after some spells; the whole of time where there are none."""
    free, last = date.min.toordinal(), date.max.toordinal()
    found: list[tuple[str, str]] = []
    taken = sorted((first_day(start) if start else free, last_day(end) if end else last) for start, end in spells)
    for start, end in [*taken, (last + 1, last + 1)]:
        if start > free:
            found.append((_iso(free), _iso(start - 1)))
        free = max(free, end + 1)
    return found


def _iso(ordinal: int) -> str:
    """The day in words; empty for the first and the last that there is."""
    return "" if ordinal in (date.min.toordinal(), date.max.toordinal()) else date.fromordinal(ordinal).isoformat()


def _ends(words: str) -> tuple[date, date] | None:
    found = _DATE.fullmatch(words)
    if found is None:
        return None
    year, month, day = (int(part) if part else None for part in found.groups())
    assert year is not None
    try:
        if day is not None and month is not None:
            return date(year, month, day), date(year, month, day)
        first, last = (1, 12) if month is None else (month, month)
        return date(year, first, 1), date(year, last, monthrange(year, last)[1])
    except ValueError:
        return None
