"""The shorthand, the validator, and the corpus itself."""

import copy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.corpus import CORPUS, faults_of, offsets, read
from training.shorthand import parse

SHORT = """\
# a remark
@ t-001 | 2024-10-25 | Harbour Wire | Oslo summons envoy
= diplomatic
> Norway reacted quickly, summoning Chad's ambassador on Friday over 300 soldiers, officials said.
! summoning | ACCUSE/disapprove | actual | Norway=NOR | Chad's ambassador=TCD:GOV | src: officials=NOR | cue: said \
| on: Friday=2024-10-25 | n: 300 soldiers=300:troops
> The deal could strain ties, critics warn, but Brazil remains neutral.
~ The deal => ties | lowers | hypothetical possible | sig: strain | src: critics=UNK
% Brazil=BRA | - | neutral | cue: neutral
@set t-002 | 2020-01 | Set |
> Army met army.
! met | CONSULT | actual | Army=UNK:MIL ; army=UNK:MIL | -
"""


@pytest.fixture
def article() -> dict[str, Any]:
    found = parse(SHORT)[0][0]
    return copy.deepcopy(found)


def test_the_shorthand_says_it_all() -> None:
    articles, slips = parse(SHORT)
    assert slips == []
    assert [(a["id"], a["loose"], len(a["sentences"])) for a in articles] == [("t-001", False, 2), ("t-002", True, 1)]
    (event,) = articles[0]["sentences"][0]["events"]
    assert (event["act"], event["mode"], event["status"], event["certainty"]) == ("ACCUSE", ["disapprove"], "actual", "certain")
    assert event["recipient"] == [{"text": "Chad's ambassador", "code": "TCD", "sector": "GOV"}]
    assert event["quantity"] == [{"text": "300 soldiers", "value": 300, "kind": "troops"}]
    assert [s.get("contexts") for a in articles for s in a["sentences"]] == [["diplomatic"], ["diplomatic"], None]
    assert articles[0]["sentences"][1]["consequences"][0]["signal"] == "strain"
    assert articles[0]["sentences"][1]["stances"][0]["toward"] is None
    assert [faults_of(a) for a in articles] == [[], []]


@pytest.mark.parametrize(
    "line",
    [
        "! met | CONSULT",
        "! met | CONSULT | actual | Army | -",
        "? what",
        "! met | CONSULT | actual | Army=UNK | - | why: so",
        "~ cause | raises | actual",
    ],
)
def test_a_slip_is_named_with_its_line(line: str) -> None:
    _, slips = parse(f"@ t | 2020 | O | T\n> Army met army.\n{line}\n")
    assert len(slips) == 1
    assert slips[0].startswith("line 3: ")


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"act": "DANCE"}, "no act 'DANCE'"),
        ({"mode": ["drone"]}, "ACCUSE has no mode 'drone'"),
        ({"status": "perhaps"}, "no status 'perhaps'"),
        ({"trigger": "summon"}, "'summon' is not in it"),
        ({"actor": [], "recipient": []}, "neither actor nor recipient"),
        ({"actor": [{"text": "Norway", "code": "Norway", "sector": None}]}, "not a code of three capitals"),
        ({"date": {"text": "Friday", "iso": "last Friday"}}, "not an ISO date"),
    ],
)
def test_the_validator_names_the_fault(article: dict[str, Any], change: dict[str, Any], fault: str) -> None:
    article["sentences"][0]["events"][0].update(change)
    assert any(fault in line for line in faults_of(article))


def test_the_validator_knows_the_contexts(article: dict[str, Any]) -> None:
    article["sentences"][0]["contexts"] = ["diplomatic", "weather"]
    assert ["no context 'weather'" in fault for fault in faults_of(article)] == [True]


def test_offsets_count_whole_words() -> None:
    assert offsets("The army's armyworm army", "army") == (4, 8)
    assert offsets("The army's armyworm army", "army#2") == (20, 24)
    assert offsets("The army", "army#2") is None
    assert offsets("The army", " army") is None


@given(st.lists(st.sampled_from(["army", "met", "U.S.", "3,000", "“we”", "Łódź"]), min_size=1, max_size=20), st.data())
def test_offsets_find_every_occurrence(words: list[str], data: st.DataObject) -> None:
    sentence = " ".join(words)
    word = data.draw(st.sampled_from(words))
    nth = data.draw(st.integers(1, words.count(word)))
    found = offsets(sentence, f"{word}#{nth}")
    assert found is not None
    assert sentence[found[0] : found[1]] == word
    assert sentence[: found[0]].split().count(word) == nth - 1


def test_the_corpus_is_sound() -> None:
    articles = read()
    assert len({article["id"] for article in articles}) == len(articles)
    assert [fault for article in articles for fault in faults_of(article)] == []
    sentences = [sentence for article in articles for sentence in article["sentences"]]
    assert len(sentences) >= 6000
    assert sum(not sentence["events"] for sentence in sentences) >= 1500


def test_a_tenth_of_the_corpus_is_marked_twice() -> None:
    corpus = {article["id"]: article for article in read()}
    twice = read(sorted((CORPUS / "marked_twice").glob("*.jsonl")))
    assert [fault for article in twice for fault in faults_of(article)] == []
    for article in twice:
        assert [s["text"] for s in article["sentences"]] == [s["text"] for s in corpus[article["id"]]["sentences"]]
    assert sum(len(a["sentences"]) for a in twice) >= 0.1 * sum(len(a["sentences"]) for a in corpus.values())
