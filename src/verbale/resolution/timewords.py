"""The words of dates: names of months, days, seasons, holidays and units, the patterns they make, and sums with days."""

import calendar
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name} | {
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "sept": 9, "oct": 10, "nov": 11, "dec": 12,
}  # fmt: skip
WEEKDAYS = {name.lower(): number for number, name in enumerate(calendar.day_name)} | {
    "mon": 0, "tue": 1, "tues": 1, "wed": 2, "thu": 3, "thur": 3, "thurs": 3, "fri": 4, "sat": 5, "sun": 6,
}  # fmt: skip
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}  # first month; of the northern half
UNIT_DAYS = {"day": 1, "night": 1, "week": 7, "fortnight": 14}
UNIT_MONTHS = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200, "centurie": 1200}
VAGUE_AGO = {"day": (2, 7), "week": (2, 8), "month": (2, 12)}  # "weeks ago" is two to eight of them
RECENT = {"day": 7, "week": 8, "month": 12}  # how many of them "in recent weeks" reaches back
ERAS = {
    r"(?:second world war|world war (?:ii|two)|wwii)": (1939, 1945),
    r"(?:first world war|world war (?:i|one)|great war)": (1914, 1918),
    r"cold war": (1947, 1991),
    r"korean war": (1950, 1953),
    r"vietnam war": (1955, 1975),
    r"soviet (?:era|times|rule)": (1922, 1991),
}

EDGE_OF_MONTH = 5  # days that "the end of May" reaches back
MONTH = "(?P<month>" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\.?"
DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
YEAR = r"(?P<year>1\d{3}|20\d{2}|21\d{2})"
WEEKDAY = "(?P<weekday>" + "|".join(sorted(WEEKDAYS, key=len, reverse=True)) + r")s?\b\.?"
UNIT = r"(?P<unit>minute|hour|day|night|week|fortnight|month|quarter|year|decade|century|centurie)s?"
PART = (
    r"(?:(?P<part>early|mid|middle of|late|beginning of|start of|end of|the end of|close of|first half of|second half of)"
    r"[ -](?:the )?)?"
)
SEASON = "(?P<season>spring|summer|autumn|fall|winter)"
WHICH = r"(?P<which>this|last|next|past|previous|coming|current|following|the previous|the coming|the past|the following)"


class Unknown(Exception):
    """The words mean a day that cannot be known; the message is the reason."""


@dataclass(frozen=True, slots=True)
class Found:
    """First and last day, as the reader hands them on."""

    start: date
    end: date
    relative: bool = True
    whole: bool = False  # the words name a whole month or year, not a day

    def joined(self, other: "Found") -> "Found":
        """From the first day of either to the last day of either."""
        start, end = min(self.start, other.start), max(self.end, other.end)
        return Found(start, end, self.relative or other.relative)


def month_span(year: int, month: int, months: int = 1) -> tuple[date, date]:
    """First day of a month and last day of the span of months that starts with it; months may run past December."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    after = month + months - 1
    last_year, last_month = year + after // 12, after % 12 + 1
    return date(year, month, 1), date(last_year, last_month, 1) - timedelta(days=1)


def months_back(day: date, months: int) -> date:
    """The day some months earlier (later if negative), moved back to the month's last day where it has no such day."""
    count = day.year * 12 + day.month - 1 - months
    year, month = divmod(count, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def easter(year: int) -> date:
    """Easter Sunday of the western churches (Meeus, Jones, Butcher)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


HOLIDAYS: dict[str, Callable[[int], tuple[date, date]]] = {
    r"easter weekend": lambda y: (easter(y) - timedelta(1), easter(y)),
    r"good friday": lambda y: (easter(y) - timedelta(2), easter(y) - timedelta(2)),
    r"easter monday": lambda y: (easter(y) + timedelta(1), easter(y) + timedelta(1)),
    r"palm sunday": lambda y: (easter(y) - timedelta(7), easter(y) - timedelta(7)),
    r"pentecost|whit sunday": lambda y: (easter(y) + timedelta(49), easter(y) + timedelta(49)),
    r"easter(?: sunday)?": lambda y: (easter(y), easter(y)),
    r"christmas eve": lambda y: (date(y, 12, 24), date(y, 12, 24)),
    r"boxing day": lambda y: (date(y, 12, 26), date(y, 12, 26)),
    r"christmas(?: day)?": lambda y: (date(y, 12, 25), date(y, 12, 25)),
    r"new year's eve": lambda y: (date(y, 12, 31), date(y, 12, 31)),
    r"new year(?:'s(?: day)?)?": lambda y: (date(y, 1, 1), date(y, 1, 1)),
    r"may day": lambda y: (date(y, 5, 1), date(y, 5, 1)),
    r"valentine's day": lambda y: (date(y, 2, 14), date(y, 2, 14)),
    r"international women's day": lambda y: (date(y, 3, 8), date(y, 3, 8)),
    r"fourth of july": lambda y: (date(y, 7, 4), date(y, 7, 4)),
    r"bastille day": lambda y: (date(y, 7, 14), date(y, 7, 14)),
    r"halloween": lambda y: (date(y, 10, 31), date(y, 10, 31)),
}


def portion(start: date, end: date, part: str | None) -> tuple[date, date]:
    """The early, middle or late third of a span; the first or second half; the last days ("end of")."""
    if part is None:
        return start, end
    days = (end - start).days + 1
    third = timedelta(days=days // 3)
    if part in ("beginning of", "start of", "end of", "the end of", "close of"):
        edge = timedelta(days=min(days // 3, 30 if days > EDGE_OF_MONTH * 7 else EDGE_OF_MONTH - 1))
        return (start, start + edge) if part in ("beginning of", "start of") else (end - edge, end)
    if part == "early":
        return start, start + third
    if part in ("mid", "middle of"):
        return start + third, end - third
    if part in ("first half of", "second half of"):
        middle = date(start.year, 7, 1) if days > 360 else start + timedelta(days=15 if days < 32 else days // 2)
        return (start, middle - timedelta(days=1)) if part == "first half of" else (middle, end)
    return end - third, end
