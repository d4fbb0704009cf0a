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
    undated: int = 0
    """Coded articles that state no date of publication."""
    failed: int = 0
    refused: int = 0
    """Pieces that could not be read before, and were not tried again."""
    reasons: Counter[str] = field(default_factory=Counter)
    """How often each reason of a failure came, its file and numbers taken out."""
    first: dict[str, str] = field(default_factory=dict)
    """The first failure of each reason: where it was found, and the sentence."""
    languages: Counter[str] = field(default_factory=Counter)
    """Languages of the articles that are kept uncoded."""
    given_up: int = 0
    """Articles of a batch that was given up before its end: they are to be coded again."""
    behind: int = 0
    """Articles that are still coded by another run."""
    omitted: Counter[str] = field(default_factory=Counter)
    """How often something was left out on purpose, by the kind of it; no failures. `first` has the first sentence of each."""
    stored: int = 0
    """Articles that are committed: a crash loses none of them."""
