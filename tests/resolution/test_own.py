"""The user's own table of actors, from a file to a coding."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

import verbale
from tests.resolution.dictionaries.test_dictionaries import TABLE
from verbale.errors import OutputError, UnreadableActors
from verbale.faces.cli import main
from verbale.resolution import own, own_files
from verbale.resolution.knowledge import ActorTable
from verbale.resolution.lookup import explain

NOW = datetime(2024, 5, 1, tzinfo=UTC)
SENTENCE = "Orla Venn condemned Belarus on Tuesday over the arrest of two journalists in Minsk."


def added(place: Path, words: str = TABLE, name: str = "mine.csv", kind: str | None = None) -> own_files.Added:
    (place.parent / name).write_text(words)
    return own_files.add(place, place.parent / name, NOW, kind)


def told(name: str, day: date | None, lines: list[str]) -> list[tuple[str, str | None]]:
    return [(p.value.code, p.value.sector) for p in explain(name, day, lines).parties if p.value]


def test_added_actors_are_known_on_their_days(tmp_path: Path) -> None:
    found = added(tmp_path / "home")
    assert (found.actors, found.aliases, found.agents, found.file.rows) == (3, 3, 0, 3)
    lines = own.lines(tmp_path / "home")
    assert told("Orla Venn", date(2022, 1, 1), lines) == [("NOR", "GOV")]
    assert told("Minister Venn", date(2022, 1, 1), lines) == [("NOR", "GOV")]
    assert told("Orla Venn", date(2024, 1, 1), lines) == [("NOR", None)]  # no longer in office
    assert told("Orla Venn", None, [])[0][0] == "UNK"
    assert explain("Orla Venn", date(2022, 1, 1), lines).spells[0].entity.source == "own:mine.csv (a yearbook)"


def test_own_rows_go_before_those_of_the_package(tmp_path: Path) -> None:
    assert told("Hezbollah", date(2024, 1, 1), [])[0][0] == "LBN"
    added(tmp_path / "home", "name,code,sector,from\nHezbollah,SYR,UAF,2011\n")
    lines = own.lines(tmp_path / "home")
    assert told("Hezbollah", date(2024, 1, 1), lines) == [("SYR", "UAF")]
    assert told("Hezbollah", date(2005, 1, 1), lines)[0][0] == "LBN"


def test_own_nouns_change_the_sector_and_not_what_a_noun_is_like(tmp_path: Path) -> None:
    added(tmp_path / "home", "POLICE_ {} [~MIL]\nHARBOURMASTER_ [~GOV]\n", "agents.txt")
    nouns, before = ActorTable.open(own_lines=own.lines(tmp_path / "home")).nouns, ActorTable.open().nouns
    assert (nouns["police"].sector, nouns["police"].nature) == ("MIL", before["police"].nature)
    assert [nouns[word].plural for word in ("harbourmaster", "harbourmasters")] == [False, True]
    assert "harbourmaster" not in before


def test_the_same_file_replaces_itself_and_can_be_taken_out(tmp_path: Path) -> None:
    home = tmp_path / "home"
    first, other = added(home), added(home, "name,code\nB,SWE\n", "other.csv")
    again = added(home, "name,code\nOrla Venn,SWE\n")
    assert (first.replaced, other.replaced, again.replaced) == (False, False, True)
    assert [(file.name, file.rows) for file in own_files.files(home)] == [("other.csv", 1), ("mine.csv", 1)]
    assert own_files.remove(home, "other.csv").rows == 1
    with pytest.raises(UnreadableActors, match=r"there are: mine\.csv"):
        own_files.remove(home, "other.csv")
    assert len(own.lines(home)) == 2
    assert [path.name for path in home.iterdir()] == ["actors.tsv"]


def test_a_file_without_actors_changes_nothing(tmp_path: Path) -> None:
    added(tmp_path / "home")
    before = own.lines(tmp_path / "home")
    with pytest.raises(UnreadableActors, match="line 2"):
        added(tmp_path / "home", "name,code\nA,QQQ\n")
    with pytest.raises(UnreadableActors, match="1 entries were left out"):
        own_files.table_of(tmp_path / "mine.csv")
    assert own.lines(tmp_path / "home") == before


def test_a_table_that_breaks_off_while_it_is_written_stays_as_it_was(tmp_path: Path) -> None:
    home = tmp_path / "home"
    added(home)
    before = own.lines(home)
    huge = "name,code\nA,NOR\n" + "x" * 200_000 + ",NOR\n"  # more than a cell may hold, after the first row
    with pytest.raises(UnreadableActors, match="to its end"):
        added(home, huge, "huge.csv")
    assert own.lines(home) == before
    assert [path.name for path in home.iterdir()] == ["actors.tsv"]


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("a file")
    with pytest.raises((OutputError, UnreadableActors), match=r"actors\.tsv"):
        added(tmp_path / "home")


@pytest.mark.parametrize("line", ["E\tcut", "E\tperson\tNOR\t\tA\t\t2024-02-31\t\t\town:x\tA", "N\tx\tGOV", "binary\x00"])
def test_a_damaged_table_is_told(tmp_path: Path, line: str) -> None:
    added(tmp_path / "home")
    table = own.table(tmp_path / "home")
    table.write_text(table.read_text() + line)
    with pytest.raises(UnreadableActors, match=r"damaged in line 5: delete it"):
        own.lines(tmp_path / "home")
    table.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(UnreadableActors, match="cannot be read"):
        own.lines(tmp_path / "home")


def test_the_folder_is_that_of_the_environment_or_of_the_user(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert own.lines(own.folder()) == []  # of every test
    monkeypatch.delenv("VERBALE_HOME")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert own.folder().name == "verbale"


@pytest.mark.model
def test_a_coding_uses_them_and_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VERBALE_HOME", str(tmp_path / "home"))
    added(tmp_path / "home")
    with_own, without = verbale.load(), verbale.load(own=False)
    once = verbale.load(actors=tmp_path / "mine.csv", own=False)
    codes = [
        [a.code for e in coder.code(SENTENCE, "2022-05-04").events for a in e.actor][:1] for coder in (with_own, without, once)
    ]
    assert codes[0] == codes[2] == ["NOR"] != codes[1]
    assert with_own.run.tables == once.run.tables != ""
    assert without.run.tables == ""


def test_the_commands(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "mine.csv").write_text(TABLE + "Bad,QQQ\n" * 7)
    assert main(["actors", "added"]) == 0
    assert main(["actors", "add", str(tmp_path / "mine.csv")]) == 0
    assert main(["actors", "Orla Venn", "--on", "2022-01-01"]) == 0
    assert main(["actors", "add", str(tmp_path / "mine.csv")]) == 0
    assert main(["actors", "added"]) == 0
    assert main(["doctor", "--model", str(tmp_path)]) == 3  # no model there, but the rest is looked at
    assert main(["actors", "remove", "mine.csv"]) == 0
    out = capsys.readouterr().out
    for words in (
        "Nothing was added", "mine.csv: 3 actors, 3 aliases, 0 agents.\n", "7 entries were left out:\n  line 5: Bad",
        "... and 2 more", "NOR GOV, harbour minister", "instead of the earlier ones", "3 rows  added",
        "3 rows of actors, no gazetteer, digest ", "mine.csv: 3 rows taken out",
    ):  # fmt: skip
        assert words in out
    assert main(["actors", "remove", "mine.csv"]) == 3
    assert main(["actors", "add", "two", "words"]) == 2
    assert main(["actors", "add"]) == 0  # one word is a name
    assert "add: UNK" in capsys.readouterr().out
