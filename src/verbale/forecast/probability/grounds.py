"""What a forecast stands on, in statements that can be counted again in the history."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from verbale.forecast.probability.baselines import Climatology
from verbale.forecast.probability.ledger import Floats
from verbale.forecast.probability.levels import LEVELS, Level
from verbale.forecast.scores import logit
from verbale.records import Ground, Question

if TYPE_CHECKING:
    from verbale.forecast.probability.model import Fitted

_MOST = 20
"""Pairs and acts of a sum that are told."""
_FAMILIES = (
    ("own", ("own", "ever", "age", "windows")),
    ("back", ("back",)),
    ("pair", ("pair", "quad ", "windows pair")),
    ("actor", ("out", "gives", "received", "home", "by actor")),
    ("recipient", ("into", "abroad", "by recipient")),
    ("world", ("world", "act", "quad")),
)


def events(fitted: Fitted, question: Question, acts: NDArray[np.int64]) -> int:
    """Events of the question's parties and acts before the as-of day."""
    return int(_matching(fitted, question.actor, question.recipient, acts).sum())


def of(
    fitted: Fitted,
    question: Question,
    level: Level,
    pairs: NDArray[np.int64],
    acts: NDArray[np.int64],
    parts: Floats,
    simple: float,
) -> tuple[Ground, ...]:
    """The grounds of an answer, strongest first; `parts` (pairs, acts) are the expected counts it is the sum of."""
    if level == LEVELS[0]:
        return _of_cell(fitted, question, int(pairs[0]), int(acts[0]))
    return _of_sum(fitted, level, pairs, acts, parts, simple)


def _of_cell(fitted: Fitted, question: Question, pair: int, act: int) -> tuple[Ground, ...]:
    panel = fitted.panel
    one = panel.pair(pair)
    model = fitted.model.boosted
    weight = dict.fromkeys((name for name, _ in _FAMILIES), 0.0)
    kinds: dict[str, float] = {}
    rates = model.rates.parts(one)[act]
    share = next(
        baseline.probabilities(panel.view)[pair, act]
        for baseline in fitted.model.levels[LEVELS[0]].baselines
        if isinstance(baseline, Climatology)
    )
    moved = float(logit(np.asarray(-np.expm1(-rates.sum()))) - logit(np.asarray(share)))
    for name, part in zip(model.rates.terms, rates[: len(model.rates.terms)], strict=True):
        weight[_family(name)] += moved * float(part / max(rates.sum(), 1e-12))
    there, back = np.split(rates[len(model.rates.terms) :], 2)
    weight["pair"] += moved * float(there.sum() / max(rates.sum(), 1e-12))
    weight["back"] += moved * float(back.sum() / max(rates.sum(), 1e-12))
    names, pushes = model.contributions(one)
    for name, push in zip(names, pushes[act], strict=True):
        if name in ("pooled rate", "all cells"):
            continue
        if (kind := next((kind for kind in fitted.kinds if kind in name.split()), None)) is not None:
            kinds[kind] = kinds.get(kind, 0.0) + float(push)
        else:
            weight[_family(name)] += float(push)
    told = [Ground(_statement(fitted, question, family, act), value) for family, value in weight.items()]
    told += [Ground(_signal(fitted, question, kind, act), value) for kind, value in kinds.items()]
    return tuple(sorted(told, key=lambda ground: -abs(ground.weight)))


def _family(name: str) -> str:
    return next((family for family, begins in _FAMILIES if name.startswith(begins)), "pair")


def _statement(fitted: Fitted, question: Question, family: str, act: int) -> str:
    name, actor, recipient = fitted.history.acts[act], str(question.actor), str(question.recipient)
    one, every = np.asarray([act]), np.arange(len(fitted.history.acts))
    if family == "own":
        number, last = _recent(fitted, actor, recipient, one)
        return f"{actor} did {name} to {recipient} {_times(number)}{last}"
    if family == "back":
        return f"{recipient} did anything to {actor} {_times(_recent(fitted, recipient, actor, every)[0])}"
    if family == "pair":
        return f"{actor} did anything to {recipient} {_times(_recent(fitted, actor, recipient, every)[0])}"
    if family == "actor":
        return f"{actor} did {name} to anyone {_times(_recent(fitted, actor, None, one)[0])}"
    if family == "recipient":
        return f"anyone did {name} to {recipient} {_times(_recent(fitted, None, recipient, one)[0])}"
    return f"{name} happened {_times(_recent(fitted, None, None, one)[0])} between any two"


def _signal(fitted: Fitted, question: Question, kind: str, act: int) -> str:
    signals, name = fitted.history.signals, fitted.history.acts[act]
    assert signals is not None
    numbers = [number for number, signal in enumerate(signals.acts) if signal.startswith(name) and kind in signal]
    index = fitted.history.actors.names.index
    hit = (signals.source == index(str(question.actor))) & (signals.target == index(str(question.recipient)))
    number = int((hit & np.isin(signals.act, numbers) & (signals.day >= fitted.as_of - 90)).sum())
    return f"{name} of {question.actor} to {question.recipient} was reported as {kind} {_times(number)}"


def _times(number: int) -> str:
    return f"{'once' if number == 1 else f'{number} times'} in the last 90 days"


def _matching(fitted: Fitted, actor: str | None, recipient: str | None, acts: NDArray[np.int64]) -> NDArray[np.bool_]:
    history = fitted.history
    hit = np.isin(history.act, acts)
    for name, column in ((actor, history.source), (recipient, history.target)):
        if name is not None:
            hit &= column == (history.actors.names.index(name) if name in history.actors.names else -2)
    return hit


def _recent(fitted: Fitted, actor: str | None, recipient: str | None, acts: NDArray[np.int64]) -> tuple[int, str]:
    found = fitted.history.day[_matching(fitted, actor, recipient, acts)]
    last = "" if not len(found) else f", last {fitted.as_of - int(found.max())} days ago"
    return int((found >= fitted.as_of - 90).sum()), last


def _of_sum(
    fitted: Fitted, level: Level, pairs: NDArray[np.int64], acts: NDArray[np.int64], parts: Floats, simple: float
) -> tuple[Ground, ...]:
    """The pairs and acts that bring most, each with how far the log-odds would fall without it."""
    total = float(parts.sum())
    sums = fitted.model.levels[level]
    names, told = fitted.history.actors.names, []
    for position in np.argsort(-parts, axis=None, kind="stable")[:_MOST]:
        row, column = np.unravel_index(position, parts.shape)
        part = float(parts[row, column])
        with_it, without = sums.probability(np.asarray([total, max(total - part, 1e-9)]), np.full(2, simple))
        weight = float(logit(np.asarray(with_it)) - logit(np.asarray(without)))
        actor, recipient = names[fitted.panel.source[pairs[row]]], names[fitted.panel.target[pairs[row]]]
        what = fitted.history.acts[acts[column]]
        number = _recent(fitted, actor, recipient, acts[column : column + 1])[0]
        expected = f"{part:.1f} expected" if part >= 0.1 else "fewer than 0.1 expected"
        told.append(
            Ground(f"{actor} did {what} to {recipient} {_times(number)}, {expected} in the next {fitted.horizon}", weight)
        )
    return tuple(told)
