"""Names of places that are not where something is: "Moscow said", "a Turkish court", "the Texas governor".

The network marks locations; a name that stands for a government, modifies a noun or is part of an organisation's name is still a
mention of a place. It is taken from the gazetteer where its size, or the words around it, speak for a place.
"""

import re
from collections.abc import Iterator, Sequence

from verbale.records import Article, Mention, Reading, Span
from verbale.resolution.gazetteer import Gazetteer, GazetteerRow
from verbale.resolution.place_phrases import DIRECTION, DIVISION, LONGEST_NAME, POSSESSIVE, WORD

# Chosen on TR-News and GeoWebNews; after a change run bench/places.py.
KNOWN_RANK = 5.6  # a division or town so well known needs no other support than its name
SHORTEST_NAME = 4  # letters; a shorter name of a division or town must be an abbreviation

_PIECE = re.compile(r"[^\W_-]+(?:\.[^\W_-]+)*\.?")
_BEFORE = re.compile(
    r"(?<![^\W_])(?:in|at|near|from|to|into|outside|around|through|across|inside|of|towards?|via)\s+\Z", re.I
)  # fmt: skip
_AFTER_COMMA = re.compile(r"[A-Z][\w.'’-]*,\s+\Z")
_DATELINE = re.compile(r"(?:,\s+[A-Z][\w.]*)?(?:\s+\([A-Z][\w/ ]*\))?\s*(?:--?|[—–])\s")
_FULL_STOP = re.compile(r"(?<=\w{3})\.\Z")
TITLE = re.compile(
    r"\s+(?:president|prime|premier|minister|foreign|defen[cs]e|finance|interior|chancellor|king|queen|prince|governor|gov|mayor"
    r"|senator|sen|secretary|attorney|ambassador|envoy|general|police|sheriff|judge|justice|leader|coach)\b",
    re.I,
)
_LINKS = frozenset(("of", "the", "de", "del", "la", "al", "el", "and", "on", "upon", "da", "do", "es", "le", "los", "las"))
_LOOK_BACK = _LOOK_AHEAD = 40  # characters


class ToponymReader:
    """Finds toponyms with the names of a gazetteer. Keeps nothing between articles."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer

    def read(self, article: Article, readings: Sequence[Reading], settled: Sequence[Span]) -> Iterator[tuple[Mention, Span]]:
        """Mentions of role "place" that touch none of the `settled` spans, each with its sentence, in order, without overlap."""
        passage = _Passage(self.gazetteer, article.text, readings, settled)
        for reading in readings:
            words = list(WORD.finditer(article.text, reading.sentence.start, reading.sentence.end))
            at = 0
            while at < len(words):
                last, spans = passage.toponym(words, at)
                yield from ((Mention(span, "place"), reading.sentence) for span in spans)
                at = last + 1


class _Passage:
    """One article: its text, which words the readings have names for, and which already have a place."""

    def __init__(self, gazetteer: Gazetteer, text: str, readings: Sequence[Reading], settled: Sequence[Span]) -> None:
        names = [name for reading in readings for name in reading.names]
        persons = [name.span for name in names if name.role == "person"]
        self._gazetteer, self._text = gazetteer, text
        self._settled = {at for span in settled for at in range(span.start, span.end)}
        self._of_persons = {at for span in persons for at in range(span.start, span.end)}
        self._persons_begin = {span.start for span in persons}
        full = (words for span in persons if len(words := span.of(text).split()) > 1 and not TITLE.search(span.of(text)))
        self._person_words = {word for words in full for word in words}
        self._locations = {name.span.of(text) for name in names if name.role == "location"}

    def toponym(self, words: list[re.Match[str]], at: int) -> tuple[int, list[Span]]:
        """The last word and the spans of the toponyms that start at a word; the word itself and nothing where there are none."""
        first = words[at]
        if not (first.group()[0].isupper() or "-" in first.group()) or first.start() in self._settled:
            return at, []
        for last in range(run_end(self._text, words, at), at, -1):
            span = self._trimmed(first.start(), words[last].end())
            if self._named(span):
                return last, [span]
        whole = self._trimmed(first.start(), first.end())
        if self._named(whole) or self._nation(whole):
            return at, [whole]
        return at, list(self._pieces(first)) if "-" in first.group() else []

    def _pieces(self, word: re.Match[str]) -> Iterator[Span]:
        """The places that a word with hyphens is made of: "U.S.-Russian", "Seattle-based"."""
        for piece in _PIECE.finditer(self._text, word.start(), word.end()):
            span = self._trimmed(piece.start(), piece.end())
            if self._nation(span) or (self._named(span) and (self._text[span.end : word.end()].islower() or self._country(span))):
                yield span

    def _nation(self, span: Span) -> bool:
        """Whether a word is a country's adjective or name."""
        name = span.of(self._text)
        return (
            name[:1].isupper()
            and not self._is_person(span)
            and span.start not in self._settled
            and self._gazetteer.adjective_country(name) is not None
        )

    def _country(self, span: Span) -> bool:
        return self._gazetteer.lookup(span.of(self._text))[0].kind == "country"

    def _named(self, span: Span) -> bool:
        """Whether a name of the gazetteer is meant as a place here."""
        name = span.of(self._text)
        if not name[:1].isupper() or self._gazetteer.is_common(name) or DIRECTION.match(name):
            return False
        rows = self._gazetteer.lookup(name)
        if not rows or not self._settled.isdisjoint(range(span.start, span.end)) or self._is_person(span):
            return False
        return rows[0].own if rows[0].kind in ("country", "region", "site") else self._believed(span, name, rows[0])

    def _believed(self, span: Span, name: str, row: GazetteerRow) -> bool:
        """Whether a division or town is meant: it is called a location elsewhere, the words beside it say so, or it is large."""
        if name in self._locations:
            return True
        before, after = self._text[max(0, span.start - _LOOK_BACK) : span.start], self._text[span.end : span.end + _LOOK_AHEAD]
        supported = bool(_BEFORE.search(before) or (row.kind == "admin1" and _AFTER_COMMA.search(before)))
        if sum(letter.isalpha() for letter in name) < SHORTEST_NAME:
            short = name.isupper() or "." in (name[-1], after[:1])
            return short and row.kind == "admin1" and row.own and (supported or row.rank >= KNOWN_RANK)
        dateline = name.isupper() and _DATELINE.match(after) is not None
        return supported or dateline or (row.own and row.rank >= KNOWN_RANK) or name.rpartition(" ")[2].lower() in DIVISION

    def _is_person(self, span: Span) -> bool:
        """Whether the words are a person's: inside such a name ("Michael Jordan"), or one of its words elsewhere."""
        if not self._of_persons.isdisjoint((span.start, span.end - 1)):
            return not (span.start in self._persons_begin and TITLE.match(self._text, span.end))
        return span.of(self._text) in self._person_words

    def _trimmed(self, start: int, end: int) -> Span:
        """A span without the possessive or the full stop of a sentence at its end."""
        return Span(start, start + len(POSSESSIVE.sub("", _FULL_STOP.sub("", self._text[start:end]))))


def run_end(text: str, words: list[re.Match[str]], at: int) -> int:
    """The last capitalised word of the run that begins at a word; small linking words may stand inside it."""
    end = last = at
    while last + 1 < min(len(words), at + LONGEST_NAME) and not POSSESSIVE.search(words[last].group()):
        gap = text[words[last].end() : words[last + 1].start()]
        if gap.strip() or not gap:
            break
        last += 1
        if words[last].group()[0].isupper():
            end = last
        elif words[last].group() not in _LINKS:
            break
    return end
