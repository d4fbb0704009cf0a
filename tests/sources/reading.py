"""Files into articles and sentences, for the tests of this room."""

import io
import tarfile
import zipfile
from pathlib import Path

from verbale.errors import UnreadableArticle
from verbale.records import Article
from verbale.sources import Options, article, pieces

TEXT = "Oslo has warned Minsk on the Monday. The note was short."


def read(*sources: Path | str, options: Options | None = None) -> tuple[list[Article], list[str]]:
    """The articles of sources, and what is told of the rest."""
    options = options or Options()
    found: list[Article] = []
    told: list[str] = []
    for piece in pieces([str(source) for source in sources], options):
        try:
            if isinstance(piece, UnreadableArticle):
                raise piece
            found.append(article(piece, options.published))
        except UnreadableArticle as error:
            told.append(str(error))
    return found, told


def zipped(members: dict[str, bytes]) -> bytes:
    """A zip archive."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return stream.getvalue()


def tarred(members: dict[str, bytes], mode: str = "w") -> bytes:
    """A tar archive, packed where the mode says so."""
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode=mode) as archive:  # type: ignore[call-overload]
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return stream.getvalue()
