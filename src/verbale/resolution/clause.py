"""Where a phrase stands in its clause, as far as the words around it show: no parser is asked."""

import re

from verbale.resolution.words import AUXILIARIES, FINITE, OPENERS, PREPOSITIONS

_BEFORE = re.compile(r"([\w'’-]+)(\W*)$")
_AFTER = re.compile(r"^(['’]s\b|['’](?=\s)|\W*)\s*([\w'’-]*)")


def standing(text: str, start: int, end: int) -> str:
    """How the words from `start` to `end` stand: owner, subject, oblique, object or other.

    An owner has a possessive ending; a subject opens its clause or has a verb behind it; after a preposition they are
    oblique; after another word within the clause they are an object.
    """
    before = _BEFORE.search(text[max(0, start - 40) : start])
    after = _AFTER.match(text[end : end + 40])
    ending, following = (after[1], after[2].lower()) if after else ("", "")
    if ending[:1] in ("'", "’") and ending:
        return "owner"
    word = before[1].lower() if before else ""
    apart = bool(before and re.search(r"[.!?;:\n(\"“”]", before[2])) or before is None
    verb = not ending.strip(" ,") and (following in AUXILIARIES or following in FINITE or following.endswith("ed"))
    if word in PREPOSITIONS and not apart and word not in OPENERS:
        return "oblique"
    if verb or apart:
        return "subject"
    if before and "," in before[2]:
        return "other"
    return "other" if word in OPENERS else "object"


def pronoun_standing(word: str, text: str, start: int) -> str:
    """How a pronoun at `start` stands: by its form where that tells, else by the words around it."""
    if word in ("his", "its", "their", "whose", "our", "my", "your"):
        return "owner"
    if word in ("he", "she", "they", "who"):
        return "subject"
    end = start + len(word)
    if word == "her":
        following = re.match(r"\s+([\w’'-]+)", text[end : end + 30])
        if following and following[1].lower() not in PREPOSITIONS | OPENERS | AUXILIARIES:
            return "owner"
    return standing(text, start, end)
