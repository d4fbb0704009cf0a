"""Learn from a history as of a day, and answer questions asked on that day."""

from dataclasses import dataclass, replace
from datetime import timedelta

import numpy as np
from numpy.typing import NDArray

from verbale import ontology
from verbale.errors import ForecastError, TooLittleHistory
from verbale.forecast.history import EPOCH, History, days
from verbale.forecast.probability import boosted, counts, fresh, grounds, levels
from verbale.forecast.probability.boosted import Boosted
from verbale.forecast.probability.counts import Spread
from verbale.forecast.probability.fresh import Fresh
from verbale.forecast.probability.ledger import Floats
from verbale.forecast.probability.levels import LEVELS, Level, Sums, What, Who
from verbale.forecast.probability.panel import Case, Panel, Panels
from verbale.records import Forecast, Ground, Question
from verbale.settings import Forecasting


@dataclass(frozen=True, slots=True, eq=False)
class Model:
    """All that was learned: cells, their spread, new pairs, and each coarser level."""

    boosted: Boosted
    spread: Spread
    fresh: Fresh
    levels: dict[Level, Sums]


@dataclass(frozen=True, slots=True, eq=False)
class Fitted:
    """A forecaster as of a day: `history` and `panel` are what was known before it."""

    history: History
    horizon: int
    as_of: int
    settings: Forecasting
    model: Model
    panel: Panel
    quads: NDArray[np.int64]
    size: int
    kinds: tuple[str, ...]

    @property
    def name(self) -> str:
        """The name of the model that answers."""
        return "boosted" if self.model.boosted.trees else "pooled rates"

    def answer(self, question: Question) -> Forecast:
        """P(at least one such event in the horizon), its interval, the expected count, and what they stand on.

        Raises ForecastError for another day or horizon than this was learned for, or an act that the history does not have.
        """
        if days(question.as_of) != self.as_of or question.horizon != self.horizon:
            made = EPOCH + timedelta(days=self.as_of)
            raise ForecastError(
                f"The question is as of {question.as_of} for {question.horizon} days, the forecaster was learned as of {made} "
                f"for {self.horizon}; fit one for that day and horizon."
            )
        level, column, chosen = self._what(question)
        parties = [self._actor(name) for name in (question.actor, question.recipient)]
        if any(party == -1 for party in parties):
            return self._unheard(question, level, chosen)
        source, target = parties
        if source is not None and target is not None:
            row = fresh.find(self.panel, source, target)
            if not len(row):
                return self._new(question, level, chosen, source, target)
            pairs = row
        else:
            pairs = np.flatnonzero(
                (self.panel.source == source if source is not None else True)
                & (self.panel.target == target if target is not None else np.ones(len(self.panel.source), dtype=bool))
            )
        return self._summed(question, level, column, chosen, pairs)

    def about(self, history: History) -> "Fitted":
        """The same models, asked about another history of the same actors and acts as of the same day."""
        panels = Panels(history.before(self.as_of), self.horizon, self.settings)
        return replace(self, history=panels.ledger.history, panel=panels.at(self.as_of))

    def probabilities(self) -> Floats:
        """P(at least one) of each pair of the risk set and act (P, K)."""
        return self.model.boosted.probabilities(self.panel)

    def _what(self, question: Question) -> tuple[Level, int, NDArray[np.int64]]:
        who = {(True, True): Who.PAIR, (True, False): Who.ACTOR, (False, True): Who.RECIPIENT, (False, False): Who.ANYONE}[
            question.actor is not None, question.recipient is not None
        ]
        every = np.arange(len(self.history.acts))
        if question.act is None:
            return Level(who, What.ANY), 0, every
        if question.act in self.history.acts:
            number = self.history.acts.index(question.act)
            return Level(who, What.ACT), number, every[number : number + 1]
        if question.act in ontology.QUADS:
            number = ontology.QUADS.index(question.act) + 1
            return Level(who, What.QUAD), number, every[self.quads == number]
        raise ForecastError(
            f"The history has no act {question.act!r}; it has {', '.join((*self.history.acts, *ontology.QUADS))}."
        )

    def _actor(self, name: str | None) -> int | None:
        """Its number, None for anyone, -1 for one that the history does not have."""
        if name is None:
            return None
        return self.history.actors.names.index(name) if name in self.history.actors.names else -1

    def _means(self) -> Floats:
        return counts.mean_count(self.probabilities(), self.model.spread)

    def _summed(
        self, question: Question, level: Level, column: int, acts: NDArray[np.int64], pairs: NDArray[np.int64]
    ) -> Forecast:
        sums, panel = self.model.levels[level], self.panel
        parts = self._means()[np.ix_(pairs, acts)]
        row = {Who.PAIR: pairs[0] if len(pairs) else 0, Who.ANYONE: 0}.get(level.who)
        if row is None:
            row = self._actor(question.actor if level.who is Who.ACTOR else question.recipient)
        known = levels.view(panel, level, self.quads, self.size)
        others = tuple((one.name, float(one.probabilities(known)[row, column])) for one in sums.baselines)
        simple = others[0][1]
        if level == LEVELS[0]:
            p = float(self.probabilities()[pairs[0], acts[0]])
            mean, spread = parts.sum(), self.model.spread
        else:
            mean, spread = np.asarray(parts.sum() * sums.ratio), sums.spread
            p = float(sums.probability(np.asarray([parts.sum()]), np.asarray([simple]))[0])
        reasons = grounds.of(self, question, level, pairs, acts, parts, simple)
        return self._forecast(question, p, float(mean), spread, others, reasons, grounds.events(self, question, acts), False)

    def _new(self, question: Question, level: Level, acts: NDArray[np.int64], source: int, target: int) -> Forecast:
        """A pair outside the risk set."""
        share = float(self.model.fresh.acts()[acts].sum())
        busy = fresh.activity(self.panel, self.size)
        mean = float(self.model.fresh.rates(busy, self.panel, self.settings.within)[source, target]) * share
        reason = Ground(f"{question.actor} did nothing to {question.recipient} in {self.settings.risk_days} days", 0.0)
        return self._pooled(question, level, mean, (reason,), grounds.events(self, question, acts))

    def _unheard(self, question: Question, level: Level, acts: NDArray[np.int64]) -> Forecast:
        """A party that the history does not have: the least rate of a new pair."""
        share = float(self.model.fresh.acts()[acts].sum())
        busy = fresh.activity(self.panel, self.size)
        table = self.model.fresh.rates(busy, self.panel, self.settings.within)
        positive = table[table > 0]
        mean = float(positive.min()) * share if len(positive) else 1e-7
        names = " and ".join(
            name for name in (question.actor, question.recipient) if name is not None and self._actor(name) == -1
        )
        return self._pooled(question, level, mean, (Ground(f"nothing is known of {names}", 0.0),), 0)

    def _pooled(self, question: Question, level: Level, mean: float, reasons: tuple[Ground, ...], number: int) -> Forecast:
        spread = Spread(0.5, 0.0)  # a pair that is new may be anything: the rate's standard deviation is 1.4 times its mean
        p = float(1 - counts.nothing(np.asarray([mean]), spread)[0])
        return self._forecast(question, p, mean, spread, (), reasons, number, True)

    def _forecast(
        self, question: Question, p: float, mean: float, spread: Spread, others: tuple[tuple[str, float], ...],
        reasons: tuple[Ground, ...], number: int, pooled: bool,
    ) -> Forecast:  # fmt: skip
        expected = np.asarray([mean])
        low, high = counts.probability_interval(expected, spread, np.asarray([float(number)]))
        least, most = counts.count_interval(expected, spread)
        bounds = min(float(low[0]), p), max(float(high[0]), p)
        count = (mean, float(least[0]), float(most[0]))
        return Forecast(question, p, *bounds, count, "pooled rate" if pooled else self.name, others, reasons, number, pooled)


