"""The anatomy of a noun phrase: determiner, modifiers, head noun, what follows the head."""

from dataclasses import dataclass

from verbale.resolution.knowledge import ActorTable, Hit, NounHit, Token
from verbale.resolution.words import BREAKS, DETERMINERS, POSSESSIVES, QUANTITIES


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
    hits = table.scan(text, tokens, core, last)
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
    return Phrase(first, last, core, edge, determiner, counted, heads[-1] if heads else None, hits, nouns)


def _part_of_name(noun: NounHit, tokens: list[Token], core: int, covered: set[int]) -> bool:
    """Whether the noun is a word within a name: "charity Open Gate", "Galaxy Leader"."""
    if noun.first <= core or not (tokens[noun.first].capital and tokens[noun.first - 1].capital):
        return False
    return noun.noun.nature in ("thing", "place") or (noun.noun.scope == "weak" and noun.first - 1 not in covered)


def _inside(noun: NounHit, hits: list[Hit]) -> bool:
    return any(hit.first <= noun.first and noun.last <= hit.last and not hit.weak for hit in hits)
