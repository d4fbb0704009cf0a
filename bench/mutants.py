"""Inputs for `bench/fuzz.py`: whole files of every format, and what cuts, flips, splices and the like make of them.

Input number n of a seed is always the same bytes, so whatever fails can be made again.
"""

import bz2
import csv
import gzip
import io
import json
import lzma
import random
import tarfile
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import accumulate

TEXT = (
    "Oslo has warned Minsk on the Monday, and the ministry of Ruritania said that it would answer. Some 40 people were hurt in"
    " the town of Velmora when the police broke up a march.\n\n“We will not go,” the mayor told reporters on 1 May 2024.\n"
)
GERMAN = "Der Minister sagte am Montag, dass die Gespräche über die Grenze weitergehen würden, und reiste am Abend ab. " * 3
RUSSIAN = "Министр сказал в понедельник, что переговоры о границе продолжатся, и вечером уехал домой. " * 3
PAGE = (
    '<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>A note | Fjord Post</title>'
    '<meta property="og:site_name" content="Fjord Post"><meta property="article:published_time" content="2024-05-01T08:00:00Z">'
    '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2024-05-01", "headline": "A note"}</script>'
    "<style>p { color: red }</style></head><body><nav><ul><li><a href='/'>Home</a></li></ul></nav><article><h1>A note</h1>"
    f"<!-- a remark --><p>{TEXT}</p><table><tr><td>1</td><td>&amp; &#8212; &nbsp;</td></tr></table>"
    f"<p>{TEXT}<br><b>Bold</b> <i>words</i></p></article><footer>End</footer></body></html>"
)
NOTE = (
    f"---\ntitle: A note\npublished: 2024-05-01\noutlet: Fjord Post\n---\n\n# A note\n\n{TEXT}\n- one\n- two\n\n> quoted\n\n"
    f"| a | b |\n|---|---|\n| 1 | 2 |\n\n```\ncode\n```\n\n[link](https://fjord.example) ![x](y.png) <b>raw</b>\n"
)
MAIL = (
    "Return-Path: <desk@fjord.example>\r\nFrom: =?utf-8?q?Fjord_P=C3=B6st?= <desk@fjord.example>\r\nTo: you@fjord.example\r\n"
    "Subject: =?utf-8?b?QSBub3Rl?=\r\nDate: Wed, 01 May 2024 09:00:00 +0000\r\nMessage-ID: <1@fjord.example>\r\n"
    "MIME-Version: 1.0\r\n"
)
PLAIN_MAIL = MAIL + f"Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n{TEXT}"
MIXED_MAIL = (
    MAIL
    + 'Content-Type: multipart/alternative; boundary="edge"\r\n\r\n--edge\r\nContent-Type: text/plain; charset="iso-8859-1"\r\n'
    "Content-Transfer-Encoding: quoted-printable\r\n\r\nOslo has warned Minsk =E9=20=\r\non.\r\n--edge\r\n"
    f"Content-Type: text/html; charset=utf-8\r\n\r\n{PAGE}\r\n--edge--\r\n"
)
BASE64_MAIL = (
    MAIL + "Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\nPHA+T3NsbyB3YXJuZWQ8L3A+\r\n"
)
ENTRY = {
    "id": "a1",
    "title": "A note",
    "published": "2024-05-01",
    "outlet": "Fjord Post",
    "url": "https://fjord.example/1",
    "text": TEXT,
}
ITEM = f"<title>A note</title><link>https://fjord.example/1</link><description>&lt;p&gt;{TEXT}&lt;/p&gt;</description>"
RSS = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
    f"<title>Fjord Post</title><item>{ITEM}<guid>1</guid><pubDate>Wed, 01 May 2024 09:00:00 GMT</pubDate></item>"
    f"<item><title>B</title><content:encoded><![CDATA[<p>{TEXT}</p>]]></content:encoded></item></channel></rss>"
)
ATOM = (
    '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Fjord Post</title>'
    "<entry><id>urn:1</id><title>A note</title>"
    f'<updated>2024-05-01T09:00:00Z</updated><link href="https://fjord.example/1"/><content type="html">&lt;p&gt;{TEXT}</content>'
    f'</entry><entry><summary type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{TEXT}</p></div></summary></entry></feed>'
)
JSON_FEED = json.dumps(
    {"version": "https://jsonfeed.org/version/1.1", "title": "Fjord Post",
     "items": [{"id": "1", "content_html": f"<p>{TEXT}</p>", "date_published": "2024-05-01T08:00:00Z"}, {"content_text": TEXT}]}
)  # fmt: skip
SITEMAP = (
    '<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>https://fjord.example/1</loc>'
    "<lastmod>2024-05-01</lastmod></url></urlset>"
)
STREAM = f"BT /F1 12 Tf 72 720 Td ({TEXT.splitlines()[0]}) Tj T* [(Oslo) -250 (Minsk)] TJ ET".encode()

