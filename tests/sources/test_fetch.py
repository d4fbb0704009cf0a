"""The getter: nothing private, nothing endless, nobody pestered."""

import gzip
import shutil
import socket
import ssl
import subprocess
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.sources.web_server import Handler, Server, Time, redirect, response, wire
from verbale.errors import SettingsError, UnreadableArticle
from verbale.sources.fetch import Getter, Page, Validators
from verbale.sources.web_options import Web

HOST = "http://news.example"
PAGE = b"<html><body><p>The envoys met in the harbour town.</p></body></html>"


@contextmanager
def serving(
    routes: dict[str, Handler], web: Web | None = None, hosts: dict[str, tuple[str, ...]] | None = None
) -> Iterator[tuple[Getter, Server, Time]]:
    with Server(routes) as server:
        moments = Time()
        yield Getter(web or Web(), wire(server, moments.clock, dict(hosts or {}))[0], moments.sleep), server, moments


def get(routes: dict[str, Handler], path: str = "/a", web: Web | None = None) -> Page:
    with serving(routes, web) as (getter, _, _):
        return getter.get(HOST + path)


def refused(routes: dict[str, Handler], path: str = "/a", web: Web | None = None) -> str:
    with pytest.raises(UnreadableArticle) as caught:
        get(routes, path, web)
    told = str(caught.value)
    assert told.startswith(HOST + path + ": ")
    assert "\n" not in told
    return told


def test_a_page_with_its_facts() -> None:
    answer = response(PAGE, "Text/HTML; charset=ISO-8859-1", ETag='"v1"', Last_Modified="Mon, 04 Mar 2024 08:00:00 GMT")
    page = get({"/a?b=c": answer}, "/a?b=c")
    validators = Validators('"v1"', "Mon, 04 Mar 2024 08:00:00 GMT")
    assert page == Page(f"{HOST}/a?b=c", "text/html", PAGE, "ISO-8859-1", validators)


def test_what_is_sent() -> None:
    with serving({"/a": response(PAGE)}) as (getter, server, _):
        getter.get(HOST + "/a")
    lines = server.requests[-1].split("\r\n")
    assert lines[0] == "GET /a HTTP/1.1"
    assert {line.partition(":")[0] for line in lines[1:] if line} == {
        "Host",
        "User-Agent",
        "Accept",
        "Accept-Encoding",
        "Connection",
    }
    assert "Host: news.example" in lines
    assert any(line.startswith("User-Agent: verbale/") for line in lines)


def test_a_version_that_is_known_is_not_sent_again() -> None:
    with serving({"/a": response(status="304 Not Modified")}) as (getter, server, _):
        page = getter.get(HOST + "/a", seen=Validators('"v1"', "Mon, 04 Mar 2024 08:00:00 GMT"))
    assert (page.changed, page.data) == (False, b"")
    assert 'If-None-Match: "v1"\r\nIf-Modified-Since: Mon, 04 Mar 2024 08:00:00 GMT' in server.requests[-1]


def test_validators_cannot_carry_headers() -> None:
    with serving({"/a": response(PAGE)}) as (getter, server, _):
        getter.get(HOST + "/a", seen=Validators('"v1"\r\nCookie: secret', "x\ny"))
    assert "Cookie" not in server.requests[-1]
    assert "If-" not in server.requests[-1]


def test_folded_and_unprintable_headers_stay_in_one_line() -> None:
    """Found by fuzzing: http.client keeps the line ends of folded headers, and they came into sentences."""
    answer = b'HTTP/1.1 200 OK\r\nContent-Type: text/\r\n  \x1b[31mhtml\r\nETag: "a\r\n b"\r\nContent-Length: 0\r\n\r\n'
    assert refused({"/a": answer}).isprintable()
    page = get({"/a": answer.replace(b"text/\r\n  \x1b[31mhtml", b"text/html")})
    assert page.validators.etag == '"a b"'


# --- where it goes ---


@pytest.mark.parametrize("ip", ["127.0.0.1", "10.1.2.3", "169.254.169.254", "::1", "::ffff:127.0.0.1", "0.0.0.0", "fe80::1"])
def test_a_name_of_a_private_machine_is_refused(ip: str) -> None:
    with Server({"/a": response(PAGE)}) as server:
        line, reached = wire(server, time.monotonic, {"news.example": (ip,)})
        with pytest.raises(UnreadableArticle, match="reads the public web"):
            Getter(Web(), line).get(HOST + "/a")
    assert reached == []


