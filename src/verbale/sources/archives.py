"""Zip and tar archives: members are read as streams and never written where their names say."""

import io
import lzma
import re
import struct
import tarfile
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

from verbale.errors import UnreadableArticle
from verbale.sources.limits import FREE, Budget, Directory, Unpacked, buffered, joined
from verbale.sources.passed_over import PassedOver
from verbale.sources.raw import Limits, Options, Raw, one_line

_IN_MEMORY = 50_000_000  # bytes of an inner archive that are held in memory; more goes to a temporary file
_CHUNK = 1 << 20
_HARM = "as only files made to do harm do: unpack it yourself if you trust it."
_OFFICE = re.compile(r"\[Content_Types\]\.xml$|mimetype$|META-INF/|AndroidManifest\.xml$")


def zip_pieces(file: BinaryIO, name: str, options: Options, budget: Budget, depth: int) -> Iterator[Raw | UnreadableArticle]:
    """The pieces of a zip archive, member by member."""
    try:
        archive = zipfile.ZipFile(Directory(file, options.limits))
        members = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError, EOFError, OverflowError, struct.error) as error:
        raise UnreadableArticle(f"it is no zip archive that can be read ({error}): download it again.") from None
    if members and any(_OFFICE.match(member.filename) for member in members[:3]):
        raise UnreadableArticle("it is an office document, a book or a program, and no archive of news: save its text or a PDF.")
    size = file.seek(0, io.SEEK_END)
    unpacked, passed_over = 0, PassedOver()
    for member in members:
        if member.filename.endswith("/") or passed_over.takes(member.filename):
            continue
        budget.member()
        where = f"{name}: {member.filename}"
        unpacked += member.file_size
        if unpacked > max(FREE, size * options.limits.ratio):  # members may overlap, and each be small
            raise UnreadableArticle(f"at {one_line(member.filename)[:200]} it unpacks to far more than its size, {_HARM}")
        if member.file_size > max(FREE, member.compress_size * options.limits.ratio):
            sizes = f"{member.file_size:,} bytes from {member.compress_size:,}"
            yield UnreadableArticle(f"{where}: it unpacks to {sizes}, {_HARM}")
            continue
        try:
            with archive.open(member) as stream:
                yield from _inside(buffered(Unpacked(stream, None, budget)), where, options, budget, depth)  # type: ignore[arg-type]
        except (zipfile.BadZipFile, zlib.error, lzma.LZMAError, NotImplementedError, RuntimeError, OSError, EOFError, ValueError,
                struct.error) as error:  # fmt: skip
            locked = isinstance(error, RuntimeError) and "password" in str(error)
            told = "locked with a password" if locked else f"damaged ({error})"
            yield UnreadableArticle(f"{where}: it is {told}: unpack it yourself and add the folder.")
    yield from passed_over.told(name)


def tar_pieces(stream: BinaryIO, name: str, options: Options, budget: Budget, depth: int) -> Iterator[Raw | UnreadableArticle]:
    """The pieces of a tar archive in one pass."""
    passed_over = PassedOver()
    try:
        archive = tarfile.open(fileobj=stream, mode="r|", ignore_zeros=False)  # noqa: SIM115 - a stream needs no closing
        for member in archive:
            archive.members.clear()  # type: ignore[attr-defined]  # the library keeps all it has seen
            if not member.isfile() or passed_over.takes(member.name):
                continue
            budget.member()
            where = f"{name}: {member.name}"
            if member.issparse():
                yield UnreadableArticle(f"{where}: it is a file with holes, as archives of disks have: unpack it yourself.")
            elif (inner := archive.extractfile(member)) is not None:
                yield from _inside(joined(b"", inner), where, options, budget, depth)  # type: ignore[arg-type]  # it reads like a stream
    except (tarfile.TarError, zlib.error, OSError, EOFError, ValueError, OverflowError, LookupError, TypeError) as error:
        raise UnreadableArticle(f"it is no tar archive that can be read to its end ({error}): download it again.") from None
    yield from passed_over.told(name)


def _inside(stream: BinaryIO, where: str, options: Options, budget: Budget, depth: int) -> Iterator[Raw | UnreadableArticle]:
    from verbale.sources.streams import stream_pieces

    yield from stream_pieces(stream, where, options, budget, depth + 1)


@contextmanager
def seekable(stream: BinaryIO, first: bytes, limits: Limits) -> Iterator[BinaryIO]:
    """The whole stream as a file that can be read from its end: the file itself where it is one, else a temporary copy."""
    if stream.seekable():
        stream.seek(0)
        yield stream
        return
    with tempfile.SpooledTemporaryFile(_IN_MEMORY) as copy:
        size = copy.write(first)
        while chunk := stream.read(_CHUNK):
            size += copy.write(chunk)
            if size > limits.archive_bytes:
                raise UnreadableArticle(f"it has more than {limits.archive_bytes:,} bytes: cut it into smaller archives.")
        copy.seek(0)
        yield copy  # type: ignore[misc]  # it reads like a file
