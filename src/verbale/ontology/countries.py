"""Countries as other data sets spell them: names, and codes of FIPS 10-4, CAMEO, and Gleditsch and Ward.

`knowledge/build_countries.py` makes the table.
"""

import re
import unicodedata
from enum import StrEnum
from functools import cache, lru_cache
from importlib import resources

_BRACKET = re.compile(r"\s*\([^()]*\)\s*$")
_LONGEST = 200  # characters of a name; more are no name, and shall not fill the cache
_APART = re.compile(r"[^0-9a-z]+")


class Spelling(StrEnum):
    """A way of writing countries."""

    NAME = "name"
    FIPS = "fips"
    CAMEO = "cameo"
    GLEDITSCH_WARD = "gw"


@cache
def _table() -> dict[tuple[str, str], str]:
    path = resources.files("verbale.ontology").joinpath("data", "country_spellings.tsv")
    lines = path.read_text(encoding="utf-8").splitlines()[1:]
    return {(kind, spelling): code for kind, spelling, code in (line.split("\t") for line in lines)}


def alpha3(spelling: str, kind: Spelling = Spelling.NAME) -> str | None:
    """The ISO 3166-1 alpha-3 code of a country; None where the spelling is not known.

    A name may end in a former name in brackets: "Yemen (North Yemen)".
    """
    return _alpha3(spelling, kind) if len(spelling) <= _LONGEST else None


@lru_cache(maxsize=8192)
def _alpha3(spelling: str, kind: Spelling) -> str | None:
    table = _table()
    known = table.get((kind, folded(spelling)))
    if known is None and kind is Spelling.NAME and (short := _BRACKET.sub("", spelling)) != spelling:
        return table.get((kind, folded(short)))
    return known


@cache
def codes() -> frozenset[str]:
    """Every alpha-3 code of the table."""
    return frozenset(_table().values())


def folded(spelling: str) -> str:
    """A spelling in small ASCII letters and digits, one blank between words, without "the" and "St."."""
    plain = unicodedata.normalize("NFKD", spelling.replace("&", " and ")).casefold().replace("'", "").replace("’", "")
    words = _APART.sub(" ", "".join(part for part in plain if not unicodedata.combining(part))).split()
    return " ".join("saint" if word == "st" else word for word in words if word != "the")
