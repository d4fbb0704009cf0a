"""Files of folders and archives that are plainly no articles: counted, and told in one sentence."""

import re
from collections import Counter
from collections.abc import Iterator

from verbale.errors import Omitted
from verbale.sources.kinds import KINDS

_ENDING = re.compile(r"[^/\\]\.([a-z][a-z0-9]{0,9})$", re.I)  # not that of "Reuters.2024-05-01" or "Mr. Smith goes to Oslo"
_TOLD = 8


def hidden(part: str) -> bool:
    """Whether a file or folder is hidden, or is what systems put beside the files."""
    return (part.startswith(".") and part.strip(".") != "") or part == "__MACOSX"


class PassedOver:
    """What was passed over in one folder or archive. Hidden files are not counted: nobody means them."""

    def __init__(self) -> None:
        self._endings: Counter[str] = Counter()

    def takes(self, name: str) -> bool:
        """Whether the file, by its name in the folder or archive, is passed over."""
        if any(map(hidden, name.replace("\\", "/").split("/"))):
            return True
        found = _ENDING.search(name)
        if found is None or f".{found[1].lower()}" in KINDS:
            return False
        self._endings[f".{found[1].lower()}"] += 1
        return True

    def told(self, where: str) -> Iterator[Omitted]:
        """One sentence, or none where nothing was passed over."""
        if count := self._endings.total():
            endings = ", ".join(sorted(ending for ending, _ in self._endings.most_common(_TOLD)))
            files = "1 file" if count == 1 else f"{count:,} files"
            yield Omitted(
                f"{where}: {files} passed over that {'ends' if count == 1 else 'end'} in {endings}, since such files are no"
                " articles: add by name what is one all the same."
            )
