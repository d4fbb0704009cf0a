"""Addresses into pieces: pages, PDF, texts, and what feeds and sitemaps name."""

import codecs
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from functools import cache

from verbale.errors import Omitted, UnreadableArticle
from verbale.sources.addresses import Origin, parse_address
from verbale.sources.connection import inflated
from verbale.sources.feeds import Entry, read_feed
from verbale.sources.fetch import Getter, Page, Validators, shortened
from verbale.sources.markup import SITEMAPS, is_html, is_listing, root_of
from verbale.sources.raw import Checked, Facts, Options, Raw, unforeseen
from verbale.sources.sitemaps import Listed, read_sitemap
from verbale.sources.web_options import Web

_XML_ENCODING = re.compile(rb"\A\s*<\?xml[^>]{0,200}?encoding\s*=")
_MAP_DEPTH = 3  # sitemap indexes in sitemap indexes; the protocol has one


Piece = Raw | UnreadableArticle | Checked


def pieces_of(url: str, options: Options, getter: Getter | None = None) -> Iterator[Piece]:
    """The pieces behind an address. What cannot be had is one sentence with its address; nothing is raised."""
    yield from Crawl(options, getter).source(url)


@cache
def shared(web: Web) -> Getter:
    """One getter for all sources of a process, since the pauses and the robots.txt of a host hold for all of them."""
    return Getter(web)


