"""Reference within one article: who was spoken of, and whom a pronoun or a bare description means."""

from collections.abc import Callable, Sequence, Set
from dataclasses import dataclass, field

from verbale.ontology import UNKNOWN_CODE
from verbale.resolution.choices import Option, best
from verbale.resolution.clause import pronoun_standing, standing
from verbale.resolution.gender import gender_of
from verbale.resolution.threads import Thread, Threads
from verbale.resolution.words import HE, IT, POSSESSIVES, PRONOUNS, RELATIVE, SHE, SOME, THEY

_STATES = frozenset(("state", "seat", "igo"))
_BODIES = frozenset(("state", "seat", "body", "group", "igo"))
_NEAR = 2  # sentences within which a bare noun may repeat one of another country than the story's
_HARDLY = 0.1  # the fit of "they" to a state
_REACH = 4  # sentences back; chosen on the training corpus, quality/actors.py shows the effect


APPOSED = (", ", " (")
KINDS = {"he": HE | SHE, "it": IT - RELATIVE, "who": RELATIVE, "they": THEY}
"""The kinds of pronouns that are read alike; the first that holds a word counts, any other word is read like "they"."""


@dataclass(slots=True)
class Finding:
    """What a phrase stands for: `codes` is empty when unknown, has several when the phrase names several parties."""

    codes: tuple[str, ...]
    sector: str | None
    reason: str
    name: str | None = None
    nature: str = "body"
    plural: bool = False
    gender: str = ""
    score: float = 0.5
    sectors: tuple[str | None, ...] = ()
    guess: bool = False
    """Whether only the story around the phrase tells the country: then it says nothing about the next phrase."""


@dataclass(slots=True)
class Referent:
    """Somebody or something the article has spoken of. `find` works out what it stands for when it is first asked."""

    start: int
    end: int
    sentence: int
    head: str
    nature: str
    plural: bool
    gender: str
    subject: bool
    weight: float
    find: Callable[[], Finding]
    found: Finding | None = field(default=None)
    role: str = ""
    """Its role in an event, where it has one."""
    words: str = ""
    stands: str = ""
    """How it stands in its clause, see `clause.py`."""
    thread: Thread = field(default_factory=Thread)
    """All that the article has said of the same one so far, as far as the words show."""

    def finding(self) -> Finding:
        """What it stands for, worked out once."""
        if self.found is None:
            self.found = self.find()
        return self.found


