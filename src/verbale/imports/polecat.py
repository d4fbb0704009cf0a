"""POLECAT: 40 columns, tab-separated, with a header or without; older files have no Intensity, 39 columns."""

from datetime import date
from functools import lru_cache

from verbale import ontology
from verbale.imports import sectors
from verbale.imports.cells import day, identity, point, readable_day, whole, words
from verbale.imports.layouts import Layout
from verbale.imports.records import Damage, Deed, Importing, Party, Spot
from verbale.imports.rows import row
from verbale.ontology import NOT_COUNTRIES, UNKNOWN_CODE
from verbale.ontology.countries import alpha3, codes
from verbale.store.rows import EventRow

COLUMNS = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts", "Actor Name", "Actor Country",
    "Actor COW", "Primary Actor Sector", "Actor Sectors", "Actor Title", "Actor Name Raw", "Wikipedia Actor ID",
    "Recipient Name", "Recipient Country", "Recipient COW", "Primary Recipient Sector", "Recipient Sectors", "Recipient Title",
    "Recipient Name Raw", "Wikipedia Recipient ID", "Placename", "City", "District", "Province", "Country", "Latitude",
    "Longitude", "GeoNames ID", "Raw Placename", "Feature Type", "Source", "Publication Date", "Story People",
    "Story Organizations", "Story Locations", "Language", "Version",
)  # fmt: skip
OLDER = tuple(name for name in COLUMNS if name != "Intensity")
NEEDED = ("Event ID", "Event Date", "Event Type", "Actor Name", "Recipient Name")
_READ = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Contexts",
    "Actor Name", "Actor Country", "Primary Actor Sector", "Actor Sectors", "Actor Name Raw",
    "Recipient Name", "Recipient Country", "Primary Recipient Sector", "Recipient Sectors", "Recipient Name Raw",
    "Placename", "City", "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename",
    "Feature Type", "Source", "Publication Date",
)  # fmt: skip
_OLDER_NAMES = {"DEMAND": "REQUEST"}  # of the first files
_LONGEST_DEED = 400  # characters of the cells; longer ones are damage, which shall not fill the cache
_PRECISIONS = frozenset(("site", "city", "admin2", "admin1", "region", "country", "unknown"))  # of verbale's own exports
# GeoNames' feature codes by their beginnings.
_FEATURES = (("PPL", "city"), ("ADM1", "admin1"), ("ADM2", "admin2"), ("PCL", "country"), ("RGN", "region"))


