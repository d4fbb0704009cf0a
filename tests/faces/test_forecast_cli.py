"""`verbale forecast`, `backtest` and `score` on a desk of invented events."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from tests.fakes import FakeRanker, fake_fit
from tests.forecast import streams
from tests.intake.desks import ask
from verbale.errors import TooLittleHistory
from verbale.faces.cli import main
from verbale.forecast.backtest import MAIN, Counts, Record, Row
from verbale.forecast.history import History
from verbale.forecast.scores import Bin, Interval
from verbale.outlook.backtesting import reread, to_json
from verbale.settings import Forecasting
from verbale.store.desk import Desk
from verbale.store.forecasts import Making, stored_backtest

AS_OF = streams.START + timedelta(400)
EVENTS = streams.steady(500)
PAIR = ("--actor", "NOR", "--recipient", "BLR")
NOTHING = Interval(0.0, 0.0, 0.0)
RECORD = Record(
    horizon=30,
    origins=(date(2030, 6, 1), date(2030, 7, 1)),
    refits=1,
    forecasts=640,
    happened=48,
    best_baseline="decayed Poisson",
    rows=(
        Row("all", MAIN, 0.0512, 0.1841, 0.871, Interval(0.041, 0.012, 0.066), NOTHING),
        Row("all", "climatology", 0.0698, 0.2511, float("nan"), Interval(-0.307, -0.4, -0.2), NOTHING),
        Row("all", "decayed Poisson", 0.0534, 0.1912, 0.852, NOTHING, Interval(0.041, 0.012, 0.066)),
        Row("onset", MAIN, 0.0101, 0.05, 0.7, Interval(0.01, -0.02, 0.03), NOTHING),
    ),
    bins=(Bin(320, 0.021, 0.019), Bin(320, 0.31, 0.28)),
    calibration_error=0.016,
    slope=0.97,
    intercept=-0.04,
    counts=Counts(320, 0.91, 12, 0.9, 0.2),
    outside=0.07,
    fresh=NOTHING,
)


def fake_backtest(history: History, horizon: int, settings: Forecasting, start: int | None = None) -> Record:
    if len(history) < 20:
        raise TooLittleHistory(f"There are {len(history)} events, and 20 are needed: add news.")
    return replace(RECORD, horizon=horizon)


@pytest.fixture(autouse=True)
def _fakes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is learned here, and the clock of the command line stands still."""
    monkeypatch.setattr("verbale.outlook.forecasting._fit", lambda: fake_fit)
    monkeypatch.setattr("verbale.outlook.ranking._fit", lambda: lambda history, until: FakeRanker(history))
    monkeypatch.setattr("verbale.outlook.backtesting.backtest", fake_backtest)
    at(monkeypatch, AS_OF)


def at(monkeypatch: pytest.MonkeyPatch, day: date) -> None:
    for name in ("forecast", "backtest", "score"):
        monkeypatch.setattr(f"verbale.faces.cli.{name}.now", lambda: datetime(day.year, day.month, day.day, 9, tzinfo=UTC))


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    return streams.pour(tmp_path / "d", [event for event in EVENTS if event.known < AS_OF]).folder


def told(capsys: pytest.CaptureFixture[str], *words: str | Path) -> str:
    assert main([str(word) for word in words]) == 0
    return capsys.readouterr().out


def refused(capsys: pytest.CaptureFixture[str], code: int, *words: str | Path) -> str:
    assert main([str(word) for word in words]) == code
    error = capsys.readouterr().err
    assert error.count("\n") == 1
    return error


