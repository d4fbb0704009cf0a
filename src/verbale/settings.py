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
