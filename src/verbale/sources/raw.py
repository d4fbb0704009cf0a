"""A piece of news as it was found: its bytes, their kind, and what the container says of it. Nothing is parsed yet."""

import hashlib
import re
from collections.abc import Callable
from dataclasses import astuple, dataclass, field
from datetime import date

from verbale.errors import SettingsError
from verbale.sources.web_options import Web

CHEAP = frozenset({"text", "markdown", "json", "words"})
"""Kinds that are parsed in microseconds; pages, mails and PDF are not."""

_LONGEST_LINE = 1000
_BLANK = re.compile(r"[\s\0]+")


@dataclass(frozen=True, slots=True)
class Facts:
    """What the container says of a piece: a feed of its entry, a table of its row, an archive of its record."""

    id: str | None = None
    title: str | None = None
    published: date | None = None
    outlet: str | None = None
    url: str | None = None
    captured: date | None = None
    """When a crawler fetched it: no page was published later."""


@dataclass(frozen=True, slots=True)
class Raw:
    """One piece. `kind` is text, markdown, html, json (one object), eml, pdf, or words (UTF-8 text that needs no reading)."""

    where: str
    kind: str
    data: bytes
    facts: Facts = Facts()

    def digest(self) -> bytes:
        """16 bytes by which the same piece is recognised without parsing it, wherever it is found again."""
        told = repr(astuple(self.facts)).encode()
        return hashlib.blake2b(b"\0".join((self.kind.encode(), told, self.data)), digest_size=16).digest()


@dataclass(frozen=True, slots=True)
class Checked:
    """A page, feed or sitemap that was read to its end without trouble, and what its server knows this version by.

    `since` and `follow` are how it was read: what a later reading asks for beyond that must not be taken for read.
    """

    url: str
    etag: str | None
    modified: str | None
    since: date | None
    follow: bool

    def covers(self, web: Web) -> bool:
        """Whether nothing is left to read with these settings if it has not changed."""
        earlier = self.since is not None and (web.since is None or web.since < self.since)
        return not earlier and self.follow == (web.follow is not False)


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is taken in, against files that are broken or made to do harm."""

    piece_bytes: int = 10_000_000
    """Of one article, mail or page; a PDF may have five times as many."""
    archive_bytes: int = 20_000_000_000
    """Of everything in one archive, unpacked."""
    members: int = 1_000_000
    depth: int = 3
    """Archives in archives."""
    ratio: int = 1000
    """Unpacked bytes to packed ones, from the first megabyte on."""


@dataclass(frozen=True, slots=True)
class ColumnMap:
    """Names of the columns of a table that hold the text and the facts; None where the usual names are looked for.

    `dates` is the order of days in numbers: dmy (25/10/2024) or mdy; None where only ISO 8601 and names of months are read.
    """

    text: str | None = None
    title: str | None = None
    published: str | None = None
    outlet: str | None = None
    url: str | None = None
    id: str | None = None
    dates: str | None = None


@dataclass(frozen=True, slots=True)
class Options:
    """How sources are read."""

    published: date | None = None
    """The publication date of what states none."""
    columns: ColumnMap = ColumnMap()
    limits: Limits = field(default_factory=Limits)
    web: Web = field(default_factory=Web)
    skip: Callable[[str], bool] | None = None
    """Says of an address in a feed or sitemap that its page need not be fetched, since it is known."""
    seen: Callable[[str], Checked | None] | None = None
    """What is known of an address that was read before, so that it is asked only whether it has changed."""


def parse_columns(words: str) -> ColumnMap:
    """A map of columns as it is written: "text=body,published=day". Raises SettingsError."""
    found: dict[str, str] = {}
    for pair in words.split(","):
        name, equals, column = (part.strip() for part in pair.partition("="))
        if not equals or not column or name not in ColumnMap.__dataclass_fields__:
            known = ", ".join(ColumnMap.__dataclass_fields__)
            raise SettingsError(
                f"{pair.strip()!r} is no column map; write FIELD=COLUMN, as in text=body, with a field of {known}"
            )
        if name == "dates" and column not in ("dmy", "mdy"):
            raise SettingsError(f"{column!r} is no order of days; write dates=dmy (25/10/2024) or dates=mdy (10/25/2024).")
        found[name] = column
    return ColumnMap(**found)


def one_line(words: str) -> str:
    """Words of an unknown file as a message may carry them: no line breaks, no control or half characters, no great length."""
    plain = _BLANK.sub(" ", words)
    if not plain.isprintable():
        plain = "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in plain)
    return plain if len(plain) <= _LONGEST_LINE else f"{plain[: _LONGEST_LINE // 2]}…{plain[-_LONGEST_LINE // 2 :]}"


def unforeseen(error: Exception) -> str:
    """What is said of an error that no reader foresees; `bench/fuzz.py` counts it as a crash."""
    return f"verbale stumbled over it ({type(error).__name__}: {error}): please report it, with the file if you can."