class Polecat:
    """Reads the records of one file."""

    def __init__(self, layout: Layout, importing: Importing) -> None:
        self.pick, self.importing = layout.picker(_READ), importing

    def event(self, cells: list[str]) -> EventRow:
        """The event of a record. Raises Damage."""
        (
            key, happened, kind, mode, contexts, actor, actor_country, actor_primary, actor_sectors, actor_raw, recipient,
            recipient_country, recipient_primary, recipient_sectors, recipient_raw, place, city, district, province, country,
            lat, lon, geonameid, raw_place, feature, source, published,
        ) = self.pick(cells)  # fmt: skip
        when, deed = day(happened, "event date"), self._deed(kind, mode, contexts)
        return row(
            self.importing, "polecat", identity(key), deed,
            self._parties(actor, actor_country, actor_primary, actor_sectors, actor_raw),
            self._parties(recipient, recipient_country, recipient_primary, recipient_sectors, recipient_raw),
            self._spot(raw_place, place, city, district, province, country, lat, lon, geonameid, feature), (when, when),
            published=self._published(published), outlet=words(source),
            code="/".join(part for part in (words(kind), words(mode)) if part),
        )  # fmt: skip

    def _deed(self, kind: str, mode: str, contexts: str) -> Deed:
        cells = kind.strip().upper(), mode, contexts
        found, unknown = (_deed if sum(map(len, cells)) <= _LONGEST_DEED else _deed.__wrapped__)(*cells)
        for what, name in unknown:
            self.importing.miss(what, name)
        return found

    def _parties(self, name: str, country: str, primary: str, sectors_cell: str, raw: str) -> tuple[Party, ...]:
        names, told = values(name), values(raw)
        lands, kinds = values(country), values(sectors_cell)
        count = len(names) or len(told) or len(lands) or len(kinds) or int(words(primary) is not None)
        if not count:
            return ()
        if not kinds or (count == 1 and words(primary)):
            kinds = [words(primary)]
        return tuple(
            Party(one_told, one_name, self._code(land, kind), self._sector(kind))
            for one_told, one_name, land, kind in zip(
                self._fit("names", told, count), self._fit("names", names, count), self._fit("countries", lands, count),
                self._fit("sectors", kinds, count), strict=True,
            )
            if one_told or one_name or land or kind
        )  # fmt: skip

    def _fit(self, what: str, listed: list[str | None], count: int) -> list[str | None]:
        """The n-th value for the n-th party; none at all where there are not as many, since nobody knows whose they are."""
        if len(listed) == count:
            return listed
        if listed:
            self.importing.miss(what, "of another number than the parties")
        return [None] * count

    def _code(self, land: str | None, kind: str | None) -> str:
        code = self._country(land)
        return code or (sectors.plover(kind).code if kind else None) or UNKNOWN_CODE

    def _sector(self, kind: str | None) -> str | None:
        if not kind:
            return None
        standing = sectors.plover(kind)
        for unknown in standing.unknown:
            self.importing.miss("sector", unknown)
        return standing.sector

    def _published(self, cell: str) -> date | None:
        if (found := readable_day(cell)) is None and (told := words(cell)):
            self.importing.miss("publication date", told)
        return found

    def _country(self, land: str | None) -> str | None:
        if not land or land in codes() or land in NOT_COUNTRIES:
            return land
        if (code := alpha3(land)) is None:
            self.importing.miss("country", land)
        return code

    def _spot(
        self, raw: str, place: str, city: str, district: str, province: str, country: str, lat: str, lon: str, geonameid: str,
        feature: str,
    ) -> Spot:  # fmt: skip
        levels = (("city", city), ("admin2", district), ("admin1", province))
        finest, finest_name = next(((level, name) for level, cell in levels if (name := words(cell))), (None, None))
        land, (north, east) = words(country), point(lat, lon)
        name = words(place) or finest_name
        if not (name or land or words(raw)) and north is None:
            return Spot()
        told = words(feature) or ""
        precision = next((level for start, level in _FEATURES if told.startswith(start)), None)
        if told in _PRECISIONS:
            precision = told
        return Spot(
            words(raw), name, self._country(land), words(province), whole(geonameid, "GeoNames id"),
            north, east,
            precision or finest or ("country" if land and not name else "unknown"),
        )  # fmt: skip


def values(cell: str) -> list[str | None]:
    """The values that a cell joins with ";", None for those that are absent; an empty list where all are."""
    if ";" not in cell:
        only = words(cell)
        return [only] if only else []
    found = [words(value) for value in cell.split(";")]
    return found if any(found) else []


@lru_cache(maxsize=4096)
def _deed(kind: str, mode: str, contexts: str) -> tuple[Deed, tuple[tuple[str, str], ...]]:
    """The deed, and the modes and contexts that the codebook does not have. Raises Damage."""
    act = _OLDER_NAMES.get(kind, kind)
    if act not in ontology.ACTS:
        raise Damage("no PLOVER event type", kind, "one of the sixteen, such as ACCUSE")
    known_modes = {_plain(known.name): known.name for known in ontology.acts()[act].modes}
    known_contexts = {_plain(name): name for name in ontology.contexts()}
    modes = dict.fromkeys(_plain(name) for name in values(mode) if name)
    themes = dict.fromkeys(_plain(name) for name in values(contexts) if name)
    unknown = [("mode", f"{act}/{name}") for name in modes if name not in known_modes]
    unknown += [("context", name) for name in themes if name not in known_contexts]
    return Deed(
        act,
        tuple(known_modes[name] for name in modes if name in known_modes),
        tuple(known_contexts[name] for name in themes if name in known_contexts),
    ), tuple(unknown)


def _plain(name: str) -> str:
    return name.lower().replace("-", "_").replace(" ", "_")
