"""Near-duplicates: which article of a desk an article copies or revises, found by the runs of words that they share.

Words are compared after normalising: case, punctuation, accents, white space, datelines and tags of wires do not count. All runs
of `_RUN` words are hashed, and two choices of the hashes are kept:

- keys, to find candidates: the smallest hash of every window of `_WINDOW` runs (winnowing, Schleimer et al. 2003). Any
  `_WINDOW + _RUN - 1` words in a row that two articles share give them a key in common, wherever these words stand. Bands of
  MinHash values, the usual way, find what is alike as a whole: a copy cut to 30 % has a Jaccard similarity of .3, at which 32
  bands of two values miss one copy in 20 and bring up most articles that share a few phrases.
- a sample, to measure: the hashes that are divisible by a power of two (FracMinHash), which keeps the same hashes wherever a
  run occurs, so that containment can be estimated as well as Jaccard similarity.

Runs are long, because one changed word changes `_RUN` of them: a report made from a frame changes a word in every sentence and
shares few runs with its siblings, while an edited copy keeps most sentences whole. The hashes are stored, so they rest on
CRC-32 and integer arithmetic alone and not on a library whose next release may hash otherwise.
"""

import re
import sqlite3
import unicodedata
import zlib
from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

_RUN = 12
_WINDOW = 24
_SAMPLE = 256
"""Hashes of a sample, at most about; longer articles are sampled at a smaller share."""

_KEYS, _NUMBERS = 256, 1024
"""Keys and numbers kept of an article, at most: of a book that came as one article the smallest keys, which a copy keeps too."""
_POSTINGS = 16
"""Articles listed under one key, the earliest ones: a paragraph of boilerplate stays cheap, and a copy finds its original."""
_CANDIDATES = 8
"""Articles compared in full."""

# The thresholds below were chosen on `python bench/duplicates.py --seeds 0:4`; report on other seeds after a change.
_WHOLE_ONLY = 20
"""Texts of fewer words are joined only when all of their words are the same: a sentence is too little to tell."""
_LONG, _LONG_SHARE = 80, 0.605
"""From so many words on, this share of the shorter article's runs must be in the longer one."""
_SHORT, _SHORT_SHARE = 40, 0.8
"""Down to so many words the share grows to this one: a frame weighs more in a report of two sentences."""
_OF_LONGER = 0.15
"""Share of the longer article's runs that must be in the shorter one, so that a round-up is no version of each of its items."""
_WITHIN = 0.95
"""From this share of its runs on, an article is part of an earlier one, however much longer that is."""
_COPY, _PASSAGE = 0.8, 18
"""A copy has this share of its runs from the earlier article, no numbers of its own, and no stretch of so many new runs. Joining
what stood apart makes 11 new runs, changing a word 12, and a new sentence of 7 words 18."""

SCHEMA = """
CREATE TABLE near_key (key INTEGER NOT NULL, article INTEGER NOT NULL, PRIMARY KEY (key, article)) WITHOUT ROWID;
CREATE TABLE near_print (
  article INTEGER PRIMARY KEY, whole INTEGER NOT NULL, words INTEGER NOT NULL, scale INTEGER NOT NULL, sample BLOB NOT NULL,
  numbers BLOB NOT NULL
);
"""

_HASHES = np.dtype("<u4")

