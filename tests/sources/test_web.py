"""Pages, feeds and sitemaps, from an address or a file, into pieces."""

import gzip
import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date

import pytest

from tests.sources.web_server import Handler, Server, getter, redirect, response
from verbale.errors import UnreadableArticle
from verbale.sources import feeds, pieces, web
from verbale.sources.parse import article
from verbale.sources.raw import Facts, Options, Raw
from verbale.sources.web_options import Web

HOST = "http://news.example"
LONG = "<p>" + "The envoys of Norway met the ministers in the harbour town. " * 30 + "</p>"
BODY = "<article><h1>Envoys meet</h1><p>The envoys met on Monday in the old hall.</p></article>"
PAGE = f"<!doctype html><html><body>{BODY}</body></html>".encode()


def rss(*items: str, title: str = "Harbour Wire") -> bytes:
    whole = "".join(f"<item>{item}</item>" for item in items)
    start = '<?xml version="1.0"?><?xml-stylesheet href="s.xsl"?><!-- made by hand --><rss version="2.0" '
    space = 'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    return f"{start}{space}><channel><title>{title}</title>{whole}</channel></rss>".encode()


def urlset(*urls: str) -> bytes:
    whole = "".join(f"<url>{url}</url>" for url in urls)
    space = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'
    space += ' xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"'
    return f'<?xml version="1.0"?><urlset {space}>{whole}</urlset>'.encode()


def index(*urls: str) -> bytes:
    whole = "".join(f"<sitemap>{url}</sitemap>" for url in urls)
    return f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{whole}</sitemapindex>'.encode()


@contextmanager
def reading(routes: dict[str, Handler], path: str = "/s", **settings: object) -> Iterator[tuple[list[Raw], list[str], list[str]]]:
    """Pieces, sentences, and the paths that were asked for."""
    options = Options(web=replace(Web(), **settings))  # type: ignore[arg-type]
    with Server(routes) as server:
        found = list(web.pieces_of(HOST + path, options, getter(server, options.web)))
        yield *parted(found), server.paths


def parted(found: Iterable[web.Piece]) -> tuple[list[Raw], list[str]]:
    return [each for each in found if isinstance(each, Raw)], [str(each) for each in found if isinstance(each, UnreadableArticle)]


def read_file(data: bytes, options: Options | None = None) -> tuple[list[Raw], list[str]]:
    return parted(list(feeds.pieces_of(data, "feed.xml", options or Options())))


# --- single pages ---


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (response(PAGE), "html"),
        (response(PAGE, None), "html"),
        (response(PAGE, "application/octet-stream"), "html"),
        (response(b"<p>Only a fragment of a page.</p>"), "html"),
        (response(b'<?xml version="1.0"?><!DOCTYPE html PUBLIC "x"><html/>', "application/xhtml+xml"), "html"),
        (response(b"%PDF-1.7 ...", "application/pdf"), "pdf"),
        (response(b"%PDF-1.7 ...", "text/html"), "pdf"),
        (response(b"The envoys met.", "text/plain"), "text"),
        (response(b"The envoys met.", None), "text"),
        (response(b"# The envoys met", "text/markdown"), "markdown"),
        (response(b'{"text": "The envoys met."}', "application/json"), "json"),
        (response(gzip.compress(PAGE), "application/gzip"), "html"),
    ],
)
def test_a_page_is_known_by_its_content(answer: bytes, kind: str) -> None:
    with reading({"/s": answer}) as (pieces, told, _):
        assert told == []
        assert [piece.kind for piece in pieces] == [kind]
        assert pieces[0].where.startswith(f"{HOST}/s")


def test_a_page_is_at_the_address_where_it_was_found() -> None:
    with reading({"/s": redirect("/b"), "/b": response(PAGE)}) as (pieces, _, _):
        assert [(piece.where, piece.facts) for piece in pieces] == [(f"{HOST}/b", Facts(url=f"{HOST}/b"))]
        found = article(pieces[0])
    assert (found.title, found.url) == ("Envoys meet", f"{HOST}/b")
    assert "met on Monday" in found.text


