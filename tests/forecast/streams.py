"""Invented streams of events whose rates are known, as dated events, as a history, and as the rows of a desk."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import numpy as np

from verbale import ontology
from verbale.forecast.history import Actors, Dated, History, history
from verbale.store.desk import Desk
from verbale.store.rows import EventRow
from verbale.store.state import RunRow

START = date(2030, 1, 1)
Deed = tuple[str, str, str]
"""Source, act, target."""

# Invented enmities and friendships, in events per day.
RATES: dict[Deed, float] = {
    ("NOR", "ACCUSE", "BLR"): 0.10, ("BLR", "ACCUSE", "NOR"): 0.08, ("NOR", "SANCTION", "BLR"): 0.01,
    ("BLR", "THREATEN", "NOR"): 0.02, ("KEN", "CONSULT", "UGA"): 0.15, ("UGA", "CONSULT", "KEN"): 0.12,
    ("KEN", "AID", "UGA"): 0.03, ("PER", "PROTEST", "CHL"): 0.005, ("CHL", "REJECT", "PER"): 0.02,
    ("NOR", "CONSULT", "KEN"): 0.01, ("LAO", "MOBILIZE", "BLR"): 0.002, ("UGA", "REQUEST", "NOR"): 0.04,
}  # fmt: skip


def steady(
    days: int = 720, rates: Mapping[Deed, float] = RATES, *, seed: int = 0, start: date = START, late: float = 0.0
) -> list[Dated]:
    """Each deed happens by chance at its rate, on every day alike. `late` days pass on average until the world knows."""
    random = np.random.default_rng(seed)
    found = []
    for (source, act, target), rate in sorted(rates.items()):
        for day in np.flatnonzero(random.poisson(rate, days)):
            happened = start + timedelta(days=int(day))
            delay = int(random.exponential(late)) if late else 0
            found.append(Dated(happened, source, act, target, happened + timedelta(days=delay)))
    return sorted(found)


def probability(deed: Deed, horizon: int, rates: Mapping[Deed, float] = RATES) -> float:
    """How likely a deed of a steady stream is to happen in so many days."""
    return 1 - math.exp(-rates.get(deed, 0.0) * horizon)


def escalating(
    days: int = 720, pairs: int = 12, *, seed: int = 0, start: date = START, follows: float = 0.5, within: int = 20
) -> list[Dated]:
    """Pairs that threaten each other in spells of sixty days; a sanction follows a threat with chance `follows`, some time
    `within` so many days. Names are "A00", "A01" ..."""
    random = np.random.default_rng(seed)
    found = set()

    def happens(day: int, source: str, act: str, target: str) -> None:
        when = start + timedelta(days=day)
        found.add(Dated(when, source, act, target, when))

    for pair in range(pairs):
        source, target = f"A{pair:02}", f"A{(pair + 1) % pairs:02}"
        hot = False
        for day in range(days):
            if day % 60 == 0:
                hot = random.random() < 0.3
            if random.random() < 0.01:
                happens(day, source, "CONSULT", target)
            if random.random() < (0.08 if hot else 0.004):
                happens(day, source, "THREATEN", target)
                if random.random() < follows and (then := day + 1 + int(random.integers(within))) < days:
                    happens(then, source, "SANCTION", target)
    return sorted(found)


def actors(names: Iterable[str]) -> Actors:
    """Countries that stand for themselves, without roles."""
    ordered = tuple(sorted(set(names)))
    return Actors(ordered, np.arange(len(ordered), dtype=np.int32), np.full(len(ordered), -1, np.int32), ordered, ())


def of(events: Sequence[Dated], acts: Sequence[str] = ontology.ACTS) -> History:
    """The history of these events."""
    names = {name for event in events for name in (event.source, event.target)}
    return history(events, actors(names), acts)


def row(event: Dated, number: int = 0, **changes: object) -> EventRow:
    """An event as the row of a desk: imported, published on the day it became known, unless `changes` say otherwise."""
    cells: dict[str, object] = {field.name: () if "tuple" in str(field.type) else None for field in fields(EventRow)}
    cells |= {
        "event_id": f"invented:{number}", "origin": "icews", "run_id": "invented", "published": event.known, "act": event.act,
        "event_type": event.act, "status": "actual", "certainty": "probable", "quad": ontology.quad(event.act),
        "actor_name": (None,), "actor_code": (event.source,), "actor_sector": (None,), "actor": (None,), "recipient": (None,),
        "recipient_name": (None,), "recipient_code": (event.target,), "recipient_sector": (None,), "date_from": event.day,
        "date_to": event.day,
    }  # fmt: skip
    return EventRow(**(cells | changes))  # type: ignore[arg-type]  # the fields are those of the record


def pour(folder: Path, events: Iterable[Dated | EventRow]) -> Desk:
    """A desk of these events, put in beside those that are there."""
    desk = Desk.create(folder)
    with desk.writing("inventing") as writer:
        writer.begin(
            RunRow("invented", "import", "tests", "icews", None, None, None, None, datetime(2030, 1, 1, tzinfo=UTC).isoformat())
        )
        rows = [event if isinstance(event, EventRow) else row(event, number) for number, event in enumerate(events)]
        writer.take_events(rows)
        writer.commit()
    return desk
