"""Zip archives whose bytes depend on nothing but what is in them."""

import shutil
import zipfile
from collections.abc import Iterable
from typing import BinaryIO

_DAY_ZERO = (1980, 1, 1, 0, 0, 0)  # the first that a zip archive can tell


def _member(name: str) -> zipfile.ZipInfo:
    member = zipfile.ZipInfo(name, _DAY_ZERO)
    member.compress_type = zipfile.ZIP_DEFLATED
    member.create_system = 3
    member.external_attr = 0o644 << 16
    return member


def add(archive: zipfile.ZipFile, name: str, lines: Iterable[str]) -> None:
    """Add a file of UTF-8 text."""
    with archive.open(_member(name), "w", force_zip64=True) as stream:
        for line in lines:
            stream.write(line.encode())


def pack(name: str, source: BinaryIO, target: BinaryIO) -> None:
    """Write an archive with one file."""
    with (
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open(_member(name), "w", force_zip64=True) as stream,
    ):
        shutil.copyfileobj(source, stream)
