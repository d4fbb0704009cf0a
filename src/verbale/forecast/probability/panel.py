"""The cells of one origin: pairs of the risk set by acts, with what was known of each on that morning."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from verbale.forecast.history import UNKNOWN, History
from verbale.forecast.probability import quads
from verbale.forecast.probability.ledger import NEVER, Floats, Ledger
from verbale.settings import Forecasting

Put = Callable[[str, "Floats | NDArray[np.int64]"], None]
_Number = TypeVar("_Number", bound=np.generic)
OLDEST = 9999.0
"""Days since what never happened."""


@dataclass(frozen=True, slots=True, eq=False)
class View:
    """What the baselines know of rows (pairs, or actors) by acts (or classes of acts).

    `seen` (rows, acts, windows) says in which of the last windows of the horizon's length it happened, the latest first, of which
    `observed` (1 or more) lie within the history; `rates` (rows, acts, H) are events in a horizon of average news, decayed.
    """

    seen: NDArray[np.bool_]
    rates: Floats
    observed: int

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and acts."""
        return self.seen.shape[0], self.seen.shape[1]


@dataclass(frozen=True, slots=True, eq=False)
class Panel:
    """P pairs by K acts on the morning of `origin`; `columns` (P * K, F) are the features by `names`."""

    origin: int
    horizon: int
    source: NDArray[np.int64]
    target: NDArray[np.int64]
    names: tuple[str, ...]
    columns: NDArray[np.float32]
    view: View

    @property
    def shape(self) -> tuple[int, int]:
        """P and K."""
        return self.view.shape

    def pair(self, pair: int) -> "Panel":
        """One pair alone."""
        start = pair * self.shape[1]
        one = slice(pair, pair + 1)
        view = View(self.view.seen[one], self.view.rates[one], self.view.observed)
        table = self.columns[start : start + self.shape[1]]
        return Panel(self.origin, self.horizon, self.source[one], self.target[one], self.names, table, view)

    def column(self, name: str) -> Floats:
        """One feature as (P * K,)."""
        return self.columns[:, self.names.index(name)].astype(np.float64)


@dataclass(frozen=True, slots=True, eq=False)
class Case:
    """A panel and what followed: events in the horizon.

    `labels` (P, K) are those of each cell, `out` and `into` (N, K) those of each actor's acts and of acts towards it (new and
    unknown recipients too), `fresh` those of pairs outside the risk set, one row a pair.
    """

    panel: Panel
    labels: NDArray[np.int32]
    out: NDArray[np.int32]
    into: NDArray[np.int32]
    fresh_source: NDArray[np.int64]
    fresh_target: NDArray[np.int64]
    fresh: NDArray[np.int32]


