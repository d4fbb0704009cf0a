"""Files and streams into articles. What cannot be read becomes an `UnreadableArticle` among them, and the rest still comes."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import BinaryIO

from verbale.errors import UnreadableArticle
from verbale.records import Article
from verbale.text.articles import MAX_ARTICLE_BYTES, make_article, parse_day
from verbale.text.encoding import decode
from verbale.text.html import read_page
from verbale.text.jsonlines import read_json
from verbale.text.markdown import read_note

# The kind of a file by its suffix; any other name, and standard input, is judged by its first bytes.
_KINDS = {
    ".txt": "text", ".text": "text",
    ".md": "markdown", ".markdown": "markdown",
    ".html": "html", ".htm": "html", ".xhtml": "html",
    ".jsonl": "json", ".ndjson": "json", ".json": "json",
    ".csv": "table", ".tsv": "table",
}  # fmt: skip
_LOOKS_LIKE_JSON = re.compile(rb'(?:\xef\xbb\xbf)?\s*(?:\{\s*(?:"|$)|\[\s*(?:\{|$))')
_LOOKS_LIKE_HTML = re.compile(  # atomic (?>...): without, a page of comments is tried in 2**n ways
    rb"(?:\xef\xbb\xbf)?\s*(?><!--.*?-->\s*|<\?xml[^>]*>\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)


def read_articles(
    source: Path | BinaryIO, name: str | None = None, published: date | None = None
) -> Iterator[Article | UnreadableArticle]:
    """The articles of a file or a binary stream: plain text, Markdown, HTML, or JSON Lines.

    `name` is what messages call the source (by default its path). `published` dates the articles that do not state their own
    date; on a web page, whose dates are often those of the machine that made it, `published` goes before the page's. Plain
    text stays as it is, to the letter. Each value that is no article is one sentence: where, what was found, what was
    expected, what to do. Nothing is raised for bad input.
    """
    if not isinstance(source, Path):
        yield from _read_stream(source, name or "standard input", "", published)
        return
    name = name or str(source)
    try:
        with source.open("rb") as stream:
            yield from _read_stream(stream, name, source.suffix.lower(), published)
    except IsADirectoryError:
        yield UnreadableArticle(
            f"{name}: it is a folder, and verbale reads files: name the files in it, as in {name.rstrip('/')}/*.txt."
        )
    except FileNotFoundError:
        yield UnreadableArticle(f"{name}: there is no such file: look at the spelling and the folder.")
    except PermissionError:
        yield UnreadableArticle(f"{name}: you may not read it: ask for the right to read, or copy it to where you have it.")
    except (OSError, ValueError) as error:  # ValueError: a zero byte in the name
        yield UnreadableArticle(f"{name}: it cannot be read ({_reason(error)}): copy it to a disk that works and try again.")


def _read_stream(stream: BinaryIO, name: str, suffix: str, published: date | None) -> Iterator[Article | UnreadableArticle]:
    kind = _KINDS.get(suffix)
    first = stream.readline(MAX_ARTICLE_BYTES + 1)
    if kind == "table":
        yield UnreadableArticle(
            f"{name}: it is a table, and verbale reads articles: write each row as one JSON object a line (JSON Lines)."
        )
        return
    if kind == "json" or (kind is None and _LOOKS_LIKE_JSON.match(first)):
        yield from read_json(stream, first, name, published)
        return
    data = first + stream.read(max(0, MAX_ARTICLE_BYTES + 1 - len(first)))
    try:
        yield read_whole(data, kind, published)
    except UnreadableArticle as error:
        yield UnreadableArticle(f"{name}: {error}")


def read_whole(data: bytes, kind: str | None, published: date | None) -> Article:
    """The article of a file that is one: text, markdown or html; without a `kind` its bytes tell. Raises UnreadableArticle."""
    if len(data) > MAX_ARTICLE_BYTES:
        raise UnreadableArticle(
            f"it has more than {MAX_ARTICLE_BYTES:,} bytes, and no news article is so long: cut it into its articles."
        )
    if kind is None:
        kind = "html" if _LOOKS_LIKE_HTML.match(data[:4096]) else "text"
    words = decode(data, html=kind == "html")
    if kind == "text":
        return make_article(words, published=published)
    if kind == "html":
        page = read_page(words)
        return make_article(page.text, title=page.title, published=published or page.published, outlet=page.outlet, url=page.url)
    note = read_note(words)
    stated = note.fields.get("published") or note.fields.get("date")
    return make_article(
        note.text,
        title=note.title,
        published=parse_day(stated) if stated else published,
        outlet=note.fields.get("outlet"),
        url=note.fields.get("url"),
    )


def _reason(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error)
