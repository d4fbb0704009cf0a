"""From a GeoNames dump to the user's own gazetteer: allCountries, a country's file, cities500 and the like, as text or zip.

The format is described at https://download.geonames.org/export/dump/ (readme.txt): 19 columns separated by tabs, UTF-8.
"""

import hashlib
import math
import re
import sqlite3
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from verbale.errors import GazetteerError
from verbale.resolution.gazetteer import DEGREE, KINDS, Gazetteer, fold
from verbale.resolution.own_places import changed, forget

COLUMNS = 19
LONGEST_LINE = 1 << 20  # bytes
CITY, REGION, SITE, ADMIN1, ADMIN2 = (KINDS.index(kind) for kind in ("city", "region", "site", "admin1", "admin2"))
KIND_OF = {"P": CITY, "A": ADMIN2, "T": REGION, "H": REGION, "L": REGION, "S": SITE}
"""Feature classes that are read; roads, plants and what lies under the sea are not."""
GONE = re.compile(r"^(PPL[HW]|ADM.?H|PCL.*|ZN.*|TERR)$")
# Prominence as in knowledge/build_gazetteer.py; a village of which nobody knows the inhabitants has few.
CITY_BONUS, ADMIN1_BONUS, VILLAGE, REGION_RANK, SITE_RANK, ADMIN2_RANK = 0.3, -0.8, 2.0, 3.0, 2.5, 3.2
BATCH = 20_000
SAID_LINES = 5
LONGEST_NAME = 60  # characters of an alternate name
_CODE = re.compile(r"^[A-Z]{2,4}$")
_NOT_LATIN = re.compile(r"[^\W\d_a-zA-ZÀ-ɏḀ-ỿʼʻʿʾ]")


@dataclass(frozen=True, slots=True)
class Dumped:
    """One line of a dump that is a place."""

    geonameid: int
    name: str
    names: tuple[str, ...]
    lat: float
    lon: float
    feature_class: str
    feature: str
    country: str
    admin1: str
    population: int


@dataclass(frozen=True, slots=True)
class Loaded:
    """What came of a file: places that were added, places that the package has, lines left out on purpose, damaged lines."""

    added: int
    known: int
    left_out: int
    damaged: int
    damaged_lines: tuple[str, ...]
    """The first few, as "line 7: 3 columns"."""


Tell = Callable[[float, int], None]
"""Called now and then with the share of the file that is read, 0 to 1, and the places added."""


def parse(line: str) -> Dumped:
    """A line of a dump. Raises ValueError with what is wrong."""
    fields = line.rstrip("\r\n").split("\t")
    if len(fields) != COLUMNS:
        raise ValueError(f"{len(fields)} columns, not {COLUMNS}")
    ident, name, plain, others, lat, lon, feature_class, feature, country = fields[:9]
    if not ident.isascii() or not ident.isdigit() or len(ident) > 12:
        raise ValueError(f"no GeoNames id: {ident[:20]!r}")
    try:
        point = float(lat), float(lon)
        people = int(fields[14] or 0)
    except ValueError:
        raise ValueError("no numbers where latitude, longitude and population should be") from None
    if not (abs(point[0]) <= 90 and abs(point[1]) <= 180) or not 0 <= people < 1 << 40:
        raise ValueError("a latitude, longitude or population that cannot be")
    if not fold(name) and not fold(plain):
        raise ValueError("no name")
    latin = (other for other in others.split(",") if other and len(other) <= LONGEST_NAME)
    kept = tuple(other for other in latin if not _CODE.match(other) and not _NOT_LATIN.search(other))
    return Dumped(int(ident), name or plain, (plain, *kept), *point, feature_class, feature, country, fields[10], people)


def add(
    source: Path, gazetteer: Gazetteer, own: Path, *, minimum_population: int = 0, tell: Tell | None = None
) -> Loaded:  # fmt: skip
    """Read a dump into the own gazetteer at `own`; a file of the same name that was added before is replaced.

    With a minimum population, only settlements and divisions with so many inhabitants are added. Nothing changes unless the
    whole file is read. Raises GazetteerError where the file is no GeoNames dump.
    """
    with _opened(source) as (lines, size), changed(own) as connection:
        forget(connection, source.name)
        connection.execute("DROP INDEX IF EXISTS names_by_key")
        loading = _Loading(source, gazetteer, connection, minimum_population)
        loading.read(lines, size, tell)
        connection.execute(
            "INSERT INTO sources VALUES (?, ?, ?, ?)",
            (source.name, minimum_population, loading.digest.hexdigest()[:16], loading.damaged),
        )
        return Loaded(loading.added, loading.known, loading.left_out, loading.damaged, tuple(loading.said))