def test_every_act_with_the_baselines_and_the_grounds(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = told(capsys, "forecast", desk, *PAIR)
    assert "verbale backtest" in out.splitlines()[0]
    assert "NOR → BLR, 2031-02-05 to 2031-03-06 (30 days)" in out
    row = next(line for line in out.splitlines() if line.startswith("SANCTION"))
    assert [word for word in row.split() if word not in "%–"][1:2] == ["60"]
    assert all(words in row for words in ("40 – 80 %", "50 %", "10 %", "1.0", "0 – 3"))
    assert f"{len([e for e in EVENTS if e.known < AS_OF])} events were known" in out
    assert max(map(len, out.splitlines())) <= 120
    assert ask(desk, "select count(*), min(as_of), bool_and(ahead) from forecasts") == [(16, AS_OF, True)]


def test_the_record_stands_first_when_there_is_one(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shown = told(capsys, "backtest", desk)
    assert "Skill against the best simple model, decayed Poisson: +4.1 % [+1.2, +6.6]." in shown
    assert "640 forecasts of 30 days between countries, on 2 days from 2030-06-01 to 2030-07-01; 48 came true (7.5 %)." in shown
    assert "Onsets" in shown
    out = told(capsys, "forecast", desk, *PAIR)
    assert out.startswith("Record of this desk")
    assert "Brier score 0.0512, log score 0.1841" in out
    assert out.index("+4.1 %") < out.index("SANCTION")
    assert told(capsys, "forecast", desk, *PAIR, "--horizon", "7d").startswith("No record yet")


def test_json_has_everything(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    record = json.loads(told(capsys, "backtest", desk, "--json"))
    assert (record["best_baseline"], record["rows"][1]["auc"]) == ("decayed Poisson", None)
    found = json.loads(told(capsys, "forecast", desk, *PAIR, "--act", "sanction", "--json"))
    (one,) = found["forecasts"]
    assert (one["act"], one["probability"], one["baselines"]["climatology"], one["expected_high"]) == ("SANCTION", 0.6, 0.1, 3.0)
    assert found["record"]["backtest_id"] == record["backtest_id"]
    assert one["forecast_id"] == ask(desk, "select forecast_id from forecasts")[0][0]


def test_a_page_of_the_record(desk: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert told(capsys, "backtest", desk, "-o", tmp_path / "record.html") == ""
    page = (tmp_path / "record.html").read_text(encoding="utf-8")
    assert page.count("<circle") == len(RECORD.bins)
    assert "+4.1 % [+1.2, +6.6]" in page
    assert "http" not in page.replace("http-equiv", "")  # it loads nothing
    told(capsys, "backtest", desk, "-o", tmp_path / "record.json")
    assert json.loads((tmp_path / "record.json").read_text(encoding="utf-8"))["forecasts"] == 640


def test_a_record_comes_back_from_the_desk() -> None:
    stored = stored_backtest(30, to_json(RECORD), Making("2031-01-01T00:00:00Z", "countries", "", "verbale", "0"))
    found = reread(stored)
    assert found is not None
    assert to_json(found.record) == to_json(RECORD)
    assert found.record.origins == RECORD.origins
    assert reread(replace(stored, record='{"horizon": 30}')) is None


def test_nothing_is_kept_when_nothing_shall_be(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told(capsys, "forecast", desk, *PAIR, "--no-store")
    told(capsys, "backtest", desk, "--no-store")
    assert ask(desk, "select (select count(*) from forecasts), (select count(*) from backtests)") == [(0, 0)]


def test_scored_when_due_and_only_then(desk: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    told(capsys, "forecast", desk, *PAIR)
    out = told(capsys, "score", desk)
    assert "Scored now: 0 forecasts" in out
    assert "16 must wait for their time, the first until 2031-03-10" in out
    at(monkeypatch, AS_OF + timedelta(40))
    assert "the news of this desk ends on" in told(capsys, "score", desk)
    rows = [streams.row(event, 10_000 + number) for number, event in enumerate(EVENTS) if event.known >= AS_OF]
    streams.pour(desk, rows)
    out = told(capsys, "score", desk)
    assert "Scored now: 16 forecasts, 0 ranked lists." in out
    assert "Forecasts of 30 days, made ahead of time: 16 scored" in out
    assert "from one day of asking" in out
    assert "decayed Poisson" in out
    again = told(capsys, "score", desk)
    assert "Scored now: 0 forecasts" in again
    assert again.splitlines()[1:] == out.splitlines()[1:]
    entry = json.loads(told(capsys, "score", desk, "--json"))
    assert entry["records"][0]["number"] == 16


def test_who_is_next(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = told(capsys, "forecast", desk, "--actor", "kenya", "--act", "CONSULT", "--top", "3")
    assert out.startswith("No ranked list of this desk has been scored yet.")
    assert "KEN → CONSULT → anyone" in out
    assert [line.split()[:2] for line in out.splitlines() if line[:1].isdigit()] == [["1", "BLR"], ["2", "CHL"], ["3", "NOR"]]
    entry = json.loads(told(capsys, "forecast", desk, "--recipient", "UGA", "--act", "AID", "--top", "2", "--json"))
    assert [answer["rank"] for answer in entry["answers"]] == [1, 2]
    assert ask(desk, "select count(*) from rankings") == [(2,)]
    streams.pour(desk, [streams.row(event, 10_000 + number) for number, event in enumerate(EVENTS) if event.known >= AS_OF])
    assert "Ranked lists of this desk: 2 scored" in told(capsys, "score", desk, "--as-of", "2031-03-20")


def test_the_day_of_the_question(desk: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    at(monkeypatch, AS_OF + timedelta(300))
    assert main(["forecast", str(desk), *PAIR]) == 0
    error = capsys.readouterr().err
    assert "last news" in error
    (last,) = ask(desk, "select max(date_to) from events")[0]
    assert ask(desk, "select distinct as_of, ahead from forecasts") == [(last + timedelta(1), False)]


@pytest.mark.parametrize(
    ("words", "code", "hint"),
    [
        (("--actor", "NRO"), 2, "near it are NOR"),
        (("--act", "SANKTION"), 2, "SANCTION"),
        (("--horizon", "400d"), 2, "between 1 and 366"),
        (("--as-of", "2030-01-09", *PAIR), 2, "before 2030-01-09"),
        (("--as-of", "2030-02-01"), 3, "20 are needed"),
    ],
)
def test_what_cannot_be_asked_is_one_clear_sentence(
    desk: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], code: int, hint: str
) -> None:
    assert hint in refused(capsys, code, "forecast", desk, *words)
    assert ask(desk, "select count(*) from forecasts") == [(0,)]


@pytest.mark.parametrize("horizon", ["soon", "0", "-3d", "1e3", "30y"])
def test_a_horizon_is_a_number_of_days(desk: Path, capsys: pytest.CaptureFixture[str], horizon: str) -> None:
    assert main(["forecast", str(desk), f"--horizon={horizon}"]) == 2
    assert "a horizon looks like 30d or 4w" in capsys.readouterr().err


def test_too_little_history_for_a_backtest(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    small = streams.pour(tmp_path / "d", EVENTS[:9]).folder
    assert "There are 9 events" in refused(capsys, 3, "backtest", small)


def test_there_is_no_desk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for command in ("forecast", "backtest", "score"):
        assert "verbale add" in refused(capsys, 2, command, tmp_path / "none")


def test_a_busy_desk_is_asked_all_the_same(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with Desk.open(desk).writing("something long"):
        assert main(["forecast", str(desk), *PAIR]) == 0
    out, error = capsys.readouterr()
    assert "SANCTION" in out
    assert "not stored" in error
    assert "something long" in error


def test_an_interrupted_run_loses_nothing(
    desk: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    told(capsys, "forecast", desk, *PAIR)
    before = ask(desk, "select * from forecasts order by all")

    def stopped(*_: object, **__: object) -> Iterator[None]:
        raise KeyboardInterrupt

    monkeypatch.setattr("verbale.outlook.forecasting._fit", lambda: stopped)
    assert main(["forecast", str(desk), *PAIR]) == 130
    monkeypatch.setattr("verbale.store.forecasts._cells", stopped)
    monkeypatch.setattr("verbale.outlook.forecasting._fit", lambda: fake_fit)
    assert main(["forecast", str(desk), *PAIR, "--horizon", "7d"]) == 130
    assert ask(desk, "select * from forecasts order by all") == before
    assert not Desk.open(desk).faults()


def test_python_asks_the_same(desk: Path) -> None:
    import verbale

    now = datetime(AS_OF.year, AS_OF.month, AS_OF.day, 9, tzinfo=UTC)
    with verbale.open_desk(desk) as opened:
        assert opened.forecast(actor="Norway", recipient="BLR", act="ACCUSE", now=now).forecasts[0].forecast.probability == 0.6
        assert opened.who_next(actor="KEN", act="AID", top=2, now=now).ranking.answers[0].name == "BLR"
        assert opened.backtest(now=now).record.best_baseline == "decayed Poisson"
        assert opened.score(now=now) == ()
        counts = "select (select count(*) from forecasts), (select count(*) from rankings), (select count(*) from backtests)"
        assert next(opened.query(counts).rows()) == (1, 1, 1)


def test_a_desk_without_dated_news_says_what_is_missing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    streams.pour(tmp_path / "e", [])
    assert main(["forecast", str(tmp_path / "e"), *PAIR]) == 2
    assert "no dated event before" in capsys.readouterr().err
