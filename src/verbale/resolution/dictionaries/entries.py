"""What readers of dictionaries hand on."""

import re
from dataclasses import dataclass

_UNFIT = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")


def plain(words: str) -> str:
    """Words as the table can hold them: single spaces, no control characters, no halves of a character."""
    return " ".join(_UNFIT.sub(" ", words).split())


def is_name(words: str) -> bool:
    """Whether there is a letter or a digit to look up."""
    return any(letter.isalnum() for letter in words)


@dataclass(frozen=True, slots=True)
class OwnActor:
    """One spell of an actor, in the kinds, codes and sectors of the packaged table; dates are YYYY, YYYY-MM or YYYY-MM-DD.

    An alias that begins with "~" counts only where the article supports it. `source` is what the file says of itself.
    """

    kind: str
    codes: tuple[str, ...]
    sector: str | None
    name: str
    title: str = ""
    start: str = ""
    end: str = ""
    gender: str = ""
    aliases: tuple[str, ...] = ()
    source: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """The name and the aliases, each once, as the table has them."""
        found = (plain(words.replace("|", " ")) for words in (self.name, *self.aliases))
        return tuple(dict.fromkeys(words for words in found if is_name(words)))

    def line(self, source: str) -> str:
        """The line of the table of actors (knowledge.py)."""
        told = f"{source} ({self.source})" if self.source else source
        fields = (
            self.kind, ",".join(self.codes), self.sector or "", self.name, self.title, self.start, self.end, self.gender, told,
        )  # fmt: skip
        return "\t".join(("E", *map(plain, fields), "|".join(self.names)))


@dataclass(frozen=True, slots=True)
class OwnNoun:
    """A noun that names actors, such as "prosecutor", and its sector; `nature` is that of knowledge/actors/nouns.tsv."""

    form: str
    sector: str
    plural: bool
    nature: str = "person"

    def line(self, source: str) -> str:
        """The line of the table of actors; where a noun comes from has no place there."""
        return "\t".join(("N", plain(self.form), self.sector, self.nature, "home", "p" if self.plural else "s"))


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An entry that cannot be used: where it stands, and what is wrong with it."""

    where: str
    reason: str


Entry = OwnActor | OwnNoun | LeftOut
