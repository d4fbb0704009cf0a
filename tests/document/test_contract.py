"""The output contract: its keys, its schema, its spans."""

import json
from collections.abc import Iterator
from typing import Any

import jsonschema  # type: ignore[import-untyped]  # its stubs are a package of their own
import pytest
from hypothesis import HealthCheck, given, settings

from tests.document.strategies import coded_articles
from tests.fakes import coded_demo
from verbale import ontology, schema
from verbale.document import Document
from verbale.records import CodedArticle

_DRAFT = jsonschema.Draft202012Validator
CHECKER = _DRAFT(schema.coded_article(), format_checker=_DRAFT.FORMAT_CHECKER)
DEMO = Document(coded_demo()).to_dict()
EVENT_KEYS = (
    "id", "sentence", "act", "event_type", "mode", "context", "status", "certainty", "quad", "score", "trigger", "actor",
    "recipient", "source", "cue", "place", "date", "quantity", "confidence", "incident",
)  # fmt: skip


def spans(value: Any) -> Iterator[dict[str, Any]]:
    """Every object with offsets in the output, however deep."""
    if isinstance(value, dict):
        if "start" in value:
            yield value
        for inner in value.values():
            yield from spans(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from spans(inner)


def test_the_keys_of_the_contract_in_their_order() -> None:
    assert list(DEMO) == ["article", "events", "consequences", "stances", "places", "run"]
    assert list(DEMO["article"]) == ["id", "title", "published", "outlet", "url", "language", "text"]
    event = DEMO["events"][1]
    assert tuple(event) == EVENT_KEYS
    assert list(event["trigger"]) == ["start", "end", "text"]
    assert list(event["actor"][0]) == ["start", "end", "text", "name", "code", "sector", "reason"]
    assert list(event["source"]) == ["start", "end", "text", "code", "reason"]
    place = ["start", "end", "text", "name", "country", "admin1", "geonameid", "lat", "lon", "precision"]
    assert list(event["place"]) == [*place, "basis", "reason"]
    assert list(event["date"]) == ["start", "end", "text", "from", "to", "basis", "reason"]
    assert list(event["quantity"][0]) == ["start", "end", "text", "kind", "low", "high"]
    assert list(DEMO["consequences"][0]) == ["cause", "effect", "signal", "polarity", "status", "certainty", "source"]
    assert list(DEMO["stances"][0]) == ["holder", "toward", "value", "source"]
    assert list(DEMO["run"]) == ["program", "model", "model_digest", "ontology", "settings_digest", "tables"]


def test_unknown_is_there_with_its_reason() -> None:
    boats = DEMO["events"][0]
    assert boats["place"] == {
        "start": 73, "end": 90, "text": "the disputed reef", "name": None, "country": None, "admin1": None, "geonameid": None,
        "lat": None, "lon": None, "precision": "unknown", "basis": "explicit", "reason": "no gazetteer entry",
    }  # fmt: skip
    assert boats["source"]["code"] == "UNK"
    assert boats["date"] is None


def test_what_is_taken_over_has_no_offsets_and_a_basis() -> None:
    place = DEMO["events"][8]["place"]
    assert (place["start"], place["end"], place["text"]) == (None, None, None)
    assert (place["name"], place["basis"]) == ("Kota Kinabalu", "from the sentence before")
    date = DEMO["events"][1]["date"]
    assert (date["start"], date["from"], date["basis"]) == (None, "2024-03-14", "publication")


def test_quad_and_score_are_those_of_the_event_type() -> None:
    aid = DEMO["events"][2]
    assert (aid["act"], aid["event_type"], aid["quad"], aid["score"]) == ("AID", "AGREE", "verbal cooperation", 2.5)


def test_contexts_are_those_of_the_passage() -> None:
    assert [event["context"] for event in DEMO["events"][:2]] == [["territory", "diplomatic"], []]


def test_the_schema_is_one() -> None:
    _DRAFT.check_schema(schema.coded_article())
    CHECKER.validate(DEMO)


def test_the_schema_knows_the_vocabulary_and_allows_nothing_else() -> None:
    defs = schema.coded_article()["$defs"]
    event = defs["event"]["properties"]
    assert event["act"]["enum"] == event["event_type"]["enum"] == list(ontology.ACTS)
    assert event["status"]["enum"] == list(ontology.STATUSES)
    assert event["certainty"]["enum"] == list(ontology.CERTAINTIES)
    assert event["quad"]["enum"] == list(ontology.QUADS)
    assert event["mode"]["items"]["enum"] == sorted({mode.name for act in ontology.acts().values() for mode in act.modes})
    assert event["context"]["items"]["enum"] == list(ontology.contexts())
    assert defs["actor"]["properties"]["sector"]["enum"] == [*ontology.SECTORS, None]
    assert defs["quantity"]["properties"]["kind"]["enum"] == [*ontology.QUANTITY_KINDS, None]
    assert defs["stance"]["properties"]["value"]["enum"] == list(ontology.STANCE_VALUES)
    assert defs["consequence"]["properties"]["polarity"]["enum"] == list(ontology.POLARITIES)
    objects = [schema.coded_article(), *schema.coded_article()["properties"].values(), *defs.values()]
    for part in objects:
        if part.get("type") == "object":
            assert part["additionalProperties"] is False
            assert part["required"] == list(part["properties"])


@pytest.mark.parametrize("path", ["article", "run", "events.0", "events.0.trigger", "events.0.actor.0", "stances.0.holder"])
def test_the_schema_refuses_a_key_too_many_and_one_too_few(path: str) -> None:
    for change in ("more", "less"):
        output = json.loads(json.dumps(DEMO))
        part: Any = output
        for name in path.split("."):
            part = part[int(name) if name.isdigit() else name]
        if change == "more":
            part["new"] = 1
        else:
            part.popitem()
        assert not CHECKER.is_valid(output)


@given(coded_articles())
@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_any_output_keeps_to_the_schema_and_its_offsets_to_the_text(coded: CodedArticle) -> None:
    document = Document(coded)
    line = document.to_json()
    output = json.loads(line)
    CHECKER.validate(output)
    assert output == document.to_dict()
    assert "\n" not in line
    line.encode()
    text = output["article"]["text"]
    assert text == coded.article.text
    for span in spans(output):
        if span["start"] is not None:
            assert text[span["start"] : span["end"]] == span["text"]
    assert Document(coded).to_json() == line
