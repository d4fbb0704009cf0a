"""JSON Lines: fields, broken lines, long lines."""

import io
import json
from datetime import date
from typing import Any

import pytest

from verbale.errors import UnreadableArticle
from verbale.records import Article
from verbale.text import read_articles

GOOD = {
    "id": "a1",
    "title": "T",
    "published": "2024-10-25",
    "outlet": "O",
    "url": "https://example.org/1",
    "text": "The army left.",
}


def read(*lines: Any, published: date | None = None) -> list[Article | UnreadableArticle]:
    data = b"\n".join(line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines)
    return list(read_articles(io.BytesIO(data), "news.jsonl", published))


def test_the_fields_of_an_article() -> None:
    (article,) = read(GOOD)
    assert article == Article(
        "a1", "The army left.", "T", date(2024, 10, 25), "O", "https://example.org/1", "en"
    ) or article == Article("a1", "The army left.", "T", date(2024, 10, 25), "O", "https://example.org/1", None)


def test_the_fields_of_ngec() -> None:
    (article,) = read({"id": 7, "date": "2024-02-20", "event_text": "The army left."})
    assert isinstance(article, Article)
    assert (article.id, article.published, article.text) == ("7", date(2024, 2, 20), "The army left.")


def test_a_stated_date_goes_before_the_given_one() -> None:
    stated, silent = read(GOOD, {"text": "x"}, published=date(2020, 1, 1))
    assert isinstance(stated, Article)
    assert isinstance(silent, Article)
    assert (stated.published, silent.published) == (date(2024, 10, 25), date(2020, 1, 1))


@pytest.mark.parametrize("stated", [None, ""])
def test_a_missing_date_is_none(stated: str | None) -> None:
    (article,) = read({"text": "x", "published": stated})
    assert isinstance(article, Article)
    assert article.published is None


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (b'{"text": "x" "id"', "it is no JSON (Expecting ',' delimiter at column 14)"),
        (b"\xff{}", "byte 1 is no valid UTF-8"),
        ([1], "it is a list"),
        ("words", "it is words"),
        ({"body": "x", "id": 1}, 'it has no "text" (its fields: body, id)'),
        ({"text": 5}, 'its "text" is a number'),
        ({"text": ""}, "the text is empty"),
        ({"text": "x", "title": []}, 'its "title" is a list'),
        ({"text": "x", "published": "yesterday"}, "the date is 'yesterday'"),
        ({"text": "x", "published": "2024-02-30"}, "the date is '2024-02-30'"),
        (b"[" * 100_000, "too large to read"),
        (b'{"text": ' + b"9" * 5000 + b"}", "too large to read"),
    ],
)
def test_a_broken_line_is_told_and_the_others_come(line: Any, words: str) -> None:
    found = read(*[GOOD] * 6, line, GOOD)
    assert len(found) == 8
    assert isinstance(found[6], UnreadableArticle)
    assert str(found[6]).startswith("news.jsonl, line 7: ")
    assert words in str(found[6])
    assert str(found[6]).endswith(".")
    assert all(isinstance(article, Article) for index, article in enumerate(found) if index != 6)


def test_a_line_of_fifty_megabytes_is_told_and_the_others_come() -> None:
    long, good = read(b'{"text": "' + b"x" * 50_000_000 + b'"}', GOOD)
    assert "news.jsonl, line 1: it has more than 10,000,000 bytes" in str(long)
    assert isinstance(good, Article)


def test_blank_lines_are_skipped_and_still_counted() -> None:
    found = read(GOOD, b"", b"  ", [1])
    assert len(found) == 2
    assert str(found[1]).startswith("news.jsonl, line 4: ")


def test_half_characters_are_replaced_one_for_one() -> None:
    (article,) = read(b'{"text": "a\\ud83d b", "id": "\\ud83d"}')
    assert isinstance(article, Article)
    assert article.text == "a\N{REPLACEMENT CHARACTER} b"
    article.id.encode()


def test_a_list_or_an_object_over_several_lines() -> None:
    assert [isinstance(found, Article) for found in read(json.dumps([GOOD, {"no": "text"}, GOOD]).encode())] == [
        True,
        False,
        True,
    ]
    assert len(read(json.dumps(GOOD, indent=2).encode())) == 1
    assert len(read(b"[\n]")) == 1
