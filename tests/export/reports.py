"""A small invented story for the tests: who did what to whom around Lake Naivu."""

from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any

from verbale import ontology
from verbale.export import ExportSettings, Reported, Written, write
from verbale.store.rows import ArticleRow, EventRow

TEXT = (
    "Police in Nakuru fired tear gas on Tuesday. Kenya’s foreign minister met his Ugandan counterpart in Łomża, "
    "officials said. Nobody was hurt."
)
ARTICLE = ArticleRow(
    "a1", None, "Tear gas in Nakuru", "Rift Courier", "https://courier.example/a1", date(2024, 10, 3), "en", TEXT, "a1.txt",
    datetime(2024, 10, 4, 6, 30, tzinfo=UTC), True, None, None, None,
)  # fmt: skip
_PLAIN = EventRow(
    event_id="e1", origin="verbale", run_id="r1", article_id="a1", published=date(2024, 10, 3), outlet="Rift Courier", sentence=1,
    act="ASSAULT", event_type="ASSAULT", mode=("crowd-control",), context=("rights_freedoms",), status="actual",
    certainty="certain", quad="material conflict", score=-7.5, trigger="fired tear gas",
    actor=("Police in Nakuru",), actor_name=(None,), actor_code=("KEN",), actor_sector=("COP",),
    recipient=("students", "two reporters"), recipient_name=(None, "Rift Courier"), recipient_code=("KEN", "KEN"),
    recipient_sector=("CVL", "JRN"), source=None, source_code=None, cue=None, place="Nakuru", place_name="Nakuru", country="KEN",
    admin1="Rift Valley", geonameid=184622, lat=-0.28333, lon=36.06667, precision="city", place_basis="explicit",
    date="on Tuesday", date_from=date(2024, 10, 1), date_to=date(2024, 10, 1), date_basis="relative",
    quantity=("three",), quantity_kind=("injured",), quantity_low=(3.0,), quantity_high=(5.0,), confidence=0.86, incident="i7",
    start=18, end=32, copy_of=None, version_of=None, original_code=None, original_text=None,
)  # fmt: skip


def event(**changes: Any) -> EventRow:
    """The first event of the story with some columns changed; its type, quad and score follow from its act and status."""
    act, status = changes.get("act", _PLAIN.act), changes.get("status", _PLAIN.status)
    kind = ontology.event_type(act, status)
    return replace(_PLAIN, **{"event_type": kind, "quad": ontology.quad(kind), **changes})


def report(**changes: Any) -> Reported:
    return Reported(event(**changes), ARTICLE)


MEETING: dict[str, Any] = {
    "event_id": "e2", "act": "CONSULT", "mode": ("visit",), "context": ("diplomatic",), "score": 4.0, "trigger": "met",
    "actor": ("Kenya’s foreign minister", "his Ugandan counterpart"), "actor_name": (None, "Okot Lwanga"),
    "actor_code": ("KEN", "UGA"), "actor_sector": ("GOV", "GOV"), "recipient": (), "recipient_name": (), "recipient_code": (),
    "recipient_sector": (), "place_name": "Łomża", "country": "POL", "admin1": None, "incident": None, "sentence": 2,
    "quantity": (), "quantity_kind": (), "quantity_low": (), "quantity_high": (),
}  # fmt: skip
NO_ACTOR: dict[str, Any] = {"actor": (), "actor_name": (), "actor_code": (), "actor_sector": ()}
NO_RECIPIENT: dict[str, Any] = {"recipient": (), "recipient_name": (), "recipient_code": (), "recipient_sector": ()}
STORY = [report(), report(**MEETING), report(event_id="e3", act="THREATEN", mode=(), status="future")]


def written(format: str, events: list[Reported] | None = None, **settings: Any) -> tuple[bytes, Written]:
    """The bytes of an export of the story, or of other events, and its counts."""
    stream = BytesIO()
    counts = write(format, STORY if events is None else events, stream, ExportSettings(**settings))
    return stream.getvalue(), counts