WORDS = (
    b"\0", b"\xff", b"\xfe\xff", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"\x1b[31m", b"\r\n\r\n", b"\n", b"<", b">", b"&#0;",
    b"&#xD800;", b"&#1114112;", b"<!--", b"-->", b"<![CDATA[", b"]]>", b"<!DOCTYPE x [<!ENTITY a 'b'>]>", b"<?xml ",
    b"<div>" * 40, b"<script>", b'<meta charset="utf-7">', b'<meta charset="unicode_escape">', b"</html>", b'"', b'""', b"'",
    b"\\u0000", b"\\ud800", b"{", b"[", b"[" * 300, b'{"a":' * 300, b"}", b"null", b"NaN", b"1e999", b"-1", b"0", b"9" * 40,
    b"9" * 5000, b"4294967295", b"2147483648", b"0000-00-00", b"9999-12-31", b"2024-02-30", b"=?utf-8?b?", b"?=",
    b"=?x?q?=FF?=", b"Content-Type: multipart/mixed\r\n", b"Content-Transfer-Encoding: uuencode\r\n", b"charset=",
    b"charset=rot13", b"charset=undefined", b"--edge", b"WARC/1.0\r\n", b"Content-Length: 99999999999\r\n",
    b"HTTP/1.1 200 OK\r\n", b"Transfer-Encoding: chunked\r\n", b"Content-Encoding: br\r\n", b"PK\x03\x04", b"PK\x05\x06",
    b"PAR1", b"\x1f\x8b\x08", b"BZh9", b"\xfd7zXZ\0", b"%PDF-1.7", b"obj", b"endobj", b"stream\n", b"/Kids [1 0 R]",
    b"/Length 999999999", b"/Filter /FlateDecode", b"/Predictor 15", b"<< /Type", b"1 0 R", b"xref", b"trailer",
    b"startxref\n0", b"ustar", b"../../", b"/etc/passwd", b",", b";", b"\t", b"---\n", b"```", b"> " * 60, b"- " * 60,
    b"[" * 60 + b"]" * 60, b"*" * 80, b"`" * 80,
)  # fmt: skip

Random = random.Random


@dataclass(frozen=True, slots=True)
class Mutant:
    """One input: the format that it came from, the name of its file, its bytes, and which options it is read with."""

    format: str
    name: str
    data: bytes
    columns: bool
    narrow: bool
    """Whether the limits are so small that they are met."""


@dataclass(frozen=True, slots=True)
class Format:
    """`share` is in inputs of a hundred; `pack` puts a file, given its name, into another."""

    name: str
    share: int
    endings: tuple[str, ...]
    seeds: Callable[[], list[bytes]]
    pack: Callable[[Random, str, bytes], bytes] | None = None


def pdf(stream: bytes, filters: bytes = b"") -> bytes:
    """A PDF of one page with a table of its objects."""
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(stream), filters, stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    )  # fmt: skip
    made, places = b"%PDF-1.4\n", []
    for number, told in enumerate(objects, start=1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, told)
    table = b"xref\n0 6\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    return made + table + b"trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % len(made)


def parquets() -> list[bytes]:
    """Parquet files with several kinds of columns, packed in several ways."""
    import pyarrow as pa  # type: ignore[import-untyped]
    import pyarrow.parquet as parquet  # type: ignore[import-untyped]

    rows = [{"title": "A note", "body": TEXT, "date": date(2024, 5, 1), "n": number, "list": [1, 2]} for number in range(3)]
    texts = [{"text": each, "published": "2024-05-01", "outlet": None} for each in (TEXT, GERMAN, "")]
    made = []
    for table in (pa.Table.from_pylist(rows), pa.Table.from_pylist(texts)):
        for packing, dictionary in (("none", True), ("snappy", False), ("zstd", True), ("gzip", False)):
            stream = io.BytesIO()
            parquet.write_table(table, stream, compression=packing, use_dictionary=dictionary)
            made.append(stream.getvalue())
    return made


