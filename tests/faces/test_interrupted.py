"""Ctrl-C: what is stored, what is not, and how to go on."""

import os
import signal
import sys
import types
from pathlib import Path

import pytest

import verbale
from tests.export.reports import report, written
from tests.fakes import SentenceCoder
from tests.intake.desks import ask, piece, pour
from verbale.faces.cli import import_, main
from verbale.intake import Imported
from verbale.records import Article, CodedArticle

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals are others there")


class Interrupted(SentenceCoder):
    """A coder at whose n-th articles somebody presses Ctrl-C."""

    def __init__(self, *presses: int) -> None:
        super().__init__("interrupted")
        self.presses, self.coded = presses, 0

    def code_article(self, article: Article) -> CodedArticle:
        self.coded += 1
        if self.coded in self.presses:
            os.kill(os.getpid(), signal.SIGINT)
        return super().code_article(article)


def coded_by(coder: Interrupted, monkeypatch: pytest.MonkeyPatch) -> None:
    fake = types.ModuleType("verbale.pipeline")
    fake.__dict__["load"] = lambda *_, **__: coder
    monkeypatch.setitem(sys.modules, "verbale.pipeline", fake)
    monkeypatch.setattr(verbale, "pipeline", fake, raising=False)


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    pour(tmp_path / "d", [piece(f"Oslo warned Minsk on day {n}.") for n in range(6)], batch_articles=2)
    return tmp_path / "d"


def test_recoding_gives_up_the_batch_under_way(
    desk: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    coded_by(Interrupted(3), monkeypatch)
    assert main(["recode", str(desk), "--workers", "1"]) == 130
    error = capsys.readouterr().err
    assert "stopping; the batches that are whole are stored, the one under way is given up (again to stop at once)" in error
    assert "2 articles coded, 2 events; stopped before the end, run it again to go on." in error
    assert "1 article of the batch under way was given up; 4 articles are still coded by the earlier run" in error
    assert ask(desk, "select count(*), count(distinct run_id) from events") == [(6, 2)]
    assert main(["recode", str(desk), "--workers", "1"]) == 0
    assert "4 articles coded" in capsys.readouterr().err
    assert ask(desk, "select count(*), count(distinct run_id) from events") == [(6, 1)]


def test_a_second_time_it_stops_at_once(desk: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    class Twice(Interrupted):
        def code_article(self, article: Article) -> CodedArticle:
            coded = super().code_article(article)
            if self.coded == 3:
                os.kill(os.getpid(), signal.SIGINT)
                os.kill(os.getpid(), signal.SIGINT)
            return coded

    coded_by(Twice(), monkeypatch)
    assert main(["recode", str(desk), "--workers", "1"]) == 130
    assert "interrupted; the batches that were whole are stored; run the same command again to go on." in capsys.readouterr().err
    assert ask(desk, "select count(*), count(distinct run_id) from events") == [(6, 2)]


def test_adding_stores_what_is_coded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "news").mkdir()
    for n in range(6):
        (tmp_path / "news" / f"{n}.txt").write_text(f"Oslo warned Minsk on day {n}.")
    coded_by(Interrupted(3), monkeypatch)
    assert main(["add", str(tmp_path / "e"), str(tmp_path / "news"), "--workers", "1"]) == 130
    assert "3 articles coded, 3 events; stopped before the end, run it again to go on." in capsys.readouterr().err
    assert ask(tmp_path / "e", "select count(*) from events") == [(3,)]


def test_an_import_keeps_nothing_of_the_file_under_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    files = []
    for n in range(3):
        files.append(tmp_path / f"events{n}.tab")
        files[-1].write_bytes(written("icews", [report(event_id=f"e{n}")])[0])
    pressed: list[Path] = []

    def show(self: object, done: Imported) -> None:
        if done.path == files[1] and not pressed:
            pressed.append(done.path)
            os.kill(os.getpid(), signal.SIGINT)

    monkeypatch.setattr("verbale.intake.imported._TOLD_EVERY", 1)
    monkeypatch.setattr(import_._Bar, "show", show)
    words = ["import", str(tmp_path / "e"), *map(str, files)]
    assert main(words) == 130
    error = capsys.readouterr().err
    assert "stopping; nothing is kept of the file that is being read (again to stop at once)" in error
    assert f"{files[1]}: stopped before the end, nothing of it is kept; import it again." in error
    assert f"Not begun: {files[2]}" in error
    ((stored,),) = ask(tmp_path / "e", "select count(*) from events")
    monkeypatch.undo()
    assert main(words) == 0
    assert capsys.readouterr().err.count("in the desk already") == 1
    assert ask(tmp_path / "e", "select count(*) from events") == [(3 * stored,)]
