"""Number words, the interval they mean and what they count."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verbale.ontology import ACTS, QUANTITY_KINDS
from verbale.records import Quantity
from verbale.resolution.numerals import numerals, ordinal
from verbale.resolution.quantities import resolve_quantity


def value(words: str, context: str = "", act: str | None = None) -> Quantity:
    """The quantity of words that stand at the bar in the context."""
    before, _, after = context.partition("|")
    found = resolve_quantity(words, before, after, act).value
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("words", "low", "high"),
    [
        ("12", 12, 12),
        ("4,599", 4599, 4599),
        ("1.2 million citizens", 1_200_000, 1_200_000),
        ("1.2m citizens", 1_200_000, 1_200_000),
        ("3k people", 3000, 3000),
        ("$5bn", 5e9, 5e9),
        ("twenty-one soldiers", 21, 21),
        ("three hundred and fifty soldiers", 350, 350),
        ("two thousand four hundred", 2400, 2400),
        ("half a million", 500_000, 500_000),
        ("two and a half million", 2_500_000, 2_500_000),
        ("a dozen", 12, 12),
        ("two dozen", 24, 24),
        ("dozens", 24, 99),
        ("several dozen people", 24, 99),
        ("hundreds", 200, 999),
        ("thousands of people", 2000, 9999),
        ("tens of thousands", 20_000, 99_999),
        ("hundreds of thousands", 200_000, 999_999),
        ("at least 71 people", 71, None),
        ("no fewer than nine", 9, None),
        ("more than 30 people", 30, None),
        ("500 or more", 500, None),
        ("up to 200", None, 200),
        ("as many as 10,000 men", None, 10_000),
        ("fewer than ten", None, 10),
        ("about 600 people", 600, 600),
        ("nearly 2,000", 2000, 2000),
        ("between 350 and 700", 350, 700),
        ("20 to 30 men", 20, 30),
        ("2-3 soldiers", 2, 3),
        ("2 to 3 million dollars", 2e6, 3e6),
        ("2-3bn", 2e9, 3e9),
        ("500 to 1 million", 500, 1e6),
        ("two to three dozen", 24, 36),
        ("between 20 and 30 of the 100 men", 20, 30),
        ("five and six", 5, 5),
        ("\u017fcores", 40, 99),
        ("M\u0130LL\u0130ONS", 2e6, 9.999e6),
        ("half a m\u0131ll\u0131on", 500_000, 500_000),
        ("1" * 400, None, None),
        ("1" * 400 + "th day", None, None),
        ("1" * 5000 + "th day", None, None),
        ("a soldier", 1, 1),
        ("soldiers", None, None),
        ("a third of its fleet", None, None),
        ("two-thirds of the seats", None, None),
        ("36% tariff", 36, 36),
    ],
)
def test_interval(words: str, low: float | None, high: float | None) -> None:
    found = value(words)
    assert (found.low, found.high) == (low, high)


@pytest.mark.parametrize(
    ("words", "context", "act", "kind"),
    [
        ("3,000 soldiers", "", None, "troops"),
        ("200 men", "", "MOBILIZE", "troops"),
        ("two mortar rounds", "", "ASSAULT", "weapons"),
        ("125 anti-aircraft guns", "", "AID", "weapons"),
        ("$60 million", "", "AID", "money"),
        ("145 million euros", "", None, "money"),
        ("50 people", "killing at least | in the market", "ASSAULT", "dead"),
        ("5", "fifteen soldiers, 15 trucks and | civilians were killed", "ASSAULT", "dead"),
        ("4,599", "dead and | wounded since the spring", "ASSAULT", "injured"),
        ("three soldiers", "| were killed when a mine blew up", "ASSAULT", "dead"),
        ("three soldiers", "in which | were killed", "ASSAULT", "dead"),
        ("54 people", "Officers detained | on the square", "COERCE", "arrested"),
        ("54 people", "", "COERCE", "arrested"),
        ("twelve hostages", "", None, "hostages"),
        ("two aid workers", "The group freed | after a ransom", "RETREAT", "hostages"),
        ("600 people", "", "PROTEST", "protesters"),
        ("half a million", "", "PROTEST", "protesters"),
        ("9,000 people", "The flood of shells left | homeless", "ASSAULT", "displaced"),
        ("9,000 homes", "Bombs killed four and left | dark", "ASSAULT", "other"),
        ("36% tariff", "", "THREATEN", "other"),
        ("a third of its fleet", "", None, "other"),
        ("12 diplomats", "", "SANCTION", "other"),
    ],
)
def test_kind(words: str, context: str, act: str | None, kind: str) -> None:
    assert value(words, context, act).kind == kind


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("nine days", 9),
        ("ten weeks", 70),
        ("two years", 730),
        ("six months", 180),
        ("48-hour", 2),
        ("fourth day", 4),
        ("a week", 7),
        ("three n\u0131ghts", 3),
    ],
)
def test_lengths_of_time_are_days(words: str, number: float) -> None:
    assert value(words) == Quantity("days", number, number)


def test_minutes_are_not_days() -> None:
    assert value("15 minutes") == Quantity("other", 15, 15)


@pytest.mark.parametrize(("words", "number"), [("21st", 21), ("seventh week", 7), ("twenty-third", 23), ("none", None)])
def test_ordinals(words: str, number: int | None) -> None:
    assert ordinal(words) == number


@given(st.integers(0, 10**9))
def test_written_integers_are_read_back(number: int) -> None:
    for form in (str(number), f"{number:,}"):
        found = value(form)
        assert (found.low, found.high) == (number, number)


@given(st.integers(1, 999), st.sampled_from([("thousand", 1e3), ("million", 1e6), ("billion", 1e9)]))
def test_multiplied_numbers_are_read_back(number: int, multiplier: tuple[str, float]) -> None:
    found = value(f"{number} {multiplier[0]}")
    assert found.low == found.high == number * multiplier[1]


@given(st.text(max_size=60))
def test_numerals_stand_where_they_say(text: str) -> None:
    for number in numerals(text):
        assert 0 <= number.start < number.end <= len(text)
        assert number.low <= number.high


@given(st.text(max_size=40), st.text(max_size=80), st.text(max_size=80), st.sampled_from((None, *ACTS)))
def test_any_text_is_safe(words: str, before: str, after: str, act: str | None) -> None:
    found = value(words, f"{before}|{after}", act)
    assert found.kind in QUANTITY_KINDS
    assert found.low is None or found.high is None or found.low <= found.high
