"""From PLOVER to CAMEO and back."""

import pytest

from tests.export.reports import event
from verbale import ontology
from verbale.errors import UnknownCode
from verbale.export.cameo import cameo

MODES = [(act.name, mode.name) for act in ontology.acts().values() for mode in act.modes] + [(act, "") for act in ontology.ACTS]


@pytest.mark.parametrize(("act", "mode"), MODES)
def test_the_crosswalk_gives_the_code_back_to_its_act(act: str, mode: str) -> None:
    """By the code itself or by its root; a conviction, which CAMEO puts under "disapprove", is the one exception."""
    acts: set[str] = set()
    for context in (*ontology.contexts(), ""):
        made = cameo(event(act=act, mode=(mode,) if mode else (), context=(context,) if context else ()))
        for code in (made.code, made.root):
            try:
                acts |= set(ontology.cameo(code).acts)
            except UnknownCode:
                continue
        assert act in acts or (act, mode) == ("SANCTION", "convict"), made.code


CASES = [
    ({"act": "CONSULT", "mode": ("phone",)}, "041"),
    ({"act": "CONSULT", "mode": (), "status": "future"}, "036"),
    ({"act": "AID", "mode": (), "context": ("military",), "status": "future"}, "0332"),
    ({"act": "AID", "mode": (), "context": ("gender", "asylum")}, "075"),
    ({"act": "RETREAT", "mode": ("ceasefire",), "context": ("economic",)}, "0871"),
    ({"act": "RETREAT", "mode": (), "context": (), "status": "future"}, "080"),
    ({"act": "ASSAULT", "mode": ("beat", "aerial")}, "195"),
    ({"act": "ASSAULT", "mode": (), "context": (), "actor_sector": ("REB",)}, "180"),
    ({"act": "ASSAULT", "mode": (), "context": (), "actor_sector": ("MIL",)}, "190"),
    ({"act": "ACCUSE", "mode": ("allege",), "context": ("corruption",)}, "1121"),
    ({"act": "SANCTION", "mode": ("convict",)}, "116"),
    ({"origin": "icews", "original_code": "CAMEO 193"}, "193"),
    ({"origin": "gdelt", "original_code": "1383"}, "138"),
    ({"origin": "gdelt", "original_code": "0233"}, "0233"),
    ({"origin": "verbale", "original_code": "193", "mode": ("torture",)}, "1822"),
]


@pytest.mark.parametrize(("columns", "code"), CASES)
def test_codes(columns: dict[str, object], code: str) -> None:
    assert cameo(event(**columns)).code == code


@pytest.mark.parametrize(
    ("act", "gdelt", "phoenix"), [("CONSULT", 1, 1), ("AID", 2, 2), ("ACCUSE", 3, 3), ("SANCTION", 4, 3), ("ASSAULT", 4, 4)]
)
def test_quad_classes(act: str, gdelt: int, phoenix: int) -> None:
    made = cameo(event(act=act, mode=(), context=()))
    assert (made.gdelt_quad, made.phoenix_quad) == (gdelt, phoenix)
