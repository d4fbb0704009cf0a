"""How many pieces sources will give, where that can be seen quickly: what a progress bar counts to."""

from collections.abc import Iterable
from pathlib import Path

from verbale.sources.find import Walk
from verbale.sources.streams import KINDS

_CHUNK = 1 << 20
_ONE_EACH = ("text", "markdown", "html", "eml", "pdf")


def extent(sources: Iterable[str]) -> int | None:
    """The number of pieces; None where a source does not tell, such as an archive, an address or standard input."""
    total = 0
    for source in sources:
        path = Path(source)
        try:
            files = [path] if path.is_file() else list(Walk(path).files()) if path.is_dir() else None
            if files is None:
                return None
            for file in files:
                kind = KINDS.get(file.suffix.lower())
                if kind in _ONE_EACH:
                    total += 1
                elif kind == "json" and file.suffix.lower() != ".json":
                    total += _lines(file)
                else:
                    return None
        except (OSError, ValueError):
            return None
    return total


def _lines(path: Path) -> int:
    with path.open("rb") as stream:
        return sum(chunk.count(b"\n") for chunk in iter(lambda: stream.read(_CHUNK), b""))
