"""Whether a phrase names a man or a woman: by its title, its noun, or a first name that is given to one of them.

data/genders.tsv has titles and nouns of men and of women ("man", "woman") and first names ("his", "hers"); names that are
given to both are left out.
"""

import re
from functools import cache
from importlib.resources import files

from verbale.errors import GazetteerNotFound

_WORD = re.compile(r"[^\W\d_]+")
_TAIL = re.compile(r",| of | who | whose | in | at | from ")


@cache
def _table() -> tuple[dict[str, str], dict[str, str]]:
    """Titles and nouns, and first names, each with "m" or "f"."""
    file = files("verbale.resolution") / "data" / "genders.tsv"
    nouns: dict[str, str] = {}
    names: dict[str, str] = {}
    try:
        for line in file.read_text(encoding="utf-8").splitlines():
            kind, word = line.split("\t")
            (nouns if kind in ("man", "woman") else names)[word] = "m" if kind in ("man", "his") else "f"
    except (OSError, ValueError) as why:
        raise GazetteerNotFound(f"The table of genders {file} cannot be read ({why}); reinstall verbale.") from why
    return nouns, names


def gender_of(words: str) -> str:
    """ "m", "f", or "" where the words do not tell; the part before "of", a comma or a relative counts."""
    nouns, names = _table()
    found = _WORD.findall(_TAIL.split(words)[0])
    for word in reversed(found):  # the head of "Jordan's king" and of "the chairman's wife" is its last word
        if word.lower() in nouns:
            return nouns[word.lower()]
    capital = [word.lower() for word in found if word[0].isupper()]
    return next((names[word] for word in capital[:-1] or capital if word in names), "")  # the last is the surname