def tables() -> list[bytes]:
    """CSV with several delimiters, quotings and encodings."""
    rows = [["Headline", "Body", "Date", "Publisher"], ["A note", TEXT, "2024-05-01", 'The "Post"'], ["B", GERMAN, "", ""]]
    made = []
    for delimiter in ",;\t|":
        stream = io.StringIO()
        csv.writer(stream, delimiter=delimiter).writerows(rows)
        made += [stream.getvalue().encode("utf-8-sig"), stream.getvalue().encode("cp1252"), stream.getvalue().encode("utf-16")]
    return made


def record(kind: str, head: str, body: bytes) -> bytes:
    """A record of a WARC file."""
    block = head.encode() + body
    told = f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: https://fjord.example/1\r\nWARC-Date: 2024-05-02T10:00:00Z\r\n"
    told += f"WARC-Record-ID: <urn:uuid:1>\r\nContent-Type: application/http\r\nContent-Length: {len(block)}\r\n\r\n"
    return told.encode() + block + b"\r\n\r\n"


def warced(rng: Random, name: str, data: bytes) -> bytes:
    """The file as the answer of a server, in a WARC file."""
    packing = rng.choice(["", "", "gzip", "deflate", "br", "chunked"])
    if packing in ("gzip", "deflate"):
        data = (gzip.compress if packing == "gzip" else zlib.compress)(data)
    kind = rng.choice(["text/html", "text/html; charset=utf-8", "text/plain", "application/pdf", "image/png"])
    told = {"": "", "chunked": "Transfer-Encoding: chunked\r\n"}.get(packing, f"Content-Encoding: {packing}\r\n")
    head = f"HTTP/1.1 {rng.choice([200, 200, 200, 404])} OK\r\nContent-Type: {kind}\r\n{told}\r\n"
    records = [
        record("warcinfo", "", b"software: x\r\n"),
        record("request", "GET / HTTP/1.1\r\n\r\n", b""),
        record("response", head, data),
    ]
    return b"".join(map(gzip.compress, records)) if rng.random() < 0.5 else b"".join(records)


