"""The bundled article: what must be found in it, whatever the model, and that nothing possible is told as a fact."""

import json
from pathlib import Path

import pytest

import verbale
from verbale.document import Document

pytestmark = pytest.mark.model

ROOT = Path(__file__).resolve().parents[1]
ARTICLE = ROOT / "examples" / "fresh_hands_for_a_border_war.txt"
MARKED = ROOT / "tests" / "data" / "demo.jsonl"


@pytest.fixture(scope="module")
def demo() -> Document:
    return verbale.code(ARTICLE.read_text(encoding="utf-8"), published="2026-03-12")


def found(demo: Document, act: str, trigger: str) -> list[tuple[str, set[str], set[str], str | None]]:
    """(status, actor codes, recipient codes, words of the source) of the events of an act at a word."""
    return [
        (e.status, {a.code for a in e.actor}, {r.code for r in e.recipient}, e.source.text if e.source else None)
        for e in demo.events
        if e.act == act and trigger in e.trigger.text
    ]


@pytest.mark.parametrize(
    ("act", "trigger", "status", "actor", "recipient", "source"),
    [
        ("AID", "shore", "hypothetical", "TCD", "NER", None),
        ("MOBILIZE", "drilling", "actual", "TCD", None, "Field accounts"),
        ("AID", "assist", "future", None, "NER", "French military intelligence"),
        ("AGREE", "pact", "actual", "NER", "TCD", None),
        ("COOPERATE", "deepens", "actual", "NER", "RUS", None),
        ("ACCUSE", "calling in", "actual", "NGA", "NER", None),
        ("REQUEST", "insisting", "actual", "NGA", None, None),
        ("THREATEN", "warned", "actual", "NGA", "NER", None),
    ],
)
def test_the_events_are_found(
    demo: Document, act: str, trigger: str, status: str, actor: str | None, recipient: str | None, source: str | None
) -> None:
    events = found(demo, act, trigger)
    assert events, [(e.act, e.trigger.text) for e in demo.events]
    its, actors, recipients, words = events[0]
    assert its == status
    assert actor is None or actor in actors
    assert recipient is None or recipient in recipients
    assert source is None or words == source


def test_both_partners_of_the_summits(demo: Document) -> None:
    (event,) = [e for e in demo.events if e.act == "CONSULT" and "summits" in e.trigger.text]
    assert {a.code for a in event.actor} >= {"RUS", "TUR"}


def test_what_is_possible_is_not_told_as_a_fact(demo: Document) -> None:
    marked = json.loads(MARKED.read_text(encoding="utf-8"))
    unreal = {
        event["trigger"]
        for sentence in marked["sentences"]
        for event in sentence["events"]
        if event["status"] in ("future", "hypothetical", "negated")
    }
    facts = {e.trigger.text for e in demo.events if e.status in ("actual", "historical")}
    assert not facts & unreal


def test_number_and_place_of_the_recruits(demo: Document) -> None:
    (event,) = [e for e in demo.events if "drilling" in e.trigger.text]
    assert [(q.text, q.kind, q.low) for q in event.quantity] == [("1,800 recruits", "troops", 1800)]
    assert event.place
    assert event.place.country == "NER"


def test_consequences_and_stances(demo: Document) -> None:
    claims = {(c.signal.text if c.signal else "", c.polarity, c.status) for c in demo.consequences}
    wanted = {("fray", "lowers", "hypothetical"), ("hampers", "lowers", "actual"), ("settle", "lowers", "hypothetical"),
              ("breed", "raises", "hypothetical")}  # fmt: skip
    assert len(claims & wanted) >= 3, claims
    stances = {(s.holder.code, s.value) for s in demo.stances}
    assert {("TGO", "neutral"), ("NER", "opposes")} <= stances