_MARKS = re.compile("[\u0300-\u036f\u00ad\u200b-\u200f\u2060\ufeff]")
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
_WORD = re.compile(r"[^\W_]+")
_TAGS = re.compile(
    r"(?:(?:breaking(?: news)?|urgent|exclusive|live|update ?\d*|updated|wrapup ?\d*|correct(?:ed|ion)|recap|flash|just in)"
    r" ?[:\-\u2010-\u2015|]+ ?)+"
)
_DATELINE = re.compile(r"[^.!?()]{0,60}\([^()]{2,40}\) ?[:\-\u2010-\u2015|]+ ?|\([^()]{2,40}\) ?[:\-\u2010-\u2015|]+ ?")
_CREDITS = re.compile(
    r"[(\[]?(?:(?:additional )?(?:reporting|writing|editing) (?:and \w+ )?by |\u00a9 ?|copyright |all rights reserved"
    r"|our standards: )"
)
_CREDITS_AT_MOST = 400  # characters at the end of a text


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What is kept of an article's words.

    `whole` is the hash of all of them and `words` their number. `keys` are integers of 48 bits, which SQLite stores in six bytes.
    `sample` holds the hashes of runs that are divisible by 2 ** `scale`, and `numbers` those of the words with a digit, each
    once, in the order of the text, as little-endian unsigned integers of 32 bits.
    """

    whole: int
    words: int
    keys: tuple[int, ...]
    scale: int
    sample: bytes
    numbers: bytes


@dataclass(frozen=True, slots=True)
class Match:
    """The earlier article that an article repeats.

    `kind` is "copy" when it says nothing of its own (cut, re-headlined, sent on by another outlet, single words changed), and
    "version" when it shares most of its words, or contains the earlier one, and has sentences or numbers of its own.
    `jaccard` and `containment` are estimates, 0 to 1: the share of common runs of words in both articles together, and in the
    later article.
    """

    article: int
    kind: Literal["copy", "version"]
    jaccard: float
    containment: float


def fingerprint(title: str | None, text: str) -> Fingerprint:
    """The fingerprint of an article. A title that the text begins with is no part of it; it stands in for an empty text."""
    words = _words(text)
    heading = _words(title) if title else []
    if not words:
        words = heading
    elif heading and len(words) > len(heading) and words[: len(heading)] == heading:
        words = words[len(heading) :]
    hashed = np.array([zlib.crc32(word.encode("utf-8", "surrogatepass")) for word in words], dtype=np.uint64)
    runs = _runs(hashed)
    scale = 0
    while len(runs) > _SAMPLE << scale:
        scale += 1
    return Fingerprint(
        whole=zlib.crc32(" ".join(words).encode("utf-8", "surrogatepass")),
        words=len(words),
        keys=_keys(runs),
        scale=scale,
        sample=_packed(runs[(runs & np.uint64((1 << scale) - 1)) == 0]),
        numbers=_packed(hashed[[not word.isalpha() for word in words]])[: 4 * _NUMBERS],
    )


class NearDuplicates:
    """The fingerprints of a desk's articles, in the tables of `SCHEMA`. Never commits by itself; one thread."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    def find(self, sought: Fingerprint) -> Match | None:
        """The article that this one repeats most of, the earliest among equals; None when there is none."""
        best: tuple[float, Match] | None = None
        for article in self._candidates(sought):
            row = self._db.execute(
                "SELECT whole, words, scale, sample, numbers FROM near_print WHERE article = ?", (article,)
            ).fetchone()
            if row is None:
                continue
            found = _compare(sought, Fingerprint(row[0], row[1], (), row[2], row[3], row[4]), article)
            if found is not None and (best is None or found[0] > best[0]):
                best = found
        return best[1] if best else None

    def add(self, article: int, print: Fingerprint) -> None:
        """Take in the article with this row number."""
        self._db.execute(
            "INSERT OR REPLACE INTO near_print VALUES (?, ?, ?, ?, ?, ?)",
            (article, print.whole, print.words, print.scale, print.sample, print.numbers),
        )
        self._db.executemany(
            "INSERT OR IGNORE INTO near_key SELECT ?1, ?2 WHERE (SELECT count(*) FROM near_key WHERE key = ?1) < ?3",
            [(key, article, _POSTINGS) for key in print.keys],
        )

    def _candidates(self, sought: Fingerprint) -> list[int]:
        """Articles with a key in common, those that share the rarest keys first; sorted, so that the earliest wins a tie."""
        marks = ",".join("?" * len(sought.keys))
        listed = self._db.execute(f"SELECT key, article FROM near_key WHERE key IN ({marks})", sought.keys).fetchall()
        often = Counter(key for key, _ in listed)
        weights: defaultdict[int, float] = defaultdict(float)
        for key, article in listed:
            weights[article] += 1 / often[key]
        return sorted(sorted(weights, key=lambda article: (-weights[article], article))[:_CANDIDATES])


