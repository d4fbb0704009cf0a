"""Names in one story: what the table says of them, whether the article bears it out, and whom the article itself introduces."""

from collections.abc import Callable

from verbale.resolution.knowledge import Hit
from verbale.resolution.noun_phrases import dissect
from verbale.resolution.reference import Finding
from verbale.resolution.story import Part, Story
from verbale.resolution.words import FORMS_OF_ADDRESS, PHYSICAL, POSSESSIVES, RELATIVE, STARTERS

_DEEPEST = 8  # names whose introductions lead to other names that are followed
GRACE = 60  # days: who was toppled last week is still spoken of as the office holder
_AMBIGUOUS_SHARE = 0.6  # of the main country's weight: less, and "the Conservatives" are not taken for those of the table
_OFFICES = frozenset(("GOV", "MIL", "LEG", "SPY", "COP", "JUD", "IGO"))
_REASONS = {"state": "country name", "adjective": "nationality", "people": "inhabitants", "seat": "capital for government"}
_NATURES = frozenset(("state", "seat", "people", "person", "group", "igo"))


class Names:
    """Looks names up for one story. `read` resolves the phrase that introduces a name."""

    def __init__(self, story: Story, read: Callable[[int, int, Part, int], Finding]) -> None:
        self.story, self.text, self.tokens, self._read = story, story.text, story.tokens, read
        self.introduced: dict[str, Finding] = {}
        self.busy: set[str] = set()

    def finding(self, hit: Hit, part: Part | None = None) -> Finding:
        """What the table says a name stands for on the day of the article."""
        entity, phase = self.story.pick(hit)
        codes, sector, kind = self.story.codes_of(entity), entity.sector, entity.kind
        reason = _REASONS.get(kind, f"{kind} in the table")
        if kind in ("state", "adjective", "people") and entity.title:  # not what the name means elsewhere
            reason = entity.title
        if kind == "seat" and part is not None and self._as_place(part):
            sector, reason = None, "capital as a place"
        if kind == "person":
            day = self.story.on.isoformat() if self.story.on else "an unknown day"
            reason = (
                f"{entity.title or 'person in the table'} "
                + {0: f"on {day}", 1: f"until {entity.end}", -1: f"from {entity.start}"}[phase]
            )
            days = entity.ended(self.story.on)
            if phase != 0 and sector in _OFFICES and not (days is not None and days <= GRACE):
                sector = None
        return Finding(
            codes,
            sector,
            reason,
            entity.name,
            "state" if kind == "adjective" else kind if kind in _NATURES else "body",
            kind == "people",
            entity.gender,
            0.95 if phase == 0 else 0.7,
        )

    def _as_place(self, part: Part) -> bool:
        """Whether a capital is where something is done and not the government to whom it is done."""
        event = part.event
        if event is None or part.mention.role != "recipient":
            return False
        return event.act in PHYSICAL

    def alone(self, hit: Hit) -> bool:
        """Whether a surname without support names somebody in office that day, and nobody whom the article introduces."""
        if hit.last - hit.first != 1 or self.story.occurrences.get(self.tokens[hit.first].key, [hit.first])[0] != hit.first:
            return False
        entity, phase = self.story.pick(hit)
        return entity.kind == "person" and phase == 0 and entity.source == "hand" and not self._name_before(hit.first)

    def supported(self, hit: Hit) -> bool:
        """Whether the article backs a weak name: it speaks of the country, and the name is not the end of another's."""
        if self._name_before(hit.first) or self._name_after(hit):
            return False
        return any(self.story.weights.get(code, 0.0) > 0 for name in hit.names for code in name.entity.codes)

    def counts(self, hit: Hit) -> bool:
        """Whether a name is taken for what the table says: weak ones need support, and so do words that are also nouns."""
        if hit.weak:
            return self.supported(hit)
        if hit.names[0].entity.kind == "party" and self.story.total and not self.supported(hit):
            return False
        if hit.last - hit.first == 1 and hit.names[0].entity.kind == "person" and self._name_before(hit.first):
            return False
        entity = hit.names[0].entity
        if (
            entity.kind in ("party", "press", "mnc", "agency")
            and hit.last - hit.first == 1
            and self.tokens[hit.first].key in self.story.table.nouns
        ):
            most = self.story.weights.get(self.story.main or "", 0.0)
            return (
                max(self.story.weights.get(code, 0.0) for name in hit.names for code in name.entity.codes)
                > _AMBIGUOUS_SHARE * most
            )
        return True

    def _name_before(self, token: int) -> bool:
        """Whether a capitalised word that is no title stands right before the token, as a first name does."""
        if token == 0:
            return False
        before = self.tokens[token - 1]
        if before.key in STARTERS or token - 1 in self.story.covered:
            return False
        if not before.capital or self.text[before.end : self.tokens[token].start] != " " or before.key in FORMS_OF_ADDRESS:
            return False
        return before.key not in self.story.table.nouns

    def _name_after(self, hit: Hit) -> bool:
        """Whether a one-word name goes on ("Kang Chol"), or stands before a noun as a place does ("Lagos journalists")."""
        if hit.last - hit.first > 1 or hit.last >= len(self.tokens) or hit.names[0].entity.kind != "person":
            return False
        here, after = self.tokens[hit.first], self.tokens[hit.last]
        if self.text[here.end : after.start] not in (" ", "-"):
            return False
        if after.capital:
            return after.key not in self.story.table.nouns
        country = self.story.country_of_place(self.text[here.start : here.end]) if after.key in self.story.table.nouns else None
        return country is not None and self.story.weights.get(country, 0.0) > 0

    def introduced_as(self, surname: str, part: Part) -> Finding | None:
        """Who bears a name, from where the article introduces it: a title before it, an apposition after it, a bracket."""
        known = self.introduced.get(surname)
        if known is not None:
            return known
        if surname in self.busy or len(self.busy) > _DEEPEST:
            return None
        self.busy.add(surname)
        try:
            for at in self.story.occurrences.get(surname, ()):
                found = self._full_name(at) or self._title_before(at, part) or self._apposition(at, part)
                if found is not None and found.codes:
                    self.introduced[surname] = found
                    return found
        finally:
            self.busy.discard(surname)
        return None

    def _full_name(self, at: int) -> Finding | None:
        """The person of the table whose full name ends at token `at` somewhere in the article."""
        hit = self.story.hit_to.get(at + 1)
        if hit is None or hit.weak or hit.last - hit.first < 2 or hit.names[0].entity.kind != "person":
            return None
        return self.finding(hit)

    def _title_before(self, at: int, part: Part) -> Finding | None:
        """ "Foreign Minister Nicu Popescu" for the name that ends at token `at`; "Long Name (LN)" for an acronym."""
        before = self.story.gap(at) if at else ""
        if "(" in before:
            start = at - 1
            while (
                start > 0
                and at - start < 7
                and (self.tokens[start - 1].capital or self.tokens[start - 1].key in ("of", "for", "and", "the", "s"))
            ):
                start -= 1
            return self._read(start, at, part, 2) if start < at else None
        start = self._name_start(at)
        if start == 0 or self.story.gap(start) != " ":
            return None
        return self._noun_ending(start, part)

    def _name_start(self, at: int) -> int:
        """The first token of the capitalised name that ends at token `at`, titles left out."""
        start = at
        while start > 0 and at - start < 4 and self.tokens[start - 1].capital and self.story.gap(start) in (" ", "-"):
            if self.tokens[start - 1].key in self.story.table.nouns:
                break
            start -= 1
        return start

    def _noun_ending(self, end: int, part: Part) -> Finding | None:
        """The phrase whose head noun ends before token `end`, with its modifiers."""
        nouns = self.story.table.scan_nouns(self.text, self.tokens, max(0, end - 5), end)
        if not nouns or nouns[-1].last != end or nouns[-1].noun.nature not in ("person", "body", "group"):
            return None
        left = nouns[-1].first
        while left > 0 and nouns[-1].first - left < 4 and self.modifies(left - 1):
            left -= 1
        return self._read(left, end, part, 2)

    def modifies(self, token: int) -> bool:
        """Whether a token can belong to the noun phrase that goes on after it."""
        gap = self.story.gap(token + 1)
        key = self.tokens[token].key
        return gap in (" ", "-", "'", "’") and (
            self.tokens[token].capital or key == "s" or key in POSSESSIVES or key in self.story.table.nouns
        )

    def _apposition(self, at: int, part: Part) -> Finding | None:
        """ "Kakha Kaladze, the mayor," for the name that ends at token `at`, and "the mayor, Kakha Kaladze,"."""
        after = at + 1
        if after < len(self.tokens) and self.text[self.tokens[at].end : self.tokens[after].start] == ", ":
            end = after
            limit = min(len(self.tokens), after + 12)
            while end < limit and (end == after or self.story.gap(end) in (" ", "-", "'", "’")):
                end += 1
            phrase = dissect(self.story.table, self.text, self.tokens, after, end)
            starts = self.tokens[after].key in ("a", "an", "the", "its", "his", "her", "their") or bool(
                phrase.hits and phrase.hits[0].first == after
            )
            starts = starts or (phrase.head is not None and phrase.head.first <= after + 2)
            if (
                phrase.head is not None
                and starts
                and phrase.head.noun.nature in ("person", "body", "group")
                and self.tokens[after].key not in RELATIVE
            ):
                return self._read(after, end, part, 2)
        start = self._name_start(at)
        if start and self.story.gap(start) == ", ":
            return self._noun_ending(start, part)
        return None
