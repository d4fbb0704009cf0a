"""Which place an article means: phrases, namesakes, context, and words without a name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verbale.records import Article, EventMention, Mention, Place, Reading, Resolved, Span
from verbale.resolution.gazetteer import Gazetteer
from verbale.resolution.places import PlaceResolver


@pytest.fixture(scope="module")
def resolver() -> PlaceResolver:
    return PlaceResolver(Gazetteer.open())


def reading(text: str, *places: str, names: tuple[str, ...] = ()) -> Reading:
    """One sentence with an event at each of the places (found by their words), and location names."""
    whole = Span(0, len(text))

    def mention(words: str, role: str) -> Mention:
        start = text.index(words)
        return Mention(Span(start, start + len(words)), role)

    events = tuple(
        EventMention(whole, Span(0, 1), "ASSAULT", "actual", "certain", place=mention(words, "place")) for words in places
    )
    return Reading(whole, events, names=tuple(mention(name, "location") for name in names))


def resolve(resolver: PlaceResolver, text: str, words: str, countries: tuple[str, ...] = ()) -> Resolved[Place]:
    said = reading(text, words)
    answers = resolver.resolve(Article("a", text), [said], countries)
    assert said.events[0].place is not None
    return answers[said.events[0].place]


@pytest.mark.parametrize(
    ("words", "name", "country", "precision"),
    [
        ("Goma", "Goma", "COD", "city"),
        ("Russia's Far East", "Russian Far East", "RUS", "region"),
        ("Russian Far East", "Russian Far East", "RUS", "region"),
        ("Far East", "Far East", None, "region"),
        ("Donetsk", "Donetsk", "UKR", "city"),
        ("Donetsk region", "Donetsk", "UKR", "admin1"),
        ("Kharkiv Oblast", "Kharkiv Oblast", "UKR", "admin1"),
        ("Idlib province", "Idlib", "SYR", "admin1"),
        ("presidential palace in Khartoum", "Khartoum", "SDN", "city"),
        ("Chadian border town of Adré", "Adré", "TCD", "city"),
        ("Sudan's Darfur region", "Darfur", "SDN", "region"),
        ("Gaza", "Gaza Strip", "PSE", "admin1"),
        ("northern Gaza", "Gaza Strip", "PSE", "admin1"),
        ("Kashmir", "Kashmir", "IND", "region"),
        ("Zaporizhzhia nuclear plant", "Zaporizhzhia nuclear plant", "UKR", "site"),
        ("Strait of Hormuz", "Strait of Hormuz", None, "region"),
        ("southern Lebanon", "southern Lebanon", "LBN", "region"),
        ("eastern Ukraine", "eastern Ukraine", "UKR", "region"),
        ("the Turkish capital", "Ankara", "TUR", "city"),
        ("Haiti's capital", "Port-au-Prince", "HTI", "city"),
        ("Ukraine's border with Russia", "Ukraine's border with Russia", "UKR", "region"),
        ("Baghdad's Green Zone", "Green Zone", "IRQ", "site"),
        ("al-Hol camp", "Al-Hol", "SYR", "site"),
        ("the US embassy in Beirut", "Beirut", "LBN", "city"),
        ("St. Petersburg", "Saint Petersburg", "RUS", "city"),
        ("New York", "New York City", "USA", "city"),
        ("Georgia", "Georgia", "GEO", "country"),
        ("Moscow, Idaho", "Moscow", "USA", "city"),
        ("Far North Queensland", "Queensland", "AUS", "admin1"),
    ],
)
def test_phrases(resolver: PlaceResolver, words: str, name: str, country: str | None, precision: str) -> None:
    found = resolve(resolver, f"Shots were heard in {words} at noon.", words)
    assert found.value is not None
    assert (found.value.name, found.value.country, found.value.precision) == (name, country, precision)


def test_a_place_comes_with_coordinates_and_id(resolver: PlaceResolver) -> None:
    place = resolve(resolver, "Shells fell on Kharkiv.", "Kharkiv").value
    assert place is not None
    assert (place.admin1, place.geonameid) == ("Kharkiv Oblast", 706483)
    assert place.lat == pytest.approx(49.98, abs=0.05)


def test_words_after_a_comma_decide(resolver: PlaceResolver) -> None:
    found = resolve(resolver, "A storm hit Paris, Texas, before dusk.", "Paris")
    assert found.value is not None
    assert (found.value.country, found.value.admin1) == ("USA", "Texas")
    assert found.reason == "city, by the words beside it"


def test_words_behind_the_mention_decide(resolver: PlaceResolver) -> None:
    place = resolve(resolver, "Fighting spread across Donetsk region.", "Donetsk").value
    assert place is not None
    assert place.precision == "admin1"


def test_a_name_said_in_full_settles_the_short_one(resolver: PlaceResolver) -> None:
    text = "The mayor of Paris, Texas, spoke. Roads out of Paris were shut."
    first, second = (Mention(Span(at, at + 5), "location") for at in (text.index("Paris"), text.rindex("Paris")))
    answers = resolver.resolve(Article("a", text), [Reading(Span(0, len(text)), names=(first, second))])
    assert [answers[name].value.admin1 for name in (first, second) if answers[name].value] == ["Texas", "Texas"]  # type: ignore[union-attr]


def test_the_countries_of_the_article_choose_among_namesakes(resolver: PlaceResolver) -> None:
    lebanon = "Lebanese troops entered Tripoli on Friday. Lebanon's army said Beirut was calm."
    libya = "Libyan militias entered Tripoli on Friday. Libya's coast guard said Misrata was calm."
    assert [resolve(resolver, text, "Tripoli").value.country for text in (lebanon, libya)] == ["LBN", "LBY"]  # type: ignore[union-attr]


def test_the_actors_choose_among_namesakes(resolver: PlaceResolver) -> None:
    assert resolve(resolver, "Troops entered Hyderabad.", "Hyderabad").value.country == "IND"  # type: ignore[union-attr]
    found = resolve(resolver, "Troops entered Hyderabad.", "Hyderabad", ("PAK", "PAK", "IGO", "nonsense"))
    assert found.value is not None
    assert found.value.country == "PAK"
    assert found.reason == "city, votes of the article's countries"
    assert {"PAK", "IND"} <= {candidate.code for candidate in found.candidates}


def test_a_border_lies_on_the_side_of_the_article(resolver: PlaceResolver) -> None:
    found = resolve(resolver, "Niger's army sent guards to the border with Mali. Niger shut its markets.", "border with Mali")
    assert found.value == Place("border with Mali", "NER", "region")


def test_an_embassy_lies_abroad(resolver: PlaceResolver) -> None:
    found = resolve(resolver, "Protesters in Tehran set the Saudi embassy alight, Iranian media said.", "Saudi embassy", ("IRN",))
    assert found.value is not None
    assert found.value.country == "IRN"


@pytest.mark.parametrize("words", ["parliament", "state buildings", "frontier"])
def test_words_without_a_name_inherit_the_country(resolver: PlaceResolver, words: str) -> None:
    text = f"In Chisinau, Moldovan police guarded the {words}."
    said = reading(text, words, names=("Chisinau",))
    assert said.events[0].place is not None
    found = resolver.resolve(Article("a", text), [said], ["MDA"])[said.events[0].place]
    assert found.value is not None
    assert (found.value.country, found.value.precision) == ("MDA", "country")
    assert "inherited" in found.reason


def test_an_unknown_name_keeps_its_words(resolver: PlaceResolver) -> None:
    found = resolve(resolver, "Gunmen attacked Qwertyville, said Kenyan police in Nairobi.", "Qwertyville", ("KEN",))
    assert found.value == Place("Qwertyville", "KEN", "unknown")
    assert found.reason == "unknown name, country inherited from the article"


def test_nothing_to_go_by_is_no_place(resolver: PlaceResolver) -> None:
    found = resolve(resolver, "They met in a barn.", "barn")
    assert (found.value, found.reason, found.score) == (None, "no place of that name", 0.0)


def test_a_small_namesake_in_an_unnamed_country_is_not_believed(resolver: PlaceResolver) -> None:
    text = "Serbian students camped in Madaya Park in Belgrade. Serbia's police, Serbia's mayor and Serbian teachers came."
    found = resolve(resolver, text, "Madaya Park", ("SRB", "SRB"))
    assert found.value is not None
    assert found.value.country == "SRB"


def test_every_event_place_and_location_gets_an_answer_and_nothing_else(resolver: PlaceResolver) -> None:
    text = "Kyiv and Warsaw agreed that Berlin would pay."
    said = reading(text, "Kyiv", names=("Warsaw",))
    person = Mention(Span(28, 34), "person")
    answers = resolver.resolve(Article("a", text), [Reading(said.sentence, said.events, names=(*said.names, person))])
    assert set(answers) == {said.events[0].place, said.names[0]}
    assert all(answer.mention is mention for mention, answer in answers.items())


def test_an_article_without_places(resolver: PlaceResolver) -> None:
    assert resolver.resolve(Article("a", "Nothing."), [Reading(Span(0, 8))]) == {}


@given(st.text(max_size=60), st.data())
def test_any_span_of_any_text_gets_an_answer(resolver: PlaceResolver, text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    mention = Mention(Span(start, end), "location")
    found = resolver.resolve(Article("a", text), [Reading(Span(0, len(text)), names=(mention,))])[mention]
    assert found.reason
    assert 0 <= found.score <= 1
    assert found.value is None or found.value.precision in ("site", "city", "admin2", "admin1", "region", "country", "unknown")
