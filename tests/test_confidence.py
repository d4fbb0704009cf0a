"""How likely an event is to be right."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fakes import coded_demo
from verbale.confidence import EVIDENCE, evidence, with_confidence
from verbale.extraction.cards import load_card

DEMO_CODED = coded_demo()
FLAT = [0.0] * (len(EVIDENCE) + 1)


def test_the_card_has_a_weight_for_each_piece_of_evidence() -> None:
    assert len(load_card().calibration) == len(EVIDENCE) + 1


def test_without_weights_everything_is_even() -> None:
    assert {event.mention.confidence for event in with_confidence(DEMO_CODED.events, FLAT)} == {0.5}


def test_a_card_of_another_version_is_not_used_in_silence() -> None:
    with pytest.raises(ValueError, match="zip"):
        with_confidence(DEMO_CODED.events, FLAT[:-1])


def test_what_is_known_of_the_parties_counts() -> None:
    event = next(event for event in DEMO_CODED.events if event.mention.recipients)
    weights = [*FLAT]
    weights[EVIDENCE.index("no recipient")] = -3.0
    alone = replace(event, recipients=(), mention=replace(event.mention, recipients=()))
    (fuller,), (poorer,) = with_confidence([event], weights), with_confidence([alone], weights)
    assert fuller.mention.confidence > poorer.mention.confidence


@given(st.lists(st.floats(-20, 20), min_size=len(FLAT), max_size=len(FLAT)), st.floats(0, 1))
def test_always_a_share(weights: list[float], raw: float) -> None:
    event = DEMO_CODED.events[0]
    made = with_confidence([replace(event, mention=replace(event.mention, confidence=raw))], weights)
    assert 0 <= made[0].mention.confidence <= 1


def test_evidence_is_in_the_order_of_its_names() -> None:
    assert {len(numbers) for numbers in evidence(DEMO_CODED.events)} == {len(EVIDENCE)}
