"""Zip and tar archives: members are read as streams and never written where their names say."""

import tarfile
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

from verbale.errors import UnreadableArticle
from verbale.sources.limits import Budget, Unpacked, buffered
from verbale.sources.raw import Options, Raw

_IN_MEMORY = 50_000_000  # bytes of an inner archive that are held in memory; more goes to a temporary file
_CHUNK = 1 << 20


def zip_pieces(file: BinaryIO, name: str, options: Options, budget: Budget, depth: int) -> Iterator[Raw | UnreadableArticle]:
    """The pieces of a zip archive, member by member."""
    try:
        archive = zipfile.ZipFile(file)
        members = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError, EOFError) as error:
        raise UnreadableArticle(f"it is no zip archive that can be read ({error}): download it again.") from None
    for member in members:
        if member.is_dir() or _left_out(member.filename):
            continue
        budget.member()
        where = f"{name}: {member.filename}"
        if member.file_size > max(1 << 20, member.compress_size * options.limits.ratio):
            sizes = f"{member.file_size:,} bytes from {member.compress_size:,}"
            told = "as only files made to do harm do: unpack it yourself if you trust it."
            yield UnreadableArticle(f"{where}: it unpacks to {sizes}, {told}")
            continue
        try:
            with archive.open(member) as stream:
                yield from _inside(buffered(Unpacked(stream, None, budget)), where, options, budget, depth)  # type: ignore[arg-type]
        except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, OSError, EOFError, ValueError) as error:
            told = (
                "locked with a password" if isinstance(error, RuntimeError) and "password" in str(error) else f"damaged ({error})"
            )
            yield UnreadableArticle(f"{where}: it is {told}: unpack it yourself and add the folder.")


def tar_pieces(stream: BinaryIO, name: str, options: Options, budget: Budget, depth: int) -> Iterator[Raw | UnreadableArticle]:
    """The pieces of a tar archive, packed or not, in one pass."""
    try:
        archive = tarfile.open(fileobj=stream, mode="r|*", ignore_zeros=False)  # noqa: SIM115 - a stream needs no closing
        for member in archive:
            if not member.isfile() or _left_out(member.name):
                continue
            budget.member()
            inner = archive.extractfile(member)
            if inner is not None:
                unpacked = buffered(Unpacked(inner, None, budget))  # type: ignore[arg-type]  # it reads like a stream
                yield from _inside(unpacked, f"{name}: {member.name}", options, budget, depth)
    except (tarfile.TarError, zlib.error, OSError, EOFError, ValueError, OverflowError) as error:
        raise UnreadableArticle(f"it is no tar archive that can be read to its end ({error}): download it again.") from None


def _inside(stream: BinaryIO, where: str, options: Options, budget: Budget, depth: int) -> Iterator[Raw | UnreadableArticle]:
    from verbale.sources.streams import stream_pieces

    yield from stream_pieces(stream, where, options, budget, depth + 1)


def _left_out(name: str) -> bool:
    """Members that hold no articles: what systems put beside the files."""
    parts = name.replace("\\", "/").split("/")
    return any(part.startswith(".") and part not in (".", "..") for part in parts) or "__MACOSX" in parts


@contextmanager
def seekable(stream: BinaryIO, first: bytes, budget: Budget) -> Iterator[BinaryIO]:
    """The whole stream as a file that can be read from its end: the file itself where it is one, else a temporary copy."""
    if stream.seekable():
        stream.seek(0)
        yield stream
        return
    with tempfile.SpooledTemporaryFile(_IN_MEMORY) as copy:
        copy.write(first)
        while chunk := stream.read(_CHUNK):
            budget.spend(len(chunk))
            copy.write(chunk)
        copy.seek(0)
        yield copy  # type: ignore[misc]  # it reads like a file
