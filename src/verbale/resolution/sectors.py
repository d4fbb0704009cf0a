"""The sector of a phrase where the head noun alone does not settle it."""

from verbale.ontology import NOT_COUNTRIES
from verbale.resolution.names import Names
from verbale.resolution.noun_phrases import Phrase
from verbale.resolution.reference import Finding
from verbale.resolution.story import Part, Story
from verbale.resolution.words import ARMY_WORDS, CRAFT, CROWDS, FORMER, PHYSICAL, POLICE_WORDS, REBEL_NAMES, REBEL_WORDS


class Sectors:
    """Settles sectors by modifiers, complements, roles and what else the story speaks of."""

    def __init__(self, story: Story, names: Names) -> None:
        self.story, self.tokens, self.names = story, story.tokens, names
        self._police: int | None = None
        self._groups: dict[str, str] = {}

    def of_modifier(self, phrase: Phrase) -> str | None:
        """The sector of the noun before the head ("union leaders" -> LAB) or, of a weak head, of the noun after it."""
        assert phrase.head is not None
        before = [n for n in phrase.nouns if n.last <= phrase.head.first and n.noun.scope not in ("weak", "other", "place")]
        if before:
            return before[-1].noun.sector
        after = [n for n in phrase.nouns if n.first >= phrase.edge and n.noun.scope not in ("weak", "other", "place", "world")]
        return after[0].noun.sector if after else None

    def mend(self, phrase: Phrase, part: Part, base: Finding) -> None:
        """What modifiers and the role say about the sector beside the noun."""
        assert phrase.head is not None
        noun = phrase.head.noun
        modifiers = {t.key for t in self.tokens[phrase.core : phrase.head.first]}
        if self.tokens[phrase.head.first].capital and self._names_rebels(phrase):
            base.sector = "REB"
        elif "opposition" in modifiers and noun.sector != "JRN":
            base.sector = "OPP"
        elif modifiers & REBEL_WORDS and noun.sector in (None, "UAF", "MIL", "GOV", "CVL"):
            base.sector = "REB"
        elif modifiers & FORMER and noun.sector in ("GOV", "LEG"):
            base.sector = None
        elif noun.form in ("officer", "officers") and not base.reason.startswith("agency"):
            base.sector = self._police_or_army(base.reason.startswith("nationality"))
        elif noun.sector == "LAB" and self.of_modifier(phrase) == "GOV":
            base.sector = "GOV"
        elif (
            noun.sector == "IGO"
            and noun.form.endswith(("peacekeepers", "peacekeeper"))
            and base.codes
            and base.codes[0] not in NOT_COUNTRIES
        ) or (noun.nature == "thing" and part.mention.role == "actor" and noun.form.rstrip("s") in CRAFT):
            base.sector = "MIL"
        elif (
            noun.form in ("men", "man")
            and part.mention.role == "actor"
            and part.event is not None
            and part.event.act == "ASSAULT"
        ):
            base.sector = "UAF"
        elif noun.form == "coalition" and "led" in modifiers:  # of armies, under the state that is named
            base.sector = "MIL"
        elif (
            noun.form == "capital"
            and base.codes
            and (part.event is None or part.event.act not in PHYSICAL or part.mention.role == "actor")
        ):
            base.sector = "GOV"

    def _names_rebels(self, phrase: Phrase) -> bool:
        """Whether the phrase is a proper name such as "Front for the Liberation of ..."."""
        return any(t.capital and t.key in REBEL_NAMES for t in self.tokens[phrase.core : phrase.last])

    def _police_or_army(self, foreign: bool) -> str:
        """Bare "officers": of the police or the army, whichever the article speaks of more."""
        if self._police is None:
            keys = [t.key for t in self.tokens]
            self._police = sum(k in POLICE_WORDS for k in keys) - sum(k in ARMY_WORDS for k in keys)
        return "MIL" if self._police < 0 or (self._police == 0 and foreign) else "COP"

    def of_groups(self, code: str) -> str:
        """Fighters are rebels where the article names a rebel group of that country."""
        if code not in self._groups:
            groups = (h for h in self.story.hits if h.names[0].entity.kind == "group" and code in h.names[0].entity.codes)
            sectors = (self.story.pick(hit)[0].sector for hit in groups if self.names.counts(hit))
            self._groups[code] = next((sector for sector in sectors if sector in ("REB", "UAF")), "UAF") or "UAF"
        return self._groups[code]

    def of_crowd(self, phrase: Phrase) -> str | None:
        """ "Thousands", "hundreds", "those who": people in numbers are civilians."""
        keys = {t.key for t in self.tokens[phrase.first : phrase.core + 1]}
        return "CVL" if keys & CROWDS else None
