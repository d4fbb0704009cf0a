"""Events as people have corrected them: the coder's rows, what was said of them, and the rows that follow.

A correction belongs to an event of an article, not to a number: another run may number the events of an article anew, so it is
found again by its trigger. Imported events have no article here and are found by their id.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from verbale import ontology
from verbale.errors import CorrectionError, VerbaleError
from verbale.store.correctable import EVENT, FIELDS, NO_EVENT, in_words, value_of
from verbale.store.rows import EventRow
from verbale.store.state import Correction

CORRECTED = "corrected"
"""The basis of days and places that a person gave."""
_PLACE = ("place_name", "country", "admin1", "geonameid", "lat", "lon", "precision")
_QUANTITY = ("quantity", "quantity_kind", "quantity_low", "quantity_high")


@dataclass(frozen=True, slots=True)
class Standing:
    """A correction, and the coder's event of the present run that it is of; None where that event is found no more.

    `counts` says that it is what is said of the field last; `trouble` why it does not fit the event all the same.
    """

    correction: Correction
    event: EventRow | None
    counts: bool
    trouble: str | None = None

    @property
    def state(self) -> str:
        """applies, replaced (something later counts), undo, lost (the event is found no more) or misfit."""
        if not self.counts:
            return "replaced"
        if self.correction.value is None:
            return "undo"
        if self.event is None:
            return "lost"
        return "misfit" if self.trouble else "applies"


@dataclass(frozen=True, slots=True)
class Reviewed:
    """An event with what people said of it; `after` is None where it is no event."""

    before: EventRow
    after: EventRow | None
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Review:
    """All corrections of a desk, in the order in which they were said, and the events that they change."""

    standing: tuple[Standing, ...]
    events: tuple[Reviewed, ...]

    def said(self) -> dict[str, dict[str, str]]:
        """What counts, by the id of the event: values by field, those too that do not fit it."""
        found: dict[str, dict[str, str]] = {}
        for each in self.standing:
            if each.counts and each.event and each.correction.value is not None:
                found.setdefault(each.event.event_id, {})[each.correction.field] = each.correction.value
        return found


def review(corrections: Sequence[Correction], rows: Iterable[EventRow]) -> Review:
    """What the corrections make of rows of the present run; `rows` has at least the events at their places or with their ids."""
    by_article: dict[str, list[EventRow]] = {}
    by_id: dict[str, list[EventRow]] = {}
    for row in {(row.event_id, row.run_id): row for row in rows}.values():
        by_id.setdefault(row.event_id, []).append(row)
        if row.article_id is not None:
            by_article.setdefault(row.article_id, []).append(row)
    found = [_event(each, by_article, by_id) for each in corrections]
    last: dict[tuple[str, int | None, str], int] = {}
    for number, (correction, event) in enumerate(zip(corrections, found, strict=True)):
        # One that is lost has the id of another event now, so the place of its trigger tells them apart.
        key = (event.event_id, None) if event else (correction.event_id, correction.start or 0)
        last[*key, correction.field] = number
    said: dict[str, dict[str, str]] = {}
    for (event_id, _, field), number in last.items():
        value = corrections[number].value
        if found[number] and value is not None:
            said.setdefault(event_id, {})[field] = value
    troubles: dict[str, str] = {}
    events = []
    for event_id, values in said.items():
        for row in by_id[event_id]:
            try:
                events.append(Reviewed(row, corrected(row, values), tuple(name for name in FIELDS if name in values)))
            except VerbaleError as error:  # another run codes it so that they fit no more
                troubles[event_id] = str(error)
    counting = set(last.values())
    standing = [
        Standing(correction, event, number in counting, troubles.get(event.event_id) if event else None)
        for number, (correction, event) in enumerate(zip(corrections, found, strict=True))
    ]
    return Review(tuple(standing), tuple(events))


def _event(
    correction: Correction, by_article: Mapping[str, list[EventRow]], by_id: Mapping[str, list[EventRow]]
) -> EventRow | None:
    """The event that a correction is of: the one whose trigger is at the same words, or begins nearest to them."""
    start, end = correction.start, correction.end
    if correction.article_id is None or start is None or end is None:
        return next(iter(by_id.get(correction.event_id, ())), None)
    near = [
        row
        for row in by_article.get(correction.article_id, ())
        if row.start is not None and row.end is not None and row.start < end and start < row.end
    ]
    return min(near, key=lambda row: (abs((row.start or 0) - start), row.event_id != correction.event_id), default=None)


def corrected(event: EventRow, said: Mapping[str, str]) -> EventRow | None:
    """The event with values for some of its fields, and with what follows from them; None where it is said to be none.

    Raises CorrectionError for values that do not go together, and what `value_of` raises.
    """
    values = {name: value_of(name, words) for name, words in said.items()}
    if values.pop(EVENT, None) == NO_EVENT:
        return None
    for side in ("actor", "recipient"):
        values |= _party(event, side, values)
    values |= _counted(event, values) | _dated(event, values) | _placed(event, values)
    values |= _acted(event, values)
    return replace(event, **values)


def _acted(event: EventRow, values: Mapping[str, Any]) -> dict[str, Any]:
    """Event type, quad class and score follow from act, status and modes."""
    if not values.keys() & {"act", "status", "mode"}:
        return {}
    act, status = values.get("act", event.act), values.get("status", event.status)
    own = {mode.name for mode in ontology.acts()[act].modes}
    modes = values.get("mode", event.mode)
    if "mode" in values and (strange := [mode for mode in modes if mode not in own]):
        raise CorrectionError(f"{act} has no mode {strange[0]!r}; it has {', '.join(sorted(own)) or 'none'}.")
    modes = tuple(mode for mode in modes if mode in own)
    kind = ontology.event_type(act, status)
    return {"mode": modes, "event_type": kind, "quad": ontology.quad(kind), "score": ontology.score(kind, modes)}


def _party(event: EventRow, side: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """The four lists of a side, as long as one another. A party whose code is another one loses the name that went with it."""
    columns = (side, f"{side}_name", f"{side}_code", f"{side}_sector")
    given = {name: values[name] for name in columns if name in values}
    if not given:
        return {}
    old: tuple[str, ...] = getattr(event, f"{side}_code")
    length = _length(given, old)
    codes = given.get(f"{side}_code") or (*old, *[ontology.UNKNOWN_CODE] * (length - len(old)))[:length]
    places = _aligned(old, codes)

    def kept(name: str, same_code: bool) -> tuple[Any, ...]:
        cells = getattr(event, name)
        return tuple(
            cells[at] if at is not None and (not same_code or old[at] == code) else None
            for at, code in zip(places, codes, strict=True)
        )

    return {
        columns[0]: given.get(columns[0]) or kept(columns[0], False),
        columns[1]: given.get(columns[1]) or kept(columns[1], True),
        columns[2]: codes,
        columns[3]: given.get(columns[3]) or kept(columns[3], False),
    }


def _length(given: Mapping[str, tuple[Any, ...]], old: Sequence[Any]) -> int:
    """How many values the lists have. An empty list beside others empties only itself."""
    code = next((value for name, value in given.items() if name.endswith("_code")), None)
    if code == ():
        return 0
    lengths = {name: len(value) for name, value in given.items() if value}
    if code is None and lengths and max(lengths.values()) < len(old):
        name, count = next(iter(lengths.items()))
        raise CorrectionError(f"The event has {len(old)} values there and {name} {count}: give as many, with ; between them.")
    if len(set(lengths.values())) > 1:
        told = " and ".join(f"{name} {count}" for name, count in lengths.items())
        raise CorrectionError(f"The numbers of values differ ({told}): give as many of each, with ; between them.")
    return max(lengths.values(), default=len(old))


def _aligned(old: Sequence[str], new: Sequence[str]) -> list[int | None]:
    """For each new code the old party that it goes on: the one with this code, else the one in its place."""
    free = set(range(len(old)))
    found: list[int | None] = []
    for code in new:
        same = next((at for at in sorted(free) if old[at] == code), None)
        found.append(same)
        free.discard(-1 if same is None else same)
    for number, at in enumerate(found):
        if at is None and number in free:
            found[number] = number
            free.discard(number)
    return found


def _counted(event: EventRow, values: Mapping[str, Any]) -> dict[str, Any]:
    given = {name: values[name] for name in _QUANTITY if name in values}
    if not given:
        return {}
    length = _length(given, event.quantity_kind) if any(given.values()) else 0
    made = {name: given.get(name) or (*getattr(event, name), *[None] * length)[:length] for name in _QUANTITY}
    for low, high in zip(made["quantity_low"], made["quantity_high"], strict=True):
        if low is not None and high is not None and low > high:
            raise CorrectionError(f"quantity_low is {low:.15g}, more than quantity_high, {high:.15g}: give both.")
    return made


def _dated(event: EventRow, values: Mapping[str, Any]) -> dict[str, Any]:
    if not values.keys() & {"date_from", "date_to"}:
        return {}
    first: date | None = values.get("date_from", event.date_from)
    last: date | None = values.get("date_to", event.date_to)
    if first and last and first > last:
        raise CorrectionError(f"date_from is {first}, after date_to, {last}: give both, or day where they are the same.")
    return {"date_basis": CORRECTED if first or last else None}


def _placed(event: EventRow, values: Mapping[str, Any]) -> dict[str, Any]:
    """What belonged to another country or place goes, unless it is given too."""
    if not values.keys() & set(_PLACE):
        return {}
    made: dict[str, Any] = {"place_basis": CORRECTED}
    moved = [name for name in ("country", "place_name") if name in values and values[name] != getattr(event, name)]
    if moved:
        gone = _PLACE[2:] if "place_name" in values else ("place_name", *_PLACE[2:])
        made |= {name: None for name in gone if name not in values}
        if "precision" not in values and not values.get("place_name") and values.get("country", event.country):
            made["precision"] = "country"
    return made


def told(event: EventRow, field: str) -> str:
    """What the coder says of a field."""
    return "" if field == EVENT else in_words(getattr(event, field))
