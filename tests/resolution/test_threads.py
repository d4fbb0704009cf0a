"""Which phrases speak of the same one, how a phrase stands in its clause, and whom a title or first name tells of."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verbale.resolution.clause import pronoun_standing, standing
from verbale.resolution.gender import gender_of
from verbale.resolution.threads import Threads


@pytest.mark.parametrize(
    ("words", "gender"),
    [
        ("Mr Tavitian", "m"),
        ("the queen of the islands", "f"),
        ("President Horacio Bustos", "m"),
        ("Angela Dunmore, a lawyer", "f"),
        ("Ariel Sharon", ""),
        ("the chairman's wife", "f"),
        ("the prime minister", ""),
        ("", ""),
    ],
)
def test_gender(words: str, gender: str) -> None:
    assert gender_of(words) == gender


@pytest.mark.parametrize(
    ("text", "words", "stands"),
    [
        ("The envoy met the widow.", "The envoy", "subject"),
        ("The envoy met the widow.", "the widow", "object"),
        ("They spoke of the widow at noon.", "the widow", "oblique"),
        ("On Monday the widow said no.", "the widow", "subject"),
        ("The widow's house burned.", "The widow", "owner"),
    ],
)
def test_standing(text: str, words: str, stands: str) -> None:
    at = text.index(words)
    assert standing(text, at, at + len(words)) == stands


def test_her_is_owner_or_object() -> None:
    text = "Police stopped her car and told her to leave."
    assert pronoun_standing("her", text, text.index("her ")) == "owner"
    assert pronoun_standing("her", text, text.rindex("her ")) == "object"


def test_names_and_definite_nouns_go_on_with_their_thread() -> None:
    threads = Threads()
    first = threads.of("General Ivo Lasker", "person", False, "m", None)
    assert threads.of("Lasker", "person", False, "", None) is first
    assert threads.of("Mrs Lasker", "person", False, "f", None) is not first
    strike = threads.of("a strike", "thing", False, "", None)
    assert threads.of("the strike", "thing", False, "", None) is strike
    assert threads.of("a strike", "thing", False, "", None) is not strike


@given(st.text(max_size=30), st.text(max_size=12), st.text(max_size=30))
def test_any_words_stand_somehow(before: str, words: str, after: str) -> None:
    text = before + words + after
    assert standing(text, len(before), len(before) + len(words)) in ("owner", "subject", "oblique", "object", "other")
    gender_of(words)
    Threads().of(words, "thing", False, "", None)
