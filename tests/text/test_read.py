"""Files and streams: what becomes an article, what becomes a sentence about why not."""

import io
import os
import tempfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from verbale.errors import UnreadableArticle
from verbale.records import Article
from verbale.text import read_articles


def read(data: bytes, published: date | None = None) -> list[Article | UnreadableArticle]:
    return list(read_articles(io.BytesIO(data), published=published))


def one(found: list[Article | UnreadableArticle]) -> Article:
    assert len(found) == 1
    assert isinstance(found[0], Article)
    return found[0]


def refusal(found: list[Article | UnreadableArticle]) -> str:
    assert len(found) == 1
    assert isinstance(found[0], UnreadableArticle)
    words = str(found[0])
    assert words.endswith(".")
    assert "\n" not in words
    return words


def test_plain_text_stays_to_the_letter(tmp_path: Path) -> None:
    text = "\n  The army left.\r\nIt came back.\t\n\n"
    (tmp_path / "a.txt").write_bytes(text.encode())
    article = one(list(read_articles(tmp_path / "a.txt", published=date(2024, 10, 25))))
    assert article.text == text
    assert article.published == date(2024, 10, 25)
    assert (article.title, article.outlet, article.url) == (None, None, None)
    assert article.language == "en"


def test_the_id_is_made_of_the_text() -> None:
    assert one(read(b"abc")).id == "ba7816bf8f01cfea"


@given(st.text(min_size=1).filter(lambda text: text.strip() and "\0" not in text and not text.startswith("\ufeff")))
@settings(deadline=None)
def test_any_text_comes_back_as_it_was(text: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.txt"
        path.write_bytes(text.encode())
        assert one(list(read_articles(path))).text == text


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"\xef\xbb\xbfThe army left.", "The army left."),
        ("Hi 🕊".encode("utf-16"), "Hi 🕊"),
        (b"The \x93Free Army\x94 left the caf\xe9 \x96 at last.", "The “Free Army” left the café – at last."),
        ("Министр иностранных дел встретился с послом в столице, сообщило агентство.".encode("cp1251"), "Министр"),
        ("السلام عليكم ورحمة الله".encode(), "السلام"),
    ],
)
def test_encodings(data: bytes, text: str) -> None:
    assert one(read(data)).text.startswith(text)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b" \n\t ", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"%PDF-1.7 ...", "a PDF document"),
        (b"PK\x03\x04....", "a ZIP archive or an office document"),
        (b"\x89PNG\r\n\x1a\n", "a PNG picture"),
        (b"The army\0 left", "a zero byte at byte 9"),
        ("café ".encode() * 9 + b"\nand caf\xe9", "byte 63 (line 2) is no valid UTF-8"),
        (b"abc\xffdef", "byte 4 (line 1) is no valid UTF-8"),
        (b"\xff\xfea", "is no valid UTF-16"),
        (b"x" * 10_000_001, "more than 10,000,000 bytes"),
    ],
)
def test_what_is_no_text_is_refused_in_one_sentence(data: bytes, words: str) -> None:
    assert words in refusal(read(data))


def test_files_that_cannot_be_opened(tmp_path: Path) -> None:
    assert "it is a folder" in refusal(list(read_articles(tmp_path)))
    assert "no such file" in refusal(list(read_articles(tmp_path / "none.txt")))
    assert refusal(list(read_articles(Path("a\0b"))))


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="nothing is forbidden to root")
def test_no_permission(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("x")
    path.chmod(0)
    assert "you may not read it" in refusal(list(read_articles(path)))


def test_no_permission_as_root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidden(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", forbidden)
    assert "you may not read it" in refusal(list(read_articles(tmp_path / "a.txt")))


def test_tables_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("id,text\n1,x\n")
    assert "it is a table" in refusal(list(read_articles(tmp_path / "a.csv")))


@pytest.mark.parametrize(
    ("name", "data", "text"),
    [
        ("a", b'{"text": "The army left."}', "The army left."),
        ("a", b"<!doctype html><p>The army left.", "The army left."),
        ("a", b"<?xml version='1.0'?>\n<html><body><p>The army left.</p></body></html>", "The army left."),
        ("a", b"{curly} words", "{curly} words"),
        ("a.txt", b"<html>", "<html>"),
        ("a.TXT", b'{"text": 1}', '{"text": 1}'),
        ("a.MD", b"# The *army* left", "The army left"),
    ],
)
def test_the_kind_of_a_file(tmp_path: Path, name: str, data: bytes, text: str) -> None:
    (tmp_path / name).write_bytes(data)
    assert one(list(read_articles(tmp_path / name))).text == text


@given(st.binary(max_size=200))
@settings(deadline=None, max_examples=200)
def test_any_bytes_give_articles_or_sentences(data: bytes) -> None:
    for found in read(data):
        assert isinstance(found, (Article, UnreadableArticle))
        if isinstance(found, Article):
            found.text.encode()
