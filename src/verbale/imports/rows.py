"""Rows of the desk from what a record says."""

from datetime import date
from functools import lru_cache

from verbale import ontology
from verbale.imports.records import Deed, Importing, Party, Spot
from verbale.store.rows import EventRow

CERTAIN, UNTOLD = "certain", "probable"
"""Certainty where a data set vouches for its events, and where it says nothing about it."""
Counted = tuple[str | None, float | None, float | None]
"""The dead: the best estimate as the data set writes it, lower and upper end."""


@lru_cache(maxsize=4096)
def _weight(act: str, modes: tuple[str, ...]) -> tuple[str, float]:
    """Quad class and score."""
    return ontology.quad(act), ontology.score(act, modes)


def row(
    importing: Importing, origin: str, key: str, deed: Deed, actors: tuple[Party, ...], recipients: tuple[Party, ...], spot: Spot,
    days: tuple[date, date], *, published: date | None = None, outlet: str | None = None, sentence: int | None = None,
    certainty: str = UNTOLD, dead: Counted | None = None, code: str | None = None, text: str | None = None,
) -> EventRow:  # fmt: skip
    """The row of an event. It has no article of the desk and no span: nobody shall take it for checked words."""
    quad, score = _weight(deed.act, deed.modes)
    return EventRow(
        event_id=f"{origin}:{key}", origin=origin, run_id=importing.run_id, article_id=None, published=published, outlet=outlet,
        sentence=sentence, act=deed.act, event_type=deed.act, mode=deed.modes, context=deed.contexts, status="actual",
        certainty=certainty, quad=quad, score=score, trigger=None,
        actor=tuple([party.words for party in actors]), actor_name=tuple([party.name for party in actors]),
        actor_code=tuple([party.code for party in actors]), actor_sector=tuple([party.sector for party in actors]),
        recipient=tuple([party.words for party in recipients]), recipient_name=tuple([party.name for party in recipients]),
        recipient_code=tuple([party.code for party in recipients]),
        recipient_sector=tuple([party.sector for party in recipients]),
        source=None, source_code=None, cue=None, place=spot.words, place_name=spot.name, country=spot.country,
        admin1=spot.admin1, geonameid=spot.geonameid, lat=spot.lat, lon=spot.lon, precision=spot.precision, place_basis=None,
        date=None, date_from=days[0], date_to=days[1], date_basis=None,
        quantity=(dead[0],) if dead else (), quantity_kind=("dead",) if dead else (),
        quantity_low=(dead[1],) if dead else (), quantity_high=(dead[2],) if dead else (),
        confidence=None, incident=None, start=None, end=None, copy_of=None, version_of=None,
        original_code=code, original_text=text,
    )  # fmt: skip
