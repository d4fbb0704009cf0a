"""Compare coded articles with marked ones, in figures that mean the same as those of the development gold's scorer.

Marked articles are in the corpus format (corpus/README.md), coded ones in the output contract. Inside a sentence every coded
event is paired with at most one marked event, closest first. Definitions:

    act       the same act                       event    the same PLOVER event type, and actors and recipients agree
    exact     event, and the same status         agree    two sets of codes overlap by half or more, or both are empty
    false_happened   share of the marked events that did not happen (future, hypothetical, negated) whose sentence has a coded
                     real event on the same words, or one of the same act that no marked real event explains
    unreal_recall    share of those that were found with their status
    telling   the same act, status and certainty, and source words that overlap, or none in both
    context   contexts of the pairs matched on the act, counted one by one (micro F1)
    ece       mean distance between confidence and the share of event matches, over ten groups of equal size
"""

import math
import random
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from training.corpus import offsets
from verbale import ontology

Json = dict[str, Any]
T = TypeVar("T")
Interval = tuple[int, int]
UNREAL = ("future", "hypothetical", "negated")
MUTUAL = ("CONSULT", "COOPERATE", "AGREE")


@dataclass(frozen=True)
class Judged:
    """An event, marked or coded, in the terms that are compared."""

    sentence: int
    act: str
    event_type: str
    status: str
    certainty: str
    trigger: Interval
    actors: frozenset[str]
    recipients: frozenset[str]
    source: Interval | None
    confidence: float = 1.0
    contexts: frozenset[str] | None = None
    """None where nobody marked them."""


@dataclass(frozen=True)
class Claim:
    """A consequence (two spans and a polarity) or a stance (one span and a value)."""

    spans: tuple[Interval, ...]
    value: str


@dataclass(frozen=True)
class Marked:
    """A marked article: its text, the sentences' offsets, and what is marked."""

    id: str
    text: str
    sentences: tuple[Interval, ...]
    events: tuple[Judged, ...]
    consequences: tuple[Claim, ...]
    stances: tuple[Claim, ...]
    source: Json


def marked(article: Json) -> Marked:
    """A marked article; sentences are joined by single spaces. Sets of unrelated sentences are one article too."""
    at, sentences, events, consequences, stances = 0, [], [], [], []
    for number, sentence in enumerate(article["sentences"]):
        text, base = sentence["text"], at

        def where(words: str, text: str = text, base: int = base) -> Interval:
            found = offsets(text, words)
            assert found, f"{words!r} is not in {text!r}"
            return found[0] + base, found[1] + base

        contexts = frozenset(sentence["contexts"]) if "contexts" in sentence else None
        for e in sentence["events"]:
            actors, recipients = (frozenset(x["code"] for x in e[side]) for side in ("actor", "recipient"))
            source = where(e["source"]["text"]) if e.get("source") else None
            events.append(
                Judged(
                    number, e["act"], ontology.event_type(e["act"], e["status"]), e["status"], e["certainty"],
                    where(e["trigger"]), actors, recipients, source, contexts=contexts,
                )
            )  # fmt: skip
        consequences += [Claim((where(c["cause"]), where(c["effect"])), c["polarity"]) for c in sentence["consequences"]]
        stances += [Claim((where(s["holder"]),), s["value"]) for s in sentence["stances"]]
        sentences.append((base, base + len(text)))
        at += len(text) + 1
    whole = " ".join(sentence["text"] for sentence in article["sentences"])
    return Marked(str(article["id"]), whole, tuple(sentences), tuple(events), tuple(consequences), tuple(stances), article)


def coded_events(document: Json, sentences: Sequence[Interval]) -> list[Judged]:
    out = []
    for e in document["events"]:
        start = e["trigger"]["start"]
        number = next((n for n, (low, high) in enumerate(sentences) if low <= start <= high), None)
        if number is None:
            continue
        actors, recipients = (frozenset(x["code"] for x in e[side]) for side in ("actor", "recipient"))
        source = (e["source"]["start"], e["source"]["end"]) if e["source"] else None
        trigger = (start, e["trigger"]["end"])
        out.append(
            Judged(
                number,
                e["act"],
                e["event_type"],
                e["status"],
                e["certainty"],
                trigger,
                actors,
                recipients,
                source,
                e["confidence"],
                None if e["context"] is None else frozenset(e["context"]),
            )
        )
    return out


def overlap(a: Interval | None, b: Interval | None) -> bool:
    return a == b if a is None or b is None else a[0] < b[1] and b[0] < a[1]


