"""From the network's scores for one window to mentions; pure functions on arrays.

Probabilities are sigmoids or softmaxes of the scores. Spans are those of the article's text.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from verbale.extraction import labels
from verbale.extraction.encoding import Window
from verbale.extraction.tags import OUTSIDE, best_tags, runs
from verbale.records import ConsequenceMention, EventMention, Mention, Reading, Span, StanceMention
from verbale.settings import Extraction

Floats = NDArray[np.floating]
_ROLE = {name: n for n, name in enumerate(labels.ROLES)}
_MODES_OF = {
    act: [(n, mode.partition("/")[2]) for n, mode in enumerate(labels.MODES) if mode.startswith(act + "/")]
    for act in labels.ANCHOR_ACTS
}
_APOSTROPHES = ("'", "’", "‘")
NEAR = 6
"""Fewer words than these may stand between two triggers of which one is the light verb, or the noun, of the other."""
_JOINTS = (",", ";", ":", "and", "or", "but", "then", "while", "after", "before")
"""Words that part one happening from the next."""
_LINKS = ("the", "a", "an", "of", "in", "on", "at", "for", "to", "with", "by", "from", "and", "or", "who", "whom", "which")
"""No party, thing or claim ends in one of these words, or is one."""
_NEVER_LAST = (*_APOSTROPHES, ",", ";", ":", "-", "–", "—", "(", "“", "”", '"', *_LINKS)
_REAL = ("actual", "historical")
_SEVERAL = ("actor", "recipient", "quantity", "cause", "effect")


@dataclass(frozen=True, slots=True)
class Scores:
    """The network's scores for one window, cut to its words; see `labels` for the axes after the batch."""

    trigger: Floats
    inside: Floats
    status: Floats
    certainty: Floats
    mode: Floats
    signal: Floats
    stance: Floats
    layer: Floats
    role: Floats
    context: Floats


def softmax(scores: Floats) -> Floats:
    """Over the last axis."""
    powers = np.exp(scores - scores.max(-1, keepdims=True))
    out: Floats = powers / powers.sum(-1, keepdims=True)
    return out


def sigmoid(scores: Floats) -> Floats:
    """Elementwise; scores beyond 60 are cut, where it is 0 or 1 anyway."""
    return 1 / (1 + np.exp(-np.clip(scores, -60, 60)))