@pytest.mark.parametrize("page", [PAGE.replace(b"Monday", "Mañana".encode()), PAGE.replace(b"Monday", b"Ma\xf1ana")])
@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1", "no-such-code", "windows-1252", "rot13", "hex"])
def test_a_wrong_charset_does_no_harm(page: bytes, charset: str) -> None:
    with reading({"/s": response(page, f"text/html; charset={charset}")}) as (pieces, _, _):
        assert "Mañana" in article(pieces[0]).text


def test_the_charset_of_the_server_counts_where_the_page_states_none() -> None:
    page = "<html><body><p>Министр встретился с послом.</p></body></html>".encode("cp1251")
    with reading({"/s": response(page, "text/html; charset=windows-1251")}) as (pieces, _, _):
        assert "Министр встретился" in article(pieces[0]).text


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (response(b""), "is empty"),
        (response(b"MZ\x00\x01", "application/octet-stream"), "is no page"),
        (response(b"<svg/>", "application/xml"), "is no page"),
        (response(b"x", "image/png"), "of the kind"),
        (response(gzip.compress(b"\0" * 60_000_000), "application/gzip"), "has more than 50,000,000 bytes"),
        (response(b"\x1f\x8bno gzip", "application/gzip"), "cannot be unpacked"),
        (response(status="404 No"), "no such page"),
    ],
)
def test_failures_are_one_sentence_with_the_address(answer: bytes, words: str) -> None:
    with reading({"/s": answer}) as (pieces, told, _):
        assert pieces == []
        assert len(told) == 1
        assert told[0].startswith(f"{HOST}/s: ")
        assert told[0].count(HOST) == 1
        assert words in told[0]


@pytest.mark.parametrize("url", ["http://", "http://a b/", "http://localhost\x00/", "https://u:p@x.example/", "http://[::1"])
def test_addresses_that_are_none_are_told(url: str) -> None:
    pieces, told = parted(list(web.pieces_of(url, Options(), getter(None))))
    assert (pieces, len(told)) == ([], 1)


def test_an_address_among_the_sources() -> None:
    """From end to end, with the real resolver on an address that needs none."""
    options = Options(web=Web(allow_private=True, delay=0))
    with Server({"/s": response(rss("<link>/a</link>")), "/a": response(PAGE)}) as server:
        found, told = parted(list(pieces([f"http://127.0.0.1:{server.port}/s"], options)))
        assert ([piece.data for piece in found], told) == ([PAGE], [])
    assert any(line.startswith("User-Agent: verbale/") for line in server.requests[0].split("\r\n"))


def test_private_addresses_are_refused_among_the_sources() -> None:
    with Server({"/s": response(PAGE)}) as server:
        found, told = parted(list(pieces([f"http://127.0.0.1:{server.port}/s", f"http://localhost:{server.port}/s"], Options())))
    assert (found, len(told), server.requests) == ([], 2, [])
    assert all("private address" in each for each in told)


# --- feeds ---


def test_a_feed_with_whole_texts_is_not_followed() -> None:
    item = (
        "<guid isPermaLink='false'>n-1</guid><title>Envoys &amp;amp; ministers &lt;b&gt;meet&lt;/b&gt;</title>"
        f"<link>{HOST}/a</link><pubDate>Mon, 04 Mar 2024 23:30:00 -0500</pubDate><description>Short.</description>"
        f"<content:encoded><![CDATA[{LONG}]]></content:encoded>"
    )
    with reading({"/s": response(rss(item), "application/rss+xml")}) as (pieces, told, paths):
        assert (told, paths) == ([], ["/s"])
    (piece,) = pieces
    assert (piece.where, piece.kind) == (f"{HOST}/s, entry 1", "html")
    assert piece.facts == Facts("n-1", "Envoys & ministers meet", date(2024, 3, 4), "Harbour Wire", f"{HOST}/a")
    found = article(piece)
    assert (found.id, found.title, found.published) == ("n-1", "Envoys & ministers meet", date(2024, 3, 4))
    assert found.text.startswith("Envoys & ministers meet\n\nThe envoys of Norway met")


