"""One mention -> code, sector and name. Every sentence here was written for the tests."""

import datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from verbale.errors import GazetteerNotFound
from verbale.records import Actor, Article, EventMention, Mention, Reading, Resolved, Span
from verbale.resolution.actors import ActorResolver, parties
from verbale.resolution.knowledge import ActorTable, fold, tokens_of

TABLE = ActorTable.open()
SECTORS = set("GOV MIL SPY COP JUD LEG PTY OPP REB UAF CRM CVL JRN EDU MED BUS LAB REL IGO NGO".split())  # noqa: SIM905 - a word list


class Places:
    """A gazetteer of three towns."""

    def country_of(self, name: str) -> str | None:
        return {"Batumi": "GEO", "Kazan": "RUS", "Goma": "COD"}.get(name)


RESOLVER = ActorResolver(TABLE, Places())


def resolve(
    sentences: str | list[str],
    words: str,
    *,
    on: str | None = "2024-10-25",
    role: str = "actor",
    act: str = "ACCUSE",
    nth: int = 0,
) -> Resolved[Actor]:
    """The answer for the `nth` occurrence of `words`, marked in an article of the given sentences."""
    parts = [sentences] if isinstance(sentences, str) else sentences
    text = " ".join(parts)
    at = -1
    for _ in range(nth + 1):
        at = text.index(words, at + 1)
    mention = Mention(Span(at, at + len(words)), role)
    readings, base = [], 0
    for part in parts:
        whole = Span(base, base + len(part))
        if whole.start <= at < whole.end:
            side = {"actors": (mention,)} if role == "actor" else {"recipients": (mention,)} if role == "recipient" else {}
            source = mention if role == "source" else None
            event = EventMention(whole, Span(base, base + 1), act, "actual", "certain", source=source, **side)  # type: ignore[arg-type]
            readings.append(Reading(whole, (event,)))
        else:
            readings.append(Reading(whole))
        base += len(part) + 1
    published = datetime.date.fromisoformat(on) if on else None
    return RESOLVER.resolve(Article("t", text, None, published), readings)[mention]


def value(resolved: Resolved[Actor]) -> tuple[str, str | None]:
    assert resolved.value is not None
    return resolved.value.code, resolved.value.sector


@pytest.mark.parametrize(
    ("sentence", "words", "code", "sector"),
    [
        ("Kenya has filed a complaint.", "Kenya", "KEN", None),
        ("The U.S. has filed a complaint.", "U.S.", "USA", None),
        ("The DRC has filed a complaint.", "DRC", "COD", None),
        ("The Kremlin has filed a complaint.", "Kremlin", "RUS", "GOV"),
        ("Ankara has filed a complaint.", "Ankara", "TUR", "GOV"),
        ("The Pentagon has filed a complaint.", "Pentagon", "USA", "MIL"),
        ("Brussels has filed a complaint.", "Brussels", "IGO", "IGO"),
        ("The United Nations has filed a complaint.", "United Nations", "IGO", "IGO"),
        ("The International Criminal Court has ruled.", "International Criminal Court", "IGO", "JUD"),
        ("Human Rights Watch has filed a complaint.", "Human Rights Watch", "NGO", "NGO"),
        ("The Houthis have filed a complaint.", "Houthis", "YEM", "REB"),
        ("Hezbollah has filed a complaint.", "Hezbollah", "LBN", "UAF"),
        ("The FSB has filed a complaint.", "FSB", "RUS", "SPY"),
        ("Russia's ambassador protested.", "Russia's ambassador", "RUS", "GOV"),
        ("The ambassador of Russia protested.", "ambassador of Russia", "RUS", "GOV"),
        ("Houthi rebels protested.", "Houthi rebels", "YEM", "REB"),
        ("U.S. intelligence protested.", "U.S. intelligence", "USA", "SPY"),
        ("Young Russians in Kazan protested.", "Young Russians in Kazan", "RUS", "CVL"),
        ("Protesters in Tbilisi blocked a road.", "Protesters in Tbilisi", "GEO", "CVL"),
        ("Protesters in Batumi blocked a road.", "Protesters in Batumi", "GEO", "CVL"),
        ("Peruvian prosecutors protested.", "Peruvian prosecutors", "PER", "JUD"),
        ("The Chilean air force protested.", "Chilean air force", "CHL", "MIL"),
        ("Opposition senators in Nairobi protested.", "Opposition senators in Nairobi", "KEN", "OPP"),
        ("Officers of the GRU broke in.", "Officers of the GRU", "RUS", "SPY"),
        ("A spokesman for Hamas protested.", "spokesman for Hamas", "PSE", "REB"),
        ("Three Swedish embassy employees protested.", "Three Swedish embassy employees", "SWE", "GOV"),
        ("The Kurdistan Workers' Party protested.", "Kurdistan Workers' Party", "TUR", "REB"),
    ],
)
def test_phrases(sentence: str, words: str, code: str, sector: str | None) -> None:
    found = resolve(sentence, words)
    assert value(found) == (code, sector)
    assert found.reason


