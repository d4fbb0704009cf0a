"""What is supposed on a desk of invented events, in Python and at the command line."""

import json
from datetime import timedelta
from pathlib import Path

import pytest

from tests.forecast import streams
from verbale import open_desk
from verbale.errors import ForecastError, UnknownActor, WrongQuestion
from verbale.faces.cli import main
from verbale.outlook.supposing import supposed_words

AS_OF = "2031-02-05"
PAIR = ("--actor", "NOR", "--recipient", "BLR", "--as-of", AS_OF)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("supposing") / "d"
    streams.pour(folder, streams.steady(500))
    return folder


def test_a_scenario_moves_the_pair_and_leaves_the_desk_as_it_was(desk: Path) -> None:
    with open_desk(desk) as opened:
        before = list(opened.query("select count(*) from forecasts").rows())
        found = opened.suppose("BLR threaten NOR", actor="NOR", recipient="BLR", as_of=AS_OF)
        assert [(event.source, event.act, event.target) for event in found.supposed] == [("BLR", "THREATEN", "NOR")]
        threat = next(
            move for move in found.moves if (move.before.question.actor, move.before.question.act) == ("BLR", "THREATEN")
        )
        assert threat.change > 0
        assert list(opened.query("select count(*) from forecasts").rows()) == before


def test_at_the_command_line(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["forecast", str(desk), *PAIR, "--if", "BLR THREATEN NOR"]) == 0
    told = capsys.readouterr().out
    assert "If, on the day before 2031-02-05, BLR does THREATEN to NOR" in told
    assert "BLR → THREATEN → NOR" in told
    assert main(["forecast", str(desk), *PAIR, "--json", "--if", "BLR THREATEN NOR"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["supposed"] == [{"source": "BLR", "act": "THREATEN", "target": "NOR"}]
    assert len(found["moves"]) == 32


def test_without_a_pair_those_that_move_most(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with open_desk(desk) as opened:
        found = opened.suppose("BLR threaten NOR", as_of=AS_OF, top=5)
        assert len(found.moves) == 5
        assert {found.moves[0].before.question.actor, found.moves[0].before.question.recipient} == {"BLR", "NOR"}
        assert found.moves[0].rules
        own = opened.suppose("BLR threaten NOR", actor="NOR", act="ACCUSE", as_of=AS_OF)
        assert {(move.before.question.actor, move.before.question.act) for move in own.moves} == {("NOR", "ACCUSE")}
        with pytest.raises(ForecastError, match="only a pair"):
            opened.suppose("BLR threaten NOR", act="material conflict", as_of=AS_OF)
    assert main(["forecast", str(desk), "--as-of", AS_OF, "--top", "3", "--if", "BLR THREATEN NOR"]) == 0
    assert "after THREATEN of one to another" in capsys.readouterr().out


def test_a_ranked_list_shows_the_places_before(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = [
        "forecast",
        str(desk),
        "--actor",
        "NOR",
        "--act",
        "ACCUSE",
        "--top",
        "3",
        "--as-of",
        AS_OF,
        "--if",
        "NOR ACCUSE KEN",
    ]
    assert main(arguments) == 0
    assert "before" in capsys.readouterr().out
    assert main([*arguments, "--json"]) == 0
    places = json.loads(capsys.readouterr().out)["places"]
    assert [place["rank"] for place in places] == [1, 2, 3]


@pytest.mark.parametrize(
    ("said", "error", "told"),
    [("NOR sings to BLR", ForecastError, "is no actor"), ("ATL ACCUSE BLR", UnknownActor, "ATL")],
)
def test_what_cannot_be_supposed(desk: Path, said: str, error: type[Exception], told: str) -> None:
    with open_desk(desk) as opened, pytest.raises(error, match=told):
        opened.suppose(said, actor="NOR", recipient="BLR", as_of=AS_OF)


def test_names_may_have_blanks() -> None:
    assert supposed_words("Order of the Reed accuse New Harbour") == [("Order of the Reed", "ACCUSE", "New Harbour")]
    assert supposed_words("Green Aid accuse Chile") == [("Green", "AID", "accuse Chile"), ("Green Aid", "ACCUSE", "Chile")]


def test_a_mistyped_act_is_told_what_is_near() -> None:
    with pytest.raises(WrongQuestion, match="near it is THREATEN"):
        supposed_words("LAO THRETEN CHL")


def test_what_did_happen_cannot_be_supposed(desk: Path) -> None:
    event = next(one for one in reversed(streams.steady(500)) if one.act == "ACCUSE")
    after = event.day + timedelta(days=1)
    with open_desk(desk) as opened:
        with pytest.raises(WrongQuestion, match="nothing changes"):
            opened.suppose(f"{event.source} ACCUSE {event.target}", actor="NOR", recipient="BLR", as_of=after)
        with pytest.raises(WrongQuestion, match="Nothing is supposed"):
            opened.suppose((), actor="NOR", recipient="BLR", as_of=AS_OF)
        twice = opened.suppose(("NOR AID BLR", "NOR AID BLR"), actor="NOR", recipient="BLR", as_of=AS_OF)
    assert len(twice.supposed) == 1
    assert len(twice.moves) == 32
