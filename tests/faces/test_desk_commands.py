"""The commands of the desk, from news to an answer."""

import csv
import io
import json
import sys
from pathlib import Path

import pyarrow.parquet as parquet  # type: ignore[import-untyped]
import pytest

from tests.intake.desks import piece, pour
from verbale.faces.cli import main

pytestmark = pytest.mark.model
NEWS = "Norway condemned Belarus on Tuesday over the arrest of two journalists in Minsk. South Korea may send weapons to Ukraine."


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("desks")
    news = folder / "news.jsonl"
    entries = [{"id": "a", "title": "Oslo speaks", "published": "2024-10-25", "outlet": "=Fjord Post", "text": NEWS}, {"id": "b"}]
    news.write_text("".join(json.dumps(entry) + "\n" for entry in entries))
    assert main(["add", str(folder / "d"), str(news), "--workers", "1", "--quiet"]) == 1
    return folder / "d"


def told(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    assert main([*words]) == 0
    return capsys.readouterr().out


def test_adding_again_passes_over_what_is_known(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["add", str(desk), str(desk.parent / "news.jsonl"), "--workers", "1"]) == 0
    error = capsys.readouterr().err
    assert "0 articles coded" in error
    assert "passed over: in the desk already" in error


def test_the_summary_says_what_failed_and_where_to_look(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text(NEWS)
    (tmp_path / "b.txt").write_text(" ")
    (tmp_path / "c.png").write_bytes(b"PNG")
    assert main(["add", str(tmp_path / "d"), str(tmp_path), "--workers", "1"]) == 1
    error = capsys.readouterr().err
    assert "1 article coded" in error
    assert "1 piece could not be read" in error
    assert "1 file passed over that ends in .png" in error
    assert "select * from failures" in error


def test_files_that_are_no_articles_are_no_failures(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "a.txt").write_text(NEWS)
    (tmp_path / "news" / "c.png").write_bytes(b"PNG")
    (tmp_path / "news" / ".hidden").write_text("x")
    assert main(["add", str(tmp_path / "d"), str(tmp_path / "news"), "--workers", "1"]) == 0
    assert "1 file passed over that ends in .png" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("choices", "count"),
    [((), 2), (("--actor", "nor"), 1), (("--act", "accuse", "--recipient", "BLR"), 1), (("--status", "hypothetical"), 1),
     (("--since", "2024-10-26"), 0), (("--party", "KOR,NOR"), 2), (("--place", "nowhere"), 0), (("--limit", "1"), 1)],
)  # fmt: skip
def test_events_that_fit(desk: Path, capsys: pytest.CaptureFixture[str], choices: tuple[str, ...], count: int) -> None:
    out = told(capsys, "events", str(desk), *choices, "--format", "jsonl")
    assert len(out.splitlines()) == count
    assert all(json.loads(line)["article_id"] for line in out.splitlines())


def test_a_word_that_is_no_act_is_told_with_near_ones(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["events", str(desk), "--act", "ACUSE"]) == 2
    assert "near it are ACCUSE" in capsys.readouterr().err


def test_a_table_to_look_at(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = told(capsys, "events", str(desk))
    assert out.splitlines()[0].split()[:4] == ["day", "who", "type", "whom"]
    assert max(map(len, out.splitlines())) <= 140


def test_csv_can_be_made_safe_for_spreadsheets(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    tables = [told(capsys, "events", str(desk), "--format", "csv", *more) for more in ((), ("--safe",))]
    plain, safe = (next(csv.DictReader(io.StringIO(table)))["outlet"] for table in tables)
    assert (plain, safe) == ("=Fjord Post", "'=Fjord Post")


def test_parquet_needs_a_file(desk: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told(capsys, "events", str(desk), "-o", str(tmp_path / "x.parquet"))
    assert parquet.read_table(tmp_path / "x.parquet").num_rows == 2
    assert main(["events", str(desk), "--format", "parquet"]) == 4


def test_questions_in_sql(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "stances" in told(capsys, "query", str(desk))
    assert told(capsys, "query", str(desk), "select count(*) as n from events", "--format", "csv").split() == ["n", "2"]
    assert "reason" in told(capsys, "query", str(desk), "select * from failures")
    assert main(["query", str(desk), "select * from nowhere"]) == 3
    assert "nowhere" in capsys.readouterr().err


def test_words_are_searched(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "Oslo speaks" in told(capsys, "search", str(desk), "journalist arrested")
    assert "No article" in told(capsys, "search", str(desk), "submarine")


def test_a_desk_is_looked_at_and_repaired(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pour(tmp_path / "d", [piece("Oslo has warned Minsk.")])
    assert "sound" in told(capsys, "doctor", str(tmp_path / "d"))
    next((tmp_path / "d" / "events").iterdir()).write_bytes(b"cut")
    assert main(["doctor", str(tmp_path / "d")]) == 3
    assert "3 bytes" in capsys.readouterr().out
    assert "taken out" in told(capsys, "doctor", str(tmp_path / "d"), "--repair")
    assert "sound" in told(capsys, "doctor", str(tmp_path / "d"))


def test_recoding_and_the_difference(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pour(tmp_path / "d", [piece(NEWS)])
    told(capsys, "recode", str(tmp_path / "d"), "--workers", "1")
    assert main(["recode", str(tmp_path / "d"), "--workers", "1"]) == 0
    assert "coded by this run already" in capsys.readouterr().err
    runs = told(capsys, "query", str(tmp_path / "d"), "select run_id from runs order by model", "--format", "csv").split()[1:]
    out = told(capsys, "diff", str(tmp_path / "d"), runs[1], runs[0])
    assert "weights:" in out
    assert "changed" in out.splitlines()[-1]


def test_a_folder_that_is_no_desk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for command in (["events"], ["query"], ["search"], ["doctor"], ["recode"], ["export"]):
        more = {"search": ["x"], "export": ["--as", "csv"]}.get(command[0], [])
        assert main([command[0], str(tmp_path), *more]) == 2
        assert "verbale add" in capsys.readouterr().err


def test_standard_input_is_a_source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    class Input:
        buffer = io.BytesIO(NEWS.encode())

    monkeypatch.setattr(sys, "stdin", Input)
    assert main(["add", str(tmp_path / "d"), "-", "--workers", "1", "--published", "2024-10-25"]) == 0
    assert "1 article coded" in capsys.readouterr().err
