"""Days as tables of news write them: ISO 8601, with the name of the month, and as numbers where the order is told."""

import re
from datetime import date

from verbale.errors import UnreadableArticle
from verbale.text import parse_day

ORDERS = ("dmy", "mdy")
"""Orders of day, month and year. Nobody can tell 05/10/2024 without one, so nothing is guessed."""
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAMES = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_WEEKDAY = r"(?:[a-z]{3,9},?\s+)?"
_MONTH_FIRST = re.compile(_WEEKDAY + r"([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})\b", re.I)
_DAY_FIRST = re.compile(_WEEKDAY + r"(\d{1,2})(?:st|nd|rd|th)?[\s-]+([a-z]{3,9})\.?,?[\s-]+(\d{4})\b", re.I)
_NUMBERS = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4})(?!\d)")


def day_of(words: str, order: str | None) -> date:
    """The day that words begin with; a time after it is left out. Raises UnreadableArticle."""
    words = words.strip()
    try:
        if found := _MONTH_FIRST.match(words):
            return date(int(found[3]), _month(found[1]), int(found[2]))
        if found := _DAY_FIRST.match(words):
            return date(int(found[3]), _month(found[2]), int(found[1]))
        if found := _NUMBERS.match(words):
            if order is None:
                raise UnreadableArticle(
                    f"the date is {words!r}, and may be day or month first: say which with --columns dates=dmy, or dates=mdy."
                )
            first, second = int(found[1]), int(found[3])
            return date(int(found[4]), *((second, first) if order == "dmy" else (first, second)))
    except ValueError:
        pass  # no such day or month: told below
    return parse_day(words)


def _month(name: str) -> int:
    """1 to 12. Raises ValueError."""
    small = name.lower()
    if small in _NAMES or small in _MONTHS or small == "sept":
        return _MONTHS.index(small[:3]) + 1
    raise ValueError(name)
