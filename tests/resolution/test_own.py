"""The user's own table of actors, from a file to a coding."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

import verbale
from tests.resolution.dictionaries.test_dictionaries import TABLE
from verbale.errors import UnreadableActors
from verbale.faces.cli import main
from verbale.resolution import own
from verbale.resolution.lookup import explain

NOW = datetime(2024, 5, 1, tzinfo=UTC)
SENTENCE = "Orla Venn condemned Belarus on Tuesday over the arrest of two journalists in Minsk."


def added(place: Path, words: str = TABLE, name: str = "mine.csv") -> own.Added:
    (place.parent / name).write_text(words)
    return own.add(place, place.parent / name, NOW)


def test_added_actors_are_known_on_their_days(tmp_path: Path) -> None:
    added(tmp_path / "home")
    lines = own.lines(tmp_path / "home")
    then, later = (explain("Orla Venn", day, lines) for day in (date(2022, 1, 1), date(2024, 1, 1)))
    assert [(p.value.code, p.value.sector) for p in then.parties if p.value] == [("NOR", "GOV")]
    assert then.spells[0].entity.source == "own:mine.csv"
    assert [p.value.sector for p in later.parties if p.value] == [None]  # no longer in office
    assert [p.value.code for p in explain("Orla Venn").parties if p.value] == ["UNK"]


def test_own_rows_go_before_those_of_the_package(tmp_path: Path) -> None:
    assert [p.value.code for p in explain("Hezbollah", date(2024, 1, 1)).parties if p.value] == ["LBN"]
    added(tmp_path / "home", "name,code,sector,from\nHezbollah,SYR,UAF,2011\n")
    lines = own.lines(tmp_path / "home")
    assert [p.value.code for p in explain("Hezbollah", date(2024, 1, 1), lines).parties if p.value] == ["SYR"]
    assert [p.value.code for p in explain("Hezbollah", date(2005, 1, 1), lines).parties if p.value] == ["LBN"]


def test_the_same_file_replaces_itself_and_can_be_taken_out(tmp_path: Path) -> None:
    home = tmp_path / "home"
    first, other = added(home), added(home, "name,code\nB,SWE\n", "other.csv")
    again = added(home, "name,code\nOrla Venn,SWE\n")
    assert (first.replaced, other.replaced, again.replaced) == (False, False, True)
    assert [(file.name, file.rows) for file in own.files(home)] == [("other.csv", 1), ("mine.csv", 1)]
    assert own.remove(home, "other.csv") == 1
    with pytest.raises(UnreadableActors, match=r"there are: mine\.csv"):
        own.remove(home, "other.csv")
    assert len(own.lines(home)) == 2


def test_a_file_without_actors_changes_nothing(tmp_path: Path) -> None:
    added(tmp_path / "home")
    before = own.lines(tmp_path / "home")
    with pytest.raises(UnreadableActors, match="row 2"):
        added(tmp_path / "home", "name,code\nA,QQQ\n")
    assert own.lines(tmp_path / "home") == before


def test_a_damaged_table_is_told(tmp_path: Path) -> None:
    added(tmp_path / "home")
    table = tmp_path / "home" / "actors.tsv"
    table.write_text(table.read_text() + "E\tcut")
    with pytest.raises(UnreadableActors, match="line 5"):
        own.lines(tmp_path / "home")


@pytest.mark.model
def test_a_coding_uses_them_and_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VERBALE_HOME", str(tmp_path / "home"))
    added(tmp_path / "home")
    with_own, without = verbale.load(), verbale.load(own=False)
    once = verbale.load(actors=tmp_path / "mine.csv")
    codes = [
        [a.code for e in coder.code(SENTENCE, "2022-05-04").events for a in e.actor][:1] for coder in (with_own, without, once)
    ]
    assert codes[0] == codes[2] == ["NOR"] != codes[1]
    assert with_own.run.tables == once.run.tables != ""
    assert without.run.tables == ""


def test_the_commands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("VERBALE_HOME", str(tmp_path / "home"))
    (tmp_path / "mine.csv").write_text(TABLE + "Bad,QQQ\n")
    assert main(["actors", "added"]) == 0
    assert main(["actors", "add", str(tmp_path / "mine.csv")]) == 0
    assert main(["actors", "Orla Venn", "--on", "2022-01-01"]) == 0
    assert main(["actors", "added"]) == 0
    assert main(["actors", "remove", "mine.csv"]) == 0
    out = capsys.readouterr().out
    for words in ("No file was added", "3 entries of mine.csv added", "row 5: Bad", "NOR GOV, harbour minister", "taken out"):
        assert words in out
    assert main(["actors", "remove", "mine.csv"]) == 3
    assert main(["actors", "two", "words"]) == 2
