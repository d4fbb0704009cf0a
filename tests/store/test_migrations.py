"""A desk of every older version opens, keeps its rows, and has the tables of a new one."""

import sqlite3
from pathlib import Path

import pytest

from verbale.store.migrations import STEPS, VERSION, migrate, version
from verbale.store.state import Failure, State


def tables(connection: sqlite3.Connection) -> list[tuple[str, str]]:
    return connection.execute("SELECT name, sql FROM sqlite_master ORDER BY name").fetchall()


@pytest.mark.parametrize("older", range(VERSION + 1))
def test_every_older_version_becomes_this_one(tmp_path: Path, older: int) -> None:
    with sqlite3.connect(tmp_path / "state.sqlite") as connection:
        for number in range(older):
            connection.executescript(f"{STEPS[number]}\nPRAGMA user_version = {number + 1};")
        if older:
            connection.execute("INSERT INTO failure VALUES ('a.txt', 'it is empty', '2024-05-01T12:00:00Z')")
    connection.close()
    state = State(tmp_path / "state.sqlite", write=True)
    assert version(state.db) == VERSION
    assert state.failures() == ([Failure("a.txt", "it is empty", "2024-05-01T12:00:00Z")] if older else [])
    new = State(tmp_path / "new.sqlite", write=True)
    assert tables(state.db) == tables(new.db)
    state.close()
    new.close()


def test_a_step_is_whole_or_not_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("verbale.store.migrations.STEPS", (*STEPS, "CREATE TABLE half (a);\nCREATE TABLE half (a);"))
    monkeypatch.setattr("verbale.store.migrations.VERSION", VERSION + 1)
    with sqlite3.connect(tmp_path / "state.sqlite", isolation_level=None) as connection:
        with pytest.raises(sqlite3.OperationalError):
            migrate(connection, "d")
        connection.rollback()
        assert version(connection) == VERSION
        assert not [name for name, _ in tables(connection) if name == "half"]
    connection.close()
