"""The country of a party that no word names: whose police, court or protesters these are.

It is chosen among the countries that the story brings, and "none of them", by what speaks for each.
"""

from dataclasses import dataclass

from verbale.ontology import NOT_COUNTRIES, UNKNOWN_CODE
from verbale.records import Mention
from verbale.resolution.choices import Option, best
from verbale.resolution.reference import Discourse, Finding
from verbale.resolution.story import Part, Story

_SHARES = (0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
_TELLING = frozenset(("state", "seat", "person", "body", "people", "group", "place"))


@dataclass(frozen=True, slots=True)
class Pointer:
    """Something earlier that a phrase may go back to by its form (`sign`), and what was `said` of it there, if anything."""

    sign: str
    code: str
    reason: str
    said: Finding | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """What a phrase itself says of its party: its head noun, determiner and pointers, and whose neighbour or rival it is."""

    noun: str = ""
    determiner: str = ""
    pointers: tuple[Pointer, ...] = ()
    owners: frozenset[str] = frozenset()


class Setting:
    """Weighs the countries of one story for one mention. `answers` are those given so far."""

    def __init__(self, story: Story, discourse: Discourse, answers: dict[Mention, Finding]) -> None:
        self.story, self.discourse, self.answers = story, discourse, answers
        self._last: str | None = None

    def home(self, part: Part, base: Finding, asked: Asked) -> None:
        """Give a finding the likeliest country of the story, or none."""
        options = self.options(part, base, asked)
        at, chance = best(options)
        code = options[at].code
        if code == UNKNOWN_CODE:
            base.codes = ()
            base.reason = f"no country in the phrase, {'of no one' if self.story.weights else 'no'} country in the article"
            return
        base.reason = "article's main country" if code == self.story.main else "country of this passage"
        base.codes, base.score, base.guess = (code,), round(chance, 3), True
        self._last = code

    def options(self, part: Part, base: Finding, asked: Asked) -> list[Option]:
        """What speaks for each country of the story, and for none of them, as the home of a party."""
        signs = self._signs(part, asked)
        noun, determiner = asked.noun, asked.determiner
        event, role = part.event, part.mention.role
        act = event.act if event is not None else ""
        sector, plural = base.sector or base.nature, "many" if base.plural else "one"
        if base.sector == "GOV" and base.nature == "person":  # an unknown president is not of the country that he deals with
            others = {code: own for code, own in signs.items() if "other named" not in own}
            signs = others if any(code not in NOT_COUNTRIES for code in others) else signs
        out = []
        for code, own in signs.items():
            crossed = [f"{sign} & {also}" for sign in own for also in (sector, role)]
            crossed += [f"{sign} & {role} {also}" for sign in own if sign.startswith("other") for also in (act, sector)]
            out.append(Option(code, (*own, *crossed)))
        also_none = [
            sector,
            f"{role} {act}",
            f"{role} {sector}",
            f"{determiner or '-'} {plural}",
            f"{min(len(signs), 4)} countries",
        ]
        also_none += [f"<{noun}>", f"<{noun}> {determiner or '-'}"] if noun else []
        none = ("none", *(f"none & {also}" for also in also_none))
        return [*out, Option(UNKNOWN_CODE, none)]

    def _signs(self, part: Part, asked: Asked) -> dict[str, list[str]]:
        """The signs of each country that the story brings, without regard to the party."""
        story, event = self.story, part.event
        signs: dict[str, list[str]] = {}

        def note(code: str | None, sign: str) -> None:
            if code is not None and code != UNKNOWN_CODE and code not in asked.owners:
                own = signs.setdefault(code, [])
                sign = f"{code} {sign}" if code in NOT_COUNTRIES else sign
                if sign not in own:
                    own.append(sign)

        ranked = sorted(story.weights.items(), key=lambda item: (-item[1], item[0]))
        for code, weight in ranked:
            if weight <= 0:
                continue
            note(code, f"rank {min(sum(other > weight for _, other in ranked), 3)}")
            note(code, f"share {sum(weight / story.total > edge for edge in _SHARES)}")
            if len(ranked) == 1:
                note(code, "alone")
        if event is not None and event.place is not None:
            note(story.place_country(event.place.span), "event place")
        for code in story.places_of(part.sentence) if story.readings else ():
            note(code, "local place")
        for code in story.titled:
            note(code, "title")
        near = [r for r in self.discourse.before(part.mention.span.start, part.sentence, reach=1) if r.nature in _TELLING]
        told = [(r, r.finding()) for r in near]
        known = [(r, f.codes[0]) for r, f in told if not f.guess and len(f.codes) == 1]
        for rank, (referent, code) in enumerate(known):
            here = "here" if referent.sentence == part.sentence else "before"
            note(code, f"told {here}")
            if rank == 0:
                note(code, f"nearest {here}")
            if referent.subject:
                note(code, f"subject {here}")
        for code in story.named_after(part.mention.span.end, part.sentence):
            note(code, "told later")
        for other in self.other_side(part):
            country, how = self._told_of(other)
            note(country, f"other {how}")
        if event is not None and event.source is not None and event.source != part.mention:
            note(self._told_of(event.source)[0], "speaker")
        note(self._last, "last home")
        for pointer in asked.pointers:
            note(pointer.code, pointer.sign)
        return signs

    def other_side(self, part: Part) -> list[Mention]:
        """The mentions on the other side of the act."""
        if part.event is None:
            return []
        others = part.event.recipients if part.mention in part.event.actors else part.event.actors
        return [other for other in others if other != part.mention]

    def _told_of(self, mention: Mention) -> tuple[str | None, str]:
        """The country of another mention, from its answer or else from its words, and how it is known."""
        found = self.answers.get(mention)
        if found is not None and len(found.codes) == 1:
            return found.codes[0], "guess" if found.guess else "side"
        return self.story.place_country(mention.span), "named"

    def codes_of_other_side(self, part: Part) -> set[str]:
        """Every code that the other side of the act is known to have."""
        found = (self._told_of(other)[0] for other in self.other_side(part))
        return {code for code in found if code is not None}
