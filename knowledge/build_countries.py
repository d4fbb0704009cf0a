"""Build the table that reads countries as other data sets spell them: names, FIPS 10-4, CAMEO, Gleditsch and Ward's numbers.

    python knowledge/build_countries.py

Reads the countries of the exports (run build_export.py first) and countries/spellings.tsv, which wins where both have a
spelling; writes src/verbale/ontology/data/country_spellings.tsv, the same bytes each time, and prints counts.
"""

import sys
from collections import Counter
from pathlib import Path

from verbale.ontology.countries import folded

HERE = Path(__file__).resolve().parent
COUNTRIES = HERE.parent / "src/verbale/export/data/countries.tsv"
OUTPUT = HERE.parent / "src/verbale/ontology/data/country_spellings.tsv"
# UCDP numbers these states otherwise than the Correlates of War do, which give the same numbers to others.
NOT_GLEDITSCH_WARD = {"KIR", "NRU", "TON", "TUV", "DEU", "YEM"}


def table(path: Path) -> list[list[str]]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def main() -> None:
    found: dict[tuple[str, str], str] = {}
    codes = set()
    for code, name, fips, cow, cameo, icews in table(COUNTRIES)[1:]:
        codes.add(code)
        spellings = [("name", name), ("name", icews), ("fips", fips), ("cameo", code), ("cameo", cameo)]
        if code not in NOT_GLEDITSCH_WARD:
            spellings.append(("gw", cow))
        for kind, spelling in spellings:
            key = kind, folded(spelling)
            if spelling and found.setdefault(key, code) != code:
                sys.exit(f"{kind} {spelling} is both {found[key]} and {code}")
    own: dict[tuple[str, str], str] = {}
    for kind, spelling, code in table(HERE / "countries/spellings.tsv"):
        if code not in codes:
            sys.exit(f"{spelling} has the unknown code {code}")
        if own.setdefault((kind, folded(spelling)), code) != code:
            sys.exit(f"spellings.tsv gives two codes to {kind} {spelling}")
    found |= own
    lines = ["kind\tspelling\tcode", *("\t".join((*key, code)) for key, code in sorted(found.items()))]
    OUTPUT.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(*(f"{kind} {count}" for kind, count in sorted(Counter(kind for kind, _ in found).items())), sep="\n")


if __name__ == "__main__":
    main()
