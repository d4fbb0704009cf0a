"""RSS, Atom and JSON Feed: entries with what the feed says of them. Nothing is fetched here, and nothing that a feed names."""

import html
import io
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from email.utils import parsedate_tz
from typing import Any
from urllib.parse import urljoin

from verbale.errors import UnreadableArticle
from verbale.sources.markup import is_json_feed
from verbale.sources.raw import Checked, Facts, Options, Raw
from verbale.text import parse_day

_LONGEST = 1000  # characters of a title, an id or a name; more is no such thing
_EARLIEST = date(1970, 1, 2)  # machines without a clock say 1970-01-01, and 0001-01-01
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*>")
_TAG = re.compile(r"<[^<>]*>")
_HARMLESS = ("CharacterEncodingOverride", "NonXMLContentType")
_NO_FEED = "it is no feed that can be read ({}): open it in a browser and look what it is."


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry. `content` is HTML, the longest text that the feed has of it; the facts are None where nothing is stated."""

    content: str
    title: str | None
    facts: Facts

    @property
    def length(self) -> int:
        """Characters of the words of the content."""
        return len(" ".join(plain(self.content).split()))

    def page(self) -> bytes:
        """The entry as a page of its own."""
        head = html.escape(self.title or "")
        body = f"<article><h1>{head}</h1>{self.content}</article>"
        page = f'<!doctype html><html><head><meta charset="utf-8"></head><body>{body}</body></html>'
        return page.encode("utf-8", "replace")


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed. `trouble` says what is broken in it; the entries are those that can be read all the same."""

    entries: tuple[Entry, ...]
    trouble: str | None = None


def pieces_of(data: bytes, where: str, options: Options) -> Iterator[Raw | UnreadableArticle]:
    """The pieces of a feed or sitemap that is a file. What it names is fetched only where the options say to follow."""
    from verbale.sources.web import Crawl

    found = Crawl(options).listing(data, where, base=None)
    yield from (piece for piece in found if not isinstance(piece, Checked))


def read_feed(data: bytes, base: str | None = None) -> Feed:
    """The feed that the bytes are; `base` is its address, by which links are completed. Raises UnreadableArticle."""
    return _json_feed(data, base) if is_json_feed(data) else _xml_feed(data, base)


def _xml_feed(data: bytes, base: str | None) -> Feed:
    import feedparser

    if data.startswith((b"\xff\xfe", b"\xfe\xff")):  # the library would read it as UTF-8
        data = _DECLARATION.sub("", data.decode("utf-16", "replace"), count=1).encode("utf-8", "replace")
    try:
        # A stream, since the library would open a name or an address. It loads no external entities and no document types.
        found = feedparser.parse(
            io.BytesIO(data), sanitize_html=True, resolve_relative_uris=False, response_headers={"content-location": base or ""}
        )
        outlet = _line(found.feed.get("title"))
        entries = tuple(_entry(entry, outlet, base) for entry in found.entries)
        error = found.get("bozo_exception") if found.get("bozo") else None
    except (
        ArithmeticError,
        AssertionError,
        AttributeError,
        LookupError,
        TypeError,
        ValueError,
        RecursionError,
        OSError,
    ) as error:
        # Lenient parsers fail in many ways, and any bytes may come.
        raise UnreadableArticle(_NO_FEED.format(type(error).__name__)) from None
    told = " ".join(str(error).split())[:200] if error is not None and type(error).__name__ not in _HARMLESS else None
    if not entries and (told or not found.get("version")):
        raise UnreadableArticle(_NO_FEED.format(told or "no entries"))
    return Feed(entries, told)


def _entry(entry: Any, outlet: str | None, base: str | None) -> Entry:
    contents = [*entry.get("content", ()), entry.get("summary_detail") or {}]
    content = max((_as_html(str(each.get("value") or ""), str(each.get("type"))) for each in contents), key=len)
    stated = next((stamp for name in ("published", "created", "updated") if (stamp := entry.get(name))), None)
    link = _link(entry.get("link"), base)
    source = _line((entry.get("source") or {}).get("title")) if isinstance(entry.get("source"), dict) else None
    title = _line(entry.get("title"))
    return Entry(content, title, Facts(_id(entry.get("id")), title, _day(stated), source or outlet, link))


def _json_feed(data: bytes, base: str | None) -> Feed:
    try:
        document = json.loads(data)
        items = document.get("items")
        if not isinstance(items, list):
            raise UnreadableArticle(_NO_FEED.format("it has no list of items"))
        outlet = _line(document.get("title"))
        whole = [item for item in items if isinstance(item, dict)]
        entries = tuple(_item(item, outlet, base) for item in whole)
    except (ValueError, AttributeError, RecursionError) as error:
        raise UnreadableArticle(_NO_FEED.format(" ".join(str(error).split())[:200])) from None
    return Feed(entries, None if len(whole) == len(items) else f"{len(items) - len(whole):,} items are no objects")


def _item(item: dict[str, Any], outlet: str | None, base: str | None) -> Entry:
    told = {key: value for key, value in item.items() if isinstance(value, str | int)}
    text = told.get("content_text") or told.get("summary") or ""
    content = str(told.get("content_html") or "") or _as_html(str(text), "text/plain")
    title = _line(told.get("title"))
    link = _link(told.get("url") or told.get("external_url"), base)
    day = _day(told.get("date_published") or told.get("date_modified"))
    return Entry(content, title, Facts(_id(told.get("id")), title, day, outlet, link))


def _as_html(value: str, kind: str) -> str:
    if kind != "text/plain":
        return value
    return "".join(f"<p>{html.escape(line)}</p>" for line in value.splitlines() if line.strip())


def plain(markup: str) -> str:
    """The words of HTML, for titles and for counting."""
    return html.unescape(_TAG.sub(" ", markup))


def _line(value: object) -> str | None:
    return " ".join(plain(str(value)).split())[:_LONGEST] or None if value else None


def _id(value: object) -> str | None:
    told = " ".join(str(value).split()) if value else ""
    return told if 0 < len(told) <= _LONGEST else None


def _link(value: object, base: str | None) -> str | None:
    told = str(value).strip() if value else ""
    try:
        whole = urljoin(base, told) if base else told
    except ValueError:
        return None
    return whole if whole.lower().startswith(("http://", "https://")) else None


def _day(stamp: object) -> date | None:
    """The day as it is written, not moved to another time zone; None where it is none."""
    if not stamp:
        return None
    words = str(stamp).strip()[:100]
    try:
        day = parse_day(words)
    except UnreadableArticle:
        try:
            parts = parsedate_tz(words)
            day = date(*parts[:3]) if parts else _EARLIEST
        except (ValueError, TypeError, IndexError, OverflowError):
            return None
    return day if day > _EARLIEST else None