class Discourse:
    """The referents of an article in the order of its `text`."""

    def __init__(self, text: str = "") -> None:
        self.text = text
        self.referents: list[Referent] = []
        self._threads = Threads()
        self._meant: dict[int, Thread] = {}

    def add(self, referent: Referent) -> None:
        """Note what was spoken of next; referents come in the order of the text, sentence by sentence."""
        referent.words = self.text[referent.start : referent.end]
        referent.stands = standing(self.text, referent.start, referent.end)
        if referent.nature == "person" and not referent.gender:
            name = referent.found.name if referent.found is not None else None
            referent.gender = gender_of(referent.words) or gender_of(name or "")
        gap = self.text[self.referents[-1].end : referent.start] if self.referents else ""
        beside = self.referents[-1].thread if gap in APPOSED and self._apposed(referent) else None
        known = self._meant.get(referent.start) or beside
        referent.thread = self._threads.of(referent.words, referent.nature, referent.plural, referent.gender, known)
        referent.thread.join(referent.sentence, referent.gender, referent.stands)
        self.referents.append(referent)

    def _apposed(self, referent: Referent) -> bool:
        """Whether it may say again who was named right before: "the minister, Anna Kos", "Anna Kos, the minister"."""
        last = self.referents[-1]
        return last.nature == referent.nature == "person" and last.plural == referent.plural and last.end < referent.start

    def before(self, start: int, sentence: int, reach: int = _REACH) -> list[Referent]:
        """Referents that end before `start`, the nearest first, at most `reach` sentences back."""
        near = []
        for referent in reversed(self.referents):  # sentences come in order
            if sentence - referent.sentence > reach:
                break
            if referent.end <= start:
                near.append(referent)
        return sorted(near, key=lambda r: -r.start)

    def pronoun(self, word: str, start: int, sentence: int, barred: Sequence[tuple[int, int]] = ()) -> Referent | None:
        """The likeliest antecedent of a pronoun at character `start`, none of the act's other parties (`barred`)."""
        fitting = self.antecedents(word, start, sentence, barred)
        if not fitting:
            return None
        chosen = fitting[best(self.options(fitting, word, start, sentence))[0]]
        self._meant[start] = chosen.thread
        return chosen

    def options(self, fitting: Sequence[Referent], word: str, start: int, sentence: int) -> list[Option]:
        """What speaks for each referent as the antecedent of a pronoun. Their codes stay open: working them out costs time."""
        stands = pronoun_standing(word, self.text, start)
        kind = next((name for name, words in KINDS.items() if word in words), "they")
        out = []
        for rank, referent in enumerate(fitting):
            thread, said = referent.thread, referent.words.lower()
            back = min(sentence - referent.sentence, 4)
            number = "many" if referent.plural else "one"
            near = [f"rank {min(rank, 6)}", f"back {back}", f"back {back} rank {min(rank, 3)}"]
            near += [f"stands {referent.stands}", f"stands {referent.stands} back {back}", f"{referent.stands} to {stands}"]
            own = [f"of {referent.role or '-'}", f"fits {_fits(word, referent)}", f"weight {referent.weight:.1f}"]
            own += [f"{referent.nature} {number}"]
            own += ["subject", f"subject back {back}"] if referent.subject else []
            more = [f"told {min(thread.members, 5)}"] + (["opens"] if thread.first == 0 else [])
            if said in PRONOUNS:
                same = _form(said) == _form(word)
                more += [f"{'same' if same else 'other'} pronoun back {back}", "pronoun"]
            else:
                more += [f"form {_shape(referent.words)}"]
            if referent.sentence == sentence and rank == 0:
                more += [f"beside {referent.stands} to {stands}"]
            signs = [f"{kind} {sign}" for sign in (*near, *own, *more)]
            signs += [f"{kind} {sign} & {stands}" for sign in near[:3]]
            out.append(Option("", tuple(signs)))
        return out

    def antecedents(self, word: str, start: int, sentence: int, barred: Sequence[tuple[int, int]] = ()) -> list[Referent]:
        """The referents that answer to a pronoun by number, gender and nature, none of them `barred`, the nearest first."""
        near = [r for r in self.before(start, sentence) if not any(a < r.end and r.start < b for a, b in barred)]
        fits = [(fit, referent) for referent in near if (fit := _fits(word, referent)) > 0]
        latest: dict[int, tuple[float, Referent]] = {}
        for fit, referent in fits:  # of several mentions of the same one, the nearest
            latest.setdefault(id(referent.thread), (fit, referent))
        fits = list(latest.values())
        return [referent for fit, referent in fits if fit > _HARDLY] or [referent for _, referent in fits]

    def same_head(self, head: str, start: int, sentence: int, main: str | None) -> Referent | None:
        """The last referent that was called by the same noun; one of another country than `main` only if it is near."""
        singular = head[:-1] if head.endswith("s") else head
        for referent in self.before(start, sentence, reach=30):
            if referent.head and referent.head in (head, singular, head + "s"):
                codes = referent.finding().codes
                if codes and codes[0] != UNKNOWN_CODE and (sentence - referent.sentence <= _NEAR or codes[0] == main):
                    return referent
        return None

    def troops_before(self, start: int, sentence: int) -> Referent | None:
        """The nearest soldiers of a known country in the sentence before: "3,000 soldiers" are likely to be theirs.

        Those of the same sentence are as likely to be the enemy.
        """
        for referent in self.before(start, sentence, reach=1):
            if referent.sentence < sentence and referent.plural:
                found = referent.finding()
                if found.sector == "MIL" and len(found.codes) == 1 and found.codes[0] != UNKNOWN_CODE:
                    return referent
        return None

    def same_country_pair(self, start: int, sentence: int) -> Finding | None:
        """The last party, where the two last ones of the sentence (or the one before) are an army and its foe of one country."""
        last: list[Finding] = []
        for referent in self.before(start, sentence, reach=1):
            if referent.nature in ("body", "group", "people", "person") and referent.weight > -0.5:
                finding = referent.finding()
                if len(finding.codes) == 1 and finding.sector in ("MIL", "REB", "UAF", "GOV", "PTY", "OPP"):
                    last.append(finding)
            if len(last) == 2:
                return last[0] if last[0].codes == last[1].codes and last[0].sector != last[1].sector else None
        return None

    def last_of(
        self, natures: frozenset[str] | set[str], start: int, sentence: int, sectors: Sequence[str] = ()
    ) -> Referent | None:
        """The last referent of such a nature whose code is known (and of one of the sectors, if any are named)."""
        for referent in self.before(start, sentence, reach=6):
            if referent.nature in natures:
                found = referent.finding()
                if found.codes and found.codes[0] != UNKNOWN_CODE and (not sectors or found.sector in sectors):
                    return referent
        return None

    def parties(self, start: int, sentence: int, many: int, acting: Set[str] = frozenset()) -> list[Referent]:
        """The last `many` parties of different countries, in the order of the text; none of those that act on them."""
        found: list[Referent] = []
        seen = set(acting)
        for referent in self.before(start, sentence, reach=3):
            if referent.nature not in _BODIES and not (referent.nature in ("person", "people") and referent.subject):
                continue
            finding = referent.finding()
            if len(finding.codes) != 1 or finding.codes[0] in (UNKNOWN_CODE, "IGO", "NGO"):
                continue
            if finding.codes[0] in seen:
                continue
            seen.add(finding.codes[0])
            found.append(referent)
            if len(found) == many:
                break
        return found[::-1]


