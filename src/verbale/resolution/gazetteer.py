"""The gazetteer: names of places and what they stand for, in one read-only SQLite file that ships with the package.

The file is built by `knowledge/build_gazetteer.py` from GeoNames (CC BY 4.0), the World Factbook (public domain) and the
hand-written tables in `knowledge/places/`. Names are compared folded: without accents, case and punctuation.
"""

import re
import sqlite3
import sys
import threading
from array import array
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from pathlib import Path

from verbale.errors import GazetteerNotFound
from verbale.resolution.folding import without_accents
from verbale.resolution.own_places import FIRST_ID, OwnPlace, OwnPlaces

FORMAT = "2"
KINDS = ("country", "region", "admin1", "city", "admin2", "site")
ALTERNATE_PENALTY = 1.5  # powers of ten of inhabitants that a name costs which is not the place's own
DEGREE = 10_000  # coordinates are stored as whole ten-thousandths of a degree
CACHED_NAMES = 20_000
MAPPED_BYTES = 1 << 26  # the whole file: looking up reads memory and makes no calls of the system

_APOSTROPHES = re.compile(r"['’‘ʼʻ`´ʿʾ′]")
_BREAKS = re.compile(r"[\W_]+")
_INITIALS = re.compile(r"\b([A-Za-z])\.(?=[A-Za-z]\b|\s|$)")
_SHORT = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort"}


@dataclass(frozen=True, slots=True)
class GazetteerRow:
    """One place under one name. `countries` are ISO 3166-1 alpha-3, several where a place is disputed or crosses borders.

    `prominence` is about the decimal logarithm of the inhabitants, higher for countries, capitals and places written by hand;
    `own` is False where the name is only an alternate one. Coordinates are WGS 84 degrees, None where nobody knows one point.
    """

    id: int
    name: str
    kind: str
    countries: tuple[str, ...]
    admin1_id: int | None
    admin1: str | None
    geonameid: int | None
    lat: float | None
    lon: float | None
    prominence: float
    own: bool
    population: int | None = None

    @property
    def country(self) -> str | None:
        """The first of its countries, ISO 3166-1 alpha-3."""
        return self.countries[0] if self.countries else None

    @property
    def rank(self) -> float:
        """What speaks for this row when nothing but its name is known."""
        return self.prominence - (0.0 if self.own else ALTERNATE_PENALTY)


def fold(name: str) -> str:
    """The key of a name: "Al-Ḥudaydah" and "al hudaydah" are one, and so are "St. Louis" and "Saint Louis"."""
    text = _APOSTROPHES.sub("", _INITIALS.sub(r"\1", name.replace("&", " and ")))
    words = _BREAKS.sub(" ", without_accents(text)).split()
    return " ".join(_SHORT.get(word, word) for word in words)


