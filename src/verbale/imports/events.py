"""The events of a file of another data set, one after the other."""

from collections import Counter
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from verbale.errors import UnreadableRecords
from verbale.imports.gdelt import Gdelt
from verbale.imports.icews import Icews
from verbale.imports.layouts import Layout
from verbale.imports.polecat import Polecat
from verbale.imports.reading import Line, members
from verbale.imports.recognition import ORIGINS, first_layout, first_lines, is_mentions, layout
from verbale.imports.records import Damage, Importing, LeftOut
from verbale.imports.tables import commas, tabbed
from verbale.imports.ucdp import Ucdp
from verbale.store.rows import EventRow

Reader = Icews | Polecat | Gdelt | Ucdp


def events(
    path: Path, run_id: str, origin: str | None = None, unknown: Counter[str] | None = None
) -> Iterator[EventRow | LeftOut]:
    """The events of a file, plain, gzip or zip, in its order, and what could not be read.

    `origin` is the data set, one of ORIGINS, that the file must be of. `unknown` counts what has no code in verbale: "country
    Atlantis", "sector Wizards", "mode ASSAULT/glare"; such a party has the code UNK. A file of any size takes the same memory.
    Raises UnreadableRecords, before the first event, where the file is of none of the data sets.
    """
    if origin is not None and origin not in ORIGINS:
        raise UnreadableRecords(f"There is no data set {origin!r}; expected one of {', '.join(ORIGINS)}.")
    found = first_layout(path)
    if found is None:
        raise UnreadableRecords(_told(path))
    if origin is not None and found.origin != origin:
        raise UnreadableRecords(f"{path} is of {found.origin}, not of {origin}; name the data set that it is of, or none.")
    return _events(path, Importing(run_id, Counter() if unknown is None else unknown), found.origin)


def _events(path: Path, importing: Importing, origin: str) -> Iterator[EventRow | LeftOut]:
    for member in members(path):
        first = first_lines(member)
        found = layout(first)
        if found is None or found.origin != origin:
            broken = next((line.fault for line in first if line.fault), None)
            reason = broken or f"no file of {origin}: found other lines, expected records as in the first file"
            yield LeftOut(member.name, reason)
            continue
        yield from _member(member.name, chain(_body(first, found), member.lines), found, importing)


def _body(first: list[Line], found: Layout) -> list[Line]:
    """The first lines without the header."""
    header = next(line for line in first if not line.fault) if found.header else None
    return [line for line in first if line is not header]


def _member(name: str, lines: Iterator[Line], found: Layout, importing: Importing) -> Iterator[EventRow | LeftOut]:
    reader = _reader(found, importing)
    for record in (commas if found.comma else tabbed)(lines, len(found.names)):
        if record.fault:
            yield LeftOut(f"{name}:{record.line}", record.fault)
            continue
        try:
            yield reader.event(record.cells)
        except Damage as damage:
            yield LeftOut(f"{name}:{record.line}", str(damage), damage.damaged)


def _reader(found: Layout, importing: Importing) -> Reader:
    kinds: dict[str, type[Reader]] = {"icews": Icews, "polecat": Polecat, "gdelt": Gdelt, "ucdp": Ucdp}
    return kinds[found.origin](found, importing)


def _told(path: Path) -> str:
    if any(is_mentions(first_lines(member)) for member in members(path)):
        return f"{path} holds GDELT's mentions, which name no act; import the file of events (.export.CSV)."
    return (
        f"{path} holds no records of ICEWS (20 columns), POLECAT (40), GDELT (57, 58 or 61) or UCDP GED (49, with their names); "
        "give such a file, plain, .gz or .zip, as it was published."
    )
