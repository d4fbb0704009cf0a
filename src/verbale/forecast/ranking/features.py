"""What speaks for a candidate, as numbers: every column is something that can be counted before the day."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from verbale.forecast.ranking.counts import spread
from verbale.forecast.ranking.known import EVER, LIVES, LONG, MONTH, TEN_DAYS, Known
from verbale.forecast.ranking.pool import Pool
from verbale.forecast.ranking.rules import LAGS
from verbale.forecast.ranking.similar import rounded

Numbers = NDArray[np.floating[Any]]

_NAMES = tuple("ever" if np.isinf(life) else f"{life:.0f}d" for life in LIVES)
_GROUPS = (
    "country_answer",
    "country_partner",
    "countries_act",
    "partner_country",
    "partner_role",
    "roles_act",
    "role_answer",
    "country_pair",
    "partner_abroad",
    "country_role",
)
"""The names of what Known.group_keys yields."""
_RELATIVE = (
    "triple_30d",
    "triple_ever",
    "same_10d",
    "same_ever",
    "rules",
    "answer_30d",
    "country_answer_30d",
    "common",
    "alike",
    "common_recent",
    "neighbours",
    "triple_recent",
    "same_recent",
    "opposite_recent",
    "profile",
)


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """Features of candidates: [candidates, columns]."""

    columns: tuple[str, ...]
    values: NDArray[np.float32]


def table(known: Known, subject: NDArray[np.int64], relation: NDArray[np.int64], pool: Pool, day: int) -> Table:
    """The features of a pool's candidates as of a day."""
    columns: list[str] = []
    values: list[NDArray[np.float32]] = []

    def put(name: str, numbers: Numbers) -> None:
        columns.append(name)
        values.append(numbers.astype(np.float32, copy=False))

    def put_counts(name: str, counts: NDArray[np.float32], names: tuple[str, ...] = _NAMES) -> None:
        for position, life in enumerate(names):
            put(f"{name}_{life}", counts[:, position])

    who, act, other = subject[pool.query], relation[pool.query], pool.actor
    way = act // known.acts
    rows = known.triple.find(known.triple_key(who, other, act))
    put_counts("triple", known.triple.read(rows, day))
    put("triple_since", known.triple.since(rows, day))
    backward = np.where(act < known.acts, act + known.acts, act - known.acts)
    rows = known.triple.find(known.triple_key(who, other, backward))
    put("mirror_30d", known.triple.column(rows, day, MONTH))
    for name, direction in (("same", way), ("opposite", 1 - way)):
        rows = known.pair.find(known.pair_key(who, other, direction))
        put_counts(name, known.pair.read(rows, day))
        put(f"{name}_since", known.pair.since(rows, day))
    rows = known.answer.find(act * known.actors + other)
    put_counts("answer", known.answer.read(rows, day))
    put("answer_since", known.answer.since(rows, day))
    rows = known.active.find(way * known.actors + other)
    put_counts("active", known.active.read(rows, day))
    put("active_since", known.active.since(rows, day))
    rows = known.active.find((1 - way) * known.actors + other)
    put("other_way_10d", known.active.column(rows, day, TEN_DAYS))
    rows = known.asked.find(who * known.relations + act)
    put("asked_10d", known.asked.column(rows, day, TEN_DAYS))
    put("asked_ever", known.asked.column(rows, day, EVER))
    put("asked_since", known.asked.since(rows, day))
    rows = known.active.find((1 - way) * known.actors + who)
    put("subject_10d", known.active.column(rows, day, TEN_DAYS))
    put("subject_ever", known.active.column(rows, day, EVER))
    for name, (counts, keys) in zip(_GROUPS, known.group_keys(who, act, other), strict=True):
        read = counts.read(counts.find(keys), day)
        put(f"{name}_{'100d' if name.startswith('role') else '30d'}", read[:, 0])
        put(f"{name}_ever", read[:, 1])
    same_country = (known.country[who] == known.country[other]) & (known.country[who] < known.countries - 1)
    put("one_country", same_country.astype(np.float32))
    put("country_known", (known.country[other] < known.countries - 1).astype(np.float32))
    put("role_known", (known.role[other] < known.roles - 1).astype(np.float32))
    put("common", pool.common)
    put("common_recent", pool.recent)
    put("neighbours", pool.neighbours)
    put("alike", pool.alike)
    at = columns.index
    put("share", values[at("triple_ever")] / np.maximum(values[at("asked_ever")], 1))
    put("share_10d", values[at("triple_10d")] / np.maximum(values[at("asked_10d")], 0.05))
    rows = known.answer.find(backward * known.actors + other)
    put("answer_back_30d", known.answer.column(rows, day, MONTH))
    put("subject_newly", _ratio(known, who, _everything(known, who, day), day))
    put("relation_newly", _ratio(known, known.actors + act, known.rules.happened[act], day))
    put("other_newly", _ratio(known, other, _everything(known, other, day), day))
    put("other_newly_30d", known.newly.column(known.newly.find(other), day, 0))
    put("triple_recent", -values[at("triple_since")])
    put("same_recent", -values[at("same_since")])
    put("opposite_recent", -values[at("opposite_since")])
    put("alike_subject", rounded(np.einsum("ij,ij->i", known.similar.subjects[who], known.similar.answers[other])))
    put("alike_mirror", rounded(np.einsum("ij,ij->i", known.similar.answers[who], known.similar.subjects[other])))
    for name, numbers in zip(
        ("rules", "rules_best", "rules_soon", "profile", "rules_odds"), _rules(known, who, other, act, day), strict=True
    ):
        put(name, numbers)
    for name in _RELATIVE:
        numbers = values[columns.index(name)]
        if not name.endswith("_recent"):
            put(f"{name}_of_best", numbers / np.maximum(_largest(pool.query, numbers), 1e-9)[pool.query])
        put(f"{name}_place", _place(pool.query, numbers))
    return Table(tuple(columns), np.stack(values, axis=1))


