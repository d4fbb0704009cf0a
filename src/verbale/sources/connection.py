"""One request to one machine over HTTP, held to a time, to sizes, and to the IP address that was looked at.

The standard library's parser of responses, on a socket of our own: the name is resolved once, here, each of its addresses is
looked at, and the socket is opened to one of those, so that nothing resolves the name a second time. Clients with pools (httpx,
urllib3, requests) resolve inside, read proxies and passwords from the environment, keep cookies, follow redirects, and time
single reads instead of the whole; all of that would have to be turned off or replaced.
"""

import http.client
import io
import socket
import ssl
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from verbale.errors import UnreadableArticle
from verbale.sources.addresses import Address, parse_address, refusal
from verbale.sources.web_options import Web

Resolve = Callable[[str, int], Sequence[str]]
"""A host and a port into IP addresses."""
Connect = Callable[[str, int, float], socket.socket]
"""An IP address, a port and seconds into an open socket."""

CUT_SHORT = "it was cut short on the way: try again later."
_CHUNK = 65_536
_SLACK = 1 << 20  # bytes that the packing into chunks may add
_MEMBERS = 1000  # of a gzip stream; a page has one
_TRIED = 4  # addresses of one host
_ENCODINGS = ("gzip", "x-gzip", "deflate")


def resolve(host: str, port: int) -> list[str]:
    """The IP addresses of a host, by the system."""
    return list(dict.fromkeys(str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)))


def connect(ip: str, port: int, seconds: float) -> socket.socket:
    """A socket to an IP address."""
    return socket.create_connection((ip, port), seconds)


@dataclass(frozen=True, slots=True)
class Wire:
    """What connections need of the world outside."""

    clock: Callable[[], float]
    resolve: Resolve = resolve
    connect: Connect = connect
    context: ssl.SSLContext = field(default_factory=ssl.create_default_context)


class Connection:
    """One request and its response. Every method raises UnreadableArticle, without naming the address."""

    def __init__(self, address: Address, web: Web, wire: Wire, seconds: float) -> None:
        self._address, self._web, self._wire = address, web, wire
        self._deadline = wire.clock() + seconds
        self._seconds = seconds
        self._socket: socket.socket | None = None

    def __enter__(self) -> "Connection":
        return self

    def __exit__(self, *_: object) -> None:
        if self._socket:
            self._socket.close()

    def ask(self, headers: dict[str, str]) -> int:
        """Send the request and read the head of the response: its status."""
        lines = [f"GET {self._address.target} HTTP/1.1", f"Host: {self._address.authority}"]
        lines += [f"{name}: {value}" for name, value in headers.items()]
        try:
            self._open()
            return self._head("\r\n".join((*lines, "Connection: close", "", "")).encode("ascii"))
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise self._told(error) from None

    def header(self, name: str) -> str | None:
        """A header of the response, in one line and printable, so that it can be told and sent back."""
        value = self._response.getheader(name) or ""
        words = " ".join(value.encode("latin-1", "replace").decode("utf-8", "replace").split())
        return "".join(letter for letter in words if letter.isprintable()) or None

    def body(self, limit: int, *, cut: bool = False) -> bytes:
        """The body, unpacked; one of more than `limit` bytes is refused, or cut."""
        encoding = (self.header("Content-Encoding") or "identity").lower()
        self._stream.left = 2 * limit + _SLACK
        try:
            if encoding == "identity":
                return joined(self._chunks(), limit, cut=cut)
            if encoding not in _ENCODINGS:
                raise UnreadableArticle(f"it is packed as {encoding[:30]!r}, and verbale asked for gzip: tell its publisher.")
            return inflated(self._chunks(), limit, cut=cut)
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise self._told(error) from None

    def _chunks(self) -> Iterator[bytes]:
        while chunk := self._response.read(_CHUNK):
            yield chunk
        if self._response.length:  # what was announced has not come
            raise http.client.IncompleteRead(b"")

    def _open(self) -> None:
        """Open the socket to an address of the host that was looked at."""
        ips = self._looked_up()
        if self._web.proxy:
            self._tunnel(self._web.proxy, ips[0])
        else:
            self._socket = self._dial(ips, self._address.port)
        if self._address.scheme == "https":
            assert self._socket is not None
            self._socket.settimeout(self._left())
            self._socket = self._wire.context.wrap_socket(self._socket, server_hostname=self._address.host)

    def _looked_up(self) -> Sequence[str]:
        host = self._address.host
        try:
            ips = self._wire.resolve(host, self._address.port)
        except (OSError, UnicodeError):
            ips = ()
        if not ips:
            raise UnreadableArticle(f"there is no host {host}: look at the spelling, and whether this machine is online.")
        for ip in ips:
            if why := refusal(ip, self._web.allow_private):
                help = ": pass --allow-private if it is your own network's" if "private" in why else ""
                raise UnreadableArticle(f"{host} is {ip}, which {why}, and verbale reads the public web{help}.")
        return ips

    def _dial(self, ips: Sequence[str], port: int) -> socket.socket:
        for number, ip in enumerate(ips[:_TRIED], start=1):
            seconds = min(self._left(), self._web.connect_seconds)
            try:
                return self._wire.connect(ip, port, seconds)
            except OSError as error:
                if number == min(len(ips), _TRIED):
                    raise OSError(
                        f"no answer in {seconds:.0f} seconds" if isinstance(error, TimeoutError) else _reason(error)
                    ) from None
        raise OSError("no address")

    def _tunnel(self, proxy: str, ip: str) -> None:
        """Through the proxy to the address that was looked at, so that the proxy resolves nothing either."""
        at = parse_address(proxy)
        self._socket = self._dial(self._wire.resolve(at.host, at.port), at.port)
        target = f"[{ip}]:{self._address.port}" if ":" in ip else f"{ip}:{self._address.port}"
        status = self._head(f"CONNECT {target} HTTP/1.1\r\nHost: {target}\r\n\r\n".encode("ascii"), method="CONNECT")
        if status != 200:
            raise UnreadableArticle(
                f"the proxy {at.authority} refuses to connect to {target} (status {status}): ask who runs it."
            )

    def _head(self, request: bytes, method: str = "GET") -> int:
        assert self._socket is not None
        self._socket.settimeout(self._left())
        self._socket.sendall(request)
        # The parser takes anything with makefile(). A tunnel is read byte by byte: what follows its head is not the parser's.
        self._stream = _Timed(self._socket, self._left, self._web.header_bytes, 1 if method == "CONNECT" else _CHUNK)
        self._response = http.client.HTTPResponse(self._stream, method=method)  # type: ignore[arg-type]
        self._response.begin()
        return self._response.status

    def _left(self) -> float:
        left = self._deadline - self._wire.clock()
        if left <= 0:
            raise TimeoutError
        return left

    def _told(self, error: Exception) -> UnreadableArticle:
        if isinstance(error, TimeoutError):
            return UnreadableArticle(f"it did not come within {self._seconds:.0f} seconds: try again later.")
        if isinstance(error, ssl.SSLCertVerificationError):
            return UnreadableArticle(
                f"its certificate is not one for {self._address.host} ({error.verify_message}): open it in a browser."
            )
        if isinstance(error, _TooMuch):
            return UnreadableArticle("it sends more headers or packing than any page needs: open it in a browser.")
        if isinstance(error, http.client.IncompleteRead):
            return UnreadableArticle(CUT_SHORT)
        if isinstance(error, http.client.HTTPException | ValueError):
            return UnreadableArticle(f"it answers in no HTTP that can be read ({type(error).__name__}): open it in a browser.")
        return UnreadableArticle(f"it cannot be reached ({_reason(error)}): try again later.")


