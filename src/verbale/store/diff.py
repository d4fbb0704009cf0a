"""Two runs side by side: which events came, went and changed, and what the runs differ in."""

from collections.abc import Iterator
from dataclasses import dataclass, fields

from verbale.errors import StoreError
from verbale.store.desk import Desk
from verbale.store.rows import EventRow
from verbale.store.state import Placed, RunRow

COMPARED = (
    "act", "event_type", "mode", "context", "status", "certainty", "actor", "actor_code", "actor_sector", "recipient",
    "recipient_code", "recipient_sector", "source", "source_code", "place", "place_name", "country", "date_from", "date_to",
    "quantity", "quantity_kind", "quantity_low", "quantity_high",
)  # fmt: skip
"""Fields whose change is told; scores and confidences follow from them or move a little with every model."""


@dataclass(frozen=True, slots=True)
class Change:
    """An event that is in one run alone (`before` or `after` is None), or in both with other fields."""

    before: EventRow | None
    after: EventRow | None
    fields: tuple[str, ...] = ()


def between(desk: Desk, first: str, second: str) -> tuple[tuple[RunRow, RunRow], Iterator[Change]]:
    """Two runs by their ids or the beginnings of them, and their differences in the batches that both have coded.

    Raises StoreError for a run that is not there.
    """
    with desk.state() as state:
        runs = _run(state.runs(), first), _run(state.runs(), second)
        placed = state.placed()
    coded = {(found.batch, found.run_id) for found in placed if found.segment.table == "codings"}
    batches = sorted(
        {batch for batch, run in coded if run == runs[0].run_id} & {batch for batch, run in coded if run == runs[1].run_id}
    )
    return runs, _changes(desk, placed, batches, runs[0].run_id, runs[1].run_id)


def reasons(first: RunRow, second: RunRow) -> list[str]:
    """What two runs differ in, in words; any of it may have changed an event."""
    names = {
        "program": "program",
        "model": "model",
        "model_digest": "weights",
        "ontology": "vocabulary",
        "settings_digest": "settings",
        "tables": "own tables",
    }
    found = []
    for column in fields(RunRow):
        mine, theirs = getattr(first, column.name), getattr(second, column.name)
        if column.name in names and mine != theirs:
            found.append(f"{names[column.name]}: {mine or 'none'} -> {theirs or 'none'}")
    return found


def _run(runs: list[RunRow], name: str) -> RunRow:
    fitting = [run for run in runs if run.run_id.startswith(name)]
    if len(fitting) != 1:
        known = ", ".join(run.run_id for run in runs) or "none"
        raise StoreError(
            f"{'No run' if not fitting else 'More than one run'} of the desk is called {name!r}; there are: {known}."
        )
    return fitting[0]


def _changes(desk: Desk, placed: list[Placed], batches: list[int], first: str, second: str) -> Iterator[Change]:
    for batch in batches:
        before, after = (
            [
                event
                for found in placed
                if found.batch == batch and found.run_id == run and found.segment.table == "events"
                for event in desk.segments.read(found.segment.name, EventRow)
            ]
            for run in (first, second)
        )
        yield from _compared(before, after)


def _compared(before: list[EventRow], after: list[EventRow]) -> Iterator[Change]:
    """Events are the same where their triggers overlap in an article; of several, the one of the same act, then the nearest."""
    left: dict[str | None, list[EventRow]] = {}
    for event in after:
        left.setdefault(event.article_id, []).append(event)
    for old in before:
        others = [new for new in left.get(old.article_id, ()) if _overlap(old, new)]
        if not others:
            yield Change(old, None)
            continue
        new = min(
            others,
            key=lambda event: (event.act != old.act, event.status != old.status, abs((event.start or 0) - (old.start or 0))),
        )
        left[old.article_id].remove(new)
        changed = tuple(name for name in COMPARED if getattr(old, name) != getattr(new, name))
        if changed:
            yield Change(old, new, changed)
    for events in left.values():
        yield from (Change(None, event) for event in events)


def _overlap(one: EventRow, other: EventRow) -> bool:
    if one.start is None or one.end is None or other.start is None or other.end is None:
        return one.event_id == other.event_id
    return one.start < other.end and other.start < one.end
