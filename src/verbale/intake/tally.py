"""What happened to the pieces of a run so far."""

from collections import Counter
from dataclasses import dataclass, field


@dataclass
class Tally:
    """Counts that grow while a desk is added to; `found` is all that came, in whatever form."""

    found: int = 0
    coded: int = 0
    events: int = 0
    uncoded: int = 0
    known: int = 0
    copies: int = 0
    versions: int = 0
    failed: int = 0
    reasons: Counter[str] = field(default_factory=Counter)
    """How often each reason of a failure came, its file and numbers taken out."""
    languages: Counter[str] = field(default_factory=Counter)
    """Languages of the articles that are kept uncoded."""
    stored: int = 0
    """Articles that are committed: a crash loses none of them."""
