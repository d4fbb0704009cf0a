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
    """Something earlier that a phrase may go back to by its form (`sign`); from what was `said` it takes sector and name."""

    sign: str
    code: str
    reason: str
    said: Finding | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """What a phrase itself says of its party: its head noun, determiner and pointers."""

    noun: str = ""
    determiner: str = ""
    pointers: tuple[Pointer, ...] = ()
    owner: str = ""
    """Whose neighbour or rival it is: not the party itself."""


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
            countries = "no country in the article" if len(options) == 1 else "of no one country in the article"
            base.reason = f"no country in the phrase, {countries}"
            return
        reason = next((p.reason for p in asked.pointers if p.code == code and p.reason), "")
        base.reason = reason or ("article's main country" if code == self.story.main else "country of this passage")
        base.codes, base.score, base.guess = (code,), round(chance, 3), True
        self._last = code

    def options(self, part: Part, base: Finding, asked: Asked) -> list[Option]:
        """What speaks for each country of the story, and for none of them, as the home of a party."""
        signs = self._signs(part, asked)
        noun, determiner = asked.noun, asked.determiner
        event, role = part.event, part.mention.role
        act = event.act if event is not None else ""
        sector, plural = base.sector or base.nature, "many" if base.plural else "one"
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
            if code is not None and code != UNKNOWN_CODE and code != asked.owner:
                own = signs.setdefault(code, [])
                sign = f"{code} {sign}" if code in NOT_COUNTRIES else sign
                if sign not in own:
                    own.append(sign)

        ranked = sorted(story.weights.items(), key=lambda item: (-item[1], item[0]))
        for place, (code, weight) in enumerate(ranked):
            if weight <= 0:
                continue
            note(code, f"rank {min(place, 3)}")
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
        if event is not None:
            for other in event.recipients if part.mention in event.actors else event.actors:
                if other == part.mention:
                    continue
                found = self.answers.get(other)
                if found is not None and len(found.codes) == 1:
                    note(found.codes[0], "other guess" if found.guess else "other side")
                else:
                    note(story.place_country(other.span), "other named")
            if event.source is not None and event.source != part.mention:
                speaker = self.answers.get(event.source)
                known_speaker = speaker is not None and speaker.codes
                note(speaker.codes[0] if speaker and known_speaker else story.place_country(event.source.span), "speaker")
        note(self._last, "last home")
        for pointer in asked.pointers:
            note(pointer.code, pointer.sign)
        return signs
