"""What every test may use. The repository's own folders (training, quality) are importable beside the package."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))


@pytest.fixture(autouse=True)
def _no_own_tables(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test sees what the person who runs it has added for themselves."""
    monkeypatch.setenv("VERBALE_HOME", str(tmp_path_factory.getbasetemp() / "no-own-tables"))