class _Window:
    """One window being decoded."""

    def __init__(self, text: str, window: Window, scores: Scores, settings: Extraction) -> None:
        self.window, self.scores, self.settings = window, scores, settings
        self.words = [word.of(text) for word in window.words]
        self.goes_on = scores.inside > 0
        self.trigger = softmax(scores.trigger)
        self.signal = softmax(scores.signal)
        self.stance = softmax(scores.stance)

    def span(self, first: int, last: int) -> Span:
        return Span(self.window.words[first].start, self.window.words[last].end)

    def anchors(self, chances: Floats, threshold: float) -> list[int]:
        """Words of the core whose chance of being no anchor is small enough."""
        core = self.window.core
        hits = np.flatnonzero(1 - chances[core.start : core.stop, 0] > threshold)
        return [int(hit) + core.start for hit in hits]

    def extent(self, word: int, anchors: Iterable[int]) -> Span:
        """The anchor and the words that continue it."""
        last, others = word, set(anchors)
        while last + 1 < len(self.window.words) and self.goes_on[last + 1] and last + 1 not in others:
            last += 1
        return self.span(word, last)

    def roles(self, anchor: int, names: Iterable[str], threshold: float) -> dict[str, list[Mention]]:
        """The mentions in each role of an anchor, best first."""
        out = {}
        for name in names:
            limit = self.settings.source if name == "source" else threshold
            begins, continues = self.scores.role[_ROLE[name], :, anchor, :]
            chances = sigmoid(begins)
            found = []
            for first in np.argsort(-chances, kind="stable"):
                if chances[first] <= limit:
                    break
                mention = self._mention(name, int(first), begins, continues, float(chances[first]))
                if mention is None:
                    continue
                found.append(mention)
                if name not in _SEVERAL:
                    break
            out[name] = _apart(found)
        return out

    def _mention(self, name: str, first: int, begins: Floats, continues: Floats, chance: float) -> Mention | None:
        end = first + 1
        while end < len(continues) and not 0 < begins[end] > continues[end]:
            end += 1
        # The end that the words up to it speak for together: "agents of the Indian government" survives a doubt about "of".
        gained = np.cumsum(np.concatenate(([0.0], continues[first + 1 : end])))
        last = first + int(gained.argmax())
        while last > first and self.words[last] in _NEVER_LAST:
            last -= 1
        if last == first and self.words[first] in _LINKS:
            return None
        if last > first + 1 and self.words[last] == "s" and self.words[last - 1] in _APOSTROPHES:
            last -= 2  # "Niger's" as a party is Niger
        return Mention(self.span(first, last), name, round(chance, 4))

    def events(self, sentence: Span) -> list[EventMention]:
        facts = set(self.anchors(self.trigger, self.settings.trigger))
        possible = self.anchors(self.trigger, min(self.settings.trigger, self.settings.unreal_trigger))
        anchors = [word for word in possible if word in facts or self._status(word) not in _REAL]
        found = [(word, event) for word in anchors if (event := self._event(sentence, word, anchors))]
        kept: dict[int, EventMention] = {}
        for word, event in sorted(found, key=lambda pair: -pair[1].confidence):
            same = next((other for other, known in kept.items() if self._close(word, other) and _told_again(event, known)), None)
            if same is None:
                kept[word] = event
            else:
                kept[same] = _completed(kept[same], event)
        return [event for _, event in sorted(kept.items())]

    def _close(self, one: int, other: int) -> bool:
        between = self.words[min(one, other) + 1 : max(one, other)]
        return len(between) < NEAR and not any(word in _JOINTS for word in between)

    def _status(self, word: int) -> str:
        return labels.STATUSES[int(self.scores.status[word].argmax())]

    def _event(self, sentence: Span, word: int, anchors: list[int]) -> EventMention | None:
        chances = self.trigger[word]
        act = labels.ANCHOR_ACTS[1 + int(np.argmax(chances[1:]))]
        roles = self.roles(word, labels.EVENT_ROLES, self.settings.role)
        if not roles["actor"] and not roles["recipient"]:
            likely = self.roles(word, ("actor", "recipient"), self.settings.last_role)
            roles |= {name: mentions[:1] for name, mentions in likely.items()}
        actors, recipients = _one_side(roles["actor"], roles["recipient"])
        if not actors and not recipients:
            return None  # no participant in the sentence, no event
        certainty = labels.CERTAINTIES[int(self.scores.certainty[word].argmax())]
        modes = tuple(name for n, name in _MODES_OF[act] if sigmoid(self.scores.mode[word, n]) > self.settings.mode)
        # Before calibration: how sure the act is, times how sure its least sure party is.
        confidence = float(chances[labels.ANCHOR_ACTS.index(act)]) * min(mention.score for mention in (*actors, *recipients))
        return EventMention(
            sentence, self.extent(word, anchors), act, self._status(word), certainty, modes, actors, recipients,
            _only(roles["source"]), _only(roles["cue"]), _only(roles["place"]), _only(roles["date"]),
            tuple(_in_order(roles["quantity"])),
            confidence,
        )  # fmt: skip

    def consequences(self) -> list[ConsequenceMention]:
        out = []
        anchors = self.anchors(self.signal, self.settings.signal)
        for word in anchors:
            polarity = labels.SIGNALS[1 + int(np.argmax(self.signal[word, 1:]))]
            chance = round(float(1 - self.signal[word, 0]), 4)
            ends = self.roles(word, labels.CONSEQUENCE_ROLES, self.settings.claim_role)
            source = _only(self.roles(word, ("source",), self.settings.role)["source"])
            signal = Mention(self.extent(word, anchors), "signal", chance)
            status = self._status(word)
            certainty = labels.CERTAINTIES[int(self.scores.certainty[word].argmax())]
            causes, effects = ends["cause"][:1], [e for e in ends["effect"] if e.score > self.settings.role] or ends["effect"][:1]
            out += [
                ConsequenceMention(cause, effect, signal, polarity, status, certainty, source)
                for cause in causes
                for effect in _in_order(effects)
                if not cause.span.overlaps(effect.span)
            ]
        # "might fray" may be anchored at both words: one claim between two spans is enough, the surest
        best: dict[tuple[Span, Span], ConsequenceMention] = {}
        for claim in sorted(out, key=lambda claim: -(claim.signal.score if claim.signal else 0)):
            best.setdefault((claim.cause.span, claim.effect.span), claim)
        return [claim for claim in out if best[claim.cause.span, claim.effect.span] is claim]

    def stances(self) -> list[StanceMention]:
        out = []
        for word in self.anchors(self.stance, self.settings.stance):
            value = labels.STANCES[1 + int(np.argmax(self.stance[word, 1:]))]
            holder = _only(self.roles(word, ("holder",), self.settings.claim_role)["holder"])
            others = self.roles(word, ("toward", "source"), self.settings.role)
            if holder:
                out.append(StanceMention(holder, _only(others["toward"]), value, _only(others["source"])))
        return out

    def names(self) -> list[Mention]:
        out = []
        for n, name in enumerate(labels.NAMES):
            scores = self.scores.layer[:, n]
            for first, last in runs(best_tags(scores)):
                if first in self.window.core:
                    chance = round(float(1 - softmax(scores[first])[OUTSIDE]), 4)
                    out.append(Mention(self.span(first, last), name, chance))
        return out