class Panels:
    """Makes the panels of one history, in the order of their days."""

    def __init__(self, history: History, horizon: int, settings: Forecasting) -> None:
        self.horizon = horizon
        self.settings = settings
        self.acts = history.acts
        self.quads = np.array([quads.quad(act) for act in history.acts], dtype=np.int64)
        self.ledger = Ledger(history, settings.half_lives)
        self.signals = (
            Ledger(history.signals, settings.half_lives) if history.signals is not None and len(history.signals) else None
        )
        about = [quads.base(act, history.acts) for act in history.signals.acts] if history.signals is not None else []
        self.kinds = tuple(sorted({kind for _, kind in about}))
        self.about = tuple((number, self.kinds.index(kind)) for number, kind in about)

    def at(self, day: int) -> Panel:
        """The panel of the risk set of a day: pairs with an event in the last `settings.risk_days` days."""
        rows = self._active(day)
        return self._panel(self.ledger.source[rows], self.ledger.target[rows], len(rows))

    def of(self, day: int, source: NDArray[np.int64], target: NDArray[np.int64]) -> Panel:
        """The panel of these pairs on a day, whether they are in the risk set or not."""
        return self._panel(source, target, len(self._active(day)))

    def _active(self, day: int) -> NDArray[np.int64]:
        """The rows of the risk set of a day."""
        self.move(day)
        ledger = self.ledger
        active = (ledger.last.max(axis=1, initial=NEVER) >= day - self.settings.risk_days) & (ledger.target != ledger.size - 1)
        if not self.settings.within:
            active &= ledger.source != ledger.target
        return np.flatnonzero(active)

    def move(self, day: int) -> None:
        """Let the ledgers know the day."""
        self.ledger.advance(day)
        if self.signals is not None:
            self.signals.advance(day)

    def case(self, day: int) -> "Case":
        """The panel of a day with what followed; the horizon must lie within the history."""
        panel = self.at(day)
        ledger = self.ledger
        ahead = ledger.ahead(self.horizon)
        rows = ledger.find(panel.source, panel.target)
        if not self.settings.within:
            ahead[ledger.source == ledger.target] = 0
        out = np.zeros((ledger.size, len(self.acts)), dtype=np.int32)
        into = np.zeros_like(out)
        np.add.at(out, ledger.source, ahead)
        np.add.at(into, ledger.target, ahead)
        labels = ahead[rows]
        ahead[rows] = 0
        ahead[ledger.target == ledger.size - 1] = 0
        fresh = np.flatnonzero(ahead.any(axis=1))
        return Case(panel, labels, out, into, ledger.source[fresh], ledger.target[fresh], ahead[fresh])

    def _panel(self, source: NDArray[np.int64], target: NDArray[np.int64], active: int) -> Panel:
        """The panel of these pairs; `active` is the size of the risk set, of which the world's rates are the mean."""
        ledger, day = self.ledger, self.ledger.day
        assert day is not None
        rows = ledger.find(source, target)
        pairs, acts = len(rows), len(self.acts)
        scale = self.horizon / ledger.exposure()
        rates = ledger.decayed * scale
        own = _rows(rates, rows)
        back = _rows(rates, ledger.find(target, source))
        home = _rows(rates, ledger.find(source, source))
        abroad = _rows(rates, ledger.find(target, target))
        out, into, world = self._totals(rates)
        columns: dict[str, Floats] = {}

        def put(name: str, values: Floats | NDArray[np.int64]) -> None:
            columns[name] = np.broadcast_to(values if values.ndim == 2 else values[:, None], (pairs, acts))

        same = (self.quads[:, None] == self.quads[None, :]).astype(np.float64)
        every = range(len(ledger.half_lives))
        for name, values in deeds(own, back, same).items():
            put(name, values)
        three = tuple(every)[1:] if len(every) > 1 else tuple(every)
        for h in three:
            put(f"back quad {h}", back[:, :, h] @ same)
            put(f"out {h}", out[source, :, h])
            put(f"out all {h}", out[source, :, h].sum(axis=1))
            put(f"into {h}", into[target, :, h])
            put(f"into all {h}", into[target, :, h].sum(axis=1))
            put(f"received {h}", into[source, :, h].sum(axis=1))
            put(f"gives {h}", out[target, :, h].sum(axis=1))
            put(f"world {h}", np.broadcast_to(world[:, h] / max(active, 1), (pairs, acts)))
        middle, last = three[len(three) // 2], every[-1]
        everything = max(float(world[:, last].sum()), 1e-12)
        put("by actor", out[source, :, last] * into[target, :, last].sum(axis=1, keepdims=True) / everything)
        put("by recipient", into[target, :, last] * out[source, :, last].sum(axis=1, keepdims=True) / everything)
        for number in np.unique(self.quads):
            put(f"pair in quad {number}", own[:, self.quads == number, middle].sum(axis=1))
        put("home", home[:, :, middle])
        put("home all", home[:, :, middle].sum(axis=1))
        put("abroad", abroad[:, :, middle])
        put("abroad all", abroad[:, :, middle].sum(axis=1))
        put("ever", _rows(ledger.total, rows) * self.horizon / max(day - ledger.first, 1))
        age = np.where((rows >= 0)[:, None], np.minimum(day - ledger.last[rows], OLDEST), OLDEST)
        put("age", age)
        put("pair age", age.min(axis=1))
        answer = ledger.find(target, source)
        put("back age", np.where(answer >= 0, np.minimum(day - ledger.last[answer].max(axis=1), OLDEST), OLDEST))
        seen = _rows(ledger.windows(self.horizon, self.settings.windows), rows)
        observed = min(self.settings.windows, max((day - ledger.first) // self.horizon, 1))
        put("windows", seen.sum(axis=2) / observed)
        put("windows pair", seen.any(axis=1).sum(axis=1) / observed)
        put("act", np.broadcast_to(np.arange(acts), (pairs, acts)))
        put("quad", np.broadcast_to(self.quads, (pairs, acts)))
        if self.signals is not None:
            self._signals(source, target, put, every)
        table = np.stack([values.reshape(-1) for values in columns.values()], axis=1).astype(np.float32)
        return Panel(day, self.horizon, source, target, tuple(columns), table, View(seen, own, observed))

    def _totals(self, rates: Floats) -> tuple[Floats, Floats, Floats]:
        """Rates of each actor's acts, of the acts towards it (N, K, H), and of the act between any two (K, H)."""
        ledger = self.ledger
        out = np.zeros((ledger.size, *rates.shape[1:]))
        into = np.zeros_like(out)
        np.add.at(out, ledger.source, rates)
        np.add.at(into, ledger.target, rates)
        return out, into, out.sum(axis=0)

    def _signals(self, source: NDArray[np.int64], target: NDArray[np.int64], put: Put, half_lives: range) -> None:
        """What was planned, threatened or denied, by kind: of the act itself, and of all acts of the pair."""
        signals = self.signals
        assert signals is not None
        rates = signals.decayed * (self.horizon / self.ledger.exposure())
        there, back = _rows(rates, signals.find(source, target)), _rows(rates, signals.find(target, source))
        acts = len(self.acts)
        for number, kind in enumerate(self.kinds):
            of_kind = [(signal, act) for signal, (act, other) in enumerate(self.about) if other == number]
            match = np.zeros((len(self.about), acts))
            for signal, act in of_kind:
                if act != UNKNOWN:
                    match[signal, act] = 1.0
            chosen = [signal for signal, _ in of_kind]
            for h in half_lives:
                put(f"{kind} {h}", np.einsum("psh,sk->pkh", there[:, :, h : h + 1], match)[:, :, 0])
                put(f"{kind} pair {h}", there[:, chosen, h].sum(axis=1))
                put(f"back {kind} pair {h}", back[:, chosen, h].sum(axis=1))


def deeds(own: Floats, back: Floats, same: Floats) -> dict[str, Floats]:
    """The columns of what pairs did and had done to them, from rates (P, K, H); `same` (K, K) says which acts are of a class."""
    columns: dict[str, Floats] = {}
    for h in range(own.shape[2]):
        columns[f"own {h}"] = own[:, :, h]
        columns[f"pair {h}"] = own[:, :, h].sum(axis=1)
        columns[f"pair quad {h}"] = own[:, :, h] @ same
        columns[f"back {h}"] = back[:, :, h]
        columns[f"back pair {h}"] = back[:, :, h].sum(axis=1)
    return columns


def _rows(table: NDArray[_Number], rows: NDArray[np.int64]) -> NDArray[_Number]:
    """Rows of a table, zeros where the row is -1."""
    found = table[rows] if len(table) else np.zeros((len(rows), *table.shape[1:]), table.dtype)
    found[rows < 0] = 0
    return found
