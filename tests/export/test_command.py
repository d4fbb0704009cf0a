"""`verbale export` over a desk of one article."""

import argparse
import csv
import json
from datetime import date
from pathlib import Path

import pytest

from tests.export.reports import ARTICLE, STORY, report
from verbale.errors import OutputError, UnknownCode
from verbale.export import FORMATS
from verbale.faces.cli import export
from verbale.records import Article
from verbale.store.desk import Desk
from verbale.store.duplicates import fingerprint
from verbale.store.state import RunRow
from verbale.store.writer import Arrival


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    folder = tmp_path / "desk"
    article = Article("a1", ARTICLE.text, ARTICLE.title, ARTICLE.published, ARTICLE.outlet, ARTICLE.url, "en")
    arrival = Arrival(article, None, "a1.txt", b"d", fingerprint(article.title, article.text))
    early = report(event_id="e0", act="ACCUSE", mode=(), date_from=date(2024, 9, 30), article_id=None)
    with Desk.create(folder).writing("testing") as writer:
        writer.begin(RunRow("r1", "import", "verbale", None, None, None, None, None, "2024-10-04T06:30:00Z"))
        writer.add(arrival, None, ARTICLE.added)
        writer.take_events([*(reported.event for reported in STORY), early.event])
        writer.commit()
    return folder


def run(*words: str) -> int:
    root = argparse.ArgumentParser()
    export.add_parser(root.add_subparsers())
    options = root.parse_args(["export", *words])
    code: int = options.run(options)
    return code


def test_the_oldest_first_each_with_its_article(desk: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "out.jsonl"
    assert run(str(desk), "--as", "plover", "-o", str(path)) == 0
    entries = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    assert [entry["id"] for entry in entries] == ["e0", "e1", "e2"]
    assert ["url" in entry["cite_info"] for entry in entries] == [False, True, True]
    said = capsys.readouterr().err
    assert said == f"3 written to {path}.\n  left out: 1 (status future was not asked for)\n"


def test_standard_output_and_choices(desk: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert run(str(desk), "--as", "csv", "--status", "actual,future", "--act", "THREATEN,CONSULT", "--actor", "ken") == 0
    rows = list(csv.DictReader(capfdbinary.readouterr().out.decode().splitlines()))
    assert [row["event_id"] for row in rows] == ["e2", "e3"]


def test_wrong_words(desk: Path) -> None:
    with pytest.raises(OutputError, match="no text for a screen"):
        run(str(desk), "--as", "parquet")
    with pytest.raises(UnknownCode, match="no format"):
        run(str(desk), "--as", "excel")


def test_the_help_names_every_format() -> None:
    assert all(name in export._DESCRIPTION.split() for name in FORMATS)
