"""A web server on 127.0.0.1 that can misbehave, and a wire that leads every public address to it."""

import socket
import ssl
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from types import TracebackType

from verbale.sources.connection import Wire
from verbale.sources.fetch import Getter
from verbale.sources.web_options import Web

Handler = bytes | Callable[[socket.socket], None]
PUBLIC = "93.184.216.34"


def response(body: bytes = b"", kind: str | None = "text/html", status: str = "200 OK", **headers: str) -> bytes:
    """A whole response."""
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}"]
    lines += [f"Content-Type: {kind}"] if kind else []
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join((*lines, "", "")).encode() + body


def redirect(to: str, status: str = "302 Found") -> bytes:
    """A response that leads on."""
    return response(status=status, Location=to)


class Server:
    """Answers each path with bytes, or by a function that is given the socket; anything else with 404."""

    def __init__(self, routes: dict[str, Handler], context: ssl.SSLContext | None = None) -> None:
        self.routes, self.requests = routes, list[str]()
        self._context = context
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listening.getsockname()[1]
        self._threads = [threading.Thread(target=self._serve, daemon=True)]

    def __enter__(self) -> "Server":
        self._threads[0].start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        with suppress(OSError):
            self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        for thread in self._threads:
            thread.join(timeout=5)

    @property
    def paths(self) -> list[str]:
        """The paths that were asked for, in order, robots.txt left out."""
        return [path for each in self.requests if (path := each.split(" ")[1]) != "/robots.txt"]

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self._listening.accept()
            except OSError:
                return
            thread = threading.Thread(target=self._answer, args=(connection,), daemon=True)
            self._threads.append(thread)
            thread.start()

    def _answer(self, connection: socket.socket) -> None:
        with suppress(OSError), connection:
            connection.settimeout(5)
            if self._context:
                connection = self._context.wrap_socket(connection, server_side=True)
            with connection:
                asked = b""
                while b"\r\n\r\n" not in asked and (part := connection.recv(65536)):
                    asked += part
                if not asked:
                    return
                self.requests.append(asked.decode("latin-1"))
                found = self.routes.get(asked.split(b" ")[1].decode("latin-1"), response(status="404 Not Found"))
                if callable(found):
                    found(connection)
                else:
                    connection.sendall(found)


@dataclass
class Time:
    """A clock that only sleeping moves."""

    now: float = 1000.0
    slept: list[float] = field(default_factory=list)

    def clock(self) -> float:
        """Seconds."""
        return self.now

    def sleep(self, seconds: float) -> None:
        """Move on."""
        self.slept.append(seconds)
        self.now += seconds


def wire(
    server: Server | None,
    clock: Callable[[], float],
    hosts: dict[str, Sequence[str]] | None = None,
    context: ssl.SSLContext | None = None,
) -> tuple[Wire, list[str]]:
    """A wire on which every host that is not named is PUBLIC, every address leads to the server; and those reached."""
    reached: list[str] = []

    def resolve(host: str, port: int) -> Sequence[str]:
        return (hosts or {}).get(host, (host,) if host[0].isdigit() or ":" in host else (PUBLIC,))

    def connect(ip: str, port: int, seconds: float) -> socket.socket:
        reached.append(ip)
        if server is None:
            raise ConnectionRefusedError(111, "Connection refused")
        return socket.create_connection(("127.0.0.1", server.port), seconds)

    return Wire(clock, resolve, connect, context or ssl.create_default_context()), reached


def getter(server: Server | None, web: Web | None = None, hosts: dict[str, Sequence[str]] | None = None) -> Getter:
    """A getter that waits for nothing and reaches only the server."""
    time = Time()
    return Getter(web or Web(), wire(server, time.clock, hosts)[0], time.sleep)
