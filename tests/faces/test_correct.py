"""`verbale correct`, from a look at an event to a file that a team passes around."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.intake.desks import ask, piece, pour
from verbale.errors import CorrectionError
from verbale.faces.cli import main
from verbale.faces.corrections_file import read


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    pour(tmp_path / "d", [piece("Oslo warned Minsk on day 1. Riga met Tallinn there.", outlet="Fjord Post")])
    return tmp_path / "d"


@pytest.fixture
def first(desk: Path) -> str:
    return str(ask(desk, "select event_id from events order by start limit 1")[0][0])


def told(capsys: pytest.CaptureFixture[str], *words: str | Path, code: int = 0) -> tuple[str, str]:
    assert main([str(word) for word in words]) == code
    return capsys.readouterr()


def test_one_field_or_several(desk: Path, first: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert "act " in told(capsys, "correct", desk, first)[0]
    error = told(capsys, "correct", desk, first, "status", "future", "--by", "Ana")[1]
    assert error.startswith(f"{first}: status actual -> future")
    told(capsys, "correct", desk, "--note", "see the end", first, "act=COERCE", "day=2024-10-20")
    out = told(capsys, "correct", desk, first)[0]
    assert "[Oslo]" in out
    assert "act " in out
    assert "COERCE   (corrected; the coder: " in out
    assert "corrected" in told(capsys, "events", desk)[0].splitlines()[0].split()
    assert "status; date_from; date_to" in told(capsys, "events", desk, "--format", "csv")[0]
    assert "act; status" in told(capsys, "export", desk, "--as", "csv", "--status", "future")[0]
    assert told(capsys, "correct", desk, first, "--undo", "status")[1] == f"{first}: status future -> actual.\n"
    told(capsys, "correct", desk, first, "--undo")
    assert "Nothing to do" in told(capsys, "correct", desk, first, "--undo")[1]


def test_an_id_from_a_line_of_csv(desk: Path, first: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert told(capsys, "correct", desk, f"{first}\r", "act=AID")[1].startswith(f"{first}: act ")


def test_an_event_that_is_none(desk: Path, first: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert "is no event" in told(capsys, "correct", desk, first, "event", "no")[1]
    assert "no event" in told(capsys, "correct", desk, first)[0]
    assert len(told(capsys, "events", desk, "--format", "jsonl")[0].splitlines()) == 1
    assert "an event again" in told(capsys, "correct", desk, first, "--undo")[1]


@pytest.mark.parametrize(
    ("words", "said"),
    [((), "EVENT_ID"), (("x/e1", "act=AID"), "no event 'x/e1'"), (("x/e1", "act"), "FIELD=VALUE"),
     (("x/e1", "act=AID", "--undo"), "not two"), (("x/e1", "--import", "f.csv"), "leave the others out"),
     (("--by", "Ana", "x/e1", "--lst"), "unrecognized")],
)  # fmt: skip
def test_wrong_use_is_told(desk: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], said: str) -> None:
    assert said in told(capsys, "correct", desk, *words, code=2)[1]


def test_a_file_goes_from_one_desk_to_another(desk: Path, first: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told(capsys, "correct", desk, first, "act=COERCE", "--by", "Ana", "--note", "=a raid")
    told(capsys, "correct", desk, "--list", "--safe", "-o", tmp_path / "review.csv")
    with (tmp_path / "review.csv").open(newline="") as stream:
        (line,) = csv.DictReader(stream)
    assert list(line)[:5] == ["event_id", "field", "value", "note", "corrected_by"]
    assert (line["trigger"], line["note"], line["state"]) == ("Oslo", "'=a raid", "applies")
    pour(tmp_path / "e", [piece("Oslo warned Minsk on day 1. Riga met Tallinn there.")])
    assert "1 correction stored, 0 in the desk" in told(capsys, "correct", tmp_path / "e", "--import", tmp_path / "review.csv")[1]
    assert (
        "0 corrections stored, 1 in the desk" in told(capsys, "correct", tmp_path / "e", "--import", tmp_path / "review.csv")[1]
    )
    assert ask(tmp_path / "e", "select act from events where len(corrected) > 0") == [("COERCE",)]
    assert ask(tmp_path / "e", "select note, corrected_by from corrections") == [("=a raid", "Ana")]


def test_a_spreadsheet_of_another_country(desk: Path, first: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told(capsys, "correct", desk, first, "act=COERCE", "--by", "Ana")
    path = tmp_path / "review.csv"
    path.write_text(f"\ufeffEvent_id;Field;Value\r\n{first};act;PROTEST\r\n\r\n", encoding="utf-8")
    error = told(capsys, "correct", desk, "--import", path, "--by", "Ben")[1]
    assert "1 correction stored" in error
    assert "act 'COERCE' by Ana counts no more" in error


@pytest.mark.parametrize(
    ("text", "said"),
    [("event_id,field\n", "no column value"), ("event_id,field,value\nx/e1,act,AID\n", "line 2: The desk has no event"),
     ("event_id,field,value\n,act,AID\n", "line 2: the event_id or the field is empty"), ('event_id,field,value\n"x', "no CSV"),
     ("", "no column"), ("event_id,field,value,state\nx/e1,act,AID,lost\n", None)],
)  # fmt: skip
def test_a_file_with_faults(desk: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, said: str | None) -> None:
    (tmp_path / "f.csv").write_text(text)
    error = told(capsys, "correct", desk, "--import", tmp_path / "f.csv", code=2 if said else 0)[1]
    assert (said or "1 line passed over") in error
    assert ask(desk, "select count(*) from corrections") == [(0,)]


def test_every_fault_of_a_file_is_told(desk: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "f.csv").write_text("event_id,field,value\n" + "".join(f"x/e{n},act,AID\n" for n in range(25)))
    error = told(capsys, "correct", desk, "--import", tmp_path / "f.csv", code=2)[1]
    assert len(error.splitlines()) == 21
    assert "5 more lines have faults; nothing of" in error


CELLS = st.lists(st.lists(st.text(max_size=12), min_size=5, max_size=5), min_size=1, max_size=4)


@given(st.text(max_size=80) | st.binary(max_size=80).map(lambda raw: "event_id,field,value\n" + raw.decode("latin-1")))
def test_any_file_is_read_or_told(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    path = tmp_path_factory.getbasetemp() / "any.csv"
    path.write_text(text, encoding="utf-8", errors="replace")
    try:
        changes, passed_over = read(path, None, None)
    except CorrectionError:
        return
    assert passed_over == 0
    assert all(change.event_id and change.field for change in changes)


@given(CELLS)
def test_notes_of_any_kind_come_back(tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]]) -> None:
    path = tmp_path_factory.getbasetemp() / "notes.csv"
    with path.open("w", newline="", encoding="utf-8", errors="replace") as stream:
        writer = csv.writer(stream)
        writer.writerow(["event_id", "field", "value", "note", "corrected_by"])
        writer.writerows(["e1", "act", "AID", *row[3:]] for row in rows)
    changes, _ = read(path, None, None)
    assert len(changes) == len(rows)