class Crawl:
    """The reading of one source, and how many pages it may still fetch."""

    def __init__(self, options: Options, getter: Getter | None = None) -> None:
        self._options, self._web = options, options.web
        self._getter = getter or shared(options.web)
        self._named: frozenset[Origin] = frozenset()
        self._pages, self._maps = self._web.pages, self._web.maps
        self._seen: set[str] = set()  # addresses that were asked for already
        self._left_out = 0

    def source(self, url: str) -> Iterator[Piece]:
        """The pieces behind the address that the user has named; last, where all went well, how to ask whether it has changed."""
        try:
            self._named = frozenset({parse_address(url).origin})
            page = self._get(url, asked=True)
            if not page.changed:
                yield Omitted(f"{shortened(url)}: it has not changed since it was read last.")
            elif is_listing(page.data):
                yield from self._whole(url, page, self.listing(page.data, shortened(page.url), base=page.url))
            else:
                yield from self._whole(url, page, self._piece(page, Facts(url=page.url)))
        except UnreadableArticle as error:
            yield _with(error, shortened(url))
        except Exception as error:  # one odd page must not stop a run of ten thousand
            yield UnreadableArticle(f"{shortened(url)}: {unforeseen(error)}")

    def _whole(self, url: str, page: Page, pieces: Iterator[Piece]) -> Iterator[Piece]:
        """The pieces of a page; then, unless one of them could not be had, what its server knows it by."""
        troubles, left_out = 0, self._left_out
        for piece in pieces:
            troubles += isinstance(piece, UnreadableArticle)
            yield piece
        known = page.validators
        # An index says nothing of whether the sitemaps in it have changed.
        if (known.etag or known.modified) and not troubles and left_out == self._left_out and not _is_index(page.data):
            yield Checked(url, known.etag, known.modified, self._web.since, self._web.follow is not False)

    def listing(self, data: bytes, where: str, base: str | None) -> Iterator[Piece]:
        """The pieces of a feed or sitemap; `base` is its address, None where it is a file."""
        follow = self._web.follow if self._web.follow is not None else base is not None
        try:
            if root_of(data) in SITEMAPS:
                yield from self._sitemap(data, where, follow, 0)
            else:
                yield from self._feed(data, where, base, follow)
        except UnreadableArticle as error:
            yield _with(error, where)
        if self._left_out:
            yield Omitted(
                f"{where}: it names {self._left_out:,} more than the {self._web.pages:,} pages and {self._web.maps:,} sitemaps"
                " that are fetched for one source: ask for a later --since, or for more pages."
            )

    def _feed(self, data: bytes, where: str, base: str | None, follow: bool) -> Iterator[Raw | UnreadableArticle]:
        if len(data) > self._web.page_bytes:
            raise UnreadableArticle(f"it is a feed of more than {self._web.page_bytes:,} bytes, and no feed is so long: cut it.")
        feed = read_feed(data, base)
        for number, entry in enumerate(feed.entries, start=1):
            if not self._too_old(entry.facts.published):
                yield from self._of_entry(entry, f"{where}, entry {number:,}", follow)
        if feed.trouble:
            yield UnreadableArticle(
                f"{where}: the feed is damaged ({feed.trouble}), and {len(feed.entries):,} entries were read of it:"
                " tell its publisher."
            )

    def _of_entry(self, entry: Entry, where: str, follow: bool) -> Iterator[Raw | UnreadableArticle]:
        """The page of an entry, unless the feed has its whole text; where the page cannot be had, what the feed has of it."""
        length = entry.length
        url = entry.facts.url
        if follow and url and length < self._web.full_text:
            if self._known(url) or not self._may_fetch(url):
                return
            try:
                yield from self._piece(self._get(url), entry.facts)
                return
            except UnreadableArticle as error:
                yield _with(error, where)
                if not length:
                    return
        if length:
            yield Raw(where, "html", entry.page(), entry.facts)
        else:
            yield UnreadableArticle(
                f"{where}: the entry has no text: pass the address of the feed, or --follow, to fetch its page."
            )

    def _sitemap(self, data: bytes, where: str, follow: bool, depth: int) -> Iterator[Piece]:
        if not follow:
            raise UnreadableArticle("it is a sitemap, addresses without texts: pass its address, or --follow, to fetch them.")
        sitemap = read_sitemap(data)
        for listed in self._newest(sitemap.pages):
            if not self._known(listed.url) and self._may_fetch(listed.url):
                try:
                    yield from self._piece(self._get(listed.url), listed.facts)
                except UnreadableArticle as error:
                    yield error
        for listed in self._newest(sitemap.maps):
            if listed.url in self._seen:
                continue
            self._seen.add(listed.url)
            if self._maps <= 0 or depth >= _MAP_DEPTH or self._pages <= 0:
                self._left_out += 1
                continue
            self._maps -= 1
            try:
                page = self._get(listed.url, asked=True)
                if not page.changed:
                    continue
                if root_of(page.data) not in SITEMAPS:
                    raise UnreadableArticle("the index calls it a sitemap, and it is none: tell its publisher.")
                inner = self._sitemap(page.data, shortened(page.url), follow, depth + 1)
                yield from self._whole(listed.url, page, inner)
            except UnreadableArticle as error:
                yield _with(error, shortened(listed.url))
        if sitemap.trouble:
            number = len(sitemap.pages) + len(sitemap.maps)
            yield UnreadableArticle(
                f"{where}: the sitemap is damaged ({sitemap.trouble}), and {number:,} addresses were read of it:"
                " tell its publisher."
            )

    def _newest(self, listed: Iterable[Listed]) -> list[Listed]:
        """Those that are not too old, the newest first; what has no date comes last, in its order."""
        return sorted(
            (each for each in listed if not self._too_old(each.day)), key=lambda each: each.day or date.min, reverse=True
        )

    def _too_old(self, day: date | None) -> bool:
        return self._web.since is not None and day is not None and day < self._web.since

    def _known(self, url: str) -> bool:
        return self._options.skip is not None and self._options.skip(url)

    def _may_fetch(self, url: str) -> bool:
        """Whether it is a new address and there is room for it; it is counted."""
        if url in self._seen:
            return False
        self._seen.add(url)
        if self._pages <= 0:
            self._left_out += 1
            return False
        self._pages -= 1
        return True

    def _get(self, url: str, *, asked: bool = False) -> Page:
        """The page, unpacked and in UTF-8 where it is text in another encoding that is stated; with `asked`, one that was read
        before comes only if it has changed."""
        known = self._options.seen(url) if asked and self._options.seen else None
        seen = Validators(known.etag, known.modified) if known and known.covers(self._web) else None
        page = self._getter.get(url, named=self._named, seen=seen)
        if page.data.startswith(b"\x1f\x8b"):
            page = replace(page, data=inflated([page.data], self._web.file_bytes))
        return replace(page, data=in_utf8(page.data, page.charset)) if page.charset else page

    def _piece(self, page: Page, facts: Facts) -> Iterator[Raw | UnreadableArticle]:
        """The page as a piece, at the address where it was found. Raises UnreadableArticle."""
        where, facts = shortened(page.url), replace(facts, url=page.url)
        data = page.data
        if not data.strip():
            raise UnreadableArticle(f"{where}: the page is empty: open it in a browser.")
        if data.startswith(b"%PDF-"):
            yield Raw(where, "pdf", data, facts)
        elif is_listing(data):
            raise UnreadableArticle(f"{where}: it is a feed or sitemap in another one: pass its address itself.")
        elif is_html(data) or page.kind in ("text/html", "application/xhtml+xml"):
            yield Raw(where, "html", data, facts)
        elif page.kind in ("application/json", "text/json", "application/x-ndjson", "application/jsonl"):
            from verbale.sources.objects import json_pieces

            yield from json_pieces(io.BytesIO(data), where, self._options)
        elif (page.kind.startswith("text/") and page.kind != "text/xml") or (not page.kind and b"\0" not in data[:4096]):
            markdown = "markdown" in page.kind or page.url.lower().endswith((".md", ".markdown"))
            yield Raw(where, "markdown" if markdown else "text", data, facts)
        else:
            raise UnreadableArticle(
                f"{where}: it is no page, text, PDF, feed or sitemap (the server calls it {page.kind or 'nothing'}):"
                " download it and add the file."
            )


def _is_index(data: bytes) -> bool:
    return root_of(data) == "sitemapindex"


def in_utf8(data: bytes, charset: str | None) -> bytes:
    """Text in the encoding that the server states, as UTF-8; as it is where it is UTF-8, states its own, or does not fit."""
    try:
        name = codecs.lookup(charset or "utf-8").name
        data.decode("utf-8")
    except UnicodeDecodeError:
        if _XML_ENCODING.match(data[:300]):
            return data
        # What is called Latin-1 is read as Windows-1252, as browsers do.
        try:
            return data.decode("cp1252" if name == "iso8859-1" else name).encode()
        except (UnicodeError, LookupError, TypeError, ValueError):
            return data
    except (LookupError, ValueError):
        pass
    return data


def _with(error: UnreadableArticle, where: str) -> UnreadableArticle:
    """The sentence with where it happened, once."""
    return error if str(error).startswith((where, "http://", "https://")) else UnreadableArticle(f"{where}: {error}")
