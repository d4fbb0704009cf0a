"""Web archives: the pages that were fetched well, whatever they are packed in and whatever lies between them."""

import gzip
import io
import random
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.sources.reading import TEXT, read, tarred
from verbale.sources import Limits, Options

PAGE = f"<!doctype html><html><head><title>A note</title></head><body><article><p>{TEXT}</p></article></body></html>"


def response(body: bytes, kind: str = "text/html", *, status: int = 200, head: str = "", number: int = 1) -> bytes:
    block = f"HTTP/1.1 {status} OK\r\nContent-Type: {kind}\r\n{head}\r\n".encode() + body
    told = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://fjord.example/{number}\r\n"
    told += f"WARC-Date: 2024-05-02T10:00:00Z\r\nContent-Type: application/http\r\nContent-Length: {len(block)}\r\n\r\n"
    return told.encode() + block + b"\r\n\r\n"


@pytest.mark.issue(5)
@pytest.mark.parametrize("way", ["plain", "gzip", "records", "tar", "pipe"])
def test_pages_come_with_their_address_and_the_day_they_were_seen(
    tmp_path: Path, way: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    records = [
        response(PAGE.encode()),
        response(b"<p>Gone", status=404),
        response(b"\x89PNG", "image/png"),
        response(PAGE.encode(), number=2),
    ]
    data = b"".join(map(gzip.compress, records)) if way == "records" else b"".join(records)
    data = gzip.compress(data) if way == "gzip" else tarred({"a.warc": data}) if way == "tar" else data
    name = tmp_path / {"plain": "a.warc", "tar": "a.tar", "pipe": "-"}.get(way, "a.warc.gz")
    if way == "pipe":

        class Pipe(io.RawIOBase):
            def readable(self) -> bool:
                return True

            def readinto(self, buffer: Any) -> int:
                part = stream.read(min(len(buffer), 100))
                buffer[: len(part)] = part
                return len(part)

        stream = io.BytesIO(data)
        monkeypatch.setattr("sys.stdin", type("Given", (), {"buffer": io.BufferedReader(Pipe(), 1000)}))
        found, told = read("-")
    else:
        name.write_bytes(data)
        found, told = read(name)
    assert told == []
    assert [(a.url, a.published) for a in found] == [(f"https://fjord.example/{n}", date(2024, 5, 2)) for n in (1, 2)]


@pytest.mark.issue(5)
@pytest.mark.parametrize("head", ["Content-Encoding: gzip\r\n", "Content-Encoding: deflate\r\n", ""])
def test_a_page_that_is_too_long_or_damaged_does_not_hide_the_next(tmp_path: Path, head: str) -> None:
    long = b"<p>" + b"a" * 5_000_000
    first = gzip.compress(long) if "gzip" in head else b"\xff" * 300 if head else long
    (tmp_path / "a.warc").write_bytes(response(first, head=head) + response(PAGE.encode()))
    found, told = read(tmp_path / "a.warc", options=Options(limits=Limits(piece_bytes=100_000)))
    assert (len(found), len(told)) == (1, 1)
    assert "record 1" in told[0]


@pytest.mark.issue(5)
def test_packed_and_chunked_pages_and_stated_encodings_are_read(tmp_path: Path) -> None:
    body, words = PAGE.encode(), "Министр сказал в понедельник, что переговоры о границе продолжатся."
    chunks = b"".join(b"%x\r\n%s\r\n" % (len(body[n : n + 50]), body[n : n + 50]) for n in range(0, len(body), 50)) + b"0\r\n\r\n"
    records = [
        response(gzip.compress(body), head="Content-Encoding: gzip\r\n"), response(body, head="Content-Encoding: gzip\r\n"),
        response(chunks, head="Transfer-Encoding: chunked\r\n"),
        response(f"<p>{words}".encode("koi8-r"), "text/html; charset=koi8-r"),
    ]  # fmt: skip
    (tmp_path / "a.warc").write_bytes(b"".join(records))
    found, told = read(tmp_path / "a.warc")
    assert told == []
    assert [TEXT in a.text for a in found] == [True, True, True, False]
    assert words in found[3].text


@pytest.mark.issue(5)
def test_a_cut_archive_gives_what_is_whole(tmp_path: Path) -> None:
    pages = [PAGE.replace("</p>", f" {random.Random(n).randbytes(4000).hex()}</p>").encode() for n in range(3)]
    (tmp_path / "a.warc.gz").write_bytes(b"".join(gzip.compress(response(page)) for page in pages)[:-40])
    found, told = read(tmp_path / "a.warc.gz")
    assert (len(found), len(told)) == (2, 1)
    assert "after record" in told[0]
