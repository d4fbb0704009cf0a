"""The ranker: boosted trees that learn, on the latest days of a history, which counts speak for the other side of an act."""

import copy
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from verbale.errors import ForecastError, TooLittleHistory
from verbale.forecast.history import History
from verbale.forecast.ranking.counts import NEVER
from verbale.forecast.ranking.explain import grounds
from verbale.forecast.ranking.features import Table, table
from verbale.forecast.ranking.known import Known
from verbale.forecast.ranking.pool import Pool, Quotas, pool
from verbale.forecast.trees import boosting
from verbale.records import Ranked
from verbale.settings import RankingSettings

if TYPE_CHECKING:
    import lightgbm

_TREES = {
    "objective": "lambdarank",
    "lambdarank_truncation_level": 20,
    "num_leaves": 47,
    "min_data_in_leaf": 300,
    "feature_fraction": 0.5,
    "max_bin": 127,
    "label_gain": [0, 1],
    "metric": "None",
    "verbose": -1,
    "deterministic": True,
    "force_row_wise": True,
}
_QUERIES_AT_ONCE = 400


@dataclass(frozen=True, slots=True, eq=False)
class Asked:
    """Questions of one day: subjects and relations (Known says how they are numbered), each once."""

    day: int
    subject: NDArray[np.int64]
    relation: NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Scored:
    """The candidates of questions with their scores, and a likeness of every actor that orders those outside the pool."""

    pool: Pool
    score: NDArray[np.float64]


class Ranker:
    """Orders actors as of the day to which it has been brought; without trees by a fixed blend of counts, the baseline."""

    def __init__(self, known: Known, day: int, quotas: Quotas) -> None:
        self.known, self.day, self.quotas = known, day, quotas
        self.trees: tuple[lightgbm.Booster, ...] = ()
        """What orders the candidates; none where there was too little to learn from."""

    @property
    def model(self) -> str:
        """The name of what orders."""
        return "ranked counts" if self.trees else "blend of three counts"

    def advance(self, history: History, day: int) -> None:
        """Take in what became known from the ranker's day to the day before `day`; the trees stay as they are."""
        for known_on, source, act, target in by_day(history, self.day, day):
            self.known.learn(known_on, source, act, target)
        self.day = max(day, self.day)

    def supposing(self, history: History) -> "Ranker":
        """The same trees over counts that know what a history adds at the end of this ranker's own; this one stays as it is."""
        other = Ranker(copy.deepcopy(self.known), self.day, self.quotas)
        other.trees = self.trees
        new = slice(len(self.known.history), None)
        if len(history.day[new]):
            parts = (part[new].astype(np.int64) for part in (history.source, history.act, history.target))
            other.known.learn(self.day - 1, *parts)
            other.known.rules = copy.deepcopy(self.known.rules)  # what is supposed teaches nothing
        return other

    def scores(self, asked: Asked) -> tuple[Scored, Scored]:
        """The candidates of questions with their scores, and with those of the fixed blend."""
        found, features = self.candidates(asked)
        return Scored(found, self._scores(features)), Scored(found, blend(features))

    def candidates(self, asked: Asked) -> tuple[Pool, Table]:
        """The candidates of questions and their features. Raises ForecastError when the ranker stands at another day."""
        if asked.day != self.day:
            raise ForecastError(f"The ranker stands at day {self.day}, not at day {asked.day}.")
        self.known.prepare(asked.day)
        found = pool(self.known, asked.subject, asked.relation, asked.day, self.quotas)
        return found, table(self.known, asked.subject, asked.relation, found, asked.day)

    def rank(self, source: str | None, act: str, target: str | None, day: int, top: int) -> tuple[Ranked, ...]:
        """The likeliest others, best first, each with its grounds; the side that is None is wanted.

        Raises ForecastError when the names are not in the history, or the ranker does not stand at the day.
        """
        names, acts = self.known.history.actors.names, self.known.history.acts
        given = source if target is None else target
        if (source is None) == (target is None):
            raise ForecastError("A ranking needs one of source and target, and ranks the actors that may be the other.")
        if given not in names or act not in acts:
            raise ForecastError(f"The history knows no {given if given not in names else act}: ask for what occurs in it.")
        if day != self.day:
            raise ForecastError(f"The ranker stands at day {self.day} and is asked for day {day}: advance it, or fit it anew.")
        relation = acts.index(act) + (len(acts) if target is not None else 0)
        asked = Asked(day, np.array([names.index(given)]), np.array([relation]))
        found, features = self.candidates(asked)
        if not len(found.actor):
            return ()
        scores = self._scores(features)
        best = np.argsort(-scores, kind="stable")[:top]
        chosen = Table(features.columns, features.values[best])
        reasons = grounds(self.known, asked.subject[0], relation, found.actor[best], chosen, self.trees, day)
        return tuple(
            Ranked(names[found.actor[row]], place, float(scores[row]), reasons[place - 1]) for place, row in enumerate(best, 1)
        )

    def _scores(self, features: Table) -> NDArray[np.float64]:
        if not self.trees:
            return blend(features)
        each = np.stack([np.asarray(booster.predict(features.values), dtype=np.float64) for booster in self.trees])
        mean: NDArray[np.float64] = each.mean(axis=0)
        return mean