def agree(a: frozenset[str], b: frozenset[str]) -> bool:
    return (not a and not b) or (bool(a & b) and 2 * len(a & b) >= len(a | b))


def same_act(gold: Judged, coded: Judged) -> bool:
    return gold.act == coded.act


def same_event(gold: Judged, coded: Judged) -> bool:
    if gold.event_type != coded.event_type:
        return False
    both = gold.actors | gold.recipients
    mutual = gold.event_type in MUTUAL and len(both) > 1 and agree(both, coded.actors | coded.recipients)
    return mutual or (agree(gold.actors, coded.actors) and agree(gold.recipients, coded.recipients))


def same_exact(gold: Judged, coded: Judged) -> bool:
    return same_event(gold, coded) and gold.status == coded.status


def same_telling(gold: Judged, coded: Judged) -> bool:
    """The same act, status and certainty, and source words that overlap, or none in both."""
    told = (gold.act, gold.status, gold.certainty) == (coded.act, coded.status, coded.certainty)
    return told and overlap(gold.source, coded.source)


def pairs(gold: Sequence[Judged], coded: Sequence[Judged], same: Callable[[Judged, Judged], bool]) -> list[tuple[int, int]]:
    """Indices of marked and coded events that belong together, one to one, closest first."""

    def closeness(g: Judged, c: Judged) -> int:
        parties = agree(g.actors, c.actors) + agree(g.recipients, c.recipients)
        return 4 * overlap(g.trigger, c.trigger) + 2 * parties + (g.status == c.status)

    found = [
        (-closeness(g, c), i, j)
        for i, g in enumerate(gold)
        for j, c in enumerate(coded)
        if g.sentence == c.sentence and same(g, c)
    ]
    left, right, out = set[int](), set[int](), []
    for _, i, j in sorted(found):
        if i not in left and j not in right:
            left.add(i)
            right.add(j)
            out.append((i, j))
    return out


def same_claim(gold: Claim, coded: Claim) -> bool:
    return gold.value == coded.value and all(overlap(a, b) for a, b in zip(gold.spans, coded.spans, strict=True))


def matched_claims(gold: Sequence[Claim], coded: Sequence[Claim]) -> int:
    left, hits = list(coded), 0
    for claim in gold:
        found = next((c for c in left if same_claim(claim, c)), None)
        if found:
            left.remove(found)
            hits += 1
    return hits


@dataclass(frozen=True)
class Tally:
    """Counts of one article, and (confidence, right) of each coded event."""

    counts: Counter[str]
    confidences: tuple[tuple[float, bool], ...]


def tally(gold: Marked, document: Json) -> Tally:
    """Compare one coded article with its marking."""
    coded = coded_events(document, gold.sentences)
    n: Counter[str] = Counter(articles=1, gold=len(gold.events), coded=len(coded))
    matches = {name: pairs(gold.events, coded, same) for name, same in SAME.items()}
    n.update({name: len(found) for name, found in matches.items()})
    for i, j in matches["act"]:
        g, c = gold.events[i], coded[j]
        n.update(
            pairs=1, status=g.status == c.status, certainty=g.certainty == c.certainty,
            actor=agree(g.actors, c.actors), recipient=agree(g.recipients, c.recipients),
            source_gold=g.source is not None, source_coded=c.source is not None,
            source_hit=g.source is not None and overlap(g.source, c.source),
        )  # fmt: skip
        # Neighbours in a set of unrelated sentences are no passage.
        if g.contexts is not None and c.contexts is not None and not gold.source["loose"]:
            n.update(context_gold=len(g.contexts), context_coded=len(c.contexts), context_hit=len(g.contexts & c.contexts))
    explained = {j for i, j in matches["act"] if gold.events[i].status not in UNREAL}
    unreal = [g for g in gold.events if g.status in UNREAL]
    right = sum(gold.events[i].status in UNREAL and gold.events[i].status == coded[j].status for i, j in matches["act"])
    n.update(unreal=len(unreal), unreal_right=right)
    n["unreal_as_real"] = sum(
        any(
            c.sentence == g.sentence
            and c.status not in UNREAL
            and (overlap(g.trigger, c.trigger) or (c.act == g.act and j not in explained))
            for j, c in enumerate(coded)
        )
        for g in unreal
    )
    with_event = {g.sentence for g in gold.events}
    n.update(empty=len(gold.sentences) - len(with_event), in_empty=sum(c.sentence not in with_event for c in coded))
    consequences = [Claim((_interval(c["cause"]), _interval(c["effect"])), c["polarity"]) for c in document["consequences"]]
    stances = [Claim((_interval(s["holder"]),), s["value"]) for s in document["stances"]]
    for name, mine, theirs in (("consequence", gold.consequences, consequences), ("stance", gold.stances, stances)):
        n.update({f"{name}_gold": len(mine), f"{name}_coded": len(theirs), f"{name}_hit": matched_claims(mine, theirs)})
    hit = {j for _, j in matches["event"]}
    return Tally(n, tuple((c.confidence, j in hit) for j, c in enumerate(coded)))


