"""The anatomy of a noun phrase: determiner, modifiers, head noun, what follows the head."""

from dataclasses import dataclass

from verbale.resolution.knowledge import ActorTable, Hit, NounHit, Token
from verbale.resolution.words import BACKED, BREAKS, DETERMINERS, POSSESSIVES, QUANTITIES


@dataclass(slots=True)
class Phrase:
    """Tokens `first` to `last` of an article, taken apart; `core` is past determiners, `edge` ends the part with the head."""

    first: int
    last: int
    core: int
    edge: int
    determiner: str
    counted: bool
    head: NounHit | None
    hits: list[Hit]
    nouns: list[NounHit]
    backers: list[Hit]
    """States that only help those whom the phrase stands for: "Russian-backed separatists"."""

    def before(self) -> list[Hit]:
        """Names in the part with the head."""
        return [hit for hit in self.hits if hit.first < self.edge]

    def after(self) -> list[Hit]:
        """Names in what follows the head."""
        return [hit for hit in self.hits if hit.first >= self.edge]


def _past_quantities(tokens: list[Token], first: int, last: int) -> tuple[int, str, bool]:
    """The first token past determiners and numbers, the determiner that counts, and whether there are numbers."""
    at, determiner, counted = first, "", False
    while at < last:
        key = tokens[at].key
        if key in DETERMINERS or key in POSSESSIVES:
            determiner = determiner or key
        elif key in QUANTITIES or key[:1].isdigit():
            counted = True
        elif key == "of" and at > first and at + 1 < last:
            determiner = ""  # "two of his aides": the second determiner counts
        else:
            break
        at += 1
    if at == last:  # nothing but numbers and determiners: "two", "the three", "some"
        return first, determiner, counted
    return at, determiner, counted


def dissect(table: ActorTable, text: str, tokens: list[Token], first: int, last: int) -> Phrase:
    """Take the tokens `first` to `last` apart; never fails, the head is None where no noun of the table stands."""
    core, determiner, counted = _past_quantities(tokens, first, last)
    names = table.scan(text, tokens, core, last)
    backers = [hit for hit in names if _backs(hit, text, tokens, core, last)]
    hits = [hit for hit in names if hit not in backers]
    found = table.scan_nouns(text, tokens, core, last)
    covered = {i for h in hits for i in range(h.first, h.last)} | {i for n in found for i in range(n.first, n.last)}
    nouns = [n for n in found if not _inside(n, hits) and not _part_of_name(n, tokens, core, covered)]
    taken = {i for n in nouns for i in range(n.first, n.last)} | {i for h in hits for i in range(h.first, h.last)}
    edge = last
    for i in range(core + 1, last):
        between = text[tokens[i - 1].end : tokens[i].start]
        listed = tokens[i].capital and tokens[i - 1].capital  # commas of a list of names, not of an apposition
        if (tokens[i].key in BREAKS and i not in taken and between != "-") or ("," in between and not listed):
            edge = i
            break
    heads = [n for n in nouns if n.last <= edge]
    return Phrase(first, last, core, edge, determiner, counted, heads[-1] if heads else None, hits, nouns, backers)


def _backs(hit: Hit, text: str, tokens: list[Token], core: int, last: int) -> bool:
    """Whether a state is only named as the one who helps: "Iran-backed", "backed by Iran"."""
    if hit.names[0].entity.kind not in ("state", "adjective", "people", "seat", "igo"):
        return False
    if hit.last < last and tokens[hit.last].key in BACKED and text[tokens[hit.last - 1].end : tokens[hit.last].start] == "-":
        return True
    before = [token.key for token in tokens[max(core, hit.first - 3) : hit.first]]
    if before[-1:] == ["the"]:
        before.pop()
    return len(before) > 1 and before[-2] in BACKED and before[-1] in ("by", "to", "with")


def _part_of_name(noun: NounHit, tokens: list[Token], core: int, covered: set[int]) -> bool:
    """Whether the noun is a word within a name: "charity Open Gate", "Galaxy Leader"."""
    if noun.first <= core or not (tokens[noun.first].capital and tokens[noun.first - 1].capital):
        return False
    return noun.noun.nature in ("thing", "place") or (noun.noun.scope == "weak" and noun.first - 1 not in covered)


def _inside(noun: NounHit, hits: list[Hit]) -> bool:
    return any(hit.first <= noun.first and noun.last <= hit.last and not hit.weak for hit in hits)