class _TooMuch(http.client.HTTPException):
    """More was sent than there is room for."""


class _Timed(io.RawIOBase):
    """A socket's bytes until a moment in time, and so many of them."""

    def __init__(self, sock: socket.socket, remaining: Callable[[], float], left: int, buffer: int) -> None:
        self._socket, self._remaining, self._buffer = sock, remaining, buffer
        self.left = left

    def makefile(self, _mode: str) -> io.BufferedReader:
        return io.BufferedReader(self, self._buffer)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        if self.left <= 0:
            raise _TooMuch
        self._socket.settimeout(self._remaining())
        count = self._socket.recv_into(buffer, min(len(buffer), self.left))
        self.left -= count
        return count


def joined(chunks: Iterable[bytes], limit: int, *, cut: bool = False) -> bytes:
    """The chunks as one. Raises UnreadableArticle for more than `limit` bytes, unless they are to be cut."""
    data = bytearray()
    for chunk in chunks:
        data += chunk
        if len(data) > limit:
            return _too_long(data, limit, cut)
    return bytes(data)


def inflated(chunks: Iterable[bytes], limit: int, *, cut: bool = False) -> bytes:
    """Chunks of gzip or deflate, unpacked; never holds more than `limit` bytes. Raises UnreadableArticle."""
    data, unpacker, members = bytearray(), None, 0
    try:
        for chunk in chunks:
            while chunk:
                if unpacker is None:
                    unpacker, members = zlib.decompressobj(_window(chunk, members)), members + 1
                data += unpacker.decompress(chunk, limit + 1 - len(data))
                if len(data) > limit:
                    return _too_long(data, limit, cut)
                chunk = unpacker.unused_data if unpacker.eof else unpacker.unconsumed_tail
                if unpacker.eof:
                    unpacker = None
                    if members == _MEMBERS:
                        raise UnreadableArticle(
                            f"it is packed in more than {_MEMBERS:,} parts, as only pages made to do harm are."
                        )
                    if not chunk.startswith(b"\x1f"):
                        chunk = b""  # browsers too leave out what follows the packed page
    except zlib.error as error:
        raise UnreadableArticle(f"it cannot be unpacked ({error}): try again later.") from None
    if unpacker is not None:
        raise UnreadableArticle(CUT_SHORT)
    return bytes(data)


def _window(first: bytes, members: int) -> int:
    """zlib's number for the kind of packing."""
    if first.startswith(b"\x1f") or members:
        return 31  # gzip
    with_head = first[0] & 0x0F == 8 and (len(first) < 2 or (first[0] << 8 | first[1]) % 31 == 0)
    return 15 if with_head else -15


def _too_long(data: bytearray, limit: int, cut: bool) -> bytes:
    if cut:
        return bytes(data[:limit])
    raise UnreadableArticle(f"it has more than {limit:,} bytes, and no news page is so long.")


def _reason(error: Exception) -> str:
    return " ".join((getattr(error, "strerror", None) or str(error) or type(error).__name__).split())[:200]
