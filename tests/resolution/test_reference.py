"""Pronouns and bare descriptions within one article. Every sentence here was written for the tests."""

import pytest

from tests.resolution.test_actors import RESOLVER, resolve, value
from verbale.records import EventMention, Mention, Reading, Span
from verbale.resolution.actors import ActorResolver, parties
from verbale.resolution.knowledge import ActorTable
from verbale.resolution.reference import Discourse, Finding, Referent
from verbale.text import make_article


def referent(start: int, sentence: int, nature: str, codes: tuple[str, ...] = ("FRA",), **more: object) -> Referent:
    """A referent of three characters."""
    finding = Finding(codes, None, "test", nature=nature)
    facts = {"head": "", "plural": False, "gender": "", "subject": False, "weight": 0.0, "find": lambda: finding, **more}
    return Referent(start, start + 3, sentence, nature=nature, **facts)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("story", "words", "code", "sector"),
    [
        (["Olaf Scholz flew to Kigali.", "He criticised Rwanda."], "He", "DEU", "GOV"),
        (["Giorgia Meloni met Olaf Scholz.", "She criticised him."], "She", "ITA", "GOV"),
        (["Tehran rejected the offer.", "It called the text an insult."], "It", "IRN", "GOV"),
        (["Turkish soldiers crossed the river.", "They burned two farms."], "They", "TUR", "MIL"),
        (["Chad, whose army is small, called up reservists."], "reservists", "TCD", "MIL"),
        (["Moscow dismissed the claim, and its foreign ministry protested."], "its foreign ministry", "RUS", "GOV"),
        (["The health ministry of Malawi closed schools.", "The ministry banned markets."], "ministry", "MWI", "GOV"),
    ],
)
def test_who_is_meant(story: list[str], words: str, code: str, sector: str | None) -> None:
    nth = 1 if words == "ministry" else 0
    assert value(resolve(story, words, nth=nth)) == (code, sector)


def test_a_pronoun_says_where_it_points() -> None:
    found = resolve(["Olaf Scholz flew to Kigali.", "He criticised Rwanda."], "He")
    assert found.reason == "pronoun -> Olaf Scholz (sentence 1)"


def test_we_is_the_speaker_of_the_quotation() -> None:
    assert value(resolve(['"We reject the offer," Emmanuel Macron said.'], "We"))[0] == "FRA"


def test_some_of_those_named_before() -> None:
    story = ["Haitian police arrested 20 Cuban doctors, two of whom were beaten."]
    assert value(resolve(story, "two of whom", role="recipient", act="ASSAULT")) == ("CUB", "MED")


def test_both_sides_are_the_two_parties_of_the_story() -> None:
    story = ["Armenia accused Azerbaijan of shelling a village.", "Azerbaijan blamed Armenia.", "Both sides will meet on Monday."]
    found = resolve(story, "Both sides")
    assert {value(party)[0] for party in parties(found)} == {"ARM", "AZE"}


@pytest.mark.parametrize(
    ("story", "words", "role"),
    [
        ("Togo accused its neighbour of spying.", "its neighbour", "recipient"),
        ("Togo accused Togo's neighbour of spying.", "Togo's neighbour", "recipient"),
        ("Russia's rival protested.", "Russia's rival", "actor"),
        ("The neighbour of Togo protested.", "neighbour of Togo", "actor"),
    ],
)
def test_a_neighbour_is_not_the_owner(story: str, words: str, role: str) -> None:
    assert value(resolve([story], words, role=role))[0] == "UNK"


def test_a_pronoun_is_not_the_other_side_of_its_act() -> None:
    text = "Ukraine protested. Russian troops attacked them at dawn."
    actor, them = (
        Mention(Span(at := text.index(w), at + len(w)), r) for w, r in (("Russian troops", "actor"), ("them", "recipient"))
    )
    second = text.index("Russian")
    event = EventMention(
        Span(second, len(text)), Span(second, second + 1), "ASSAULT", "actual", "certain", actors=(actor,), recipients=(them,)
    )
    readings = [Reading(Span(0, second - 1)), Reading(Span(second, len(text)), (event,))]
    assert value(RESOLVER.resolve(make_article(text), readings)[them])[0] == "UKR"


@pytest.mark.parametrize(("said", "words"), [("both", "both"), ("the pair", "pair")])
def test_both_are_not_the_one_who_acts_on_them(said: str, words: str) -> None:
    first, second = "Chad and Niger closed the border.", f"Algeria warned {said} on Friday."
    text = f"{first} {second}"
    actor, recipient = (
        Mention(Span(at := text.index(said, len(first)), at + len(said)), role)
        for said, role in (("Algeria", "actor"), (words, "recipient"))
    )
    whole = Span(len(first) + 1, len(text))
    event = EventMention(whole, whole, "THREATEN", "actual", "certain", actors=(actor,), recipients=(recipient,))
    named = tuple(Mention(Span(at := text.index(said), at + len(said)), "party") for said in ("Chad", "Niger"))
    readings = [Reading(Span(0, len(first)), names=named), Reading(whole, (event,))]
    found = RESOLVER.resolve(make_article(text), readings)[recipient]
    assert {value(party)[0] for party in parties(found)} == {"TCD", "NER"}


