"""A stream of bytes with a name into pieces, whatever it is: one article, many, a table, an archive, a packed file."""

import bz2
import gzip
import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any, BinaryIO

from verbale.errors import UnreadableArticle
from verbale.sources.kinds import KINDS, kind_of, unpacked_name
from verbale.sources.limits import Budget, Counted, Exhausted, Unpacked, buffered, joined
from verbale.sources.raw import ColumnMap, Options, Raw, unforeseen

STANDARD_INPUT = "standard input"
_PEEK = 4096
_PDF_FACTOR = 5
_UNPACKERS: dict[bytes, Any] = {b"\x1f\x8b": gzip.open, b"BZh": bz2.open, b"\xfd7zXZ\x00": lzma.open}


def stream_pieces(
    stream: BinaryIO, name: str, options: Options, budget: Budget, depth: int = 0
) -> Iterator[Raw | UnreadableArticle]:
    """The pieces of a stream; `name` is what messages call it, and its ending says what it is, where its bytes do not."""
    try:
        first = _at_least(stream, _PEEK)
        kind = kind_of(name, first)
        if kind == "text" and name == STANDARD_INPUT and options.columns != ColumnMap():
            kind = "csv"  # a table is no more than text, and here has no name that says so
        yield from _dispatch(kind, first, stream, name, options, budget, depth)
    except Exhausted as error:
        if depth:
            raise
        yield UnreadableArticle(f"{name}: {error}")
    except tarfile.TarError:  # of the archive around it, whose reader tells it
        raise
    except UnreadableArticle as error:
        yield UnreadableArticle(f"{name}: {error}")
    except (OSError, EOFError, zipfile.BadZipFile, zlib.error, lzma.LZMAError, ValueError) as error:
        yield UnreadableArticle(f"{name}: it is cut short or damaged ({_reason(error)}): copy or download it again.")
    except MemoryError:
        yield UnreadableArticle(f"{name}: there is too little memory to read it: cut it, or use another machine.")
    except Exception as error:  # one broken file must not stop a run of ten thousand
        yield UnreadableArticle(f"{name}: {unforeseen(error)}")


def _dispatch(
    kind: str, first: bytes, stream: BinaryIO, name: str, options: Options, budget: Budget, depth: int
) -> Iterator[Raw | UnreadableArticle]:
    if kind in ("zip", "tar", "warc", "parquet", "packed"):
        yield from _container(kind, first, stream, name, options, budget, depth)
    elif kind == "json":
        from verbale.sources.objects import json_pieces

        yield from json_pieces(joined(first, stream), name, options)
    elif kind == "csv":
        from verbale.sources.csv_files import csv_pieces

        yield from csv_pieces(joined(first, stream), name, options)
    elif kind == "feed":
        from verbale.sources.feeds import pieces_of

        yield from pieces_of(_whole(first, stream, options.limits.piece_bytes * _PDF_FACTOR), name, options)
    else:
        limit = options.limits.piece_bytes * (_PDF_FACTOR if kind == "pdf" else 1)
        yield Raw(name, kind, _whole(first, stream, limit))


def _container(
    kind: str, first: bytes, stream: BinaryIO, name: str, options: Options, budget: Budget, depth: int
) -> Iterator[Raw | UnreadableArticle]:
    if depth > options.limits.depth and kind != "parquet":
        raise UnreadableArticle(
            f"it lies in more than {options.limits.depth} archives, one in the other: unpack the outer ones first."
        )
    if kind == "packed":
        packed = Counted(joined(first, stream))
        opened = next(unpacker for magic, unpacker in _UNPACKERS.items() if first.startswith(magic))
        inside = buffered(Unpacked(opened(buffered(packed)), packed, budget))
        yield from stream_pieces(inside, unpacked_name(name), options, budget, depth + 1)
        return
    from verbale.sources import archives, warc
    from verbale.sources.parquet_files import parquet_pieces

    if kind == "tar":
        yield from archives.tar_pieces(joined(first, stream), name, options, budget, depth)
        return
    if kind == "warc":
        yield from warc.pieces_of(joined(first, stream), name, options)
        return
    with archives.seekable(stream, first, options.limits) as file:  # the readers of the others go back and forth
        if kind == "zip":
            yield from archives.zip_pieces(file, name, options, budget, depth)
        else:
            yield from parquet_pieces(file, name, options)


def _whole(first: bytes, stream: BinaryIO, limit: int) -> bytes:
    data = first + _at_least(stream, max(0, limit + 1 - len(first)))
    if len(data) > limit:
        raise UnreadableArticle(f"it has more than {limit:,} bytes, and no news article is so long: cut it into its articles.")
    return data


def _at_least(stream: BinaryIO, size: int) -> bytes:
    """So many bytes, or all there are; a stream may give fewer at once."""
    parts, left = [], size
    while left > 0 and (part := stream.read(left)):
        parts.append(part)
        left -= len(part)
    return b"".join(parts)


def _reason(error: Exception) -> str:
    return " ".join((getattr(error, "strerror", None) or str(error) or type(error).__name__).split())[:200]


__all__ = ["KINDS", "STANDARD_INPUT", "kind_of", "stream_pieces"]
