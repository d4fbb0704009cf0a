"""The user's own table of actors, beside the packaged one.

It lies in the folder that $VERBALE_HOME names, else in the user's data folder, and has the lines of the packaged table (see
knowledge.py), each with the name of the file it came from; lines that begin with F are those files. A coding tells its digest.
"""

import hashlib
import os
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from verbale.errors import OutputError, UnreadableActors
from verbale.resolution.periods import is_real

MARK = "own:"
"""How the source of an own row begins in the table."""
_TABLE = "actors.tsv"
_REMEDY = "delete it and add your files again with verbale actors add"
_DATE = r"(\d{4}(?:-\d\d){0,2})?"
_SOUND = re.compile(
    rf"E\t[a-z]+\t[A-Z]{{3}}(?:,[A-Z]{{3}})*\t(?:[A-Z]{{3}})?\t[^\t]+\t[^\t]*\t{_DATE}\t{_DATE}\t[mf]?\t{MARK}[^\t]*\t[^\t]+"
    r"|N\t[^\t]+\t[A-Z]{3}\t[a-z]+\t[a-z]+\t[ps]|F\t[^\t]+\t[0-9a-f]{16}\t\d{4}-\d\d-\d\d",
    re.ASCII,
)


def folder() -> Path:
    """Where the user's own tables lie; it need not exist."""
    if home := os.environ.get("VERBALE_HOME"):
        return Path(home).expanduser()
    from platformdirs import user_data_path

    return user_data_path("verbale", appauthor=False)


def table(place: Path) -> Path:
    """The file of the own table in a folder."""
    return place / _TABLE


def lines(place: Path | None) -> list[str]:
    """The lines of the own table in a folder; none where there is no folder or no table. Raises UnreadableActors."""
    if place is None:
        return []
    file = table(place)
    try:
        found = file.read_text(encoding="utf-8").split("\n")
    except FileNotFoundError:
        return []
    except (OSError, ValueError) as error:
        raise UnreadableActors(f"Your own table of actors {file} cannot be read ({error}): {_REMEDY}.") from error
    for number, line in enumerate(found, start=1):
        if line and not _is_sound(line):
            raise UnreadableActors(f"Your own table of actors {file} is damaged in line {number:,}: {_REMEDY}.")
    return [line for line in found if line]


def _is_sound(line: str) -> bool:
    found = _SOUND.fullmatch(line)
    return found is not None and all(is_real(words) for words in found.groups() if words)


def joint_digest(given: Sequence[str], places: str | None) -> str:
    """First 16 hexadecimal digits of the SHA-256 of the rows of an own table of actors and the digest of an own gazetteer.

    Empty where there is neither.
    """
    rows = [line for line in given if not line.startswith("F")]
    told = "\n".join([*rows, *([places] if places else [])])
    return hashlib.sha256(told.encode()).hexdigest()[:16] if told else ""


@contextmanager
def written(place: Path) -> Iterator[IO[str]]:
    """The table under a temporary name, renamed when all is written; it stays as it was where anything fails."""
    part = place / f"{_TABLE}.{os.getpid()}.part"
    try:
        place.mkdir(parents=True, exist_ok=True)
        with part.open("w", encoding="utf-8", newline="\n") as stream:
            yield stream
        part.replace(table(place))
    except OSError as error:
        raise OutputError(
            f"Your own table of actors {table(place)} cannot be written ({error.strerror or error}): make room, or name another"
            " folder in VERBALE_HOME."
        ) from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
