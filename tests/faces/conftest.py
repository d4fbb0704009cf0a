"""The command line with the fake coder, in this process and in one of its own."""

import subprocess
import sys
import types
from collections.abc import Callable
from pathlib import Path

import pytest

import verbale
from tests.faces import run_with_fake
from verbale.faces.cli import main

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(autouse=True)
def no_colour(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("FORCE_COLOR", "NO_COLOR", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def verbale_command(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command in this process: exit code, standard output, standard error."""
    fake = types.ModuleType("verbale.pipeline")
    fake.__dict__["load"] = run_with_fake.load
    monkeypatch.setitem(sys.modules, "verbale.pipeline", fake)
    monkeypatch.setattr(verbale, "pipeline", fake, raising=False)

    def run(*words: str | Path) -> "subprocess.CompletedProcess[str]":
        code = main([str(word) for word in words])
        out, err = capsys.readouterr()
        return subprocess.CompletedProcess(words, code, out, err)

    return run


@pytest.fixture
def verbale_process() -> Run:
    """Run a command in a process of its own; `given` is its standard input."""

    def run(*words: str | Path, given: bytes = b"", **options: str) -> "subprocess.CompletedProcess[str]":
        command = [sys.executable, str(Path(run_with_fake.__file__)), *map(str, words)]
        done = subprocess.run(command, input=given, capture_output=True, timeout=60, env=options or None, check=False)
        return subprocess.CompletedProcess(command, done.returncode, done.stdout.decode(), done.stderr.decode())

    return run