def _interval(words: Json) -> Interval:
    return words["start"], words["end"]


SAME = {"act": same_act, "event": same_event, "exact": same_exact}


def f1(hits: int, coded: int, gold: int) -> tuple[float, float, float]:
    """F1, precision and recall of counts."""
    precision, recall = hits / coded if coded else 0.0, hits / gold if gold else 0.0
    return (2 * precision * recall / (precision + recall) if hits else 0.0), precision, recall


def expected_calibration_error(points: Sequence[tuple[float, bool]], groups: int = 10) -> float:
    """Over groups of equal size, in order of confidence."""
    ordered, error = sorted(points), 0.0
    for g in range(groups):
        part = ordered[g * len(ordered) // groups : (g + 1) * len(ordered) // groups]
        error += abs(sum(c for c, _ in part) - sum(ok for _, ok in part)) / max(1, len(ordered))
    return error


def report(tallies: Sequence[Tally]) -> dict[str, float]:
    """The figures over all articles."""
    n: Counter[str] = sum((t.counts for t in tallies), Counter())
    out: dict[str, float] = {"articles": n["articles"], "gold": n["gold"], "coded": n["coded"]}
    for name in SAME:
        out[f"{name}_f1"], out[f"{name}_p"], out[f"{name}_r"] = f1(n[name], n["coded"], n["gold"])
    for name in ("status", "certainty", "actor", "recipient"):
        out[f"{name}_acc"] = n[name] / max(1, n["pairs"])
    for name in ("source", "consequence", "stance", *(["context"] if n["context_gold"] else [])):
        out[f"{name}_marked"] = n[f"{name}_gold"]
        out[f"{name}_f1"], out[f"{name}_p"], out[f"{name}_r"] = f1(n[f"{name}_hit"], n[f"{name}_coded"], n[f"{name}_gold"])
    out["false_happened"] = n["unreal_as_real"] / max(1, n["unreal"])
    out["unreal_recall"] = n["unreal_right"] / max(1, n["unreal"])
    out["false_events_per_100_empty_sentences"] = 100 * n["in_empty"] / max(1, n["empty"])
    out["ece"] = expected_calibration_error([point for t in tallies for point in t.confidences])
    return {name: round(value, 4) for name, value in out.items()}


def intervals(tallies: Sequence[Tally], names: Sequence[str]) -> dict[str, tuple[float, float]]:
    """95 % intervals, by resampling articles."""
    reports = [report(drawn) for drawn in draws(tallies)]
    return {name: middle([figures[name] for figures in reports]) for name in names}


def draws(items: Sequence[T], count: int = 1000) -> Iterator[list[T]]:
    """As many items again, drawn with replacement; seed 0."""
    rng = random.Random(0)
    return (rng.choices(items, k=len(items)) for _ in range(count))


def middle(values: Sequence[float]) -> tuple[float, float]:
    """The bounds of the middle 95 %."""
    ordered = sorted(values)
    return ordered[int(0.025 * len(ordered))], ordered[int(0.975 * len(ordered))]


def resampled(items: Sequence[T], figure: Callable[[Sequence[T]], float]) -> tuple[float, float]:
    """The 95 % interval of a figure over items, by resampling them."""
    return middle([figure(drawn) for drawn in draws(items)])


def wilson(right: int, count: int) -> tuple[float, float]:
    """The 95 % interval of a share by Wilson's score, which holds near 0 and 1 too."""
    share, z = right / count, 1.96
    middle, width = share + z * z / (2 * count), z * math.sqrt(share * (1 - share) / count + z * z / (4 * count * count))
    scale = 1 + z * z / count
    return max(0.0, (middle - width) / scale), min(1.0, (middle + width) / scale)


def pooled_f1(rows: Sequence[tuple[int, int, int]]) -> tuple[tuple[float, float, float], tuple[float, float]]:
    """F1, precision and recall of (right, found, marked) counts added up, and the 95 % interval of the F1 over the rows."""

    def added(drawn: Sequence[tuple[int, int, int]]) -> tuple[float, float, float]:
        return f1(*map(sum, zip(*drawn, strict=True)))

    return added(rows), resampled(rows, lambda drawn: added(drawn)[0])
