"""Sampled futures: what pairs may do to each other, week after week, each week drawn from what the weeks before made likely.

The rates are the pooled rates of a week, calibrated and spread as those of a forecast of seven days; what a future draws enters
the rates of its own next weeks, of both sides. Everybody else goes on as on the morning of the first day, and there is as much
news as on average.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from verbale.forecast.history import History
from verbale.forecast.probability import counts, model
from verbale.forecast.probability.counts import Spread
from verbale.forecast.probability.ledger import Floats
from verbale.forecast.probability.levels import LEVELS
from verbale.forecast.probability.model import Model
from verbale.forecast.probability.panel import Panel, Panels, deeds
from verbale.forecast.scores import logit
from verbale.settings import Forecasting

WEEK = 7
"""Days of a step. An act of a pair counts once a day, so a step has no more of it."""
LOW, HIGH = 0.05, 0.95
_TABLE = np.linspace(-20.0, 20.0, 8001)
_FIXED = ("out ", "into ", "world ", "by ")
"""What the names of the other columns begin with that rates are made of."""
_ENOUGH = 0.5
_CHECKS, _FEW = 6, 20


@dataclass(frozen=True, slots=True)
class Held:
    """How many counts of a whole horizon lay in the 90 % interval of past futures (ends in part), where 0.5 were expected.

    `cells` are single acts of one towards another, `pairs` all of its acts, as of `origins` days; a share is None where there
    were too few to tell.
    """

    horizon: int
    origins: int
    cells: int
    cells_covered: float | None
    pairs: int
    pairs_covered: float | None


@dataclass(frozen=True, slots=True, eq=False)
class Walk:
    """Where P pairs begin: the rates of a week, and `partner` (P,), the row of the same two the other way round.

    `exposure` (H,) is what the rates stand on, in days of average news.
    """

    panel: Panel
    partner: NDArray[np.int64]
    quads: NDArray[np.int64]
    exposure: Floats
    learned: Model
    settings: Forecasting

    def paths(self, steps: Sequence[int], number: int) -> NDArray[np.int8]:
        """Days with each act in each step of so many days (P, number, steps, K), in `number` futures of each pair.

        Walks of the same pairs and number share their fortunes, so that they differ by where they begin alone.
        """
        pairs, acts = self.panel.shape
        rows = pairs * number
        random = np.random.default_rng(self.settings.seed)
        partner = (self.partner[:, None] * number + np.arange(number)).ravel()
        own, exposure = np.repeat(self.panel.view.rates, number, axis=0), self.exposure
        panel = _crowd(self.panel, number)
        same = (self.quads[:, None] == self.quads[None, :]).astype(np.float64)
        half_lives = np.asarray(self.settings.half_lives)
        apart = self.settings.apart
        lot = random.gamma(1 / apart, apart, rows)[np.minimum(np.arange(rows), partner), None]
        means = _means(self.learned.spread)
        drawn = np.zeros((rows, len(steps), acts), dtype=np.int8)
        for step, days in enumerate(steps):
            panel = _with(panel, deeds(own, own[partner], same))
            odds = logit(self.learned.boosted.calibration(self.learned.boosted.rates.probabilities(panel)))
            mean = np.exp(np.interp(odds, _TABLE, means)) * (days / WEEK * lot)
            drawn[:, step] = _draw(mean, self.learned.spread, random.random(mean.shape), days)
            fade = 2.0 ** (-np.arange(1, days + 1)[:, None] / half_lives)
            later = exposure * fade[-1] + fade.sum(axis=0)
            # The lot lies on every week's mean already: what it brought must not also raise the rates, or they run away.
            events = (drawn[:, step] / lot)[:, :, None]
            own = own * (exposure * fade[-1] / later) + events * (fade.mean(axis=0) * WEEK / later)
            exposure = later
        return drawn.reshape(pairs, number, len(steps), acts)


def learn(history: History, as_of: int, settings: Forecasting, horizon: int = WEEK) -> Model:
    """The pooled rates of a week, from what was known before a day. Raises TooLittleHistory for a horizon that needs more."""
    past = Panels(history.before(as_of), WEEK, settings)
    model.demand(past.ledger.history, past.ledger.first, horizon, as_of, settings)
    return model.learn(model.learn_from(past, as_of, settings), past, settings, False, LEVELS[:1])


def walk(history: History, as_of: int, learned: Model, dyads: NDArray[np.int64], settings: Forecasting) -> Walk:
    """Where two actors each (D, 2) begin: rows are first to second, then second to first; once where one acts on itself."""
    panels = Panels(history.before(as_of), WEEK, settings)
    itself = dyads[:, 0] == dyads[:, 1]
    there, number = np.arange(len(dyads)), len(dyads)
    back = np.where(itself, there, number + np.cumsum(~itself) - 1)
    source = np.concatenate([dyads[:, 0], dyads[~itself, 1]])
    target = np.concatenate([dyads[:, 1], dyads[~itself, 0]])
    panel = panels.of(as_of, source, target)
    partner = np.concatenate([back, there[~itself]])
    return Walk(panel, partner, panels.quads, panels.ledger.exposure(), learned, settings)


def steps_of(horizon: int) -> tuple[int, ...]:
    """The weeks of a horizon, and the days that are left as the last step."""
    whole, rest = divmod(horizon, WEEK)
    return (WEEK,) * whole + ((rest,) if rest else ())


def happened(history: History, walked: Walk, first: int, steps: Sequence[int]) -> NDArray[np.int64]:
    """Days with each act in each step from a day on, of the pairs of a walk (P, steps, K)."""
    size, panel = len(history.actors.names) + 1, walked.panel
    keys = panel.source * size + panel.target
    order, ends = np.argsort(keys), first + np.cumsum(steps)
    key = history.source.astype(np.int64) * size + history.target % size
    told = (history.day >= first) & (history.day < ends[-1]) & np.isin(key, keys)
    row = order[np.searchsorted(keys[order], key[told])]
    found = np.zeros((len(keys), len(steps), len(history.acts)), dtype=np.int64)
    np.add.at(found, (row, np.searchsorted(ends, history.day[told], side="right"), history.act[told]), 1)
    return found


def held(history: History, as_of: int, horizon: int, settings: Forecasting, number: int = 100) -> Held | None:
    """Futures of the busiest pairs as of past days, beside what happened; None where there is too little news for it.

    The days are a horizon apart, the last one a horizon before the end of the news, and nearer where the news does not go back so
    far; rates are learned from what was known before the first.
    """
    known = history.before(as_of)
    origins = _origins(known, as_of, horizon, settings)
    if not origins:
        return None
    learned, steps = learn(known, origins[0], settings), steps_of(horizon)
    cells, pairs = [], []
    for origin in origins:
        dyads = busiest(known, origin, settings.checked_pairs, settings)
        walked = walk(known, origin, learned, dyads, settings)
        drawn = walked.paths(steps, number).sum(axis=2, dtype=np.int64)
        true = happened(known, walked, origin, steps).sum(axis=1)
        cells.append(covered(drawn, true))
        pairs.append(covered(drawn.sum(axis=2, keepdims=True), true.sum(axis=1, keepdims=True)))
    return Held(horizon, len(origins), *_share(np.concatenate(cells)), *_share(np.concatenate(pairs)))


def _origins(history: History, as_of: int, horizon: int, settings: Forecasting) -> list[int]:
    """The days to look back on; none where rates cannot be learned a horizon before the end of the news."""
    if len(history) <= settings.least_events:
        return []
    known = np.sort(history.known)
    end = min(as_of, int(known[-1]) + 1)
    first = np.searchsorted(known, known[0] + max(settings.least_days, 4 * WEEK) - 1)  # of the events that came late enough
    least = int(known[min(max(first, settings.least_events - 1), len(known) - 1)]) + 1
    if least > end - horizon:
        return []
    return sorted({int(day) for day in np.linspace(max(least, end - _CHECKS * horizon), end - horizon, _CHECKS)})


def _share(inside: Floats) -> tuple[int, float | None]:
    """How many counts, and how much of them lay inside; None where there are too few to tell."""
    return len(inside), float(inside.mean()) if len(inside) >= _FEW else None


def busiest(history: History, as_of: int, number: int, settings: Forecasting) -> NDArray[np.int64]:
    """The pairs of actors, in no order of the two, that had most events in the year before a day: (D, 2)."""
    recent = (history.day >= as_of - settings.risk_days) & (history.day < as_of) & (history.known < as_of)
    recent &= history.target >= 0
    if not settings.within:
        recent &= history.source != history.target
    ends = np.stack([history.source[recent], history.target[recent]], axis=1).astype(np.int64)
    dyads, times = np.unique(np.sort(ends, axis=1), axis=0, return_counts=True)
    return np.asarray(dyads[np.argsort(-times, kind="stable")[:number]]).reshape(-1, 2)


def covered(drawn: NDArray[np.int64], true: NDArray[np.int64]) -> Floats:
    """How much of what happened (P, K) lies in the 90 % interval of what was drawn (P, number, K), where enough was expected.

    Between 0 and 1: a count at an end of its interval lies inside in part.
    """
    enough = drawn.mean(axis=1) > _ENOUGH
    below = (drawn < true[:, None]).mean(axis=1)[enough]
    upto = (drawn <= true[:, None]).mean(axis=1)[enough]
    overlap = np.minimum(upto, HIGH) - np.maximum(below, LOW)
    never = upto == below
    part = np.clip(overlap / np.where(never, 1.0, upto - below), 0, 1)
    return np.asarray(np.where(never, ((below > LOW) & (below < HIGH)).astype(np.float64), part))


def _means(spread: Spread) -> Floats:
    """The logarithm of the expected count at each log-odds of `_TABLE`."""
    return np.log(counts.mean_count(1 / (1 + np.exp(-_TABLE)), spread))


def _crowd(panel: Panel, number: int) -> Panel:
    """Each pair so many times, with the columns that rates are made of."""
    pairs, acts = panel.shape
    changing = deeds(panel.view.rates, panel.view.rates, np.eye(acts))
    used = [place for place, name in enumerate(panel.names) if name in changing or name.startswith(_FIXED)]
    table = np.repeat(panel.columns[:, used].reshape(pairs, acts, len(used)), number, axis=0)
    seen = np.zeros((pairs * number, acts, 0), dtype=bool)  # baselines alone look at it
    return replace(
        panel,
        source=np.repeat(panel.source, number),
        target=np.repeat(panel.target, number),
        names=tuple(panel.names[place] for place in used),
        columns=table.reshape(-1, len(used)),
        view=replace(panel.view, seen=seen),
    )


def _with(panel: Panel, columns: dict[str, Floats]) -> Panel:
    """The panel with other values in these columns."""
    table = panel.columns.reshape(*panel.shape, len(panel.names)).copy()
    for name, values in columns.items():
        table[:, :, panel.names.index(name)] = values if values.ndim == 2 else values[:, None]
    return replace(panel, columns=table.reshape(panel.columns.shape))


def _draw(mean: Floats, spread: Spread, fortune: Floats, most: int) -> NDArray[np.int8]:
    """The counts, up to `most`, whose cumulative probability reaches the fortunes, which lie anywhere from 0 to 1."""
    shape = spread.shape(mean)
    chance = (1 + mean / shape) ** -shape
    upto, drawn = chance.copy(), np.zeros(mean.shape, dtype=np.int8)
    for number in range(most):
        drawn += fortune > upto
        chance = chance * (number + shape) / (number + 1) * mean / (shape + mean)
        upto += chance
    return drawn
