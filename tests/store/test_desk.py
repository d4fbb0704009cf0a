"""The folder of a desk: made, opened, damaged, repaired."""

import os
import shutil
import sqlite3
from pathlib import Path

import duckdb
import pytest

from tests.fakes import SentenceCoder
from tests.intake.desks import NOON, ask, piece, pour
from verbale.errors import OutputError, StoreDamaged, StoreError, StoreNotFound, StoreTooNew
from verbale.intake import Intake, recode
from verbale.store.desk import Desk
from verbale.store.migrations import VERSION
from verbale.store.queries import Filter, Questions
from verbale.store.reading import open_desk
from verbale.store.search import excerpt
from verbale.store.state import Correction


def filled(folder: Path, count: int = 6) -> Desk:
    pour(folder, [piece(f"Oslo warned Minsk on day {n}.", title=f"Day {n}") for n in range(count)], batch_articles=2)
    return Desk.open(folder)


@pytest.mark.parametrize("prepare", [lambda path: None, lambda path: path.mkdir(), lambda path: path.write_text("x")])
def test_what_is_no_desk_is_said(tmp_path: Path, prepare: object) -> None:
    prepare(tmp_path / "d")  # type: ignore[operator]  # a table of three ways
    with pytest.raises(StoreNotFound, match="verbale add"):
        Desk.open(tmp_path / "d")


def test_a_folder_of_other_things_is_not_made_a_desk(tmp_path: Path) -> None:
    (tmp_path / "thesis.docx").write_text("x")
    with pytest.raises(StoreNotFound, match=r"thesis\.docx"):
        Desk.create(tmp_path)


def test_a_new_desk_answers_questions(tmp_path: Path) -> None:
    Desk.create(tmp_path / "d")
    assert ask(tmp_path / "d", "select count(*) from events") == [(0,)]


def test_damaged_events_are_named_taken_out_and_the_rest_is_read(tmp_path: Path) -> None:
    desk = filled(tmp_path / "d")
    broken = sorted((tmp_path / "d" / "events").iterdir())[1]
    broken.write_bytes(broken.read_bytes()[:40])
    (fault,) = desk.faults()
    assert fault.name == f"events/{broken.name}"
    desk.repair([fault])
    assert not desk.faults()
    assert ask(tmp_path / "d", "select count(*) from events") == [(4,)]
    recode(desk, Intake(SentenceCoder, SentenceCoder()), clock=lambda: NOON)
    assert [path.suffix for path in (tmp_path / "d" / "events").iterdir() if path.suffix != ".parquet"] == [".damaged"]
    assert ask(tmp_path / "d", "select count(*), count(distinct event_id) from events") == [(6, 6)]


def test_lost_articles_come_back_when_they_are_added_again(tmp_path: Path) -> None:
    desk = filled(tmp_path / "d")
    sorted((tmp_path / "d" / "articles").iterdir())[0].unlink()
    desk.repair(desk.faults())
    assert ask(tmp_path / "d", "select count(*) from events") == [(4,)]
    filled(tmp_path / "d")
    assert ask(tmp_path / "d", "select count(*), count(distinct article_id) from events") == [(6, 6)]
    assert len(open_desk(tmp_path / "d").search("Oslo", 20)) == 6


def test_a_lost_state_is_not_overwritten(tmp_path: Path) -> None:
    filled(tmp_path / "d")
    for file in (tmp_path / "d").glob("state.sqlite*"):
        file.unlink()
    with pytest.raises(StoreDamaged, match="put it back"):
        pour(tmp_path / "d", [piece("Riga met Tallinn.")])
    assert len(list((tmp_path / "d" / "events").iterdir())) == 3


def test_a_state_that_is_no_database_is_told(tmp_path: Path) -> None:
    desk = filled(tmp_path / "d")
    for file in (tmp_path / "d").glob("state.sqlite*"):
        file.write_bytes(b"garbage" * 1000)
    with pytest.raises(StoreDamaged, match="doctor"), desk.state():
        pass


def test_a_later_desk_is_refused(tmp_path: Path) -> None:
    desk = filled(tmp_path / "d")
    with sqlite3.connect(tmp_path / "d" / "state.sqlite") as state:
        state.execute(f"PRAGMA user_version = {VERSION + 1}")
    state.close()
    with pytest.raises(StoreTooNew, match="later verbale"), desk.state():
        pass


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_may_not_be_written_to_is_told(tmp_path: Path) -> None:
    filled(tmp_path / "d")
    (tmp_path / "d").chmod(0o500)
    try:
        with pytest.raises(OutputError, match="right to write"):
            pour(tmp_path / "d", [piece("Riga met Tallinn.")])
    finally:
        (tmp_path / "d").chmod(0o700)


def test_a_copied_desk_is_the_same_desk(tmp_path: Path) -> None:
    filled(tmp_path / "d")
    shutil.copytree(tmp_path / "d", tmp_path / "copy")
    assert ask(tmp_path / "copy", "select * from events order by event_id") == ask(
        tmp_path / "d", "select * from events order by event_id"
    )