def test_one_private_address_among_public_ones_is_enough() -> None:
    with Server({"/a": response(PAGE)}) as server:
        line, reached = wire(server, time.monotonic, {"news.example": ("93.184.216.34", "10.0.0.1")})
        with pytest.raises(UnreadableArticle, match="is a private address"):
            Getter(Web(), line).get(HOST + "/a")
    assert reached == []


@pytest.mark.parametrize(
    "to", ["http://127.0.0.1/", "http://localhost/", "http://[::1]/", "http://2130706433/", "//169.254.169.254/latest"]
)
def test_a_redirect_to_a_private_machine_is_refused(to: str) -> None:
    hosts = {"localhost": ("127.0.0.1",), "2130706433": ("127.0.0.1",)}  # as the system's resolver reads the number
    with Server({"/a": redirect(to), "/": response(b"secret")}) as server:
        line, reached = wire(server, time.monotonic, dict(hosts))
        with pytest.raises(UnreadableArticle, match=r"leads to .* which is an? (private address|address of cloud metadata)"):
            Getter(Web(), line, lambda _: None).get(HOST + "/a")
    assert server.paths == ["/a"]
    assert set(reached) == {"93.184.216.34"}


def test_a_name_that_changes_its_machine_is_looked_at_each_time() -> None:
    """DNS rebinding: public when it is asked first, private afterwards."""
    answers = iter([["93.184.216.34"], ["93.184.216.34"], ["127.0.0.1"]])  # robots.txt, the page, the page it leads to
    with Server({"/a": redirect("/b"), "/b": response(b"secret")}) as server:
        line, reached = wire(server, time.monotonic)
        line = type(line)(line.clock, lambda host, port: next(answers), line.connect, line.context)
        with pytest.raises(UnreadableArticle, match=r"127\.0\.0\.1, which is a private address"):
            Getter(Web(), line, lambda _: None).get(HOST + "/a")
    assert reached == ["93.184.216.34", "93.184.216.34"]


def test_a_name_is_resolved_once_for_each_connection() -> None:
    asked: list[str] = []
    with Server({"/a": response(PAGE)}) as server:
        line, reached = wire(server, time.monotonic)

        def resolve(host: str, port: int) -> list[str]:
            asked.append(host)
            return ["93.184.216.34"]

        Getter(Web(), type(line)(line.clock, resolve, line.connect, line.context)).get(HOST + "/a")
    assert len(asked) == len(reached) == 2  # robots.txt and the page


def test_ones_own_network_where_it_is_allowed() -> None:
    with Server({"/a": response(PAGE)}) as server:
        getter = Getter(Web(allow_private=True), sleep=lambda _: None)  # the real resolver, on an address that needs none
        page = getter.get(f"http://127.0.0.1:{server.port}/a", named=frozenset({("127.0.0.1", server.port)}))
    assert page.data == PAGE


def test_other_ports_are_asked_only_where_the_user_named_them() -> None:
    with serving({"/a": redirect("http://other.example:8080/"), "/": response(PAGE)}) as (getter, server, _):
        with pytest.raises(UnreadableArticle, match="port 8080"):
            getter.get(HOST + "/a", named=frozenset({("news.example", 8080)}))
        assert getter.get("http://other.example:8080/", named=frozenset({("other.example", 8080)})).data == PAGE
    assert server.paths == ["/a", "/"]


@pytest.mark.parametrize("to", ["ftp://news.example/b", "file:///etc/hostname", "http://name:word@news.example/", "http://[", ""])
def test_redirects_to_what_is_no_page(to: str) -> None:
    assert "leads to" in refused({"/a": redirect(to)}) or to == ""


def test_redirects_are_followed_and_counted() -> None:
    routes: dict[str, Handler] = {f"/{n}": redirect(f"/{n + 1}", "301 Moved") for n in range(9)}
    routes["/5"] = response(PAGE)
    assert get(routes, "/0").url == HOST + "/5"
    del routes["/5"]
    routes["/5"] = redirect("/6")
    assert "more than 5 times" in refused(routes, "/0")


@pytest.mark.parametrize("routes", [{"/a": redirect("/a")}, {"/a": redirect("/b"), "/b": redirect("/a#again")}])
def test_redirects_in_a_ring(routes: dict[str, Handler]) -> None:
    assert "leads back to itself" in refused(routes)


# --- how much, and how long ---


