"""What a name means in one article, and the table of actors that goes with it."""

import pytest

from verbale.records import Article, Mention, Reading, Span
from verbale.resolution.gazetteer import Gazetteer
from verbale.resolution.knowledge import ActorTable
from verbale.resolution.namesakes import Namesakes, in_article

NAMESAKES = Namesakes(Gazetteer.open())
TABLE = ActorTable.open()


def meant(text: str, person: str | None = None) -> dict[str, str | None]:
    at = text.index(person) if person else 0
    names = (Mention(Span(at, at + len(person)), "person"),) if person else ()
    found = NAMESAKES.meant(Article("a", text), [Reading(Span(0, len(text)), names=names)])
    return {name: meaning.country for name, meaning in found.items()}


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("Voters in Atlanta and Savannah, Georgia, queued.", "georgia", "USA"),
        ("The Congolese army left Brazzaville.", "congolese", "COG"),
        ("A Korean officer in Pyongyang spoke.", "korean", "PRK"),
        ("Guinean traders crossed from Equatorial Guinea.", "guinean", "GNQ"),
        ("The mayor of Moscow, Idaho, spoke.", "moscow", "USA"),
        ("The Niger State assembly met.", "niger state", "NGA"),
    ],
)
def test_the_article_speaks_for_the_namesake(text: str, name: str, country: str) -> None:
    assert meant(text)[name] == country


@pytest.mark.parametrize(
    "text",
    [
        "Voters in Atlanta watched Georgia, and so did Tbilisi and the Georgian premier.",
        "The Congolese army left Kinshasa for Brazzaville.",
        "South Korea and Pyongyang spoke of a Korean summit.",
        "Georgia said no.",
        "A fire in Moscow, Idaho, was seen by a Russian tourist.",
    ],
)
def test_the_country_is_meant_where_anything_speaks_for_it(text: str) -> None:
    assert meant(text) == {}


def test_a_person_with_the_name_of_a_country() -> None:
    assert meant("Marcus Jordan spoke. Jordan left.", "Marcus Jordan") == {"jordan": None}
    assert meant("Dan Israel spoke. The Israeli army left Israel.", "Dan Israel") == {}
    assert meant("Jordan King Abdullah spoke.", "Jordan King Abdullah") == {}


def test_the_table_of_an_article() -> None:
    readings = [Reading(Span(0, 36))]
    found = NAMESAKES.meant(Article("a", "The Congolese army left Brazzaville."), readings)
    here = in_article(TABLE, found)
    assert {entity.codes for entity in here.lookup("Congolese")} == {("COG",)}
    assert {entity.codes for entity in TABLE.lookup("Congolese")} == {("COD",)}
    assert in_article(TABLE, {}) is TABLE
