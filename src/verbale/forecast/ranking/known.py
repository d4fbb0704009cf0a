"""All that was known before a day, as fading counts: brought forward one day at a time, and never looked at ahead of itself."""

import numpy as np
from numpy.typing import NDArray

from verbale.forecast.history import UNKNOWN, History
from verbale.forecast.ranking.counts import NEVER, Counts
from verbale.forecast.ranking.rules import Rules
from verbale.forecast.ranking.similar import Similar

LIVES = (3.0, 10.0, 30.0, 100.0, np.inf)
"""Half-lives in days; chosen on the training and validation days of ICEWS14."""
TEN_DAYS, MONTH, LONG, EVER = 1, 2, 3, 4
"""Positions of half-lives."""
_REFRESH_DAYS = 10
_HOME_SHARE = 0.4


class Known:
    """The state of the world before a day.

    A query is (subject, relation, ?): who is the target of the subject's act, or, for a relation numbered from `acts` on (the
    inverse of relation - acts), who does the act to the subject. `way` is 0 for the first kind and 1 for the second. Every event
    is counted both ways. Countries that actors do not have by name are inferred from those they deal with.
    """

    def __init__(self, history: History) -> None:
        self.history = history
        self.actors = len(history.actors.names)
        self.acts = len(history.acts)
        self.relations = 2 * self.acts
        self.countries = len(history.actors.countries) + 1
        self.roles = len(history.actors.roles) + 1
        self.role = np.where(history.actors.role == UNKNOWN, self.roles - 1, history.actors.role).astype(np.int64)
        self.country = np.where(history.actors.country == UNKNOWN, self.countries - 1, history.actors.country).astype(np.int64)
        self._given_country = history.actors.country != UNKNOWN
        self._homes = Counts((np.inf,))
        self.triple = Counts(LIVES)
        """By subject, object and relation."""
        self.pair = Counts(LIVES)
        """By subject, object and way."""
        self.answer = Counts(LIVES)
        """By relation and object."""
        self.active = Counts(LIVES)
        """By way and object."""
        self.asked = Counts(LIVES)
        """By subject and relation."""
        self.newly = Counts((30.0, np.inf))
        """By subject, and after those by relation: events of pairs that had not met."""
        self.country_answer = Counts((30.0, np.inf))
        """By country of the subject, relation and object."""
        self.country_partner = Counts((30.0, np.inf))
        """By country of the subject, way and object."""
        self.countries_act = Counts((30.0, np.inf))
        """By country of the subject, relation and country of the object."""
        self.partner_country = Counts((30.0, np.inf))
        """By subject, relation and country of the object."""
        self.partner_role = Counts((30.0, np.inf))
        """By subject, relation and role of the object."""
        self.roles_act = Counts((100.0, np.inf))
        """By role of the subject, relation, role of the object, and whether both are of one country."""
        self.role_answer = Counts((100.0, np.inf))
        """By role of the subject, relation and object."""
        self.country_pair = Counts((30.0, np.inf))
        """By country of the subject, way and country of the object."""
        self.partner_abroad = Counts((30.0, np.inf))
        """By subject, way and country of the object."""
        self.country_role = Counts((30.0, np.inf))
        """By country of the subject, relation, role of the object, and whether both are of one country."""
        self.rules = Rules(self.relations)
        self.similar = Similar(self.actors, self.relations)
        self._refreshed = -(10**6)
        self._met: int | None = None

    def learn(self, day: int, source: NDArray[np.int64], act: NDArray[np.int64], target: NDArray[np.int64]) -> None:
        """Take in the events of a day, after everything that was asked about that day has been answered."""
        self._met = None
        subject, object_ = np.concatenate((source, target)), np.concatenate((target, source))
        relation = np.concatenate((act, act + self.acts))
        self.rules.learn(self.triple, self.triple_key(subject, object_, relation), day)
        met = self.pair.since(self.pair.find(self.pair_key(subject, object_, relation // self.acts)), day) < NEVER
        met |= self.pair.since(self.pair.find(self.pair_key(subject, object_, 1 - relation // self.acts)), day) < NEVER
        self.newly.add(np.concatenate((subject[~met], self.actors + relation[~met])), day)
        self.triple.add(self.triple_key(subject, object_, relation), day)
        way = relation // self.acts
        self.pair.add(self.pair_key(subject, object_, way), day)
        self.answer.add(relation * self.actors + object_, day)
        self.active.add(way * self.actors + object_, day)
        self.asked.add(subject * self.relations + relation, day)
        self._learn_homes(subject, object_, day)
        for counts, keys in self.group_keys(subject, relation, object_):
            counts.add(keys, day)

    def group_keys(
        self, subject: NDArray[np.int64], relation: NDArray[np.int64], object_: NDArray[np.int64]
    ) -> tuple[tuple[Counts, NDArray[np.int64]], ...]:
        """The counts by country and role, each with the keys of these queries and objects."""
        way = relation // self.acts
        from_country, to_country = self.country[subject], self.country[object_]
        from_role, to_role = self.role[subject], self.role[object_]
        one_country = ((from_country == to_country) & (from_country < self.countries - 1)).astype(np.int64)
        return (
            (self.country_answer, (from_country * self.relations + relation) * self.actors + object_),
            (self.country_partner, (from_country * 2 + way) * self.actors + object_),
            (self.countries_act, (from_country * self.relations + relation) * self.countries + to_country),
            (self.partner_country, (subject * self.relations + relation) * self.countries + to_country),
            (self.partner_role, (subject * self.relations + relation) * self.roles + to_role),
            (self.roles_act, ((from_role * self.relations + relation) * self.roles + to_role) * 2 + one_country),
            (self.role_answer, (from_role * self.relations + relation) * self.actors + object_),
            (self.country_pair, (from_country * 2 + way) * self.countries + to_country),
            (self.partner_abroad, (subject * 2 + way) * self.countries + to_country),
            (self.country_role, ((from_country * self.relations + relation) * self.roles + to_role) * 2 + one_country),
        )

    def triple_key(
        self, subject: NDArray[np.int64], object_: NDArray[np.int64], relation: NDArray[np.int64]
    ) -> NDArray[np.int64]:
        """Keys of `triple`: all relations of a pair lie side by side."""
        return (subject * self.actors + object_) * self.relations + relation

    def pair_key(self, subject: NDArray[np.int64], object_: NDArray[np.int64], way: NDArray[np.int64]) -> NDArray[np.int64]:
        """Keys of `pair`: all partners of a subject lie side by side."""
        return (subject * self.actors + object_) * 2 + way

    def prepare(self, day: int) -> None:
        """Bring what is derived (homes, likeness) up to date for a day."""
        if day != self._met:
            self._met = day
            self.similar.meet(self, day)
        if day - self._refreshed < _REFRESH_DAYS:
            return
        self._refreshed = day
        self._settle_homes()
        self.similar.refresh(self, day)

    def _learn_homes(self, subject: NDArray[np.int64], object_: NDArray[np.int64], day: int) -> None:
        named = self._given_country[object_] & ~self._given_country[subject]
        self._homes.add(subject[named] * self.countries + self.country[object_[named]], day)

    def _settle_homes(self) -> None:
        if not len(self._homes.keys):
            return
        actor, country = np.divmod(self._homes.keys, self.countries)
        times = self._homes.column(np.arange(len(actor)), 0, 0)
        total = np.bincount(actor, times, self.actors)
        order = np.lexsort((-country, times))
        best = np.full(self.actors, self.countries - 1, dtype=np.int64)
        share = np.zeros(self.actors)
        best[actor[order]] = country[order]
        share[actor[order]] = times[order]
        sure = ~self._given_country & (share >= _HOME_SHARE * np.maximum(total, 1)) & (total > 0)
        self.country[~self._given_country] = self.countries - 1
        self.country[sure] = best[sure]
