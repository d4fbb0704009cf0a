"""The table of actors: who exists, under which names, for whom they act, and when.

The packaged file `data/actors.tsv` (built by knowledge/build_actors.py) is read once into dictionaries; nothing is written.
Lines that start with E are entities, one per spell in office; lines that start with N are nouns that name actors.
"""

import copy
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from importlib import resources
from pathlib import Path
from typing import NamedTuple

from verbale.errors import GazetteerNotFound
from verbale.resolution import own
from verbale.resolution.folding import without_accents

_TOKEN = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+")
_GAP = re.compile(r"[-'’‑–.#/]?|\. ?|['’]?\s|\s?&\s?|\s?\(")
_ACRONYM_LENGTH = 6
_CONTINENTS = frozenset(("north", "south", "central", "latin"))  # before "American": no one country


class Token(NamedTuple):
    """A word: characters `start` to `end` of its text and its folded form."""

    start: int
    end: int
    key: str
    capital: bool


@dataclass(frozen=True, slots=True)
class Entity:
    """One entity for one spell. `codes` has several where the article must decide; `weak` names need support from it."""

    kind: str
    codes: tuple[str, ...]
    sector: str | None
    name: str
    title: str
    start: str
    end: str
    gender: str
    source: str

    @property
    def own(self) -> bool:
        """Whether the user brought it."""
        return self.source.startswith(own.MARK)

    def phase(self, on: date | None) -> int:
        """0 when the spell holds on that day, 1 when it is over, -1 when it has not begun; without a day, open spells hold."""
        if on is None:
            return 1 if self.end else 0
        day = on.isoformat()
        if self.start and day[: len(self.start)] < self.start:
            return -1
        return 1 if self.end and day[: len(self.end)] > self.end else 0

    def ended(self, on: date | None) -> int | None:
        """Days since the spell ended, to the month where the table has no day; None when that is unknown or still to come."""
        if on is None or not self.end:
            return None
        parts = [int(part) for part in self.end.split("-")]
        day = date(parts[0], parts[1] if len(parts) > 1 else 12, parts[2] if len(parts) > 2 else 28)
        return (on - day).days if on >= day else None


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun that names actors; `nature` and `scope` are explained in knowledge/actors/nouns.tsv."""

    form: str
    sector: str | None
    nature: str
    scope: str
    plural: bool

    @property
    def stands_for(self) -> str:
        """The nature of whom the noun stands for: "troops" are people."""
        return "people" if self.nature == "force" else self.nature


class Name(NamedTuple):
    """An alias of an entity as the table has it."""

    entity: Entity
    weak: bool
    acronym: bool


class Hit(NamedTuple):
    """Tokens `first` to `last` (exclusive) that spell a name of the table."""

    first: int
    last: int
    names: tuple[Name, ...]

    @property
    def weak(self) -> bool:
        """Whether the name, in all it stands for, needs support from the article."""
        return all(name.weak for name in self.names)


class NounHit(NamedTuple):
    """Tokens `first` to `last` (exclusive) that spell a noun of the table."""

    first: int
    last: int
    noun: Noun


def fold(word: str) -> str:
    """A word in the form in which it is looked up: small letters, without accents and full stops; a lone mark leaves nothing."""
    return without_accents(word).replace(".", "")


def tokens_of(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """The words of `text[start:end]`, with offsets into `text`."""
    found = _TOKEN.finditer(text, start, len(text) if end is None else end)
    return [Token(m.start(), m.end(), fold(m.group()), m.group()[0].isupper()) for m in found]


def _keys(words: str) -> list[str]:
    """The folded words of a name; the plain case is cut short because the table has fifteen thousand."""
    if words.isascii() and words.replace(" ", "").isalpha():
        return words.lower().split()
    return [token.key for token in tokens_of(words)]


class ActorTable:
    """Names and nouns in memory. Open it once: `ActorTable.open()`."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.names: dict[str, list[Name]] = {}
        self.nouns: dict[str, Noun] = {}
        self._sizes: dict[str, tuple[int, ...]] = {}
        self._noun_sizes: dict[str, tuple[int, ...]] = {}
        for line in lines:
            fields = line.split("\t")
            if fields[0] == "N":
                self._add_noun(fields[1:])
            elif fields[0] == "E":
                self._add_entity(fields[1:])

    @classmethod
    def open(cls, path: Path | None = None, own_lines: Sequence[str] = ()) -> "ActorTable":
        """The packaged table, or that at `path`, and lines of the user's own; GazetteerNotFound when it is missing or damaged."""
        source = path or resources.files(__package__).joinpath("data/actors.tsv")
        try:
            own_entities = [line for line in own_lines if line.startswith("E")]  # before the others, which they outdo
            table = cls([*own_entities, *source.read_text(encoding="utf-8").splitlines()])
            table._add_own_nouns(own_lines)
        except (OSError, ValueError, IndexError) as why:
            raise GazetteerNotFound(f"The table of actors {source} cannot be read ({why}); reinstall verbale.") from why
        if not table.names or not table.nouns:
            raise GazetteerNotFound(f"The table of actors {source} is empty; reinstall verbale.")
        return table

    def _add_noun(self, fields: list[str]) -> None:
        form, sector, nature, scope, number = fields
        keys = _keys(form)
        self.nouns[" ".join(keys)] = Noun(form, sector or None, nature, scope, number == "p")
        _note_size(self._noun_sizes, keys)

    def _add_own_nouns(self, lines: Sequence[str]) -> None:
        """Nouns of the user's; of one that is known they change the sector, not what it is like ("police" are people)."""
        for line in lines:
            if line.startswith("N"):
                form, sector, nature, scope, number = line.split("\t")[1:]
                known = self.nouns.get(" ".join(_keys(form)))
                if known is not None:
                    nature, scope, number = known.nature, known.scope, "p" if known.plural else "s"
                self._add_noun([form, sector, nature, scope, number])

    def _add_entity(self, fields: list[str]) -> None:
        kind, codes, sector, name, title, start, end, gender, source, aliases = fields
        entity = Entity(kind, tuple(codes.split(",")), sector or None, name, title, start, end, gender, source)
        for alias in aliases.split("|"):
            weak = alias.startswith("~")
            plain = alias[1:] if weak else alias
            keys = _keys(plain)
            if keys:
                acronym = len(keys) == 1 and len(plain) <= _ACRONYM_LENGTH and plain.isupper()
                self.names.setdefault(" ".join(keys), []).append(Name(entity, weak, acronym))
                _note_size(self._sizes, keys)

    def lookup(self, name: str) -> tuple[Entity, ...]:
        """All entities that bear a name, whatever the date; empty when there is none."""
        return tuple(found.entity for found in self.names.get(" ".join(_keys(name)), ()))

    def with_names(self, names: Mapping[str, Sequence[Name]]) -> "ActorTable":
        """The table with other meanings for some folded names; those with none are left out."""
        table = copy.copy(self)
        table.names = {key: found for key, found in self.names.items() if key not in names}
        table.names |= {key: list(found) for key, found in names.items() if found}
        table._sizes = dict(self._sizes)
        for key in names:
            _note_size(table._sizes, key.split())
        return table

    def scan(self, text: str, tokens: Sequence[Token], first: int = 0, last: int | None = None) -> list[Hit]:
        """Names among tokens `first` to `last`, the longest at each place, left to right and without overlap."""
        hits: list[Hit] = []
        at, end = first, len(tokens) if last is None else last
        while at < end:
            step = 1
            for size, key in _candidates(self._sizes, tokens, at, end):
                names = self.names.get(key)
                if names is None or (size > 1 and not _joined(text, tokens, at, at + size)):
                    continue
                written = text[tokens[at].start : tokens[at + size - 1].end]
                fitting = tuple(name for name in names if _fits(name, written, tokens, at, size))
                if fitting and not (key in ("america", "american", "americans") and at and tokens[at - 1].key in _CONTINENTS):
                    hits.append(Hit(at, at + size, fitting))
                    step = size
                    break
            at += step
        return hits

    def scan_nouns(self, text: str, tokens: Sequence[Token], first: int = 0, last: int | None = None) -> list[NounHit]:
        """Nouns among tokens `first` to `last`, the longest at each place, left to right and without overlap."""
        hits: list[NounHit] = []
        at, end = first, len(tokens) if last is None else last
        while at < end:
            step = 1
            for size, key in _candidates(self._noun_sizes, tokens, at, end):
                noun = self.nouns.get(key)
                if noun is not None and (size == 1 or _joined(text, tokens, at, at + size)):
                    hits.append(NounHit(at, at + size, noun))
                    step = size
                    break
            at += step
        return hits


