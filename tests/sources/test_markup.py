"""What some bytes are, and parsers that any bytes may come to."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from verbale.errors import UnreadableArticle
from verbale.sources.feeds import read_feed
from verbale.sources.markup import is_html, is_listing, root_of
from verbale.sources.robots import read_robots
from verbale.sources.sitemaps import read_sitemap
from verbale.sources.streams import kind_of
from verbale.text.read import _LOOKS_LIKE_HTML


@pytest.mark.parametrize(
    ("data", "root"),
    [
        (b"<rss>", "rss"),
        (b'\xef\xbb\xbf <?xml version="1.0"?>\n<?xml-stylesheet href="a>b"?><!-- <feed> --><rdf:RDF x="y">', "rdf"),
        (b'<!DOCTYPE rss [<!ENTITY a "<b>">]><rss>', "rss"),
        (b'<!DOCTYPE rss SYSTEM "x.dtd">\n<rss>', "rss"),
        ("\ufeff<feed>".encode("utf-16-le"), "feed"),
        ('<?xml version="1.0"?><urlset>'.encode("utf-16"), "urlset"),
        (b"<!-- never ends", None),
        (b"words <rss>", None),
        (b"", None),
    ],
)
def test_the_first_element(data: bytes, root: str | None) -> None:
    assert root_of(data) == root
    assert is_listing(data) == (root is not None)


@pytest.mark.parametrize(
    ("data", "page"),
    [
        (b"<!doctype HTML><p>", True),
        (b"<!--a--><HTML>", True),
        (b"<!DOCTYPE svg><html>", False),
        (b"<p>", False),
        (b"<body>", True),
    ],
)
def test_pages(data: bytes, page: bool) -> None:
    assert is_html(data) == page


@pytest.mark.parametrize("data", [b"<!---->" * 500 + b"x", b"<?xml?>" * 500, b"<!doctype a>" * 300, b"<!-- " * 800, b" " * 4000])
def test_what_it_is_is_known_in_no_time(data: bytes) -> None:
    """A search pattern tried comments in 2**n ways: 22 of them took a third of a second, 40 a day."""
    begun = time.perf_counter()
    assert kind_of("page", data[:4096]) == "text"
    assert not _LOOKS_LIKE_HTML.match(data[:4096])
    assert time.perf_counter() - begun < 0.5


WORDS = st.sampled_from(
    [b"<rss version='2.0'>", b"<channel>", b"<item>", b"</item>", b"<title>", b"</title>", b"<link>", b"<entry>", b"]]>",
     b"<feed xmlns='http://www.w3.org/2005/Atom'>", b"<content type='xhtml'>", b"<content:encoded>", b"<![CDATA[", b"&#", b"&x;",
     b"<pubDate>", b"2024-03-05", b"<", b">", b"<urlset>", b"<sitemapindex>", b"<url>", b"<loc>", b"</loc>", b"</url>",
     b"<lastmod>", b"http://a.example/", b"\xff", b"\0", b"<?xml version='1.0'", b" encoding='utf-16'?>", b"<!DOCTYPE r [",
     b"<!ENTITY x 'y'>", b"]>", b"<a href='", b"'", b"\n", b"-->", b"<!--", b'{"version":"https://jsonfeed.org/version/1",',
     b'"items":[{"id":1,', b'"title":[],', b'"url":"http://[",', b'"content_html":"<p>"', b"}]}", b"user-agent: *\n",
     b"disallow: /*", b"$", b"crawl-delay: ", b"1e999"]
)  # fmt: skip
ANY = st.one_of(st.binary(max_size=400), st.lists(WORDS, max_size=40).map(b"".join))


@given(ANY)
@settings(max_examples=400, deadline=5000)
def test_any_bytes_are_a_feed_or_a_sentence(data: bytes) -> None:
    root_of(data)
    try:
        feed = read_feed(data, "https://news.example/feed")
    except UnreadableArticle:
        return
    for entry in feed.entries:
        assert entry.length >= 0
        assert entry.page()
        assert entry.facts.url is None or entry.facts.url.lower().startswith(("http://", "https://"))


@given(ANY)
@settings(max_examples=400, deadline=5000)
def test_any_bytes_are_a_sitemap_or_a_sentence(data: bytes) -> None:
    try:
        sitemap = read_sitemap(data)
    except UnreadableArticle:
        return
    assert all(listed.url for listed in (*sitemap.pages, *sitemap.maps))


@given(ANY)
@settings(max_examples=200, deadline=5000)
def test_any_bytes_are_a_robots_txt(data: bytes) -> None:
    rules = read_robots(data, "verbale")
    assert rules.allows("https://news.example/a?b=c") in (True, False)
    assert rules.delay >= 0