@pytest.mark.parametrize(
    ("name", "on", "code", "sector"),
    [
        ("Joe Biden", "2022-05-01", "USA", "GOV"),
        ("Joe Biden", "2025-09-01", "USA", None),
        ("Olaf Scholz", "2025-05-10", "DEU", "GOV"),  # four days out of office: still spoken of as chancellor
        ("Donald Tusk", "2016-01-01", "IGO", "IGO"),
        ("Donald Tusk", "2024-01-01", "POL", "GOV"),
        ("Imran Khan", "2019-01-01", "PAK", "GOV"),
        ("Imran Khan", "2023-01-01", "PAK", "OPP"),
        ("Taliban", "2019-01-01", "AFG", "REB"),
        ("Taliban", "2023-01-01", "AFG", "GOV"),
        ("Rapid Support Forces", "2019-01-01", "SDN", "MIL"),
        ("Rapid Support Forces", "2023-06-01", "SDN", "REB"),
    ],
)
def test_the_day_decides_the_office(name: str, on: str, code: str, sector: str | None) -> None:
    assert value(resolve(f"{name} has refused to comment.", name, on=on)) == (code, sector)


def test_reason_names_the_office_and_the_day() -> None:
    assert resolve("Maia Sandu spoke.", "Maia Sandu").reason == "president on 2024-10-25"


def test_an_article_without_a_date_takes_open_spells() -> None:
    assert value(resolve("Emmanuel Macron spoke.", "Emmanuel Macron", on=None)) == ("FRA", "GOV")


def test_a_capital_that_is_hit_is_a_place() -> None:
    assert value(resolve("Rebels shelled Bamako.", "Bamako", role="recipient", act="ASSAULT")) == ("MLI", None)
    assert value(resolve("Rebels accused Bamako.", "Bamako", role="recipient")) == ("MLI", "GOV")


def test_several_nationalities_are_several_parties() -> None:
    found = resolve("Dutch and Norwegian troops trained together.", "Dutch and Norwegian troops")
    assert [value(party) for party in parties(found)] == [("NLD", "MIL"), ("NOR", "MIL")]
    assert value(found) == ("NLD", "MIL")
    single = resolve("Dutch troops trained.", "Dutch troops")
    assert parties(single) == (single,)


def test_bare_domestic_nouns_belong_to_the_country_of_the_story() -> None:
    story = ["Peru's congress voted on Tuesday to oust the Peruvian president.", "Outside, police fired tear gas."]
    found = resolve(story, "police")
    assert (value(found), found.reason) == (("PER", "COP"), "article's main country")


def test_titles_and_appositions_introduce_names() -> None:
    story = ["Foreign Minister Arvo Tamm of Estonia spoke in Tallinn.", "Later Tamm flew home.", "Liis Kask, the mayor, did not."]
    assert value(resolve(story, "Tamm", nth=1)) == ("EST", "GOV")
    assert value(resolve(story, "Liis Kask")) == ("EST", "GOV")


