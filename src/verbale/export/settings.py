"""What can be set about an export."""

from dataclasses import dataclass

from verbale import ontology
from verbale.errors import SettingsError

ACTORS_BY = ("name", "code")


@dataclass(frozen=True, slots=True)
class ExportSettings:
    """Which events are written, and how. Raises UnknownCode for a status that does not exist, SettingsError for the rest."""

    statuses: tuple[str, ...] = ("actual",)
    """Events of other statuses are left out, and counted."""
    safe: bool = False
    """Put an apostrophe before cells of a table that a spreadsheet would take for formulas."""
    mutual: bool = True
    """In formats of pairs, tell a mutual act of several actors without a recipient in both directions."""
    actors_by: str = "name"
    """What makes two actors one in networks and quads: their name, or their code and sector."""
    day_step: int = 1
    """How much the time of quads grows a day; the files of ICEWS14 use 24 (hours)."""
    day_counts: bool = False
    """Whether quads have a fifth column, how often the quad was told on its day."""
    split: tuple[float, float] = (0.8, 0.1)
    """Shares of the days that go into train.txt and valid.txt of quads; test.txt has the rest."""

    def __post_init__(self) -> None:
        for status in self.statuses:
            ontology.one_of(status, ontology.STATUSES, "status")
        if self.actors_by not in ACTORS_BY:
            raise SettingsError(f"actors_by is {self.actors_by!r}; it must be one of {', '.join(ACTORS_BY)}.")
        if self.day_step < 1:
            raise SettingsError(f"day_step is {self.day_step}; it must be 1 or more.")
        if min(self.split) < 0 or sum(self.split) > 1:
            raise SettingsError(f"split is {self.split}; both shares must be 0 or more, and no more than 1 together.")
