"""Forecasts of a desk: made from what was known, kept, and scored once when their time has come."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from tests.fakes import FakeRanker, fake_fit
from tests.forecast import streams
from tests.intake.desks import ask
from verbale.errors import SettingsError, TooLittleHistory, UnknownActor, UnknownCode
from verbale.forecast.desk import Level
from verbale.forecast.history import Dated
from verbale.outlook.asking import Asked
from verbale.outlook.forecasting import Outlook, likeliest, outlook
from verbale.outlook.keeping import kept, present
from verbale.outlook.ranking import who_next
from verbale.outlook.record import lists, records
from verbale.outlook.scoring import WAIT, due, score
from verbale.store.desk import Desk
from verbale.store.queries import Questions

AS_OF = streams.START + timedelta(300)
MORNING = datetime(AS_OF.year, AS_OF.month, AS_OF.day, 6, tzinfo=UTC)
ASKED = Asked(AS_OF, 30, "NOR", None, "BLR")
EVENTS = streams.steady(400)


def until(last: date) -> list[Dated]:
    return [event for event in EVENTS if event.known < last]


def asking(desk: Desk, asked: Asked = ASKED, now: datetime = MORNING) -> Outlook:
    with Questions(desk) as questions:
        return outlook(questions, asked, now, fit=fake_fit)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A desk with a forecast of all acts, made on the morning of the day, and no news of that day yet."""
    made = streams.pour(tmp_path / "d", until(AS_OF))
    kept(made, asking(made).forecasts)
    return made


def feed(desk: Desk, first: date, last: date) -> None:
    rows = [streams.row(event, 10_000 + number) for number, event in enumerate(e for e in EVENTS if first <= e.known < last)]
    streams.pour(desk.folder, rows)


def test_nothing_is_scored_before_its_day(desk: Desk) -> None:
    feed(desk, AS_OF, AS_OF + timedelta(30 + WAIT))
    (question, *_) = [one.forecast.question for one in asking(desk).forecasts]
    assert due(question) == AS_OF + timedelta(33)
    early = score(desk, due(question) - timedelta(1))
    assert (early.forecasts, early.waiting, early.next_due) == (0, 16, due(question))


def test_scored_once_by_what_happened(desk: Desk) -> None:
    feed(desk, AS_OF, AS_OF + timedelta(60))
    day = AS_OF + timedelta(30 + WAIT)
    assert score(desk, day).forecasts == 16
    first, end = AS_OF, AS_OF + timedelta(30)
    expected = {
        act: sum(e.source == "NOR" and e.target == "BLR" and e.act == act and first <= e.day < end for e in EVENTS)
        for act in ("ACCUSE", "SANCTION", "AID")
    }
    rows = ask(desk.folder, "select act, counted, happened from forecasts")
    assert {act: counted for act, counted, _ in rows if act in expected} == expected
    assert all(happened == (counted > 0) for _, counted, happened in rows)
    assert expected["ACCUSE"] > 0
    before = ask(desk.folder, "select * from forecast_scores order by all")
    again = score(desk, day + timedelta(100))
    assert (again.forecasts, again.waiting) == (0, 0)
    assert ask(desk.folder, "select * from forecast_scores order by all") == before


def test_a_desk_without_news_of_the_days_scores_nothing(desk: Desk) -> None:
    starved = score(desk, AS_OF + timedelta(300))
    assert (starved.forecasts, starved.starved, starved.waiting) == (0, 16, 16)
    assert starved.news_until is not None
    assert starved.news_until < AS_OF
    feed(desk, AS_OF, AS_OF + timedelta(20))
    assert score(desk, AS_OF + timedelta(300)).forecasts == 0
    feed(desk, AS_OF + timedelta(20), AS_OF + timedelta(60))
    assert score(desk, AS_OF + timedelta(300)).forecasts == 16


def test_news_that_comes_after_the_scoring_changes_nothing(desk: Desk) -> None:
    feed(desk, AS_OF, AS_OF + timedelta(60))
    score(desk, AS_OF + timedelta(33))
    before = ask(desk.folder, "select act, counted from forecasts order by all")
    late = Dated(AS_OF + timedelta(3), "NOR", "AID", "BLR", AS_OF + timedelta(40))
    streams.pour(desk.folder, [streams.row(late, 99_999)])
    score(desk, AS_OF + timedelta(90))
    assert ask(desk.folder, "select act, counted from forecasts order by all") == before


def test_what_is_published_after_the_day_changes_no_forecast(tmp_path: Path) -> None:
    short, long = streams.pour(tmp_path / "short", until(AS_OF)), streams.pour(tmp_path / "long", EVENTS)
    assert [one.forecast for one in asking(short).forecasts] == [one.forecast for one in asking(long).forecasts]
    assert [one.forecast_id for one in asking(short).forecasts] == [one.forecast_id for one in asking(long).forecasts]


def test_asking_again_keeps_nothing_twice(desk: Desk) -> None:
    assert kept(desk, asking(desk, now=MORNING + timedelta(hours=5)).forecasts) == 0
    assert ask(desk.folder, "select count(*), count(distinct made) from forecasts") == [(16, 1)]


