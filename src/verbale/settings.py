"""What can be set, one frozen dataclass per room, with its default.

Thresholds were chosen on the held-out articles of the corpus; rerun `python training/evaluate.py --thresholds` after a new
model to see whether they still fit.
"""

import hashlib
from dataclasses import dataclass, field, fields

from verbale.errors import SettingsError


@dataclass(frozen=True, slots=True)
class Extraction:
    """Probabilities from which on the extraction believes the network, 0 to 1."""

    trigger: float = 0.75
    """For an event that is told as a fact (actual or historical)."""
    unreal_trigger: float = 0.5
    """For one that is not (future, hypothetical, negated): to miss it, or to tell it as a fact, is the costlier error."""
    role: float = 0.3
    source: float = 0.6
    """For who says so: to put words into a wrong mouth is the costlier error."""
    last_role: float = 0.15
    """For an event that would otherwise have neither actor nor recipient."""
    signal: float = 0.5
    stance: float = 0.6
    claim_role: float = 0.3
    """For cause, effect and holder, without which there is no consequence or stance."""
    mode: float = 0.3
    context: float = 0.32
    """For a context of the passage, which is the sentence and its neighbours."""
    pieces_per_batch: int = 1024
    """Padded word pieces in one call of the network; more is slower, since the cache is left."""


@dataclass(frozen=True, slots=True)
class Resolution:
    """How mentions become codes, places and dates."""

    historical_after_days: int = 366
    """An actual event whose date ended so long before publication is background: historical."""


@dataclass(frozen=True, slots=True)
class Forecasting:
    """How likely: probabilities and counts of acts (`forecast.probability`).

    Chosen on the ICEWS stream of 2012-10 to 2013-12; rerun `python -m bench.probability --develop` after a change.
    """

    half_lives: tuple[float, ...] = (7.0, 30.0, 90.0, 365.0, 1000.0)
    """Days in which the weight of an event falls to a half; shortest first."""
    risk_days: int = 365
    """A pair with no event in so many days is new: it gets a pooled rate."""
    windows: int = 12
    """Past windows of the length of the horizon that are looked at; an act in none of them would be an onset."""
    within: bool = True
    """Whether what an actor does to itself (a government and its people) is asked for too."""
    step: int = 10
    """Days between the origins that are learned from; more where the cells would be too many."""
    most_cells: int = 1_200_000
    """Cells (pairs by acts by origins) that are learned from; a million takes 0.6 GB."""
    least_origins: int = 8
    """Origins that are learned from however many cells they have."""
    warm_up: int = 180
    """Days of history before the first of them."""
    least_events: int = 200
    """Events before the as-of day below which nothing is forecast."""
    least_days: int = 120
    """Days of history below which nothing is forecast."""
    boosted_events: int = 2000
    """Events below which pooled rates alone answer, without boosting."""
    boosted_chance: float = 0.25
    """Cells whose pooled chance is less than this many times the mean share that happen keep it: trees find nothing there."""
    most_rows: int = 300_000
    """Cells that the trees learn from; of more, so many are drawn."""
    trees: int = 240
    learning_rate: float = 0.04
    leaves: int = 15
    least_in_leaf: int = 200
    seeds: int = 1
    """Boosted models whose mean answers."""
    tested: float = 0.5
    """The share of the history, its latest part, that a backtest asks about."""
    test_step: int = 30
    """Days between the origins of a backtest."""
    refit: int = 91
    """Days after which a backtest learns anew."""
    apart: float = 0.3
    """Variance of what two actors do to each other against what is expected, for as long as a sampled future goes on."""
    checked_pairs: int = 40
    """Pairs, the busiest, whose past futures are compared with what happened."""
    threads: int = 1
    seed: int = 0


@dataclass(frozen=True, slots=True)
class Settings:
    """All rooms' settings."""

    extraction: Extraction = field(default_factory=Extraction)
    resolution: Resolution = field(default_factory=Resolution)
    min_confidence: float = 0.0
    """Events less likely to be right as a whole than this are left out; 0 keeps all."""

    def __post_init__(self) -> None:
        shares = [
            (room, kind.name) for room in (self, self.extraction, self.resolution) for kind in fields(room) if kind.type is float
        ]
        for room, name in shares:
            if not 0 <= (value := getattr(room, name)) <= 1:
                raise SettingsError(f"The setting {name} is {value}; it must lie between 0 and 1.")

    def digest(self) -> str:
        """First 16 hexadecimal digits of the SHA-256 of all values."""
        return hashlib.sha256(repr(self).encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class RankingSettings:
    """How the ranker learns; numbers chosen on the validation days of ICEWS14 (bench/ranking.py --part valid)."""

    train_days: int = 120
    """Days before the forecast whose events are the questions to learn from; never more than two thirds of the history."""
    groups: int = 40_000
    """Questions to learn from at most; more are sampled."""
    hard: int = 40
    """Wrong candidates of each question, those with the highest counts."""
    easy: int = 80
    """Further wrong candidates of each question, drawn at random."""
    members: int = 5
    """Models in the ensemble."""
    share: float = 0.5
    """Share of the questions that each member learns from."""
    trees: int = 90
    rate: float = 0.08
    threads: int = 2
    seed: int = 1
    least_events: int = 50
    """Fewer events are too little to order anything by."""
    least_groups: int = 300
    """With fewer questions the fixed blend of counts orders, and says so."""
