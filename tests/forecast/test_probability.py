"""Probabilities: the same checks over every forecaster, the answers, and that the future stays unseen."""

from dataclasses import replace
from datetime import date, timedelta
from functools import cache

import numpy as np
import pytest

from tests.forecast.invented import NAMES, START, invented
from verbale import ontology
from verbale.errors import ForecastError, TooLittleHistory
from verbale.forecast import probability
from verbale.forecast.history import Dated, History, days, history
from verbale.forecast.probability import boosted, levels, model, quads
from verbale.forecast.probability.baselines import Forecaster
from verbale.forecast.probability.panel import Case, Panels, View
from verbale.records import Question
from verbale.settings import Forecasting

DAY = START + timedelta(days=480)
QUICK = Forecasting(
    half_lives=(10.0, 60.0, 365.0), step=20, trees=24, least_in_leaf=20, boosted_events=500, seeds=1, learning_rate=0.1
)


@cache
def past() -> History:
    return invented(length=560)


@cache
def fitted() -> probability.Fitted:
    return probability.fit(past(), 30, days(DAY), QUICK)


@cache
def cases() -> tuple[Case, ...]:
    panels = Panels(past().before(days(DAY)), 30, QUICK)
    return tuple(model.learn_from(panels, days(DAY), QUICK))


def ask(actor: str | None, act: str | None, recipient: str | None) -> Question:
    return Question(actor, act, recipient, DAY, 30)


BASELINES = ("climatology", "persistence", "same as last period", "empirical Bayes rate", "decayed Poisson")


@pytest.mark.parametrize("name", BASELINES)
class TestEveryBaseline:
    """What any baseline owes."""

    def one(self, name: str) -> Forecaster:
        return next(one for one in fitted().model.levels[levels.LEVELS[0]].baselines if one.name == name)

    def test_probabilities_for_every_cell(self, name: str) -> None:
        view = cases()[-1].panel.view
        p = self.one(name).probabilities(view)
        assert p.shape == view.shape
        assert ((p >= 0) & (p <= 1)).all()

    def test_no_row_depends_on_another(self, name: str) -> None:
        view = cases()[-1].panel.view
        first = View(view.seen[:1], view.rates[:1], view.observed)
        one = self.one(name)
        assert np.array_equal(one.probabilities(first), one.probabilities(view)[:1])

    def test_unbiased_where_it_learned(self, name: str) -> None:
        if name == "same as last period":
            pytest.skip("it learns nothing")
        p = np.concatenate([self.one(name).probabilities(case.panel.view).ravel() for case in cases()])
        y = np.concatenate([(case.labels > 0).ravel() for case in cases()])
        assert p.mean() == pytest.approx(y.mean(), rel=0.25)


@pytest.mark.parametrize("trees", [False, True], ids=["pooled rates", "boosted"])
def test_the_model_beats_climatology(trees: bool) -> None:
    best, known = boosted.fit(cases(), QUICK, trees)
    assert len(known) > 1
    p = np.concatenate([best.probabilities(case.panel).ravel() for case, _ in known])
    y = np.concatenate([(case.labels > 0).ravel() for case, _ in known])
    assert ((p > 0) & (p < 1)).all()
    assert ((p - y) ** 2).mean() < 0.8 * ((y.mean() - y) ** 2).mean()


@pytest.mark.parametrize("trees", [False, True], ids=["pooled rates", "boosted"])
def test_no_pair_depends_on_the_next(trees: bool) -> None:
    best, _ = boosted.fit(cases(), QUICK, trees)
    panel = cases()[-1].panel
    assert best.probabilities(panel.pair(3)) == pytest.approx(best.probabilities(panel)[3:4])


def test_nothing_is_learned_from_days_without_news() -> None:
    later = probability.fit(past().before(days(DAY)), 30, days(DAY) + 200, QUICK)
    assert later.model.boosted.rates.weights == pytest.approx(fitted().model.boosted.rates.weights)


def test_what_comes_later_changes_no_answer() -> None:
    """Everything from the as-of day on is deleted, or replaced by something wild."""
    wild = [Dated(DAY + timedelta(days=n), "ARC", "ASSAULT", "CYN", DAY + timedelta(days=n)) for n in range(40)]
    late = [Dated(DAY - timedelta(days=9), "ARC", "ASSAULT", "CYN", DAY)]
    raw = past()
    names, start = raw.actors.names, days(START)
    told = [
        Dated(START + timedelta(days=day - start), names[s], raw.acts[a], names[t], START + timedelta(days=known - start))
        for day, known, s, a, t in np.stack([raw.day, raw.known, raw.source, raw.act, raw.target], axis=1).tolist()
    ]
    other = probability.fit(history([*told, *wild, *late], raw.actors, raw.acts), 30, days(DAY), QUICK)
    cut = probability.fit(raw.before(days(DAY)), 30, days(DAY), QUICK)
    assert np.array_equal(other.probabilities(), fitted().probabilities())
    assert np.array_equal(cut.probabilities(), fitted().probabilities())
    question = ask("ARC", "SANCTION", "BOR")
    assert other.answer(question) == cut.answer(question) == fitted().answer(question)


