"""The record of a ranker: the rank of every true answer, single-step, time-aware filter, both directions, ties averaged."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from verbale.forecast.history import History
from verbale.forecast.ranking.counts import NEVER
from verbale.forecast.ranking.known import Known
from verbale.forecast.ranking.ranker import Asked, Ranker, Scored, by_day, questions

SEEN, MET, COLD = 0, 1, 2
"""The act between the two was seen before; the two have met; they never met."""
_ORIGINS = 1000


@dataclass(frozen=True, slots=True, eq=False)
class Ranks:
    """One entry for each true answer: its day, rank, rank by the fixed blend, kind (SEEN, MET, COLD), and whether the two have
    another event on the same day, in which case a method that sees the day's questions is told the answer."""

    day: NDArray[np.int64]
    rank: NDArray[np.float64]
    blend: NDArray[np.float64]
    kind: NDArray[np.int64]
    twin: NDArray[np.bool_]

    def chosen(self, rows: NDArray[np.bool_]) -> "Ranks":
        """Some of the answers."""
        return Ranks(self.day[rows], self.rank[rows], self.blend[rows], self.kind[rows], self.twin[rows])


@dataclass(frozen=True, slots=True)
class Score:
    """Mean reciprocal rank, shares of answers within the first 1, 3 and 10 (fractions), and the 95 % interval of the first."""

    answers: int
    mrr: float
    hits1: float
    hits3: float
    hits10: float
    low: float
    high: float


def ranks(ranker: Ranker, history: History, until: int) -> Ranks:
    """Rank the true answers of every day from the ranker's to the one before `until`, taking each day in after it was asked."""
    parts: list[Ranks] = []
    for day, source, act, target in by_day(history, ranker.day, until):
        ranker.day = day
        for asked, answers in questions(ranker.known, day, source, act, target):
            parts.append(_ranks(ranker, asked, answers, source, act, target))
        ranker.known.learn(day, source, act, target)
    ranker.day = until
    return Ranks(*(np.concatenate([getattr(part, name) for part in parts]) for name in ("day", "rank", "blend", "kind", "twin")))


def score(found: Ranks, *, blend: bool = False, seed: int = 0) -> Score:
    """The usual measures; the interval is a bootstrap over days."""
    rank = found.blend if blend else found.rank
    if not len(rank):
        nothing = float("nan")
        return Score(0, nothing, nothing, nothing, nothing, nothing, nothing)
    days, which = np.unique(found.day, return_inverse=True)
    total, times = np.bincount(which, 1 / rank), np.bincount(which)
    drawn = np.random.default_rng(seed).integers(0, len(days), (_ORIGINS, len(days)))
    means = total[drawn].sum(axis=1) / times[drawn].sum(axis=1)
    low, high = np.quantile(means, (0.025, 0.975))
    hits1, hits3, hits10 = (float((rank <= most).mean()) for most in (1, 3, 10))
    return Score(len(rank), float((1 / rank).mean()), hits1, hits3, hits10, float(low), float(high))


def _ranks(
    ranker: Ranker,
    asked: Asked,
    answers: NDArray[np.int64],
    source: NDArray[np.int64],
    act: NDArray[np.int64],
    target: NDArray[np.int64],
) -> Ranks:
    known = ranker.known
    scored, blended = ranker.scores(asked)
    answers = np.unique(answers)
    query, other = np.divmod(answers, known.actors)
    subject, relation = asked.subject[query], asked.relation[query]
    pairs, times = np.unique(np.minimum(source, target) * known.actors + np.maximum(source, target), return_counts=True)
    pair = np.minimum(subject, other) * known.actors + np.maximum(subject, other)
    twin = times[np.searchsorted(pairs, pair)] > 1
    return Ranks(
        np.full(len(answers), asked.day), _place(scored, answers, known), _place(blended, answers, known),
        _kind(known, subject, relation, other, asked.day), twin,
    )  # fmt: skip


def _kind(
    known: Known, subject: NDArray[np.int64], relation: NDArray[np.int64], other: NDArray[np.int64], day: int
) -> NDArray[np.int64]:
    seen = known.triple.since(known.triple.find(known.triple_key(subject, other, relation)), day) < NEVER
    met = np.zeros(len(subject), dtype=bool)
    for way in (0, 1):
        met |= known.pair.since(known.pair.find(known.pair_key(subject, other, np.full_like(subject, way))), day) < NEVER
    return np.where(seen, SEEN, np.where(met, MET, COLD))


def _place(scored: Scored, answers: NDArray[np.int64], known: Known) -> NDArray[np.float64]:
    """The rank of each answer among all actors but the other answers to its question."""
    rank = np.empty(len(answers))
    query, other = np.divmod(answers, known.actors)
    pool, score = scored.pool, scored.score
    for asked in np.unique(query):
        rows = slice(np.searchsorted(pool.query, asked), np.searchsorted(pool.query, asked, side="right"))
        actor, points = pool.actor[rows], score[rows]
        mine = np.flatnonzero(query == asked)
        right = other[mine]
        wrong = ~np.isin(actor, right)
        outside = np.ones(known.actors, dtype=bool)
        outside[actor] = False
        outside[right] = False
        for row, answer in zip(mine, right, strict=True):
            found = np.flatnonzero(actor == answer)
            if len(found):
                against, own, ahead = points[wrong], points[found[0]], 0
            else:
                against, own, ahead = pool.rest[asked][outside], pool.rest[asked, answer], int(wrong.sum())
            rank[row] = 1 + ahead + (against > own).sum() + (against == own).sum() / 2
    return rank
