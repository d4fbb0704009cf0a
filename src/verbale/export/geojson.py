"""GeoJSON (RFC 7946): a collection with one feature an event; its geometry is null where the place has no point."""

from collections.abc import Iterable
from typing import BinaryIO

from verbale.export import places
from verbale.export.flat import entry_of, json_line, plain_value
from verbale.export.reported import Reported, Tally
from verbale.export.settings import ExportSettings

UNLOCATED = "events without a point on the map, whose geometry is null"
_ELSEWHERE = frozenset(("event_id", "lat", "lon"))  # the id of the feature, and its geometry


def write(events: Iterable[Reported], stream: BinaryIO, settings: ExportSettings, tally: Tally) -> None:
    """Write the features as they come, one a line; positions are longitude, latitude, WGS 84."""
    stream.write(b'{"type":"FeatureCollection","features":[')
    for reported in events:
        event, where = reported.event, places.point(reported.event)
        if where is None:
            tally.changed[UNLOCATED] += 1
        properties = {name: value for name, value in entry_of(reported).items() if name not in _ELSEWHERE}
        if reported.article:
            properties |= {"title": plain_value(reported.article.title), "url": plain_value(reported.article.url)}
        feature = {
            "type": "Feature",
            "id": plain_value(event.event_id),
            "geometry": {"type": "Point", "coordinates": [where[1], where[0]]} if where else None,
            "properties": properties,
        }
        stream.write((b",\n" if tally.rows else b"\n") + json_line(feature).rstrip(b"\n"))
        tally.rows += 1
    stream.write(b"\n]}\n")
