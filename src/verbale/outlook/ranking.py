"""Who next: the ranked list that a desk gives for a question with one side open."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from verbale import ontology
from verbale.errors import WrongQuestion
from verbale.forecast.desk import Level, Summary
from verbale.forecast.history import History, days
from verbale.outlook.asking import Asked, Heard, hear, making
from verbale.records import Question, Ranked
from verbale.store.forecasts import StoredRanking, stored_ranking
from verbale.store.queries import Questions


class Ranks(Protocol):
    """A fitted ranker."""

    @property
    def model(self) -> str:
        """The name of what orders."""

    def rank(self, source: str | None, act: str, target: str | None, day: int, top: int) -> tuple[Ranked, ...]:
        """The likeliest others, best first; the side that is None is wanted."""


FitRanker = Callable[[History, int], Ranks]
"""Learns from a history what happened before a day (since 1970-01-01)."""


@dataclass(frozen=True, slots=True)
class WhoNext:
    """A ranked list; `asked` has the party as the desk calls it."""

    asked: Asked
    summary: Summary
    ranking: StoredRanking


def hear_open(questions: Questions, asked: Asked) -> Heard:
    """What answers a question with one side open. Raises UnknownActor, and WrongQuestion where it is none."""
    if asked.act not in ontology.ACTS or (asked.actor is None) == (asked.recipient is None):
        raise WrongQuestion("A ranked list needs an act and one of actor and recipient, and says who the other one may be.")
    return hear(questions, replace(asked, level=asked.level or Level.ACTORS))


def who_next(questions: Questions, asked: Asked, top: int, now: datetime, fit: FitRanker | None = None) -> WhoNext:
    """The likeliest recipients of an actor's act, or the likeliest actors of an act towards a recipient, among all actors.

    Raises UnknownActor, TooLittleHistory, and WrongQuestion where the act is not named or no one side is open.
    """
    heard = hear_open(questions, asked)
    asked, day = heard.asked, days(asked.as_of)
    ranker = (fit or _fit())(heard.past.history, day)
    assert asked.act is not None
    answers = ranker.rank(asked.actor, asked.act, asked.recipient, day, top)
    question = Question(asked.actor, asked.act, asked.recipient, asked.as_of, asked.horizon)
    return WhoNext(asked, heard.past.summary, stored_ranking(question, ranker.model, answers, making(heard.past, now)))


def _fit() -> FitRanker:
    from verbale.forecast import ranking

    return ranking.fit
