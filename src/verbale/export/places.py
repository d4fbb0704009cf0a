"""What the place of an event is in the columns of other data sets."""

from verbale.export.countries import Country, country
from verbale.store.rows import EventRow

_POINTS = ("site", "city")
# PLOVER's "resolution": 5 is within a city, 1 a country.
RESOLUTIONS = {"site": 5, "city": 4, "admin2": 3, "admin1": 2, "region": 2, "country": 1}


def nation(event: EventRow) -> Country | None:
    """The country of the place."""
    return country(event.country)


def city(event: EventRow) -> str | None:
    """The name of the place where it is a city or a site in one."""
    return event.place_name if event.precision in _POINTS else None


def district(event: EventRow) -> str | None:
    """The name of the place where it is a second-level division."""
    return event.place_name if event.precision == "admin2" else None


def province(event: EventRow) -> str | None:
    """The first-level division of the place, or the place itself where it is one."""
    return event.admin1 or (event.place_name if event.precision == "admin1" else None)


def full_name(event: EventRow) -> str | None:
    """ "Nakuru, Rift Valley, Kenya": the place, its division and its country, each once."""
    land = nation(event)
    parts = [event.place_name, event.admin1, land.name if land else event.country]
    return ", ".join(dict.fromkeys(part for part in parts if part)) or None


def point(event: EventRow) -> tuple[float, float] | None:
    """Latitude and longitude; None unless both are known and on the globe."""
    lat, lon = event.lat, event.lon
    if lat is None or lon is None or not (-90 <= lat <= 90 and -180 <= lon <= 180):
        return None
    return lat, lon
