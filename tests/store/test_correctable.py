"""What may be corrected, and that a value survives being written."""

from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verbale import ontology
from verbale.errors import CorrectionError, UnknownCode
from verbale.store.correctable import EVENT, FIELDS, field_named, in_words, value_of
from verbale.store.rows import EventRow

WORD = st.text(st.characters(categories=("L", "N")), min_size=1, max_size=9)
VALUES = {
    "act": st.sampled_from(ontology.ACTS),
    "actor_code": st.lists(st.sampled_from(("KEN", "UNK", "IGO")), max_size=3).map(tuple),
    "recipient_sector": st.lists(st.none() | st.sampled_from(tuple(ontology.SECTORS)), min_size=2, max_size=3).map(tuple),
    "actor_name": st.lists(WORD, max_size=3).map(tuple),
    "country": st.none() | st.just("UGA"),
    "date_to": st.none() | st.dates(),
    "lat": st.floats(-90, 90).map(lambda number: round(number, 5)),
    "quantity_high": st.lists(st.none() | st.integers(0, 10**9).map(float), min_size=2, max_size=3).map(tuple),
    "geonameid": st.integers(1, 10**9),
}


@given(st.sampled_from(sorted(VALUES)).flatmap(lambda name: st.tuples(st.just(name), VALUES[name])))
def test_a_value_that_is_written_is_read_again(case: tuple[str, object]) -> None:
    name, value = case
    assert value_of(name, in_words(value)) == value


@given(st.sampled_from(sorted(FIELDS)), st.text(max_size=30))
def test_any_words_are_a_value_or_a_sentence(name: str, words: str) -> None:
    try:
        value, told = value_of(name, words), "."
    except (CorrectionError, UnknownCode) as error:
        value, told = None, str(error)
    assert told.endswith(".")
    assert value is None or value_of(name, in_words(value)) == value


def test_every_field_is_a_column() -> None:
    assert set(FIELDS) - {EVENT} <= {column.name for column in fields(EventRow)}


@pytest.mark.parametrize(
    ("field", "words", "told"),
    [("act", "ASAULT", "near it are ASSAULT"), ("status", "actuall", "near it are actual"), ("country", "Uganda", "UGA"),
     ("actor_code", "KNE", "KEN"), ("actor_code", "…", "alpha-3"), ("actor_sector", "MILL", "MIL"),
     ("date_from", "25.10.2024", "2024-10-25"),
     ("lat", "91", "latitude"), ("quantity_low", "many", "digits"), ("act", " ", "cannot be empty"), ("event", "perhaps", "no"),
     ("actor_code", "KEN;;UGA", "empty value"), ("mode", "tear-gas", "near it are"), ("place", "x" * 2000, "1,000")],
)  # fmt: skip
def test_a_value_that_does_not_fit_is_told(field: str, words: str, told: str) -> None:
    with pytest.raises((CorrectionError, UnknownCode), match=told):
        value_of(field, words)


@pytest.mark.parametrize(
    ("name", "told"),
    [("event_type", "act and status"), ("outlet", "not corrected"), ("actr_code", "actor_code"), ("colour", "near it are")],
)
def test_a_field_that_cannot_be_corrected_is_told(name: str, told: str) -> None:
    with pytest.raises(CorrectionError, match=told):
        field_named(name)