def drip(connection: socket.socket) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 1000\r\n\r\n")
    for _ in range(100):
        connection.sendall(b"a")
        time.sleep(0.05)


def drip_headers(connection: socket.socket) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\n")
    for number in range(100):
        connection.sendall(b"X-%d: a\r\n" % number)
        time.sleep(0.05)


def say_nothing(connection: socket.socket) -> None:
    time.sleep(0.8)


@pytest.mark.parametrize("slow", [drip, drip_headers, say_nothing])
def test_a_slow_server_is_left_after_the_time_for_the_whole_page(slow: Handler) -> None:
    with Server({"/a": slow}) as server:
        begun = time.monotonic()
        with pytest.raises(UnreadableArticle, match="did not come within"):
            Getter(Web(seconds=0.3), wire(server, time.monotonic)[0]).get(HOST + "/a")
        assert time.monotonic() - begun < 2


def endless(connection: socket.socket) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
    while True:
        connection.sendall(b"<p>more</p>" * 1000)


def endless_chunks(connection: socket.socket) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n")
    while True:
        connection.sendall(b"1;" + b"x" * 5000 + b"\r\na\r\n")


def endless_headers(connection: socket.socket) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\n")
    while True:
        connection.sendall(b"X-Y: " + b"z" * 1000 + b"\r\n")


def endless_continue(connection: socket.socket) -> None:
    while True:
        connection.sendall(b"HTTP/1.1 100 Continue\r\n\r\n" * 100)


@pytest.mark.parametrize("handler", [endless, endless_chunks, endless_headers, endless_continue])
def test_endless_answers_end(handler: Handler) -> None:
    told = refused({"/a": handler}, web=Web(page_bytes=50_000))
    assert "has more than 50,000 bytes" in told or "more headers or packing" in told or "no HTTP" in told


