"""The scorer, on codings whose figures can be counted by hand."""

from typing import Any

import pytest

from quality.gate import sentence_right
from quality.scoring import Marked, expected_calibration_error, marked, report, tally
from training.shorthand import parse
from verbale import ontology

GOLD = """\
@ t-001 | 2024-10-25 | Wire | Title
= diplomatic
> Norway summoned Chad's ambassador, officials said.
! summoned | ACCUSE | actual | Norway=NOR | Chad's ambassador=TCD:GOV | src: officials=NOR | cue: said
> Kenya may send troops to Haiti, which could help Haiti.
! send | AID | hypothetical possible | Kenya=KEN | Haiti=HTI
~ which => Haiti#2 | raises | hypothetical possible
% Kenya=KEN | - | supports
> The harvest was good.
"""


def gold() -> Marked:
    return marked(parse(GOLD)[0][0])


def coding(text: str, events: list[tuple[str, str, str, list[str], list[str]]]) -> dict[str, Any]:
    """A document of (trigger, act, status, actor codes, recipient codes)."""
    return {
        "events": [
            {
                "act": act, "event_type": ontology.event_type(act, status), "status": status, "certainty": "certain",
                "trigger": {"start": text.index(trigger), "end": text.index(trigger) + len(trigger)},
                "actor": [{"code": code} for code in actors], "recipient": [{"code": code} for code in recipients],
                "source": None, "confidence": 0.5, "context": ["diplomatic", "legal"],
            }
            for trigger, act, status, actors, recipients in events
        ],
        "consequences": [], "stances": [],
    }  # fmt: skip


RIGHT = [("summoned", "ACCUSE", "actual", ["NOR"], ["TCD"]), ("send", "AID", "hypothetical", ["KEN"], ["HTI"])]


def figures(events: list[tuple[str, str, str, list[str], list[str]]]) -> dict[str, float]:
    return report([tally(gold(), coding(gold().text, events))])


def test_all_right() -> None:
    found = figures(RIGHT)
    assert (found["act_f1"], found["event_f1"], found["exact_f1"], found["status_acc"]) == (1, 1, 1, 1)
    assert (found["false_happened"], found["unreal_recall"]) == (0, 1)
    assert found["source_r"] == 0
    assert (found["context_p"], found["context_r"]) == (0.5, 1)
    assert found["stance_r"] == found["consequence_r"] == 0


def test_nothing_coded() -> None:
    found = figures([])
    assert (found["event_f1"], found["false_happened"], found["unreal_recall"]) == (0, 0, 0)


@pytest.mark.parametrize(
    ("second", "event", "exact", "happened"),
    [
        (("send", "AID", "actual", ["KEN"], ["HTI"]), 1, 0.5, 1),  # the plan coded as a deed
        (("send", "AID", "future", ["KEN"], ["HTI"]), 0.5, 0.5, 0),  # another event type: a future AID is AGREE
        (("send", "AID", "hypothetical", ["KEN"], ["TCD"]), 0.5, 0.5, 0),
        (("troops", "MOBILIZE", "actual", ["KEN"], []), 0.5, 0.5, 0),  # real, but neither its words nor its act
    ],
)
def test_one_wrong(second: tuple[str, str, str, list[str], list[str]], event: float, exact: float, happened: float) -> None:
    found = figures([RIGHT[0], second])
    assert (found["event_f1"], found["exact_f1"], found["false_happened"]) == (event, exact, happened)


def test_parties_agree_by_half() -> None:
    assert figures([("summoned", "ACCUSE", "actual", ["NOR", "SWE"], ["TCD"]), RIGHT[1]])["event_f1"] == 1
    assert figures([("summoned", "ACCUSE", "actual", ["NOR", "SWE", "DNK"], ["TCD"]), RIGHT[1]])["event_f1"] == 0.5


def test_a_sentence_is_right_when_act_status_certainty_and_source_are() -> None:
    text, told = gold().text, {"start": 32, "end": 41}
    document = coding(text, RIGHT)
    assert [sentence_right(gold(), document, n) for n in range(3)] == [False, False, True]  # no source; certain, not possible
    document["events"][0]["source"] = told
    document["events"][1]["certainty"] = "possible"
    assert [sentence_right(gold(), document, n) for n in range(3)] == [True, True, True]
    document["events"].append({**document["events"][1], "act": "MOBILIZE"})
    assert not sentence_right(gold(), document, 1)


def test_an_event_in_an_empty_sentence() -> None:
    assert figures([*RIGHT, ("harvest", "AID", "actual", ["NOR"], [])])["false_events_per_100_empty_sentences"] == 100


def test_calibration_error() -> None:
    assert expected_calibration_error([(1.0, True)] * 10) == 0
    assert expected_calibration_error([(0.5, n % 2 == 0) for n in range(100)], groups=1) == 0
    assert expected_calibration_error([(1.0, False)] * 10) == pytest.approx(1)
