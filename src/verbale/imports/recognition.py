"""Which data set a file is of, by its first lines; names of files change with every download."""

import csv
import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from verbale.errors import UnreadableRecords
from verbale.imports import gdelt, icews, polecat, ucdp
from verbale.imports.layouts import Layout, folded
from verbale.imports.reading import Line, Member, members
from verbale.ontology import ACTS

ORIGINS = ("icews", "polecat", "gdelt", "ucdp")
FIRST_LINES = 20
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_CODE = re.compile(r"[01]\d\w{0,2}|20\w{0,2}", re.ASCII)
_HEADERS = (
    ("icews", icews.NEEDED), ("polecat", polecat.NEEDED), ("gdelt", gdelt.NEEDED), ("ucdp", ucdp.NEEDED),
)  # fmt: skip
_GDELT = {len(columns): columns for columns in (gdelt.COLUMNS, gdelt.COLUMNS_1, gdelt.COLUMNS_BEFORE_2013)}
_MENTIONS = 16


def recognised(path: Path) -> str | None:
    """The data set that a file is of, one of ORIGINS; None where it is of none of them or cannot be read."""
    try:
        found = first_layout(path)
    except UnreadableRecords:
        return None
    return found.origin if found else None


def first_layout(path: Path) -> Layout | None:
    """The layout of the first member that has one. Raises UnreadableRecords."""
    return next((found for member in members(path) if (found := layout(first_lines(member)))), None)


def first_lines(member: Member) -> list[Line]:
    """The lines by which a file is recognised."""
    return list(islice(member.lines, FIRST_LINES))


def layout(lines: list[Line]) -> Layout | None:
    """The layout of a file, from its first lines."""
    readable = [line.text for line in lines if not line.fault]
    if not readable:
        return None
    return _by_header(readable[0]) or next((found for text in readable if (found := _by_position(text))), None)


def is_mentions(lines: list[Line]) -> bool:
    """Whether a file holds GDELT's mentions, which name no act."""
    cells = next((line.text.split("\t") for line in lines if not line.fault), [])
    return len(cells) == _MENTIONS and all(cell.isdigit() for cell in cells[:3]) and len(cells[1]) == len("20240101000000")


def _by_header(text: str) -> Layout | None:
    for comma in (False, True):
        names = tuple(folded(name) for name in _split(text, comma))
        for origin, needed in _HEADERS:
            if all(folded(name) in names for name in needed):
                return Layout(origin, names, True, comma)
    return None


def _split(text: str, comma: bool) -> Iterator[str]:
    if not comma:
        yield from (cell.strip().strip('"') for cell in text.split("\t"))
        return
    try:
        yield from next(csv.reader([text]), [])
    except csv.Error:
        return


def _by_position(text: str) -> Layout | None:
    cells = text.split("\t")
    columns: tuple[str, ...] = ()
    origin = ""
    if len(cells) in _GDELT and cells[0].isdigit() and len(cells[1]) == len("20240101") and cells[1].isdigit():
        origin, columns = "gdelt", _GDELT[len(cells)]
    elif len(cells) > 2 and _DAY.match(cells[1]):
        if len(cells) == len(icews.COLUMNS) and _CODE.fullmatch(cells[icews.COLUMNS.index("CAMEO Code")]):
            origin, columns = "icews", icews.COLUMNS
        elif cells[2].upper() in ACTS:
            columns = next((known for known in (polecat.COLUMNS, polecat.OLDER) if len(known) == len(cells)), ())
            origin = "polecat"
    return Layout(origin, tuple(folded(name) for name in columns), False) if columns else None
