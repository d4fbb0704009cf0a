"""The ranker on invented streams: what it says, that it never looks ahead, and how its record is kept."""

from datetime import date

import numpy as np
import pytest

from tests.forecast.streams import START, steady
from verbale.errors import ForecastError, TooLittleHistory
from verbale.forecast import ranking
from verbale.forecast.history import Actors, Dated, History, days, history
from verbale.forecast.ranking.evaluate import COLD, SEEN, ranks, score
from verbale.forecast.ranking.known import Known
from verbale.forecast.ranking.ranker import by_day
from verbale.forecast.ranking.rules import LAGS
from verbale.settings import RankingSettings

QUICK = RankingSettings(members=2, trees=10, least_groups=50, threads=1)
UNTIL = days(START) + 400


def of(events: list[Dated]) -> History:
    """Events as a history of actors with countries: a name such as "NOR GOV" is of NOR and is a GOV."""
    names = tuple(sorted({name for event in events for name in (event.source, event.target)}))
    countries = tuple(sorted({name.split()[0] for name in names}))
    country = np.array([countries.index(name.split()[0]) for name in names], dtype=np.int32)
    nowhere = np.full(len(names), -1, dtype=np.int32)
    return history(events, Actors(names, country, nowhere, countries, ()), sorted({event.act for event in events}))


@pytest.fixture(scope="module")
def past() -> History:
    return of(steady(420))


@pytest.fixture(scope="module")
def ranker(past: History) -> ranking.Ranker:
    return ranking.fit(past, UNTIL, QUICK)


def test_it_learns_who_is_accused(ranker: ranking.Ranker) -> None:
    assert ranker.model == "ranked counts"
    found = ranker.rank("NOR", "ACCUSE", None, UNTIL, 3)
    assert [answer.rank for answer in found] == [1, 2, 3]
    assert found[0].name == "BLR"
    assert ranker.rank(None, "AID", "UGA", UNTIL, 1)[0].name == "KEN"


def test_its_grounds_can_be_counted(past: History, ranker: ranking.Ranker) -> None:
    best = ranker.rank("NOR", "ACCUSE", None, UNTIL, 1)[0]
    names, acts = past.actors.names, past.acts
    mine = (past.source == names.index("NOR")) & (past.target == names.index("BLR")) & (past.act == acts.index("ACCUSE"))
    mine &= past.day < UNTIL
    last = UNTIL - int(past.day[mine].max())
    said = [ground.statement for ground in best.grounds]
    ago = "1 day before" if last == 1 else f"{last} days before"
    assert f"ACCUSE of NOR to BLR on {mine.sum()} days, the last {ago}" in said
    assert all(isinstance(ground.weight, float) for ground in best.grounds)


def test_what_comes_after_the_day_changes_nothing(past: History) -> None:
    cut = ranking.fit(past.before(UNTIL), UNTIL, QUICK)
    whole = ranking.fit(past, UNTIL, QUICK)
    for act in past.acts:
        assert cut.rank("NOR", act, None, UNTIL, 6) == whole.rank("NOR", act, None, UNTIL, 6)


def test_a_report_that_comes_later_is_not_known(past: History) -> None:
    late = steady(420, late=5.0)
    cut = ranking.fit(of([event for event in late if days(event.known) < UNTIL]), UNTIL, QUICK)
    whole = ranking.fit(of(late), UNTIL, QUICK)
    assert cut.rank("NOR", "ACCUSE", None, UNTIL, 3) == whole.rank("NOR", "ACCUSE", None, UNTIL, 3)


def test_advancing_counts_on(past: History, ranker: ranking.Ranker) -> None:
    moved = ranking.fit(past, UNTIL - 10, QUICK)
    moved.advance(past, UNTIL)
    assert np.array_equal(moved.known.triple.keys, ranker.known.triple.keys)
    assert np.allclose(moved.known.triple.read(np.arange(5), UNTIL), ranker.known.triple.read(np.arange(5), UNTIL), rtol=1e-5)


def test_a_short_history_is_ordered_by_the_blend_and_says_so() -> None:
    short = ranking.fit(of(steady(150)), days(START) + 150, RankingSettings())
    assert short.model == "blend of three counts"
    assert short.rank("KEN", "CONSULT", None, days(START) + 150, 1)[0].name == "UGA"
    with pytest.raises(TooLittleHistory, match="50 events at least"):
        ranking.fit(of(steady(20)), days(START) + 20)


@pytest.mark.parametrize(
    ("source", "act", "target", "day", "told"),
    [
        ("NOR", "ACCUSE", "BLR", UNTIL, "one of source and target"),
        ("ATL", "ACCUSE", None, UNTIL, "knows no ATL"),
        ("NOR", "SING", None, UNTIL, "knows no SING"),
        ("NOR", "ACCUSE", None, UNTIL + 1, "stands at day"),
    ],
)
def test_questions_that_it_cannot_answer(
    ranker: ranking.Ranker, source: str, act: str, target: str | None, day: int, told: str
) -> None:
    with pytest.raises(ForecastError, match=told):
        ranker.rank(source, act, target, day, 3)


def test_the_record_ranks_every_answer_both_ways(past: History) -> None:
    tested = ranking.fit(past, UNTIL, QUICK)
    found = ranks(tested, past, UNTIL + 20)
    asked = (past.known >= UNTIL) & (past.known < UNTIL + 20)
    assert len(found.rank) == 2 * asked.sum()
    assert found.rank.min() >= 1
    assert found.rank.max() <= len(past.actors.names)
    assert score(found).mrr > 0.7
    assert score(found).low <= score(found).mrr <= score(found).high
    assert set(found.kind[found.kind != COLD]) == {SEEN}


def test_another_true_answer_of_the_same_question_is_no_rival() -> None:
    morning = date(2031, 2, 1)
    events = steady(420) + [Dated(morning, "NOR", "ACCUSE", other, morning) for other in ("BLR", "LAO")]
    past = of(events)
    found = ranks(ranking.fit(past, days(morning), QUICK), past, days(morning) + 1)
    assert (found.rank[found.kind == SEEN] == 1).any()


def test_a_rule_counts_the_days_on_which_one_act_followed_another() -> None:
    first = date(2030, 1, 1)
    events = [
        Dated(first, "A", "THREATEN", "B", first),
        Dated(date(2030, 1, 3), "A", "SANCTION", "B", date(2030, 1, 3)),
        Dated(date(2030, 1, 5), "C", "AID", "D", date(2030, 1, 5)),
    ]
    past = of(events)
    known = Known(past)
    for day, source, act, target in by_day(past, days(first), days(first) + 10):
        known.learn(day, source, act, target)
    threat, sanction = past.acts.index("THREATEN"), past.acts.index("SANCTION")
    assert known.rules.followed[LAGS.index(3), threat, sanction] == 1
    assert known.rules.followed[:, sanction, threat].sum() == 0
    assert known.rules.waited[LAGS.index(3), threat] == 1
