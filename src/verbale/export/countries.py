"""Codes and names of countries in the spelling of other data sets; `knowledge/build_export.py` makes the table."""

from dataclasses import dataclass
from functools import cache

from verbale.export.packaged import table


@dataclass(frozen=True, slots=True)
class Country:
    """A country: FIPS 10-4 is GDELT's for places, `cow` the number of the Correlates of War (None: no state of theirs)."""

    code: str
    name: str
    fips: str | None
    cow: str | None
    cameo: str
    icews: str


@cache
def _countries() -> dict[str, Country]:
    return {
        code: Country(code, name, fips or None, cow or None, cameo or code, icews or name)
        for code, name, fips, cow, cameo, icews in table("countries.tsv")
    }


def country(code: str | None) -> Country | None:
    """The country of an alpha-3 code; None for IGO, NGO, MNC, UNK and what is no code."""
    return _countries().get(code) if code else None