QUESTIONS = [
    ask("ARC", "SANCTION", "BOR"), ask("ARC", "material conflict", "BOR"), ask("ARC", None, "BOR"), ask("ARC", "ACCUSE", None),
    ask("ARC", None, None), ask(None, "AID", "BOR"), ask(None, "verbal conflict", None), ask(None, None, None),
    ask("ARC", "AID", "FAL"), ask("FAL", "AID", "ARC"), ask("NOBODY", "AID", "ARC"), ask("ARC", "AID", "ARC"),
]  # fmt: skip


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: f"{question.actor}-{question.act}-{question.recipient}")
def test_every_question_has_an_answer_in_order(question: Question) -> None:
    answer = fitted().answer(question)
    assert 0 <= answer.low <= answer.probability <= answer.high <= 1
    assert answer.count[1] <= answer.count[2]
    assert answer.count[0] >= 0
    assert answer.grounds
    assert answer.pooled or [name for name, _ in answer.baselines]
    assert all(0 <= p <= 1 for _, p in answer.baselines)


def test_a_class_of_acts_is_likelier_than_one_of_them() -> None:
    one, several, any_act = (fitted().answer(ask("ARC", act, "BOR")) for act in ("SANCTION", "material conflict", None))
    assert one.count[0] <= several.count[0] * 1.2
    assert several.probability <= any_act.probability + 0.02


def test_grounds_can_be_counted_again() -> None:
    answer = fitted().answer(ask("ARC", "CONSULT", "BOR"))
    known = past().before(days(DAY))
    hit = (known.source == 0) & (known.target == 1) & (known.act == 0) & (known.day >= days(DAY) - 90)
    assert any(f"ARC did CONSULT to BOR {hit.sum()} times in the last 90 days" in ground.statement for ground in answer.grounds)
    assert answer.events == ((known.source == 0) & (known.target == 1) & (known.act == 0)).sum()


def test_a_new_pair_gets_the_pooled_rate() -> None:
    answer = fitted().answer(ask("FAL", "AID", "ARC"))
    assert answer.pooled
    assert answer.probability < 0.2
    assert "did nothing" in answer.grounds[0].statement


def test_signals_are_told_as_grounds() -> None:
    raw = past().before(days(DAY))
    rows = np.flatnonzero((raw.source == 0) & (raw.target == 1) & (raw.act == 3))
    announced = replace(raw.chosen(rows), acts=tuple(f"{act}:future" for act in raw.acts))
    announced = replace(announced, day=announced.day - 15, known=announced.known - 15)
    found = probability.fit(replace(raw, signals=announced), 30, days(DAY), QUICK)
    assert found.kinds == ("future",)
    assert any(name.startswith("future ") for name in found.panel.names)
    assert 0 < found.answer(ask("ARC", "SANCTION", "BOR")).probability < 1


def test_too_little_history_says_how_much_is_needed() -> None:
    with pytest.raises(TooLittleHistory, match="needs 200"):
        probability.fit(past().chosen(np.arange(30)), 30, days(DAY), QUICK)
    with pytest.raises(TooLittleHistory, match="needs 120 days"):
        probability.fit(invented(100, scale=20.0), 30, days(START) + 90, QUICK)


def test_another_day_or_act_is_refused() -> None:
    with pytest.raises(ForecastError, match="fit one for that day"):
        fitted().answer(Question("ARC", "AID", "BOR", date(2019, 1, 1), 30))
    with pytest.raises(ForecastError, match="no act 'DANCE'"):
        fitted().answer(ask("ARC", "DANCE", "BOR"))


@pytest.mark.parametrize(("act", "quad"), [("SANCTION", 4), ("04", 1), ("02", 3), ("01", quads.OTHER), ("DANCE", quads.OTHER)])
def test_quads_of_acts(act: str, quad: int) -> None:
    assert quads.quad(act) == quad


def test_signals_are_about_the_longest_act_that_fits() -> None:
    assert quads.base("SANCTION:future", ontology.ACTS) == (ontology.ACTS.index("SANCTION"), "future")
    assert quads.base("stance", ("AID",)) == (-1, "stance")
    assert NAMES[0] == "ARC"