@pytest.mark.parametrize(
    ("sql", "told"),
    [("drop view events", "no single SELECT"), ("select 1; select 2", "no single SELECT"), ("selekt 1", "understood"),
     ("select nothing from events", "answered"), ("select * from read_text('/etc/hostname')", "answered"),
     ("copy events to '/tmp/x.csv'", "no single SELECT"), ("attach '/tmp/y.db'", "no single SELECT")],
)  # fmt: skip
def test_questions_may_only_read_the_desk(tmp_path: Path, sql: str, told: str) -> None:
    filled(tmp_path / "d", 1)
    with pytest.raises(StoreError, match=told):
        ask(tmp_path / "d", sql)


def test_filters_join_with_and(tmp_path: Path) -> None:
    desk = filled(tmp_path / "d")
    with Questions(desk) as questions:
        everything = list(questions.events().rows())
        acts = {row[7] for row in everything}
        assert sum(len(list(questions.events(Filter(act=(act,))).rows())) for act in acts) == len(everything) == 6
        assert not list(questions.events(Filter(actor=("NOR",), recipient=("BLR",))).rows())
        assert len(list(questions.events(Filter(party=("GOV",), status=("actual",))).rows())) == 6


def test_the_whole_document_comes_back(tmp_path: Path) -> None:
    filled(tmp_path / "d", 1)
    with open_desk(tmp_path / "d") as desk:
        (ident,) = desk.query("select article_id from articles").to_arrow()["article_id"].to_pylist()
        whole = desk.document(ident)
        assert whole["article"]["text"] == "Oslo warned Minsk on day 0."
        event = whole["events"][0]
        assert whole["article"]["text"][event["trigger"]["start"] : event["trigger"]["end"]] == event["trigger"]["text"]
        with pytest.raises(StoreError, match="not in the desk"):
            desk.document("none")
        assert desk.events().to_polars().height == len(desk.events().to_pandas()) == 1


def test_corrections_are_kept_beside_the_coding(tmp_path: Path) -> None:
    desk = filled(tmp_path / "d", 1)
    with desk.writing("a correction") as writer:
        writer.correct([Correction("x/e1", "act", "ASSAULT", "it was an attack", "reader", "2024-05-01T12:00:00Z")])
    assert ask(desk.folder, "select event_id, field, value from corrections") == [("x/e1", "act", "ASSAULT")]


def test_search_takes_any_words(tmp_path: Path) -> None:
    filled(tmp_path / "d")
    with open_desk(tmp_path / "d") as desk:
        assert len(desk.search("warns")) == 6  # another form of the word
        assert [hit.title for hit in desk.search('"day 3"')] == ["Day 3"]
        assert desk.search('"unclosed ((') == []
        assert len(desk.search("Oslo AND")) == 0  # no expression of the index, so plain words, one of them missing
    assert excerpt("One two three.", "two") == "One two three."


@pytest.mark.parametrize("at", ["remove", "publish"])
def test_a_merge_that_is_cut_short_shows_nothing_twice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at: str) -> None:
    for n in range(7):
        pour(tmp_path / "d", [piece(f"Oslo warned Minsk on day {n}.")])
    before = ask(tmp_path / "d", "select * from events order by event_id")

    def killed(*arguments: object) -> None:
        raise KeyboardInterrupt

    desk = Desk.open(tmp_path / "d")
    with monkeypatch.context() as patch, desk.writing("merging") as writer:
        patch.setattr(desk.segments, at, killed)
        with pytest.raises(KeyboardInterrupt):
            writer.merge(least=7)
    assert ask(tmp_path / "d", "select * from events order by event_id") == before
    with duckdb.connect() as db:
        parquet = list((tmp_path / "d" / "events").glob("*.parquet"))
        shown = [row for file in parquet for row in db.execute(f"select event_id from '{file}'").fetchall()]
    assert len(shown) == len(set(shown)) <= len(before)
    with desk.writing("settling"):
        pass
    assert len(list((tmp_path / "d" / "events").iterdir())) == 1
    assert ask(tmp_path / "d", "select * from events order by event_id") == before


def test_many_small_batches_become_one(tmp_path: Path) -> None:
    for n in range(7):
        pour(tmp_path / "d", [piece(f"Oslo warned Minsk on day {n}.")])
    before = ask(tmp_path / "d", "select * from events order by event_id")
    desk = Desk.open(tmp_path / "d")
    with desk.writing("merging") as writer:
        assert writer.merge(least=8) == 0
        assert writer.merge(least=7) == 7
        assert writer.merge(least=2) == 0
    assert ask(tmp_path / "d", "select * from events order by event_id") == before
    assert len(list((tmp_path / "d" / "events").iterdir())) == 1
    assert not desk.faults()
    assert pour(tmp_path / "d", [piece(f"Oslo warned Minsk on day {n}.") for n in range(8)]).known == 7
    with open_desk(tmp_path / "d") as opened:
        assert len(opened.search("Oslo", 20)) == 8
