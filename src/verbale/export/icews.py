"""ICEWS Coded Event Data: 20 columns, tab-separated, ISO-8859-1, one row a pair; unknown names are the text None."""

from collections.abc import Iterable
from typing import BinaryIO

from verbale.export import places
from verbale.export.cameo import cameo
from verbale.export.parties import Party, dyads, numeric_id, pair_id
from verbale.export.reported import Reported, Tally
from verbale.export.settings import ExportSettings
from verbale.export.tables import Layout, Table

COLUMNS = (
    "Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "Event Text", "CAMEO Code", "Intensity",
    "Target Name", "Target Sectors", "Target Country", "Story ID", "Sentence Number", "Publisher", "City", "District",
    "Province", "Country", "Latitude", "Longitude",
)  # fmt: skip
_NOBODY = "None"  # scripts of the field drop rows whose names hold it


def write(events: Iterable[Reported], stream: BinaryIO, settings: ExportSettings, tally: Tally) -> None:
    """Write one row a pair of actor and recipient, as soon as it comes."""
    table = Table(Layout(COLUMNS, encoding="iso-8859-1"), stream, settings, tally)
    for reported, day in tally.dated(events):
        event, act, where = reported.event, cameo(reported.event), places.point(reported.event)
        land = places.nation(event)
        for dyad in dyads(event, settings.mutual):
            table.row((
                pair_id(event, dyad), day, *_party(dyad.source), act.name, act.code, act.goldstein, *_party(dyad.target),
                numeric_id(event.article_id) if event.article_id else None, event.sentence, event.outlet,
                places.city(event), places.district(event), places.province(event), land.icews if land else None,
                where[0] if where else None, where[1] if where else None,
            ))  # fmt: skip


def _party(party: Party | None) -> tuple[str | None, str | None, str | None]:
    if party is None:
        return _NOBODY, None, None
    land = party.country
    return party.label or _NOBODY, party.sector_name, land.icews if land else None
