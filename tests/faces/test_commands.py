"""Help, version, codebook, doctor, and how fast the program answers."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.faces import run_with_fake
from tests.faces.conftest import Run
from tests.fakes import FakeCoder
from verbale import ontology
from verbale.errors import GazetteerNotFound, ModelNotFound
from verbale.version import VERSION


@pytest.mark.parametrize(
    "words", [("--help",), ("code", "--help"), ("actors", "--help"), ("codebook", "--help"), ("doctor", "--help")]
)
def test_help_names_the_exit_codes(verbale_command: Run, words: tuple[str, ...]) -> None:
    done = verbale_command(*words)
    assert done.returncode == 0
    for line in ("1    some articles could not be read", "3    nothing could be coded", "4    the output could not be written"):
        assert line in done.stdout


def test_version(verbale_command: Run) -> None:
    assert verbale_command("--version").stdout == f"verbale {VERSION}\n"


def test_help_is_quick_and_loads_nothing_heavy() -> None:
    code = (
        "import sys; from verbale.faces.cli import main; main(['--help']);"
        "print([m for m in ('numpy', 'rich', 'onnxruntime', 'nupunkt', 'trafilatura', 'lxml', 'tokenizers') if m in sys.modules])"
    )
    command = [sys.executable, "-c", code]
    took = []
    for _ in range(3):
        begun = os.times()
        done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True)
        ended = os.times()
        # Processor time, not the clock: other tests run beside this one.
        took.append(ended.children_user + ended.children_system - begun.children_user - begun.children_system)
    assert done.stdout.splitlines()[-1] == "[]"
    assert min(took) < 0.3


def test_actors_explains_a_name_on_a_day(verbale_command: Run) -> None:
    before = verbale_command("actors", "RSF", "--on", "2022-01-10").stdout.splitlines()
    after = verbale_command("actors", "RSF", "--on", "2024-01-10").stdout.splitlines()
    assert before[0].startswith("RSF on 2022-01-10: SDN MIL, ")
    assert after[0].startswith("RSF on 2024-01-10: SDN REB, ")
    assert [line.split()[0] for line in after[1:]] == ["holds", "not"]


def test_actors_explains_a_description(verbale_command: Run) -> None:
    words = verbale_command("actors", "Polish and Lithuanian troops").stdout
    assert "POL MIL" in words
    assert "LTU MIL" in words
    assert "No entity of the table" in words


def test_actors_wants_a_name_and_a_day(verbale_command: Run) -> None:
    for wrong in (("actors", "!"), ("actors", "RSF", "--on", "yesterday")):
        done = verbale_command(*wrong)
        assert done.returncode == 2
        assert " is no " in done.stderr


def test_the_codebook_names_everything(verbale_command: Run) -> None:
    words = verbale_command("codebook").stdout
    for act in ontology.acts().values():
        assert act.name in words
        assert all(mode.name in words for mode in act.modes)
    for name in (*ontology.STATUSES, *ontology.CERTAINTIES, *ontology.SECTORS, *ontology.contexts()):
        assert name in words
    assert "future RETREAT becomes CONCEDE" in words
    assert max(map(len, words.splitlines())) <= 100


@pytest.mark.parametrize("name", ontology.ACTS)
def test_the_entry_of_an_act(verbale_command: Run, name: str) -> None:
    words = " ".join(verbale_command("codebook", name.lower()).stdout.split())
    entry = ontology.act(name)
    for part in (entry.definition, *entry.examples, *(mode.definition for mode in entry.modes)):
        assert part in words
    assert f"future {ontology.event_type(name, 'future')}" in words


def test_a_sound_installation(verbale_command: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("verbale.faces.cli.doctor._SPEED_SECONDS", 0.05)
    done = verbale_command("doctor")
    assert done.returncode == 0, done.stdout
    assert "ok   model fake, digest 0123456789abcdef: tests" in done.stdout
    assert "ok   test sentence: ACCUSE NOR BLR (expected ACCUSE NOR BLR)" in done.stdout
    assert "sentences a second on 1 core" in done.stdout
    assert done.stdout.endswith("verbale is sound.\n")


@pytest.mark.parametrize("error", [ModelNotFound("The model is gone."), GazetteerNotFound("The table is gone.")])
def test_an_unsound_installation(verbale_command: Run, monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    def broken(*_: Any, **__: Any) -> FakeCoder:
        raise error

    monkeypatch.setattr(sys.modules["verbale.pipeline"], "load", broken)
    done = verbale_command("doctor")
    assert done.returncode == 3
    assert f"BAD  model: {error}" in done.stdout
    done = verbale_command("code", __file__)
    assert (done.returncode, done.stderr) == (3, f"verbale: {error}\n")


@pytest.mark.parametrize("command", [("doctor",), ("code", __file__)])
@pytest.mark.parametrize("threads", ["0", "-1", "two", "9" * 5000])
def test_threads_are_counted_from_one(verbale_command: Run, command: tuple[str, ...], threads: str) -> None:
    done = verbale_command(*command, f"--threads={threads}")
    assert done.returncode == 2
    assert "is no whole number from 1 up" in done.stderr


def test_a_coder_that_misses_the_test_sentence_is_unsound(verbale_command: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("verbale.faces.cli.doctor._SPEED_SECONDS", 0.05)
    monkeypatch.setattr("verbale.faces.cli.doctor._SENTENCE", "Nothing happened.")
    done = verbale_command("doctor")
    assert done.returncode == 3
    assert "BAD  test sentence: no event (expected ACCUSE NOR BLR)" in done.stdout


def test_damaged_and_missing_tables_are_named(tmp_path: Path) -> None:
    from verbale.faces.cli.doctor import _rows

    table = tmp_path / "x.tsv"
    table.write_text("a\tb\n1\t2\n3\t4\n")
    assert _rows(table) == 2
    (tmp_path / "x.sqlite").write_bytes(b"no database at all" * 100)
    with pytest.raises(Exception, match="database"):
        _rows(tmp_path / "x.sqlite")


@pytest.mark.model
def test_the_installed_program(tmp_path: Path) -> None:
    """The real thing, once: the console script, the packaged model, a file."""
    script = Path(sys.executable).with_name("verbale")
    if not script.exists():
        pytest.skip("verbale is not installed as a program")
    (tmp_path / "a.txt").write_text("Norway condemned Belarus on Tuesday over the arrest of two journalists in Minsk.")
    command = [str(script), "code", "a.txt", "--published", "2024-10-25", "--format", "csv"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=120, env=dict(os.environ), check=False)
    assert done.returncode == 0, done.stderr
    assert "ACCUSE" in done.stdout
    assert run_with_fake.__file__
