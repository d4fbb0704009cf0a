"""If X does A to Y today: how far the answers of a desk move."""

from collections.abc import Iterable
from dataclasses import dataclass

from verbale import ontology
from verbale.errors import ForecastError, UnknownActor
from verbale.forecast.desk import Summary
from verbale.forecast.history import days
from verbale.forecast.scenario import Move, Place, Supposed, moves, reranked
from verbale.outlook.asking import Asked, Heard, hear, known, unknown
from verbale.outlook.ranking import hear_open
from verbale.records import Question
from verbale.settings import Forecasting
from verbale.store.queries import Questions


@dataclass(frozen=True, slots=True)
class Scenario:
    """The answers without and with what is supposed; nothing of it is ever stored."""

    asked: Asked
    summary: Summary
    supposed: tuple[Supposed, ...]
    moves: tuple[Move, ...]


@dataclass(frozen=True, slots=True)
class Reordered:
    """A ranked list with what is supposed, each actor with its place without; nothing of it is ever stored."""

    asked: Asked
    summary: Summary
    supposed: tuple[Supposed, ...]
    places: tuple[Place, ...]


def supposed_words(text: str) -> tuple[str, str, str]:
    """Actor, act and recipient of words such as "RUS THREATEN KOR"; names may have blanks. Raises ForecastError."""
    words = text.split()
    for place, word in enumerate(words):
        if word.upper() in ontology.ACTS and 0 < place < len(words) - 1:
            return " ".join(words[:place]), word.upper(), " ".join(words[place + 1 :])
    raise ForecastError(f"{text!r} is no actor, act and recipient: write it as in 'RUS THREATEN KOR', with an act of verbale.")


def suppose(questions: Questions, asked: Asked, said: Iterable[str], settings: Forecasting | None = None) -> Scenario:
    """How the probabilities of a pair move, in both directions, if the events that are said happen on the day before.

    Raises UnknownActor, TooLittleHistory, and ForecastError where no pair is named.
    """
    from verbale.forecast import probability

    if asked.actor is None or asked.recipient is None:
        raise ForecastError("What is supposed moves the answers about a pair: name an actor and a recipient.")
    heard = hear(questions, asked)
    asked, supposed = heard.asked, _events(heard, said)
    fitted = probability.fit(heard.past.history, asked.horizon, days(asked.as_of), settings or Forecasting())
    acts = (asked.act,) if asked.act else ontology.ACTS
    pairs = ((asked.actor, asked.recipient), (asked.recipient, asked.actor))
    wanted = [Question(one, act, other, asked.as_of, asked.horizon) for one, other in pairs for act in acts]
    return Scenario(asked, heard.past.summary, tuple(supposed), moves(fitted, wanted, supposed))


def suppose_next(questions: Questions, asked: Asked, top: int, said: Iterable[str]) -> Reordered:
    """How the ranked list of an actor's act, or of an act towards a recipient, is ordered anew. Raises as `suppose` does."""
    from verbale.forecast import ranking

    heard = hear_open(questions, asked)
    assert heard.asked.act is not None
    supposed = _events(heard, said)
    ranker = ranking.fit(heard.past.history, days(asked.as_of))
    places = reranked(ranker, heard.asked.actor, heard.asked.act, heard.asked.recipient, top, supposed)
    return Reordered(heard.asked, heard.past.summary, tuple(supposed), places)


def _events(heard: Heard, said: Iterable[str]) -> list[Supposed]:
    """What is said, with the names that the desk has."""
    names = heard.past.history.actors.names
    supposed = []
    for text in said:
        source, act, target = supposed_words(text)
        supposed.append(Supposed(_party(source, names, heard.asked), act, _party(target, names, heard.asked)))
    return supposed


def _party(words: str, names: tuple[str, ...], asked: Asked) -> str:
    if (name := known(words, names)) is None:
        raise UnknownActor(unknown(words, asked.as_of, list(names)))
    return name