def fit(history: History, horizon: int, as_of: int, settings: Forecasting | None = None) -> Fitted:
    """Learn from what was known before `as_of` (days since 1970-01-01). Raises TooLittleHistory."""
    settings = settings or Forecasting()
    history = history.before(as_of)
    panels = Panels(history, horizon, settings)
    cases = learn_from(panels, as_of, settings)
    model = learn(cases, panels, settings, len(history) >= settings.boosted_events)
    return Fitted(history, horizon, as_of, settings, model, panels.at(as_of), panels.quads, panels.ledger.size, panels.kinds)


def learn_from(panels: Panels, as_of: int, settings: Forecasting) -> list[Case]:
    """The cases before a day, in steps back from the last whose horizon has ended. Raises TooLittleHistory."""
    history, horizon = panels.ledger.history, panels.horizon
    as_of = demand(history, panels.ledger.first, horizon, as_of, settings)
    have = as_of - panels.ledger.first
    start = panels.ledger.first + min(settings.warm_up, have // 2)
    recent = panels.ledger.pair[panels.ledger.days >= as_of - settings.risk_days]
    cells = len(np.unique(recent)) * len(history.acts)
    origins = max(settings.most_cells // max(cells, 1), settings.least_origins)
    step = max(settings.step, -(-(as_of - horizon - start) // origins))
    return [panels.case(day) for day in range(as_of - horizon, start - 1, -step)[::-1]]


def demand(history: History, first: int, horizon: int, as_of: int, settings: Forecasting) -> int:
    """The day up to which a history that begins on `first` can be learned from: the as-of day, or the day after its last news.

    Raises TooLittleHistory for a horizon that needs more.
    """
    if len(history) < settings.least_events:
        raise TooLittleHistory(
            f"There are {len(history)} events before the as-of day; a forecast needs {settings.least_events}: "
            "import or code more news."
        )
    as_of = min(as_of, int(history.known.max()) + 1)  # nothing is learned from days of which there was no news yet
    have, need = as_of - first, max(settings.least_days, 4 * horizon)
    if have < need:
        raise TooLittleHistory(
            f"The history has {have} days before the as-of day; a forecast of {horizon} days needs {need} days."
        )
    return as_of


def learn(cases: list[Case], panels: Panels, settings: Forecasting, trees: bool, wanted: tuple[Level, ...] = LEVELS) -> Model:
    """Everything from the cases of one history; `wanted` are the levels whose questions will be asked, LEVELS[0] among them."""
    size = panels.ledger.size
    best, known = boosted.fit(cases, settings, trees)
    chances = np.concatenate([p.ravel() for _, p in known])
    telling = chances > 0.01
    count = np.concatenate([case.labels.ravel() for case, _ in known])[telling].astype(np.int64)
    spread = counts.fit(lambda spread: counts.mean_count(chances[telling], spread), count)
    means = [(case, counts.mean_count(p, spread)) for case, p in known]
    coarse = {level: levels.fit(level, cases, means, panels.quads, size) for level in wanted}
    return Model(best, spread, fresh.fit(cases, size, settings.within), coarse)
