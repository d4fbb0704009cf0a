"""The user's own table of actors, beside the packaged one.

It lies in the folder that $VERBALE_HOME names, else in the user's data folder, and has the lines of the packaged table (see
knowledge.py), each with the name of the file it came from; lines that begin with F are those files. A coding tells its digest.
"""

import hashlib
import os
import re
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from verbale.errors import OutputError, UnreadableActors
from verbale.resolution.dictionaries import Entry, LeftOut, entries

MARK = "own:"
"""How the source of an own row begins in the table."""
_TABLE = "actors.tsv"
_UNFIT = re.compile(r"[\t\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")


@dataclass(frozen=True, slots=True)
class OwnFile:
    """A file whose actors were added: its name, the first 16 hexadecimal digits of its SHA-256, when, and how many entries."""

    name: str
    digest: str
    added: str
    rows: int


@dataclass(frozen=True, slots=True)
class Added:
    """What came of adding a file."""

    file: OwnFile
    replaced: bool
    left_out: tuple[LeftOut, ...]
    """The first of them."""
    left_out_count: int


def folder() -> Path:
    """Where the user's own tables lie; it need not exist."""
    if home := os.environ.get("VERBALE_HOME"):
        return Path(home)
    from platformdirs import user_data_path

    return user_data_path("verbale", appauthor=False)


def lines(place: Path | None) -> list[str]:
    """The lines of the own table in a folder; none where there is no folder or no table. Raises UnreadableActors."""
    if place is None:
        return []
    try:
        found = (place / _TABLE).read_text(encoding="utf-8").split("\n")
    except FileNotFoundError:
        return []
    except (OSError, ValueError) as error:
        raise UnreadableActors(
            f"Your own table of actors {place / _TABLE} cannot be read ({error}): delete it and add your files again."
        ) from error
    for number, line in enumerate(found, start=1):
        if line and line.count("\t") != {"E": 10, "N": 5, "F": 4}.get(line[:1], -1):
            raise UnreadableActors(
                f"Your own table of actors {place / _TABLE} is damaged in line {number:,}: delete it and add your files again."
            )
    return [line for line in found if line]


def joint_digest(given: Sequence[str], places: str | None) -> str:
    """First 16 hexadecimal digits of the SHA-256 of the rows of an own table of actors and the digest of an own gazetteer.

    Empty where there is neither.
    """
    rows = [line for line in given if not line.startswith("F")]
    told = "\n".join([*rows, *([places] if places else [])])
    return hashlib.sha256(told.encode()).hexdigest()[:16] if told else ""


def table_of(path: Path, kind: str | None = None) -> list[str]:
    """The lines that a file of actors gives, without keeping them. Raises UnreadableActors."""
    return [_line(entry, path.name) for entry in entries(path, kind) if not isinstance(entry, LeftOut)]


def files(place: Path) -> list[OwnFile]:
    """The files whose actors were added. Raises UnreadableActors."""
    found = (line.split("\t") for line in lines(place) if line.startswith("F"))
    return [OwnFile(name, digest, added, int(rows)) for _, name, digest, added, rows in found]


def add(place: Path, path: Path, now: datetime, kind: str | None = None, shown: int = 5) -> Added:
    """Add the actors of a file to the table in a folder; an earlier file of that name is replaced.

    Raises UnreadableActors and OutputError; then the table stays as it was.
    """
    left: list[LeftOut] = []
    made: list[str] = []
    count = 0
    for entry in entries(path, kind):
        if isinstance(entry, LeftOut):
            count += 1
            left += [entry] if len(left) < shown else []
        else:
            made.append(_line(entry, path.name))
    if not made:
        why = f"; of the first, {left[0].where}: {left[0].reason}" if left else ""
        raise UnreadableActors(f"{path} has no actor that can be used ({count:,} entries were left out{why}).")
    name = _UNFIT.sub(" ", path.name)
    file = OwnFile(name, _file_digest(path), now.strftime("%Y-%m-%d"), len(made))
    kept = _without(lines(place), name)
    replaced = len(kept) != len(lines(place))
    _write(place, [*kept, f"F\t{file.name}\t{file.digest}\t{file.added}\t{file.rows}", *made])
    return Added(file, replaced, tuple(left), count)


def remove(place: Path, name: str) -> int:
    """Take the actors of a file out; how many entries that were. Raises UnreadableActors where no such file was added."""
    known = {file.name: file.rows for file in files(place)}
    if name not in known:
        raise UnreadableActors(f"No file {name!r} was added; there are: {', '.join(known) or 'none'}.")
    _write(place, _without(lines(place), name))
    return known[name]


def _line(entry: Entry, name: str) -> str:
    assert not isinstance(entry, LeftOut)
    return entry.line(MARK + _UNFIT.sub(" ", name))


def _without(given: Iterable[str], name: str) -> list[str]:
    """The lines but for a file's own: those from its F line up to the next."""
    kept, mine = [], False
    for line in given:
        if line.startswith("F\t"):
            mine = line.split("\t")[1] == name
        if not mine:
            kept.append(line)
    return kept


def _write(place: Path, found: Sequence[str]) -> None:
    part = place / f"{_TABLE}.part"
    try:
        place.mkdir(parents=True, exist_ok=True)
        part.write_text("".join(line + "\n" for line in found), encoding="utf-8")
        part.replace(place / _TABLE)
    except OSError as error:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise OutputError(
            f"Your own table of actors {place / _TABLE} cannot be written ({error.strerror or error}): make room, or name another"
            " folder in VERBALE_HOME."
        ) from error


def _file_digest(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()[:16]
