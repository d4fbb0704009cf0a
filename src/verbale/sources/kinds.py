"""What a file is, by its first bytes and its name."""

import re
from pathlib import PurePosixPath

from verbale.sources.markup import is_html, is_listing

KINDS = {
    ".txt": "text", ".text": "text",
    ".md": "markdown", ".markdown": "markdown",
    ".html": "html", ".htm": "html", ".xhtml": "html", ".mhtml": "eml", ".mht": "eml",
    ".eml": "eml",
    ".pdf": "pdf",
    ".json": "json", ".jsonl": "json", ".ndjson": "json",
    ".csv": "csv", ".tsv": "csv", ".parquet": "parquet",
    ".rss": "feed", ".atom": "feed", ".xml": "feed",
    ".warc": "warc",
    ".zip": "zip",
    ".tar": "tar", ".tgz": "tar", ".tbz2": "tar", ".txz": "tar",
    ".gz": "packed", ".bz2": "packed", ".xz": "packed",
}  # fmt: skip
_MAGIC = (
    (b"%PDF-", "pdf"), (b"PK\x03\x04", "zip"), (b"\x1f\x8b", "packed"), (b"BZh", "packed"), (b"\xfd7zXZ\x00", "packed"),
    (b"PAR1", "parquet"), (b"WARC/", "warc"),
)  # fmt: skip
_MAIL = rb"(?:From|Return-Path|Received|Delivered-To|Message-ID|MIME-Version|Date|Subject|X-[\w-]+):[^\n]*\n(?:[ \t][^\n]*\n)*"
_LOOKS = (
    ("json", re.compile(rb'(?:\xef\xbb\xbf)?\s*(?:\{\s*(?:"|$)|\[\s*(?:\{|$))')),
    ("eml", re.compile(rb"(?:" + _MAIL + rb"){3}", re.I)),
)


def kind_of(name: str, first: bytes) -> str:
    """What a file is. Its first bytes go before its ending where they are plain."""
    for magic, kind in _MAGIC:
        if first.startswith(magic):
            return kind
    told = KINDS.get(PurePosixPath(name.lower()).suffix)
    if told in ("zip", "parquet") and first:  # cut short or broken, and in no way a text; its reader says so
        return told
    if first[257:262] == b"ustar" or (told == "tar" and any(first)):
        return "tar"
    if told in ("feed", "json", None) and is_listing(first):
        return "feed"
    if told in ("text", "markdown", "html", "json", "csv", "eml", "pdf"):
        return told
    return "html" if is_html(first) else next((kind for kind, look in _LOOKS if look.match(first)), "text")


def unpacked_name(name: str) -> str:
    """The name of what a packed file holds: "news.tar" for "news.tar.gz" and "news.tgz"."""
    ending = PurePosixPath(name.lower()).suffix
    if ending in (".gz", ".bz2", ".xz"):
        return name[: -len(ending)]
    return f"{name[: -len(ending)]}.tar" if KINDS.get(ending) == "tar" else name
