"""Who a mention stands for: code, sector and name, with the reason.

The order: pronouns and descriptions by reference, exact names valid on the date, head noun with a country in the phrase, the
article's own introductions of a name, the country where the story is set. What stays unclear is UNK, with the reason.
"""

from collections.abc import Sequence
from dataclasses import replace

from verbale.ontology import UNKNOWN_CODE
from verbale.records import Actor, Article, Candidate, Mention, Reading, Resolved, Span
from verbale.resolution.description import Description
from verbale.resolution.gazetteer import Gazetteer
from verbale.resolution.knowledge import ActorTable, Hit, NounHit
from verbale.resolution.namesakes import Namesakes, in_article
from verbale.resolution.noun_phrases import dissect
from verbale.resolution.reference import Discourse, Finding, Referent
from verbale.resolution.story import Part, PlaceNames, Story
from verbale.resolution.words import POSSESSIVES, PRONOUNS, QUANTITIES, RELATIVE, SPEAKER

__all__ = ["ActorResolver", "parties"]

_SPOKEN_OF = frozenset(("person", "people", "body", "group"))  # natures of nouns that pronouns go back to
_MODIFIERS = 4  # words before a noun that may belong to it
_TOLD, _UNTOLD = 0.6, 0.3  # the score of a country that such a phrase names, or does not
_LOOSE = -0.5  # how much less a phrase counts as antecedent that takes no part in an event


class ActorResolver:
    """Resolves the actors of whole articles. One table serves any number of articles and threads."""

    def __init__(self, table: ActorTable, gazetteer: PlaceNames | None = None) -> None:
        self._table, self._gazetteer = table, gazetteer
        self._namesakes = Namesakes(gazetteer) if isinstance(gazetteer, Gazetteer) else None

    def resolve(self, article: Article, readings: Sequence[Reading]) -> dict[Mention, Resolved[Actor]]:
        """An answer for every mention of role actor, recipient, source or holder; unknown actors have code UNK and a reason."""
        table = in_article(self._table, self._namesakes.meant(article, readings)) if self._namesakes else self._table
        story = Story(table, article, readings, self._gazetteer)
        return _Reader(story).read()


def parties(resolved: Resolved[Actor]) -> tuple[Resolved[Actor], ...]:
    """One answer per party: a phrase such as "both sides" or "Polish and Lithuanian troops" stands for several countries.

    `resolve` puts the first party into `value` and all of them into `candidates` with the reason "party".
    """
    several = [c for c in resolved.candidates if c.reason.startswith("party")]
    if len(several) < 2:
        return (resolved,)
    return tuple(
        Resolved(
            Actor(c.name or None, c.code, c.reason.partition(" ")[2] or None), resolved.mention, resolved.score, resolved.reason
        )
        for c in several
    )


def _parts(story: Story) -> list[Part]:
    """Every mention that needs an answer, once, in the order of the text; names without a role are not asked for."""
    found: dict[Mention, Part] = {}
    for number, reading in enumerate(story.readings):
        for event in reading.events:
            for mention in (*event.actors, *event.recipients, event.source):
                if mention is not None:
                    found.setdefault(mention, Part(mention, event, number))
        claims = [claim.source for claim in reading.consequences] + [stance.source for stance in reading.stances]
        for mention in (*claims, *(stance.holder for stance in reading.stances)):
            if mention is not None:
                found.setdefault(mention, Part(mention, None, number))
    return sorted(found.values(), key=lambda part: (part.mention.span.start, -part.mention.span.end))


