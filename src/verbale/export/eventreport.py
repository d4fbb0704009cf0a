"""Reports for the R package eventreport: one row a report, and `event_id` says which reports tell of one event.

The first ten columns are those of its example data (MAVERICK); its functions take any further one by name.
"""

from collections.abc import Iterable
from typing import BinaryIO

from verbale.export import places
from verbale.export.parties import actors, recipients
from verbale.export.reported import Reported, Tally
from verbale.export.settings import ExportSettings
from verbale.export.tables import Layout, Table, joined
from verbale.store.rows import EventRow

COLUMNS = (
    "id", "event_id", "country", "date_start", "city", "location", "actor1", "deaths_best", "injuries_best", "source",
    "date_end", "actor1_code", "actor1_sector", "actor2", "actor2_code", "actor2_sector", "event_type", "mode", "status",
    "certainty", "deaths_low", "deaths_high", "injuries_low", "injuries_high", "latitude", "longitude", "precision",
    "publication_date", "article_id", "claimed_by", "confidence",
)  # fmt: skip
ALONE = "reports that belong to no incident, each an event of its own"


def write(events: Iterable[Reported], stream: BinaryIO, settings: ExportSettings, tally: Tally) -> None:
    """Write one row a report. A report that was put to no incident is an event of its own."""
    table = Table(Layout(COLUMNS, tabs=False), stream, settings, tally)
    for reported in events:
        event, where, land = reported.event, places.point(reported.event), places.nation(reported.event)
        doers, others = actors(event), recipients(event)
        dead, injured = _counted(event, "dead"), _counted(event, "injured")
        if event.incident is None:
            tally.changed[ALONE] += 1
        table.row((
            event.event_id, event.incident or event.event_id, land.name if land else None, event.date_from, places.city(event),
            places.full_name(event), joined(party.label for party in doers), _best(dead), _best(injured), event.outlet,
            event.date_to, joined(party.code for party in doers), joined(party.sector for party in doers),
            joined(party.label for party in others), joined(party.code for party in others),
            joined(party.sector for party in others), event.event_type, joined(event.mode), event.status, event.certainty,
            *dead, *injured, where[0] if where else None, where[1] if where else None, event.precision, event.published,
            event.article_id, event.source, event.confidence,
        ))  # fmt: skip


def _counted(event: EventRow, kind: str) -> tuple[float | None, float | None]:
    """Both ends of the first number of a kind that the report gives for the event; None for an open end."""
    found = [
        (low, high)
        for counted, low, high in zip(event.quantity_kind, event.quantity_low, event.quantity_high, strict=False)
        if counted == kind
    ]
    return found[0] if found else (None, None)


def _best(ends: tuple[float | None, float | None]) -> float | None:
    """The number where both ends are one, else nothing: which of them is best, the report does not say."""
    return ends[0] if ends[0] == ends[1] else None