def test_acronyms_are_introduced_in_brackets() -> None:
    story = ["The National Union of Chadian Rebels (NUCR) has split.", "NUCR attacked on Friday."]
    assert value(resolve(story, "NUCR", nth=1)) == ("TCD", "REB")


def test_a_first_name_parts_a_namesake_from_the_leader() -> None:
    found = resolve("Ferdinand Macron, a baker in Ghana, was robbed.", "Ferdinand Macron")
    assert found.value is not None
    assert found.value.code == "GHA"


def test_the_west_and_its_diplomats_are_no_one_country() -> None:
    for words in ("West", "world leaders", "Western diplomats", "Analysts"):
        found = resolve(f"France said that the {words} had condemned it.", words)
        assert value(found)[0] == "UNK"
        assert found.reason


def test_nothing_known_is_unknown_with_a_reason() -> None:
    found = resolve("Nobody knows why police came.", "police")
    assert (value(found), found.reason) == (("UNK", "COP"), "no country in the phrase, no country in the article")


def test_us_the_pronoun_is_not_the_country() -> None:
    assert TABLE.scan("They told us.", tokens_of("They told us.")) == []
    assert TABLE.scan("The turkey was dry.", tokens_of("The turkey was dry.")) == []


def test_a_word_of_nothing_but_a_mark() -> None:
    mark = "\N{HALFWIDTH KATAKANA VOICED SOUND MARK}"
    assert resolve(f"{mark} accused Russia.", mark).reason


def test_fold() -> None:
    assert (fold("Türkiye"), fold("U.S."), fold("Erdoğan"), fold("Łukasz")) == ("turkiye", "us", "erdogan", "lukasz")


def test_a_missing_table_says_so(tmp_path: Path) -> None:
    with pytest.raises(GazetteerNotFound, match=r"none\.tsv"):
        ActorTable.open(tmp_path / "none.tsv")
    (tmp_path / "broken.tsv").write_text("E\tonly\tthree\n", encoding="utf-8")
    with pytest.raises(GazetteerNotFound):
        ActorTable.open(tmp_path / "broken.tsv")


def test_the_table_is_sound() -> None:
    for names in TABLE.names.values():
        for name in names:
            entity = name.entity
            assert all(len(code) == 3 and code.isupper() for code in entity.codes), entity
            assert entity.sector is None or entity.sector in SECTORS, entity
            assert not entity.start or not entity.end or entity.start[:4] <= entity.end[:4], entity
    assert all(noun.sector is None or noun.sector in SECTORS for noun in TABLE.nouns.values())
    groups = {name.entity.name for names in TABLE.names.values() for name in names if name.entity.kind == "group"}
    assert len(groups) > 700


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_any_text_and_any_span_get_an_answer(data: st.DataObject) -> None:
    words = st.sampled_from(
        [
            "Russia's",
            "the",
            "President",
            "he",
            "both sides",
            "of",
            "in",
            "Kim",
            "(",
            ")",
            ",",
            "'s",
            "their",
            "leader",
            "U.S.",
            "é",
            "we",
            "1,000",
        ]
    )
    text = data.draw(st.one_of(st.text(max_size=80), st.lists(words, max_size=25).map(" ".join)))
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    middle = data.draw(st.integers(0, len(text)))
    roles = data.draw(st.sampled_from(["actor", "recipient", "source"]))
    mention, other = Mention(Span(start, end), roles), Mention(Span(0, middle), "actor")
    event = EventMention(
        Span(0, len(text)), Span(0, 0), "ASSAULT", "actual", "certain", actors=(other, mention), source=mention, place=other
    )
    answers = RESOLVER.resolve(
        Article("x", text, text), [Reading(Span(0, middle), (event,)), Reading(Span(middle, len(text)), (event,))]
    )
    assert set(answers) == {mention, other}
    for found in answers.values():
        assert found.value is not None
        assert found.reason
        assert all(party.value for party in parties(found))
