"""Files of other data sets into a desk: each file once, in batches, with what was left out and why."""

import hashlib
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from verbale.errors import UnreadableRecords
from verbale.imports import LeftOut, events, recognised
from verbale.store.desk import Desk
from verbale.store.rows import EventRow
from verbale.store.runs import import_row
from verbale.store.segments import file_digest
from verbale.store.state import RunRow, State
from verbale.store.writer import Writer
from verbale.version import VERSION

BATCH = 25_000
_TOLD_EVERY = 1_000
_MOST_KINDS = 1_000  # reasons that are told apart; a hostile file may have a new one in every line
_PURPOSE = "verbale import"


@dataclass(slots=True)
class Imported:
    """What came of a file. `left_out` counts records by reason, `first` has the first of each, `damaged` are those that could not
    be read; `unknown` counts spellings that have no code. A `known` file added nothing; of a `stopped` one nothing is kept."""

    path: Path
    origin: str
    known: bool = False
    stopped: bool = False
    events: int = 0
    damaged: int = 0
    left_out: Counter[str] = field(default_factory=Counter)
    first: dict[str, LeftOut] = field(default_factory=dict)
    unknown: Counter[str] = field(default_factory=Counter)

    def leave(self, record: LeftOut) -> None:
        """Count a record that gave no event, by its reason without what was found in this very record."""
        kind = record.reason.partition(":")[0] if len(self.first) < _MOST_KINDS else "others"
        self.left_out[kind] += 1
        self.first.setdefault(kind, record)
        self.damaged += record.damaged


def take_in(
    desk: Desk,
    path: Path,
    origin: str | None = None,
    *,
    clock: Callable[[], datetime],
    tell: Callable[[Imported], None] = lambda _: None,
    stopped: Callable[[], bool] = lambda: False,
    wait: float = 0,
) -> Imported:
    """Import a file. One that is in the desk adds nothing; one whose import was killed, or lost rows since, is imported anew.

    Raises UnreadableRecords for a file of no known data set, before the desk is touched, and what the desk raises.
    """
    done = Imported(path, origin or recognised(path) or "")
    records = events(path, "", origin)  # raises for a file of no data set
    run = import_row(done.origin, f"verbale {VERSION}", str(path), _digest(path), clock())
    records = events(path, run.run_id, origin, done.unknown)
    with desk.writing(_PURPOSE, wait=wait) as writer:
        before = [other for other in writer.state.runs() if _same_file(other, run)]
        if any(_whole(writer.state, other) for other in before):
            done.known = True
            return done
        writer.drop([name for other in before for name in _segments(writer.state, other)])
    # A second writer, so that the files of what was dropped are gone before their names are used again.
    with desk.writing(_PURPOSE, wait=wait) as writer:
        writer.begin(run)
        batch: list[EventRow] = []
        for number, record in enumerate(records, 1):
            if isinstance(record, LeftOut):
                done.leave(record)
            else:
                batch.append(record)
                done.events += 1
            if len(batch) == BATCH:
                writer.take_events(batch)
                writer.commit()
                writer.begin(run)
                batch = []
            if number % _TOLD_EVERY == 0:
                tell(done)
                if stopped():
                    writer.abandon()
                    writer.drop(_segments(writer.state, run))
                    done.stopped, done.events = True, 0
                    return done
        if batch:
            writer.take_events(batch)
        _note(writer, done, clock())
        writer.state.note_piece(_mark(run.run_id, done.events), None)
        writer.commit()
    tell(done)
    return done


def _digest(path: Path) -> str:
    try:
        return file_digest(path)
    except OSError as error:
        raise UnreadableRecords(f"{path} cannot be read ({error.strerror or error}); give a file of records.") from error


def _note(writer: Writer, done: Imported, now: datetime) -> None:
    """One failure for each reason, with the first place where it was found."""
    for kind, count in done.left_out.items():
        first = done.first[kind]
        more = f" (and {count - 1:,} more of this kind)" if count > 1 else ""
        writer.fail(first.where, first.reason + more, None, now)


def _same_file(run: RunRow, other: RunRow) -> bool:
    """Whether two imports are of the very same bytes as the same data set, by whatever version of verbale."""
    return run.kind == other.kind and (run.model, run.model_digest) == (other.model, other.model_digest)


def _whole(state: State, run: RunRow) -> bool:
    """Whether an import came to its end, and every row of it is still there."""
    rows = sum(placed.segment.rows for placed in state.placed("events") if placed.run_id == run.run_id)
    return state.knows_piece(_mark(run.run_id, rows))


def _segments(state: State, run: RunRow) -> list[str]:
    return [placed.segment.name for placed in state.placed("events") if placed.run_id == run.run_id]


def _mark(run_id: str, rows: int) -> bytes:
    """What the state remembers of an import that came to its end with so many rows."""
    return hashlib.sha256(f"import {run_id} {rows}".encode()).digest()
