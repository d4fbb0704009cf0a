"""JSON Lines of articles: one object a line, verbale's own fields or those of NGEC (`id`, `date`, `event_text`)."""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any, BinaryIO

from verbale.errors import UnreadableArticle
from verbale.records import Article
from verbale.text.articles import MAX_ARTICLE_BYTES, make_article, parse_day
from verbale.text.encoding import refuse_binary

_MAX_DOCUMENT_BYTES = 20 * MAX_ARTICLE_BYTES  # of a JSON array, which must be held whole; JSON Lines may have any length
_EXPECTED = 'and a line is one JSON object like {"id": "a1", "published": "2024-10-25", "text": "..."}'


def read_json(stream: BinaryIO, first: bytes, name: str, published: date | None) -> Iterator[Article | UnreadableArticle]:
    """The articles of a stream of which the line `first` is already read; a broken line is a value and the rest still comes.

    A document that is one JSON array, or one object over several lines, is read as well.
    """
    first = first.removeprefix(b"\xef\xbb\xbf")
    try:
        refuse_binary(first)
    except UnreadableArticle as error:
        yield UnreadableArticle(f"{name}: {error}")
        return
    if first.lstrip().startswith(b"[") or first.strip() == b"{":
        yield from _document(first + stream.read(_MAX_DOCUMENT_BYTES + 1), name, published)
        return
    found = False
    number, line = 1, first
    while line:
        if line.strip():
            found = True
            yield _checked(line, f"{name}, line {number:,}", published)
        if len(line) > MAX_ARTICLE_BYTES:
            _skip_line(stream, line)
        number, line = number + 1, stream.readline(MAX_ARTICLE_BYTES + 1)
    if not found:
        yield UnreadableArticle(f"{name}: it is empty, {_EXPECTED}: take it out of the call, or fill it.")


def _document(data: bytes, name: str, published: date | None) -> Iterator[Article | UnreadableArticle]:
    try:
        if len(data) > _MAX_DOCUMENT_BYTES:
            raise UnreadableArticle(
                f"it is one JSON document of more than {_MAX_DOCUMENT_BYTES:,} bytes, {_EXPECTED}: write one article a line."
            )
        document = _loads(data)
    except UnreadableArticle as error:
        yield UnreadableArticle(f"{name}: {error}")
        return
    entries = document if isinstance(document, list) else [document]
    for number, entry in enumerate(entries, start=1):
        try:
            yield _article(entry, published)
        except UnreadableArticle as error:  # one bad article must not stop the others
            yield UnreadableArticle(f"{name}, article {number:,}: {error}")
    if not entries:
        yield UnreadableArticle(f"{name}: it is an empty list, {_EXPECTED}: take it out of the call, or fill it.")


def _checked(line: bytes, where: str, published: date | None) -> Article | UnreadableArticle:
    try:
        if len(line) > MAX_ARTICLE_BYTES:
            raise UnreadableArticle(
                f"it has more than {MAX_ARTICLE_BYTES:,} bytes, and no news article is so long:"
                " cut it into its articles, one a line."
            )
        return read_object(line, published)
    except UnreadableArticle as error:
        return UnreadableArticle(f"{where}: {error}")


def read_object(data: bytes, published: date | None) -> Article:
    """The article of one JSON object. Raises UnreadableArticle."""
    return _article(_loads(data), published)


def _loads(data: bytes) -> Any:
    try:
        return json.loads(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise UnreadableArticle(
            f"byte {error.start + 1:,} is no valid UTF-8, and JSON is UTF-8: save the file as UTF-8."
        ) from None
    except json.JSONDecodeError as error:
        at = f"line {error.lineno}, column {error.colno}" if error.lineno > 1 else f"column {error.colno}"
        raise UnreadableArticle(f"it is no JSON ({error.msg} at {at}), {_EXPECTED}: repair it.") from None
    except (ValueError, RecursionError):  # a number of thousands of digits, or thousands of brackets in one another
        raise UnreadableArticle(f"its JSON has a number or a nesting too large to read, {_EXPECTED}: repair it.") from None


def _article(entry: Any, published: date | None) -> Article:
    if not isinstance(entry, dict):
        raise UnreadableArticle(f"it is {_kind(entry)}, {_EXPECTED}: repair it.")
    text = _string(entry, "text", "event_text")
    if text is None:
        keys = ", ".join(sorted(entry)[:8]) or "none"
        raise UnreadableArticle(f'it has no "text" (its fields: {keys}), {_EXPECTED}: name the field of the words "text".')
    stated = _string(entry, "published", "date")
    identity = entry.get("id")
    return make_article(
        text,
        id=str(identity) if isinstance(identity, int) and not isinstance(identity, bool) else _string(entry, "id"),
        title=_string(entry, "title"),
        published=parse_day(stated) if stated else published,
        outlet=_string(entry, "outlet"),
        url=_string(entry, "url"),
    )


def _string(entry: dict[str, Any], *names: str) -> str | None:
    """The first of the fields that is there and not empty; the text field may be empty, which is told elsewhere."""
    for name in names:
        value = entry.get(name)
        if value is None or (value == "" and name not in ("text", "event_text")):
            continue
        if not isinstance(value, str):
            raise UnreadableArticle(f'its "{name}" is {_kind(value)}, and it should be words in quotation marks: repair it.')
        return value
    return None


def _kind(value: Any) -> str:
    kinds = {dict: "an object", list: "a list", str: "words", bool: "true or false", int: "a number", float: "a number"}
    return kinds.get(type(value), "null")


def _skip_line(stream: BinaryIO, line: bytes) -> None:
    while line and not line.endswith(b"\n"):
        line = stream.readline(1 << 20)
