"""Characters that a format cannot carry: line breaks, halves of surrogate pairs, and what ISO-8859-1 lacks."""

import unicodedata
from collections import Counter
from functools import lru_cache

# Control characters and Unicode's line separators break the lines of some reader; U+FFFE and U+FFFF are no characters of XML,
# halves of surrogate pairs (from broken JSON) none of UTF-8.
_UNCARRIED = {
    **dict.fromkeys((*range(32), *range(127, 160), 0x2028, 0x2029), " "),
    **dict.fromkeys((*range(0xD800, 0xE000), 0xFFFE, 0xFFFF), "\ufffd"),
}
# Typography and letters that have no decomposition.
_SPELLED = {
    "‘": "'", "’": "'", "‚": "'", "‛": "'", "′": "'", "ʻ": "'", "ʼ": "'", "ʾ": "'", "ʿ": "'", "“": '"', "”": '"', "„": '"',
    "″": '"', "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "―": "-", "−": "-", "…": "...", "•": "*", "€": "EUR", "™": "TM",
    "Œ": "OE", "œ": "oe", "Ł": "L", "ł": "l", "Đ": "D", "đ": "d", "ı": "i", "Ħ": "H", "ħ": "h", "ẞ": "SS", "Ŋ": "N", "ŋ": "n",
    "ə": "a", "Ə": "A", "⁄": "/", "\u200b": "", "\u200c": "", "\u200d": "", "\ufeff": "",
}  # fmt: skip
TRANSLITERATED = "characters that ISO-8859-1 lacks, written with others"
REPLACED = "characters that ISO-8859-1 lacks, replaced by a question mark"


def plain(words: str) -> str:
    """The words on one line, in characters that every reader of UTF-8 and XML takes."""
    return words if words.isalnum() and words.isascii() else words.translate(_UNCARRIED)


def latin1(words: str, changed: Counter[str]) -> str:
    """The words in characters of ISO-8859-1; what had to be changed is counted."""
    if words.isascii():
        return words
    words = unicodedata.normalize("NFC", words)  # "e" and an accent are a letter that ISO-8859-1 has
    made = [character if ord(character) < 256 else _spelled(character) for character in words]
    for before, after in zip(words, made, strict=True):
        if before != after:
            changed[REPLACED if after == "?" else TRANSLITERATED] += 1
    return "".join(made)


@lru_cache(maxsize=4096)
def _spelled(character: str) -> str:
    if (spelled := _SPELLED.get(character)) is not None:
        return spelled
    if unicodedata.combining(character):
        return ""
    parts = [part for part in unicodedata.normalize("NFKD", character) if not unicodedata.combining(part)]
    spelled = "".join(_SPELLED.get(part, part if " " <= part <= "ÿ" else "?") for part in parts)
    return "?" if not spelled or "?" in spelled else spelled
