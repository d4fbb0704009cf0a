"""Short passages with marked words, through the whole resolver: "[Chad](actor) accused [Sudan](recipient) in [Adré](place)."

Every sentence with a role in it has one event, triggered by its first word. The roles person, organisation, location are names.
A word that is marked twice may carry a number: "[He#2](actor)".
"""

import re
from dataclasses import dataclass
from datetime import date

from verbale.records import Actor, Event, EventMention, Mention, Place, Reading, Resolved, Span
from verbale.resolution.resolver import Resolver
from verbale.text import make_article

_MARK = re.compile(r"\[([^\]#]+)(#\d+)?\]\((\w+)\)")
_NAMES = ("person", "organisation", "location")


@dataclass(frozen=True)
class Answers:
    """The answers of one passage, by the marked words."""

    parties: dict[str, tuple[Resolved[Actor], ...]]
    places: dict[str, Resolved[Place]]

    def who(self, words: str) -> str:
        """The codes and sectors of a party: "UKR REB", several of them joined by "+"."""
        return " + ".join(" ".join(filter(None, (p.value.code, p.value.sector))) for p in self.parties[words] if p.value)

    def where(self, words: str) -> str:
        """Name, country and precision of a place, or "nowhere"."""
        place = self.places[words].value
        return f"{place.name}, {place.country}, {place.precision}" if place else "nowhere"

    def why(self, words: str) -> str:
        """The reason of a place, or of a party."""
        return self.places[words].reason if words in self.places else self.parties[words][0].reason


def answers(resolver: Resolver, sentences: list[str], published: str | None, act: str = "ACCUSE") -> Answers:
    """Resolve a passage, given sentence by sentence."""
    text, readings, marked = "", list[Reading](), dict[tuple[int, str], str]()
    for sentence in sentences:
        base, plain, at, mentions = len(text), "", 0, list[Mention]()
        for mark in _MARK.finditer(sentence):
            plain += sentence[at : mark.start()]
            mention = Mention(Span(base + len(plain), base + len(plain) + len(mark[1])), mark[3])
            mentions.append(mention)
            marked[mention.span.start, mention.role] = mark[1] + (mark[2] or "")
            plain, at = plain + mark[1], mark.end()
        plain += sentence[at:]
        whole = Span(base, base + len(plain))
        parts = {role: tuple(m for m in mentions if m.role == role) for role in ("actor", "recipient", "source", "place")}
        event = EventMention(
            whole, Span(base, base + 1), act, "actual", "certain", actors=parts["actor"], recipients=parts["recipient"],
            source=next(iter(parts["source"]), None), place=next(iter(parts["place"]), None),
        )  # fmt: skip
        readings.append(
            Reading(whole, (event,) if any(parts.values()) else (), names=tuple(m for m in mentions if m.role in _NAMES))
        )
        text += plain + " "
    article = make_article(text, published=date.fromisoformat(published) if published else None)
    parties, places = dict[str, tuple[Resolved[Actor], ...]](), dict[str, Resolved[Place]]()
    for found in resolver.resolve(article, readings).events:
        _collect(found, marked, parties, places)
    return Answers(parties, places)


def _collect(
    event: Event,
    marked: dict[tuple[int, str], str],
    parties: dict[str, tuple[Resolved[Actor], ...]],
    places: dict[str, Resolved[Place]],
) -> None:
    for party in (*event.actors, *event.recipients, *([event.source] if event.source else [])):
        assert party.mention is not None
        words = marked[party.mention.span.start, party.mention.role]
        parties[words] = (*parties.get(words, ()), party)
    if event.place is not None and event.mention.place is not None:
        places[marked[event.mention.place.span.start, "place"]] = event.place
