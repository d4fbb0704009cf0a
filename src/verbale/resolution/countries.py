"""The countries that a phrase with a head noun tells: by its modifiers, its owner, its name or its complement."""

from collections.abc import Callable

from verbale.resolution.anaphora import Anaphora
from verbale.resolution.knowledge import Hit
from verbale.resolution.names import Names
from verbale.resolution.noun_phrases import Phrase
from verbale.resolution.reference import Finding
from verbale.resolution.story import Part, Story
from verbale.resolution.words import PLACE_PREPOSITIONS, POSSESSIVES

Told = tuple[tuple[str, ...], str, str | None]  # codes, the reason, the sector of what told them
_REASONS = {
    "state": "country in the phrase",
    "adjective": "nationality + noun",
    "people": "nationality + noun",
    "seat": "capital in the phrase",
}
_BESIDE = ("in", "of", "at", "near", "from")
_UNDER = (["led", "by"], ["loyal", "to"])
_DEEPEST = 3  # phrases within phrases ("the head of the office of ...") that are followed


class Countries:
    """Finds the countries in phrases of one story. `read` resolves a phrase within a phrase."""

    def __init__(self, story: Story, names: Names, anaphora: Anaphora, read: Callable[[int, int, Part, int], Finding]) -> None:
        self.story, self.text, self.tokens = story, story.text, story.tokens
        self.names, self.anaphora, self._read = names, anaphora, read

    def of(self, phrase: Phrase, part: Part, depth: int) -> Told:
        """Codes that the phrase itself tells, why, and the sector of what told them."""
        assert phrase.head is not None
        other = phrase.head.noun.scope == "other"
        name = self.trailing_name(phrase)
        before = [h for h in phrase.before() if not other or not self.owner(h)]
        found = self.among(before)
        if found is not None:
            return found
        if name is not None:
            known = self.names.introduced_as(name.split()[-1].lower(), part)
            if known is not None and known.codes:
                return known.codes, known.reason, known.sector
        named = self._apposed_person(phrase)
        if named is not None:
            return named
        if phrase.determiner in POSSESSIVES and not other:
            owner = self.anaphora.pronoun(phrase.determiner, phrase.first, part)
            if owner.codes:
                return (
                    owner.codes,
                    f"possessive: {owner.reason}",
                    None if phrase.head.noun.form in ("country", "people") else owner.sector,
                )
        if phrase.edge < phrase.last and not other:
            found = self._in_complement(phrase, part, depth)
            if found is not None:
                return found
        if depth == 0 and phrase.edge == phrase.last and phrase.head.noun.scope != "world" and not other:
            return self._beside(phrase)
        return (), "", None

    def owner(self, hit: Hit) -> bool:
        """Whether a name owns what follows it: "Estonia's", "the Philippines' "."""
        return self.text[(end := self.tokens[hit.last - 1].end) : end + 2] in ("'s", "’s", "' ", "’ ")

    def _apposed_person(self, phrase: Phrase) -> Told | None:
        """ "The prime minister, Milos Vucevic, ...": a known person named right after the phrase."""
        assert phrase.head is not None
        at = phrase.last
        if phrase.head.noun.nature != "person" or phrase.head.noun.plural or at >= len(self.tokens):
            return None
        if self.story.gap(at) != ", " or not self.tokens[at].capital:
            return None
        hit = self.story.hit_from.get(at)
        if hit is None or hit.weak or hit.names[0].entity.kind != "person":
            return None
        found = self.names.finding(hit)
        return found.codes, f"person named after it, {found.reason}", found.sector

    def _beside(self, phrase: Phrase) -> Told:
        """The country of a name right after the phrase: "defence ministry | in Yerevan", "insurgents | led by Hamas"."""
        at = phrase.last
        keys = [token.key for token in self.tokens[at : at + 2]]
        if keys in _UNDER:
            hit = self.story.hit_from.get(at + 2)
            found = self.among([hit]) if hit is not None else None
            return found or ((), "", None)
        if at + 1 >= len(self.tokens) or keys[0] not in _BESIDE or not self.tokens[at + 1].capital or self.story.gap(at) != " ":
            return (), "", None
        end = at + 2
        while end < len(self.tokens) and self.tokens[end].capital and self.story.gap(end) == " ":
            end += 1
        country = self.story.country_among(at + 1, end)
        return ((country,), "place after the phrase", None) if country is not None else ((), "", None)

    def _in_complement(self, phrase: Phrase, part: Part, depth: int) -> Told | None:
        """The country in what follows the head: "of Russia", "in Tbilisi", "of the two generals"."""
        assert phrase.head is not None
        preposition = self.tokens[phrase.edge].key
        world = phrase.head.noun.scope == "world"
        if not (world and preposition in ("in", "at", "near")):
            found = self.among(phrase.after())
            if found is not None:
                return found
            if preposition in PLACE_PREPOSITIONS or preposition in ("based", "stationed", "deployed"):
                country = self.story.country_among(phrase.edge, phrase.last, strict=False)
                if country is not None:
                    return (country,), "place in the phrase", None
        if preposition in ("of", "from", "for") and depth < _DEEPEST and phrase.edge + 1 < phrase.last:
            inner = self._read(phrase.edge + 1, phrase.last, part, depth + 1)
            if inner.codes:
                return inner.codes, inner.reason, inner.sector
        return None

    def among(self, hits: list[Hit]) -> Told | None:
        """Codes of the names in a part of the phrase; several states joined by "and" are several parties."""
        good = [h for h in hits if self.names.counts(h)]
        if not good:
            return None
        entities = [self.story.pick(h)[0] for h in good]
        if len(entities) > 1 and all(e.kind in ("state", "adjective", "seat", "people") for e in entities):
            a, b = good[0].last, good[-1].first
            between = {self.tokens[i].key for i in range(a, b)}
            if "and" in between or "," in self.text[self.tokens[a - 1].end : self.tokens[b].start]:
                return tuple(dict.fromkeys(e.codes[0] for e in entities)), "several nationalities in the phrase", None
        at = 0
        for i, entity in enumerate(entities):
            if entity.kind in ("group", "igo", "agency", "person", "party") and entities[at].kind in ("adjective", "state"):
                at = i if entity.kind in ("group", "igo") or entities[at].codes == entity.codes else at
        best = entities[at]
        found = self.names.finding(good[at])
        sector = found.sector if best.kind not in ("people", "seat") else None
        return found.codes, _REASONS.get(best.kind, f"{best.kind} in the phrase"), sector

    def trailing_name(self, phrase: Phrase) -> str | None:
        """The name right behind the head noun: "Popescu" in "Foreign Minister Popescu"."""
        assert phrase.head is not None
        first, last = phrase.head.last, phrase.edge
        if first < last and self.tokens[first].capital:
            return self.text[self.tokens[first].start : self.tokens[last - 1].end]
        return None
