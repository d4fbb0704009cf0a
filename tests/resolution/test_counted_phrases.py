"""Families of number phrases and the intervals they mean, worked out by hand. An end that the words leave open is None."""

import pytest

from verbale.records import Quantity
from verbale.resolution.quantities import resolve_quantity

EXACT = [
    ("17 sailors", 17, 17),
    ("4,200 tonnes", 4_200, 4_200),
    ("12 500 conscripts", 12_500, 12_500),
    ("ninety-nine delegates", 99, 99),
    ("one hundred and twelve", 112, 112),
    ("six thousand two hundred and five", 6_205, 6_205),
    ("3.75 million voters", 3_750_000, 3_750_000),
    ("2½ million", 2_500_000, 2_500_000),
    ("2 1/2 million", 2_500_000, 2_500_000),
    ("two and a half thousand", 2_500, 2_500),
    ("a hundred", 100, 100),
    ("a thousand troops", 1_000, 1_000),
    ("a pair of gunboats", 2, 2),
    ("a couple of drones", 2, 2),
    ("a single shell", 1, 1),
    ("both captives", 2, 2),
    ("three dozen huts", 36, 36),
    ("two score horsemen", 40, 40),
    ("half a dozen mortars", 6, 6),
    ("half a million", 500_000, 500_000),
    ("half a billion", 5e8, 5e8),
    ("a quarter of a million", 250_000, 250_000),
    ("three quarters of a million", 750_000, 750_000),
    ("no soldiers", 0, 0),
    ("zero casualties", 0, 0),
]
ABOUT = [
    ("some 1,500 marchers", 1_500, 1_500),
    ("about 40 boats", 40, 40),
    ("around 300", 300, 300),
    ("roughly 90,000", 90_000, 90_000),
    ("approximately 15 per cent", 15, 15),
    ("an estimated 7,000", 7_000, 7_000),
    ("close to 200", 200, 200),
    ("nearly 2,000", 2_000, 2_000),
    ("almost fifty", 50, 50),
    ("50 or so villagers", 50, 50),
    ("just under 600", None, 600),
    ("just over 600", 600, None),
    ("around a dozen", 12, 12),
    ("the 33 miners", 33, 33),
]
VAGUE = [
    ("dozens of families", 24, 99),
    ("scores of shops", 40, 99),
    ("hundreds of clerks", 200, 999),
    ("thousands", 2_000, 9_999),
    ("tens of thousands of farmers", 20_000, 99_999),
    ("hundreds of thousands", 200_000, 999_999),
    ("millions of pounds", 2_000_000, 9_999_000),
    ("tens of millions", 20_000_000, 99_999_999),
    ("several hundred reservists", 200, 999),
    ("several thousand", 2_000, 9_999),
    ("a few dozen", 24, 99),
    ("a few hundred", 200, 999),
    ("many thousands", 2_000, 9_999),
    ("many hundreds of clerks", 200, 999),
    ("several million", 2_000_000, 9_999_000),
    ("dozens upon dozens", 24, 99),
    ("several soldiers", None, None),
    ("many villagers", None, None),
    ("a few villagers", None, None),
    ("a handful of guards", None, None),
]
AT_LEAST = [
    ("at least 71 people", 71, None),
    ("at least three dozen", 36, None),
    ("no fewer than nine", 9, None),
    ("no less than 400", 400, None),
    ("more than 30", 30, None),
    ("more than a dozen", 12, None),
    ("more than a million", 1_000_000, None),
    ("over 250", 250, None),
    ("well over 1,000", 1_000, None),
    ("upwards of 80", 80, None),
    ("in excess of 5,000", 5_000, None),
    ("a minimum of six", 6, None),
    ("500 or more", 500, None),
    ("500-plus", 500, None),
    ("500+ guests", 500, None),
    ("at least dozens", 24, None),
    ("at least several hundred", 200, None),
    ("not fewer than twelve", 12, None),
]
AT_MOST = [
    ("up to 200", None, 200),
    ("up to a dozen", None, 12),
    ("as many as 10,000", None, 10_000),
    ("as much as 3 billion", None, 3e9),
    ("at most five", None, 5),
    ("at the most five", None, 5),
    ("no more than 40", None, 40),
    ("not more than 40", None, 40),
    ("a maximum of 25", None, 25),
    ("fewer than ten", None, 10),
    ("less than half a million", None, 500_000),
    ("under 300", None, 300),
    ("below 50", None, 50),
    ("as few as 12", 12, None),
    ("up to several hundred", None, 999),
    ("200 or fewer", None, 200),
]
BETWEEN = [
    ("between 20 and 30", 20, 30),
    ("between twenty and thirty guards", 20, 30),
    ("from 40 to 60", 40, 60),
    ("20 to 30 men", 20, 30),
    ("2-3 soldiers", 2, 3),
    ("four or five", 4, 5),
    ("two to three dozen", 24, 36),
    ("between 1,200 and 1,500", 1_200, 1_500),
    ("2 to 3 million", 2e6, 3e6),
    ("500 to 1 million", 500, 1e6),
    ("between half a million and a million", 500_000, 1_000_000),
    ("between several hundred and 2,000", 200, 2_000),
    ("10–15 lorries", 10, 15),
    ("one or two villagers", 1, 2),
]
SHARES = [
    ("half of the fleet", None, None),
    ("half the fleet", None, None),
    ("a third of its army", None, None),
    ("two-thirds of the seats", None, None),
    ("three quarters of the crop", None, None),
    ("a quarter of them", None, None),
    ("most of the guards", None, None),
    ("the majority of voters", None, None),
    ("36 per cent", 36, 36),
    ("2.5% of output", 2.5, 2.5),
    ("one in five voters", None, None),
    ("a tenth of the land", None, None),
]
UNKNOWN = [
    ("battalion", None, None),
    ("a battalion", None, None),
    ("two brigades", 2, 2),
    ("troops", None, None),
    ("reinforcements", None, None),
    ("fresh aid", None, None),
    ("a number of houses", None, None),
    ("countless homes", None, None),
    ("scores", 40, 99),
    ("an unknown number of civilians", None, None),
]
MONEY = [
    ("$3.5bn", 3.5e9, 3.5e9),
    ("€40 million", 40e6, 40e6),
    ("2.4 trillion rubles", 2.4e12, 2.4e12),
    ("£750,000", 750_000, 750_000),
    ("US$12m", 12e6, 12e6),
    ("90bn yuan", 90e9, 90e9),
    ("up to ₹500", None, 500),
    ("at least 60 million hryvnias", 60e6, None),
    ("between $2 and $3 billion", 2e9, 3e9),
    ("$1-2 million", 1e6, 2e6),
    ("half a billion dollars", 5e8, 5e8),
    ("a million francs", 1e6, 1e6),
    ("hundreds of millions of euros", 200e6, 999_999_999),
    ("USD 45 million", 45e6, 45e6),
    ("15,000 pesos", 15_000, 15_000),
    ("2 1/2 million dirhams", 2.5e6, 2.5e6),
]
KINDS = [
    ("40 tanks", "weapons"),
    ("a dozen drones", "weapons"),
    ("1,500 paratroopers", "troops"),
    ("two battalions", "other"),
    ("a battalion", "troops"),
    ("15 dead", "dead"),
    ("three bodies", "dead"),
    ("60 wounded", "injured"),
    ("a dozen injuries", "injured"),
    ("90 arrests", "arrested"),
    ("four detainees", "arrested"),
    ("nine hostages", "hostages"),
    ("30,000 refugees", "displaced"),
    ("2,000 evacuees", "displaced"),
    ("5,000 demonstrators", "protesters"),
    ("six weeks", "days"),
    ("700 barrels", "other"),
    ("€6", "money"),
]


