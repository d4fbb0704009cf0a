"""What kind of XML some bytes are, by their first element."""

import re

LISTINGS = frozenset({"rss", "rdf", "feed", "urlset", "sitemapindex"})
SITEMAPS = frozenset({"urlset", "sitemapindex"})
_PROLOG = 4096
_NAME = re.compile(r"<(?:[\w.-]+:)?([\w.-]+)")
_JSON_FEED = re.compile(rb'(?:\xef\xbb\xbf)?\s*\{[^{}]*?"version"\s*:\s*"https?:\\?/\\?/jsonfeed\.org\\?/version')
_DOCTYPE = re.compile(r"<!doctype\s+([\w.:-]+)", re.I)
_HTML = frozenset({"html", "head", "body"})
_ENDS = (("<!--", "-->"), ("<?", "?>"))
_WIDE = (b"\xff\xfe", b"\xfe\xff")


def root_of(data: bytes) -> str | None:
    """The name of the first element, small and without its prefix; None where there is none near the beginning."""
    return _beginning(data)[0]


def is_html(data: bytes) -> bool:
    """Whether it begins as a web page does."""
    root, doctype = _beginning(data)
    return root in _HTML if doctype is None else doctype == "html"


def _beginning(data: bytes) -> tuple[str | None, str | None]:
    """The first element and the document type."""
    wide = data.startswith(_WIDE)
    head = data[: 2 * _PROLOG].decode("utf-16", "replace") if wide else data[:_PROLOG].decode("utf-8-sig", "replace")
    place, doctype = 0, None
    while True:
        place = len(head) - len(head[place:].lstrip())
        end = next((end for start, end in _ENDS if head.startswith(start, place)), None)
        if end is None and (declared := _DOCTYPE.match(head, place)):
            doctype = declared[1].lower()
            end = "]>" if "[" in head[place : head.find(">", place)] else ">"
        if end is None:
            found = _NAME.match(head, place)
            return (found[1].lower() if found else None), doctype
        found_at = head.find(end, place)
        if found_at < 0:
            return None, doctype
        place = found_at + len(end)


def is_listing(data: bytes) -> bool:
    """Whether it is a feed (RSS, Atom, JSON Feed) or a sitemap."""
    return root_of(data) in LISTINGS or is_json_feed(data)


def is_json_feed(data: bytes) -> bool:
    """Whether it is a JSON Feed."""
    return _JSON_FEED.match(data[:_PROLOG]) is not None
