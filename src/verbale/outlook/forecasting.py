"""How likely: the probabilities that a desk gives for a question."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

import numpy as np

from verbale import ontology
from verbale.errors import ForecastError
from verbale.forecast.desk import Summary
from verbale.forecast.history import History, days
from verbale.outlook.asking import Asked, hear, making
from verbale.records import Forecast, Question
from verbale.settings import Forecasting
from verbale.store.forecasts import StoredForecast, stored_forecast
from verbale.store.queries import Questions

if TYPE_CHECKING:
    from verbale.forecast.probability import Fitted


class Answers(Protocol):
    """A fitted forecaster."""

    def answer(self, question: Question) -> Forecast:
        """The probability that a question comes true."""


Fit = Callable[[History, int, int, Forecasting], Answers]
"""Learns from a history for a horizon in days, as of a day (since 1970-01-01)."""


@dataclass(frozen=True, slots=True)
class Outlook:
    """The answers to a question, the likeliest first; `asked` has the parties as the desk calls them."""

    asked: Asked
    summary: Summary
    forecasts: tuple[StoredForecast, ...]


def outlook(
    questions: Questions, asked: Asked, now: datetime, settings: Forecasting | None = None, fit: Fit | None = None
) -> Outlook:
    """The probability of each act that is asked for; of all sixteen where none is.

    Raises UnknownActor, TooLittleHistory.
    """
    heard = hear(questions, asked)
    asked, made = heard.asked, making(heard.past, now)
    fitted = (fit or _fit())(heard.past.history, asked.horizon, days(asked.as_of), settings or Forecasting())
    acts = (asked.act,) if asked.act else ontology.ACTS
    answers = [fitted.answer(Question(asked.actor, act, asked.recipient, asked.as_of, asked.horizon)) for act in acts]
    answers.sort(key=lambda answer: -answer.probability)
    return Outlook(asked, heard.past.summary, tuple(stored_forecast(answer, made) for answer in answers))


def likeliest(questions: Questions, asked: Asked, top: int, now: datetime, settings: Forecasting | None = None) -> Outlook:
    """The `top` likeliest pairs and acts among those that a question leaves open, of pairs that met in the last year.

    Raises UnknownActor, TooLittleHistory, and ForecastError where no pair did.
    """
    from verbale.forecast import probability

    heard = hear(questions, asked)
    asked, made = heard.asked, making(heard.past, now)
    fitted = probability.fit(heard.past.history, asked.horizon, days(asked.as_of), settings or Forecasting())
    answers = [fitted.answer(question) for question in _promising(fitted, asked, top)]
    if not answers:
        raise ForecastError(
            f"No pair that the question leaves open had to do with each other in the {fitted.settings.risk_days} days before"
            f" {asked.as_of}: name both, or ask as of another day."
        )
    answers.sort(key=lambda answer: -answer.probability)
    return Outlook(asked, heard.past.summary, tuple(stored_forecast(answer, made) for answer in answers[:top]))


def _promising(fitted: "Fitted", asked: Asked, top: int) -> list[Question]:
    """The questions about single pairs that are worth asking, by the probabilities of the cells."""
    names, acts, panel = fitted.history.actors.names, fitted.history.acts, fitted.panel
    chances = fitted.probabilities()
    wanted = (asked.act,) if asked.act else acts
    if asked.act in ontology.QUADS:  # a class happens unless none of its acts does
        inside = np.array([ontology.quad(act) == asked.act for act in acts])
        chances = 1 - np.prod(1 - chances[:, inside], axis=1, keepdims=True)
    elif asked.act:
        chances = chances[:, [acts.index(asked.act)]]
    open_pairs = np.array(
        [
            target < len(names) and asked.actor in (None, names[source]) and asked.recipient in (None, names[target])
            for source, target in zip(panel.source.tolist(), panel.target.tolist(), strict=True)
        ],
        dtype=bool,
    )
    ranked = np.argsort(np.where(open_pairs[:, None], -chances, 1.0), axis=None, kind="stable")[: 2 * top]
    cells = [divmod(int(cell), len(wanted)) for cell in ranked]
    return [
        Question(names[panel.source[pair]], wanted[act], names[panel.target[pair]], asked.as_of, asked.horizon)
        for pair, act in cells
        if open_pairs[pair]
    ]


def _fit() -> Fit:
    from verbale.forecast import probability

    return probability.fit
