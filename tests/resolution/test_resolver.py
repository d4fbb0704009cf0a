"""Whole articles through the resolver: the status by the date, and an answer to anything."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from verbale.document import Document
from verbale.records import CodedArticle, EventMention, Mention, Reading, Run, Span
from verbale.resolution.resolver import Resolver
from verbale.text import make_article, split

RESOLVER = Resolver.open()


@pytest.mark.parametrize(
    ("day", "published", "status"),
    [
        ("2024-10-25", date(2024, 10, 25), "actual"),
        ("2023-10-25", date(2024, 10, 25), "actual"),
        ("2023-10-24", date(2024, 10, 25), "historical"),
        ("2023-10-24", None, "actual"),
        ("0001-01-01", date(1, 1, 1), "actual"),
        ("9999-12-31", date(1, 1, 1), "actual"),
        ("0001-01-01", date(9999, 12, 31), "historical"),
    ],
)
def test_what_is_dated_more_than_a_year_back_is_historical(day: str, published: date | None, status: str) -> None:
    article = make_article(f"Norway attacked Chad on {day}.", published=published)
    sentence = Span(0, len(article.text))
    event = EventMention(sentence, Span(7, 15), "ASSAULT", "actual", "certain", date=Mention(Span(24, 34), "date"))
    (found,) = RESOLVER.resolve(article, [Reading(sentence, (event,))]).events
    assert found.mention.status == status


ODD = st.sampled_from(
    (
        "Russia's", "the president", "he", "both sides", "of whom", "(", ", the mayor,", "\r\n\r\n", "\0", "\uff9e",
        "\U0001f600",
        "\u202e", "\u05e9\u05dc\u05d5\u05dd", "\u0661\u0662", "\u017fcores", "n\u0131ghts", "M\u0130LL\u0130ON", "the 39th",
        "31 February",
        "9" * 400, "$2-3bn", "99999 years ago", "next year", "US", "'s", "Paris", "Texas", "border", "embassy", "capital",
    )
)  # fmt: skip


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_any_spans_of_any_text_can_be_resolved_and_written(data: st.DataObject) -> None:
    days = st.none() | st.sampled_from([date.min, date(2024, 2, 29), date.max])
    article = make_article(data.draw(st.lists(ODD, min_size=1, max_size=12).map(" ".join)) + ".", published=data.draw(days))

    def mention(sentence: Span, role: str) -> Mention:
        start = data.draw(st.integers(sentence.start, sentence.end - 1))
        return Mention(Span(start, data.draw(st.integers(start + 1, sentence.end))), role)

    readings = []
    for sentence in split(article.text):
        one = {role: mention(sentence, role) for role in ("actor", "recipient", "source", "place", "date", "quantity")}
        event = EventMention(
            sentence, one["actor"].span, data.draw(st.sampled_from(["ASSAULT", "MOBILIZE", "AID"])), "actual", "certain",
            actors=(one["actor"],), recipients=(one["recipient"],), source=one["source"], place=one["place"], date=one["date"],
            quantities=(one["quantity"],),
        )  # fmt: skip
        readings.append(Reading(sentence, (event,)))
    found = RESOLVER.resolve(article, readings)
    coded = CodedArticle(article, Run("p", "m", "0", "o", "0"), tuple(r.sentence for r in readings), found.events)
    assert Document(coded).to_json()
