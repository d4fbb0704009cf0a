"""Build the tables that the exports need: CAMEO codes and the codes of countries in other data sets' spelling.

    python knowledge/build_export.py --data /work/shared/data

Reads GeoNames' country table and REIGN (numbers of the Correlates of War), actors/cow.tsv and export/*.tsv; writes
src/verbale/export/data/{plover_to_cameo,cameo,countries}.tsv, the same bytes each time, and prints counts. It refuses a
choice whose code the crosswalk of 2021 (CAMEO to PLOVER) gives to another act, unless EXCEPTIONS names it.
"""

import argparse
import csv
import sys
from collections.abc import Iterator
from pathlib import Path

from verbale import ontology
from verbale.errors import UnknownCode

HERE = Path(__file__).resolve().parent
OUTPUT = HERE.parent / "src/verbale/export/data"
# A conviction is a sanction in PLOVER and a finding of guilt, under "disapprove", in CAMEO.
EXCEPTIONS = {("SANCTION", "116")}
# REIGN's abbreviations that actors/cow.tsv does not list; its MNG is Montenegro.
FURTHER_COW = {"BAH": "BHR", "BHU": "BTN", "BRU": "BRN", "SEY": "SYC", "FIJ": "FJI", "MNG": "MNE"}
FORMER = {"GFR", "GDR", "YAR", "YPR", "RVN"}
FORMER_NUMBERS = {("GMY", "260"), ("CZE", "315")}  # GFR's number under today's name; Czechoslovakia
# CAMEO kept older country codes than ISO 3166-1 does.
CAMEO_COUNTRIES = {"ROU": "ROM", "TLS": "TMP"}
ICEWS_COUNTRIES = {
    "RUS": "Russian Federation", "PSE": "Occupied Palestinian Territory", "COD": "Democratic Republic of Congo",
}  # fmt: skip


def table(path: Path) -> Iterator[list[str]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


def check(kind: str, act: str, mode: str, code: str) -> None:
    """Whether the crosswalk gives the code, or its root, back to the event type."""
    known = [mode.name for mode in ontology.acts()[kind].modes]
    if mode != "-" and mode not in known:
        sys.exit(f"{kind} has no mode {mode}")
    if act != "-" and ontology.event_type(act, "future") != kind and act != kind:
        sys.exit(f"{act} never becomes {kind}")
    acts: set[str] = set()
    for near in (code, code[:2]):
        try:
            acts |= set(ontology.cameo(near).acts)
        except UnknownCode:
            continue
    if kind not in acts and (kind, code) not in EXCEPTIONS:
        sys.exit(f"{code} is {', '.join(sorted(acts)) or 'unknown'} in the crosswalk, not {kind}")


def cow_numbers(path: Path) -> dict[str, str]:
    """Numbers of the Correlates of War by alpha-3 code."""
    renamed = {row[0]: row[1] for row in table(HERE / "actors/cow.tsv")} | FURTHER_COW
    found: dict[str, str] = {}
    with path.open(encoding="utf-8", errors="replace") as stream:
        for entry in csv.DictReader(stream):
            abbreviation, number = entry["stateabb"], entry["ccode"]
            if not number or abbreviation in FORMER or (abbreviation, number) in FORMER_NUMBERS:
                continue
            found[renamed.get(abbreviation, abbreviation)] = number
    return found


def write(name: str, head: str, rows: list[list[str]]) -> None:
    lines = [head, *("\t".join(row) for row in rows)]
    (OUTPUT / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{name}: {len(rows)} rows")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--data", type=Path, required=True)
    data = parser.parse_args().data
    OUTPUT.mkdir(parents=True, exist_ok=True)
    choices, codes = list(table(HERE / "export/choices.tsv")), list(table(HERE / "export/cameo.tsv"))
    for kind, act, mode, _, code in choices:
        check(kind, act, mode, code)
    used, named = {row[-1] for row in choices}, {row[0] for row in codes}
    if used != named:
        sys.exit(f"cameo.tsv and choices.tsv differ in {', '.join(sorted(used ^ named))}")
    write("plover_to_cameo.tsv", "event_type\tact\tmode\tcontext\tcameo", choices)
    write("cameo.tsv", "code\tname\tgoldstein", codes)
    cow = cow_numbers(data / "actors/reign_leaders_2021-03.csv")
    countries = []
    for row in table(data / "places/geonames_countries.txt"):
        code, fips, name = row[1], row[3], row[4]
        countries.append([code, name, fips, cow.pop(code, ""), CAMEO_COUNTRIES.get(code, ""), ICEWS_COUNTRIES.get(code, "")])
    if cow:
        sys.exit(f"no country for the Correlates of War's {', '.join(sorted(cow))}")
    write("countries.tsv", "code\tname\tfips\tcow\tcameo\ticews", countries)


if __name__ == "__main__":
    main()