def _note_size(sizes: dict[str, tuple[int, ...]], keys: list[str]) -> None:
    """Keep how long the names are that begin with these two words."""
    if len(keys) > 1:
        pair = f"{keys[0]} {keys[1]}"
        known = sizes.get(pair, ())
        if len(keys) not in known:
            sizes[pair] = tuple(sorted((*known, len(keys)), reverse=True))


def _candidates(sizes: dict[str, tuple[int, ...]], tokens: Sequence[Token], at: int, end: int) -> Iterator[tuple[int, str]]:
    """Sizes and keys of the names that may begin at token `at`, the longest first."""
    first = tokens[at].key
    if at + 1 < end:
        for size in sizes.get(f"{first} {tokens[at + 1].key}", ()):
            if at + size <= end:
                yield size, " ".join([t.key for t in tokens[at : at + size]])
    yield 1, first


def _joined(text: str, tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether nothing but a space, a hyphen, an apostrophe or a full stop stands between the tokens."""
    return all(_GAP.fullmatch(text, tokens[i].end, tokens[i + 1].start) for i in range(first, last - 1))


def _fits(name: Name, written: str, tokens: Sequence[Token], at: int, size: int) -> bool:
    """Whether the letters are capital where the name has capitals: "US" is no pronoun, "Turkey" no bird."""
    if name.acronym:
        return written.replace(".", "").isupper()
    return any(tokens[i].capital for i in range(at, at + size)) or name.entity.name.islower()
