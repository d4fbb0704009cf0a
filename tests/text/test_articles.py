"""Making articles, days and a guess at the language."""

from datetime import date, datetime

import pytest

from verbale.errors import UnreadableArticle
from verbale.records import Article
from verbale.text.articles import make_article, mended, parse_day
from verbale.text.language import language


@pytest.mark.parametrize("words", ["2024-10-25", "2024-10-25T23:59:00-08:00", " 20241025 ", "2024/10/25", "2024-10-25 08:00"])
def test_days(words: str) -> None:
    assert parse_day(words) == date(2024, 10, 25)


@pytest.mark.parametrize(
    "words", ["", "yesterday", "2024", "2024-13-01", "2024-02-30", "25.10.2024", "2024-1025", "20241025x", "0000-01-01"]
)
def test_what_is_no_day(words: str) -> None:
    with pytest.raises(UnreadableArticle, match="a day looks like 2024-10-25"):
        parse_day(words)


def test_records_made_by_hand_are_mended() -> None:
    odd = Article("\ud800", "a\ud800b", title="\udfff", published=datetime(2024, 10, 25, 8, 30), outlet="", url="x")
    assert mended(odd) == Article("\ufffd", "a\ufffdb", title="\ufffd", published=date(2024, 10, 25), outlet="", url="x")
    assert mended(mended(odd)) == mended(odd)


def test_an_article_needs_words() -> None:
    with pytest.raises(UnreadableArticle):
        make_article(" \n")


def test_a_day_may_be_written_out() -> None:
    assert make_article("x", published="2024-10-25") == make_article("x", published=date(2024, 10, 25))


def test_of_a_day_with_a_time_only_the_day_counts() -> None:
    published = make_article("x", published=datetime(2024, 10, 25, 8, 30)).published
    assert published == date(2024, 10, 25)
    assert type(published) is date


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The minister said that the talks with the rebels had failed and that he was leaving.", "en"),
        ("Der Minister sagte, die Gespräche mit den Rebellen seien gescheitert, und er werde abreisen.", None),
        ("Le ministre a déclaré que les pourparlers avec les rebelles avaient échoué.", None),
        ("El ministro dijo que las conversaciones con los rebeldes habían fracasado.", None),
        ("قال الوزير إن المحادثات فشلت", None),
        ("12 345", None),
    ],
)
def test_language(text: str, expected: str | None) -> None:
    assert language(text) == expected


def test_what_is_no_text_and_no_day_is_told() -> None:
    with pytest.raises(UnreadableArticle, match="the text is bytes"):
        make_article(b"Togo signed.")  # type: ignore[arg-type]  # what a caller without types may do
    with pytest.raises(UnreadableArticle, match="the date is 20241025"):
        make_article("Togo signed.", published=20241025)  # type: ignore[arg-type]
