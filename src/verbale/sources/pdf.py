"""The text layer of a PDF."""

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any

from verbale.errors import UnreadableArticle

_PAGES = 200  # of one article; a book is no article
_DRAWN_BYTES = 4_000_000
_DRAWN = 150_000  # operations that place letters, lines and pictures
_TOO_MUCH = "the PDF has more drawings than any article: save its text as a .txt file."
_HYPHEN = re.compile(r"(?<=[a-z])-\n(?=[a-z])")
_WRAPPED = re.compile(r"(?<=[^\s.!?:;”\"'’])\n(?=\S)|(?<=\S)\n(?=[a-z])")


def read_pdf(data: bytes) -> str:
    """The words of a PDF, its wrapped lines joined. Raises UnreadableArticle: no text layer, encrypted, broken."""
    import pypdf

    try:
        with _silent(logging.getLogger("pypdf")):
            reader = pypdf.PdfReader(BytesIO(data))
            if reader.is_encrypted and not reader.decrypt(""):
                raise UnreadableArticle("the PDF is locked with a password: save it without one.")
            work = _Work()
            pages = [work.words(page) for page in reader.pages[:_PAGES]]
    except UnreadableArticle:
        raise
    except Exception as error:  # pypdf follows what a broken file says, and fails wherever that leads
        raise UnreadableArticle(f"it is no PDF that can be read ({type(error).__name__}): print it to a new PDF.") from None
    words = "\n\n".join(pages).strip()
    if not any(letter.isalpha() for letter in words):
        raise UnreadableArticle("the PDF has no text layer, only pictures of pages: run text recognition (OCR) over it first.")
    return _WRAPPED.sub(" ", _HYPHEN.sub("", words))


class _Work:
    """What one PDF may cost: its drawings are counted, since forms in forms can ask for any number of them."""

    def __init__(self) -> None:
        self._bytes, self._operations = 0, 0

    def words(self, page: Any) -> str:
        """The words of a page. Raises UnreadableArticle where the work is more than any article asks for."""
        contents = page.get_contents()
        self._bytes += len(contents.get_data()) if contents is not None else 0
        if self._bytes > _DRAWN_BYTES:
            raise UnreadableArticle(_TOO_MUCH)
        words = page.extract_text(visitor_operand_before=self._count)
        self._check()  # the library goes on after an error in a form
        return str(words)

    def _count(self, *_: object) -> None:
        self._operations += 1
        self._check()

    def _check(self) -> None:
        if self._operations > _DRAWN:
            raise UnreadableArticle(_TOO_MUCH)


@contextmanager
def _silent(logger: logging.Logger) -> Iterator[None]:
    """The library warns of every fault, thousands of times in some files; ours get one sentence from us."""
    level = logger.level
    logger.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        logger.setLevel(level)
