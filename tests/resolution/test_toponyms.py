"""Every place that an article names: locations of the reading, and names that stand for governments or modify a noun."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verbale.records import Article, Mention, Reading, Span
from verbale.resolution.gazetteer import Gazetteer
from verbale.resolution.places import PlaceResolver

RESOLVER = PlaceResolver(Gazetteer.open())


def places(text: str, **names: str) -> dict[str, tuple[str, str, str]]:
    """Words -> name, role of the mention, precision; `names` are roles and words."""
    mentions = tuple(
        Mention(Span(text.index(words), text.index(words) + len(words)), role) for role, words in names.items()
    )  # fmt: skip
    found = RESOLVER.places_of(Article("a", text), [Reading(Span(0, len(text)), names=mentions)])
    return {
        place.mention.span.of(text): (place.value.name, place.mention.role, place.value.precision)
        for place in found
        if place.mention and place.value
    }


def test_locations_and_other_names_in_the_order_of_the_text() -> None:
    found = places("Moscow said a Turkish court in Izmir had freed nobody.", location="Izmir")
    assert list(found.items()) == [
        ("Moscow", ("Moscow", "place", "city")),
        ("Turkish", ("Turkey", "place", "country")),
        ("Izmir", ("İzmir", "location", "city")),
    ]


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("A U.S.-led force came.", "U.S.", "United States"),
        ("The Seattle-based firm paid.", "Seattle", "Seattle"),
        ("He left the University of Kharkiv.", "Kharkiv", "Kharkiv"),
        ("The Texas governor spoke.", "Texas", "Texas"),
        ("WICHITA, Kan. (Wire) - Nobody came.", "WICHITA", "Wichita"),
        ("Snow fell in B.C. on Monday.", "B.C.", "British Columbia"),
        ("It happened in Latakia's harbour.", "Latakia", "Latakia"),
        ("Talks between Iran and Oman went on.", "Oman", "Oman"),
        ("Traders fear the Strait of Hormuz will close.", "Strait of Hormuz", "Strait of Hormuz"),
    ],
)
def test_names_beside_the_locations(text: str, words: str, name: str) -> None:
    assert places(text)[words][0] == name


@pytest.mark.parametrize(
    "text",
    [
        "Most of them stayed.",
        "She went in May.",
        "They ate turkey.",
        "A man called Mo spoke.",
        "Mobile phones rang.",
        "In Qwertyville.",
    ],
)
def test_words_that_are_no_places(text: str) -> None:
    assert places(text) == {}


def test_a_person_is_no_place() -> None:
    text = "Marcus Jordan spoke. Jordan was tired, and Paris Oduya too."
    assert places(text, person="Marcus Jordan") == {"Paris": ("Paris", "place", "city")}
    assert places(text.replace("Paris", "Rita"), person="Marcus Jordan") == {}


def test_the_country_before_a_title_is_a_place() -> None:
    text = "Moldovan President Ana Rusu left."
    assert places(text, person="Moldovan President Ana Rusu")["Moldovan"][0] == "Moldova"


def test_a_location_cut_inside_a_word_is_made_whole() -> None:
    text = "Jobs in the U.S. grew."
    assert places(text, location="U") == {"U.S.": ("United States", "place", "country")}


def test_what_is_only_inherited_is_left_out() -> None:
    text = "Chadian soldiers burned the barracks and Qwertyville."
    assert list(places(text, location="Qwertyville")) == ["Chadian"]


@given(st.text(max_size=80), st.data())
def test_any_text_has_places_in_order_without_overlap(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    name = Mention(Span(start, data.draw(st.integers(start, len(text)))), data.draw(st.sampled_from(["location", "person"])))
    found = RESOLVER.places_of(Article("a", text), [Reading(Span(0, len(text)), names=(name,))])
    spans = [place.mention.span for place in found if place.mention]
    assert spans == sorted(spans)
    assert all(before.end <= after.start for before, after in pairwise(spans))
