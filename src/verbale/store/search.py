"""Search by words: SQLite's full-text index finds the articles, their segments give the words around."""

import re
import sqlite3
from dataclasses import dataclass
from datetime import date

from verbale.errors import StoreError
from verbale.store.desk import Desk
from verbale.store.queries import Questions

_AROUND = 90  # characters shown on either side of the first word that was found
_STEM = 5  # letters that a word and its other forms are taken to share, for showing them


@dataclass(frozen=True, slots=True)
class Hit:
    """An article that holds the words; `rank` is BM25, lower is better; `excerpt` is a line of its text."""

    article_id: str
    title: str | None
    outlet: str | None
    published: date | None
    rank: float
    events: int
    excerpt: str


def search(desk: Desk, words: str, most: int = 10) -> list[Hit]:
    """The articles that match an FTS5 expression best; what is no expression is looked up word by word. Raises StoreError."""
    with desk.state() as state:
        try:
            ranked = dict(state.search(words, most))
        except sqlite3.OperationalError:
            plain = " ".join(f'"{word}"' for word in re.findall(r"\w+", words))
            try:
                ranked = dict(state.search(plain, most)) if plain else {}
            except sqlite3.OperationalError as error:
                raise StoreError(
                    f"The words {words!r} cannot be looked up ({error}): give plain words, or a phrase in quotation marks."
                ) from error
    if not ranked:
        return []
    with Questions(desk) as questions:
        rows = questions.db.execute(
            "SELECT a.article_id, a.title, a.outlet, a.published, a.text,"
            " (SELECT count(*) FROM segment_events e WHERE e.article_id = a.article_id) FROM segment_articles a"
            " WHERE list_contains(?, a.article_id)",
            [list(ranked)],
        ).fetchall()
    hits = [
        Hit(ident, title, outlet, day, ranked[ident], events, excerpt(text, words))
        for ident, title, outlet, day, text, events in rows
    ]
    return sorted(hits, key=lambda hit: (hit.rank, hit.article_id))


def excerpt(text: str, words: str) -> str:
    """A line of the text around the first of the words, or its beginning."""
    stems = [re.escape(word[:_STEM]) for word in re.findall(r"\w+", words) if word not in ("AND", "OR", "NOT", "NEAR")]
    found = re.search(rf"\b(?:{'|'.join(stems)})", text, re.I) if stems else None
    middle = found.start() if found else 0
    first, last = max(0, middle - _AROUND), min(len(text), middle + _AROUND)
    first = text.find(" ", first, middle) + 1 if first else 0
    last = text.rfind(" ", middle, last) if last < len(text) and text.rfind(" ", middle, last) > middle else last
    return f"{'… ' if first else ''}{' '.join(text[first:last].split())}{' …' if last < len(text) else ''}"
