"""Coded articles of any text, with spans anywhere in it."""

from datetime import date

from hypothesis import strategies as st

from tests.fakes import RUN
from verbale import ontology
from verbale.records import (
    Actor,
    CodedArticle,
    Consequence,
    ConsequenceMention,
    Event,
    EventMention,
    Mention,
    Place,
    Quantity,
    Resolved,
    Span,
    Stance,
    StanceMention,
    When,
)
from verbale.text import make_article, split

TEXTS = st.text(min_size=1, max_size=120).filter(str.strip)
SHARES = st.floats(0, 1)


@st.composite
def coded_articles(draw: st.DrawFn) -> CodedArticle:
    """An article of any characters, coded in any way that the records allow."""
    article = make_article(draw(TEXTS), published=draw(st.none() | st.dates(date(1900, 1, 1))))
    sentences = split(article.text)

    def span() -> Span:
        start = draw(st.integers(0, len(article.text) - 1))
        return Span(start, draw(st.integers(start + 1, len(article.text))))

    def mention(role: str) -> Mention:
        return Mention(span(), role, draw(SHARES))

    def actor(role: str) -> Resolved[Actor]:
        known = draw(
            st.none()
            | st.builds(Actor, st.none() | TEXTS, st.sampled_from(["NOR", "IGO", "UNK"]), st.sampled_from([None, "GOV"]))
        )
        return Resolved(known, mention(role), draw(SHARES), "because")

    def event(number: int) -> Event:
        act, status = draw(st.sampled_from(ontology.ACTS)), draw(st.sampled_from(ontology.STATUSES))
        names = [mode.name for mode in ontology.act(act).modes]
        modes = tuple(draw(st.lists(st.sampled_from(names), unique=True, max_size=2))) if names else ()
        type_ = ontology.event_type(act, status)
        place = draw(st.none() | st.builds(Place, TEXTS, st.sampled_from([None, "NOR"]), st.just("city"), lat=st.floats(-90, 90)))
        first, last = sorted((draw(st.dates()), draw(st.dates())))
        quantity = Quantity(draw(st.sampled_from(ontology.QUANTITY_KINDS)), draw(st.none() | st.floats(0, 1e9)), None)
        here, then, dated = draw(st.booleans()), draw(st.booleans()), draw(st.booleans())
        return Event(
            id=str(number),
            mention=EventMention(
                sentence=draw(st.sampled_from(sentences)), trigger=span(), act=act, status=status,
                certainty=draw(st.sampled_from(ontology.CERTAINTIES)), modes=modes,
                cue=draw(st.sampled_from([None, mention("cue")])), confidence=draw(SHARES),
            ),
            event_type=type_, quad=ontology.quad(type_), score=ontology.score(type_, modes),
            actors=tuple(actor("actor") for _ in range(draw(st.integers(0, 2)))),
            recipients=tuple(actor("recipient") for _ in range(draw(st.integers(0, 2)))),
            source=draw(st.sampled_from([None, actor("source")])),
            place=Resolved(place, mention("place") if here else None, 1.0, "reason") if draw(st.booleans()) else None,
            date=Resolved(When(first, last, "explicit"), mention("date") if then else None, 1.0, "reason") if dated else None,
            quantities=(Resolved(draw(st.sampled_from([None, quantity])), mention("quantity"), 1.0, "reason"),),
        )  # fmt: skip

    consequence = ConsequenceMention(mention("cause"), mention("effect"), None, "raises", "actual", "certain")
    stance = StanceMention(mention("holder"), draw(st.sampled_from([None, mention("toward")])), "neutral")
    return CodedArticle(
        article, RUN, sentences, tuple(event(number) for number in range(draw(st.integers(0, 2)) if sentences else 0)),
        (Consequence(consequence, draw(st.sampled_from([None, actor("source")]))),), (Stance(stance, actor("holder")),),
    )  # fmt: skip
