"""Mails: the words in the encoding that they are in, and the day that was given where they state none."""

import time
from datetime import date
from pathlib import Path

import pytest

from tests.sources.reading import TEXT, read
from verbale.sources import Options

HEAD = "From: Fjord Post <desk@fjord.example>\r\nSubject: A note\r\nMIME-Version: 1.0\r\n"


@pytest.mark.issue(5)
@pytest.mark.parametrize(
    ("stated", "words"),
    [
        ("utf-8", "The café was shut."), ("nonsense-9", "The café was shut."), ("rot13", TEXT),
        ("iso-8859-1", "The café was shut."),
        ("punycode", TEXT), ("unicode_escape", "No \\u0041 here."),
    ],
)  # fmt: skip
def test_the_stated_encoding_is_used_where_it_is_one(tmp_path: Path, stated: str, words: str) -> None:
    body = words.encode("iso-8859-1" if stated == "iso-8859-1" else "utf-8")
    (tmp_path / "a.eml").write_bytes(f"{HEAD}Content-Type: text/plain; charset={stated}\r\n\r\n".encode() + body)
    ((found,), told) = read(tmp_path / "a.eml")
    assert (found.text, told) == (words, [])


@pytest.mark.issue(5)
def test_a_mail_without_a_day_gets_the_one_that_is_given(tmp_path: Path) -> None:
    (tmp_path / "a.eml").write_text(f"{HEAD}\r\n{TEXT}")
    ((found,), _) = read(tmp_path / "a.eml", options=Options(published=date(2024, 5, 3)))
    assert found.published == date(2024, 5, 3)


@pytest.mark.issue(5)
def test_what_is_attached_is_left_out(tmp_path: Path) -> None:
    attached = "Content-Disposition: attachment; filename=b.txt\r\n\r\nOther"
    parts = f"--e\r\nContent-Type: text/plain\r\n\r\n{TEXT}\r\n--e\r\n{attached}\r\n--e--"
    (tmp_path / "a.eml").write_text(f'{HEAD}Content-Type: multipart/mixed; boundary="e"\r\n\r\n{parts}')
    assert [a.text.strip() for a in read(tmp_path / "a.eml")[0]] == [TEXT]


@pytest.mark.issue(5)
@pytest.mark.parametrize("head", ["Subject: " + "=?utf-8?q?a?= " * 40_000, "From: " + "a <a@b.example>, " * 40_000,
                                  "Content-Type: text/plain; " + "a*0=b; " * 40_000])  # fmt: skip
def test_endless_headers_are_cut(tmp_path: Path, head: str) -> None:
    (tmp_path / "a.eml").write_text(f"{HEAD}{head}\r\n\r\n{TEXT}")
    begun = time.process_time()
    assert [a.text for a in read(tmp_path / "a.eml")[0]] == [TEXT]
    assert time.process_time() - begun < 2  # without the cut half a minute


@pytest.mark.issue(5)
def test_a_mail_of_ten_thousand_parts_is_none(tmp_path: Path) -> None:
    (tmp_path / "a.eml").write_text(f'{HEAD}Content-Type: multipart/mixed; boundary="e"\r\n\r\n' + "--e\r\n\r\na\r\n" * 10_001)
    assert "10,000 parts" in read(tmp_path / "a.eml")[1][0]
