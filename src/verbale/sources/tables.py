"""Tables of articles: which column is what, and a row as a piece."""

from datetime import date, datetime
from typing import Any

from verbale.errors import UnreadableArticle
from verbale.sources.raw import ColumnMap, Facts, Raw
from verbale.sources.table_days import day_of
from verbale.text.encoding import decode

_USUAL = {
    "text": ("text", "body", "content", "event_text", "article", "full_text", "fulltext", "article_text", "maintext"),
    "title": ("title", "headline", "heading"),
    "published": ("published", "date", "publication_date", "pub_date", "published_at", "publish_date", "date_publish", "day"),
    "outlet": ("outlet", "publisher", "source", "newspaper", "source_name", "paper", "domain", "source_domain"),
    "url": ("url", "link", "source_url", "sourceurl"),
    "id": ("id", "article_id", "story_id", "guid", "uuid"),
}
_TOLD = 12  # names of columns in a message


def columns_of(names: list[str], asked: ColumnMap) -> ColumnMap:
    """Which of a table's columns hold what: those that are asked for, else the usual names. Raises UnreadableArticle."""
    found: dict[str, str | None] = {}
    plain = {name.strip().lower().replace(" ", "_"): name for name in reversed(names)}
    told = ", ".join(name[:80] for name in names[:_TOLD])
    for kind in _USUAL:
        wanted = getattr(asked, kind)
        if wanted is not None and wanted not in names:
            raise UnreadableArticle(f"it has no column {wanted!r} (its columns: {told}): name one of them.")
        found[kind] = wanted or next((plain[name] for name in _USUAL[kind] if name in plain), None)
    if found["text"] is None:
        raise UnreadableArticle(
            f"none of its columns ({told}) is called text, body or content: say which it is with --columns text=NAME."
        )
    return ColumnMap(**found, dates=asked.dates)


def row_piece(row: dict[str, Any], columns: ColumnMap, where: str) -> Raw | UnreadableArticle:
    """The piece of one row, by the names of its columns."""
    try:
        text = _words(row, columns.text)
        if text is None or not text.strip():
            raise UnreadableArticle(
                f"its column {columns.text!r} is empty, and an article has words: fill it or leave the row out."
            )
        told = (_words(row, columns.id), _words(row, columns.title), _day(row, columns), _words(row, columns.outlet))
        return Raw(where, "words", text.encode("utf-8", "replace"), Facts(*told, _words(row, columns.url)))
    except UnreadableArticle as error:
        return UnreadableArticle(f"{where}: {error}")


def _words(row: dict[str, Any], name: str | None) -> str | None:
    value = row.get(name) if name else None
    if isinstance(value, bytes) and value:
        return decode(value)
    if isinstance(value, list | dict | tuple | set):
        raise UnreadableArticle(f"its column {name!r} holds lists or objects, and should hold words: name another column.")
    return None if value is None or value in ("", b"") else str(value)


def _day(row: dict[str, Any], columns: ColumnMap) -> date | None:
    name = columns.published
    value = row.get(name) if name else None
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    words = _words(row, name)
    return day_of(words, columns.dates) if words and words.strip() else None
