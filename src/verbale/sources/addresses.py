"""Addresses of pages, and which machines behind them may be reached."""

import ipaddress
import re
from dataclasses import dataclass
from urllib.parse import quote, urljoin, urlsplit

from verbale.errors import UnreadableArticle

LONGEST = 4000
_LONGEST_HOST = 253
_HOST = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)(?:\.(?!-)[a-z0-9_-]{1,63}(?<!-))*")
_PORTS = {"http": 80, "https": 443}
_SAFE = "/%:@!$&'()*+,;=~-._?"
_METADATA = frozenset(
    ipaddress.ip_address(each)
    for each in ("169.254.169.254", "169.254.170.2", "168.63.129.16", "100.100.100.200", "192.0.0.192", "fd00:ec2::254",
                 "fd20:ce::254")
)  # fmt: skip
"""Where clouds tell their machines secrets (AWS, Azure, Alibaba, Oracle, Google); one of them looks like a public address."""
_NAT64 = ipaddress.ip_network("64:ff9b::/96")  # the last 32 bits are the IPv4 address that is reached

Origin = tuple[str, int]
"""Host and port."""
Ip = ipaddress.IPv4Address | ipaddress.IPv6Address


@dataclass(frozen=True, slots=True)
class Address:
    """Where a page is, in ASCII. `target` is the path with the query."""

    scheme: str
    host: str
    port: int
    target: str

    @property
    def url(self) -> str:
        """The address as it is written."""
        return f"{self.scheme}://{self.authority}{self.target}"

    @property
    def authority(self) -> str:
        """The host, in brackets where it is IPv6, and the port where it is not the usual one."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def origin(self) -> Origin:
        """Host and port."""
        return self.host, self.port


def parse_address(url: str, base: Address | None = None) -> Address:
    """The address that is written, on the page `base` where it is relative. Raises UnreadableArticle, without naming it."""
    if len(url) > LONGEST:
        raise UnreadableArticle(f"the address has more than {LONGEST:,} characters, and no page has such a one: shorten it.")
    try:
        parts = urlsplit(urljoin(base.url, url.strip()) if base else url.strip())
        port, host = parts.port, parts.hostname or ""
        secret = parts.username is not None or parts.password is not None
    except ValueError as error:
        raise UnreadableArticle(f"it is no address ({error}): look at the spelling.") from None
    scheme = parts.scheme.lower()
    if scheme not in _PORTS:
        raise UnreadableArticle(
            f"it is an address of the kind {scheme[:20] or 'without a name'!r}, and verbale reads http and https."
        )
    if secret:
        raise UnreadableArticle("there is a name or password in the address, and verbale sends none: take it out.")
    target = quote(parts.path or "/", safe=_SAFE.replace("?", "")) + (f"?{quote(parts.query, safe=_SAFE)}" if parts.query else "")
    return Address(scheme, _ascii(host), _PORTS[scheme] if port is None else port, target)


def _ascii(host: str) -> str:
    try:
        return str(ipaddress.IPv6Address(host)) if ":" in host and "%" not in host else _named(host)
    except ValueError:  # UnicodeError is one
        raise UnreadableArticle(f"{host[:80]!r} is no name of a host: look at the spelling.") from None


def _named(host: str) -> str:
    name = host.encode("idna").decode("ascii").lower().rstrip(".")
    if not _HOST.fullmatch(name) or len(name) > _LONGEST_HOST:
        raise ValueError(name)
    return name


def refusal(address: str, allow_private: bool) -> str | None:
    """Why the machine with this IP address is not reached; None where it is."""
    if "%" in address:  # a zone: the address holds on one link only
        return "is an address of the link itself"
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return "is no IP address"
    return next((why for each in (*_inside(ip), ip) if (why := _reason(each, allow_private))), None)


def _reason(ip: Ip, allow_private: bool) -> str | None:
    if ip in _METADATA:
        return "is an address of cloud metadata"
    if ip.is_link_local or getattr(ip, "is_site_local", False):
        return "is an address of the link itself"
    if ip in _NAT64:
        return None  # the address inside is the one that counts
    if ip.is_multicast or ip.is_unspecified or (ip.is_reserved and not ip.is_loopback):
        return "is the address of no single machine"
    if not allow_private and not ip.is_global:
        return "is a private address"
    return None


def _inside(ip: Ip) -> tuple[Ip, ...]:
    """The IPv4 addresses that an IPv6 address leads to."""
    if isinstance(ip, ipaddress.IPv4Address):
        return ()
    translated = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF) if ip in _NAT64 else None
    return tuple(each for each in (ip.ipv4_mapped, ip.sixtofour, *(ip.teredo or ()), translated) if each)
