"""What an imported record is made of."""

from collections import Counter
from dataclasses import dataclass

from verbale.ontology import UNKNOWN_CODE

_SPELLINGS = 10_000  # so that a damaged file cannot fill the memory with what is unknown
_OTHERS = "others"
_SHOWN = 40


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A record that gave no event: file and line; what is wrong, and after a colon what was found and expected.

    Records that are sound, but tell what PLOVER has no act for, are not `damaged`.
    """

    where: str
    reason: str
    damaged: bool = True

    @property
    def kind(self) -> str:
        """What is wrong, without what was found in this record: for counting."""
        return self.reason.partition(":")[0]


class Damage(Exception):
    """A record cannot be an event. It never leaves the room: the record becomes a LeftOut."""

    def __init__(self, what: str, found: str, expected: str, *, damaged: bool = True) -> None:
        super().__init__(f"{what}: found {shown(found)}, expected {expected}")
        self.damaged = damaged


@dataclass(frozen=True, slots=True)
class Deed:
    """What was done: names of the codebook."""

    act: str
    modes: tuple[str, ...] = ()
    contexts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Party:
    """An actor or recipient, as the columns of an event have it."""

    words: str | None = None
    name: str | None = None
    code: str = UNKNOWN_CODE
    sector: str | None = None


@dataclass(frozen=True, slots=True)
class Spot:
    """Where it was, as the columns of an event have it."""

    words: str | None = None
    name: str | None = None
    country: str | None = None
    admin1: str | None = None
    geonameid: int | None = None
    lat: float | None = None
    lon: float | None = None
    precision: str | None = None


@dataclass(frozen=True, slots=True)
class Importing:
    """An import that is under way: its run, and how often which spelling had no code."""

    run_id: str
    unknown: Counter[str]

    def miss(self, kind: str, spelling: str) -> None:
        """Count a spelling of a country, sector, mode or context that verbale does not know."""
        key = f"{kind} {spelling if len(spelling) <= _SHOWN else spelling[:_SHOWN] + '…'}"
        if key not in self.unknown and len(self.unknown) >= _SPELLINGS:
            key = f"{kind} {_OTHERS}"
        self.unknown[key] += 1


def shown(cell: str) -> str:
    """A cell as a message shows it."""
    return repr(cell if len(cell) <= _SHOWN else cell[:_SHOWN] + "…") if cell.strip() else "nothing"
