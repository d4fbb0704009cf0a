"""Web archives (WARC, as Common Crawl publishes its news), record by record."""

import io
from collections.abc import Iterator
from datetime import date
from typing import Any, BinaryIO

from verbale.errors import UnreadableArticle
from verbale.sources.limits import some_of
from verbale.sources.raw import Facts, Options, Raw, one_line
from verbale.text import parse_day

_KINDS = {"text/html": "html", "application/xhtml+xml": "html", "text/plain": "text", "application/pdf": "pdf"}
_PACKINGS = ("gzip", "x-gzip", "deflate")


def pieces_of(stream: BinaryIO, name: str, options: Options) -> Iterator[Raw | UnreadableArticle]:
    """The pages that were fetched well; requests, redirects, errors and pictures are passed over."""
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    number = 0
    try:
        # Only the chunks are joined: a page that the library unpacks and that is not read to its end hides the next record.
        records = ArchiveIterator(_Forward(stream), record_types=WarcRecordType.response, parse_http=True, auto_decode="transfer")
        for record in records:
            number += 1
            address = record.headers.get("WARC-Target-URI") or ""
            where = f"{name}, record {number:,} ({one_line(address)[:200]})"
            kind = _KINDS.get((record.http_content_type or "").partition(";")[0].strip().lower())
            if kind is None or record.http_headers is None or record.http_headers.status_code != 200:
                continue
            facts = Facts(url=address or None, captured=_day(record.headers.get("WARC-Date")))
            try:
                data = _body(record, options.limits.piece_bytes)
            except UnreadableArticle as error:
                yield UnreadableArticle(f"{where}: {error}")
                continue
            if data.strip():
                yield Raw(where, kind, data, facts)
    except (UnreadableArticle, GeneratorExit, KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # compiled code raises what its decoders raise, and panics outside the tree of Exception
        raise UnreadableArticle(
            f"after record {number:,} it is cut short or damaged ({type(error).__name__}): download it again."
        ) from None
    if number == 0:
        raise UnreadableArticle("it has no response record, and pages in a WARC file are responses: name another file.")


def _body(record: Any, limit: int) -> bytes:
    """The page, unpacked and in UTF-8 where the server states another encoding. Raises UnreadableArticle."""
    from verbale.sources.connection import inflated
    from verbale.sources.web import in_utf8

    data: bytes = record.reader.read(limit + 1)
    if len(data) > limit:
        raise UnreadableArticle(f"it has more than {limit:,} bytes, and no news page is so long: leave it out.")
    packing = (record.http_headers.get("Content-Encoding") or "").strip().lower()
    # Crawlers that unpack pages often keep the header.
    if packing in _PACKINGS and data and (packing == "deflate" or data.startswith(b"\x1f\x8b")):
        data = inflated([data], limit)
    return in_utf8(data, record.http_charset)


class _Forward(io.RawIOBase):
    """A stream that only goes forward, and says how far it is, which is all the seeking that the library does."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream, self._place = stream, 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        if (whence, offset) not in ((io.SEEK_CUR, 0), (io.SEEK_SET, self._place)):
            raise io.UnsupportedOperation("seek")
        return self._place

    def readinto(self, buffer: Any) -> int:
        data = some_of(self._stream, len(buffer))
        self._place += len(data)
        buffer[: len(data)] = data
        return len(data)


def _day(stamp: str | None) -> date | None:
    try:
        return parse_day(stamp) if stamp else None
    except UnreadableArticle:
        return None