def zipped(rng: Random, name: str, data: bytes) -> bytes:
    """The file in a zip archive, now and then beside others or in another archive."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", rng.choice([0, 8, 8, 8, 12, 14])) as archive:
        for number in range(rng.choice([1, 1, 2, 5])):
            archive.writestr(f"{rng.choice(['', 'a/', '../', '/'])}{number}{name}", data)
    return zipped(rng, "in.zip", stream.getvalue()) if rng.random() < 0.1 else stream.getvalue()


def tarred(rng: Random, name: str, data: bytes) -> bytes:
    """The file in a tar archive, packed or not."""
    stream = io.BytesIO()
    mode = rng.choice(["w", "w", "w:gz", "w:bz2", "w:xz"])
    with tarfile.open(fileobj=stream, mode=mode, format=rng.choice([0, 1, 2])) as archive:  # type: ignore[call-overload]
        for number in range(rng.choice([1, 2])):
            member = tarfile.TarInfo(f"{rng.choice(['', 'a/', '../'])}{number}{name}")
            member.size = len(data)
            archive.addfile(member, io.BytesIO(data))
    return stream.getvalue()


def packed(rng: Random, name: str, data: bytes) -> bytes:
    """The file packed."""
    way = rng.choice(("gzip", "bzip2", "xz"))
    return gzip.compress(data) if way == "gzip" else bz2.compress(data) if way == "bzip2" else lzma.compress(data)


def _seeds(*texts: str, also: tuple[str, ...] = ("cp1252",)) -> Callable[[], list[bytes]]:
    return lambda: [text.encode(encoding, "replace") for text in texts for encoding in ("utf-8", *also)]


FORMATS = (
    Format("text", 9, (".txt", ""), _seeds(TEXT, GERMAN, RUSSIAN, also=("cp1252", "utf-16", "cp1251", "koi8-r"))),
    Format("markdown", 9, (".md",), _seeds(NOTE, GERMAN)),
    Format("html", 14, (".html", ".htm", ""), _seeds(PAGE, f"<p>{GERMAN}", f"<html><body><div>{TEXT}</div>", also=("utf-16",))),
    Format("mail", 9, (".eml", ".mht", ""), _seeds(PLAIN_MAIL, MIXED_MAIL, BASE64_MAIL)),
    Format("pdf", 5, (".pdf", ""), lambda: [pdf(STREAM), pdf(zlib.compress(STREAM), b"/Filter /FlateDecode")]),
    Format("json", 13, (".jsonl", ".json", ".ndjson", ""), lambda: [
        json.dumps(ENTRY).encode(), (json.dumps(ENTRY) + "\n").encode() * 3, json.dumps([ENTRY, ENTRY], indent=1).encode(),
        json.dumps(ENTRY, indent=1).encode(), json.dumps({"body": GERMAN, "date": "20240501"}, ensure_ascii=False).encode()]),
    Format("csv", 10, (".csv", ".tsv"), tables),
    Format("parquet", 8, (".parquet", ""), parquets),
    Format("feed", 7, (".rss", ".xml", ".atom", ""), _seeds(RSS, ATOM, JSON_FEED, SITEMAP, also=("utf-16",))),
    Format("warc", 4, (".warc", ".warc.gz"), list, warced),
    Format("zip", 5, (".zip", ""), list, zipped),
    Format("tar", 3, (".tar", ".tar.gz", ".tgz", ""), list, tarred),
    Format("packed", 3, (".gz", ".bz2", ".xz", ""), list, packed),
    Format("bytes", 1, ("", ".txt"), lambda: [b"", b" ", bytes(range(256)), b"\0" * 600]),
)  # fmt: skip
_ENDINGS = tuple(sorted({ending for each in FORMATS for ending in each.endings}))
_WHOLE = tuple(each for each in FORMATS if each.pack is None)


@cache
def _made(each: Format) -> list[bytes]:
    return each.seeds()


def mutant(seed: int, number: int) -> Mutant:
    """Input `number` of a seed."""
    rng = Random(f"{seed}:{number}")
    chosen = _picked(rng, FORMATS)
    ending = rng.choice(chosen.endings if rng.random() < 0.85 else _ENDINGS)
    if chosen.pack is None:
        data = mutated(rng, rng.choice(_made(chosen)), rng.choice((0, 1, 1, 1, 2, 4, 8)))
    else:
        inner = _picked(rng, _WHOLE)
        whole = mutated(rng, rng.choice(_made(inner)), rng.choice((0, 0, 1, 3)))
        data = mutated(rng, chosen.pack(rng, f"x{rng.choice(inner.endings)}", whole), rng.choice((0, 0, 1, 1, 2, 4)))
    return Mutant(chosen.name, f"a{ending}", data, rng.random() < 0.1, rng.random() < 0.1)


def _picked(rng: Random, formats: tuple[Format, ...]) -> Format:
    return rng.choices(formats, cum_weights=list(accumulate(each.share for each in formats)))[0]


def mutated(rng: Random, data: bytes, times: int) -> bytes:
    """The bytes after so many changes."""
    for _ in range(times):
        data = rng.choice(_CHANGES)(rng, data)
    return data


def _cut(rng: Random, data: bytes) -> bytes:
    return data[: rng.randint(0, len(data))] if rng.random() < 0.7 else data[rng.randint(0, len(data)) :]


def _flip(rng: Random, data: bytes) -> bytes:
    changed = bytearray(data or b"\0")
    for _ in range(rng.choice((1, 1, 2, 8, 32))):
        changed[rng.randrange(len(changed))] ^= 1 << rng.randrange(8)
    return bytes(changed)


def _overwrite(rng: Random, data: bytes) -> bytes:
    place, length = rng.randint(0, len(data)), rng.choice((1, 1, 2, 4, 8))
    return data[:place] + rng.choice((b"\0" * length, b"\xff" * length, rng.randbytes(length))) + data[place + length :]


def _insert(rng: Random, data: bytes) -> bytes:
    place = rng.randint(0, len(data))
    return data[:place] + rng.choice(WORDS) + data[place:]


def _repeat(rng: Random, data: bytes) -> bytes:
    start = rng.randint(0, len(data))
    end = min(len(data), start + rng.choice((1, 4, 16, 64, 256)))
    return data[:start] + data[start:end] * rng.choice((2, 5, 50, 300)) + data[end:]


def _drop(rng: Random, data: bytes) -> bytes:
    start = rng.randint(0, len(data))
    return data[:start] + data[start + rng.choice((1, 2, 8, 64)) :]


def _splice(rng: Random, data: bytes) -> bytes:
    other = rng.choice(_made(_picked(rng, _WHOLE)))
    return data[: rng.randint(0, len(data))] + other[rng.randint(0, len(other)) :]


def _move(rng: Random, data: bytes) -> bytes:
    start, end, place = (rng.randint(0, len(data)) for _ in range(3))
    return data[:place] + data[min(start, end) : max(start, end)] + data[place:]


_CHANGES = (_cut, _flip, _flip, _overwrite, _insert, _insert, _repeat, _drop, _splice, _move)
