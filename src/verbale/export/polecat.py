"""POLECAT: 40 columns, tab-separated, ISO-8859-1, one row an event; values are joined with "; ", no value is the text None."""

from collections.abc import Iterable
from typing import BinaryIO

from verbale import ontology
from verbale.export import places
from verbale.export.parties import Party, actors, recipients
from verbale.export.reported import Reported, Tally
from verbale.export.settings import ExportSettings
from verbale.export.tables import Cell, Layout, Table, joined

COLUMNS = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts", "Actor Name", "Actor Country",
    "Actor COW", "Primary Actor Sector", "Actor Sectors", "Actor Title", "Actor Name Raw", "Wikipedia Actor ID",
    "Recipient Name", "Recipient Country", "Recipient COW", "Primary Recipient Sector", "Recipient Sectors", "Recipient Title",
    "Recipient Name Raw", "Wikipedia Recipient ID", "Placename", "City", "District", "Province", "Country", "Latitude",
    "Longitude", "GeoNames ID", "Raw Placename", "Feature Type", "Source", "Publication Date", "Story People",
    "Story Organizations", "Story Locations", "Language", "Version",
)  # fmt: skip
_MISSING = "None"


def write(events: Iterable[Reported], stream: BinaryIO, settings: ExportSettings, tally: Tally) -> None:
    """Write one row an event, as soon as it comes."""
    table = Table(Layout(COLUMNS, encoding="iso-8859-1", missing=_MISSING), stream, settings, tally)
    for reported, day in tally.dated(events):
        event, article, where = reported.event, reported.article, places.point(reported.event)
        # The article's id comes first and an underline after it: scripts count the articles that way.
        table.row((
            f"{event.article_id}_{event.event_id}" if event.article_id else event.event_id, day, event.event_type,
            joined(event.mode), event.score, event.quad.upper(), joined(event.context),
            *_parties(actors(event)), *_parties(recipients(event)),
            event.place_name, places.city(event), places.district(event), places.province(event), event.country,
            where[0] if where else None, where[1] if where else None, event.geonameid, event.place, event.precision,
            event.outlet, event.published, None, None, None, article.language if article else None,
            f"{event.origin} {ontology.VERSION} {event.run_id}",
        ))  # fmt: skip


def _parties(parties: tuple[Party, ...]) -> tuple[Cell, ...]:
    """Name, country, COW, primary sector, sectors, title, words, Wikipedia id."""
    countries = [party.country for party in parties]
    sectors = [party.sector for party in parties]
    return (
        joined((party.name or party.words for party in parties), absent=_MISSING),
        joined((party.code if party.code != ontology.UNKNOWN_CODE else None for party in parties), absent=_MISSING),
        joined((land.cow if land else None for land in countries), absent=_MISSING),
        next((sector for sector in sectors if sector), None),
        joined(sectors, absent=_MISSING),
        None,
        joined((party.words for party in parties), absent=_MISSING),
        None,
    )
