"""Which events are written, and files that are whole or not there."""

import ast
import errno
import os
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO, RawIOBase
from pathlib import Path
from typing import Any

import pyarrow.parquet as parquet  # type: ignore[import-untyped]  # it has no types
import pytest

import verbale.export
from tests.export.reports import STORY, report, written
from verbale.errors import OutputError, SettingsError, UnknownCode
from verbale.export import FORMATS, ExportSettings, Reported, write


def test_only_actual_events_unless_asked() -> None:
    _, counts = written("csv")
    assert (counts.rows, counts.left_out) == (2, {"status future was not asked for": 1})
    _, counts = written("csv", statuses=("future", "actual"))
    assert (counts.rows, counts.left_out, counts.changed) == (3, {}, {})


@pytest.mark.parametrize("format", [name for name, made in FORMATS.items() if not made.tells_status])
def test_a_format_that_cannot_tell_the_status_says_so(format: str) -> None:
    _, counts = written(format, statuses=("actual", "future"))
    assert counts.changed["events of status future, which the format cannot tell from actual ones"] == 1


@pytest.mark.parametrize("format", ["plover", "polecat", "icews", "gdelt", "gdelt-mentions", "phoenix", "cline-phoenix", "quads"])
def test_events_without_any_day_are_left_out(format: str) -> None:
    _, counts = written(format, [report(date_from=None, published=None)])
    assert (counts.rows, sum(counts.left_out.values())) == (0, 1)


def test_formulas() -> None:
    event = report(outlet="=HYPERLINK(1)", trigger="+1", score=-3.0)
    assert b",=HYPERLINK(1)," in written("csv", [event])[0]
    raw, counts = written("csv", [event], safe=True)
    assert b",'=HYPERLINK(1)," in raw
    assert b",-3," in raw
    assert sum(counts.changed.values()) == 2
    assert b"\t'=HYPERLINK(1)\t" in written("icews", [event], safe=True)[0]


@pytest.mark.parametrize("format", FORMATS)
def test_files_are_the_bytes_of_the_stream(format: str, tmp_path: Path) -> None:
    path = tmp_path / ("x.zip" if format == "quads" else f"x{FORMATS[format].suffix}")
    counts = write(format, STORY, path)
    assert path.read_bytes() == written(format)[0]
    assert counts.files == (path,)
    assert [entry.name for entry in tmp_path.iterdir()] == [path.name]


def test_any_table_in_a_zip_archive(tmp_path: Path) -> None:
    path = tmp_path / "events.csv.zip"
    write("csv", STORY, path)
    first = path.read_bytes()
    assert zipfile.ZipFile(path).read("events.csv") == written("csv")[0]
    write("csv", STORY, path)
    assert path.read_bytes() == first


def broken() -> Iterator[Reported]:
    yield STORY[0]
    raise KeyboardInterrupt


@pytest.mark.parametrize("format", FORMATS)
def test_an_interrupted_export_leaves_the_older_file(format: str, tmp_path: Path) -> None:
    path = tmp_path / "events.zip"
    path.write_bytes(b"old")
    with pytest.raises(KeyboardInterrupt):
        write(format, broken(), path)
    assert [entry.name for entry in tmp_path.iterdir()] == ["events.zip"]
    assert path.read_bytes() == b"old"


def test_no_such_folder(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="cannot be written"):
        write("csv", STORY, tmp_path / "none" / "x.csv")


def test_a_folder_for_a_file_and_a_file_for_a_folder(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="is a folder"):
        write("csv", STORY, tmp_path)
    (tmp_path / "x").write_text("old")
    with pytest.raises(OutputError, match="is a file"):
        write("quads", STORY, tmp_path / "x")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no full device here")
@pytest.mark.parametrize("format", [name for name in FORMATS if name != "quads"])
def test_a_full_disk_is_one_sentence(format: str) -> None:
    with pytest.raises(OutputError, match="No space left on device"):
        write(format, STORY, Path("/dev/full"))


class Full(RawIOBase):
    """A stream whose disk is full."""

    def writable(self) -> bool:
        return True

    def write(self, _: object) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


@pytest.mark.parametrize("format", FORMATS)
def test_a_full_stream_is_one_sentence(format: str) -> None:
    with pytest.raises(OutputError, match="No space left on device"):
        write(format, STORY, Full())  # type: ignore[arg-type]


def test_the_room_leans_on_nothing_of_the_store_but_its_rows() -> None:
    for path in Path(verbale.export.__file__).parent.glob("*.py"):
        imported = [node.module for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.ImportFrom)]
        assert {name for name in imported if name and name.startswith("verbale.store")} <= {"verbale.store.rows"}, path


def test_unknown_words() -> None:
    with pytest.raises(UnknownCode, match="near it are icews"):
        write("icew", STORY, BytesIO())
    with pytest.raises(UnknownCode, match="negated"):
        ExportSettings(statuses=("denied",))
    wrong: list[dict[str, Any]] = [{"actors_by": "face"}, {"day_step": 0}, {"split": (0.9, 0.2)}, {"split": (-0.1, 0.2)}]
    for settings in wrong:
        with pytest.raises(SettingsError):
            ExportSettings(**settings)


@pytest.mark.parametrize("format", ["csv", "jsonl", "parquet", "geojson", "plover"])
def test_what_a_person_gave_is_marked(format: str) -> None:
    raw, _ = written(format, [replace(report(), corrected=("act", "status"))])
    told = str(parquet.read_table(BytesIO(raw)).to_pylist()) if format == "parquet" else raw.decode()
    assert "act" in told.rpartition("corrected" if format != "plover" else "gave")[2]


def test_a_confidence_that_is_no_number_is_unknown() -> None:
    """Hypothesis found this: rounding NaN raises."""
    raw, _ = written("gdelt-mentions", [report(confidence=float("nan"))])
    assert raw.decode().split("\t")[11] == ""
