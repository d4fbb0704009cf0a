"""The whole way through, with the packaged model: offsets, determinism, threads, relations."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import verbale
from verbale import ontology
from verbale.errors import VerbaleError
from verbale.pipeline import Coder
from verbale.records import Article
from verbale.settings import Settings

pytestmark = pytest.mark.model

NEWS = (
    "Kenya summoned the Sudanese ambassador on Monday and demanded the release of two aid workers.",
    "Witnesses said at least 12 people were killed when gunmen attacked a market near Gao.",
    "Norway may send observers if the truce holds, the foreign minister told reporters in Oslo.",
    "Peru’s president denied that soldiers had fired on protesters in Ayacucho.",
    "The sanctions could strain ties between the two countries, critics warn.",
)


@pytest.fixture(scope="module")
def coder() -> Coder:
    return verbale.load()


def spans(value: Any) -> Iterator[dict[str, Any]]:
    """Every object of the contract that points to words."""
    if isinstance(value, dict):
        if value.get("start") is not None and "text" in value:
            yield value
        for inner in value.values():
            yield from spans(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from spans(inner)


def check(document: dict[str, Any]) -> None:
    text = document["article"]["text"]
    for span in spans([document["events"], document["consequences"], document["stances"]]):
        assert 0 <= span["start"] < span["end"] <= len(text)
        assert text[span["start"] : span["end"]] == span["text"]
    for event in document["events"]:
        start, end = event["sentence"]
        assert start <= event["trigger"]["start"] < event["trigger"]["end"] <= end
        assert event["event_type"] == ontology.event_type(event["act"], event["status"])
        assert event["actor"] or event["recipient"]
        assert 0 <= event["confidence"] <= 1


def test_news_has_events(coder: Coder) -> None:
    document = coder.code(" ".join(NEWS), published="2025-03-04").to_dict()
    check(document)
    acts = {event["act"] for event in document["events"]}
    assert acts >= {"ACCUSE", "REQUEST", "ASSAULT"}


pieces = st.lists(st.sampled_from(NEWS) | st.text(max_size=60), min_size=1, max_size=6)


@given(pieces.map("\n".join).filter(str.strip))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_spans_are_their_words_in_any_text(coder: Coder, text: str) -> None:
    check(coder.code(text, published="2025-03-04").to_dict())


def test_a_text_without_a_date_or_an_event(coder: Coder) -> None:
    document = coder.code("The harvest was the best in nine years.").to_dict()
    check(document)
    assert document["article"]["published"] is None


def test_a_sentence_of_ten_thousand_words(coder: Coder) -> None:
    check(coder.code("and then the army attacked the town near the river " * 1000).to_dict())


def test_the_same_input_gives_the_same_bytes(coder: Coder) -> None:
    text = " ".join(NEWS)
    assert coder.code(text, "2025-03-04").to_json() == verbale.load().code(text, "2025-03-04").to_json()


def test_threads_give_what_one_thread_gives_in_order() -> None:
    articles = [Article(str(n), f"{text} {NEWS[0]}") for n, text in enumerate(NEWS * 6)]
    one = [document.to_json() for document in verbale.load().code_many(articles)]
    two = [document.to_json() for document in verbale.load(threads=4).code_many(articles)]
    assert one == two


def test_min_confidence_leaves_out_what_is_less_sure() -> None:
    strict = verbale.load(settings=Settings(min_confidence=1.0))
    assert json.loads(strict.code(NEWS[0]).to_json())["events"] == []


@pytest.mark.parametrize("actor", [(0, 5), None])
@pytest.mark.parametrize("recipient", [(15, 38), None])
def test_relation(coder: Coder, actor: tuple[int, int] | None, recipient: tuple[int, int] | None) -> None:
    found = coder.relation(NEWS[0], actor, recipient)
    assert set(found.scores) == set(ontology.ACTS)
    assert sum(found.scores.values()) == pytest.approx(1, abs=1e-5)
    assert sum(found.type_scores.values()) == pytest.approx(1, abs=1e-5)
    assert found.act in ontology.ACTS
    assert found.status in ontology.STATUSES
    assert found.event_type in ontology.ACTS


@pytest.mark.parametrize("actor", [(5, 3), (0, 0), (-1, 4), (90, 999)])
def test_relation_refuses_spans_outside_the_sentence(coder: Coder, actor: tuple[int, int]) -> None:
    with pytest.raises(VerbaleError, match="is no span of a sentence of"):
        coder.relation(NEWS[0], actor, None)


def test_relation_in_a_sentence_longer_than_a_window(coder: Coder) -> None:
    sentence = "Meanwhile " * 600 + "Mali attacked Chad"
    found = coder.relation(sentence, (6000, 6004), (6014, 6018))
    assert found.act == "ASSAULT"
