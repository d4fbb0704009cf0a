"""How likely an event is to be right as a whole: its type, its actors and its recipients.

A logistic regression on a few things that are known of the event once it is resolved; its weights are in the model's card, fitted
by training/evaluate.py on articles that trained nothing.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from math import exp, log

from verbale.ontology import UNKNOWN_CODE
from verbale.records import Event

EVIDENCE = (
    "the act and its least sure party, log odds",
    "the least sure party, log odds",
    "the least sure country, log odds",
    "a party that is unknown",
    "no recipient",
    "no actor",
    "has not happened",
    "told by a source",
    "length of the sentence in words of six characters, log",
    "events of the sentence, log",
)
"""What each weight but the last belongs to; the last is the offset."""
_UNKNOWN = 0.5  # the chance of a party where there is none, or none that is known


def _odds(chance: float) -> float:
    kept = min(max(chance, 1e-4), 1 - 1e-4)
    return log(kept / (1 - kept))


def evidence(events: Sequence[Event]) -> list[tuple[float, ...]]:
    """The numbers of `EVIDENCE` for each event of one article."""
    company = Counter(event.mention.sentence for event in events)
    return [_of_one(event, company[event.mention.sentence]) for event in events]


def _of_one(event: Event, company: int) -> tuple[float, ...]:
    mention = event.mention
    parties = (*event.actors, *event.recipients)
    known = [party.score for party in parties if party.value is not None and party.value.code != UNKNOWN_CODE]
    spans = (*mention.actors, *mention.recipients)
    return (
        _odds(mention.confidence),
        _odds(min((span.score for span in spans), default=_UNKNOWN)),
        _odds(min(known, default=_UNKNOWN)),
        float(len(known) < len(parties)),
        float(not mention.recipients),
        float(not mention.actors),
        float(mention.status not in ("actual", "historical")),
        float(mention.source is not None),
        log(1 + (mention.sentence.end - mention.sentence.start) / 6),
        log(company),
    )


def with_confidence(events: Sequence[Event], weights: Sequence[float]) -> tuple[Event, ...]:
    """The events of one article with their confidence, from 0 to 1; `weights` are those of the card."""
    out = []
    for event, found in zip(events, evidence(events), strict=True):
        odds = sum(weight * value for weight, value in zip(weights, (*found, 1.0), strict=True))
        chance = round(1 / (1 + exp(-max(-60.0, min(60.0, odds)))), 4)
        out.append(replace(event, mention=replace(event.mention, confidence=chance)))
    return tuple(out)