def _rules(
    known: Known, who: NDArray[np.int64], other: NDArray[np.int64], act: NDArray[np.int64], day: int
) -> tuple[NDArray[Any], ...]:
    """What the earlier acts of the pair make likely: sum, best and recent sum of hazards, fit of its profile, log odds."""
    base = known.triple_key(who, other, np.zeros_like(act))
    rows, owner = spread(*known.triple.span(base, base + known.relations))
    lag = np.searchsorted(LAGS, known.triple.since(rows, day))
    kept = lag < len(LAGS)
    rows, owner, lag = rows[kept], owner[kept], lag[kept]
    first = known.triple.keys[rows] % known.relations
    hazard, share, odds = (np.zeros(len(rows), dtype=np.float32) for _ in range(3))
    asked = act[owner]
    for relation in np.unique(asked):
        mine = asked == relation
        hazards = known.rules.hazards(int(relation))
        usual = known.rules.usual(int(relation))
        hazard[mine] = hazards[lag[mine], first[mine]]
        odds[mine] = np.log(np.maximum(hazards[lag[mine], first[mine]], 1e-9) / np.maximum(usual[lag[mine]], 1e-9))
        share[mine] = known.rules.shares(int(relation))[first[mine]]
    weight = known.triple.column(rows, day, LONG)
    total = np.bincount(owner, hazard, len(who))
    best = np.zeros(len(who), dtype=np.float32)
    np.maximum.at(best, owner, hazard)
    soon = np.bincount(owner, hazard * (lag <= 1), len(who))
    profile = np.bincount(owner, share * weight, len(who)) / np.maximum(np.bincount(owner, weight, len(who)), 1e-6)
    most = np.zeros(len(who), dtype=np.float32)
    np.maximum.at(most, owner, odds)
    return total, best, soon, profile, most


def _everything(known: Known, who: NDArray[np.int64], day: int) -> NDArray[np.float32]:
    """How many events each actor was part of, on either side."""
    forward, backward = (known.active.column(known.active.find(way * known.actors + who), day, EVER) for way in (0, 1))
    return forward + backward


def _ratio(known: Known, keys: NDArray[np.int64], total: Numbers, day: int) -> Numbers:
    """The share of events that were between two who had not met."""
    return known.newly.column(known.newly.find(keys), day, 1) / np.maximum(total, 1)


def _largest(query: NDArray[np.int64], numbers: NDArray[np.float32]) -> NDArray[np.float32]:
    largest = np.zeros(int(query.max(initial=-1)) + 1, dtype=np.float32)
    np.maximum.at(largest, query, numbers)
    return largest


def _place(query: NDArray[np.int64], numbers: NDArray[np.float32]) -> NDArray[np.float32]:
    """Place of each candidate among those of its query, from 0; equal numbers share the first place."""
    order = np.lexsort((-numbers, query))
    ordered, sorted_query = numbers[order], query[order]
    new = np.ones(len(order), dtype=bool)
    new[1:] = (ordered[1:] != ordered[:-1]) | (sorted_query[1:] != sorted_query[:-1])
    start = np.searchsorted(sorted_query, sorted_query)
    place = np.maximum.accumulate(np.where(new, np.arange(len(order)), 0)) - start
    out = np.empty(len(order), dtype=np.float32)
    out[order] = place
    return out
