"""Text into sentences: spans that tile everything that is not blank.

Three steps: the text is cut into paragraphs, nupunkt cuts each paragraph, and a few rules of our own move, remove or add
boundaries where news text needs it (ranks, units, initials, closing quotation marks, "U.S. The").
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import Protocol

from verbale.records import Span
from verbale.text.paragraphs import paragraphs

# Never the end of a sentence: ranks, titles, and the like, which stand before a name.
_TITLE = re.compile(
    r"\b(?:adm|amb|asst|atty|brig|capt|cmdr|col|const|cpl|det|dr|fr|ft|gen|gov|hon|insp|lt|maj|messrs|mr|mrs|ms|msgr|mt|prof|pte|pvt"
    r"|rep|rev|sen|sgt|spc|st|ste|supt|vs)\.$",
    re.I,
)
# The end of a sentence unless a number follows: "No. 5", "Art. 51", "approx. 30".
_BEFORE_NUMBER = re.compile(r"\b(?:approx|arts?|ca|chap|fig|nos?|p|paras?|pp|res|resn|sec)\.$", re.I)

_LONG_ACRONYM = re.compile(r"(?:[A-Z]\.){3,}$")
_LIST_NUMBER = re.compile(r"[(\[]?(?:\d{1,3}|[a-zA-Z])[.)\]]$")
_FIRST_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_CLOSERS = re.compile("[\"'”’»)\\]]+(?=\\s|$)")
_FOOTNOTES = re.compile(r"\s*(?:\[\d{1,3}\]\s*)*\[\d{1,3}\](?=\s|$)")
_STARTERS = (
    "The|He|She|It|They|We|You|But|His|Her|Their|Its|This|That|These|Those|There|Then|When|After|Before|However|Meanwhile"
    "|While|Although|Since|Both|Some|Many|Most|If|And|Yet|So|Now|Later|Earlier|Also"
)
_STARTER = re.compile(rf"(?:{_STARTERS})\b")
# Here nupunkt sees an abbreviation and reads on, though a word that begins sentences follows. Bare prepositions and "A"
# follow only what cannot be an initial of a name ("Roh A. In").
_MISSED = re.compile(
    rf"(?:(?<=\b[ap]\.m\.)|(?<=\bU\.S\.)|(?<=\bU\.K\.)|(?<=\bU\.N\.)|(?<=\bE\.U\.))\s+(?=(?:{_STARTERS}|By|In|At|On|For|As|A|An|I)\s)"
    rf"|(?<=\b[A-Z]\.)\s+(?=(?:{_STARTERS})\s)"
    r"|(?<=[a-z]{4}\.)\s+(?=A\s+[a-z])"
    r"|(?<=[。！？؟۔।])\s*(?=[^\s。！？؟۔।\"'”’」』»)\]])"
)
# “Will they come?” Putin asked.
_ASKED = re.compile(
    r"(?:[A-Z][\w.’'-]*\s+){1,5}(?:said|says|asked|asks|told|added|wrote|warned|replied|shouted|declared|tweeted|posted)\b"
)


class _Splitter(Protocol):
    def __call__(self, text: str) -> list[tuple[int, int]]: ...


@cache
def _splitter() -> _Splitter:
    import nupunkt  # here, because loading it takes longer than `verbale --help` may

    splitter: _Splitter = nupunkt.sent_spans
    return splitter


def split(text: str) -> tuple[Span, ...]:
    """The sentences of a text, in order.

    For any string: spans never overlap, never begin or end with white space, are never empty, and every character that is not
    white space lies in one of them.
    """
    return tuple(span for paragraph in paragraphs(text) for span in _sentences(text, paragraph))


def _sentences(text: str, paragraph: Span) -> Iterator[Span]:
    words = paragraph.of(text)
    cuts = {end for _, end in _splitter()(words)}
    cuts.update(missed.end() for missed in _MISSED.finditer(words))
    uncased = words.islower()  # text without any capitals says nothing by a small letter
    start = 0
    for cut in sorted(cuts | {len(words)}):
        if not start < cut <= len(words):
            continue
        end = cut
        if cut < len(words):
            end = _after_closers(words, start, cut)
            if not _is_boundary(words, start, end, uncased):
                continue
        yield from _trimmed(words, start, end, paragraph.start)
        start = end


def _after_closers(words: str, start: int, cut: int) -> int:
    """Where the sentence ends once the quotation marks, brackets and footnote marks that close it are counted in."""
    after = _skip_blank(words, cut)
    closers = _CLOSERS.match(words, after)
    # A straight mark that stands apart closes only what was opened: tokenised text has blanks on both sides of it.
    if closers and closers.group()[0] in "\"'" and words[after - 1].isspace():
        opened = words.count(closers.group()[0], max(start, after - 1000), after)
        closers = closers if opened % 2 else None
    end = closers.end() if closers else cut
    footnotes = _FOOTNOTES.match(words, end)
    return footnotes.end() if footnotes else end


def _is_boundary(words: str, start: int, cut: int, uncased: bool) -> bool:
    """Whether a sentence that begins at `start` may end before `cut`."""
    after = _skip_blank(words, cut)
    if after == len(words):
        return True
    before = words[max(start, cut - 40) : cut].rstrip()
    first = _FIRST_WORD.match(words, after)
    # No break before a lower-case word; "al-Shabaab" and "iPhone" are none.
    if first and first.group().islower() and not uncased:
        return False
    if _TITLE.search(before) or (_BEFORE_NUMBER.search(before) and words[after].isdigit()):
        return False
    if _LONG_ACRONYM.search(before) and first and not _STARTER.match(words, after):
        return False
    if cut - start <= 6 and _LIST_NUMBER.fullmatch(before):
        return False
    return not (before.endswith(("?”", "!”", '?"', '!"', "?’", "!’")) and _ASKED.match(words, after))


def _skip_blank(words: str, position: int) -> int:
    while position < len(words) and words[position].isspace():
        position += 1
    return position


def _trimmed(words: str, start: int, end: int, offset: int) -> Iterator[Span]:
    piece = words[start:end]
    left = len(piece) - len(piece.lstrip())
    if left < len(piece):
        yield Span(offset + start + left, offset + start + len(piece.rstrip()))
