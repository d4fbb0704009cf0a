"""From a sentence to the arrays that the network reads, and back from words to characters.

A word is a run of letters and digits, or one other visible character; spans of the corpus begin and end at words.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from verbale.extraction.labels import CASES
from verbale.records import Span

WORD = re.compile(r"\w+|[^\w\s]")
MAX_PIECES = 254
"""Word pieces of a window, [CLS] and [SEP] not counted; longer sentences are read in several windows."""
OVERLAP = 40
"""Words that two windows of one sentence share."""

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Window:
    """A run of words that fits the network. Words before `core.start` or from `core.end` on belong to a neighbour.

    `words` are spans in the text that was encoded, `pieces` word-piece ids with [CLS] and [SEP], `first` the index of
    each word's first piece, `piece_word` the word of each piece (-1 for [CLS] and [SEP]), `case` the case of each word.
    """

    words: tuple[Span, ...]
    core: range
    pieces: tuple[int, ...]
    first: tuple[int, ...]
    piece_word: tuple[int, ...]
    case: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Batch:
    """Padded arrays: pieces, case and mark are B x T (T pieces), first is B x W (W words, 0 beyond the last)."""

    pieces: Ints
    case: Ints
    mark: Ints
    first: Ints


def words_of(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """The words of a stretch of text, as spans of the whole text."""
    return [Span(*hit.span()) for hit in WORD.finditer(text, start, len(text) if end is None else end)]


def case_of(word: str) -> int:
    """Index into `CASES`; the encoder itself is uncased."""
    if word[0].isdigit():
        return CASES.index("digit")
    if not word[0].isalnum():
        return CASES.index("mark")
    if word == word.lower():
        return CASES.index("lower")
    if len(word) > 1 and word == word.upper():
        return CASES.index("upper")
    if word[0] != word[0].lower() and word[1:] == word[1:].lower():
        return CASES.index("capitalised")
    return CASES.index("mixed")


def windows(tokenizer: Tokenizer, text: str, sentences: Sequence[Span]) -> list[list[Window]]:
    """The windows of each sentence, at least one for each; words the tokenizer drops (control characters) are left out."""
    split = [words_of(text, sentence.start, sentence.end) for sentence in sentences]
    encoded = tokenizer.encode_batch(
        [[text[w.start : w.end] for w in words] for words in split], is_pretokenized=True, add_special_tokens=False
    )
    out = []
    for words, encoding in zip(split, encoded, strict=True):
        ids, owners = encoding.ids, encoding.word_ids
        if len(ids) <= MAX_PIECES:
            out.append([_window(text, words, ids, owners)])
        else:
            out.append(_long(text, words, ids, owners))
    return out


CLS, SEP, MASK = 101, 102, 103
"""The encoder's own word pieces; below them are padding and pieces that the vocabulary leaves unused."""
MARKERS = {1: (1, 2), 2: (3, 4)}
"""Unused word pieces that stand before and after the actor (1) and the recipient (2) of a relation."""


def _window(text: str, words: list[Span], ids: list[int], owners: Sequence[int | None], core: range | None = None) -> Window:
    """One window over pieces `ids`, each owned by a word; `core` counts words as they stand in `words`."""
    kept: list[int] = []
    first: list[int] = []
    piece_word = [-1]
    for position, owner in enumerate(owners, 1):
        assert owner is not None  # no special tokens are added
        if not kept or kept[-1] != owner:
            kept.append(owner)
            first.append(position)
        piece_word.append(len(kept) - 1)
    spans = tuple(words[k] for k in kept)
    inner = range(len(kept)) if core is None else range(
        sum(k < core.start for k in kept), sum(k < core.stop for k in kept)
    )  # fmt: skip
    return Window(
        spans, inner, (CLS, *ids, SEP), tuple(first), (*piece_word, -1), tuple(case_of(text[s.start : s.end]) for s in spans)
    )


def _long(text: str, words: list[Span], ids: list[int], owners: list[int | None]) -> list[Window]:
    out = []
    start = 0  # piece at which the window begins, always the first piece of a word
    half = OVERLAP // 2
    while True:
        stop = min(start + MAX_PIECES, len(ids))
        if stop < len(ids):
            while stop > start + 1 and owners[stop] == owners[stop - 1]:
                stop -= 1  # do not cut a word, unless it fills the window by itself
            if stop == start + 1:
                stop = start + MAX_PIECES
        low, high = _owner(owners, start), _owner(owners, stop - 1) + 1
        core = range(low if start == 0 else low + half, high if stop == len(ids) else max(high - half, low + half))
        out.append(_window(text, words, ids[start:stop], owners[start:stop], core))
        if stop == len(ids):
            return out
        resume = max(high - OVERLAP, low + half)
        start = next((p for p in range(start + 1, stop) if _owner(owners, p) >= resume), stop)


def _owner(owners: Sequence[int | None], position: int) -> int:
    owner = owners[position]
    assert owner is not None
    return owner


def with_markers(window: Window, marks: Sequence[int]) -> Window:
    """The window with marker pieces around each run of marked words; a marker belongs to the word that it touches."""
    pieces, owners, first = [CLS], [-1], list[int]()
    last = len(window.first) - 1
    for word, mark in enumerate(marks):
        own = range(window.first[word], window.first[word + 1] if word < last else len(window.pieces) - 1)
        inner = [window.pieces[position] for position in own]
        opens = mark and (word == 0 or marks[word - 1] != mark)
        closes = mark and (word == last or marks[word + 1] != mark)
        first.append(len(pieces) + bool(opens))
        run = [*(MARKERS[mark][:1] if opens else ()), *inner, *(MARKERS[mark][1:] if closes else ())]
        pieces += run
        owners += [word] * len(run)
    return replace(window, pieces=(*pieces, SEP), first=tuple(first), piece_word=(*owners, -1))


def batch(items: Sequence[Window], marks: Sequence[Sequence[int]] | None = None) -> Batch:
    """Pad windows into arrays. `marks` gives each word of each window 0, 1 (actor) or 2 (recipient)."""
    if marks is not None:
        items = [with_markers(item, its) if any(its) else item for item, its in zip(items, marks, strict=True)]
    rows, longest = len(items), max(len(item.pieces) for item in items)
    pieces, case, mark = (np.zeros((rows, longest), np.int64) for _ in range(3))
    first = np.zeros((rows, max(1, *(len(item.first) for item in items))), np.int64)
    for row, item in enumerate(items):
        pieces[row, : len(item.pieces)] = item.pieces
        owner = np.array(item.piece_word[1:-1], np.int64)
        if owner.size:
            case[row, 1 : 1 + owner.size] = np.array(item.case)[owner]
            if marks is not None:
                mark[row, 1 : 1 + owner.size] = np.array(marks[row])[owner]
        first[row, : len(item.first)] = item.first
    return Batch(pieces, case, mark, first)
