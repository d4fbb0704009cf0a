"""verbale code: formats, options, where the output goes."""

import csv
import io
import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from tests.faces import run_with_fake
from tests.faces.conftest import Run
from tests.fakes import DEMO
from verbale.document.rows import COLUMNS


@pytest.fixture
def demo(tmp_path: Path) -> Path:
    path = tmp_path / "demo.txt"
    path.write_text(DEMO)
    return path


def test_jsonl(verbale_command: Run, demo: Path) -> None:
    done = verbale_command("code", demo, demo, "--format", "jsonl")
    first, second = done.stdout.splitlines()
    assert first == second
    assert len(json.loads(first)["events"]) == 9


def test_csv_is_that_of_rfc_4180(verbale_command: Run, demo: Path) -> None:
    done = verbale_command("code", demo, "--format", "csv")
    rows = list(csv.reader(io.StringIO(done.stdout, newline=""), strict=True))
    assert rows[0] == list(COLUMNS)
    assert len(rows) == 10
    assert all(len(row) == len(COLUMNS) for row in rows)
    assert done.stdout.count("\r\n") == 10


@pytest.mark.parametrize(
    ("suffix", "start"), [(".csv", "article_id,"), (".jsonl", '{"article"'), (".html", "<!doctype html>"), (".txt", "━")]
)
def test_the_name_of_the_output_says_its_format(verbale_command: Run, demo: Path, suffix: str, start: str) -> None:
    target = demo.with_name(f"out{suffix}")
    done = verbale_command("code", demo, "-o", target, "--published", "2024-01-01")
    assert (done.returncode, done.stdout) == (0, "")
    assert target.read_text().startswith(start)


def test_a_new_file_has_the_usual_permissions_and_an_old_one_keeps_its_own(verbale_command: Run, demo: Path) -> None:
    target = demo.with_name("out.csv")
    mask = os.umask(0o022)
    try:
        verbale_command("code", demo, "-o", target)
        assert stat.S_IMODE(target.stat().st_mode) == 0o644
        target.chmod(0o600)
        verbale_command("code", demo, "-o", target)
        assert stat.S_IMODE(target.stat().st_mode) == 0o600
    finally:
        os.umask(mask)
    assert sorted(path.name for path in demo.parent.iterdir()) == ["demo.txt", "out.csv"]


def test_a_link_stays_a_link(verbale_command: Run, demo: Path) -> None:
    target, link = demo.with_name("out.csv"), demo.with_name("link.csv")
    target.write_text("old")
    link.symlink_to(target)
    verbale_command("code", demo, "-o", link)
    assert link.is_symlink()
    assert target.read_text().startswith("article_id")


def test_nothing_coded_leaves_the_old_output_alone(verbale_command: Run, demo: Path) -> None:
    target = demo.with_name("out.csv")
    target.write_text("old")
    done = verbale_command("code", demo.with_name("none.txt"), "-o", target)
    assert done.returncode == 3
    assert target.read_text() == "old"


@pytest.mark.parametrize("target", ["missing/out.csv", "."])
def test_output_that_cannot_be_opened(verbale_command: Run, demo: Path, target: str) -> None:
    done = verbale_command("code", demo, "-o", demo.parent / target, "--quiet")
    assert done.returncode == 4
    (sentence,) = done.stderr.splitlines()
    assert sentence.startswith(f"verbale: {demo.parent / target} ")


def test_confidence(verbale_command: Run, demo: Path) -> None:
    done = verbale_command("code", demo, "--format", "jsonl", "--min-confidence", "0.65")
    assert len(json.loads(done.stdout)["events"]) == 7


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ((), "the following arguments are required: COMMAND"),
        (("code",), "the following arguments are required: FILE"),
        (("code", "x", "--published", "tomorrow"), "'tomorrow' is no day; a day looks like 2024-10-25"),
        (("code", "x", "--min-confidence", "2"), "'2' is no number from 0 to 1"),
        (("code", "x", "--min-confidence", "nan"), "'nan' is no number from 0 to 1"),
        (("code", "x", "--threads", "0"), "'0' is no whole number from 1 up"),
        (("code", "x", "--format", "xml"), "invalid choice: 'xml'"),
        (("colour",), "invalid choice: 'colour'"),
        (("codebook", "ACUSE"), "There is no act 'ACUSE'; near it are ACCUSE"),
    ],
)
def test_wrong_usage(verbale_command: Run, words: tuple[str, ...], message: str) -> None:
    done = verbale_command(*words)
    assert done.returncode == 2
    assert message in done.stderr
    assert done.stdout == ""


def test_standard_input(verbale_process: Run) -> None:
    done = verbale_process("code", "-", "--format", "jsonl", "--quiet", given=b"Norway met France.")
    assert done.returncode == 0
    assert json.loads(done.stdout)["events"][0]["act"] == "CONSULT"


def test_a_closed_pipe_is_silent(demo: Path) -> None:
    command = [sys.executable, run_with_fake.__file__, "code", "--format", "jsonl", "--quiet", *[str(demo)] * 400]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(60) == 0


def test_an_interruption(verbale_command: Run, demo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("verbale.text.read_articles", interrupted)
    done = verbale_command("code", demo, "-o", demo.with_name("out.csv"))
    assert done.returncode == 130
    assert done.stderr == "verbale: interrupted.\n"
    assert not demo.with_name("out.csv").exists()


def test_the_bar_shows_from_the_sixth_article_on(demo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from verbale.faces.cli.progress import Progress

    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    for files, total in (([str(demo)] * 7, 7), (["a.jsonl"], None)):
        with Progress(files, wanted=True, alone=True) as progress:
            for _ in range(5):
                progress.advance()
            assert not progress._bar
            progress.advance()
            assert progress._bar
            assert progress._bar.tasks[0].completed == 6
            assert progress._bar.tasks[0].total == total
            progress.advance()
            progress.say("a [bold]sentence[/bold]")
    with Progress([], wanted=False, alone=True) as progress:
        for _ in range(9):
            progress.advance()
        assert not progress._bar
