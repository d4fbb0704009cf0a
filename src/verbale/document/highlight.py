"""Which words of an article to colour, and how: a text cut into runs, each with the parts it plays in events.

Spans of different events overlap and lie in one another. Within a run every character belongs to the same spans; the shortest
of them gives the colour (the number inside the actor "1,200 marines"), and among equals the order of _RANK.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from verbale.document.wording import days
from verbale.records import Actor, CodedArticle, Event, Mention, Resolved, Span

# The roles that are coloured, in the order of the legend.
ROLES = ("actor", "act", "recipient", "source", "place", "date", "number")
CLAIM = "claim"  # what a consequence or a stance is made of: underlined, not coloured
_RANK = {role: rank for rank, role in enumerate(("act", "actor", "recipient", "source", "place", "date", "number"))}


@dataclass(frozen=True, slots=True)
class Part:
    """A span that plays a role in event number `event` (from 1), or in a claim (0); `note` says in words what was found."""

    span: Span
    role: str
    event: int
    note: str

    @property
    def title(self) -> str:
        """The part in one line."""
        return f"{self.role}, event {self.event}: {self.note}" if self.event else self.note


@dataclass(frozen=True, slots=True)
class TextRun:
    """Characters that all belong to the same parts; `role` colours them and is None for plain text."""

    span: Span
    parts: tuple[Part, ...]

    @property
    def role(self) -> str | None:
        """The role that colours the run; CLAIM where only claims hold it, None for plain text."""
        colours = [part for part in self.parts if part.role != CLAIM]
        if not colours:
            return CLAIM if self.parts else None
        return min(colours, key=lambda part: (part.span.end - part.span.start, _RANK[part.role])).role

    def ended_triggers(self) -> tuple[int, ...]:
        """Numbers of the events whose trigger ends with this run."""
        return tuple(part.event for part in self.parts if part.role == "act" and part.span.end == self.span.end)


def sentence_runs(coded: CodedArticle) -> Iterator[tuple[Span, tuple[TextRun, ...]]]:
    """Each sentence with its runs, in order. A part outside every sentence is left out; one across a border is cut there."""
    ends = [sentence.end for sentence in coded.sentences]
    inside: dict[int, list[Part]] = defaultdict(list)
    for part in _parts(coded):
        for index in range(bisect_left(ends, part.span.start + 1), len(ends)):
            if coded.sentences[index].start >= part.span.end:
                break
            inside[index].append(part)
    for index, sentence in enumerate(coded.sentences):
        yield sentence, _runs(sentence, inside.get(index, []))


def _runs(within: Span, parts: list[Part]) -> tuple[TextRun, ...]:
    edges = {within.start, within.end}
    for part in parts:
        edges.update(edge for edge in (part.span.start, part.span.end) if within.start < edge < within.end)
    ordered = sorted(edges)
    return tuple(
        TextRun(Span(start, end), tuple(part for part in parts if part.span.start <= start and end <= part.span.end))
        for start, end in pairwise(ordered)
    )


def _parts(coded: CodedArticle) -> Iterator[Part]:
    for number, event in enumerate(coded.events, start=1):
        yield from _event_parts(event, number)
    for consequence in coded.consequences:
        claim = consequence.mention
        yield Part(claim.cause.span, CLAIM, 0, f"cause of a consequence: {claim.polarity}, {claim.status}, {claim.certainty}")
        yield Part(claim.effect.span, CLAIM, 0, f"effect of a consequence: {claim.polarity}, {claim.status}, {claim.certainty}")
    for stance in coded.stances:
        yield Part(
            stance.mention.holder.span, CLAIM, 0, f"holder of a stance: {stance.mention.value}; {actor_words(stance.holder)}"
        )
        if stance.mention.toward:
            yield Part(stance.mention.toward.span, CLAIM, 0, f"what a stance is toward: {stance.mention.value}")


def _event_parts(event: Event, number: int) -> Iterator[Part]:
    mention = event.mention
    yield Part(mention.trigger, "act", number, f"{act_words(event)}, {mention.status}, {mention.certainty}")
    for role, resolved in (("actor", event.actors), ("recipient", event.recipients)):
        for actor in resolved:
            yield from _part(actor.mention, role, number, actor_words(actor))
    if event.source:
        yield from _part(event.source.mention, "source", number, actor_words(event.source))
    if mention.cue:
        yield Part(mention.cue.span, "source", number, "words of saying or believing")
    if event.place:
        place = event.place.value
        found = ", ".join(filter(None, (place.name, place.country))) if place else f"unknown: {event.place.reason}"
        yield from _part(event.place.mention, "place", number, found)
    if event.date:
        when = event.date.value
        found = days(when.start.isoformat(), when.end.isoformat()) if when else f"unknown: {event.date.reason}"
        yield from _part(event.date.mention, "date", number, found)
    for quantity in event.quantities:
        yield from _part(
            quantity.mention, "number", number, quantity.value.kind if quantity.value else f"unknown: {quantity.reason}"
        )


def _part(mention: Mention | None, role: str, number: int, note: str) -> Iterator[Part]:
    if mention:
        yield Part(mention.span, role, number, note)


def act_words(event: Event) -> str:
    """ "ACCUSE disapprove", and "AID, type AGREE" where the event type is another."""
    words = " ".join((event.mention.act, *event.mention.modes))
    return words if event.event_type == event.mention.act else f"{words}, type {event.event_type}"


def actor_words(resolved: Resolved[Actor]) -> str:
    """ "Malaysia, MYS GOV", or UNK and the reason."""
    actor = resolved.value
    if actor is None:
        return f"UNK: {resolved.reason}"
    codes = " ".join(filter(None, (actor.code, actor.sector)))
    return f"{actor.name}, {codes}" if actor.name else codes