def bomb(size: int = 50_000_000) -> bytes:
    packer = zlib.compressobj(9, wbits=31)
    return b"".join([*(packer.compress(b"\0" * 1_000_000) for _ in range(size // 1_000_000)), packer.flush()])


def test_a_packed_page_that_grows_without_end_is_refused() -> None:
    packed = bomb()
    assert len(packed) < 60_000
    assert "has more than 10,000,000 bytes" in refused({"/a": response(packed, Content_Encoding="gzip")})


def test_a_page_of_many_packed_parts_is_refused() -> None:
    assert "more than 1,000 parts" in refused({"/a": response(gzip.compress(b"") * 2000, Content_Encoding="gzip")})


@pytest.mark.parametrize(
    ("encoding", "packed"),
    [
        ("gzip", gzip.compress(PAGE)),
        ("gzip", gzip.compress(PAGE[:10]) + gzip.compress(PAGE[10:])),
        ("x-gzip", gzip.compress(PAGE) + b"trailing bytes"),
        ("deflate", zlib.compress(PAGE)),
        ("deflate", zlib.compress(PAGE)[2:-4]),
        ("identity", PAGE),
    ],
)
def test_packed_pages(encoding: str, packed: bytes) -> None:
    assert get({"/a": response(packed, Content_Encoding=encoding)}).data == PAGE


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (response(gzip.compress(PAGE)[:-12], Content_Encoding="gzip"), "cut short"),
        (response(b"no gzip", Content_Encoding="gzip"), "cannot be unpacked"),
        (response(PAGE, Content_Encoding="br"), "packed as 'br'"),
        (b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 500\r\n\r\nshort", "cut short"),
        (b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab", "cut short"),
        (b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nab", "cut short"),
        (b"SSH-2.0-OpenSSH_9.6\r\n", "no HTTP"),
        (b"HTTP/1.1 abc\r\n\r\n", "no HTTP"),
        (b"", "no HTTP|cannot be reached"),
        (response(b"", status="204 No Content"), "status 204"),
        (response(PAGE, status="500 Oops"), "status 500"),
        (response(PAGE, status="403 Forbidden"), "does not let programs read it"),
        (response(PAGE, status="404 Not Found"), "no such page"),
        (response(PAGE, status="304 Not Modified"), "status 304"),
        (response(PAGE, status="302 Found"), "status 302"),
        (response(b"\x89PNG", "image/png"), "of the kind 'image/png'"),
        (response(b"x", "image/svg+xml"), "of the kind 'image/svg"),
        (response(b"x", "video/mp4"), "of the kind"),
        (response(b"x", "application/zip"), "download it"),
        (response(b"x", "text/css"), "of the kind"),
        (response(b"x", "\x1b[31m/\x07"), "of the kind"),
    ],
)
def test_answers_that_are_no_page(answer: bytes, told: str) -> None:
    assert any(each in refused({"/a": answer}) for each in told.split("|"))


def test_a_host_that_is_not_there() -> None:
    with serving({}, hosts={"news.example": ()}) as (getter, _, _), pytest.raises(UnreadableArticle, match="there is no host"):
        getter.get(HOST + "/a")


def test_a_host_that_does_not_answer() -> None:
    with pytest.raises(UnreadableArticle, match="cannot be reached"):
        Getter(Web(), wire(None, time.monotonic)[0]).get(HOST + "/a")


@pytest.mark.parametrize("url", ["", "news.example", "mailto:a@example.org", "http://", "https://\ud800/", "http://\x00/"])
def test_what_is_no_address_is_a_sentence(url: str) -> None:
    with serving({}) as (getter, _, _), pytest.raises(UnreadableArticle):
        getter.get(url)


# --- TLS ---


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    if not (openssl := shutil.which("openssl")):
        pytest.skip("openssl makes the certificate, and is not here")
    folder = tmp_path_factory.mktemp("tls")
    key, chain = folder / "key.pem", folder / "chain.pem"
    words = [
        "req",
        "-x509",
        "-newkey",
        "ec",
        "-pkeyopt",
        "ec_paramgen_curve:prime256v1",
        "-nodes",
        "-days",
        "2",
        "-subj",
        "/CN=right.example",
    ]
    subject = ["-addext", "subjectAltName=DNS:right.example", "-keyout", str(key), "-out", str(chain)]
    subprocess.run([openssl, *words, *subject], check=True, capture_output=True)
    return key, chain


def test_certificates_are_held_to_the_name_of_the_host(certificate: tuple[Path, Path]) -> None:
    key, chain = certificate
    mine = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    mine.load_cert_chain(chain, key)
    trusting = ssl.create_default_context(cafile=str(chain))
    with Server({"/a": response(PAGE)}, mine) as server:
        line, _ = wire(server, time.monotonic, context=trusting)
        assert Getter(Web(), line).get("https://right.example/a").data == PAGE
        with pytest.raises(UnreadableArticle, match=r"not one for wrong\.example"):
            Getter(Web(), line).get("https://wrong.example/a")
        with pytest.raises(UnreadableArticle, match="certificate"):
            Getter(Web(), wire(server, time.monotonic)[0]).get("https://right.example/a")


# --- robots.txt and pauses ---


def robots(words: str) -> bytes:
    return response(words.encode(), "text/plain")


@pytest.mark.parametrize(
    ("rules", "allowed"),
    [
        ("User-agent: *\nDisallow: /", False),
        ("User-agent: *\nDisallow: /\nAllow: /a", True),
        ("User-agent: *\nDisallow: /*a$", False),
        ("User-agent: verbale\nDisallow: /a\n\nUser-agent: *\nAllow: /", False),
        ("User-agent: Verbale\nAllow: /\n\nUser-agent: *\nDisallow: /", True),
        ("User-agent: otherbot\nDisallow: /", True),
        ("User-agent: a\nUser-agent: *\nUser-agent: b\nDisallow: /a", False),
        ("<html>not found</html>", True),
        ("", True),
        ("\ufeffUser-agent: *\nDisallow: /a", False),
    ],
)
def test_robots_txt_is_obeyed(rules: str, allowed: bool) -> None:
    with serving({"/robots.txt": robots(rules), "/a": response(PAGE)}) as (getter, server, _):
        if allowed:
            assert getter.get(HOST + "/a").data == PAGE
        else:
            with pytest.raises(UnreadableArticle, match=r"robots\.txt asks programs to stay away"):
                getter.get(HOST + "/a")
            assert server.paths == []


@pytest.mark.parametrize(
    ("status", "allowed"), [("404 No", True), ("401 No", True), ("500 No", False), ("503 No", False), ("429 No", False)]
)
def test_a_robots_txt_that_cannot_be_had(status: str, allowed: bool) -> None:
    with serving({"/robots.txt": response(status=status), "/a": response(PAGE)}) as (getter, _, _):
        if allowed:
            assert getter.get(HOST + "/a").data == PAGE
        else:
            with pytest.raises(UnreadableArticle, match="verbale stays away"):
                getter.get(HOST + "/a")


def test_robots_txt_is_asked_for_once_a_day_and_of_each_host() -> None:
    with serving({"/a": response(PAGE), "/robots.txt": redirect("/rules"), "/rules": robots("")}) as (getter, server, moments):
        for url in (HOST + "/a", HOST + "/a", "http://other.example/a", HOST + "/a"):
            getter.get(url)
        assert server.paths == ["/rules", "/a", "/a", "/rules", "/a", "/a"]
        moments.now += 86_401
        getter.get(HOST + "/a")
    assert server.paths[-2:] == ["/rules", "/a"]


def test_the_page_that_a_redirect_leads_to_is_asked_for_too() -> None:
    told = refused({"/robots.txt": robots("User-agent: *\nDisallow: /b"), "/a": redirect("/b"), "/b": response(PAGE)})
    assert "leads to http://news.example/b: its robots.txt" in told


def test_a_huge_robots_txt_is_read_in_part_and_in_time() -> None:
    rules = "User-agent: *\nDisallow: /a\n" + "".join(f"User-agent: bot{n}\n" for n in range(15_000)) + "Disallow: /x\n" * 200_000
    begun = time.monotonic()
    assert "robots.txt" in refused({"/robots.txt": robots(rules), "/a": response(PAGE)})
    assert time.monotonic() - begun < 5


def test_requests_to_one_host_are_apart() -> None:
    with serving({"/a": response(PAGE), "/b": redirect("/a")}) as (getter, _, moments):
        getter.get(HOST + "/a")
        getter.get("http://other.example/a")
        assert moments.slept == []
        getter.get(HOST + "/b")
        assert moments.slept == [1.0, 1.0]  # before the redirect and before the page
        moments.now += 0.25
        getter.get(HOST + "/a")
    assert moments.slept == [1.0, 1.0, 0.75]


def test_the_delay_that_a_host_asks_for() -> None:
    with serving({"/a": response(PAGE), "/robots.txt": robots("User-agent: *\nCrawl-delay: 7")}) as (getter, _, moments):
        getter.get(HOST + "/a")
        getter.get(HOST + "/a")
    assert moments.slept == [7.0]


def test_a_host_that_asks_for_a_delay_of_hours_is_left_alone() -> None:
    assert "asks for 3,600 seconds" in refused({"/a": response(PAGE), "/robots.txt": robots("User-agent: *\nCrawl-delay: 3600")})


def test_a_busy_host_is_left_alone_for_as_long_as_it_says() -> None:
    routes: dict[str, Handler] = {"/a": response(status="429 Busy", Retry_After="50"), "/b": response(PAGE)}
    with serving(routes) as (getter, server, moments):
        for _ in range(3):
            with pytest.raises(UnreadableArticle):
                getter.get(HOST + "/a")
        assert server.paths == ["/a"]
        moments.now += 51
        assert getter.get(HOST + "/b").data == PAGE


# --- a proxy ---


def test_a_proxy_is_asked_for_the_address_that_was_looked_at() -> None:
    def tunnel(connection: socket.socket) -> None:
        connection.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
        asked = connection.recv(65536)
        connection.sendall(response(PAGE) if asked.startswith(b"GET /a ") else response(status="404 No"))

    with serving({"93.184.216.34:80": tunnel}, Web(proxy="http://10.0.0.9:3128")) as (getter, server, _):
        assert getter.get(HOST + "/a").data == PAGE
        assert {each.split("\r\n")[0] for each in server.requests} == {"CONNECT 93.184.216.34:80 HTTP/1.1"}
        with pytest.raises(UnreadableArticle, match="private address"):
            getter.get("http://10.0.0.1/a")


def test_a_proxy_that_refuses() -> None:
    with serving({}, Web(proxy="http://10.0.0.9:3128")) as (getter, _, _), pytest.raises(UnreadableArticle, match="the proxy"):
        getter.get(HOST + "/a")


def test_the_environment_sets_no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    assert get({"/a": response(PAGE)}).data == PAGE


@pytest.mark.parametrize("wrong", [{"seconds": -1}, {"delay": float("nan")}, {"agent": "a\r\nb"}, {"agent": ""}, {"pages": -5}])
def test_settings_that_make_no_sense(wrong: dict[str, float | str]) -> None:
    with pytest.raises(SettingsError):
        Web(**wrong)  # type: ignore[arg-type]