@contextmanager
def _opened(source: Path) -> Iterator[tuple[IO[bytes], int]]:
    """The lines of a text file, or of the one table in a zip file, and their bytes."""
    try:
        if not zipfile.is_zipfile(source):
            with source.open("rb") as lines:
                yield lines, source.stat().st_size
            return
        with zipfile.ZipFile(source) as archive:
            tables = [
                info for info in archive.infolist() if info.filename.endswith(".txt") and "readme" not in info.filename.lower()
            ]
            if len(tables) != 1:
                raise GazetteerError(
                    f"{source} holds {len(tables)} text files where one table was expected; unpack it and name the table."
                )
            with archive.open(tables[0]) as packed:
                yield packed, tables[0].file_size
    except (OSError, zipfile.BadZipFile, EOFError) as fault:
        raise GazetteerError(f"{source} cannot be read ({fault}); name a GeoNames file such as allCountries.zip.") from fault


class _Loading:
    """One file on its way into the own gazetteer."""

    def __init__(self, source: Path, gazetteer: Gazetteer, connection: sqlite3.Connection, minimum_population: int) -> None:
        self._source, self._connection, self._minimum = source, connection, minimum_population
        self._countries, self._packaged = gazetteer.country_codes(), gazetteer.geonameids()
        self._places: list[tuple[object, ...]] = []
        self._names: list[tuple[str, int, bool]] = []
        self.added = self.known = self.left_out = self.damaged = 0
        self.said: list[str] = []
        self.digest = hashlib.sha256()

    def read(self, lines: IO[bytes], size: int, tell: Tell | None) -> None:
        """All lines; GazetteerError where none is one of a dump."""
        done = number = good = 0
        while raw := lines.readline(LONGEST_LINE):
            number += 1
            done += len(raw)
            self.digest.update(raw)
            if not raw.strip():
                continue
            try:
                place = parse(raw.decode("utf-8"))
            except ValueError as why:
                self._damaged(number, "no UTF-8" if isinstance(why, UnicodeDecodeError) else str(why))
                if not good and self.damaged > BATCH:
                    break
                continue
            good += 1
            self._take(place)
            if len(self._places) >= BATCH:
                self._flush()
                if tell is not None:
                    tell(done / max(size, 1), self.added)
        if not good:
            what = self.said[0] if self.said else "no lines"
            raise GazetteerError(
                f"{self._source} is no GeoNames table ({what}); name a file of theirs such as allCountries.zip or cities500.txt."
            )
        self._flush()

    def _damaged(self, number: int, why: str) -> None:
        self.damaged += 1
        if len(self.said) < SAID_LINES:
            self.said.append(f"line {number}: {why}")

    def _take(self, place: Dumped) -> None:
        kind, country = KIND_OF.get(place.feature_class), self._countries.get(place.country)
        peopled = place.feature_class in "PA" and place.population >= self._minimum
        if kind is None or country is None or GONE.match(place.feature) or not (peopled or not self._minimum):
            self.left_out += 1
        elif place.geonameid in self._packaged:
            self.known += 1
        else:
            self.added += 1
            kind = ADMIN1 if place.feature == "ADM1" else kind
            division = f"{place.country}.{place.admin1}" if place.admin1 and kind != ADMIN1 else ""
            self._places.append(
                (
                    place.geonameid, place.name, kind, country, division, round(place.lat * DEGREE), round(place.lon * DEGREE),
                    round(100 * _prominence(kind, place.population)), place.population or None, self._source.name,
                )
            )  # fmt: skip
            keys = {fold(name): False for name in place.names} | {fold(place.name): True}
            self._names += [(key, place.geonameid, own) for key, own in keys.items() if len(key) > 1]

    def _flush(self) -> None:
        self._connection.executemany("INSERT OR REPLACE INTO places VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", self._places)
        self._connection.executemany("INSERT INTO names VALUES (?, ?, ?)", self._names)
        self._places.clear()
        self._names.clear()


def _prominence(kind: int, population: int) -> float:
    if kind == CITY:
        return math.log10(population) + CITY_BONUS if population else VILLAGE
    if kind == ADMIN1:
        return math.log10(population + 1_000) + ADMIN1_BONUS
    return {REGION: REGION_RANK, SITE: SITE_RANK}.get(kind, ADMIN2_RANK)
