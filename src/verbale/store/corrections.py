"""Corrections of a desk: checked against its events and the vocabulary, stored together or not at all, and told again."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import datetime

from verbale.errors import CorrectionError, VerbaleError
from verbale.store.correctable import DAY, field_named, in_words, value_of
from verbale.store.desk import Desk
from verbale.store.queries import Questions
from verbale.store.reviewed import Standing, corrected
from verbale.store.rows import EventRow
from verbale.store.state import Correction, stamp

_PURPOSE = "verbale correct"


@dataclass(frozen=True, slots=True)
class Change:
    """What a person says of a field of an event; with `value` None the coder's value shall count again, of all fields where
    `field` is None. `where` is the line it stands in; `trigger` the words that the event is expected to have."""

    event_id: str
    field: str | None
    value: str | None
    note: str | None = None
    by: str | None = None
    where: str = ""
    trigger: str | None = None


@dataclass(frozen=True, slots=True)
class Done:
    """How many corrections were stored, and how many said what counts already. `replaced` are those that count no more, `events`
    the events before and after."""

    stored: int
    known: int
    replaced: tuple[Correction, ...]
    events: tuple[tuple[EventRow | None, EventRow | None], ...]


def correct(desk: Desk, changes: Iterable[Change], *, now: datetime, wait: float = 0) -> Done:
    """Store what people say, all of it or, where anything does not fit, nothing.

    Raises CorrectionError with a sentence for each change that does not fit, and what the desk raises.
    """
    with desk.writing(_PURPOSE, wait=wait) as writer:
        with Questions(desk) as questions:
            found = _checked(questions, list(changes), stamp(now))
        writer.correct(found.fresh)
    return Done(len(found.fresh), found.known, tuple(found.replaced), tuple(found.events))


def standing(desk: Desk) -> tuple[Standing, ...]:
    """All corrections in the order in which they were said, with the events that they are of."""
    with Questions(desk) as questions:
        return questions.review.standing


class _Checked:
    """Corrections that may be stored."""

    def __init__(self) -> None:
        self.fresh: list[Correction] = []
        self.known = 0
        self.replaced: list[Correction] = []
        self.events: list[tuple[EventRow | None, EventRow | None]] = []


def _checked(questions: Questions, changes: Sequence[Change], added: str) -> _Checked:
    events = _events(questions, {change.event_id for change in changes})
    counting = {
        (each.event.event_id, each.correction.field): each.correction
        for each in questions.review.standing
        if each.event and each.counts and each.correction.value is not None
    }
    now = {each.before.event_id: each.after for each in questions.review.events}
    made, troubles = _Checked(), []
    last: dict[str, Change] = {}
    said = questions.review.said()
    for change in changes:
        where = f"{change.where}: " if change.where else ""
        try:
            event = _event(questions, events, change)
            fresh = said.setdefault(event.event_id, {})
            for field, value in _values(change, fresh):
                if value is None:
                    fresh.pop(field, None)
                else:
                    fresh[field] = value
                correction = Correction(
                    event.event_id, field, value, change.note, change.by, added, event.article_id, event.start, event.end
                )
                _note(made, correction, counting)
            last[event.event_id] = change
        except VerbaleError as error:
            troubles.append(f"{where}{error}")
    for event_id, change in last.items():
        try:
            for row in events[event_id]:
                made.events.append((now.get(event_id, row), corrected(row, said[event_id])))
        except VerbaleError as error:
            troubles.append(f"{change.where + ': ' if change.where else ''}{event_id}: {error}")
    if troubles:
        raise CorrectionError(*troubles)
    return made


def _note(made: _Checked, correction: Correction, counting: dict[tuple[str, str], Correction]) -> None:
    """Take a correction in, unless it says what counts already."""
    key = correction.event_id, correction.field
    before = counting.get(key)
    if (before.value if before else None) == correction.value:
        made.known += 1
        return
    if before:
        made.replaced.append(before)
    made.fresh.append(correction)
    if correction.value is None:
        counting.pop(key, None)
    else:
        counting[key] = correction


def _values(change: Change, said: dict[str, str]) -> list[tuple[str, str | None]]:
    """The fields of a change with their values in normal form."""
    if change.field is None:
        return [(field, None) for field in said]
    field = field_named(change.field)
    names = ("date_from", "date_to") if field == DAY else (field,)
    if change.value is None:
        return [(name, None) for name in names if name in said]
    return [(name, in_words(value_of(name, change.value))) for name in names]


def _events(questions: Questions, ids: set[str]) -> dict[str, list[EventRow]]:
    names = ", ".join(f'"{column.name}"' for column in fields(EventRow))
    sql = f"SELECT {names} FROM segment_events WHERE event_id IN (SELECT unnest(?))"
    found: dict[str, list[EventRow]] = {}
    for row in questions.records(EventRow, sql, [sorted(ids)]):
        found.setdefault(row.event_id, []).append(row)
    return found


def event_of(questions: Questions, event_id: str) -> EventRow:
    """The event as the coder has it. Raises CorrectionError where there is none."""
    return _event(questions, _events(questions, {event_id}), Change(event_id, None, None))


def _event(questions: Questions, events: dict[str, list[EventRow]], change: Change) -> EventRow:
    rows = events.get(change.event_id)
    if not rows:
        article = change.event_id.partition("/")[0]
        sql = "SELECT event_id FROM segment_events WHERE article_id = ? ORDER BY start, event_id LIMIT 40"
        near = [str(row[0]) for row in questions.ask(sql, [article]).rows()]
        told = f"its article has {', '.join(near)}" if near else "ids are in the column event_id of  verbale events"
        raise CorrectionError(f"The desk has no event {change.event_id!r}; {told}.")
    event = rows[0]
    if change.trigger and event.trigger and " ".join(change.trigger.split()) != " ".join(event.trigger.split()):
        raise CorrectionError(
            f"The event {event.event_id} is {event.trigger!r} in this desk and {change.trigger!r} in the file: another run has"
            " numbered the events of the article; look the event up anew."
        )
    return event