def test_the_record_grows(desk: Desk) -> None:
    feed(desk, AS_OF, AS_OF + timedelta(60))
    later = AS_OF + timedelta(25)
    kept(desk, asking(desk, replace(ASKED, as_of=later), MORNING + timedelta(90)).forecasts)
    score(desk, AS_OF + timedelta(90))
    with Questions(desk) as questions:
        ahead, afterwards = records(questions)
    assert (ahead.ahead, ahead.number, afterwards.ahead, afterwards.number) == (True, 16, False, 16)
    assert [one.model for one in ahead.baselines] == ["climatology", "decayed Poisson"]
    share = ahead.happened / 16
    assert ahead.forecast.brier == pytest.approx(share * 0.4**2 + (1 - share) * 0.6**2)
    assert ahead.skill is not None
    assert ahead.skill.value == pytest.approx(1 - ahead.forecast.brier / ahead.baselines[0].brier)
    assert sum(one.number for one in ahead.bins) == 16


def test_ranked_lists_are_scored_by_whom_they_named(tmp_path: Path) -> None:
    made = streams.pour(tmp_path / "d", until(AS_OF))
    with Questions(made) as questions:
        wanted = Asked(AS_OF, 30, "KEN", "CONSULT")
        found = who_next(questions, wanted, 9, MORNING, fit=lambda history, until: FakeRanker(history))
    assert found.asked.level is Level.ACTORS
    kept(made, [found.ranking])
    feed(made, AS_OF, AS_OF + timedelta(60))
    assert score(made, AS_OF + timedelta(33)).rankings == 1
    ((hits, happened, first, names),) = ask(made.folder, "select hits, happened, first_rank, answers from rankings")
    assert (hits, happened, "UGA" in names) == (1, 1, True)
    assert first == [answer.name for answer in found.ranking.answers].index("UGA") + 1
    with Questions(made) as questions:
        assert lists(questions).named == 1


def test_the_likeliest_pairs_are_those_that_met(tmp_path: Path) -> None:
    made = streams.pour(tmp_path / "d", streams.steady(500))
    with Questions(made) as questions:
        found = likeliest(questions, Asked(streams.START + timedelta(500), 30, act="ACCUSE"), 3, MORNING)
    pairs = [(one.forecast.question.actor, one.forecast.question.recipient) for one in found.forecasts]
    assert set(pairs[:2]) == {("NOR", "BLR"), ("BLR", "NOR")}
    assert len(pairs) == 3


@pytest.mark.parametrize(("words", "expected"), [("nor", "NOR"), ("Norway", "NOR"), ("  Kenya ", "KEN"), (None, None)])
def test_parties_are_understood(tmp_path: Path, words: str | None, expected: str | None) -> None:
    made = streams.pour(tmp_path / "d", EVENTS)
    assert asking(made, replace(ASKED, actor=words)).asked.actor == expected


def test_an_actor_with_a_name_is_found_among_all_actors(tmp_path: Path) -> None:
    front = [
        streams.row(e, n, actor_name=("Highland Front",), actor_code=("UNK",), actor_sector=("REB",))
        for n, e in enumerate(EVENTS)
        if e.source == "NOR"
    ]
    found = asking(streams.pour(tmp_path / "d", front), replace(ASKED, actor="highland front"))
    assert (found.asked.actor, found.asked.level) == ("Highland Front", Level.ACTORS)


@pytest.mark.parametrize(("words", "near"), [("NRO", "NOR"), ("Belarusia", "BLR"), ("Zzz", "tells of"), ("UGN", "UGA")])
def test_an_unknown_actor_is_told_with_near_ones(tmp_path: Path, words: str, near: str) -> None:
    made = streams.pour(tmp_path / "d", EVENTS)
    with pytest.raises(UnknownActor, match=near):
        asking(made, replace(ASKED, actor=words))


def test_too_little_history_is_told(tmp_path: Path) -> None:
    made = streams.pour(tmp_path / "d", until(AS_OF)[:12])
    with pytest.raises(TooLittleHistory, match="20 are needed"):
        asking(made, Asked(AS_OF, 30))


@pytest.mark.parametrize(
    ("make", "error"),
    [
        (lambda: Asked(AS_OF, 0), SettingsError), (lambda: Asked(AS_OF, 400), SettingsError),
        (lambda: Asked(AS_OF, act="SANKTION"), UnknownCode),
    ],
)  # fmt: skip
def test_questions_that_cannot_be_asked(make: Callable[[], Asked], error: type[Exception]) -> None:
    with pytest.raises(error):
        make()


@pytest.mark.parametrize(("gap", "expected"), [(0, 0), (7, 0), (8, -7), (400, -399)])
def test_the_day_of_the_question(gap: int, expected: int) -> None:
    assert present(AS_OF - timedelta(gap), AS_OF) == AS_OF + timedelta(expected)
    assert present(None, AS_OF) == AS_OF
