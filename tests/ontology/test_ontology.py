"""The vocabulary is whole, in our own words, and its tables agree."""

import csv
from importlib import resources

import pytest

from verbale import ontology
from verbale.errors import UnknownCode


def test_the_acts_of_the_codebook() -> None:
    assert tuple(ontology.acts()) == ontology.ACTS
    assert len(ontology.all_modes()) == 67


@pytest.mark.parametrize("name", ontology.ACTS)
def test_every_entry_is_filled(name: str) -> None:
    act = ontology.act(name)
    assert len(act.examples) == 3
    for words in (act.definition, *act.examples, *(mode.definition for mode in act.modes)):
        assert words.endswith(".")
        assert 15 < len(words) < 160
    assert len({mode.definition for mode in act.modes}) == len(act.modes)


@pytest.mark.parametrize(
    ("act", "mode", "score"),
    [
        ("ACCUSE", None, -3.0),
        ("PROTEST", "vandalize", -5.0),
        ("AID", None, 10.0),
        ("ASSAULT", "unconventional", -10.0),
        ("REQUEST", "assist", 0.5),
    ],
)
def test_scores(act: str, mode: str | None, score: float) -> None:
    assert ontology.score(act, (mode,) if mode else ()) == score


def test_verbs_of_conflict_score_below_those_of_cooperation() -> None:
    for act in ontology.acts().values():
        assert (act.score > 0) == (act.quad < 3) or act.name == "REQUEST"


@pytest.mark.parametrize("act", ontology.ACTS)
@pytest.mark.parametrize("status", ontology.STATUSES)
def test_event_types(act: str, status: str) -> None:
    expected = {
        ("CONSULT", "future"): "AGREE",
        ("SUPPORT", "future"): "AGREE",
        ("COOPERATE", "future"): "AGREE",
        ("AID", "future"): "AGREE",
    }
    expected["RETREAT", "future"] = "CONCEDE"
    assert ontology.event_type(act, status) == expected.get((act, status), act)


def test_contexts() -> None:
    assert len(ontology.contexts()) == 37
    assert all(words.endswith(".") and len(words) < 130 for words in ontology.contexts().values())


def test_every_cameo_code_has_an_entry() -> None:
    table = resources.files("verbale.ontology").joinpath("data/cameo_to_plover.csv").read_text(encoding="utf-8")
    for row in csv.DictReader(table.splitlines()):
        found = ontology.cameo(row["cameo"])
        assert row["plover_act"] in found.acts
        assert set(found.acts) <= set(ontology.ACTS)
        assert set(found.contexts) <= set(ontology.contexts())
        assert not set(found.others) & (set(found.modes) | set(found.contexts))


@pytest.mark.parametrize(
    ("code", "acts", "modes", "contexts", "others"),
    [
        ("0314", ("AGREE",), (), ("intelligence",), ()),
        ("08", ("CONCEDE", "RETREAT"), (), (), ()),
        ("186", ("ASSAULT",), (), (), ("assassinate",)),
        ("175", ("ASSAULT",), (), ("pro_autocracy", "military"), ()),
    ],
)
def test_cameo(
    code: str, acts: tuple[str, ...], modes: tuple[str, ...], contexts: tuple[str, ...], others: tuple[str, ...]
) -> None:
    assert ontology.cameo(code) == ontology.Crosswalk(code, acts, modes, contexts, others)


def test_unknown_codes_name_the_near_ones() -> None:
    with pytest.raises(UnknownCode, match="near it are ACCUSE"):
        ontology.act("ACUSE")
    with pytest.raises(UnknownCode, match="near it are 18, 180"):
        ontology.cameo("1899")
    with pytest.raises(UnknownCode, match="near it are 03, 04"):
        ontology.cameo("99")
