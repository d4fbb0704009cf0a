"""Sampled futures of a desk of invented events, in Python and at the command line."""

import csv
import json
from pathlib import Path

import pytest

from tests.forecast import streams
from verbale import open_desk
from verbale.errors import UnknownActor, UnknownCode, WrongQuestion
from verbale.faces.cli import main

AS_OF = "2032-03-01"
PAIR = ("--actor", "NOR", "--recipient", "BLR", "--as-of", AS_OF, "--futures", "200")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sampling") / "d"
    streams.pour(folder, streams.steady(850))
    return folder


def test_figures_of_acts_classes_and_weeks(desk: Path) -> None:
    with open_desk(desk) as opened:
        found = opened.futures(actor="Norway", recipient="BLR", number=400, as_of=AS_OF)
    assert found.ways == (("NOR", "BLR"), ("BLR", "NOR"))
    assert [step.days for step in found.steps] == [7, 7, 7, 7, 2]
    assert found.without is None
    accuse, conflict, every = (found.figure(0, act) for act in ("ACCUSE", "verbal conflict", None))
    assert accuse.expected == pytest.approx(30 * streams.RATES["NOR", "ACCUSE", "BLR"], rel=0.6)
    assert accuse.expected <= conflict.expected <= every.expected
    assert accuse.low <= accuse.expected <= accuse.high
    weeks = [found.figure(0, "ACCUSE", step).expected for step in range(5)]
    assert sum(weeks) == pytest.approx(accuse.expected)
    told = sum(found.told(0, None, step) or 0 for step in range(len(found.before)))
    start, end = found.before[0].first, found.asked.as_of
    deeds = {event for event in streams.steady(850) if (event.source, event.target) == ("NOR", "BLR")}
    assert told == sum(start <= event.day < end for event in deeds)


def test_what_is_supposed_stands_beside_what_is_not(desk: Path) -> None:
    with open_desk(desk) as opened:
        stored = opened.query("select count(*) from forecasts").rows()
        found = opened.futures(actor="NOR", recipient="BLR", number=400, said="BLR THREATEN NOR", as_of=AS_OF)
        assert list(opened.query("select count(*) from forecasts").rows()) == list(stored)
    assert [event.act for event in found.supposed] == ["THREATEN"]
    assert found.figure(1, None).expected > found.figure(1, None, supposed=False).expected


def test_at_the_command_line(desk: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "paths.csv"
    assert main(["forecast", str(desk), *PAIR, "-o", str(out)]) == 0
    told = " ".join(capsys.readouterr().out.split())  # however wide the screen is
    assert "NOR and BLR, 2032-03-01 to 2032-03-30 (30 days), 200 sampled futures" in told
    assert "2032-03-01" in told
    assert "2032-03-29 (2 days)" in told
    assert "90 % intervals" in told
    rows = list(csv.DictReader(out.read_text(encoding="utf-8").splitlines()))
    assert {int(row["future"]) for row in rows} == set(range(1, 201))  # calm ones too
    assert {row["supposed"] for row in rows} == {"0"}
    assert main(["forecast", str(desk), *PAIR, "--json", "--if", "BLR ACCUSE NOR"]) == 0
    found = json.loads(capsys.readouterr().out)
    way = found["ways"][0]
    accused = sum(int(row["days_with_act"]) for row in rows if (row["actor"], row["act"]) == ("NOR", "ACCUSE"))
    assert accused / 200 == pytest.approx(way["whole"]["ACCUSE"]["without"]["expected"])
    assert [week["first"] for week in way["before"]][-1] == "2032-02-23"
    assert main(["forecast", str(desk), *PAIR, "--act", "ACCUSE", "--if", "BLR ACCUSE NOR"]) == 0
    assert "BLR does ACCUSE to NOR" in capsys.readouterr().out


def test_both_futures_are_written(desk: Path, tmp_path: Path) -> None:
    out = tmp_path / "both.csv"
    arguments = ["forecast", str(desk), *PAIR, "--horizon", "9d", "--if", "BLR ACCUSE NOR", "-o", str(out), "--json"]
    assert main(arguments) == 0
    rows = list(csv.DictReader(out.read_text(encoding="utf-8").splitlines()))
    for supposed in "01":
        weeks = {(row["future"], row["first_day"], row["actor"]) for row in rows if row["supposed"] == supposed}
        assert len(weeks) == 200 * 2 * 2
    assert all((row["act"] == "") == (row["days_with_act"] == "0") for row in rows)


def test_short_horizons_are_json(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for horizon in ("1d", "2d", "5d"):
        assert main(["forecast", str(desk), *PAIR, "--horizon", horizon, "--json"]) == 0
        json.loads(capsys.readouterr().out, parse_constant=lambda word: pytest.fail(word))


def test_weeks_without_news_are_not_called_calm(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    late = [*PAIR[:4], "--as-of", "2032-06-01", "--futures", "50"]
    assert main(["forecast", str(desk), *late]) == 0
    assert "no news" in capsys.readouterr().out
    assert main(["forecast", str(desk), *PAIR[:4], "--as-of", "2034-06-01", "--futures", "50"]) == 0


def test_two_that_never_met(desk: Path) -> None:
    with open_desk(desk) as opened:
        with pytest.raises(WrongQuestion, match="nothing to go on from"):
            opened.futures(actor="CHL", recipient="KEN", number=100, as_of=AS_OF)
        met = opened.futures(actor="CHL", recipient="KEN", number=100, said="CHL AID KEN", as_of=AS_OF)
    assert met.figure(0, None).expected > met.figure(0, None, supposed=False).expected


def test_a_narrow_screen_has_one_side_under_the_other(
    desk: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "64")
    assert main(["forecast", str(desk), *PAIR, "--if", "BLR ACCUSE NOR"]) == 0
    told = capsys.readouterr().out
    assert "…" not in told
    assert max(map(len, told.splitlines())) <= 64


def test_an_act_that_is_none_is_not_said_never_to_happen(desk: Path) -> None:
    with open_desk(desk) as opened:
        found = opened.futures(actor="NOR", recipient="BLR", number=10, as_of=AS_OF)
    assert found.figure(0, "accuse") == found.figure(0, "ACCUSE")
    with pytest.raises(UnknownCode):
        found.figure(0, "FOO")


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--actor", "NOR", "--futures", "10"], "name an actor and a recipient"),
        (["--actor", "NOR", "--recipient", "BLR", "--futures", "20001"], "ask for 1 to 20,000"),
        (["--actor", "NOR", "--recipient", "BLR", "--futures", "10", "--top", "3"], "ask for one of them"),
        (["--actor", "NOR", "--recipient", "BLR", "-o", "x.csv"], "-o writes sampled futures"),
        (["--actor", "ATL", "--recipient", "BLR", "--futures", "10"], "ATL"),
    ],
)
def test_what_cannot_be_drawn(desk: Path, options: list[str], told: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["forecast", str(desk), "--as-of", AS_OF, *options]) == 2
    assert told in capsys.readouterr().err


def test_an_open_side_raises(desk: Path) -> None:
    with open_desk(desk) as opened, pytest.raises(UnknownActor):
        opened.futures(actor="ATL", recipient="BLR", as_of=AS_OF)
    with open_desk(desk) as opened, pytest.raises(WrongQuestion):
        opened.futures(actor="NOR", recipient="BLR", number=0, as_of=AS_OF)
