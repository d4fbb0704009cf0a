"""How the web is read: what is taken, how much, how fast, and where verbale never goes."""

import math
from dataclasses import dataclass
from datetime import date

from verbale.errors import SettingsError
from verbale.version import VERSION


@dataclass(frozen=True, slots=True)
class Web:
    """Settings of the reading of pages, feeds and sitemaps."""

    follow: bool | None = None
    """Whether the pages that a feed or sitemap names are fetched; None: where it is itself an address, not where it is a file."""
    since: date | None = None
    """Entries of feeds and sitemaps that are dated before this day are passed over; what has no date is read."""
    pages: int = 1000
    """At most so many pages are fetched for one source."""
    maps: int = 100
    """At most so many sitemaps are fetched for one sitemap index."""
    full_text: int = 1000
    """Characters from which on the text in a feed entry is taken for the whole article; of less, the page is fetched."""
    allow_private: bool = False
    """Whether addresses of one's own network may be read. Those of cloud metadata and of the link itself never are."""
    proxy: str | None = None
    """http://host:port, through which everything goes. Nothing is taken from the environment."""
    agent: str = f"verbale/{VERSION}"
    seconds: float = 60.0
    """For one page with all its redirects, the pauses between requests left out."""
    connect_seconds: float = 10.0
    page_bytes: int = 10_000_000
    """Of a page, a text or a feed, as sent and unpacked."""
    file_bytes: int = 50_000_000
    """Of a PDF or a sitemap, as sent and unpacked."""
    header_bytes: int = 65_536
    redirects: int = 5
    delay: float = 1.0
    """Seconds between two requests to one host."""
    longest_delay: float = 30.0
    """The longest pause that a host's robots.txt or Retry-After may ask for; a host that asks for more is left alone."""
    robots_bytes: int = 512_000
    """Of a robots.txt; what comes after is not read (RFC 9309 asks for 500 KiB at least)."""
    robots_seconds: float = 86_400.0
    """How long a robots.txt is remembered."""

    def __post_init__(self) -> None:
        for name in ("pages", "maps", "full_text", "redirects", "seconds", "connect_seconds", "page_bytes", "file_bytes",
                     "header_bytes", "delay", "longest_delay", "robots_bytes", "robots_seconds"):  # fmt: skip
            value = getattr(self, name)
            if not (math.isfinite(value) and value >= 0):
                raise SettingsError(f"The setting {name} is {value}; it must be a number from 0 on.")
        if not self.agent.isascii() or not self.agent.isprintable() or not self.agent.strip():
            raise SettingsError(f"The setting agent is {self.agent!r}; it must be words in ASCII, as in verbale/1.0.")
