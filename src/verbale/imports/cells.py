"""The cells of a record as values; each raises Damage where there is something else than it reads."""

import math
import re
from datetime import date
from functools import lru_cache

from verbale.imports.records import Damage

_ABSENT = frozenset(("", "None", "NULL", "NA"))
_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:[ T].*)?", re.ASCII)
_PLAIN = re.compile(r"(\d{4})(\d\d)(\d\d)(?:\d{6})?", re.ASCII)
_WHOLE = re.compile(r"(\d{1,15})(?:\.0*)?", re.ASCII)
_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?", re.ASCII)
_LONGEST_ID = 200
_LONGEST_DAY = 40


def words(cell: str) -> str | None:
    """The words of a cell; None where it is empty or holds the data sets' spelling of nothing."""
    cell = cell.strip()
    return None if cell in _ABSENT else cell


def day(cell: str, what: str) -> date:
    """A day, as YYYY-MM-DD or YYYYMMDD; a time of day after it is not read."""
    if (found := readable_day(cell)) is None:
        raise Damage(f"{what} is no day", cell, "YYYY-MM-DD or YYYYMMDD")
    return found


def readable_day(cell: str) -> date | None:
    """The day of a cell; None where it holds none."""
    return _day(cell) if len(cell) <= _LONGEST_DAY else None


@lru_cache(maxsize=4096)
def _day(cell: str) -> date | None:
    if not (match := _ISO.fullmatch(cell.strip()) or _PLAIN.fullmatch(cell.strip())):
        return None
    try:
        return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None


def whole(cell: str, what: str) -> int | None:
    """A number that counts or names, 0 or more; None where the cell is empty."""
    if words(cell) is None:
        return None
    if not (match := _WHOLE.fullmatch(cell.strip())):
        raise Damage(f"{what} is no whole number", cell, "digits")
    return int(match[1])


def number(cell: str, what: str) -> float | None:
    """A finite number; None where the cell is empty."""
    if words(cell) is None:
        return None
    found = float(cell) if _NUMBER.fullmatch(cell.strip()) else math.nan
    if not math.isfinite(found):
        raise Damage(f"{what} is no number", cell, "digits")
    return found


def point(lat: str, lon: str) -> tuple[float, float] | tuple[None, None]:
    """Latitude and longitude; both None unless both are given."""
    north, east = number(lat, "latitude"), number(lon, "longitude")
    if north is None or east is None:
        return None, None
    if not (-90 <= north <= 90 and -180 <= east <= 180):
        raise Damage("the point is not on the globe", f"{north:g}, {east:g}", "latitude and longitude in degrees")
    return north, east


def identity(cell: str) -> str:
    """The id of a record."""
    cell = cell.strip()
    if not cell or len(cell) > _LONGEST_ID:
        raise Damage("the record has no id", cell, "an id")
    return cell
