"""ICEWS Coded Event Data: 20 columns, tab-separated, with a header or without, CAMEO codes."""

from verbale.imports import cameo, sectors
from verbale.imports.cells import day, identity, point, whole, words
from verbale.imports.layouts import Layout
from verbale.imports.records import Importing, Party, Spot
from verbale.imports.rows import row
from verbale.ontology import UNKNOWN_CODE
from verbale.ontology.countries import alpha3
from verbale.store.rows import EventRow

COLUMNS = (
    "Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "Event Text", "CAMEO Code", "Intensity",
    "Target Name", "Target Sectors", "Target Country", "Story ID", "Sentence Number", "Publisher", "City", "District",
    "Province", "Country", "Latitude", "Longitude",
)  # fmt: skip
NEEDED = ("Event ID", "Event Date", "Source Name", "CAMEO Code", "Target Name")


class Icews:
    """Reads the records of one file."""

    def __init__(self, layout: Layout, importing: Importing) -> None:
        self.pick, self.importing = layout.picker(COLUMNS), importing

    def event(self, cells: list[str]) -> EventRow:
        """The event of a record. Raises Damage."""
        (
            key, date, source, source_sectors, source_country, text, code, _, target, target_sectors, target_country, _,
            sentence, publisher, city, district, province, country, lat, lon,
        ) = self.pick(cells)  # fmt: skip
        when, code = day(date, "event date"), code.strip()
        return row(
            # ICEWS gives one id to several events of different days.
            self.importing, "icews", f"{identity(key)}-{when.isoformat()}", cameo.deed(code),
            self._parties(source, source_sectors, source_country), self._parties(target, target_sectors, target_country),
            self._spot(city, district, province, country, lat, lon), (when, when),
            outlet=words(publisher), sentence=whole(sentence, "sentence number"), code=code, text=words(text),
        )  # fmt: skip

    def _parties(self, name: str, sector: str, country: str) -> tuple[Party, ...]:
        if not (known := words(name)):
            return ()
        standing = sectors.icews(sector)
        for unknown in standing.unknown:
            self.importing.miss("sector", unknown)
        return (Party(None, known, self._country(country) or standing.code or UNKNOWN_CODE, standing.sector),)

    def _spot(self, city: str, district: str, province: str, country: str, lat: str, lon: str) -> Spot:
        north, east = point(lat, lon)
        levels = (("city", city), ("admin2", district), ("admin1", province), ("country", country))
        precision, name = next(((level, known) for level, cell in levels if (known := words(cell))), (None, None))
        if precision is None and north is None:
            return Spot()
        return Spot(
            name=name,
            country=self._country(country),
            admin1=words(province),
            lat=north,
            lon=east,
            precision=precision or "unknown",
        )

    def _country(self, cell: str) -> str | None:
        if not (name := words(cell)):
            return None
        if (code := alpha3(name)) is None:
            self.importing.miss("country", name)
        return code
