"""What is supposed moves the answers, and nothing else does."""

from datetime import date, timedelta

import numpy as np
import pytest

from tests.forecast import streams
from tests.forecast.invented import ACTS, NAMES, START, invented
from verbale.errors import ForecastError
from verbale.forecast import probability, ranking, scenario
from verbale.forecast.history import days
from verbale.forecast.probability import Fitted
from verbale.forecast.scenario import Move, Supposed, _about, most_moved, reranked, suppose
from verbale.records import Ground, Question
from verbale.settings import Forecasting, RankingSettings

AS_OF = START + timedelta(days=540)


@pytest.fixture(scope="module")
def fitted() -> Fitted:
    return probability.fit(invented(560), 30, days(AS_OF), Forecasting(boosted_events=10**9))


def asked(*acts: str) -> list[Question]:
    return [Question("ARC", act, "BOR", AS_OF, 30) for act in acts]


def moves(model: Fitted, questions: list[Question], supposed: list[Supposed]) -> tuple[Move, ...]:
    return scenario.moves(model, model.about(suppose(model.history, model.as_of, supposed)), questions, supposed)


def test_supposing_nothing_moves_nothing(fitted: Fitted) -> None:
    for move in moves(fitted, asked(*ACTS), []):
        assert move.change == pytest.approx(0, abs=1e-9)
        assert move.after.count == pytest.approx(move.before.count)
        assert not move.grounds


def test_accusations_make_accusations_and_sanctions_likelier(fitted: Fitted) -> None:
    supposed = [Supposed("ARC", "ACCUSE", "BOR")]
    found = {move.before.question.act: move for move in moves(fitted, asked("ACCUSE", "SANCTION"), supposed)}
    assert found["ACCUSE"].change > 0
    assert found["SANCTION"].change > 0
    assert any(ground.weight > 0 for ground in found["ACCUSE"].grounds)


@pytest.mark.parametrize(
    ("before", "after"),
    [("ARC did AID to BOR once in the last 90 days, last 4 days ago", "ARC did AID to BOR 2 times in the last 90 days"),
     ("M23 did anything to G20 9 times in the last 90 days", "M23 did anything to G20 10 times in the last 90 days")],
)  # fmt: skip
def test_a_statement_is_the_same_whatever_it_counts(before: str, after: str) -> None:
    other = Ground("M23 did anything to ARC 3 times in the last 90 days", 0.2)
    assert _about(Ground(before, 0.1)) == _about(Ground(after, 0.3))
    assert _about(other) != _about(Ground(after, 0.3))


def test_a_supposed_threat_brings_what_threats_brought() -> None:
    past = streams.of(streams.escalating(620))
    as_of = streams.START + timedelta(days=600)
    model = probability.fit(past, 30, days(as_of), Forecasting(boosted_events=10**9))
    question = Question("A00", "SANCTION", "A01", as_of, 30)
    (move,) = moves(model, [question], [Supposed("A00", "THREATEN", "A01")])
    assert move.change > 0
    weights = {_about(ground): ground.weight for ground in move.before.grounds}
    for ground in move.after.grounds:
        moved = next((found.weight for found in move.grounds if found.statement == ground.statement), 0.0)
        assert moved == pytest.approx(ground.weight - weights.get(_about(ground), 0.0), abs=0.005)


def test_the_rule_that_moves_it_is_named() -> None:
    past = streams.of(streams.escalating(620))
    as_of = streams.START + timedelta(days=600)
    model = probability.fit(past, 30, days(as_of), Forecasting(boosted_events=10**9))
    questions = [Question("A00", "SANCTION", "A01", as_of, 30), Question("A02", "SANCTION", "A03", as_of, 30)]
    found = moves(model, questions, [Supposed("A00", "THREATEN", "A01")])
    (rule,) = next(move.rules for move in found if move.before.question.actor == "A00")
    assert not rule.back
    assert rule.came / rule.cases > 0.4  # every second threat brings one within twenty days, and others come by chance
    assert rule.came / rule.cases > rule.usual
    assert "after THREATEN of one to another, SANCTION of the same came within 30 days in" in rule.statement
    assert not next(move.rules for move in found if move.before.question.actor == "A02")


def test_of_all_pairs_those_that_it_is_about_move_most(fitted: Fitted) -> None:
    supposed = [Supposed("BOR", "ASSAULT", "ARC")]
    other = fitted.about(suppose(fitted.history, fitted.as_of, supposed))
    first, *_ = found = list(most_moved(fitted, other, ACTS))
    assert {first[0], first[2]} == {"ARC", "BOR"}
    assert len(found) == len(set(found)) == len(other.panel.source) * len(ACTS)


def test_what_moves_most_comes_first(fitted: Fitted) -> None:
    found = [abs(move.change) for move in moves(fitted, asked(*ACTS), [Supposed("BOR", "ASSAULT", "ARC")])]
    assert found == sorted(found, reverse=True)


def test_two_that_never_met_can_be_supposed_to_meet(fitted: Fitted) -> None:
    question = Question("FAL", "AID", "ARC", AS_OF, 30)
    (move,) = moves(fitted, [question], [Supposed("FAL", "AID", "ARC")])
    assert move.change > 0


def test_the_history_is_left_as_it_was(fitted: Fitted) -> None:
    before = fitted.history.day.copy(), len(fitted.panel.source)
    other = suppose(fitted.history, fitted.as_of, [Supposed("ARC", "AID", "BOR"), Supposed("ARC", "AID", "BOR")])
    assert len(other) <= len(fitted.history) + 1  # the same twice is one event
    assert np.array_equal(fitted.history.day, before[0])
    assert len(fitted.panel.source) == before[1]


def test_nothing_after_the_day_matters() -> None:
    whole = suppose(invented(560), days(AS_OF), [Supposed("ARC", "AID", "DEL")])
    cut = suppose(invented(560).before(days(AS_OF)), days(AS_OF), [Supposed("ARC", "AID", "DEL")])
    assert np.array_equal(whole.day, cut.day)
    assert whole.known.max() == days(AS_OF) - 1


def test_a_supposed_act_moves_its_target_up_the_list() -> None:
    ranker = ranking.fit(invented(560), days(AS_OF), RankingSettings(members=2, trees=20, threads=1))
    supposed = [Supposed("ARC", "ASSAULT", "DEL")]
    plain = reranked(ranker, "ARC", "ASSAULT", None, 5, [])
    found = reranked(ranker, "ARC", "ASSAULT", None, 5, supposed)
    assert [place.before for place in plain] == [place.after for place in plain]
    moved = next(place for place in found if place.after.name == "DEL")
    assert moved.before is None or moved.after.rank <= moved.before.rank
    assert ranker.rank("ARC", "ASSAULT", None, days(AS_OF), 5) == tuple(place.after for place in plain)  # it is as it was


@pytest.mark.parametrize("event", [Supposed("XXX", "AID", "ARC"), Supposed("ARC", "SING", "BOR"), Supposed("ARC", "AID", "YYY")])
def test_unknown_names_are_named(fitted: Fitted, event: Supposed) -> None:
    with pytest.raises(ForecastError, match=r"XXX|SING|YYY"):
        suppose(fitted.history, fitted.as_of, [event])


def test_the_day_is_the_one_of_the_models(fitted: Fitted) -> None:
    assert date(2021, 1, 1) < AS_OF
    assert fitted.about(fitted.history).as_of == fitted.as_of
    assert set(NAMES) >= {"ARC", "BOR"}
