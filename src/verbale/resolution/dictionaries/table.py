"""Actors in a CSV table, one spell a row."""

import csv
import difflib
from collections.abc import Iterator
from itertools import chain

from verbale.errors import UnreadableActors
from verbale.ontology import NOT_COUNTRIES, SECTORS
from verbale.resolution.dictionaries.codes import countries
from verbale.resolution.dictionaries.entries import LeftOut, OwnActor, is_name, plain
from verbale.resolution.periods import is_real, is_spell

COLUMNS = ("name", "code", "sector", "title", "from", "to", "gender", "aliases", "kind", "source")
KINDS = ("person", "group", "party", "agency", "ngo", "igo", "mnc", "press", "church", "seat", "state", "people", "adjective")
_OTHER_KINDS = {
    "organisation": "agency", "organization": "agency", "government": "agency", "ministry": "agency", "armed group": "group",
    "militia": "group", "rebels": "group", "political party": "party", "company": "mnc", "media": "press", "country": "state",
    "religious organisation": "church", "religious organization": "church",
}  # fmt: skip
_KIND_OF_SECTOR = {
    "PTY": "party", "REB": "group", "UAF": "group", "CRM": "group", "JRN": "press", "REL": "church", "IGO": "igo", "NGO": "ngo",
}  # fmt: skip
_GENDERS = {"m": "m", "male": "m", "man": "m", "f": "f", "female": "f", "woman": "f", "": ""}


def rows(lines: Iterator[str]) -> Iterator[OwnActor | LeftOut]:
    """The rows of a table with the columns name and code, and any of the others in COLUMNS. Raises UnreadableActors."""
    first = next(lines, "")
    reader = csv.reader(chain((first,), lines), delimiter=delimiter(first))
    header = [cell.strip().lower() for cell in next(reader, [])]
    if not {"name", "code"} <= set(header):
        found = ", ".join(filter(None, header)) or "none"
        raise UnreadableActors(
            f"the first line has the columns {found}, and must have name and code (and may have {', '.join(COLUMNS[2:])})."
        )
    if strange := [name for name in header if name and name not in COLUMNS]:
        yield LeftOut(
            "line 1", f"nobody reads {_listed(strange)}{_near(strange[0], COLUMNS)}; the columns are {', '.join(COLUMNS)}"
        )
    for cells in reader:
        if not any(cell.strip() for cell in cells):
            continue
        where = f"line {reader.line_num:,}"
        if any(cell.strip() for cell in cells[len(header) :]):
            yield LeftOut(
                where, f"it has {len(cells)} cells under {len(header)} columns; put what has a comma in quotation marks"
            )
            continue
        row = dict(zip(header, map(plain, cells), strict=False))
        reason = _fault(row)
        yield LeftOut(where, reason) if reason else _actor(row)


def delimiter(header: str) -> str:
    """What parts the columns: a comma, or the semicolon or tab of a spreadsheet."""
    return max(",;\t", key=header.count)


def _fault(row: dict[str, str]) -> str | None:
    name, codes, sector, kind = row.get("name", ""), _codes(row), row.get("sector", "").upper(), row.get("kind", "").lower()
    if not is_name(name):
        return "it has no name"
    if not codes:
        return f"{name}: it has no code; use an alpha-3 country, IGO, NGO, MNC or UNK"
    known = {*countries(), *NOT_COUNTRIES}
    if wrong := next((code for code in codes if code not in known), None):
        return f"{name}: there is no code {wrong!r}{_near(wrong, known)}"
    if sector and sector not in SECTORS:
        return f"{name}: there is no sector {sector!r}{_near(sector, SECTORS)}"
    for column in ("from", "to"):
        if row.get(column) and not is_real(row[column]):
            return f"{name}: {row[column]!r} in {column!r} is no date; write 2024, 2024-10 or 2024-10-25"
    if not is_spell(row.get("from", ""), row.get("to", "")):
        return f"{name}: it ends ({row['to']}) before it begins ({row['from']})"
    if row.get("gender", "").lower() not in _GENDERS:
        return f"{name}: {row['gender']!r} is no gender; write m or f, or leave it empty"
    if kind and kind not in KINDS and kind not in _OTHER_KINDS:
        return f"{name}: there is no kind {kind!r}{_near(kind, (*KINDS, *_OTHER_KINDS))}"
    return None


def _actor(row: dict[str, str]) -> OwnActor:
    codes = _codes(row)
    sector = row.get("sector", "").upper() or (codes[0] if codes[0] in SECTORS else None)
    kind = row.get("kind", "").lower()
    kind = _OTHER_KINDS.get(kind, kind) or _kind(row, codes, sector)
    aliases = tuple(alias.strip() for alias in row.get("aliases", "").split("|") if is_name(alias))
    return OwnActor(
        kind, codes, sector, row["name"], row.get("title", ""), row.get("from", ""), row.get("to", ""),
        _GENDERS[row.get("gender", "").lower()], aliases, row.get("source", ""),
    )  # fmt: skip


def _codes(row: dict[str, str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(code.strip().upper() for code in row.get("code", "").split(",") if code.strip()))


def _kind(row: dict[str, str], codes: tuple[str, ...], sector: str | None) -> str:
    """A person has a title or a gender; what else it is follows from the code and the sector."""
    if row.get("title") or row.get("gender"):
        return "person"
    return {"MNC": "mnc", "IGO": "igo", "NGO": "ngo"}.get(codes[0]) or _KIND_OF_SECTOR.get(sector or "", "agency")


def _near(word: str, known: "set[str] | dict[str, str] | tuple[str, ...]") -> str:
    near = difflib.get_close_matches(word, sorted(known), n=3, cutoff=0.5)
    return f" (near it: {', '.join(near)})" if near else ""


def _listed(names: list[str]) -> str:
    return f"the column{'s' if len(names) > 1 else ''} {', '.join(names)}"
