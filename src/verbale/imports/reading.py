"""Files of records, plain, gzip or zip, line by line. A file of any size takes the same memory; damage is told, not raised."""

import gzip
import io
import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from verbale.errors import UnreadableRecords

_LONGEST = 1 << 20
_NO_LINES = 1 << 26  # bytes without a line break after which a file is no table, but perhaps an archive that explodes
_ZIP, _GZIP = b"PK\x03\x04", b"\x1f\x8b"
_BOM = b"\xef\xbb\xbf"
# What reading a damaged archive raises; the last for encrypted ones and for ways of packing that Python does not know.
_BROKEN = (OSError, EOFError, zlib.error, zipfile.BadZipFile, lzma.LZMAError, struct.error, ValueError, RuntimeError)

Readable = BinaryIO | io.BufferedIOBase


@dataclass(frozen=True, slots=True)
class Line:
    """One line, numbered from 1; without text where it cannot be read, and then with the fault."""

    number: int
    text: str
    fault: str | None = None


@dataclass(frozen=True, slots=True)
class Member:
    """One file: the path itself, or what an archive holds."""

    name: str
    lines: Iterator[Line]


def members(path: Path) -> Iterator[Member]:
    """The files of a path. Each is read before the next one is asked for. Raises UnreadableRecords where it cannot be opened."""
    if not path.is_file():
        raise UnreadableRecords(f"{path} is no file; give a file of records, plain, .gz or .zip.")
    try:
        with path.open("rb") as file:
            start = file.read(len(_ZIP))
            file.seek(0)
            if start == _ZIP:
                yield from _packed(path, file)
            elif start.startswith(_GZIP):
                with gzip.GzipFile(fileobj=file) as unpacked:
                    yield Member(str(path), lines(unpacked))
            else:
                yield Member(str(path), lines(file))
    except _BROKEN as error:
        raise UnreadableRecords(f"{path} cannot be read ({error}); give a file of records, plain, .gz or .zip.") from error


def _packed(path: Path, file: BinaryIO) -> Iterator[Member]:
    with zipfile.ZipFile(file) as archive:
        for entry in archive.infolist():
            if entry.is_dir():
                continue
            name = f"{path}/{entry.filename}"
            try:
                stream = archive.open(entry)
            except _BROKEN as error:
                yield Member(name, iter((Line(1, "", f"the packed file cannot be read: found {error}, expected records"),)))
                continue
            with closing(stream):
                yield Member(name, lines(io.BufferedReader(stream)))  # type: ignore[type-var]  # as above


def lines(stream: Readable) -> Iterator[Line]:
    """The lines of a stream that are not blank."""
    number = 0
    while True:
        number += 1
        try:
            raw = stream.readline(_LONGEST)
            skipped = _rest(stream) if len(raw) == _LONGEST and not raw.endswith(b"\n") else 0
        except _BROKEN as error:
            yield Line(number, "", f"the file is cut short or damaged from here on: found {error}, expected more lines")
            return
        if not raw:
            return
        if number == 1:
            raw = raw.removeprefix(_BOM)
        if skipped:
            yield Line(number, "", f"the line is too long: found more than {_LONGEST} bytes, expected one record")
            if skipped > _NO_LINES:
                return
        elif b"\x00" in raw:
            yield Line(number, "", "the line is no text: found NUL bytes, expected a record")
        elif text := _decoded(raw).rstrip("\r\n"):
            yield Line(number, text)


def _rest(stream: Readable) -> int:
    """Skip the rest of a line; how many bytes that were, at least 1."""
    skipped = 1
    while (part := stream.readline(_LONGEST)) and skipped <= _NO_LINES:
        skipped += len(part)
        if part.endswith(b"\n"):
            break
    return skipped


def _decoded(raw: bytes) -> str:
    """UTF-8 where the bytes are that, else ISO-8859-1, as ICEWS and POLECAT are; the two are hardly ever confused."""
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return raw.decode("iso-8859-1")