def _form(word: str) -> str:
    """The pronoun whose form a word is: "him" is of "he"."""
    return next((words for words, forms in (("he", HE), ("she", SHE), ("it", IT), ("they", THEY)) if word in forms), word)


def _shape(words: str) -> str:
    """How a phrase is put: by name, definite, indefinite, owned or bare."""
    first = words.split(maxsplit=1)[0].lower() if words.strip() else ""
    if first in ("the", "this", "that", "these", "those"):
        return "definite"
    if first in ("a", "an", "some", "any", "no", "one", "every", "each", "many"):
        return "indefinite"
    if first in POSSESSIVES:
        return "owned"
    return "name" if words[:1].isupper() else "bare"


def _fits(word: str, referent: Referent) -> float:
    """How well a referent answers to a pronoun by number, gender and nature; 0 is not at all."""
    nature, plural = referent.nature, referent.plural
    if word in HE or word in SHE:
        if nature != "person" or plural:
            return 0.0
        wanted = "m" if word in HE else "f"
        gender = referent.gender or referent.thread.gender
        return 1.0 if gender == wanted else 0.6 if not gender else 0.0
    if word in RELATIVE:
        return 0.0 if nature in ("place", "thing") and word != "which" else 1.0
    if word in IT:
        if plural:
            return 0.0
        return 1.0 if nature in _STATES else 0.8 if nature in _BODIES else 0.5 if nature in ("thing", "place") else 0.0
    if word in SOME:
        return 1.0 if plural and nature in ("person", "people") else 0.8 if nature == "people" else 0.0
    if word in THEY or word == "one":
        if plural:
            return 1.0 if nature in ("person", "people", "force") else 0.7
        return 0.8 if nature == "people" else 0.4 if nature in ("group", "body") else _HARDLY if nature in _STATES else 0.0
    return 0.5
