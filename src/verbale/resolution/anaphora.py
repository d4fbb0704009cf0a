"""Pronouns and bare plurals of one story: "he", "we", "two of whom", "both sides"."""

from verbale.resolution.reference import Discourse, Finding
from verbale.resolution.setting import Asked, Setting
from verbale.resolution.story import Part, Story
from verbale.resolution.words import HE, SHE, SPEAKER, THEY, TRIO

_EVEN = 0.3  # the last of "both sides" must weigh at least this share of the first in the article


class Anaphora:
    """Resolves what refers to something said before. `speakers` are the sources by sentence."""

    def __init__(self, story: Story, discourse: Discourse, setting: Setting, speakers: dict[int, Finding]) -> None:
        self.story, self.text, self.tokens = story, story.text, story.tokens
        self.discourse, self.setting, self.speakers = discourse, setting, speakers

    def pronoun(self, word: str, token: int, part: Part) -> Finding:
        """Who a pronoun or possessive at `token` stands for; without antecedent, the country where the story is set."""
        start = self.tokens[token].start
        if word in SPEAKER:
            return self._speaker(start, part)
        barred: list[tuple[int, int]] = []
        alone = (part.mention.span.start, part.mention.span.end) == (start, self.tokens[token].end)
        if alone and not word.endswith(("self", "selves")):
            barred = [(other.span.start, other.span.end) for other in self.setting.other_side(part)]
        referent = self.discourse.pronoun(word, start, part.sentence, barred)
        if referent is None:
            person = word in HE or word in SHE
            found = Finding((), None, "", None, "person" if person else "people" if word in THEY else "body")
            self.setting.home(part, found, Asked(word))
            return found
        found = referent.finding()
        words = self.text[referent.start : referent.end]
        reason = f"pronoun -> {found.name or words} (sentence {referent.sentence + 1})"
        return Finding(
            found.codes,
            found.sector,
            reason,
            found.name,
            found.nature,
            found.plural,
            found.gender,
            0.8 * found.score,
            found.sectors,
            found.guess,
        )

    def _speaker(self, start: int, part: Part) -> Finding:
        speaker = self.speakers.get(part.sentence) or self.speakers.get(part.sentence - 1)
        if speaker is None:
            for referent in self.discourse.referents:
                if (
                    referent.sentence == part.sentence
                    and referent.start > start
                    and referent.nature in ("person", "body", "group")
                ):
                    speaker = referent.finding()
                    break
        if speaker is None:
            speaker = next(
                (r.finding() for r in self.discourse.referents if r.subject and r.nature in ("person", "body", "group")), None
            )
        if speaker is None:
            return Finding((), None, "nobody speaks here", None, "people", True)
        return Finding(
            speaker.codes,
            speaker.sector,
            "speaker of the quotation",
            speaker.name,
            speaker.nature,
            True,
            "",
            0.7,
            guess=speaker.guess,
        )

    def some_of(self, last_word: str, first: int, part: Part) -> Finding:
        """ "Two of whom", "some of them": as those of whom they are some."""
        start = self.tokens[first].start
        word = "they" if last_word == "them" else last_word
        referent = self.discourse.pronoun(word, start, part.sentence)
        if referent is None:
            base = Finding((), None, "", None, "people", True)
            self.setting.home(part, base, Asked(last_word))
            return base
        found = referent.finding()
        reason = f"some of those in sentence {referent.sentence + 1}"
        return Finding(found.codes, found.sector, reason, None, found.nature, True, "", 0.7, guess=found.guess)

    def several(self, words: list[str], first: int, part: Part) -> Finding:
        """ "Both", "the two countries", "the three": the parties spoken of last, or those of whom the story speaks most."""
        start, many = self.tokens[first].start, 3 if set(words) & TRIO else 2
        noun = self.story.table.nouns.get(words[-1]) if len(words) > 1 else None
        acting = self.setting.codes_of_other_side(part)
        recent = [r.finding() for r in self.discourse.parties(start, part.sentence, many, acting)]
        if noun is None:
            same = self.discourse.same_country_pair(start, part.sentence)
            if same is not None and many == 2:
                return Finding(same.codes, None, "the last two parties, of one country", None, "group", True, "", 0.6)
        spoken = {c for r in self.discourse.before(start, part.sentence, reach=99) for c in r.finding().codes} - acting
        ranked = sorted(((w, c) for c, w in self.story.weights.items() if c in spoken), key=lambda x: (-x[0], x[1]))[:many]
        if noun is not None and len(ranked) == many and ranked[-1][0] >= _EVEN * ranked[0][0]:
            order = {r: i for i, r in enumerate(c for _, c in ranked)}
            codes = tuple(sorted(order, key=lambda c: order[c]))
            return Finding(codes, noun.sector, "the parties of the story", None, "state", True, "", 0.6)
        if not recent:
            base = Finding((), noun.sector if noun else None, "", None, "state", True)
            self.setting.home(part, base, Asked(words[-1]))
            return base
        told = {found.sector for found in recent}
        sector = noun.sector if noun else told.pop() if len(told) == 1 else None  # of an army and a minister: their countries
        codes = tuple(found.codes[0] for found in recent)
        return Finding(codes, sector, "the last parties spoken of", None, "state", True, "", 0.6, (sector,) * len(codes))
