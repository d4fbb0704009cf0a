"""Web archives (WARC, as Common Crawl publishes its news), plain or gzip, record by record."""

from collections.abc import Iterator
from datetime import date
from typing import BinaryIO

from verbale.errors import UnreadableArticle
from verbale.sources.raw import Facts, Options, Raw
from verbale.text import parse_day

_KINDS = {"text/html": "html", "application/xhtml+xml": "html", "text/plain": "text", "application/pdf": "pdf"}


def pieces_of(stream: BinaryIO, name: str, options: Options) -> Iterator[Raw | UnreadableArticle]:
    """The pages that were fetched well; requests, redirects, errors and pictures are passed over."""
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    number = 0
    try:
        for record in ArchiveIterator(stream, record_types=WarcRecordType.response, parse_http=True, auto_decode="all"):
            number += 1
            address = record.headers.get("WARC-Target-URI") or ""
            where = f"{name}, record {number:,} ({address[:200]})"
            kind = _KINDS.get((record.http_content_type or "").partition(";")[0].strip().lower())
            if kind is None or record.http_headers is None or record.http_headers.status_code != 200:
                continue
            data = record.reader.read(options.limits.piece_bytes + 1)
            if len(data) > options.limits.piece_bytes:
                yield UnreadableArticle(
                    f"{where}: it has more than {options.limits.piece_bytes:,} bytes, and no news page is so long."
                )
                continue
            if data.strip():
                yield Raw(where, kind, data, Facts(url=address or None, captured=_day(record.headers.get("WARC-Date"))))
    except (UnreadableArticle, GeneratorExit, KeyboardInterrupt):
        raise
    except BaseException as error:  # compiled code raises what its decoders raise, and panics outside the tree of Exception
        raise UnreadableArticle(
            f"after record {number:,} it is cut short or damaged ({type(error).__name__}): download it again."
        ) from None
    if number == 0:
        raise UnreadableArticle("it has no response record, and pages in a WARC file are responses: name another file.")


def _day(stamp: str | None) -> date | None:
    try:
        return parse_day(stamp) if stamp else None
    except UnreadableArticle:
        return None
