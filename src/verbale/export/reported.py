"""What goes into an export, and what comes out of it."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import BinaryIO

from verbale.export.settings import ExportSettings
from verbale.store.rows import ArticleRow, EventRow


@dataclass(frozen=True, slots=True)
class Reported:
    """An event, the article that tells it (None where it is not at hand, as for imported events), and the fields that a person
    has given."""

    event: EventRow
    article: ArticleRow | None = None
    corrected: tuple[str, ...] = ()

    @property
    def day(self) -> date | None:
        """When it happened, else when it was published; None where neither is known."""
        return self.event.date_from or self.event.published


@dataclass(frozen=True, slots=True)
class Written:
    """What an export did: rows (or features, edges, quads) written, events left out and what the format changed, by reason."""

    rows: int
    files: tuple[Path, ...]
    left_out: Mapping[str, int]
    changed: Mapping[str, int]


@dataclass(slots=True)
class Tally:
    """The counts of an export that is under way."""

    rows: int = 0
    left_out: Counter[str] = field(default_factory=Counter)
    changed: Counter[str] = field(default_factory=Counter)

    def dated(self, events: Iterable[Reported]) -> Iterator[tuple[Reported, date]]:
        """Events with their day; those without one are left out."""
        for reported in events:
            if (day := reported.day) is None:
                self.left_out["neither the day of the event nor that of publication is known"] += 1
            else:
                yield reported, day


Writer = Callable[[Iterable[Reported], BinaryIO, ExportSettings, Tally], None]


@dataclass(frozen=True, slots=True)
class Format:
    """A format: `approximate` says that codes are translated with loss, `tells_status` that status survives,
    `archive` that it is several files (a zip archive, or a folder)."""

    name: str
    suffix: str
    description: str
    write: Writer
    approximate: bool = False
    tells_status: bool = False
    archive: bool = False
