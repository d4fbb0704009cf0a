"""Whether a text looks English: a cheap test by the commonest words, no model."""

import re

_SAMPLE = 4000  # characters; the beginning of an article tells
_ENOUGH = 0.15  # share of stop words: English news has 0.35 to 0.5, other languages in Latin letters under 0.1

_COMMON = re.compile(
    r"\b(?:the|of|to|and|in|a|that|is|was|for|on|it|with|as|his|he|be|at|by|had|are|from|this|have|not|but|which|or|they|were|their|has"
    r"|been|its|will|would|who|said|after|more|about|over|into|than|also|an|there|when|new|she|her)\b"
)
_WORD = re.compile(r"[^\W\d_]+")


def language(text: str) -> str | None:
    """ "en" where the text looks English, else None: not known, which is no refusal."""
    sample = text[:_SAMPLE].lower()
    words, common = len(_WORD.findall(sample)), len(_COMMON.findall(sample))
    return "en" if common >= 2 and common >= _ENOUGH * words else None
