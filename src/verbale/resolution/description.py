"""What a noun phrase stands for: its head noun, the countries it names, and failing these the story around it."""

from dataclasses import replace

from verbale.records import Mention
from verbale.resolution.anaphora import Anaphora
from verbale.resolution.countries import Countries
from verbale.resolution.knowledge import Hit, Noun
from verbale.resolution.names import Names
from verbale.resolution.noun_phrases import Phrase, dissect
from verbale.resolution.reference import Discourse, Finding
from verbale.resolution.sectors import Sectors
from verbale.resolution.setting import Asked, Pointer, Setting
from verbale.resolution.story import Part, Story
from verbale.resolution.words import (
    CRAFT,
    FIGHTERS,
    FORMS_OF_STATE,
    NOT_HERE,
    PAIR,
    PAIR_NOUNS,
    POSSESSIVES,
    PRONOUNS,
    STATE_NOUNS,
    TO_PERSONS,
    TRIO,
    VERBAL,
)

TELLING = ("REB", "UAF", "CRM", "PTY", "OPP", "IGO", "NGO", "LAB")
"""Sectors that a weak noun ("the leader") takes over from what it goes back to."""


class Description:
    """Resolves the phrases of one story. `discourse`, `answers` and `speakers` are what was read so far."""

    def __init__(self, story: Story, discourse: Discourse, answers: dict[Mention, Finding], speakers: dict[int, Finding]) -> None:
        self.story, self.text, self.tokens, self.discourse = story, story.text, story.tokens, discourse
        self.setting = Setting(story, discourse, answers)
        self.anaphora = Anaphora(story, discourse, self.setting, speakers)
        self.names = Names(story, self.phrase)
        self.sectors = Sectors(story, self.names)
        self.countries = Countries(story, self.names, self.anaphora, self.phrase)

    def phrase(self, first: int, last: int, part: Part, depth: int = 0) -> Finding:
        """What the tokens `first` to `last` stand for."""
        words = [token.key for token in self.tokens[first:last]]
        if len(words) == 1 and words[0] in PRONOUNS and not self._is_name(first):
            if words[0] in PAIR | TRIO and (words[0] in ("both", "neither", "pair", "trio") or self._after_the(first)):
                return self.anaphora.several(words, first, part)
            return self.anaphora.pronoun("they" if words[0] in PAIR | TRIO else words[0], first, part)
        if words[-1] in ("whom", "which", "them") and len(words) > 1:
            return self.anaphora.some_of(words[-1], first, part)
        if (
            len(words) == 2
            and words[1] in PAIR_NOUNS
            and (words[0] in ("both", "each", "neither", "either") or (words[0] in ("two", "three") and self._after_the(first)))
        ):
            return self.anaphora.several(words, first, part)
        phrase = dissect(self.story.table, self.text, self.tokens, first, last)
        whole = self._whole(phrase)
        if whole is not None:
            known = self.names.introduced_as(self.tokens[whole.last - 1].key, part) if whole.weak else None
            found = known or self.names.finding(whole, part)
            return self._as_people(found, phrase, part)
        if phrase.head is not None:
            return self._headed(phrase, part, depth)
        return self._named(phrase, part, depth)

    def _as_people(self, found: Finding, phrase: Phrase, part: Part) -> Finding:
        """Bare nationalities: "shot an American" is a person, "blamed the Kosovars" a nation."""
        if part.event is None or part.mention.role != "recipient":
            return found
        if found.reason == "nationality" and part.event.act in TO_PERSONS:
            return replace(found, sector="CVL", nature="person")
        if found.reason == "inhabitants" and part.event.act in VERBAL and not phrase.counted:
            return replace(found, sector=None)
        return found

    def _after_the(self, token: int) -> bool:
        return token > 0 and self.tokens[token - 1].key in ("the", "these", "those")

    def _is_name(self, token: int) -> bool:
        written = self.text[self.tokens[token].start : self.tokens[token].end]
        return len(written) > 1 and written.isupper()

    def _whole(self, phrase: Phrase) -> Hit | None:
        """The name that is the whole phrase, determiners aside."""
        for hit in phrase.hits:
            if (
                hit.first <= phrase.core
                and hit.last >= phrase.edge == phrase.last
                and (not hit.weak or self.names.supported(hit) or self.names.alone(hit))
            ):
                return hit
        return None

    def _headed(self, phrase: Phrase, part: Part, depth: int) -> Finding:
        assert phrase.head is not None
        noun = phrase.head.noun
        nature = noun.stands_for
        base = Finding((), noun.sector, "", None, nature, noun.plural or phrase.counted or noun.nature == "people", "")
        codes, reason, sector = self.countries.of(phrase, part, depth)
        base.codes, base.reason, base.score, base.name = codes, reason, 0.85, self.countries.trailing_name(phrase)
        if noun.scope in ("weak", "other"):
            base.sector = sector or self.sectors.of_modifier(phrase) or noun.sector
        elif (
            (
                reason.startswith(("person", "leader"))
                and sector is not None
                and noun.sector in ("GOV", "MIL", "PTY")
                and base.name
            )
            or (codes == ("IGO",) and sector in ("IGO", "JUD"))
            or (
                reason.startswith("agency")
                and sector is not None
                and (noun.form in ("officer", "officers") or noun.form.rstrip("s") in CRAFT)
            )
            or (
                sector in ("REB", "UAF", "CRM")
                and noun.sector in ("GOV", "MIL", "UAF", "REB", "CRM", "PTY")
                and reason.startswith("group")
            )
        ):
            base.sector = sector
        self.sectors.mend(phrase, part, base)
        if not codes:
            self._from_context(phrase, part, base)
        if base.sector == "UAF" and noun.form in FIGHTERS and base.codes:
            base.sector = self.sectors.of_groups(base.codes[0])
        if base.name and base.codes:
            self.names.introduced.setdefault(base.name.split()[-1].lower(), base)
        return base

    def _named(self, phrase: Phrase, part: Part, depth: int) -> Finding:
        hits = [h for h in phrase.before() if self.names.counts(h)]
        words = [t for t in self.tokens[phrase.core : phrase.edge] if t.capital]
        if hits and not (
            words and hits[-1].last < phrase.edge and words[-1] is self.tokens[phrase.edge - 1] and self.countries.owner(hits[-1])
        ):
            found = self.names.finding(hits[-1], part)
            states = self.countries.among(phrase.before())
            if states is not None and len(states[0]) > 1:
                found.codes, found.reason = states[0], states[1]
            entity = self.story.pick(hits[-1])[0]
            if entity.kind in ("party", "agency") and len(hits) > 1 and hits[-2].last == hits[-1].first:
                found.codes = self.names.finding(hits[-2]).codes  # "Maldivian Democratic Party"
            if hits[-1].last < phrase.edge and (entity.kind in ("adjective", "seat", "state") or self.countries.owner(hits[-1])):
                found.nature, found.sector, found.name = "thing", None, None
            return found
        if words:
            known = self.names.introduced_as(words[-1].key, part)
            if known is not None:
                return known
            country = self.story.country_among(phrase.core, phrase.edge)
            place = part.mention.role == "recipient" or len(words) == 1
            if country is not None and ((place and self.story.weights.get(country, 0.0) > 0) or not self.story.total):
                return Finding((country,), None, "place name", None, "place")
        after = self.countries.among(phrase.after())
        if after is not None:
            return Finding(
                after[0], after[2] if not words else None, after[1], None, "person" if words else "thing", False, "", 0.6
            )
        if phrase.edge < phrase.last:
            country = self.story.country_among(phrase.edge, phrase.last, strict=False)
            if country is not None:
                sector = self.sectors.of_crowd(phrase)
                return Finding(
                    (country,), sector, "place in the phrase", None, "people" if sector else "thing", bool(sector), "", 0.6
                )
            if self.tokens[phrase.edge].key == "of" and depth < 3 and phrase.edge + 1 < phrase.last:
                return self.phrase(phrase.edge + 1, phrase.last, part, depth + 1)
        if not words and phrase.counted:
            referent = self.discourse.pronoun("they", self.tokens[phrase.first].start, part.sentence)
            if referent is not None and referent.plural and not self.sectors.of_crowd(phrase):
                found = referent.finding()
                return Finding(
                    found.codes,
                    found.sector,
                    f"some of those in sentence {referent.sentence + 1}",
                    None,
                    found.nature,
                    True,
                    "",
                    0.6,
                    guess=found.guess,
                )
        base = Finding(
            (),
            self.sectors.of_crowd(phrase),
            "",
            None,
            "person" if words else "people" if phrase.counted else "thing",
            phrase.counted,
        )
        self._from_context(phrase, part, base)
        if words and base.nature == "person" and base.sector is None:
            base.sector = "CVL"
        return base

    def _from_context(self, phrase: Phrase, part: Part, base: Finding) -> None:
        """Fill in what the phrase does not tell: the country of an earlier mention, or that where the story is set."""
        if phrase.head is None:
            self.setting.home(part, base, Asked())
            return
        noun = phrase.head.noun
        if {t.key for t in self.tokens[phrase.core : phrase.head.first]} & NOT_HERE:
            base.reason = "foreign, of no one country"
            return
        if noun.scope == "world" or (noun.sector == base.sector == "NGO" and phrase.determiner not in POSSESSIVES):
            self._of_organisation(phrase, noun, part, base)
            return
        if phrase.counted and noun.sector == "MIL" and part.mention.role == "actor":
            troops = self.discourse.troops_before(self.tokens[phrase.first].start, part.sentence)
            if troops is not None:
                base.codes, base.reason, base.score = troops.finding().codes, f"troops of sentence {troops.sentence + 1}", 0.6
                return
        pointers = self._pointers(phrase, noun, part)
        if noun.nature == "state" and noun.form not in STATE_NOUNS and not pointers:
            base.reason = "no one country"
            return
        owners = self._owners(phrase, part) if noun.scope == "other" else set[str]()
        owners |= {code for hit in phrase.backers for code in self.names.finding(hit).codes}
        self.setting.home(part, base, Asked(noun.form, phrase.determiner, tuple(pointers), frozenset(owners)))
        for pointer in pointers:
            if base.codes == (pointer.code,):
                self._go_back(base, pointer, noun)
                return

    def _go_back(self, base: Finding, pointer: Pointer, noun: Noun) -> None:
        """Take over what was said where the phrase goes back to."""
        base.reason, said = pointer.reason, pointer.said
        base.guess = said is not None and said.guess
        if said is None or pointer.sign == "last state":
            return
        base.codes, base.sectors = said.codes, said.sectors
        weak = said.sector in TELLING if pointer.sign == "last of its kind" else noun.scope == "weak"
        if weak or noun.sector is None:
            base.sector = said.sector
        if pointer.sign == "same head":
            base.name = said.name

    def _owners(self, phrase: Phrase, part: Part) -> set[str]:
        """Whose neighbour, rival or ally the phrase tells of: it is nobody of these."""
        owners = set[str]()
        if phrase.determiner in POSSESSIVES:
            owners |= set(self.anaphora.pronoun(phrase.determiner, phrase.first, part).codes)
        elif phrase.determiner in ("a", "an"):
            owners |= self.setting.codes_of_other_side(part)
        for hit in phrase.hits:
            if self.countries.owner(hit) or hit.first >= phrase.edge:
                owners |= set(self.names.finding(hit).codes)
        return owners

    def _of_organisation(self, phrase: Phrase, noun: Noun, part: Part, base: Finding) -> None:
        if noun.scope == "world":
            base.codes = ("IGO",) if noun.sector == "IGO" else ()
            base.reason = "international organisation by its noun" if noun.sector == "IGO" else "stands for no one country"
            return
        same = self.discourse.same_head(noun.form, self.tokens[phrase.first].start, part.sentence, None)
        base.codes = same.finding().codes if same is not None else ("NGO",)
        base.reason = "same head as earlier mention" if same is not None else "non-governmental organisation by its noun"

    def _pointers(self, phrase: Phrase, noun: Noun, part: Part) -> list[Pointer]:
        """What the phrase may go back to, by its form."""
        start, sentence = self.tokens[phrase.first].start, part.sentence
        out = []
        if not (phrase.counted or phrase.determiner in ("a", "an") or phrase.determiner in POSSESSIVES):
            same = self.discourse.same_head(noun.form, start, sentence, self.story.main)
            if same is not None:
                out.append(Pointer("same head", same.finding().codes[0], "same head as earlier mention", same.finding()))
        if noun.scope == "weak" and phrase.determiner not in ("a", "an"):
            alone = noun.nature == "person" and not noun.plural
            natures = {"person", "group", "body", "igo"} if alone else {"group", "body", "igo", "people"}
            last = self.discourse.last_of(natures, start, sentence)
            if last is not None:
                reason = f"{noun.form} -> sentence {last.sentence + 1}"
                out.append(Pointer("last of its kind", last.finding().codes[0], reason, last.finding()))
        fitting = {code: weight for code, weight in self.story.weights.items() if code in FORMS_OF_STATE.get(noun.form, ())}
        if fitting:
            code = max(fitting, key=lambda c: (fitting[c], c))
            out.append(Pointer("form of state", code, "state of that form in the article"))
        if noun.nature == "state" and noun.form in STATE_NOUNS:
            state = self.discourse.last_of({"state", "seat"}, start, sentence)
            if state is not None:
                reason = f"country -> sentence {state.sentence + 1}"
                out.append(Pointer("last state", state.finding().codes[0], reason, state.finding()))
        return out
