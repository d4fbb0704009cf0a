"""Families of time phrases and the days they mean, worked out by hand; read on Wednesday 15 May 2024.

"+" before an expected value says that the words belong to something that lies ahead.
"""

from datetime import date

import pytest

from verbale.resolution.dates import resolve_date

PUBLISHED = date(2024, 5, 15)

SEASONS = [
    ("last winter", "2023-12-01/2024-02-29"),
    ("last summer", "2023-06-01/2023-08-31"),
    ("last autumn", "2023-09-01/2023-11-30"),
    ("last fall", "2023-09-01/2023-11-30"),
    ("this spring", "2024-03-01/2024-05-31"),
    ("this summer", "+2024-06-01/2024-08-31"),
    ("next winter", "+2024-12-01/2025-02-28"),
    ("next spring", "+2025-03-01/2025-05-31"),
    ("in the summer of 2022", "2022-06-01/2022-08-31"),
    ("in autumn 2019", "2019-09-01/2019-11-30"),
    ("the winter of 2015", "2015-12-01/2016-02-29"),
    ("spring 2020", "2020-03-01/2020-05-31"),
    ("in early summer 2023", "2023-06-01/2023-07-01"),
    ("late autumn 2021", "2021-10-31/2021-11-30"),
    ("the winter of 2022-23", "2022-12-01/2023-02-28"),
    ("the 2021-22 winter", "2021-12-01/2022-02-28"),
    ("since last autumn", "2023-09-01/2024-05-15"),
    ("during the winter", "2023-12-01/2024-02-29"),
    ("by spring", "+2025-03-01"),
    ("by the end of the summer", "+2024-08-31"),
]
ANNIVERSARIES = [
    ("on the second anniversary of the landing of 24 February 2022", "2024-02-24"),
    ("the tenth anniversary of the 22 May 2014 coup", "+2024-05-22"),
    ("the first anniversary of the 6 February 2023 earthquake", "2024-02-06"),
    ("the 50th anniversary of the coup of 11 September 1973", "2023-09-11"),
    ("the 20th anniversary of the March 2004 bombings", "2024-03-01/2024-03-31"),
    ("the 30th anniversary of the 1994 massacre", "2024-01-01/2024-12-31"),
    ("on the anniversary of the 4 July 1989 crackdown", "2023-07-04"),
    ("the anniversary of the 4 July 1989 crackdown", "+2024-07-04"),
    ("the 100th anniversary of 28 June 1914", "2014-06-28"),
    ("its 75th anniversary on 4 April", "2024-04-04"),
    ("on the eve of the second anniversary of the 24 February 2022 landing", "2024-02-23"),
    ("the fifth anniversary of the treaty", None),
]
PARTS_OF_PERIODS = [
    ("earlier this month", "2024-05-01/2024-05-15"),
    ("earlier this week", "2024-05-13/2024-05-15"),
    ("earlier this year", "2024-01-01/2024-05-15"),
    ("earlier this decade", "2020-01-01/2024-05-15"),
    ("earlier in the week", "2024-05-13/2024-05-15"),
    ("earlier today", "2024-05-15"),
    ("so far this year", "2024-01-01/2024-05-15"),
    ("this year so far", "2024-01-01/2024-05-15"),
    ("later this week", "+2024-05-15/2024-05-19"),
    ("later this month", "+2024-05-15/2024-05-31"),
    ("later this year", "+2024-05-15/2024-12-31"),
    ("later this decade", "+2024-05-15/2029-12-31"),
    ("late last month", "2024-04-26/2024-04-30"),
    ("early last month", "2024-04-01/2024-04-07"),
    ("in the middle of last month", "2024-04-11/2024-04-20"),
    ("early this year", "2024-01-01/2024-01-31"),
    ("late last year", "2023-12-01/2023-12-31"),
    ("early next year", "+2025-01-01/2025-01-31"),
    ("at the start of the year", "2024-01-01/2024-01-31"),
    ("at the end of last week", "2024-05-11/2024-05-12"),
    ("25 August last year", "2023-08-25"),
    ("from 25 August last year", "2023-08-25/2024-05-15"),
    ("next month's", "+2024-06-01/2024-06-30"),
    ("the year before", "2023-01-01/2023-12-31"),
    ("six and a half months ago", "2023-10-01/2023-10-31"),
]
RANGES = [
    ("between 3 and 9 April", "2024-04-03/2024-04-09"),
    ("from 28 April to 2 May", "2024-04-28/2024-05-02"),
    ("from 30 December 2023 to 4 January 2024", "2023-12-30/2024-01-04"),
    ("June-August 2022", "2022-06-01/2022-08-31"),
    ("from January through March 2023", "2023-01-01/2023-03-31"),
    ("between May and July 2019", "2019-05-01/2019-07-31"),
    ("from 2011 to 2013", "2011-01-01/2013-12-31"),
    ("1998-2002", "1998-01-01/2002-12-31"),
    ("2019/20", "2019-01-01/2020-12-31"),
    ("from late March to early April", "2024-03-21/2024-04-11"),
    ("April 29-May 3, 2024", "2024-04-29/2024-05-03"),
    ("from Friday to Sunday", "2024-05-10/2024-05-12"),
    ("on Monday and Tuesday", "2024-05-13/2024-05-14"),
    ("from the 1990s to the 2010s", "1990-01-01/2019-12-31"),
    ("between 10 and 12 October 2020", "2020-10-10/2020-10-12"),
    ("11-13 March 2004", "2004-03-11/2004-03-13"),
    ("December 2022 to February 2023", "2022-12-01/2023-02-28"),
    ("from 4 to 6 June", "+2024-06-04/2024-06-06"),
]
HALF_OPEN = [
    ("since March", "2024-03-01/2024-05-15"),
    ("since 2019", "2019-01-01/2024-05-15"),
    ("since Monday", "2024-05-13/2024-05-15"),
    ("ever since 7 October 2023", "2023-10-07/2024-05-15"),
    ("since late April", "2024-04-20/2024-05-15"),
    ("since the early 2000s", "2000-01-01/2024-05-15"),
    ("since last month", "2024-04-01/2024-05-15"),
    ("since yesterday", "2024-05-14/2024-05-15"),
    ("since the beginning of the year", "2024-01-01/2024-05-15"),
    ("since the start of May", "2024-05-01/2024-05-15"),
    ("until 2027", "+2024-05-15/2027-12-31"),
    ("until Friday", "+2024-05-15/2024-05-17"),
    ("until the end of June", "+2024-05-15/2024-06-30"),
    ("until 1 July", "+2024-05-15/2024-07-01"),
    ("through September", "+2024-05-15/2024-09-30"),
    ("till next month", "+2024-05-15/2024-06-30"),
    ("by 2030", "+2030-12-31"),
    ("by the end of June", "+2024-06-30"),
    ("by mid-June", "+2024-06-20"),
    ("no later than 30 June", "+2024-06-30"),
    ("from 1 June", "+2024-06-01"),
    ("from next week", "+2024-05-20"),
    ("as of Monday", "2024-05-13/2024-05-15"),
    ("starting in September", "+2024-09-01"),
    ("before Friday", "+2024-05-15/2024-05-17"),
    ("after 2030", None),
]
DECADES = [
    ("the 1990s", "1990-01-01/1999-12-31"),
    ("in the late 1970s", "1977-01-01/1979-12-31"),
    ("the mid-1980s", "1984-01-01/1986-12-31"),
    ("the early 2000s", "2000-01-01/2003-12-31"),
    ("the 2010s", "2010-01-01/2019-12-31"),
    ("the 1930’s", "1930-01-01/1939-12-31"),
    ("the '80s", "1980-01-01/1989-12-31"),
    ("in the nineties", "1990-01-01/1999-12-31"),
    ("the late sixties", "1967-01-01/1969-12-31"),
    ("the 19th century", "1801-01-01/1900-12-31"),
    ("the twentieth century", "1901-01-01/2000-12-31"),
    ("1997's crackdown", "1997-01-01/1997-12-31"),
]
QUARTERS = [
    ("the first quarter of 2023", "2023-01-01/2023-03-31"),
    ("Q3 2022", "2022-07-01/2022-09-30"),
    ("in the last quarter of 2021", "2021-10-01/2021-12-31"),
    ("in the fourth quarter of last year", "2023-10-01/2023-12-31"),
    ("the third quarter of this year", "+2024-07-01/2024-09-30"),
    ("last quarter", "2024-01-01/2024-03-31"),
    ("this quarter", "2024-04-01/2024-06-30"),
    ("next quarter", "+2024-07-01/2024-09-30"),
    ("in the first quarter", "2024-01-01/2024-03-31"),
    ("in the fourth quarter", "2023-10-01/2023-12-31"),
    ("in the fourth quarter", "+2024-10-01/2024-12-31"),
    ("H1 2023", "2023-01-01/2023-06-30"),
    ("the second half of 2022", "2022-07-01/2022-12-31"),
    ("the first half of this year", "2024-01-01/2024-06-30"),
    ("the second half of last year", "2023-07-01/2023-12-31"),
    ("the first half of April", "2024-04-01/2024-04-15"),
]
FISCAL = [
    ("the fiscal year that ended on 30 September 2023", "2022-10-01/2023-09-30"),
    ("the fiscal year ending 30 June 2024", "2023-07-01/2024-06-30"),
    ("the financial year beginning on 1 April 2023", "2023-04-01/2024-03-31"),
    ("the budget year ending in March 2024", "2023-04-01/2024-03-31"),
    ("fiscal year 2023", None),
    ("the 2022-23 financial year", None),
    ("the third fiscal quarter", None),
    ("the current fiscal year", None),
]
LENGTHS = [
    ("the next five years", "+2024-05-15/2029-05-15"),
    ("over the next ten days", "+2024-05-15/2024-05-25"),
    ("the past 2 1/2 years", "2021-11-15/2024-05-15"),
    ("for the past decade", "2014-05-15/2024-05-15"),
    ("in the last 14 days", "2024-05-01/2024-05-15"),
    ("over the last two and a half years", "2021-11-15/2024-05-15"),
]


