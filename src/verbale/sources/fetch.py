"""A careful getter of pages: robots.txt, pauses, redirects, sizes and kinds of content. No cookies, no passwords."""

import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock
from typing import TypeVar

from verbale.errors import UnreadableArticle
from verbale.sources.addresses import Address, Origin, parse_address
from verbale.sources.connection import Connection, Wire
from verbale.sources.robots import Robots, read_robots
from verbale.sources.web_options import Web

_REDIRECTS = (301, 302, 303, 307, 308)
_OK, _UNCHANGED = (200, 203), 304
_BUSY = (429, 503)
_STANDARD_PORTS = (80, 443)
_REMEMBERED = 2000  # hosts
_DEAD_SECONDS = 600.0  # for which a host whose robots.txt cannot be had is left alone
_BUSY_SECONDS = 120.0  # the same for one that is busy and does not say for how long
_PAGES = {"text/html", "application/xhtml+xml", "text/plain", "text/markdown", "text/x-markdown"}
_FILES = {
    "application/pdf", "application/x-pdf", "text/xml", "application/xml", "application/json", "text/json", "application/gzip",
    "application/x-gzip", "application/octet-stream", "binary/octet-stream", "application/x-ndjson", "application/jsonl", "",
}  # fmt: skip
_ACCEPT = "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,application/xml;q=0.9,*/*;q=0.5"
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", re.I)
_VALIDATOR = re.compile(r"[\x20-\x7e]{1,512}")
_WHY = {
    401: "it asks for a password (401), and verbale has none: save the page from a browser.",
    402: "it asks for money (402): save the page from a browser.",
    403: "the server does not let programs read it (403): save the page from a browser.",
    404: "there is no such page (404): look at the spelling.",
    410: "the page is gone (410): look for it in a web archive.",
    429: "the server asks for fewer requests (429): try again later.",
    451: "the server may not show it here for legal reasons (451).",
}

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Validators:
    """By what a server knows the version of a page that was read before."""

    etag: str | None = None
    modified: str | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """What came. `url` is where the redirects ended; `kind` is the content type, empty where none was stated."""

    url: str
    kind: str
    data: bytes
    charset: str | None = None
    validators: Validators = Validators()
    changed: bool = True
    """False where the server says that it is the version with the validators; then there are no data."""