class Gazetteer:
    """Looks names up. One instance may be used from several threads; answers are cached."""

    def __init__(self, connection: sqlite3.Connection, own: OwnPlaces | None = None) -> None:
        self._connection, self._own = connection, own
        self._lock = threading.Lock()
        self._adjectives = dict(self._all("SELECT key, country FROM adjectives"))
        self._nations = {country: ids for country, *ids in self._all("SELECT country, place, capital FROM nations")}
        self._divisions = dict(self._all("SELECT id, name FROM places WHERE kind = ?", KINDS.index("admin1")))
        self._common = frozenset(key for (key,) in self._all("SELECT key FROM common"))
        self.lookup = lru_cache(CACHED_NAMES)(self._lookup)
        self._row = lru_cache(CACHED_NAMES)(self._read_row)

    @classmethod
    def open(cls, path: Path | str | None = None, own: Path | None = None) -> "Gazetteer":
        """The packaged gazetteer, or the one at `path`, and with it the user's own one at `own`, if there is such a file.

        Raises GazetteerNotFound where there is no packaged one, or either is damaged.
        """
        file = Path(path) if path is not None else Path(str(resources.files(__package__).joinpath("data/gazetteer.sqlite")))
        if not file.is_file():
            raise GazetteerNotFound(f"There is no gazetteer at {file}; reinstall verbale or run knowledge/build_gazetteer.py.")
        try:
            connection = sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)
            connection.execute(f"PRAGMA mmap_size = {MAPPED_BYTES}")
            found = connection.execute("SELECT value FROM meta WHERE key = 'format'").fetchone()
            if found != (FORMAT,):
                raise GazetteerNotFound(f"{file} is a gazetteer of format {found}, not {FORMAT}; reinstall verbale.")
            return cls(connection, OwnPlaces.open(own) if own is not None else None)
        except sqlite3.Error as fault:
            raise GazetteerNotFound(f"{file} is damaged ({fault}); reinstall verbale.") from fault

    def close(self) -> None:
        """Close the file; nothing can be looked up afterwards."""
        self._connection.close()
        if self._own is not None:
            self._own.close()

    def own_digest(self) -> str | None:
        """What identifies the user's own gazetteer in the record of a run; None where there is none."""
        return self._own.digest() if self._own is not None else None

    def country_codes(self) -> dict[str, str]:
        """ISO3 by the two letters that GeoNames uses."""
        found = self._all("SELECT c.code, p.countries FROM codes c JOIN places p ON p.id = c.place WHERE length(c.code) = 2")
        return dict(found)

    def geonameids(self) -> frozenset[int]:
        """The GeoNames ids of all packaged places."""
        return frozenset(ident for (ident,) in self._all("SELECT geonameid FROM places WHERE geonameid IS NOT NULL"))

    def country_of(self, name: str) -> str | None:
        """ISO3 of the most prominent place of that name; None where it is no place, or first of all a word or a first name,
        and for words without a capital."""
        if fold(name) in self._common or not any(letter.isupper() for letter in name):
            return None
        rows = self.lookup(name)
        return rows[0].country if rows else None

    def is_common(self, name: str) -> bool:
        """Whether the name is first of all an English word or a first name ("Most", "Mary")."""
        return fold(name) in self._common

    def adjective_country(self, word: str) -> str | None:
        """ISO3 of the country that an adjective or a people's name belongs to ("Chadian", "Serbs")."""
        return self._adjectives.get(fold(word))

    def capital_of(self, country: str) -> GazetteerRow | None:
        """The capital of a country given as ISO3."""
        _, capital = self._nations.get(country, (None, None))
        return self._row(capital, own=True) if capital is not None else None

    def country_row(self, country: str) -> GazetteerRow | None:
        """The country itself, by ISO3."""
        place, _ = self._nations.get(country, (None, None))
        return self._row(place, own=True) if place is not None else None

    def _lookup(self, name: str) -> tuple[GazetteerRow, ...]:
        """Every place of that name, the one most likely meant first; empty where the name is unknown."""
        key = fold(name)
        found = self._all("SELECT places FROM names WHERE key = ?", key) if key else []
        rows: list[GazetteerRow] = []
        if found:
            codes = array("I", found[0][0])
            if sys.byteorder == "big":
                codes.byteswap()
            rows = [self._row(code >> 1, own=not code & 1) for code in codes]
        if self._own is not None and key:
            rows += [self._own_row(place) for place in self._own.lookup(key)]
        return tuple(sorted(rows, key=lambda row: (-row.rank, row.id)))

    def _own_row(self, place: OwnPlace) -> GazetteerRow:
        found = self._all("SELECT place FROM codes WHERE code = ?", place.division) if place.division else []
        division = self._row(found[0][0], own=True) if found else None
        return GazetteerRow(
            FIRST_ID + place.geonameid, place.name, KINDS[place.kind], (place.country,), division.id if division else None,
            division.name if division else None, place.geonameid, place.lat / DEGREE, place.lon / DEGREE, place.prominence / 100,
            place.own, place.population,
        )  # fmt: skip

    def _read_row(self, place: int, *, own: bool) -> GazetteerRow:
        (name, kind, countries, admin1_id, geonameid, lat, lon, prominence, population) = self._all(
            "SELECT name, kind, countries, admin1, geonameid, lat, lon, prominence, population FROM places WHERE id = ?", place,
        )[0]  # fmt: skip
        return GazetteerRow(
            place, name, KINDS[kind], tuple(countries.split(",")) if countries else (),
            admin1_id, self._divisions.get(admin1_id), geonameid,
            None if lat is None else lat / DEGREE, None if lon is None else lon / DEGREE, prominence / 100, own, population,
        )  # fmt: skip

    def _all(self, query: str, *values: object) -> list[tuple]:  # type: ignore[type-arg]
        with self._lock:
            return self._connection.execute(query, values).fetchall()
