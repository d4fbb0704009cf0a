"""Sitemaps, news sitemaps and sitemap indexes: lists of addresses. Nothing is fetched here."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from verbale.errors import UnreadableArticle
from verbale.sources.addresses import LONGEST
from verbale.sources.raw import Facts
from verbale.text import parse_day

MOST = 50_000  # addresses in one file, by the protocol
_FIELDS = {"loc", "lastmod", "publication_date", "title", "name"}


@dataclass(frozen=True, slots=True)
class Listed:
    """One address; `changed` is when it was changed last, `published` the day that a news sitemap states."""

    url: str
    changed: date | None = None
    published: date | None = None
    title: str | None = None
    outlet: str | None = None

    @property
    def day(self) -> date | None:
        """The latest day that is stated."""
        return max((each for each in (self.changed, self.published) if each), default=None)

    @property
    def facts(self) -> Facts:
        """What is known of the page; when it was changed is not when it was published."""
        return Facts(None, self.title, self.published, self.outlet, self.url)


@dataclass(frozen=True, slots=True)
class Sitemap:
    """The pages and the further sitemaps that one names; `trouble` says what is broken in it."""

    pages: tuple[Listed, ...] = ()
    maps: tuple[Listed, ...] = ()
    trouble: str | None = None


def read_sitemap(data: bytes) -> Sitemap:
    """The sitemap that the bytes are. Raises UnreadableArticle for what is none."""
    from lxml import etree  # type: ignore[import-untyped]  # lxml has no types

    pages: list[Listed] = []
    maps: list[Listed] = []
    trouble = None
    try:
        for name, listed in _listed(data):
            (maps if name == "sitemap" else pages).append(listed)
            if len(pages) + len(maps) >= MOST:
                break
    except etree.LxmlError as error:
        trouble = " ".join(str(error).split())[:200]
    if not pages and not maps:
        raise UnreadableArticle(f"it is no sitemap that can be read ({trouble or 'it names no address'}): open it in a browser.")
    return Sitemap(tuple(pages), tuple(maps), trouble)


def _listed(data: bytes) -> Iterator[tuple[str, Listed]]:
    from lxml import etree

    # No entities, no document types, nothing from outside; and each element is dropped once it is read.
    events = etree.iterparse(
        io.BytesIO(data), events=("start", "end"), resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    told: dict[str, str] = {}
    for event, element in events:
        name = _name(element)
        if event == "start":
            if element.getparent() is None and element.getroottree().docinfo.internalDTD is not None:
                raise UnreadableArticle("it has a document type, and sitemaps have none: open it in a browser.")
            continue
        if name in _FIELDS:
            told.setdefault(name, " ".join((element.text or "")[: 2 * LONGEST].split()))
        elif name in ("url", "sitemap"):
            if told.get("loc"):
                yield name, Listed(
                    told["loc"], _day(told.get("lastmod")), _day(told.get("publication_date")),
                    told.get("title") or None, told.get("name") or None,
                )  # fmt: skip
            told = {}
            element.clear()
            while element.getprevious() is not None:
                del element.getparent()[0]


def _name(element: Any) -> str:
    """The name without its namespace; that of images and films is kept, whose fields are not those of the page."""
    space, _, name = element.tag.rpartition("}") if isinstance(element.tag, str) else ("", "", "")
    return "" if "image" in space or "video" in space else name


def _day(words: str | None) -> date | None:
    try:
        return parse_day(words) if words else None
    except UnreadableArticle:
        return None