def check(words: str, expected: str | None) -> None:
    ahead = expected is not None and expected.startswith("+")
    value = resolve_date(words, PUBLISHED, future=ahead).value
    days = None if value is None else str(value.start) if value.start == value.end else f"{value.start}/{value.end}"
    assert days == (expected.lstrip("+") if expected else None)


@pytest.mark.parametrize(("words", "expected"), SEASONS)
def test_seasons(words: str, expected: str | None) -> None:
    check(words, expected)


@pytest.mark.parametrize(("words", "expected"), ANNIVERSARIES)
def test_anniversaries_count_from_the_day_in_the_words(words: str, expected: str | None) -> None:
    check(words, expected)


@pytest.mark.parametrize(("words", "expected"), PARTS_OF_PERIODS)
def test_parts_of_a_week_month_or_year(words: str, expected: str | None) -> None:
    check(words, expected)


@pytest.mark.parametrize(("words", "expected"), RANGES)
def test_ranges(words: str, expected: str | None) -> None:
    check(words, expected)


@pytest.mark.parametrize(("words", "expected"), HALF_OPEN)
def test_what_is_open_at_one_end_is_closed_by_publication(words: str, expected: str | None) -> None:
    check(words, expected)


@pytest.mark.parametrize(("words", "expected"), DECADES)
def test_decades_and_centuries(words: str, expected: str | None) -> None:
    check(words, expected)


@pytest.mark.parametrize(("words", "expected"), QUARTERS)
def test_quarters_and_halves(words: str, expected: str | None) -> None:
    check(words, expected)


@pytest.mark.parametrize(("words", "expected"), FISCAL)
def test_a_fiscal_year_is_known_where_the_words_give_its_first_or_last_day(words: str, expected: str | None) -> None:
    check(words, expected)


@pytest.mark.parametrize(("words", "expected"), LENGTHS)
def test_lengths_of_time(words: str, expected: str | None) -> None:
    check(words, expected)