def fit(history: History, until: int, settings: RankingSettings | None = None) -> Ranker:
    """Learn from what was known before day `until` (days since 1970-01-01); the ranker stands at that day.

    Where the history is too short to learn from, the ranker orders by the fixed blend. Raises TooLittleHistory when there is
    hardly anything at all.
    """
    settings = settings or RankingSettings()
    past = history.before(until)
    if len(past) < settings.least_events:
        raise TooLittleHistory(
            f"A ranking needs {settings.least_events} events at least, and {len(past)} were known: add news or import events."
        )
    known = Known(past)
    first = int(past.known[0])
    begin = max(until - settings.train_days, first + (until - first) // 3)
    per_day = np.bincount(past.known[past.known >= begin] - begin, minlength=max(until - begin, 1))
    share = min(1.0, settings.groups / max(2.0 * per_day.sum(), 1.0))
    chance = np.random.default_rng(settings.seed)
    lessons = _Lessons(settings)
    ranker = Ranker(known, first, Quotas())
    for day, source, act, target in by_day(past, first, until):
        ranker.day = day
        if day >= begin:
            for asked, answers in questions(known, day, source, act, target, chance, share):
                lessons.take(*ranker.candidates(asked), asked, answers, known.actors, chance)
        known.learn(day, source, act, target)
    ranker.day = until
    if lessons.groups >= settings.least_groups:
        ranker.trees = lessons.grow()
    return ranker


def questions(
    known: Known,
    day: int,
    source: NDArray[np.int64],
    act: NDArray[np.int64],
    target: NDArray[np.int64],
    chance: np.random.Generator | None = None,
    share: float = 1.0,
) -> Iterator[tuple[Asked, NDArray[np.int64]]]:
    """What the events of a day answer, asked both ways: questions, and answers as question x actors + actor."""
    subject, other = np.concatenate((source, target)), np.concatenate((target, source))
    relation = np.concatenate((act, act + known.acts))
    each, which = np.unique(subject * known.relations + relation, return_inverse=True)
    drawn = chance.random(len(each)) < share if chance is not None else np.ones(len(each), dtype=bool)
    chosen = np.flatnonzero(drawn)
    for first in range(0, len(chosen), _QUERIES_AT_ONCE):
        part = chosen[first : first + _QUERIES_AT_ONCE]
        place = np.full(len(each), -1)
        place[part] = np.arange(len(part))
        mine = place[which] >= 0
        subjects, relations = np.divmod(each[part], known.relations)
        yield Asked(day, subjects, relations), place[which[mine]] * known.actors + other[mine]


def blend(features: Table) -> NDArray[np.float64]:
    """Three counts with fixed weights: the same before, the pair before, the answer before; the baseline of every table."""
    column = features.columns.index
    triple, same, answer = (features.values[:, column(f"{name}_30d")] for name in ("triple", "same", "answer"))
    blended: NDArray[np.float64] = (triple + 0.05 * same + 0.02 * answer).astype(np.float64)
    return blended


class _Lessons:
    """Rows to learn from: the answers, the hardest other candidates, and a few of the rest."""

    def __init__(self, settings: RankingSettings) -> None:
        self.settings = settings
        self.groups = 0
        self._values: list[NDArray[np.float32]] = []
        self._right: list[NDArray[np.int8]] = []
        self._sizes: list[NDArray[np.int64]] = []

    def take(
        self, found: Pool, features: Table, asked: Asked, answers: NDArray[np.int64], actors: int, chance: np.random.Generator
    ) -> None:
        right = np.isin(found.query * actors + found.actor, answers)
        answered = np.bincount(found.query[right], minlength=len(asked.subject)) > 0
        hard = hardness(features) + 1e-3 * chance.random(len(right))
        order = np.lexsort((-hard, found.query))
        place = np.empty(len(order), dtype=np.int64)
        place[order] = np.arange(len(order)) - np.searchsorted(found.query, found.query)
        size = np.bincount(found.query, minlength=len(asked.subject))
        rest = np.maximum(size - self.settings.hard, 1)[found.query]
        kept = right | (place < self.settings.hard) | (chance.random(len(right)) < self.settings.easy / rest)
        cold = ~met(features)
        asks_cold = np.bincount(found.query[right & cold], minlength=len(asked.subject)) > 0
        kept |= cold & asks_cold[found.query]
        kept &= answered[found.query]
        self._values.append(features.values[kept])
        self._right.append(right[kept].astype(np.int8))
        self._sizes.append(np.bincount(found.query[kept], minlength=len(asked.subject))[answered])
        self.groups += int(answered.sum())

    def grow(self) -> "tuple[lightgbm.Booster, ...]":
        """Grow the ensemble: every member learns from a share of the questions of its own."""
        lightgbm = boosting()
        values, right, sizes = np.concatenate(self._values), np.concatenate(self._right), np.concatenate(self._sizes)
        self._values.clear()
        owner = np.repeat(np.arange(len(sizes)), sizes)
        grown = []
        for member in range(self.settings.members):
            chance = np.random.default_rng(self.settings.seed + 1 + member)
            chosen = chance.random(len(sizes)) < self.settings.share
            rows = chosen[owner]
            options = _TREES | {
                "seed": self.settings.seed + member,
                "learning_rate": self.settings.rate,
                "num_threads": self.settings.threads,
                "min_data_in_leaf": int(np.clip(rows.sum() // 3000, 5, 300)),
            }
            lesson = lightgbm.Dataset(values[rows], right[rows], group=sizes[chosen], params=options)
            grown.append(lightgbm.train(options, lesson, self.settings.trees))
        return tuple(grown)


def met(features: Table) -> NDArray[np.bool_]:
    """Whether each candidate has dealt with the subject before."""
    column = features.columns.index
    return (features.values[:, column("same_since")] < NEVER) | (features.values[:, column("opposite_since")] < NEVER)


def hardness(features: Table) -> NDArray[np.float32]:
    """A rough score by counts: which wrong candidates are worth learning from."""
    column = features.columns.index
    weights = (
        ("triple_30d", 3.0),
        ("same_10d", 1.0),
        ("opposite_10d", 0.5),
        ("rules", 20.0),
        ("answer_30d", 0.05),
        ("country_answer_30d", 0.3),
    )
    total = np.zeros(len(features.values), dtype=np.float32)
    for name, weight in weights:
        total += weight * features.values[:, column(name)]
    return total


def by_day(
    history: History, first: int, after: int
) -> Iterator[tuple[int, NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]]:
    """The events that became known on each day of [first, after): day, sources, acts, targets."""
    for day in np.unique(history.known[(history.known >= first) & (history.known < after)]):
        rows = slice(np.searchsorted(history.known, day), np.searchsorted(history.known, day, side="right"))
        yield (
            int(day),
            history.source[rows].astype(np.int64),
            history.act[rows].astype(np.int64),
            history.target[rows].astype(np.int64),
        )