class Getter:
    """Gets pages, and remembers of each host what it allows and when it was asked last.

    Several threads may use it; each host is asked by one at a time.
    """

    def __init__(
        self,
        web: Web | None = None,
        wire: Wire | None = None,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._web, self._wire, self._sleep = web or Web(), wire or Wire(time.monotonic), sleep
        self._robots: dict[tuple[str, Origin], tuple[float, Robots | str]] = {}  # until when, and the rules or why there are none
        self._next: dict[str, float] = {}  # when a host may be asked again
        self._busy: dict[str, float] = {}  # until when a host is left alone
        self._turns: dict[str, Lock] = {}  # whose turn it is to ask a host
        self._guard = Lock()  # of what is remembered

    def get(self, url: str, *, named: frozenset[Origin] = frozenset(), seen: Validators | None = None) -> Page:
        """The page. `named` are the hosts with ports that the user has named; others are asked at the usual ports only.

        Raises UnreadableArticle, one sentence that begins with the address; nothing else.
        """
        shown = shortened(url)
        try:
            return self._followed(parse_address(url), named, seen or Validators(), shown)
        except UnreadableArticle as error:
            raise UnreadableArticle(f"{shown}: {error}") from None

    def _followed(self, address: Address, named: frozenset[Origin], seen: Validators, shown: str) -> Page:
        start, left, been = address, self._web.seconds, {address}
        for _ in range(self._web.redirects + 1):
            try:
                _check_port(address, named)
                with self._turn(address.host):
                    self._ask_robots(address)
                    self._pause(address)
                    begun = self._wire.clock()
                    found = self._asked(address, seen, left)
                    left -= self._wire.clock() - begun
            except UnreadableArticle as error:
                raise error if address is start else UnreadableArticle(f"it leads to {shortened(address.url)}: {error}") from None
            if isinstance(found, Page):
                return found
            if found in been:
                raise UnreadableArticle("it leads back to itself: open it in a browser.")
            been.add(found)
            address = found
        raise UnreadableArticle(f"it leads on more than {self._web.redirects} times: open it in a browser.")

    def _turn(self, host: str) -> Lock:
        with self._guard:
            return self._turns.setdefault(host, Lock())

    def _asked(self, address: Address, seen: Validators, left: float) -> Page | Address:
        """One request: the page, or where it leads to."""
        headers = self._headers(_ACCEPT)
        if seen.etag and _VALIDATOR.fullmatch(seen.etag):
            headers["If-None-Match"] = seen.etag
        if seen.modified and _VALIDATOR.fullmatch(seen.modified):
            headers["If-Modified-Since"] = seen.modified
        with Connection(address, self._web, self._wire, left) as connection:
            status = connection.ask(headers)
            if status in _REDIRECTS and (location := connection.header("Location")):
                return _led(location, address)
            validators = Validators(_validator(connection.header("ETag")), _validator(connection.header("Last-Modified")))
            if status == _UNCHANGED and len(headers) > len(self._headers(_ACCEPT)):
                return Page(address.url, "", b"", None, validators, changed=False)
            if status in _BUSY:
                self._leave_alone(address, connection.header("Retry-After"))
            if status not in _OK:
                raise UnreadableArticle(
                    _WHY.get(status) or f"the server answers with status {status} instead of a page: try again later."
                )
            stated = connection.header("Content-Type") or ""
            kind = stated.partition(";")[0].strip().lower()
            limit = self._limit(kind)
            charset = _CHARSET.search(stated)
            data = connection.body(limit)
        return Page(address.url, kind, data, charset[1] if charset else None, validators)

    def _headers(self, accept: str) -> dict[str, str]:
        return {"User-Agent": self._web.agent, "Accept": accept, "Accept-Encoding": "gzip, deflate"}

    def _limit(self, kind: str) -> int:
        """Bytes that a page of this kind may have."""
        if kind in _PAGES:
            return self._web.page_bytes
        if kind in _FILES or (kind.endswith(("+xml", "+json")) and not kind.startswith("image/")):
            return self._web.file_bytes
        raise UnreadableArticle(
            f"it is of the kind {kind[:60]!r}, and verbale reads pages, texts, PDF, feeds and sitemaps:"
            " download it and add the file."
        )

    def _ask_robots(self, address: Address) -> None:
        """Raise UnreadableArticle where the host's robots.txt does not let the page be read."""
        key = (address.scheme, address.origin)
        known = self._robots.get(key)
        if known is None or known[0] <= self._wire.clock():
            with self._guard:
                _forget(self._robots)
            known = self._robots[key] = self._read_robots(Address(address.scheme, address.host, address.port, "/robots.txt"))
        rules = known[1]
        if isinstance(rules, str):
            raise UnreadableArticle(rules)
        if not rules.allows(address.url):
            raise UnreadableArticle("its robots.txt asks programs to stay away from it: save the page from a browser.")
        if rules.delay > self._web.longest_delay:
            raise UnreadableArticle(
                f"its robots.txt asks for {rules.delay:,.0f} seconds between requests, more than {self._web.longest_delay:,.0f}:"
                " save the page from a browser."
            )

    def _read_robots(self, address: Address) -> tuple[float, Robots | str]:
        """Until when to remember it, and the rules, or the sentence that says why there are none."""
        agent, named = self._web.agent.partition("/")[0], frozenset({address.origin})
        for _ in range(self._web.redirects + 1):
            try:
                with Connection(address, self._web, self._wire, self._web.seconds) as connection:
                    status = connection.ask(self._headers("text/plain,*/*;q=0.5"))
                    if status in _REDIRECTS and (location := connection.header("Location")):
                        address = _led(location, address)
                        _check_port(address, named)
                        continue
                    now = self._wire.clock()
                    if status in _OK:
                        rules = read_robots(connection.body(self._web.robots_bytes, cut=True), agent)
                        return now + self._web.robots_seconds, rules
            except UnreadableArticle as error:
                return self._wire.clock() + _DEAD_SECONDS, str(error)
            if status in _BUSY or not 300 <= status < 500:
                why = f"its robots.txt cannot be had (status {status}), so verbale stays away: try again later."
                return now + _DEAD_SECONDS, why
            break
        return self._wire.clock() + self._web.robots_seconds, Robots(agent)

    def _pause(self, address: Address) -> None:
        """Wait until the host may be asked."""
        known = self._robots.get((address.scheme, address.origin))
        asked_for = known[1].delay if known and isinstance(known[1], Robots) else 0.0
        now = self._wire.clock()
        if (until := self._busy.get(address.host, now)) > now:
            raise UnreadableArticle(f"the server was busy and is left alone for {until - now:,.0f} seconds: try again later.")
        wait = self._next.get(address.host, now) - now
        if wait > 0:
            self._sleep(wait)
        with self._guard:
            _forget(self._next)
        self._next[address.host] = max(now, now + wait) + max(self._web.delay, asked_for)

    def _leave_alone(self, address: Address, retry_after: str | None) -> None:
        seconds = float(retry_after) if retry_after and re.fullmatch(r"\d{1,6}", retry_after) else _BUSY_SECONDS
        with self._guard:
            _forget(self._busy)
        self._busy[address.host] = self._wire.clock() + seconds


def shortened(url: str) -> str:
    """An address for messages: printable, and of a length that can be read."""
    shown = "".join(letter for letter in url[:300] if letter.isprintable())
    return shown if len(url) <= 300 else f"{shown}..."


def _led(location: str, address: Address) -> Address:
    try:
        return parse_address(location, address)
    except UnreadableArticle as error:
        raise UnreadableArticle(f"it leads to {shortened(location)}: {error}") from None


def _check_port(address: Address, named: frozenset[Origin]) -> None:
    if address.port not in _STANDARD_PORTS and address.origin not in named:
        raise UnreadableArticle(
            f"it is at port {address.port}, and pages are at 80 or 443: name the address yourself if you trust it."
        )


def _validator(value: str | None) -> str | None:
    return value if value and _VALIDATOR.fullmatch(value) else None


def _forget(hosts: dict[T, object] | dict[T, float] | dict[T, tuple[float, Robots | str]]) -> None:
    """Make room for one more host."""
    while len(hosts) >= _REMEMBERED:
        del hosts[next(iter(hosts))]
