"""What every test may use. The repository's own folders (training, quality) are importable beside the package."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))


@pytest.fixture(autouse=True)
def _no_own_tables(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every test has an empty folder of own tables, and none sees what the person who runs it has added."""
    monkeypatch.setenv("VERBALE_HOME", str(tmp_path_factory.mktemp("own-tables")))


def pytest_make_parametrize_id(val: object) -> str | None:
    """Packed bytes hold the time of their making, and the workers of pytest-xdist must agree on the names of tests."""
    return "bytes" if isinstance(val, bytes) and len(val) > 20 else None
