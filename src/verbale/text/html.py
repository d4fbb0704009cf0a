"""A web page into its article: headline first, then the paragraphs; scripts, styles, menus and footers stay out."""

import logging
import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from verbale.errors import UnreadableArticle

_LEFT_OUT = (
    "script", "style", "noscript", "template", "head", "nav", "footer", "aside", "form", "button", "select", "svg", "iframe",
    "object", "figcaption",
)  # fmt: skip
_INLINE = re.compile(
    "(?:a|abbr|acronym|b|bdi|bdo|big|cite|code|data|del|dfn|em|font|i|ins|kbd|mark|q|s|samp|small|span|strike|strong|sub|sup|time|tt|u"
    "|var|wbr)$"
)


_MOST_TAGS = 50_000
"""The extraction compares elements with their neighbours: pages of more, which are lists or made to do harm, take minutes."""
_MOST_FIELDS = 1000
"""The parser compares the fields of a tag with one another."""
_LONG_TAG = re.compile(r"<[^<>]{2000,}")
_VALUE = re.compile(r"=\s*(?:\"[^\"]*\"|'[^']*')")
_FIELD = re.compile(r"[^\s/=]+")

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # lxml reads them from a page, but takes none back


@dataclass(frozen=True, slots=True)
class Page:
    """The text of a page and what the page says about itself; None where it says nothing."""

    text: str
    title: str | None
    published: date | None
    outlet: str | None
    url: str | None


def read_page(html: str) -> Page:
    """The article of a page. Raises UnreadableArticle where the page has no words."""
    import lxml.etree  # type: ignore[import-untyped]  # lxml has no types
    import lxml.html  # type: ignore[import-untyped]
    import trafilatura

    _silence()
    if any(len(_FIELD.findall(_VALUE.sub("", tag))) > _MOST_FIELDS for tag in _LONG_TAG.findall(html)):
        raise UnreadableArticle(
            f"it has a tag of more than {_MOST_FIELDS:,} fields, and no news page has: open it in a browser and save its text."
        )
    try:
        tree = lxml.html.fromstring(
            html.encode("utf-8", "replace"), parser=lxml.html.HTMLParser(encoding="utf-8", huge_tree=True)
        )
    except lxml.etree.ParserError:
        raise UnreadableArticle("there are no words in the page: open it in a browser and save its text.") from None
    found = _extracted(trafilatura, html) if html.count("<") <= _MOST_TAGS else None
    lines = _lines(found.text) if found and found.text else _lines(_all_text(tree))
    title = _one_line(found.title if found and found.title else _first_text(tree, "h1") or _first_text(tree, "title"))
    if not lines:
        raise UnreadableArticle(
            "there are no words in the page outside its scripts and menus: open it in a browser and save its text."
        )
    if title and lines[0] not in title and not lines[0].startswith(title):
        lines = [title, *(line for line in lines if line != title)]
    return Page("\n\n".join(lines), title, _day(found.date if found else None), found and found.sitename, found and found.url)


def _extracted(trafilatura: Any, html: str) -> Any:
    """trafilatura's document, or None where it finds no article in the page."""
    try:
        return trafilatura.bare_extraction(
            html,
            with_metadata=True,
            include_comments=False,
            include_tables=False,
            config=_config(),
            # Only dates that the page states; the fixed end keeps the answer the same on every day.
            date_extraction_params={"extensive_search": False, "original_date": True, "max_date": "2100-12-31"},
        )
    except Exception:  # any page may come, and what its parsers stumble over is not ours to list
        return None  # all words of the page are the next best


@cache
def _silence() -> None:
    """The libraries report to their own users; ours get a sentence from us. Once: a logger keeps every handler it is given."""
    for name in ("trafilatura", "htmldate", "justext"):
        logging.getLogger(name).addHandler(logging.NullHandler())


@cache
def _config() -> Any:
    """trafilatura's settings, but for short articles: its rescue of them cuts sentences at every bold word and link."""
    from trafilatura.settings import use_config

    config = use_config()
    for size in ("MIN_EXTRACTED_SIZE", "MIN_OUTPUT_SIZE"):
        config.set("DEFAULT", size, "1")
    return config


def _all_text(tree: Any) -> str:
    """All words of the page outside scripts, menus and the like, with a line for each block."""
    import lxml.etree

    lxml.etree.strip_elements(tree, *_LEFT_OUT, lxml.etree.Comment, with_tail=False)
    for element in tree.iter():
        if not (isinstance(element.tag, str) and _INLINE.match(element.tag)):
            element.text = "\n" + _CONTROL.sub(" ", element.text or "")
            element.tail = "\n" + _CONTROL.sub(" ", element.tail or "")
    return "".join(tree.itertext())


def _lines(text: str) -> list[str]:
    """The lines that are not blank, without the dash that marks list items."""
    return [line for piece in text.splitlines() if (line := " ".join(piece.split()).removeprefix("- "))]


def _first_text(tree: Any, tag: str) -> str | None:
    return next((words for element in tree.iter(tag) if (words := "".join(element.itertext()).strip())), None)


def _one_line(words: str | None) -> str | None:
    return " ".join(words.split()) or None if words else None


def _day(words: str | None) -> date | None:
    return date.fromisoformat(words) if words else None
