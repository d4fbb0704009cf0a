"""Why a candidate stands where it stands: statements that anyone can count, each with what it adds to the score."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from verbale.forecast.ranking.counts import NEVER, spread
from verbale.forecast.ranking.features import Table
from verbale.forecast.ranking.known import Known
from verbale.forecast.ranking.rules import LAGS
from verbale.records import Ground

if TYPE_CHECKING:
    import lightgbm

_KINDS = (
    ("triple", ("triple", "mirror", "share")),
    ("rules", ("rules", "profile")),
    ("pair", ("same", "opposite")),
    ("answer", ("answer", "active", "other_way", "other_newly", "relation_newly")),
    ("group", ("country", "countries", "partner", "role", "one_country")),
    ("likeness", ("common", "alike", "neighbours")),
    ("subject", ("asked", "subject")),
)
_MOST = 4


def grounds(
    known: Known,
    subject: int,
    relation: int,
    others: NDArray[np.int64],
    features: Table,
    trees: "tuple[lightgbm.Booster, ...]",
    day: int,
) -> list[tuple[Ground, ...]]:
    """For each other actor its grounds, those that add most first."""
    weights = _weights(features, trees)
    found = []
    for row, other in enumerate(others):
        said = _Statements(known, subject, relation, int(other), day)
        told = [
            Ground(statement, round(float(weights[row, place]), 4))
            for place, (kind, _) in enumerate(_KINDS)
            if (statement := said.of(kind))
        ]
        found.append(tuple(sorted(told, key=lambda ground: -abs(ground.weight))[:_MOST]))
    return found


def _weights(features: Table, trees: "tuple[lightgbm.Booster, ...]") -> NDArray[np.float64]:
    """[candidates, kinds]: what the columns of each kind add to the score (Shapley values of the trees)."""
    kinds = np.array([_kind(column) for column in features.columns])
    if trees:
        each = np.mean([booster.predict(features.values, pred_contrib=True) for booster in trees], axis=0)[:, :-1]
    else:
        blended = {"triple_30d": 1.0, "same_30d": 0.05, "answer_30d": 0.02}
        each = features.values * np.array([blended.get(column, 0.0) for column in features.columns])
    return np.stack([each[:, kinds == place].sum(axis=1) for place in range(len(_KINDS))], axis=1)


def _kind(column: str) -> int:
    longest = [(len(start), place) for place, (_, starts) in enumerate(_KINDS) for start in starts if column.startswith(start)]
    return max(longest)[1]


class _Statements:
    """What can be counted about one candidate."""

    def __init__(self, known: Known, subject: int, relation: int, other: int, day: int) -> None:
        self.known, self.subject, self.relation, self.other, self.day = known, subject, relation, other, day
        names = known.history.actors.names
        way, act = divmod(relation, known.acts)
        self.act = known.history.acts[act]
        self.one, self.two = (names[subject], names[other]) if way == 0 else (names[other], names[subject])

    def of(self, kind: str) -> str | None:
        """The statement of a kind, None where there is nothing to count."""
        statements: dict[str, Callable[[], str | None]] = {
            "triple": self._triple,
            "rules": self._rule,
            "pair": self._pair,
            "answer": self._answer,
            "group": self._group,
            "likeness": self._likeness,
        }
        return statements[kind]() if kind in statements else None

    def _triple(self) -> str | None:
        key = self.known.triple_key(_one(self.subject), _one(self.other), _one(self.relation))
        rows = self.known.triple.find(key)
        times, since = self.known.triple.column(rows, self.day, -1)[0], self.known.triple.since(rows, self.day)[0]
        if since >= NEVER:
            return f"{self.one} has never done {self.act} to {self.two}"
        return f"{self.act} of {self.one} to {self.two} on {times:.0f} days, the last {_ago(since)}"

    def _pair(self) -> str | None:
        said = []
        for way, (one, two) in ((0, (self.subject, self.other)), (1, (self.other, self.subject))):
            rows = self.known.pair.find(self.known.pair_key(_one(self.subject), _one(self.other), _one(way)))
            times, since = self.known.pair.column(rows, self.day, -1)[0], self.known.pair.since(rows, self.day)[0]
            if since < NEVER:
                names = self.known.history.actors.names
                said.append(f"{names[one]} to {names[two]}: {times:.0f} acts of any kind, the last {_ago(since)}")
        return "; ".join(said) or "the two have not met"

    def _rule(self) -> str | None:
        base = self.known.triple_key(_one(self.subject), _one(self.other), _one(0))
        rows, _ = spread(*self.known.triple.span(base, base + self.known.relations))
        lags = np.searchsorted(LAGS, self.known.triple.since(rows, self.day))
        best, told = 0.0, None
        hazards = self.known.rules.hazards(self.relation)
        for row, lag in zip(rows, lags, strict=True):
            if lag == len(LAGS):
                continue
            first = int(self.known.triple.keys[row] % self.known.relations)
            followed = float(self.known.rules.followed[lag, first, self.relation])
            waited = float(self.known.rules.waited[lag, first])
            if followed and hazards[lag, first] > best:
                best = float(hazards[lag, first])
                way, act = divmod(first, self.known.acts)
                names = self.known.history.actors.names
                one, two = (self.subject, self.other) if way == 0 else (self.other, self.subject)
                low = LAGS[lag - 1] + 1 if lag else 1
                when = f"{low} to {LAGS[lag]} days" if low < LAGS[lag] else "the day"
                told = (
                    f"{names[one]} did {self.known.history.acts[act]} to {names[two]} {_ago(self.day - self._last(row))};"
                    f" {when} after such an act, {self.act} came on {followed:.0f} of {waited:.0f} days ({followed / waited:.1%})"
                )
        return told

    def _last(self, row: int) -> float:
        return float(self.day - self.known.triple.since(np.array([row]), self.day)[0])

    def _answer(self) -> str | None:
        rows = self.known.answer.find(_one(self.relation) * self.known.actors + self.other)
        times, since = self.known.answer.column(rows, self.day, -1)[0], self.known.answer.since(rows, self.day)[0]
        who = self.known.history.actors.names[self.other]
        side = "received" if self.relation < self.known.acts else "did"
        return f"{who} {side} {self.act} {times:.0f} times from or to anyone, the last {_ago(since)}" if since < NEVER else None

    def _group(self) -> str | None:
        country = int(self.known.country[self.subject])
        if country >= self.known.countries - 1:
            return None
        key = (_one(country) * self.known.relations + self.relation) * self.known.actors + self.other
        times = self.known.country_answer.column(self.known.country_answer.find(key), self.day, 1)[0]
        who = self.known.history.actors.names[self.other]
        return (
            f"{self.act} between actors of {self.known.history.actors.countries[country]} and {who}: {times:.0f} times"
            if times
            else None
        )

    def _likeness(self) -> str | None:
        partners = self.known.similar.partners
        shared = partners[self.subject].multiply(partners[self.other]).nnz
        return f"the two have dealt with {shared} actors in common" if shared else None


def _one(number: int) -> NDArray[np.int64]:
    return np.array([number], dtype=np.int64)


def _ago(gap: float) -> str:
    return "1 day before" if round(float(gap)) == 1 else f"{round(float(gap))} days before"
