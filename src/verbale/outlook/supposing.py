"""If X does A to Y today: how far the answers of a desk move."""

import difflib
import itertools
from collections.abc import Iterable
from dataclasses import dataclass

from verbale import ontology
from verbale.errors import UnknownActor, WrongQuestion
from verbale.forecast import scenario
from verbale.forecast.desk import Summary
from verbale.forecast.history import days
from verbale.forecast.scenario import Move, Place, Supposed, most_moved, moves, reranked
from verbale.outlook.asking import Asked, Heard, hear, known, unknown
from verbale.outlook.ranking import hear_open
from verbale.records import Question
from verbale.settings import Forecasting
from verbale.store.queries import Questions

TOP = 12
"""Answers that are shown where a party is left open."""


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


def supposed_words(text: str) -> list[tuple[str, str, str]]:
    """Actor, act and recipient of words such as "RUS THREATEN KOR", in each way that they can be read; names may have blanks.

    Raises WrongQuestion.
    """
    words = text.split()
    found = [
        (" ".join(words[:place]), word.upper(), " ".join(words[place + 1 :]))
        for place, word in enumerate(words)
        if word.upper() in ontology.ACTS and 0 < place < len(words) - 1
    ]
    if found:
        return found
    near = [act for word in words for act in difflib.get_close_matches(word.upper(), ontology.ACTS, n=1, cutoff=0.75)]
    hint = f"near it is {near[0]}" if near else f"acts are {', '.join(ontology.ACTS)}"
    raise WrongQuestion(f"{text!r} is no actor, act and recipient, as in 'RUS THREATEN KOR'; {hint}.")


def suppose(
    questions: Questions, asked: Asked, said: Iterable[str], top: int | None = None, settings: Forecasting | None = None
) -> Scenario:
    """How probabilities move if the events that are said happen on the day before, the `top` of them that move most.

    Of a pair in both directions, all of them unless `top` is given; where a party is left open, of all pairs that it leaves open
    and that met in the last year, twelve. Raises UnknownActor, TooLittleHistory, WrongQuestion.
    """
    from verbale.forecast import probability

    heard = hear(questions, asked)
    asked, supposed = heard.asked, supposed_events(heard, said)
    if not supposed:
        raise WrongQuestion("Nothing is supposed: say what happens, as in 'RUS THREATEN KOR'.")
    fitted = probability.fit(heard.past.history, asked.horizon, days(asked.as_of), settings or Forecasting())
    other = fitted.about(scenario.suppose(fitted.history, fitted.as_of, supposed))
    acts = (asked.act,) if asked.act else ontology.ACTS
    if asked.actor is not None and asked.recipient is not None:
        pairs = dict.fromkeys(((asked.actor, asked.recipient), (asked.recipient, asked.actor)))
        wanted = [(one, act, another) for one, another in pairs for act in acts]
    elif asked.act in ontology.QUADS:
        raise WrongQuestion("Of a class of acts only a pair can be supposed: name an actor and a recipient, or one act.")
    else:
        open_to = (cell for cell in most_moved(fitted, other, acts) if _fits(asked, cell))
        wanted = list(itertools.islice(open_to, top or TOP))
    made = [Question(one, act, another, asked.as_of, asked.horizon) for one, act, another in wanted]
    return Scenario(asked, heard.past.summary, tuple(supposed), moves(fitted, other, made, supposed)[:top])


def _fits(asked: Asked, cell: tuple[str, str, str]) -> bool:
    return asked.actor in (None, cell[0]) and asked.recipient in (None, cell[2])


def suppose_next(questions: Questions, asked: Asked, top: int, said: Iterable[str]) -> Reordered:
    """How the ranked list of an actor's act, or of an act towards a recipient, is ordered anew. Raises as `suppose` does."""
    from verbale.forecast import ranking

    heard = hear_open(questions, asked)
    assert heard.asked.act is not None
    supposed = supposed_events(heard, said)
    ranker = ranking.fit(heard.past.history, days(asked.as_of))
    places = reranked(ranker, heard.asked.actor, heard.asked.act, heard.asked.recipient, top, supposed)
    return Reordered(heard.asked, heard.past.summary, tuple(supposed), places)


def supposed_events(heard: Heard, said: Iterable[str]) -> list[Supposed]:
    """What is said, with the names that the desk has, each once. Raises WrongQuestion for what did happen that day."""
    past, day = heard.past.history, days(heard.asked.as_of)
    names = past.actors.names
    supposed: dict[Supposed, None] = {}
    for text in said:
        readings = supposed_words(text)
        known_to_desk = (one for one in readings if known(one[0], names) and known(one[2], names))
        source, act, target = next(known_to_desk, readings[0])
        event = Supposed(_party(source, names, heard.asked), act, _party(target, names, heard.asked))
        if not len(scenario.suppose(past, day, [event])) > len(past.before(day)):
            raise WrongQuestion(
                f"{event.source} did {act} to {event.target} on the day before {heard.asked.as_of} as the desk tells, so"
                " nothing changes: suppose something else."
            )
        supposed[event] = None
    return list(supposed)


def _party(words: str, names: tuple[str, ...], asked: Asked) -> str:
    if (name := known(words, names)) is None:
        raise UnknownActor(unknown(words, asked.as_of, list(names)))
    return name
