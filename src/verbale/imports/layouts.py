"""Where the columns of a data set stand in a file, by its header where it has one, else by the published order."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from operator import itemgetter

_APART = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns of one file: folded names in the order of the file. `header` says that its first line holds the names."""

    origin: str
    names: tuple[str, ...]
    header: bool
    comma: bool = False

    def picker(self, names: Sequence[str]) -> Callable[[list[str]], tuple[str, ...]]:
        """What takes the cells of these columns from a record with one empty cell at its end, which stands for those lacking."""
        where = {name: number for number, name in reversed(list(enumerate(self.names)))}
        return itemgetter(*(where.get(folded(name), len(self.names)) for name in names))


def folded(name: str) -> str:
    """The name of a column in small letters, words apart by a blank: "Event.ID" is "event id"."""
    return _APART.sub(" ", name.lower()).strip()