class _Reader:
    """Reads one story from start to end and keeps what it has spoken of."""

    def __init__(self, story: Story) -> None:
        self.story, self.text, self.tokens = story, story.text, story.tokens
        self.discourse = Discourse(self.text)
        self.answers: dict[Mention, Finding] = {}
        self.speakers: dict[int, Finding] = {}
        self.description = Description(story, self.discourse, self.answers, self.speakers)

    def read(self) -> dict[Mention, Resolved[Actor]]:
        parts = _parts(self.story)
        by_sentence: dict[int, list[Part]] = {}
        for part in parts:
            by_sentence.setdefault(part.sentence, []).append(part)
        hits: dict[int, list[Hit]] = {}
        for hit in self.story.hits:
            hits.setdefault(self.story.sentence_at(self.tokens[hit.first].start), []).append(hit)
        for number in range(len(self.story.readings)):
            self._sentence(number, by_sentence.get(number, []), hits.get(number, []))
        return {mention: self._resolved(mention, found) for mention, found in self.answers.items()}

    def _sentence(self, number: int, parts: list[Part], hits: list[Hit]) -> None:
        spans = [part.mention.span for part in parts]
        loose = [h for h in hits if not any(s.start <= self.tokens[h.first].start < s.end for s in spans)]
        steps: list[tuple[int, int, Part | Hit | NounHit | Mention]] = [(p.mention.span.start, 0, p) for p in parts]
        steps += [(self.tokens[h.first].start, 1, h) for h in loose]
        steps += [(start, 2, noun) for start, noun in self._loose_phrases(number, spans)]
        steps += [(person.span.start, 3, person) for person in self._strangers(number, spans)]
        late: list[Part] = []
        first = True
        for _, _, step in sorted(steps, key=lambda s: (s[0], s[1])):
            if isinstance(step, Hit):
                self._note_hit(step, number, first)
            elif isinstance(step, NounHit):
                self._note_phrase(step, number, first)
            elif isinstance(step, Mention):
                self._note_stranger(step, number, first)
            elif self._is_speaker(step.mention):
                late.append(step)
            else:
                self._answer(step, first)
            first = False
        for part in late:  # "we" in a quotation is its speaker, who may be named after it
            self._answer(part, False)

    def _loose_phrases(self, number: int, spans: list[Span]) -> list[tuple[int, NounHit]]:
        """Nouns of the sentence that are no mentions but may be referred to later ("20 Cuban doctors"), with where they start."""
        found = []
        story, sentence = self.story, self.story.readings[number].sentence
        for hit in story.table.scan_nouns(self.text, self.tokens, *story.span_tokens(sentence)):
            titled = hit.last in story.hit_from  # "President Macron": the name is the referent
            if hit.noun.nature not in _SPOKEN_OF or titled or hit.first in story.covered:
                continue
            told = hit.first in story.hit_to or hit.first - 1 in story.hit_to
            start = self.tokens[hit.first].start
            if (told or (hit.noun.scope == "home" and story.main)) and not any(s.start <= start < s.end for s in spans):
                found.append((start, hit))
        return found

    def _note_phrase(self, hit: NounHit, number: int, subject: bool) -> None:
        """Keep a phrase that is no mention: its country is what it says, else that of the story, and no more is asked."""
        noun = hit.noun

        def find() -> Finding:
            left = hit.first
            while left > 0 and hit.first - left < _MODIFIERS and self.description.names.modifies(left - 1):
                left -= 1
            phrase = dissect(self.story.table, self.text, self.tokens, left, hit.last)
            told = self.description.countries.among(phrase.before())
            owner = self._owner(left, number) if told is None else None
            if owner is not None and owner.codes:
                reason = "possessive: " + owner.reason
                return Finding(owner.codes, noun.sector, reason, None, nature, noun.plural, "", _TOLD, guess=owner.guess)
            codes, reason = (told[0], told[1]) if told else ((self.story.main or UNKNOWN_CODE,), "article's main country")
            return Finding(codes, noun.sector, reason, None, nature, noun.plural, "", _TOLD if told else _UNTOLD, guess=not told)

        nature = noun.stands_for
        start, end = self.tokens[hit.first].start, self.tokens[hit.last - 1].end
        self.discourse.add(Referent(start, end, number, noun.form, nature, noun.plural, "", subject, _LOOSE, find))

    def _owner(self, first: int, number: int) -> Finding | None:
        """Whose the phrase is whose modifiers begin at token `first`: "its 18 prisoners" are of whom "its" means."""
        while first > 0 and (self.tokens[first - 1].key in QUANTITIES or self.tokens[first - 1].key[:1].isdigit()):
            first -= 1
        word = self.tokens[first - 1].key if first else ""
        if word not in POSSESSIVES or word in SPEAKER or word in RELATIVE:
            return None
        meant = self.discourse.pronoun(word, self.tokens[first - 1].start, number)
        return meant.finding() if meant is not None else None

    def _strangers(self, number: int, spans: list[Span]) -> list[Mention]:
        """Persons by name whom the table does not know and who do nothing in the sentence: "he" may mean them later."""
        known = {self.tokens[hit.last - 1].end for hit in self.story.hits if self.description.names.counts(hit)}
        return [
            name
            for name in self.story.readings[number].names
            if name.role == "person" and not any(name.span.overlaps(span) for span in spans) and name.span.end not in known
        ]

    def _note_stranger(self, name: Mention, number: int, subject: bool) -> None:
        """Keep a person with the title and nationality that stand before the name: "retired Ghanaian General Osei"."""
        first, last = self.story.span_tokens(name.span)
        left = first
        while left > 0 and self.tokens[left - 1].capital and self.story.gap(left) == " ":
            left -= 1
        if left < first < last:
            found = self.description.phrase(left, last, Part(name, None, number))
            if found.codes:
                found = replace(found, nature="person", plural=False)
                self._refer(Span(self.tokens[left].start, name.span.end), number, "", found, subject, 0.3)

    def _is_speaker(self, mention: Mention) -> bool:
        return self.text[mention.span.start : mention.span.end].lower() in SPEAKER

    def _answer(self, part: Part, subject: bool) -> None:
        mention = part.mention
        first, last = self.story.span_tokens(mention.span)
        found = (
            self.description.phrase(self._with_owner(first, last), last, part) if first < last else Finding((), None, "no words")
        )
        self.answers[mention] = found
        if mention.role == "source" and found.codes:
            self.speakers[part.sentence] = found
        head = self._head_key(first, last)
        leads = subject or mention.role in ("actor", "source", "holder")
        weight = 0.4 if mention.role in ("actor", "source") else 0.0
        if found.nature == "person" and not found.plural:
            weight += 0.3 if found.name else -0.4
        self._refer(mention.span, part.sentence, head, found, leads, weight, mention.role)

    def _with_owner(self, first: int, last: int) -> int:
        """The first token with the owner that stands right before the mention, if it was cut off: "its", "Estonia's"."""
        if first == 0 or (last - first == 1 and self.tokens[first].key in PRONOUNS) or self.tokens[first].capital:
            return first
        before = self.tokens[first - 1]
        gap = self.text[before.end : self.tokens[first].start]
        if gap == " " and before.key in POSSESSIVES:
            return first - 1
        if gap == " " and before.key == "s" and first > 1 and self.text[self.tokens[first - 2].end : before.start] in ("'", "’"):
            first = first - 2
            while first > 0 and self.tokens[first - 1].capital and self.story.gap(first) == " ":
                first -= 1
        return first

    def _refer(self, span: Span, number: int, head: str, found: Finding, subject: bool, weight: float, role: str = "") -> None:
        nature, plural, gender = found.nature, found.plural, found.gender
        self.discourse.add(
            Referent(span.start, span.end, number, head, nature, plural, gender, subject, weight, lambda: found, found, role)
        )

    def _note_hit(self, hit: Hit, number: int, subject: bool) -> None:
        if not self.description.names.counts(hit):
            return
        entity, _ = self.story.pick(hit)
        if entity.kind in ("press",):
            return
        found = self.description.names.finding(hit)
        span = Span(self.tokens[hit.first].start, self.tokens[hit.last - 1].end)
        modifier = entity.kind == "adjective" or self.text[span.end : span.end + 2] in ("'s", "’s")
        self._refer(span, number, "", found, subject and not modifier, -1.0 if modifier else -0.2)

    def _head_key(self, first: int, last: int) -> str:
        if first >= last:
            return ""
        phrase = dissect(self.story.table, self.text, self.tokens, first, last)
        return phrase.head.noun.form if phrase.head is not None else ""

    def _resolved(self, mention: Mention, found: Finding) -> Resolved[Actor]:
        code = found.codes[0] if found.codes else UNKNOWN_CODE
        several: tuple[Candidate, ...] = ()
        if len(found.codes) > 1:
            sectors = found.sectors or (found.sector,) * len(found.codes)
            several = tuple(
                Candidate(found.name or "", c, found.score, f"party {s or ''}".strip())
                for c, s in zip(found.codes, sectors, strict=True)
            )
        score = found.score if code != UNKNOWN_CODE else 0.0
        return Resolved(Actor(found.name, code, found.sector), mention, score, found.reason, several)