def decode(text: str, sentence: Span, parts: list[tuple[Window, Scores]], settings: Extraction) -> Reading:
    """What the network found in one sentence of a text, read in one window or several."""
    open_windows = [_Window(text, window, scores, settings) for window, scores in parts if window.words]
    events = [event for window in open_windows for event in window.events(sentence)]
    names = [name for window in open_windows for name in window.names()]
    return Reading(
        sentence, tuple(sorted(events, key=lambda e: e.trigger)),
        tuple(claim for window in open_windows for claim in window.consequences()),
        tuple(stance for window in open_windows for stance in window.stances()),
        tuple(sorted(names, key=lambda m: (m.span, m.role))),
    )  # fmt: skip


def _told_again(event: EventMention, known: EventMention) -> bool:
    """Whether two triggers tell one happening ("resumed trade"): the same act and status, and no party that differs."""
    sides = ((event.actors, known.actors), (event.recipients, known.recipients))
    same = all(not a or not b or {m.span for m in a} == {m.span for m in b} for a, b in sides)
    across = ((event.actors, known.recipients), (event.recipients, known.actors))
    if any(a.span.overlaps(b.span) for one, other in across for a in one for b in other):
        return False  # together they would have somebody on both sides
    return same and (event.act, event.status) == (known.act, known.status)


def _completed(event: EventMention, other: EventMention) -> EventMention:
    """The event with what only the other telling of it has."""
    return replace(
        event, actors=event.actors or other.actors, recipients=event.recipients or other.recipients,
        source=event.source or other.source, cue=event.cue or other.cue, place=event.place or other.place,
        date=event.date or other.date, quantities=event.quantities or other.quantities,
    )  # fmt: skip


def passage_contexts(scores: Sequence[Sequence[Floats]], threshold: float) -> list[tuple[str, ...]]:
    """The contexts of each sentence's passage: the sentence itself, counted twice, and its neighbours (itself again at an end).

    `scores` are those of the windows of each sentence, of which the highest counts.
    """
    if not scores:
        return []
    chances = np.stack([sigmoid(np.stack(parts)).max(0) for parts in scores])
    around = np.pad(chances, ((1, 1), (0, 0)), mode="edge")
    means = (around[:-2] + 2 * around[1:-1] + around[2:]) / 4
    return [tuple(name for name, chance in zip(labels.CONTEXTS, row, strict=True) if chance > threshold) for row in means]


def _only(mentions: list[Mention]) -> Mention | None:
    return mentions[0] if mentions else None


def _in_order(mentions: Iterable[Mention]) -> list[Mention]:
    return sorted(mentions, key=lambda mention: mention.span)


def _apart(mentions: list[Mention]) -> list[Mention]:
    """Drop a mention that overlaps a better one; they come best first."""
    out: list[Mention] = []
    for mention in mentions:
        if not any(mention.span.overlaps(kept.span) for kept in out):
            out.append(mention)
    return out


def _one_side(actors: list[Mention], recipients: list[Mention]) -> tuple[tuple[Mention, ...], tuple[Mention, ...]]:
    """Nobody stands on both sides of one event: where spans overlap, the better scored side keeps its mention."""

    def wins(mine: Mention, others: list[Mention]) -> bool:
        return all(mine.score >= other.score for other in others if mine.span.overlaps(other.span))

    kept = [a for a in actors if wins(a, recipients)]
    return tuple(_in_order(kept)), tuple(_in_order(r for r in recipients if all(not r.span.overlaps(a.span) for a in kept)))
