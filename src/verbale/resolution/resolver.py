"""From mentions to events: who, where, when and how many, for one whole article at a time."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from verbale import ontology
from verbale.records import (
    Actor,
    Article,
    Consequence,
    Event,
    EventMention,
    Mention,
    Place,
    Reading,
    Resolved,
    Stance,
    When,
)
from verbale.resolution.actors import ActorResolver, parties
from verbale.resolution.choices import packaged_weights
from verbale.resolution.dates import resolve_date
from verbale.resolution.gazetteer import Gazetteer
from verbale.resolution.knowledge import ActorTable
from verbale.resolution.places import PlaceResolver
from verbale.resolution.quantities import around, resolve_quantity
from verbale.settings import Resolution


@dataclass(frozen=True, slots=True)
class LookedUp:
    """What the readings of one article say, looked up."""

    events: tuple[Event, ...] = ()
    consequences: tuple[Consequence, ...] = ()
    stances: tuple[Stance, ...] = ()
    places: tuple[Resolved[Place], ...] = ()
    """Every place that the article names."""


class Resolver:
    """The tables of actors and places, opened once. Safe to use from several threads."""

    def __init__(self, actors: ActorTable, gazetteer: Gazetteer, settings: Resolution | None = None) -> None:
        self.table, self.gazetteer, self.settings = actors, gazetteer, settings or Resolution()
        self._actors, self._places = ActorResolver(actors, gazetteer), PlaceResolver(gazetteer)

    @classmethod
    def open(
        cls, settings: Resolution | None = None, own_actors: Sequence[str] = (), own_places: Path | None = None
    ) -> "Resolver":
        """The packaged tables, lines of the user's own table of actors (own.py), and the user's own gazetteer (own_places.py).

        Raises GazetteerNotFound.
        """
        packaged_weights()  # so that a damaged file is found here, not in the middle of an article
        return cls(ActorTable.open(own_lines=own_actors), Gazetteer.open(own=own_places), settings)

    def resolve(self, article: Article, readings: Sequence[Reading]) -> LookedUp:
        """Never raises on any text; what cannot be resolved says why."""
        actors = self._actors.resolve(article, readings)
        codes = [found.value.code for found in actors.values() if found.value and found.value.code != ontology.UNKNOWN_CODE]
        placed = self._places.read(article, readings, codes)
        places = placed.answers
        found = sorted((event for reading in readings for event in reading.events), key=lambda e: (e.trigger, e.act))
        dates = _dates(article, found)
        return LookedUp(
            tuple(
                self._event(article, f"{article.id}/e{n}", event, actors, places, dates.get(event.date) if event.date else None)
                for n, event in enumerate(found, 1)
            ),
            tuple(
                Consequence(claim, actors.get(claim.source) if claim.source else None)
                for reading in readings
                for claim in reading.consequences
            ),
            tuple(
                Stance(stance, actors[stance.holder], actors.get(stance.source) if stance.source else None)
                for reading in readings
                for stance in reading.stances
            ),
            placed.places,
        )

    def _event(
        self,
        article: Article,
        ident: str,
        event: EventMention,
        actors: dict[Mention, Resolved[Actor]],
        places: dict[Mention, Resolved[Place]],
        when: Resolved[When] | None,
    ) -> Event:
        text = article.text
        status = self._status(article, event, when)
        event = replace(event, status=status)
        event_type = ontology.event_type(event.act, status)
        return Event(
            id=ident,
            mention=event,
            event_type=event_type,
            quad=ontology.quad(event_type),
            score=ontology.score(event_type, event.modes),
            actors=tuple(party for mention in event.actors for party in parties(actors[mention])),
            recipients=tuple(party for mention in event.recipients for party in parties(actors[mention])),
            source=actors[event.source] if event.source else None,
            place=places[event.place] if event.place else None,
            date=when,
            quantities=tuple(
                replace(resolve_quantity(m.span.of(text), *around(text, m.span), event.act), mention=m) for m in event.quantities
            ),
        )

    def _status(self, article: Article, event: EventMention, when: Resolved[When] | None) -> str:
        """What is dated more than a year before publication is background, whatever the sentence alone looks like."""
        if event.status != "actual" or article.published is None or when is None or when.value is None:
            return event.status
        days_before = (article.published - when.value.end).days
        return "historical" if days_before > self.settings.historical_after_days else "actual"


def _dates(article: Article, events: Sequence[EventMention]) -> dict[Mention, Resolved[When]]:
    """The events' time words in the order of the text; "the same day" counts from the date before it."""
    out: dict[Mention, Resolved[When]] = {}
    previous = None
    for event in sorted(
        (event for event in events if event.date), key=lambda event: event.date.span if event.date else event.trigger
    ):
        mention = event.date
        if mention is None or mention in out:
            continue
        found = resolve_date(
            mention.span.of(article.text),
            article.published,
            future=event.status in ("future", "hypothetical"),
            context=event.sentence.of(article.text),
            previous=previous,
        )
        out[mention] = replace(found, mention=mention)
        previous = found.value.start if found.value else previous
    return out
