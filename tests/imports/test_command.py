"""`verbale import` from a file to an answer."""

import json
from pathlib import Path

import pytest

from tests.export.reports import written
from verbale.faces.cli import main


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    made = []
    for format, name in (("polecat", "ngec.txt"), ("icews", "events.tab"), ("gdelt", "1.export.CSV")):
        path = tmp_path / name
        path.write_bytes(written(format)[0])
        made.append(path)
    return made


def test_several_files_beside_each_other(tmp_path: Path, files: list[Path], capsys: pytest.CaptureFixture[str]) -> None:
    words = ["import", str(tmp_path / "d"), *map(str, files)]
    assert main(words) == 0
    said = capsys.readouterr().err
    assert "2 events of polecat" in said
    assert "4 events of icews" in said
    assert (
        main(["query", str(tmp_path / "d"), "select origin, count(*) n from events group by 1 order by 1", "--format", "jsonl"])
        == 0
    )
    told = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert told == [{"origin": "gdelt", "n": 4}, {"origin": "icews", "n": 4}, {"origin": "polecat", "n": 2}]
    assert main(words) == 0
    assert capsys.readouterr().err.count("in the desk already") == 3


def test_what_is_left_out_is_told(tmp_path: Path, files: list[Path], capsys: pytest.CaptureFixture[str]) -> None:
    files[1].write_bytes(files[1].read_bytes() + b"torn\n")
    assert main(["import", str(tmp_path / "d"), str(files[1])]) == 1
    said = capsys.readouterr().err
    assert "1 record left out" in said
    assert "events.tab" in said
    assert "select * from failures" in said
    assert main(["import", str(tmp_path / "e"), str(files[1]), "--quiet"]) == 1
    assert capsys.readouterr().err == ""


def test_files_of_other_kinds(tmp_path: Path, files: list[Path], capsys: pytest.CaptureFixture[str]) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear reader,\n")
    assert main(["import", str(tmp_path / "d"), str(letter)]) == 3
    assert "letter.txt" in capsys.readouterr().err
    assert main(["import", str(tmp_path / "d"), str(letter), str(files[0])]) == 1
    assert main(["import", str(tmp_path / "d"), str(files[0]), "--as", "acled"]) == 2
    assert "no data set 'acled'" in capsys.readouterr().err
    assert main(["import", str(tmp_path / "d"), str(files[0]), "--as", "icews"]) == 3
