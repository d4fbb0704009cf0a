"""Days as tables write them; what can be read in two ways is not guessed."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.sources.reading import TEXT, read
from verbale.errors import SettingsError, UnreadableArticle
from verbale.sources import ColumnMap, Options, parse_columns
from verbale.sources.table_days import day_of

FIFTH = date(2024, 10, 5)


@pytest.mark.parametrize(
    "words",
    ["2024-10-05", "2024-10-05T08:00:00Z", "5 October 2024", "5 Oct. 2024", "05-Oct-2024", "October 5, 2024",
     "Saturday, October 5th, 2024 10:00 AM", "Sat, 5 Oct 2024 10:00:00 GMT", "OCT 05 2024"],
)  # fmt: skip
def test_days_that_can_be_read_in_one_way(words: str) -> None:
    assert day_of(words, None) == FIFTH


@pytest.mark.parametrize(
    ("words", "order"), [("05/10/2024", "dmy"), ("5.10.2024 08:00", "dmy"), ("10-5-2024", "mdy"), ("10/05/2024", "mdy")]
)
def test_numbers_with_their_order(words: str, order: str) -> None:
    assert day_of(words, order) == FIFTH
    with pytest.raises(UnreadableArticle, match="dates=dmy"):
        day_of(words, None)


@pytest.mark.parametrize("words", ["yesterday", "31 February 2024", "Octember 5, 2024", "5/10/24", "25/10/2024 "])
def test_days_that_are_none(words: str) -> None:
    with pytest.raises(UnreadableArticle, match="the date is"):
        day_of(words, "mdy")


@given(st.text(max_size=40), st.sampled_from([None, "dmy", "mdy"]))
def test_any_words(words: str, order: str | None) -> None:
    try:
        assert isinstance(day_of(words, order), date)
    except UnreadableArticle as error:
        assert "the date is" in str(error)  # noqa: PT017 - either is right


@pytest.mark.issue(5)
def test_a_table_of_another_country(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(f"Headline;Body;Pub Date\nOne;{TEXT};25/10/2024\nTwo;{TEXT};27.10.2024\n")
    assert len(read(tmp_path / "a.csv")[1]) == 2
    found, told = read(tmp_path / "a.csv", options=Options(columns=parse_columns("dates=dmy")))
    assert ([each.published for each in found], told) == ([date(2024, 10, 25), date(2024, 10, 27)], [])
    (tmp_path / "a.jsonl").write_text(f'{{"text": "{TEXT}", "date": "10/25/2024"}}\n')
    found, _ = read(tmp_path / "a.jsonl", options=Options(columns=ColumnMap(dates="mdy")))
    assert found[0].published == date(2024, 10, 25)


def test_an_order_that_is_none() -> None:
    with pytest.raises(SettingsError, match="dates=mdy"):
        parse_columns("dates=iso")
