"""`verbale places`: explaining a name, and the user's own gazetteer."""

from pathlib import Path

import pytest

from tests.faces.conftest import Run
from tests.resolution.test_geonames import line


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("VERBALE_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def test_a_name_is_explained_with_its_candidates(verbale_command: Run) -> None:
    lines = verbale_command("places", "Tripoli").stdout.splitlines()
    assert lines[0].startswith("Tripoli: Tripoli (LBY), city 32.8")
    assert "most prominent (score " in lines[0]
    assert any(row.split()[:2] == ["city", "LBN"] and "inhabitants" in row for row in lines[1:])


def test_words_near_it_count(verbale_command: Run) -> None:
    words = verbale_command("places", "Tripoli", "--near", "Lebanese troops left Beirut for Tripoli").stdout
    assert "LBN), city" in words.splitlines()[0]


def test_an_unknown_name(verbale_command: Run) -> None:
    assert verbale_command("places", "Qwertyville").stdout.splitlines() == [
        "Qwertyville: nowhere, no place of that name",
        "No place of the gazetteer bears this name.",
    ]


def test_a_file_is_added_listed_and_taken_away(verbale_command: Run, tmp_path: Path, home: Path) -> None:
    (tmp_path / "YE.txt").write_text(line(99000001, "Zorv", people=420) + "\nbroken\n", encoding="utf-8")
    added = verbale_command("places", "add", tmp_path / "YE.txt")
    assert added.returncode == 0
    assert "1 places added to" in added.stderr
    assert "  line 2: 1 columns, not 19" in added.stderr
    assert (home / "gazetteer.sqlite").is_file()
    assert verbale_command("places", "Zorv").stdout.startswith("Zorv: Zorv (Dhamār, YEM), city")
    assert verbale_command("places", "added").stdout.startswith("YE.txt: 1 places, 1 damaged lines")
    assert verbale_command("places", "remove", "YE.txt").returncode == 0
    assert verbale_command("places", "Zorv").stdout.startswith("Zorv: nowhere")


def test_what_is_wrong_is_said_in_one_sentence(verbale_command: Run, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear reader\n", encoding="utf-8")
    wrong = verbale_command("places", "add", tmp_path / "letter.txt")
    assert (wrong.returncode, wrong.stdout) == (3, "")
    assert "is no GeoNames table" in wrong.stderr
    assert verbale_command("places", "add").returncode == 2
    assert verbale_command("places", "added", "x").returncode == 2
    assert verbale_command("places", "x", "--minimum-population", "many").returncode == 2
    assert "You have no own gazetteer" in verbale_command("places", "added").stderr
