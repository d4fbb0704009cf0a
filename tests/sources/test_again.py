"""The same addresses a second time: only what has changed is sent, and nothing that was missed is taken for read."""

import hashlib
import socket
import time
from collections.abc import Iterator
from datetime import date
from functools import partial

import pytest

from tests.sources.test_web import HOST, LONG, PAGE, index, rss, urlset
from tests.sources.web_server import Handler, Server, response, wire
from verbale.sources import Checked, Options, Raw, findings, web
from verbale.sources.fetch import Getter
from verbale.sources.side_by_side import side_by_side
from verbale.sources.web_options import Web

ENTRY = f"<title>Envoys meet</title><description><![CDATA[{LONG}]]></description>"


class Press:
    """A server whose pages have versions, and a reader of it that remembers them."""

    def __init__(self, **pages: bytes) -> None:
        self.pages = {f"/{name}": body for name, body in pages.items()}
        routes: dict[str, Handler] = {path: partial(self._answer, path) for path in self.pages}
        self.server = Server(routes)
        self.known: dict[str, Checked] = {}

    def _answer(self, path: str, connection: socket.socket) -> None:
        etag = f'"{hashlib.sha256(self.pages[path]).hexdigest()[:8]}"'
        asked = next(each for each in reversed(self.server.requests) if each.split(" ")[1] == path)
        unchanged = f"If-None-Match: {etag}" in asked
        connection.sendall(response(status="304 Not Modified") if unchanged else response(self.pages[path], ETag=etag))

    def read(self, path: str = "/s", **settings: object) -> tuple[list[str], list[str]]:
        """Where pieces were found, and what was said."""
        options = Options(web=Web(**settings), seen=self.known.get)  # type: ignore[arg-type]
        getter = Getter(options.web, wire(self.server, time.monotonic)[0], lambda _: None)
        found = list(web.pieces_of(HOST + path, options, getter))
        self.known |= {each.url: each for each in found if isinstance(each, Checked)}
        return [each.where for each in found if isinstance(each, Raw)], [
            str(each) for each in found if isinstance(each, Exception)
        ]


@pytest.fixture
def press() -> Iterator[Press]:
    made = Press(s=rss(ENTRY, "<link>/a</link>"), a=PAGE, m=urlset(f"<loc>{HOST}/a</loc>"), i=index(f"<loc>{HOST}/m</loc>"))
    with made.server:
        yield made


@pytest.mark.parametrize("path", ["/s", "/a", "/m"])
def test_what_has_not_changed_is_not_sent_again(press: Press, path: str) -> None:
    assert press.read(path)[0]
    assert press.read(path) == ([], [f"{HOST}{path}: it has not changed since it was read last."])
    assert set(press.known) == {HOST + path}


def test_what_has_changed_is_read(press: Press) -> None:
    press.read()
    press.pages["/s"] = rss(ENTRY, "<link>/b</link>", "<link>/a</link>")
    where, _ = press.read()
    assert where == [f"{HOST}/s, entry 1", f"{HOST}/a"]


def test_a_page_that_could_not_be_had_is_tried_again(press: Press) -> None:
    page, press.pages["/a"] = press.pages["/a"], b" "
    assert len(press.read()[0]) == 1
    press.pages["/a"] = page
    assert len(press.read()[0]) == 2


def test_pages_beyond_the_number_asked_for_are_told_and_fetched_the_next_time(press: Press) -> None:
    where, told = press.read(pages=0)
    assert (len(where), len(told)) == (1, 1)
    assert len(press.read()[0]) == 2


def test_an_index_says_nothing_of_the_sitemaps_in_it(press: Press) -> None:
    assert press.read("/i")[0] == [f"{HOST}/a"]
    assert set(press.known) == {f"{HOST}/m"}
    assert press.read("/i") == ([], [])
    press.pages["/m"] = urlset(f"<loc>{HOST}/a</loc>", f"<loc>{HOST}/s</loc>")
    assert press.read("/i")[0] == [f"{HOST}/a"]


@pytest.mark.parametrize(
    ("since", "later", "covered"),
    [(None, None, True), (None, 5, True), (5, 5, True), (5, 6, True), (5, 4, False), (5, None, False)],
)
def test_a_reading_covers_what_asks_for_no_more(since: int | None, later: int | None, covered: bool) -> None:
    first, second = (date(2024, 3, day) if day else None for day in (since, later))
    assert Checked(HOST, '"1"', None, first, True).covers(Web(since=second)) is covered
    assert not Checked(HOST, '"1"', None, first, True).covers(Web(since=second, follow=False))


# --- several hosts ---


def test_hosts_are_read_side_by_side_and_each_keeps_its_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    hosts = [f"http://{name}.example" for name in ("north", "south", "east")]
    with Server(
        {"/s": response(rss(*[f"<link>/{n}</link>" for n in range(3)])), **{f"/{n}": response(PAGE) for n in range(3)}}
    ) as server:
        settings = Web(delay=0.1)

        def seconds(sources: list[str]) -> float:
            getter = Getter(settings, wire(server, time.monotonic)[0])
            monkeypatch.setattr(web, "shared", lambda _: getter)
            begun = time.monotonic()
            found = list(findings(sources, Options(web=settings, skip=lambda url: False)))
            assert len(found) == 3 * len(sources)
            return time.monotonic() - begun

        alone = seconds([f"{hosts[0]}/s"])
        together = seconds([f"{host}/s" for host in hosts])
    assert alone >= 0.3
    assert 0.3 <= together < 2 * alone
    assert len(server.paths) == 16


def test_the_sources_of_one_host_are_read_in_order() -> None:
    read: list[str] = []

    def source(name: str) -> Iterator[str]:
        read.append(name)
        yield name

    assert sorted(side_by_side([["a1", "a2"], ["b1"]], source)) == ["a1", "a2", "b1"]
    assert read.index("a1") < read.index("a2")
    assert list(side_by_side([], source)) == []


def test_an_error_of_a_reader_is_raised_where_the_pieces_are_taken() -> None:
    def source(name: str) -> Iterator[str]:
        yield name
        raise KeyError(name)

    with pytest.raises(KeyError):
        list(side_by_side([["a"], ["b"]], source))


def test_readers_stop_when_nobody_takes_more() -> None:
    ended: list[str] = []

    def source(name: str) -> Iterator[str]:
        try:
            while True:
                yield name
        finally:
            ended.append(name)

    found = side_by_side([["a"], ["b"]], source)
    next(found)
    found.close()  # type: ignore[attr-defined]  # a generator has it
    deadline = time.monotonic() + 5
    while len(ended) < 2 and time.monotonic() < deadline:
        time.sleep(0.01)
    assert sorted(ended) == ["a", "b"]
