"""GDELT events, 2.0 (61 columns) and 1.0 (57, and 58 with the address), tab-separated without names of columns, CAMEO codes."""

from verbale.imports import cameo, sectors
from verbale.imports.cells import day, identity, point, readable_day, words
from verbale.imports.layouts import Layout
from verbale.imports.records import Damage, Importing, Party, Spot
from verbale.imports.rows import row
from verbale.ontology import UNKNOWN_CODE
from verbale.ontology.countries import Spelling, alpha3
from verbale.store.rows import EventRow

_ACTOR = (
    "Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code", "Religion2Code", "Type1Code", "Type2Code",
    "Type3Code",
)  # fmt: skip
_GEO = ("Type", "FullName", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID")
_GEO_OLD = tuple(name for name in _GEO if name != "ADM2Code")
_HEAD = (
    "GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate",
    *(f"Actor1{name}" for name in _ACTOR), *(f"Actor2{name}" for name in _ACTOR),
    "IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale", "NumMentions", "NumSources",
    "NumArticles", "AvgTone",
)  # fmt: skip
_PLACES = ("Actor1Geo", "Actor2Geo", "ActionGeo")
COLUMNS = (*_HEAD, *(f"{place}_{name}" for place in _PLACES for name in _GEO), "DATEADDED", "SOURCEURL")
COLUMNS_1 = (*_HEAD, *(f"{place}_{name}" for place in _PLACES for name in _GEO_OLD), "DATEADDED", "SOURCEURL")
COLUMNS_BEFORE_2013 = COLUMNS_1[:-1]
NEEDED = ("GLOBALEVENTID", "SQLDATE", "EventCode", "Actor1Code", "Actor2Code")
_READ = (
    "GLOBALEVENTID", "SQLDATE",
    "Actor1Code", "Actor1Name", "Actor1CountryCode", "Actor1Type1Code", "Actor1Type2Code", "Actor1Type3Code",
    "Actor2Code", "Actor2Name", "Actor2CountryCode", "Actor2Type1Code", "Actor2Type2Code", "Actor2Type3Code",
    "EventCode", "EventRootCode",
    "ActionGeo_Type", "ActionGeo_FullName", "ActionGeo_CountryCode", "ActionGeo_Lat", "ActionGeo_Long", "DATEADDED", "SOURCEURL",
)  # fmt: skip
_PRECISIONS = {"1": "country", "2": "admin1", "3": "city", "4": "city", "5": "admin1"}
_NOWHERE = frozenset(("", "0"))
# Codes of CAMEO that stand where a country does and are none: parts of the world.
_REGIONS = frozenset((
    "AFR", "ASA", "BLK", "CRB", "CAU", "CFR", "CAS", "CEU", "EIN", "EAF", "EEU", "EUR", "LAM", "MEA", "MDT", "NAF", "NMR", "PGS",
    "SCN", "SAM", "SAS", "SEA", "SAF", "WAF", "WST",
))  # fmt: skip
_KINDS = ("IGO", "NGO", "MNC")


class Gdelt:
    """Reads the records of one file."""

    def __init__(self, layout: Layout, importing: Importing) -> None:
        self.pick, self.importing = layout.picker(_READ), importing

    def event(self, cells: list[str]) -> EventRow:
        """The event of a record. Raises Damage."""
        (
            key, date, code1, name1, land1, kind11, kind12, kind13, code2, name2, land2, kind21, kind22, kind23, code, root,
            level, place, country, lat, lon, added, url,
        ) = self.pick(cells)  # fmt: skip
        when, code, root, address = day(date, "date"), code.strip(), root.strip(), words(url)
        if root and not code.startswith(root if len(root) > 1 else "0" + root):
            raise Damage("the event code and its root differ", f"{code} and {root}", "a code that begins with its root")
        return row(
            self.importing, "gdelt", identity(key), cameo.deed(code),
            self._parties(code1.strip(), name1, land1.strip(), (kind11, kind12, kind13)),
            self._parties(code2.strip(), name2, land2.strip(), (kind21, kind22, kind23)),
            self._spot(level.strip(), place, country.strip(), lat, lon), (when, when),
            published=readable_day(added), outlet=_outlet(address) if address else None, code=code, text=address,
        )  # fmt: skip

    def _parties(self, code: str, name: str, land: str, kinds: tuple[str, str, str]) -> tuple[Party, ...]:
        known = words(name)
        if not (code or known or land):
            return ()
        sector, kind = None, code[:3] if code[:3] in _KINDS else None
        for role in kinds:
            if role and (role := role.strip()):
                standing = sectors.cameo(role)
                sector, kind = sector or standing.sector, kind or standing.code
                for unknown in standing.unknown:
                    self.importing.miss("sector", unknown)
        return (Party(None, known, self._country(land, Spelling.CAMEO) or kind or UNKNOWN_CODE, sector),)

    def _spot(self, level: str, place: str, country: str, lat: str, lon: str) -> Spot:
        if level in _NOWHERE:
            return Spot()
        if level not in _PRECISIONS:
            raise Damage("no kind of place", level, "0 to 5")
        (north, east), precision = point(lat, lon), _PRECISIONS[level]
        parts = [part for part in place.split(", ") if part.strip()]
        name = parts[0].strip() if parts else None
        division = parts[-2].strip() if precision == "city" and len(parts) > 2 else name if precision == "admin1" else None
        return Spot(
            name=name, country=self._country(country, Spelling.FIPS), admin1=division, lat=north, lon=east,
            precision=precision,
        )  # fmt: skip

    def _country(self, code: str, kind: Spelling) -> str | None:
        if not code:
            return None
        found = alpha3(code, kind)
        if found is None and not (kind is Spelling.CAMEO and code in _REGIONS):
            self.importing.miss("country", code)
        return found


def _outlet(address: str) -> str | None:
    """Who published it: the host of an address; years before 2013 name a source instead."""
    scheme, mark, rest = address.partition("://")
    return words((rest if mark else scheme).partition("/")[0].removeprefix("www."))
