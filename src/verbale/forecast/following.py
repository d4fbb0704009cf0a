"""What followed on what between the same two, counted."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from verbale.forecast.history import History

_LONG = 1 << 20
"""More days than any history has: numbers a pair and a day in one."""


@dataclass(frozen=True, slots=True)
class Followed:
    """In `came` of `cases` an act followed within `horizon` days of another between the same two; `usual` is the share of all
    days that it followed so soon, of the same pairs, each counted as often as it has cases. `back` says that the recipient of the
    first did the second.
    """

    first: str
    act: str
    back: bool
    horizon: int
    cases: int
    came: int
    usual: float

    @property
    def statement(self) -> str:
        """In words."""
        sides = "of the other" if self.back else "of the same"
        share = 100 * self.came / max(self.cases, 1)
        return (
            f"after {self.first} of one to another, {self.act} {sides} came within {self.horizon} days in {self.came:,} of"
            f" {self.cases:,} cases ({share:.0f} %), on any day of these pairs in {100 * self.usual:.0f} %"
        )


def followed(history: History, as_of: int, horizon: int, first: str, act: str, *, back: bool) -> Followed:
    """Count in what was known before a day; only cases whose horizon has ended by then."""
    known = history.before(as_of)
    size, end = len(known.actors.names) + 1, as_of - horizon
    names = (known.acts.index(first), known.acts.index(act))
    begins = (known.act == names[0]) & (known.day < end) & (known.target >= 0)
    source, target = known.source.astype(np.int64), known.target.astype(np.int64)
    case_day = known.day[begins].astype(np.int64)
    case_pair = (target * size + source if back else source * size + target)[begins]
    second = (known.act == names[1]) & np.isin(source * size + target, case_pair)
    after = np.sort((source * size + target)[second] * _LONG + known.day[second])
    place = np.searchsorted(after, case_pair * _LONG + case_day, side="right")
    there = place < len(after)
    came = int((after[place[there]] <= (case_pair * _LONG + case_day + horizon)[there]).sum())
    begin = int(known.day.min(initial=end))
    return Followed(first, act, back, horizon, len(case_pair), came, _usual(after, case_pair, begin, end, horizon))


def _usual(after: NDArray[np.int64], cases: NDArray[np.int64], begin: int, end: int, horizon: int) -> float:
    """The mean over the cases' pairs of the share of days, from begin to before end, that one of `after` follows soon."""
    if not len(cases) or not len(after) or end <= begin:
        return 0.0
    pair, day = np.divmod(after, _LONG)
    last = np.concatenate([[begin], day[:-1]])
    last[np.concatenate([[True], pair[1:] != pair[:-1]])] = begin
    soon = np.clip(np.minimum(day, end) - np.maximum(np.maximum(day - horizon, last), begin), 0, None)
    pairs, place = np.unique(pair, return_inverse=True)
    share = np.bincount(place, weights=soon) / (end - begin)
    row = np.minimum(np.searchsorted(pairs, cases), len(pairs) - 1)
    return float(np.where(pairs[row] == cases, share[row], 0.0).mean())
