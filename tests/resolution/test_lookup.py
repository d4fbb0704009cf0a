"""Looking a name up by itself."""

from datetime import date

from verbale.resolution.lookup import explain


def test_the_spells_that_hold_come_first() -> None:
    found = explain("RSF", date(2024, 1, 10))
    assert [spell.holds for spell in found.spells] == [True, False]
    assert [party.value.sector for party in found.parties if party.value] == ["REB"]


def test_an_unknown_name_has_a_reason_and_no_spells() -> None:
    found = explain("Zorvath Quill")
    assert found.spells == ()
    assert [(party.value.code, bool(party.reason)) for party in found.parties if party.value] == [("UNK", True)]
