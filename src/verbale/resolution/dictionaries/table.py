"""Actors in a CSV table, one spell a row."""

import csv
import difflib
import re
from collections.abc import Iterator

from verbale.errors import UnreadableActors
from verbale.ontology import NOT_COUNTRIES, SECTORS
from verbale.resolution.dictionaries.codes import countries
from verbale.resolution.dictionaries.entries import LeftOut, OwnActor

COLUMNS = ("name", "code", "sector", "title", "from", "to", "gender", "aliases", "kind")
KINDS = ("person", "group", "party", "agency", "ngo", "igo", "mnc", "press", "church", "seat", "state")
_DAY = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")
_KIND_OF_SECTOR = {
    "PTY": "party",
    "REB": "group",
    "UAF": "group",
    "CRM": "group",
    "JRN": "press",
    "REL": "church",
    "IGO": "igo",
    "NGO": "ngo",
}


def rows(lines: Iterator[str]) -> Iterator[OwnActor | LeftOut]:
    """The rows of a table with the columns name and code, and any of the others in COLUMNS. Raises UnreadableActors."""
    reader = csv.DictReader(lines)
    names = {name: name.strip().lower() for name in reader.fieldnames or () if name}
    if not {"name", "code"} <= set(names.values()):
        found = ", ".join(names) or "none"
        raise UnreadableActors(
            f"the table has the columns {found}, and needs name and code (and may have {', '.join(COLUMNS[2:])})."
        )
    for number, raw in enumerate(reader, start=2):
        row = {
            names[key]: " ".join((value or "").split())
            for key, value in raw.items()
            if key in names and not isinstance(value, list)
        }
        if any(row.values()):
            where = f"row {number:,}"
            reason = _fault(row)
            yield LeftOut(where, reason) if reason else _actor(row)


def _fault(row: dict[str, str]) -> str | None:
    name = row.get("name", "")
    if not any(letter.isalnum() for letter in name):
        return "it has no name"
    codes = [code.strip().upper() for code in row.get("code", "").split(",") if code.strip()]
    known = {*countries(), *NOT_COUNTRIES}
    for code in codes:
        if code not in known:
            return f"{name}: there is no code {code!r}{_near(code, known)}"
    if not codes:
        return f"{name}: it has no code; use an alpha-3 country, IGO, NGO, MNC or UNK"
    sector = row.get("sector", "").upper()
    if sector and sector not in SECTORS:
        return f"{name}: there is no sector {sector!r}{_near(sector, set(SECTORS))}"
    for column in ("from", "to"):
        if row.get(column) and not _DAY.fullmatch(row[column]):
            return f"{name}: {row[column]!r} in {column!r} is no date; write 2024, 2024-10 or 2024-10-25"
    if row.get("from") and row.get("to") and row["to"] < row["from"][: len(row["to"])]:
        return f"{name}: it ends ({row['to']}) before it begins ({row['from']})"
    kind = row.get("kind", "").lower()
    return f"{name}: there is no kind {kind!r}{_near(kind, set(KINDS))}" if kind and kind not in KINDS else None


def _actor(row: dict[str, str]) -> OwnActor:
    codes = tuple(code.strip().upper() for code in row["code"].split(",") if code.strip())
    sector = row.get("sector", "").upper() or (codes[0] if codes[0] in SECTORS else None)
    kind = row.get("kind", "").lower() or _kind(row, codes, sector)
    aliases = tuple(alias.strip() for alias in row.get("aliases", "").split("|") if any(c.isalnum() for c in alias))
    gender = row.get("gender", "").lower()[:1]
    return OwnActor(
        kind, codes, sector, row["name"], row.get("title", ""), row.get("from", ""), row.get("to", ""),
        gender if gender in ("m", "f") else "", aliases,
    )  # fmt: skip


def _kind(row: dict[str, str], codes: tuple[str, ...], sector: str | None) -> str:
    """A person has a title or a gender; what else it is follows from the sector."""
    if row.get("title") or row.get("gender"):
        return "person"
    return {"MNC": "mnc", "IGO": "igo", "NGO": "ngo"}.get(codes[0]) or _KIND_OF_SECTOR.get(sector or "", "agency")


def _near(word: str, known: set[str]) -> str:
    near = difflib.get_close_matches(word, sorted(known), n=3, cutoff=0.5)
    return f"; near it are {', '.join(near)}" if near else ""
