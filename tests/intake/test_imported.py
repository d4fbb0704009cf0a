"""Files into a desk: once, in batches, whole."""

import datetime as time
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import pytest

from tests.export.reports import written
from verbale.errors import UnreadableRecords
from verbale.intake import Imported, take_in
from verbale.intake import imported as room
from verbale.store.desk import Desk
from verbale.store.queries import Questions
from verbale.store.rows import EventRow

ICEWS = written("icews")[0]


def clock() -> time.datetime:
    return time.datetime(2031, 5, 1, tzinfo=time.UTC)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk.create(tmp_path / "desk")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file with so many records that they fill several batches."""
    head, *rows = ICEWS.splitlines(keepends=True)
    path = tmp_path / "events.tab"
    path.write_bytes(head + b"".join(b"%d\t" % number + rows[0].split(b"\t", 1)[1] for number in range(2_500)))
    return path


def ids(desk: Desk) -> list[str]:
    columns = ", ".join(field.name if field.name not in ("start", "end") else f'"{field.name}"' for field in fields(EventRow))
    with Questions(desk) as questions:
        return [row.event_id for row in questions.records(EventRow, f"SELECT {columns} FROM events ORDER BY event_id", [])]


def runs(desk: Desk) -> Iterator[tuple[str, str | None]]:
    with desk.state() as state:
        yield from ((run.kind, run.model) for run in state.runs())


def test_a_file_is_imported_in_batches_and_only_once(desk: Desk, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "BATCH", 700)
    seen: list[int] = []
    done = take_in(desk, file, clock=clock, tell=lambda done: seen.append(done.events))
    assert (done.origin, done.events, done.known, done.damaged) == ("icews", 2_500, False, 0)
    assert seen == [1_000, 2_000, 2_500]
    assert len(ids(desk)) == len(set(ids(desk))) == 2_500
    with desk.state() as state:
        assert len(state.placed("events")) == 4
    assert list(runs(desk)) == [("import", "icews")]
    again = take_in(desk, file, clock=clock)
    assert (again.known, again.events) == (True, 0)
    copy = file.with_name("renamed.txt")
    copy.write_bytes(file.read_bytes())
    assert take_in(desk, copy, clock=clock).known
    assert len(ids(desk)) == 2_500


def test_another_program_knows_the_file_too(desk: Desk, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    take_in(desk, file, clock=clock)
    monkeypatch.setattr(room, "VERSION", "9.9.9")
    assert take_in(desk, file, clock=clock).known


def test_killed_in_the_middle_it_is_imported_anew(desk: Desk, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "BATCH", 700)

    def die(done: Imported) -> None:
        if done.events == 2_000:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        take_in(desk, file, clock=clock, tell=die)
    assert len(ids(desk)) == 1_400
    assert take_in(desk, file, clock=clock).events == 2_500
    assert len(ids(desk)) == len(set(ids(desk))) == 2_500


def test_stopped_nothing_of_it_is_kept(desk: Desk, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "BATCH", 700)
    done = take_in(desk, file, clock=clock, stopped=lambda: True)
    assert (done.stopped, done.events) == (True, 0)
    assert ids(desk) == []
    assert take_in(desk, file, clock=clock).events == 2_500


def test_rows_that_a_repair_took_out_come_back(desk: Desk, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "BATCH", 700)
    take_in(desk, file, clock=clock)
    with desk.state() as state:
        segment = desk.folder / state.placed("events")[1].segment.name
    segment.write_bytes(segment.read_bytes()[:-9])
    desk.repair(desk.faults())
    assert len(ids(desk)) == 1_800
    assert take_in(desk, file, clock=clock).events == 2_500
    assert len(ids(desk)) == len(set(ids(desk))) == 2_500
    assert desk.faults() == []


def test_what_is_left_out_is_noted_with_its_place(desk: Desk, tmp_path: Path) -> None:
    head, row, *_ = ICEWS.splitlines(keepends=True)
    cells = row.split(b"\t")
    statement = b"\t".join([*cells[:6], b"010", *cells[7:]])
    path = tmp_path / "damaged.tab"
    path.write_bytes(head + row + b"short\n" + b"shorter\n" + statement)
    done = take_in(desk, path, clock=clock)
    assert (done.events, sum(done.left_out.values()), done.damaged) == (1, 3, 2)
    with desk.state() as state:
        failures = state.failures()
    assert len(failures) == 2
    assert any("1 more of this kind" in failure.reason and "3" in failure.found_in for failure in failures)


def test_a_file_of_no_data_set_leaves_the_desk_alone(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Dear reader,\n")
    with pytest.raises(UnreadableRecords, match=r"letter\.txt"):
        take_in(desk, path, clock=clock)
    with pytest.raises(UnreadableRecords):
        take_in(desk, tmp_path / "absent.txt", clock=clock)
    assert list(runs(desk)) == []


def test_a_file_without_records_is_imported_once_too(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "empty.tab"
    path.write_bytes(ICEWS.splitlines(keepends=True)[0])
    assert (take_in(desk, path, clock=clock).events, take_in(desk, path, clock=clock).known) == (0, True)