def bounds(words: str) -> tuple[float | None, float | None]:
    value = resolve_quantity(words).value
    assert value is not None
    return value.low, value.high


@pytest.mark.parametrize(("words", "low", "high"), EXACT)
def test_exact_numbers(words: str, low: float | None, high: float | None) -> None:
    assert bounds(words) == (low, high)


@pytest.mark.parametrize(("words", "low", "high"), ABOUT)
def test_round_numbers(words: str, low: float | None, high: float | None) -> None:
    assert bounds(words) == (low, high)


@pytest.mark.parametrize(("words", "low", "high"), VAGUE)
def test_vague_numbers_are_intervals(words: str, low: float | None, high: float | None) -> None:
    assert bounds(words) == (low, high)


@pytest.mark.parametrize(("words", "low", "high"), AT_LEAST)
def test_lower_bounds(words: str, low: float | None, high: float | None) -> None:
    assert bounds(words) == (low, high)


@pytest.mark.parametrize(("words", "low", "high"), AT_MOST)
def test_upper_bounds(words: str, low: float | None, high: float | None) -> None:
    assert bounds(words) == (low, high)


@pytest.mark.parametrize(("words", "low", "high"), BETWEEN)
def test_ranges(words: str, low: float | None, high: float | None) -> None:
    assert bounds(words) == (low, high)


@pytest.mark.parametrize(("words", "low", "high"), SHARES)
def test_a_share_of_an_unknown_whole_is_no_number(words: str, low: float | None, high: float | None) -> None:
    assert bounds(words) == (low, high)


@pytest.mark.parametrize(("words", "low", "high"), UNKNOWN)
def test_nothing_is_invented(words: str, low: float | None, high: float | None) -> None:
    assert bounds(words) == (low, high)


@pytest.mark.parametrize(("words", "low", "high"), MONEY)
def test_money(words: str, low: float | None, high: float | None) -> None:
    assert resolve_quantity(words).value == Quantity("money", low, high)


@pytest.mark.parametrize(("words", "kind"), KINDS)
def test_kind_by_what_is_counted(words: str, kind: str) -> None:
    value = resolve_quantity(words).value
    assert value is not None
    assert value.kind == kind
