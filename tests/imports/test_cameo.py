"""CAMEO codes as acts of PLOVER."""

import csv
from importlib import resources

import pytest

from verbale import ontology
from verbale.imports.cameo import deed
from verbale.imports.records import Damage

TABLE = resources.files("verbale.ontology").joinpath("data", "cameo_to_plover.csv").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("code", "act", "modes"),
    [
        ("042", "CONSULT", ("visit",)),
        ("173", "COERCE", ("arrest",)),
        ("1383", "THREATEN", ("violence",)),
        ("13y", "THREATEN", ()),  # seen in ICEWS of 2017
        ("1999", "ASSAULT", ()),
        ("0233", "REQUEST", ("assist",)),  # an appeal is read as the demand of the same number
        ("020", "REQUEST", ()),
        ("08", "CONCEDE", ()),
        ("0871", "RETREAT", ("ceasefire",)),
    ],
)
def test_codes(code: str, act: str, modes: tuple[str, ...]) -> None:
    assert (deed(code).act, deed(code).modes) == (act, modes)


@pytest.mark.parametrize("code", sorted({row["cameo"] for row in csv.DictReader(TABLE.splitlines())} - {"10", "20"}))
def test_every_code_of_the_crosswalk(code: str) -> None:
    if len(code) == 2 and not code.startswith("0"):
        with pytest.raises(Damage, match="leading zero"):
            deed(code)
        return
    found = deed(code)
    assert found.act == ontology.cameo(code).acts[0]
    assert set(found.modes) <= {mode.name for mode in ontology.acts()[found.act].modes}
    assert set(found.contexts) <= set(ontology.contexts())


@pytest.mark.parametrize("code", ["", "---", "42", "10", "20", "2100", "000", "0", "19000", "1 9", "١٩٠"])
def test_no_codes(code: str) -> None:
    with pytest.raises(Damage, match="no CAMEO code") as caught:
        deed(code)
    assert caught.value.damaged


def test_a_statement_is_no_act_and_no_damage() -> None:
    with pytest.raises(Damage, match=r"statements \(CAMEO 01\): found '010'") as caught:
        deed("010")
    assert not caught.value.damaged