def test_short_entries_are_fetched() -> None:
    item = "<title>Envoys meet</title><link>/a</link><dc:date>2024-03-04T01:00:00Z</dc:date><description>They met.</description>"
    with reading({"/s": response(rss(item)), "/a": response(PAGE)}) as (pieces, told, paths):
        assert (told, paths) == ([], ["/s", "/a"])
    (piece,) = pieces
    assert (piece.where, piece.data) == (f"{HOST}/a", PAGE)
    assert piece.facts == Facts(None, "Envoys meet", date(2024, 3, 4), "Harbour Wire", f"{HOST}/a")


def test_what_the_feed_has_is_read_where_the_page_cannot_be_had() -> None:
    items = [
        f"<title>{n}</title><link>{HOST}/{n}</link><description>{words}</description>"
        for n, words in (("a", "They met."), ("b", ""))
    ]
    with reading({"/s": response(rss(*items))}) as (pieces, told, _):
        assert [piece.where for piece in pieces] == [f"{HOST}/s, entry 1"]
        assert [each.partition(": ")[0] for each in told] == [f"{HOST}/a", f"{HOST}/b"]
        assert article(pieces[0]).text == "a\n\nThey met."


def test_a_file_fetches_nothing_unless_asked() -> None:
    data = rss(
        f"<title>Envoys meet</title><link>{HOST}/a</link><description>They met in the harbour.</description>", "<title>x</title>"
    )
    pieces, told = read_file(data)
    assert [piece.where for piece in pieces] == ["feed.xml, entry 1"]
    assert told == ["feed.xml, entry 2: the entry has no text: pass the address of the feed, or --follow, to fetch its page."]
    with Server({"/a": response(PAGE)}) as server:
        crawl = web.Crawl(Options(web=Web(follow=True)), getter(server))
        pieces, _ = parted(crawl.listing(data, "feed.xml", None))
    assert [piece.where for piece in pieces] == [f"{HOST}/a"]


def test_follow_may_be_forbidden() -> None:
    with reading({"/s": response(rss(f"<link>{HOST}/a</link><description>They met.</description>"))}, follow=False) as (
        pieces,
        _,
        paths,
    ):
        assert [piece.where for piece in pieces] == [f"{HOST}/s, entry 1"]
        assert paths == ["/s"]