def test_what_goes_back_to_several_stands_for_all_of_them() -> None:
    text = "Polish and Lithuanian troops crossed the river. The troops burned two farms."
    second = text.index("The troops")
    mentions = [Mention(Span(0, len("Polish and Lithuanian troops")), "actor")]
    mentions.append(Mention(Span(second + 4, second + 10), "actor"))
    spans = [Span(0, second - 1), Span(second, len(text))]
    readings = [
        Reading(span, (EventMention(span, Span(span.start, span.start + 1), "ASSAULT", "actual", "certain", actors=(mention,)),))
        for span, mention in zip(spans, mentions, strict=True)
    ]
    answer = RESOLVER.resolve(make_article(text), readings)[mentions[1]]
    assert [value(party)[0] for party in parties(answer)] == ["POL", "LTU"]


def test_an_unknown_president_is_not_of_the_country_he_deals_with() -> None:
    text = "Rwanda armed the rebels, Congo said. Rwanda denied it. President Augustin Kalonda expelled the Rwandan ambassador."
    spans = [
        Span(text.index(words), text.index(words) + len(words)) for words in ("President Augustin Kalonda", "Rwandan ambassador")
    ]
    actor, recipient = Mention(spans[0], "actor"), Mention(spans[1], "recipient")
    first, second = text.index("Rwanda denied"), text.index("President")
    whole = Span(second, len(text))
    event = EventMention(
        whole, Span(second, second + 1), "SANCTION", "actual", "certain", actors=(actor,), recipients=(recipient,)
    )
    readings = [Reading(Span(0, first - 1)), Reading(Span(first, second - 1)), Reading(whole, (event,))]
    assert value(RESOLVER.resolve(make_article(text), readings)[actor]) == ("COD", "GOV")


def test_pronoun_prefers_the_nearer_sentence_and_the_subject() -> None:
    text = "Tom slept. It rained. Dan met Sam again. He was late."
    discourse, he = Discourse(text), text.index("He ")
    far, subject = referent(0, 0, "person"), referent(text.index("Dan"), 2, "person", subject=True)
    near = referent(text.index("Sam"), 2, "person")
    for one in (far, subject, near):
        discourse.add(one)
    assert discourse.pronoun("he", he, 3) is subject
    assert discourse.pronoun("he", he, 3, barred=[(subject.start, subject.end)]) is near
    assert discourse.pronoun("it", he, 3) is None


def test_gender_and_number_rule_out() -> None:
    discourse = Discourse()
    discourse.add(referent(0, 0, "person", gender="f"))
    discourse.add(referent(10, 0, "people", plural=True))
    assert discourse.pronoun("he", 20, 0) is None
    she, they = discourse.pronoun("she", 20, 0), discourse.pronoun("they", 20, 0)
    assert she is not None
    assert she.nature == "person"
    assert they is not None
    assert they.nature == "people"


def test_same_head_of_another_country_must_be_near() -> None:
    discourse = Discourse()
    discourse.add(referent(0, 0, "body", ("PER",), head="government"))
    assert discourse.same_head("government", 99, 5, "PER") is not None
    assert discourse.same_head("government", 99, 5, "CHL") is None
    assert discourse.same_head("government", 99, 1, "CHL") is not None


def test_troops_without_a_country_are_those_of_the_sentence_before() -> None:
    story = ["Chadian troops may soon enter Libya.", "Reports say 900 soldiers gathered near Libya.", "Libya protested."]
    assert value(resolve(story, "900 soldiers"))[0] == "TCD"


def test_he_is_a_person_whom_no_table_knows() -> None:
    text = ["Retired Ghanaian General Kwabena Osei-Tutu watched Benin lose.", "He blamed Benin and the army of Benin."]
    article = make_article(" ".join(text), published=None)
    name, he = Span(25, 42), Span(article.text.index("He blamed"), article.text.index("He blamed") + 2)
    first, second = Span(0, len(text[0])), Span(len(text[0]) + 1, len(article.text))
    actor = Mention(he, "actor")
    event = EventMention(second, Span(he.end + 1, he.end + 7), "ACCUSE", "actual", "certain", actors=(actor,))
    readings = [Reading(first, names=(Mention(name, "person"),)), Reading(second, events=(event,))]
    assert name.of(article.text) == "Kwabena Osei-Tutu"
    found = ActorResolver(ActorTable.open()).resolve(article, readings)[actor]
    assert found.value
    assert found.value.code == "GHA"
