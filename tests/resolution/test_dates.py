"""Time words and the days they mean, all read on Wednesday 15 May 2024 unless said otherwise."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verbale.resolution.dates import resolve_date
from verbale.resolution.timewords import easter

PUBLISHED = date(2024, 5, 15)


def days(words: str, *, future: bool = False, published: date | None = PUBLISHED, context: str = "") -> str | None:
    """The interval as "first/last", or one day, or None."""
    value = resolve_date(words, published, future=future, context=context).value
    if value is None:
        return None
    return str(value.start) if value.start == value.end else f"{value.start}/{value.end}"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("on 24 July 2021", "2021-07-24"),
        ("July 24, 2021", "2021-07-24"),
        ("on the 24th of July, 2021", "2021-07-24"),
        ("Sept. 11, 2001", "2001-09-11"),
        ("9/11", "2001-09-11"),
        ("2021-07-24", "2021-07-24"),
        ("13/09/2001", "2001-09-13"),
        ("in March 2022", "2022-03-01/2022-03-31"),
        ("early March 2022", "2022-03-01/2022-03-11"),
        ("in 2021", "2021-01-01/2021-12-31"),
        ("in 2020 and 2021", "2020-01-01/2021-12-31"),
        ("between 2015 and 2018", "2015-01-01/2018-12-31"),
        ("from March until June 2023", "2023-03-01/2023-06-30"),
        ("May 3-5, 2022", "2022-05-03/2022-05-05"),
        ("2014-15", "2014-01-01/2015-12-31"),
        ("the 1990s", "1990-01-01/1999-12-31"),
        ("in the early 1990s", "1990-01-01/1993-12-31"),
        ("the 20th century", "1901-01-01/2000-12-31"),
        ("spring 2023", "2023-03-01/2023-05-31"),
        ("winter of 2022", "2022-12-01/2023-02-28"),
        ("in the first quarter of 2023", "2023-01-01/2023-03-31"),
        ("during the second world war", "1939-01-01/1945-12-31"),
    ],
)
def test_dates_that_hold_their_year_need_no_publication(words: str, expected: str) -> None:
    found = resolve_date(words, None)
    assert days(words, published=None) == expected
    assert found.value is not None
    assert found.value.basis == "explicit"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("on Friday", "2024-05-10"),
        ("on Wednesday", "2024-05-15"),
        ("last Wednesday", "2024-05-08"),
        ("last Tuesday", "2024-05-07"),
        ("May last year", "2023-05-01/2023-05-31"),
        ("on the 9th", "2024-05-09"),
        ("at the end of April", "2024-04-26/2024-04-30"),
        ("at the beginning of last week", "2024-05-06/2024-05-07"),
        ("all week", "2024-05-13/2024-05-15"),
        ("since Wednesday", "2024-05-08/2024-05-15"),
        ("Saturday's", "2024-05-11"),
        ("late on Sunday", "2024-05-12"),
        ("at 3 p.m. on Tuesday", "2024-05-14"),
        ("Thursday last week", "2024-05-09"),
        ("from Monday to Wednesday", "2024-05-13/2024-05-15"),
        ("today", "2024-05-15"),
        ("overnight", "2024-05-15"),
        ("hours later", "2024-05-15"),
        ("yesterday", "2024-05-14"),
        ("last night", "2024-05-14"),
        ("the previous day", "2024-05-14"),
        ("tomorrow", "2024-05-16"),
        ("three days earlier", "2024-05-12"),
        ("ten days ago", "2024-05-05"),
        ("two weeks ago", "2024-04-29/2024-05-05"),
        ("six months ago", "2023-11-01/2023-11-30"),
        ("half a year ago", "2023-11-01/2023-11-30"),
        ("twenty years ago", "2004-01-01/2004-12-31"),
        ("a decade ago", "2014-01-01/2014-12-31"),
        ("last week", "2024-05-06/2024-05-12"),
        ("this week", "2024-05-13/2024-05-15"),
        ("last month", "2024-04-01/2024-04-30"),
        ("earlier this month", "2024-05-01/2024-05-15"),
        ("last year", "2023-01-01/2023-12-31"),
        ("next year", "2025-01-01/2025-12-31"),
        ("24 July", "2023-07-24"),
        ("at dawn on 6 May", "2024-05-06"),
        ("from 3 to 5 May", "2024-05-03/2024-05-05"),
        ("since 15 April", "2024-04-15/2024-05-15"),
        ("since last year", "2023-01-01/2024-05-15"),
        ("in March", "2024-03-01/2024-03-31"),
        ("mid-April", "2024-04-11/2024-04-20"),
        ("last October", "2023-10-01/2023-10-31"),
        ("last summer", "2023-06-01/2023-08-31"),
        ("this spring", "2024-03-01/2024-05-31"),
        ("over the weekend", "2024-05-11/2024-05-12"),
        ("over the past three weeks", "2024-04-24/2024-05-15"),
        ("in recent days", "2024-05-08/2024-05-15"),
        ("for three months", "2024-02-15/2024-05-15"),
        ("for the third day running", "2024-05-12/2024-05-15"),
        ("by Friday", "2024-05-17"),
        ("by the end of the year", "2024-12-31"),
        ("on New Year's Eve", "2023-12-31"),
        ("February 29", "2024-02-29"),
    ],
)
def test_the_past_is_counted_back_from_publication(words: str, expected: str) -> None:
    found = resolve_date(words, PUBLISHED)
    assert days(words) == expected
    assert found.value is not None
    assert found.value.basis == "relative"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("on Friday", "2024-05-17"),
        ("on Wednesday", "2024-05-15"),
        ("next Wednesday", "2024-05-22"),
        ("from Thursday", "2024-05-16"),
        ("this week", "2024-05-13/2024-05-19"),
        ("next week", "2024-05-20/2024-05-26"),
        ("at the weekend", "2024-05-18/2024-05-19"),
        ("on 20 May", "2024-05-20"),
        ("in October", "2024-10-01/2024-10-31"),
        ("in the coming weeks", "2024-05-15/2024-07-10"),
        ("within two weeks", "2024-05-15/2024-05-29"),
        ("in two weeks", "2024-05-29"),
        ("in ten days' time", "2024-05-25"),
        ("until late January", "2024-05-15/2025-01-31"),
        ("later this month", "2024-05-15/2024-05-31"),
        ("before the month is out", "2024-05-15/2024-05-31"),
        ("over the Easter weekend", "2025-04-19/2025-04-20"),
        ("for two years", "2024-05-15/2026-05-15"),
    ],
)
def test_the_future_is_counted_forward(words: str, expected: str) -> None:
    assert days(words, future=True) == expected


def test_a_day_just_past_is_not_put_a_year_ahead() -> None:
    assert days("on 2 May", future=True) == "2024-05-02"
    assert days("in November", future=True, published=date(2024, 2, 21)) == "2023-11-01/2023-11-30"


def test_a_day_just_ahead_is_not_put_a_year_back() -> None:
    assert days("on 20 May") == "2024-05-20"


def test_a_sentence_without_plans_counts_back() -> None:
    assert days("on Friday", future=True, context="The cabinet ordered the brigade to the coast on Friday.") == "2024-05-10"
    assert days("on Friday", future=True, context="The brigade will move to the coast on Friday.") == "2024-05-17"


def test_what_is_planned_for_a_day_lies_ahead() -> None:
    assert days("Sunday", context="The dockers called off a strike planned for Sunday.") == "2024-05-19"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("the same day", "2024-05-06"),
        ("that evening", "2024-05-06"),
        ("the next morning", "2024-05-07"),
        ("two days later", "2024-05-08"),
        ("three days after", "2024-05-09"),
    ],
)
def test_words_that_point_back_in_the_text_count_from_the_day_before_them(words: str, expected: str) -> None:
    found = resolve_date(words, PUBLISHED, previous=date(2024, 5, 6)).value
    assert found is not None
    assert str(found.start) == str(found.end) == expected


@pytest.mark.parametrize("words", ["yesterday", "on Monday", "last week", "24 July", "in spring", "two days ago", "since 2020"])
def test_relative_words_without_publication_have_no_value(words: str) -> None:
    found = resolve_date(words, None)
    assert found.value is None
    assert found.reason == "no publication date to count from"


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("two years later", "counts from another event in the text"),
        ("years ago", "too vague to count"),
        ("on the tenth anniversary of the coup", "an anniversary whose day the words do not give"),
        ("11/09/2001", "day and month cannot be told apart"),
        ("31 February", "no such day"),
        ("on the 39th", "no such day"),
        ("2024-02-30", "no such day"),
        ("before 2014", "before a day long past, with no first day"),
        ("after the war", "no date in the words"),
        ("", "no date in the words"),
    ],
)
def test_what_cannot_be_known_says_why(words: str, reason: str) -> None:
    found = resolve_date(words, PUBLISHED)
    assert (found.value, found.reason) == (None, reason)


@pytest.mark.parametrize(("year", "day"), [(2000, "04-23"), (2019, "04-21"), (2024, "03-31"), (2025, "04-20"), (2038, "04-25")])
def test_easter(year: int, day: str) -> None:
    assert str(easter(year)) == f"{year}-{day}"


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_every_written_day_is_read_back(day: date) -> None:
    for form in (
        f"{day.day} {day:%B} {day.year}",
        f"{day:%B} {day.day}, {day.year}",
        day.isoformat(),
        f"on {day:%b}. {day.day}, {day.year}",
    ):
        assert days(form, published=None) == str(day)


@given(
    st.dates(date(1900, 1, 1), date(2100, 12, 31)),
    st.sampled_from(["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]),
)
def test_weekdays_fall_within_a_week_of_publication(published: date, weekday: str) -> None:
    back, ahead = (resolve_date(f"on {weekday}", published, future=future).value for future in (False, True))
    assert back is not None
    assert ahead is not None
    assert timedelta(0) <= published - back.start < timedelta(7)
    assert timedelta(0) <= ahead.start - published < timedelta(7)
    assert f"{back.start:%A}" == f"{ahead.start:%A}" == weekday


PIECES = st.sampled_from(
    (
        "since", "until", "by", "before", "after", "from", "to", "and", "between", "in", "on", "the", "last", "next", "this",
        "of", "early", "late", "three", "15", "3-5", "31", "2021", "1999", "May", "February", "Friday", "week", "month", "year",
        "weekend", "summer", "Easter", "ago", "earlier", "later", "days", "weeks", "years", "running", "for", "past", "coming",
        "end", "'", "-", "9/11", "half", "a", "century", "1990s",
    )
)  # fmt: skip


@given(st.lists(PIECES, max_size=7).map(" ".join), st.dates(date(1970, 1, 1), date(2100, 12, 31)), st.booleans())
def test_any_words_give_an_interval_or_a_reason(words: str, published: date, future: bool) -> None:
    found = resolve_date(words, published, future=future)
    if found.value is None:
        assert found.reason
        assert found.score == 0
    else:
        assert found.value.start <= found.value.end
        assert found.value.basis in ("explicit", "relative")


@given(st.text(max_size=40))
def test_any_text_is_safe(words: str) -> None:
    resolve_date(words, PUBLISHED)
    resolve_date(words, None, future=True)


def test_of_two_times_in_one_span_the_last_counts() -> None:
    found = resolve_date("in a week on Monday night", date(2024, 12, 3))
    assert found.value is not None
    assert (found.value.start, found.value.end) == (date(2024, 12, 2), date(2024, 12, 2))