def test_entries_before_the_day_and_known_pages_are_passed_over() -> None:
    items = [f"<link>{HOST}/{day}</link><pubDate>0{day} Mar 2024 10:00 GMT</pubDate>" for day in (1, 2, 3)] + [
        f"<link>{HOST}/4</link>"
    ]
    routes: dict[str, Handler] = {"/s": response(rss(*items)), "/2": response(PAGE), "/3": response(PAGE), "/4": response(PAGE)}
    options = Options(web=Web(since=date(2024, 3, 2)), skip=lambda url: url == f"{HOST}/3")
    with Server(routes) as server:
        pieces, told = parted(list(web.pieces_of(f"{HOST}/s", options, getter(server))))
    assert ([piece.where for piece in pieces], told) == ([f"{HOST}/2", f"{HOST}/4"], [])


ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title type="html">Harbour &amp;amp; Wire</title>
<entry><id>tag:news.example,2024:1</id><title>Envoys meet</title><link rel="alternate" href="{HOST}/a"/>
<link rel="enclosure" href="{HOST}/film.mp4"/>
<updated>2024-03-06T00:00:00Z</updated><published>2024-03-05T23:00:00-05:00</published>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">{LONG}</div></content></entry></feed>"""
RSS_1 = f"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Harbour &amp; Wire</title></channel>
<item rdf:about="tag:news.example,2024:1">
<title>Envoys meet</title><link>{HOST}/a</link><dc:date>2024-03-05</dc:date>
<description>{LONG.replace("<", "&lt;")}</description></item></rdf:RDF>"""
RSS_091 = f"""<?xml version="1.0" encoding="ISO-8859-1"?><!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN"
"http://my.netscape.com/publish/formats/rss-0.91.dtd"><rss version="0.91"><channel><title>Harbour &amp; Wire</title>
<item><guid>tag:news.example,2024:1</guid>
<title>Envoys meet</title><link>{HOST}/a</link><pubDate>Tue, 5 Mar 2024 08:00:00 GMT</pubDate>
<description>{LONG.replace("<", "&lt;")}</description></item></channel></rss>"""
JSON = json.dumps(
    {"version": "https://jsonfeed.org/version/1.1", "title": "Harbour &amp; Wire", "items": [
        {"id": "tag:news.example,2024:1", "title": "Envoys meet", "url": f"{HOST}/a", "date_published": "2024-03-05T08:00:00Z",
         "content_html": LONG}]}
)  # fmt: skip


@pytest.mark.parametrize("words", [ATOM, RSS_1, RSS_091, JSON], ids=["atom", "rss1", "rss091", "json"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_kinds_of_feeds(words: str, encoding: str) -> None:
    if encoding == "utf-16" and words in (JSON, RSS_091):
        pytest.skip("JSON is UTF-8, and RSS 0.91 states another encoding")
    pieces, told = read_file(words.encode(encoding))
    assert told == []
    assert [piece.facts for piece in pieces] == [
        Facts("tag:news.example,2024:1", "Envoys meet", date(2024, 3, 5), "Harbour & Wire", f"{HOST}/a")
    ]
    assert "The envoys of Norway met the ministers" in article(pieces[0]).text


def test_a_damaged_feed_gives_what_can_be_read() -> None:
    data = rss(
        "<title>One</title><description>They met.</description>", "<title>Two</title><description>They < left.</description>"
    )[:-20]
    pieces, told = read_file(data)
    assert [piece.facts.title for piece in pieces] == ["One", "Two"]
    assert len(told) == 1
    assert "the feed is damaged" in told[0]
    assert "2 entries were read" in told[0]


@pytest.mark.parametrize(
    "data", [b"", b"<rss", b"<rss><item>", b"<feed", b'{"version": "https://jsonfeed.org/version/1"}', b"\0" * 50, b"<html>"]
)
def test_what_is_no_feed_is_told(data: bytes) -> None:
    pieces, told = read_file(data)
    assert pieces == []
    assert told[0].startswith("feed.xml")


def test_an_empty_feed_is_no_failure() -> None:
    assert read_file(rss()) == ([], [])


@pytest.mark.parametrize("stamp", ["0001-01-01T00:00:00Z", "1970-01-01", "31 Feb 2024", "soon", "Thu, 99 Foo 9999", "2024-13-01"])
def test_days_that_are_none_are_unknown(stamp: str) -> None:
    pieces, _ = read_file(rss(f"<title>One</title><pubDate>{stamp}</pubDate><description>They met.</description>"))
    assert pieces[0].facts.published is None


def test_scripts_and_pictures_of_an_entry_stay_out() -> None:
    words = "<script>alert('x')</script><img src='http://tracker.example/x.png' onerror='y()'>They met.<iframe src='z'>"
    words = words.replace("<", "&lt;")
    pieces, _ = read_file(rss(f"<title>One</title><description>{words}</description>"))
    assert not any(each in pieces[0].data for each in (b"alert", b"onerror", b"iframe"))
    assert article(pieces[0]).text == "One\n\nThey met."


def bombs() -> list[bytes]:
    """Entities that read a file, reach the network, or grow a thousand million times."""
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    square = '<!ENTITY a "' + "a" * 50_000 + '">'
    doctypes = [
        '[<!ENTITY x SYSTEM "file:///etc/passwd">]', '[<!ENTITY x SYSTEM "http://127.0.0.1:9/x">]',
        '[<!ENTITY % p SYSTEM "http://127.0.0.1:9/x.dtd"> %p;]', 'SYSTEM "http://127.0.0.1:9/x.dtd"',
        f'[<!ENTITY l0 "lol">{laughs}<!ENTITY x "&l9;">]',
        f'[{square}<!ENTITY x "{"&a;" * 50}">]',
    ]  # fmt: skip
    item = "<item><title>One &x;</title><description>They met. &x;</description></item>"
    feed = f"<rss version='2.0'><channel><title>&x;</title>{item}</channel></rss>"
    sitemap = f"<urlset><url><loc>{HOST}/&x;</loc></url><url><loc>{HOST}/a</loc></url></urlset>"
    encodings = ("utf-8", "utf-16")
    return [f"<!DOCTYPE r {each}>{body}".encode(code) for each in doctypes for body in (feed, sitemap) for code in encodings]


@pytest.mark.parametrize("data", bombs(), ids=range(len(bombs())))
def test_entities_load_nothing_and_do_not_grow(data: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    def opened(*_: object, **__: object) -> None:
        raise AssertionError("something was opened")

    for name in ("socket.socket.connect", "socket.getaddrinfo", "urllib.request.urlopen", "urllib.request.OpenerDirector.open"):
        monkeypatch.setattr(name, opened)
    for follow in (False, True):
        options = Options(web=Web(follow=follow))
        found = list(web.Crawl(options, getter(None)).listing(data, "feed.xml", None))
        words = b"".join(each.data if isinstance(each, Raw) else str(each).encode() for each in found)
        assert found
        assert b"root:" not in words
        assert len(words) < 200_000


# --- sitemaps ---


def test_a_news_sitemap_tells_of_its_pages() -> None:
    one = (
        f"<loc> {HOST}/a </loc><news:news><news:publication><news:name>Harbour Wire</news:name></news:publication>"
        "<news:publication_date>2024-03-05T08:00:00+01:00</news:publication_date>"
        "<news:title>Envoys &amp; ministers</news:title></news:news>"
        f"<image:image><image:loc>{HOST}/film.png</image:loc><image:title>Film</image:title></image:image>"
        "<lastmod>2024-03-07</lastmod>"
    )
    with reading({"/s": response(urlset(one), "application/xml"), "/a": response(PAGE)}) as (pieces, told, _):
        assert told == []
        assert [piece.facts for piece in pieces] == [
            Facts(None, "Envoys & ministers", date(2024, 3, 5), "Harbour Wire", f"{HOST}/a")
        ]


def test_the_day_of_a_change_is_not_that_of_publication() -> None:
    with reading({"/s": response(urlset(f"<loc>{HOST}/a</loc><lastmod>2024-03-07</lastmod>")), "/a": response(PAGE)}) as (
        pieces,
        _,
        _,
    ):
        assert pieces[0].facts == Facts(url=f"{HOST}/a")


def test_an_index_of_packed_sitemaps_the_newest_first() -> None:
    routes: dict[str, Handler] = {f"/{n}": response(PAGE) for n in range(6)}
    days = {0: "2024-03-01", 1: "2024-03-03", 2: "2024-02-01", 3: None}
    listed = [f"<loc>{HOST}/{n}</loc>" + (f"<lastmod>{day}</lastmod>" if day else "") for n, day in days.items()]
    routes["/one.xml.gz"] = response(gzip.compress(urlset(*listed)), "application/x-gzip")
    routes["/two.xml"] = response(urlset(f"<loc>{HOST}/4</loc>"), "text/xml")
    maps = [f"<loc>{HOST}/{name}</loc>" for name in ("one.xml.gz", "two.xml", "none.xml")]
    routes["/s"] = response(index(*maps, f"<loc>{HOST}/old.xml</loc><lastmod>2020-01-01</lastmod>"), "application/xml")
    with reading(routes, since=date(2024, 2, 15)) as (pieces, told, paths):
        assert paths == ["/s", "/one.xml.gz", "/1", "/0", "/3", "/two.xml", "/4", "/none.xml"]
        assert len(pieces) == 4
        assert told == [f"{HOST}/none.xml: there is no such page (404): look at the spelling."]


def test_no_more_pages_than_asked_for() -> None:
    routes: dict[str, Handler] = {f"/{n}": response(PAGE) for n in range(5)}
    routes["/s"] = response(urlset(*(f"<loc>{HOST}/{n}</loc>" for n in (0, 1, 1, 2, 3, 4))))
    with reading(routes, pages=2) as (_, told, paths):
        assert paths == ["/s", "/0", "/1"]
        assert len(told) == 1
        assert "names 3 more than the 2 pages" in told[0]


def test_indexes_in_a_ring_end() -> None:
    routes: dict[str, Handler] = {"/s": response(index(f"<loc>{HOST}/t</loc>")), "/t": response(index(f"<loc>{HOST}/s</loc>"))}
    routes["/deep"] = response(index(f"<loc>{HOST}/1</loc>"))
    routes |= {f"/{n}": response(index(f"<loc>{HOST}/{n + 1}</loc>")) for n in range(1, 9)}
    with reading(routes) as (pieces, told, paths):
        assert (pieces, told, paths) == ([], [], ["/s", "/t", "/s"])
    with reading(routes, "/deep") as (_, told, paths):
        assert paths == ["/deep", "/1", "/2", "/3"]
        assert "names 1 more" in told[0]


def test_listed_addresses_of_private_machines_are_refused() -> None:
    places = ["http://127.0.0.1/a", "http://10.0.0.1/", "file:///etc/passwd", f"{HOST}:8080/", "/relative"]
    with reading({"/s": response(urlset(*(f"<loc>{each}</loc>" for each in places)))}) as (pieces, told, paths):
        assert (pieces, len(told), paths) == ([], 5, ["/s"])
        assert all(each.startswith(place) for each, place in zip(told, places, strict=True))


def test_feeds_in_sitemaps_are_not_followed() -> None:
    with reading({"/s": response(urlset(f"<loc>{HOST}/a</loc>")), "/a": response(rss("<title>x</title>"))}) as (pieces, told, _):
        assert pieces == []
        assert "feed or sitemap in another one" in told[0]


def test_a_damaged_sitemap_gives_what_can_be_read() -> None:
    data = urlset(f"<loc>{HOST}/a</loc>", f"<loc>{HOST}/b</loc>")[:-30]
    with reading({"/s": response(data), "/a": response(PAGE), "/b": response(PAGE)}) as (pieces, told, _):
        assert len(pieces) >= 1
        assert "the sitemap is damaged" in told[-1]


@pytest.mark.parametrize("data", [b"<urlset/>", b"<urlset", b"<sitemapindex><sitemap/></sitemapindex>", urlset("<loc/>")])
def test_what_is_no_sitemap_is_told(data: bytes) -> None:
    with reading({"/s": response(data)}) as (pieces, told, _):
        assert (pieces, len(told)) == ([], 1)
        assert "no sitemap that can be read" in told[0]


def test_a_sitemap_in_a_file_fetches_nothing_unless_asked() -> None:
    pieces, told = read_file(urlset(f"<loc>{HOST}/a</loc>"))
    assert pieces == []
    assert told == ["feed.xml: it is a sitemap, addresses without texts: pass its address, or --follow, to fetch them."]
