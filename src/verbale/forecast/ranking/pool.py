"""Candidates: of all actors, those that a ranker should look at, from several sources so that newcomers have a chance."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from verbale.forecast.ranking.counts import Counts, spread
from verbale.forecast.ranking.known import EVER, MONTH, Known
from verbale.forecast.ranking.similar import Sparse, rounded


@dataclass(frozen=True, slots=True)
class Quotas:
    """How many candidates each source may give; chosen by the recall on the validation days of ICEWS14."""

    partners: int = 150
    answers: int = 80
    country_answers: int = 80
    country_partners: int = 60
    friends_of_friends: int = 50
    alike: int = 90
    neighbours: int = 60
    active: int = 15
    countrymen: int = 60


@dataclass(frozen=True, slots=True, eq=False)
class Pool:
    """Candidates of queries laid end to end: of which query, which actor, and the likenesses that were needed to choose them."""

    query: NDArray[np.int64]
    actor: NDArray[np.int64]
    common: NDArray[np.float32]
    recent: NDArray[np.float32]
    alike: NDArray[np.float32]
    neighbours: NDArray[np.float32]
    rest: NDArray[np.float32]
    """[queries, actors]: the likeness by which those who are no candidates follow."""


def pool(known: Known, subject: NDArray[np.int64], relation: NDArray[np.int64], day: int, quotas: Quotas) -> Pool:
    """The candidates of each query as of a day."""
    way = relation // known.acts
    found: list[tuple[NDArray[np.int64], NDArray[np.int64]]] = []
    rows, owner = spread(*known.pair.span(subject * known.actors * 2, (subject + 1) * known.actors * 2))
    partner = known.pair.keys[rows] // 2 % known.actors
    found.append(
        _best(owner, partner, known.pair.column(rows, day, MONTH) + 1e-3 * known.pair.column(rows, day, EVER), quotas.partners)
    )
    found.append(_of_span(known.answer, relation * known.actors, known.actors, day, MONTH, quotas.answers))
    country = known.country[subject]
    abroad = country < known.countries - 1
    for counts, key, most in (
        (known.country_answer, country * known.relations + relation, quotas.country_answers),
        (known.country_partner, country * 2 + way, quotas.country_partners),
    ):
        place, actor = _of_span(counts, key[abroad] * known.actors, known.actors, day, 0, most)
        found.append((np.flatnonzero(abroad)[place], actor))
    found.append(_of_span(known.active, way * known.actors, known.actors, day, MONTH, quotas.active))
    who, which = np.unique(subject, return_inverse=True)
    common = _dense(known.similar.partners[who] @ known.similar.partners)
    recent = _dense(known.similar.recent[who] @ known.similar.recent)
    answers = known.similar.answers.T
    alike = rounded((known.similar.subjects[who] @ answers)[which] + known.similar.related[relation] @ answers)
    for scores, most in (
        (common[which], quotas.friends_of_friends),
        (recent[which], quotas.friends_of_friends),
        (alike, quotas.alike),
    ):
        most = min(most, known.actors)
        top = np.argpartition(scores, -most, axis=1)[:, -most:]
        sure = np.take_along_axis(scores, top, axis=1) > 0
        found.append((np.nonzero(sure)[0], top[sure]))
    found.append(_countrymen(known, subject, day, quotas.countrymen))
    told = (known.similar.neighbours(who) @ known.similar.answered).tocoo()
    order = np.lexsort((told.col, told.row))
    keys = told.row[order].astype(np.int64) * (known.relations * known.actors) + told.col[order]
    value = told.data[order]
    low = (which * known.relations + relation) * known.actors
    rows, owner = spread(np.searchsorted(keys, low), np.searchsorted(keys, low + known.actors))
    found.append(_best(owner, keys[rows] % known.actors, value[rows], quotas.neighbours))
    both = np.unique(np.concatenate([owner * known.actors + actor for owner, actor in found]))
    query, actor = np.divmod(both, known.actors)
    place = np.searchsorted(keys, low[query] + actor)
    place[place == len(keys)] = 0
    near = np.where(keys[place] == low[query] + actor, value[place], 0) if len(keys) else np.zeros(len(query), dtype=np.float32)
    return Pool(query, actor, common[which[query], actor], recent[which[query], actor], alike[query, actor], near, alike)


def _of_span(
    counts: Counts, low: NDArray[np.int64], width: int, day: int, life: int, most: int
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The best actors of the keys [low, low + width) of each query."""
    each, which = np.unique(low, return_inverse=True)
    rows, owner = spread(*counts.span(each, each + width))
    place, actor = _best(owner, counts.keys[rows] % width, counts.column(rows, day, life), most)
    first = np.searchsorted(place, np.arange(len(each)))
    after = np.searchsorted(place, np.arange(len(each)), side="right")
    rows, query = spread(first[which], after[which])
    return query, actor[rows]


def _best(
    owner: NDArray[np.int64], actor: NDArray[np.int64], score: NDArray[np.float32], most: int
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Of each owner, the `most` actors with the highest scores."""
    order = np.lexsort((-score, owner))
    owner, actor = owner[order], actor[order]
    place = np.arange(len(owner)) - np.searchsorted(owner, owner)
    return owner[place < most], actor[place < most]


def _dense(matrix: Sparse) -> NDArray[np.float32]:
    return np.asarray(matrix.todense(), dtype=np.float32)


def _countrymen(known: Known, subject: NDArray[np.int64], day: int, most: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The most active actors of the subject's own country."""
    rows = np.arange(len(known.active.keys))
    actor = known.active.keys % known.actors
    score = np.bincount(actor, known.active.column(rows, day, MONTH), known.actors) + 1e-6
    home = known.country.copy()
    owner, people = _best(home, np.arange(known.actors), score.astype(np.float32), most)
    mine = known.country[subject]
    first, after = np.searchsorted(owner, mine), np.searchsorted(owner, mine, side="right")
    after = np.where(mine < known.countries - 1, after, first)
    rows, query = spread(first, after)
    return query, people[rows]