def _compare(later: Fingerprint, earlier: Fingerprint, article: int) -> tuple[float, Match] | None:
    """The match with its rank (common runs), or None."""
    if (later.whole, later.words) == (earlier.whole, earlier.words):
        return (float("inf"), Match(article, "copy", 1.0, 1.0))
    words = min(later.words, earlier.words)
    if words < _WHOLE_ONLY:
        return None
    scale = max(later.scale, earlier.scale)
    mine, its = _unpacked(later.sample, scale), set(_unpacked(earlier.sample, scale))
    common = len(its.intersection(mine))
    if not common:
        return None
    shorter, longer = sorted((len(mine), len(its)))
    inside = common / len(mine)
    if common < _needed(words) * shorter or (common < _OF_LONGER * longer and inside < _WITHIN):
        return None
    own = _longest([run not in its for run in mine], scale) >= _PASSAGE or set(_unpacked(later.numbers, 0)) - set(
        _unpacked(earlier.numbers, 0)
    )
    kind: Literal["copy", "version"] = "version" if own or inside < _COPY else "copy"
    return (common, Match(article, kind, common / (len(mine) + len(its) - common), inside))


def _longest(new: list[bool], scale: int) -> int:
    """The longest stretch of new runs; at either end of a text a passage makes `_RUN` - 1 fewer than within, which are added."""
    longest, start = 0, 0
    for mark, stretch in groupby(new):
        end = start + len(list(stretch))
        if mark:
            longest = max(longest, ((end - start) << scale) + (_RUN - 1 if start == 0 or end == len(new) else 0))
        start = end
    return longest


def _needed(words: int) -> float:
    """Share of the shorter article's runs that must be common; the shorter it is, the more."""
    rest = min(max((_LONG - words) / (_LONG - _SHORT), 0.0), 1.0)
    return _LONG_SHARE + rest * (_SHORT_SHARE - _LONG_SHARE)


def _words(text: str) -> list[str]:
    """The words that count, normalised."""
    if not text.isascii():
        text = _MARKS.sub("", unicodedata.normalize("NFKD", text))
        if _UNSPACED.search(text):
            text = _UNSPACED.sub(r" \g<0> ", text)  # scripts without spaces: a character counts as a word
    text = " ".join(text.casefold().split())
    for frame in (_TAGS, _DATELINE):
        if (found := frame.match(text)) and found.end() < len(text):
            text = text[found.end() :]
    if found := _CREDITS.search(text, max(len(text) - _CREDITS_AT_MOST, len(text) // 2)):
        text = text[: found.start()]
    return _WORD.findall(text)


def _runs(words: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """The hash of every run of `_RUN` words, of all words when they are fewer."""
    if not len(words):
        return words
    length = min(_RUN, len(words))
    runs = np.zeros(len(words) - length + 1, dtype=np.uint64)
    for n in range(length):
        runs = runs * np.uint64(0x9E3779B97F4A7C15) + words[n : len(words) - length + 1 + n]
    # The finalizer of SplitMix64: every bit of the sum moves every bit of the hash.
    runs = (runs ^ (runs >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    runs = (runs ^ (runs >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return runs ^ (runs >> np.uint64(31))


def _keys(runs: NDArray[np.uint64]) -> tuple[int, ...]:
    """The smallest hash of every window, in 48 bits; all hashes of a text that fills no window."""
    high = runs >> np.uint64(16)
    chosen = sliding_window_view(high, _WINDOW).min(axis=1) if len(high) >= _WINDOW else high
    return tuple(np.unique(chosen)[:_KEYS].tolist())


def _packed(hashes: NDArray[np.uint64]) -> bytes:
    """The hashes in 32 bits, each once, in the order of the text."""
    _, first = np.unique(kept := hashes.astype(_HASHES), return_index=True)
    return kept[np.sort(first)].tobytes()


def _unpacked(packed: bytes, scale: int) -> list[int]:
    hashes = np.frombuffer(packed, dtype=_HASHES)
    chosen: list[int] = hashes[(hashes & np.uint32((1 << scale) - 1)) == 0].tolist()
    return chosen
