"""JSON Lines, and JSON documents of one or many articles, into pieces."""

import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from verbale.errors import UnreadableArticle
from verbale.sources.raw import ColumnMap, Options, Raw
from verbale.sources.tables import object_pieces

_DOCUMENT_FACTOR = 20  # a JSON array must be held whole, and may be so many times as long as a piece


def json_pieces(stream: BinaryIO, name: str, options: Options) -> Iterator[Raw | UnreadableArticle]:
    """One piece an object. A broken line is a value, and the rest still comes."""
    limit = options.limits.piece_bytes
    first = stream.readline(limit + 1)
    if first.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"[") or first.strip() == b"{":
        yield from _document(first + stream.read(_DOCUMENT_FACTOR * limit + 1), name, options)
        return
    number, line, found = 1, first.removeprefix(b"\xef\xbb\xbf"), False
    while line:
        if line.strip():
            found = True
            yield from _line(line, f"{name}, line {number:,}", options)
        while len(line) > limit and not line.endswith(b"\n"):
            line = stream.readline(limit + 1)
        number, line = number + 1, stream.readline(limit + 1)
    if not found:
        yield UnreadableArticle(f"{name}: it is empty, and a line of it is one JSON object: take it out of the call, or fill it.")


def _line(line: bytes, where: str, options: Options) -> Iterator[Raw | UnreadableArticle]:
    if len(line) > options.limits.piece_bytes:
        yield UnreadableArticle(
            f"{where}: it has more than {options.limits.piece_bytes:,} bytes, and no news article is so long: cut it."
        )
    elif options.columns == ColumnMap():
        yield Raw(where, "json", line)
    else:
        try:
            yield from object_pieces([(where, json.loads(line))], options)
        except (ValueError, RecursionError) as error:
            yield UnreadableArticle(f"{where}: it is no JSON ({error}): repair it.")


def _document(data: bytes, name: str, options: Options) -> Iterator[Raw | UnreadableArticle]:
    limit = _DOCUMENT_FACTOR * options.limits.piece_bytes
    if len(data) > limit:
        yield UnreadableArticle(f"{name}: it is one JSON document of more than {limit:,} bytes: write one article a line.")
        return
    try:
        document: Any = json.loads(data)
    except (ValueError, RecursionError) as error:
        yield UnreadableArticle(f"{name}: it is no JSON ({error}): repair it, or write one article a line (JSON Lines).")
        return
    entries = document if isinstance(document, list) else [document]
    places = [(f"{name}, article {number:,}", entry) for number, entry in enumerate(entries, start=1)]
    if not entries:
        yield UnreadableArticle(f"{name}: it is an empty list: take it out of the call, or fill it.")
    elif options.columns != ColumnMap():
        yield from object_pieces(places, options)
    else:
        yield from (
            Raw(where, "json", json.dumps(entry, ensure_ascii=False).encode("utf-8", "replace")) for where, entry in places
        )
