"""Stand-ins: one article coded by hand, a coder that knows six verbs, forecasters that learn nothing."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from verbale import ontology
from verbale.document import Document
from verbale.errors import TooLittleHistory
from verbale.forecast.history import History
from verbale.records import (
    Actor,
    Article,
    CodedArticle,
    Consequence,
    ConsequenceMention,
    Event,
    EventMention,
    Forecast,
    Ground,
    Mention,
    Place,
    Quantity,
    Question,
    Ranked,
    Resolved,
    Run,
    Span,
    Stance,
    StanceMention,
    When,
)
from verbale.settings import Forecasting
from verbale.text import make_article, split

RUN = Run("verbale 0.1.0", "fake", "0123456789abcdef", ontology.VERSION, "fedcba9876543210")

DEMO = """\
Island Neighbours Weigh a Way Out
Malaysia may soon send patrol boats to the disputed reef, two officials said.
Reports suggest that 1,200 marines are gathering in Sabah.
Philippine intelligence believes the boats will shield Malaysian drilling crews against Manila's coast guard.
President Marcos acknowledged the talks with Hanoi in a radio interview on Tuesday. “We will meet when they stop,” he said.
Manila reacted at once, summoning Malaysia's envoy and demanding the return of twelve fishermen. It also warned of trade curbs.
On 12 March 2024 a patrol vessel rammed a fishing boat near Kota Kinabalu, injuring at least three people.
Malaysia denied sending the vessel.
A wider patrol could strain Malaysia's ties with Jakarta. Indonesia's foreign minister stressed that his country takes no side.
"""


@dataclass(frozen=True)
class Scene:
    """An article and short names for its parts: words are found by their text, "words#2" for their second occurrence."""

    article: Article
    sentences: tuple[Span, ...] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "sentences", split(self.article.text))

    def span(self, words: str) -> Span:
        words, _, nth = words.partition("#")
        start = -1
        for _ in range(int(nth or 1)):
            start = self.article.text.index(words, start + 1)
        return Span(start, start + len(words))

    def mention(self, words: str, role: str) -> Mention:
        return Mention(self.span(words), role)

    def actor(
        self, words: str, code: str, sector: str | None = None, name: str | None = None, role: str = "actor"
    ) -> Resolved[Actor]:
        known = None if code == "UNK" else Actor(name or words.partition("#")[0], code, sector)
        return Resolved(known, self.mention(words, role), 1.0, "no table has it" if known is None else "name in the table")

    def quantity(self, words: str, kind: str, low: float | None, high: float | None) -> Resolved[Quantity]:
        return Resolved(Quantity(kind, low, high), self.mention(words, "quantity"), 1.0, "number")

    def event(self, trigger: str, act: str, status: str = "actual", certainty: str = "certain", **parts: Any) -> Event:
        span = self.span(trigger)
        sentence = next(s for s in self.sentences if s.start <= span.start < s.end)
        actors: tuple[Resolved[Actor], ...] = tuple(parts.get("actors", ()))
        recipients: tuple[Resolved[Actor], ...] = tuple(parts.get("recipients", ()))
        source: Resolved[Actor] | None = parts.get("source")
        place: Resolved[Place] | None = parts.get("place")
        when: Resolved[When] | None = parts.get("date")
        quantities: tuple[Resolved[Quantity], ...] = tuple(parts.get("quantities", ()))
        modes: tuple[str, ...] = tuple(parts.get("modes", ()))
        event_type = ontology.event_type(act, status)
        mention = EventMention(
            sentence=sentence, trigger=span, act=act, status=status, certainty=certainty, modes=modes,
            actors=tuple(a.mention for a in actors if a.mention), recipients=tuple(r.mention for r in recipients if r.mention),
            source=source.mention if source else None,
            cue=self.mention(parts["cue"], "cue") if "cue" in parts else None,
            place=place.mention if place else None, date=when.mention if when else None,
            quantities=tuple(q.mention for q in quantities if q.mention), confidence=parts.get("confidence", 0.9),
            contexts=tuple(parts.get("contexts", ())),
        )  # fmt: skip
        return Event(
            id=f"{self.article.id}-{span.start}", mention=mention, event_type=event_type, quad=ontology.quad(event_type),
            score=ontology.score(event_type, modes), actors=actors, recipients=recipients, source=source, place=place, date=when,
            quantities=quantities,
        )  # fmt: skip


def coded_demo(id: str = "demo") -> CodedArticle:
    """DEMO, coded by hand: every status, a list of actors, unknowns, and values taken over from elsewhere."""
    article = make_article(
        DEMO, id=id, title="Island Neighbours Weigh a Way Out", published=date(2024, 3, 14), outlet="Harbour Wire"
    )
    scene = Scene(article)
    mys, phl = scene.actor("Malaysia", "MYS"), scene.actor("Manila#2", "PHL", "GOV", "Philippines")
    reef: Resolved[Place] = Resolved(None, scene.mention("the disputed reef", "place"), 0.0, "no gazetteer entry")
    sabah = Resolved(
        Place("Sabah", "MYS", "admin1", "Sabah", 1733039, 5.5, 117.0), scene.mention("Sabah", "place"), 0.9, "gazetteer"
    )
    kota = Place("Kota Kinabalu", "MYS", "city", "Sabah", 1733432, 5.9749, 116.0724)
    tuesday = Resolved(
        When(date(2024, 3, 12), date(2024, 3, 12), "relative"), scene.mention("on Tuesday", "date"), 0.9, "weekday"
    )
    published = Resolved(When(date(2024, 3, 14), date(2024, 3, 14), "publication"), None, 0.5, "date of publication")
    twelfth = When(date(2024, 3, 12), date(2024, 3, 12), "explicit")
    events = (
        scene.event("send", "MOBILIZE", "hypothetical", "possible", actors=[mys], place=reef, cue="said",
                    source=scene.actor("two officials", "UNK", role="source"), modes=["weapons"], confidence=0.71,
                    contexts=["territory", "diplomatic"]),
        scene.event("gathering", "MOBILIZE", "actual", "probable", actors=[scene.actor("1,200 marines", "UNK")], modes=["troops"],
                    source=scene.actor("Reports", "UNK", role="source"), cue="suggest", place=sabah, date=published,
                    quantities=[scene.quantity("1,200 marines", "troops", 1200, 1200)]),
        scene.event("shield", "AID", "future", "probable", actors=[scene.actor("the boats", "MYS", "MIL", "Malaysia")],
                    recipients=[scene.actor("Malaysian drilling crews", "MYS", "BUS", "Malaysia", "recipient")],
                    source=scene.actor("Philippine intelligence", "PHL", "SPY", role="source"), cue="believes", confidence=0.62),
        scene.event("talks", "CONSULT", actors=[scene.actor("Hanoi", "VNM", "GOV", "Vietnam")], date=tuesday, cue="acknowledged",
                    source=scene.actor("President Marcos", "PHL", "GOV", role="source")),
        scene.event("summoning", "ACCUSE", actors=[phl], modes=["disapprove"],
                    recipients=[scene.actor("Malaysia's envoy", "MYS", "GOV", "Malaysia", "recipient")]),
        scene.event("demanding", "REQUEST", actors=[phl], recipients=[scene.actor("Malaysia#3", "MYS", None, None, "recipient")],
                    modes=["yield"], quantities=[scene.quantity("twelve fishermen", "hostages", 12, 12)]),
        scene.event("warned", "THREATEN", actors=[scene.actor("It", "PHL", "GOV", "Philippines")], modes=["relations"]),
        scene.event("rammed", "ASSAULT", actors=[scene.actor("a patrol vessel", "UNK", "MIL")],
                    recipients=[scene.actor("a fishing boat", "UNK", "CVL", role="recipient")], modes=["primitive", "destroy"],
                    place=Resolved(kota, scene.mention("Kota Kinabalu", "place"), 0.9, "gazetteer"),
                    date=Resolved(twelfth, scene.mention("On 12 March 2024", "date"), 1.0, "date"),
                    quantities=[scene.quantity("at least three people", "injured", 3, None)]),
        scene.event("sending", "MOBILIZE", "negated", actors=[scene.actor("Malaysia#4", "MYS")], cue="denied", confidence=0.55,
                    source=scene.actor("Malaysia#4", "MYS", role="source"),
                    place=Resolved(kota, None, 0.5, "from the sentence before")),
    )  # fmt: skip
    consequence = ConsequenceMention(
        scene.mention("A wider patrol", "cause"), scene.mention("Malaysia's ties with Jakarta", "effect"),
        scene.mention("strain", "signal"), "lowers", "hypothetical", "possible",
    )  # fmt: skip
    minister = scene.actor("Indonesia's foreign minister", "IDN", "GOV", role="holder")
    assert minister.mention
    return CodedArticle(
        article=article, run=RUN, sentences=scene.sentences, events=events, consequences=(Consequence(consequence),),
        stances=(Stance(StanceMention(minister.mention, None, "neutral"), minister),),
    )  # fmt: skip


_CLAUSE = re.compile(r"(\w+) (accused|condemned|attacked|met|thanked|threatened) (\w+)")
_ACT_OF = {
    "accused": "ACCUSE",
    "condemned": "ACCUSE",
    "attacked": "ASSAULT",
    "met": "CONSULT",
    "thanked": "SUPPORT",
    "threatened": "THREATEN",
}
_COUNTRIES = {"Norway": "NOR", "Georgia": "GEO", "France": "FRA", "Belarus": "BLR"}


@dataclass(frozen=True)
class FakeCard:
    name: str = "fake"
    digest: str = RUN.model_digest
    purpose: str = "tests"
    licence: str = "none"
    folder: Path = Path("nowhere")


class FakeCoder:
    """A coder of clauses like "Norway accused Georgia"; `given` are articles coded by hand, by the text of the article."""

    card = FakeCard()

    def __init__(self, *given: CodedArticle, min_confidence: float = 0.0) -> None:
        self.given = {coded.article.text: coded for coded in given}
        self.min_confidence = min_confidence

    def code_articles(self, articles: Iterable[Article]) -> Iterator[CodedArticle]:
        for article in articles:
            coded = self.given.get(article.text) or self._code(article)
            yield Document(coded).with_confidence(self.min_confidence).coded

    def code(self, text: str, published: date | str | None = None, title: str | None = None) -> Document:
        return Document(next(self.code_articles([make_article(text, published=published, title=title)])))

    def _code(self, article: Article) -> CodedArticle:
        scene = Scene(article)
        events = []
        for found in _CLAUSE.finditer(article.text):
            if not any(s.start <= found.start() and found.end() <= s.end for s in scene.sentences):
                continue
            actor, recipient = (self._known(found, group, role) for group, role in ((1, "actor"), (3, "recipient")))
            nth = article.text[: found.start(2)].count(found[2]) + 1
            events.append(scene.event(f"{found[2]}#{nth}", _ACT_OF[found[2]], actors=[actor], recipients=[recipient]))
        return CodedArticle(article, RUN, scene.sentences, tuple(events))

    def _known(self, found: re.Match[str], group: int, role: str) -> Resolved[Actor]:
        mention = Mention(Span(found.start(group), found.end(group)), role)
        code = _COUNTRIES.get(found[group])
        return (
            Resolved(Actor(found[group], code), mention, 1.0, "name") if code else Resolved(None, mention, 0.0, "no table has it")
        )


class SentenceCoder:
    """A coder for desks: every sentence of three words is an event at its first word, of an act drawn from its letters."""

    def __init__(self, model: str = "sentences") -> None:
        self.run = Run("verbale 0.1.0", model, "0123456789abcdef", ontology.VERSION, "fedcba9876543210")

    def code_article(self, article: Article) -> CodedArticle:
        sentences = split(article.text)
        events: list[Event] = []
        for sentence in sentences:
            words = re.match(r"\W*(\w+)\W+\w+\W+(\w+)", sentence.of(article.text))
            if words is None or "uncodable" in sentence.of(article.text):
                if words:
                    raise RuntimeError("this sentence breaks the coder")
                continue
            trigger, actor = (Span(sentence.start + words.start(n), sentence.start + words.end(n)) for n in (1, 2))
            act = ontology.ACTS[sum(sentence.of(article.text).encode()) % len(ontology.ACTS)]
            who = Mention(actor, "actor")
            mention = EventMention(sentence, trigger, act, "actual", "certain", actors=(who,))
            known = Resolved(Actor(actor.of(article.text), "NOR", "GOV"), who, 1.0, "name")
            ident, score = f"{article.id}/e{len(events) + 1}", ontology.score(act)
            events.append(Event(ident, mention, act, ontology.quad(act), score, (known,), ()))
        return CodedArticle(article, self.run, sentences, tuple(events))


class FakeForecaster:
    """Says the same of every question, and counts the events that it learned from."""

    def __init__(self, history: History, probability: float = 0.6) -> None:
        self.history, self.probability = history, probability

    def answer(self, question: Question) -> Forecast:
        baselines = (("decayed Poisson", 0.5), ("climatology", 0.1))
        grounds = (Ground(f"{len(self.history):,} events were known", 0.25),)
        return Forecast(question, self.probability, 0.4, 0.8, (1.0, 0.0, 3.0), "fake", baselines, grounds, len(self.history))


def fake_fit(history: History, horizon: int, as_of: int, settings: Forecasting) -> FakeForecaster:
    """Learns nothing. Raises TooLittleHistory as the real ones do."""
    if len(history) < 20:
        raise TooLittleHistory(f"There are {len(history)} events, and 20 are needed: add news.")
    return FakeForecaster(history)


class FakeRanker:
    """Ranks the actors of a history by their names."""

    model = "by name"

    def __init__(self, history: History) -> None:
        self.history = history

    def rank(self, source: str | None, act: str, target: str | None, day: int, top: int) -> tuple[Ranked, ...]:
        others = sorted(name for name in self.history.actors.names if name not in (source, target))
        ground = Ground(f"{act} was known {len(self.history)} times", 1.0)
        return tuple(Ranked(name, rank, 1 / rank, (ground,)) for rank, name in enumerate(others[:top], 1))
