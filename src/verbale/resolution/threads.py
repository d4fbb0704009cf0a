"""Threads of one article: which phrases speak of the same one, as far as names and repeated nouns show."""

import re
from dataclasses import dataclass

from verbale.resolution.words import BREAKS, DETERMINERS, PRONOUNS

_DEFINITE = frozenset(("the", "this", "that", "these", "those"))
_WORD = re.compile(r"[\w-]+")


@dataclass(slots=True, eq=False)
class Thread:
    """How often and where one person or thing was spoken of; `first` and `last` are sentences."""

    members: int = 0
    sentences: int = 0
    first: int = 0
    last: int = -1
    gender: str = ""
    stood: str = ""
    """How its last member stood in its clause."""

    def join(self, sentence: int, gender: str, stands: str) -> None:
        """Note one more member."""
        if not self.members:
            self.first = sentence
        self.members += 1
        self.sentences += sentence != self.last
        self.last, self.stood = sentence, stands
        self.gender = self.gender or gender


class Threads:
    """Finds the thread that a phrase goes on with, or begins one."""

    def __init__(self) -> None:
        self._by_key: dict[tuple[str, bool], Thread] = {}

    def of(self, words: str, nature: str, plural: bool, gender: str, known: Thread | None) -> Thread:
        """The thread of a phrase; `known` is the one that is known already, for pronouns and appositions."""
        first, head = _ends(words)
        named = head[:1].isupper() and first.lower() not in ("a", "an")
        key = (head.lower(), plural) if head and first.lower() not in PRONOUNS else None
        old = self._by_key.get(key) if key else None
        if known is None and old is not None and (named or first.lower() in _DEFINITE or first == head):
            known = old if not (gender and old.gender and gender != old.gender) else None
        thread = known or Thread()
        if gender and not thread.gender:
            thread.gender = gender
        if key:
            self._by_key[key] = thread
        return thread


def _ends(words: str) -> tuple[str, str]:
    """The first word of a phrase and its head: the last word before "of", a comma, a relative and the like."""
    first = head = ""
    for at, match in enumerate(_WORD.finditer(words.split(",")[0])):
        word = match[0]
        if at == 0:
            first = head = word
        elif word.lower() in BREAKS:
            break
        elif not (word == "s" and words[match.start() - 1] in "'’"):
            head = word
    return first, "" if head.lower() in DETERMINERS else head
