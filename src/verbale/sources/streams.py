"""A stream of bytes with a name into pieces, whatever it is: one article, many, a table, an archive, a packed file."""

import bz2
import gzip
import lzma
import re
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any, BinaryIO

from verbale.errors import UnreadableArticle
from verbale.sources.limits import Budget, Counted, Unpacked, buffered, joined
from verbale.sources.raw import ColumnMap, Options, Raw

KINDS = {
    ".txt": "text", ".text": "text",
    ".md": "markdown", ".markdown": "markdown",
    ".html": "html", ".htm": "html", ".xhtml": "html", ".mhtml": "eml", ".mht": "eml",
    ".eml": "eml",
    ".pdf": "pdf",
    ".json": "json", ".jsonl": "json", ".ndjson": "json",
    ".csv": "csv", ".tsv": "csv", ".parquet": "parquet",
    ".rss": "feed", ".atom": "feed", ".xml": "feed",
    ".warc": "warc",
    ".zip": "zip",
    ".tar": "tar", ".tgz": "tar", ".tbz2": "tar", ".txz": "tar",
    ".gz": "packed", ".bz2": "packed", ".xz": "packed",
}  # fmt: skip
_TAR_ENDINGS = (".tar.gz", ".tar.bz2", ".tar.xz", ".tgz", ".tbz2", ".txz")
_MAGIC = (
    (b"%PDF-", "pdf"), (b"PK\x03\x04", "zip"), (b"\x1f\x8b", "packed"), (b"BZh", "packed"), (b"\xfd7zXZ\x00", "packed"),
    (b"PAR1", "parquet"), (b"WARC/", "warc"),
)  # fmt: skip
_BEFORE = rb"(?:\xef\xbb\xbf)?\s*(?:<!--.*?-->\s*|<\?xml[^>]*>\s*)*"
_MAIL = rb"(?:From|Return-Path|Received|Delivered-To|Message-ID|MIME-Version|Date|Subject|X-[\w-]+):[^\n]*\n(?:[ \t][^\n]*\n)*"
_LOOKS = (
    ("json", re.compile(rb'(?:\xef\xbb\xbf)?\s*(?:\{\s*(?:"|$)|\[\s*(?:\{|$))')),
    ("feed", re.compile(_BEFORE + rb"<(?:rss|feed|rdf:RDF|urlset|sitemapindex)\b", re.S)),
    ("html", re.compile(_BEFORE + rb"<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)),
    ("eml", re.compile(rb"(?:" + _MAIL + rb"){3}", re.I)),
)
_PEEK = 4096
_PDF_FACTOR = 5
_UNPACKERS: dict[bytes, Any] = {b"\x1f\x8b": gzip.open, b"BZh": bz2.open, b"\xfd7zXZ\x00": lzma.open}


def stream_pieces(
    stream: BinaryIO, name: str, options: Options, budget: Budget, depth: int = 0
) -> Iterator[Raw | UnreadableArticle]:
    """The pieces of a stream; `name` is what messages call it, and its ending says what it is, where its bytes do not."""
    try:
        first = _at_least(stream, _PEEK)
        yield from _dispatch(kind_of(name, first), first, stream, name, options, budget, depth)
    except UnreadableArticle as error:
        yield UnreadableArticle(f"{name}: {error}")
    except (OSError, EOFError, zlib.error, lzma.LZMAError, ValueError) as error:
        yield UnreadableArticle(f"{name}: it is cut short or damaged ({_reason(error)}): copy or download it again.")


def kind_of(name: str, first: bytes) -> str:
    """What a file is. Its first bytes go before its ending where they are plain."""
    for magic, kind in _MAGIC:
        if first.startswith(magic):
            whole = name.lower() if kind == "packed" else ""  # packed tar and WARC files are unpacked by their own readers
            return "tar" if whole.endswith(_TAR_ENDINGS) else "warc" if whole.endswith(".warc.gz") else kind
    if first[257:262] == b"ustar":
        return "tar"
    told = KINDS.get(PurePosixPath(name.lower()).suffix)
    if told in ("text", "markdown", "html", "json", "csv", "eml"):
        return told
    return next((kind for kind, look in _LOOKS if look.match(first)), "text")


def _dispatch(
    kind: str, first: bytes, stream: BinaryIO, name: str, options: Options, budget: Budget, depth: int
) -> Iterator[Raw | UnreadableArticle]:
    if kind in ("zip", "tar", "warc", "parquet", "packed"):
        yield from _container(kind, first, stream, name, options, budget, depth)
    elif kind == "json":
        from verbale.sources.objects import json_pieces

        yield from json_pieces(joined(first, stream), name, options)
    elif kind == "csv":
        from verbale.sources.tables import csv_pieces

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
        inner = PurePosixPath(name).stem if PurePosixPath(name.lower()).suffix in (".gz", ".bz2", ".xz") else name
        inside = buffered(Unpacked(opened(buffered(packed)), packed, budget))
        shown = str(PurePosixPath(name).with_name(inner)) if "/" in name else inner
        yield from stream_pieces(inside, shown, options, budget, depth + 1)
        return
    from verbale.sources import archives, warc
    from verbale.sources.tables import parquet_pieces

    if kind == "tar":
        yield from archives.tar_pieces(joined(first, stream), name, options, budget, depth)
        return
    with archives.seekable(stream, first, budget) as file:  # the readers of the others go back and forth
        if kind == "zip":
            yield from archives.zip_pieces(file, name, options, budget, depth)
        elif kind == "warc":
            yield from warc.pieces_of(file, name, options)
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


__all__ = ["KINDS", "ColumnMap", "kind_of", "stream_pieces"]
