"""Names and codes of parties, and the pairs of an event."""

from typing import Any

import pytest

from tests.export.reports import NO_ACTOR, NO_RECIPIENT, event
from verbale.export.countries import country
from verbale.export.parties import Party, dyads, numeric_id

PARTIES = [
    (Party("the army", None, "SDN", "MIL"), "Military (Sudan)", "SDNMIL"),
    (Party("Moscow", "Russia", "RUS", None), "Russia", "RUS"),
    (Party("Bucharest", None, "ROU", "GOV"), "Government (Romania)", "ROMGOV"),
    (Party("the bloc", None, "IGO", "IGO"), "the bloc", "IGO"),
    (Party("gunmen", None, "UNK", "UAF"), "gunmen", "UAF"),
    (Party(None, None, "UNK", "JRN"), "News Media", "MED"),
    (Party("monks", None, "MMR", "REL"), "Religious (Myanmar)", "MMR"),
    (Party(None, None, "UNK", None), None, None),
]


@pytest.mark.parametrize(("party", "label", "code"), PARTIES)
def test_labels_and_codes(party: Party, label: str | None, code: str | None) -> None:
    assert (party.label, party.cameo_code) == (label, code)


def pairs(columns: dict[str, Any], mutual: bool = True) -> list[tuple[str | None, str | None]]:
    found = dyads(event(**columns), mutual)
    return [(d.source.code if d.source else None, d.target.code if d.target else None) for d in found]


TWO = {"actor": ("a", "b"), "actor_name": (None, None), "actor_code": ("KEN", "UGA"), "actor_sector": (None, None)}


@pytest.mark.parametrize(
    ("columns", "mutual", "expected"),
    [
        ({**TWO}, True, [("KEN", "KEN"), ("KEN", "KEN"), ("UGA", "KEN"), ("UGA", "KEN")]),
        ({**TWO, **NO_RECIPIENT, "act": "CONSULT"}, True, [("KEN", "UGA"), ("UGA", "KEN")]),
        ({**TWO, **NO_RECIPIENT, "act": "CONSULT"}, False, [("KEN", None), ("UGA", None)]),
        ({**TWO, **NO_RECIPIENT, "trigger": "clashed"}, True, [("KEN", "UGA"), ("UGA", "KEN")]),
        ({**TWO, **NO_RECIPIENT, "trigger": "attacked"}, True, [("KEN", None), ("UGA", None)]),
        ({**TWO, **NO_RECIPIENT, "act": "SUPPORT", "trigger": "signed"}, True, [("KEN", "UGA"), ("UGA", "KEN")]),
        ({**TWO, **NO_RECIPIENT, "act": "SUPPORT", "trigger": "signalled support"}, True, [("KEN", None), ("UGA", None)]),
        ({**NO_RECIPIENT, **NO_ACTOR}, True, [(None, None)]),
    ],
)
def test_pairs(columns: dict[str, Any], mutual: bool, expected: list[tuple[str | None, str | None]]) -> None:
    assert pairs(columns, mutual) == expected


def test_lists_of_unequal_length_lose_nobody() -> None:
    uneven = {**NO_ACTOR, **NO_RECIPIENT, "actor": ("a",), "actor_code": ("KEN", "UGA")}
    assert pairs(uneven) == [("KEN", None), ("UGA", None)]


def test_numbers_are_the_same_everywhere_and_fit_a_double() -> None:
    assert numeric_id("verbale", "e1", 0) == 3145039838326392
    assert all(float(number) == number for number in map(numeric_id, map(str, range(200))))


@pytest.mark.parametrize(
    ("code", "fips", "cow"),
    [("KEN", "KE", "501"), ("RUS", "RS", "365"), ("AUS", "AS", "900"), ("AUT", "AU", "305"), ("CHE", "SZ", "225"),
     ("MNE", "MJ", "341"), ("MNG", "MG", "712"), ("DEU", "GM", "255"), ("PSE", "WE", None), ("SSD", "OD", "626")],
)  # fmt: skip
def test_countries(code: str, fips: str, cow: str | None) -> None:
    found = country(code)
    assert found is not None
    assert (found.fips, found.cow) == (fips, cow)
