"""The text layer of a PDF."""

import logging
import re
from io import BytesIO

from verbale.errors import UnreadableArticle

_PAGES = 200  # of one article; a book is no article
_HYPHEN = re.compile(r"(?<=[a-z])-\n(?=[a-z])")
_WRAPPED = re.compile(r"(?<=[^\s.!?:;”\"'’])\n(?=\S)|(?<=\S)\n(?=[a-z])")


def read_pdf(data: bytes) -> str:
    """The words of a PDF, its wrapped lines joined. Raises UnreadableArticle: no text layer, encrypted, broken."""
    import pypdf
    from pypdf.errors import PyPdfError

    logging.getLogger("pypdf").addHandler(logging.NullHandler())
    logging.getLogger("pypdf").propagate = False
    try:
        reader = pypdf.PdfReader(BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise UnreadableArticle("the PDF is locked with a password: save it without one.")
        pages = [page.extract_text() for page in reader.pages[:_PAGES]]
    except UnreadableArticle:
        raise
    except (PyPdfError, ArithmeticError, LookupError, ValueError, TypeError, AttributeError, AssertionError, OSError,
            RecursionError, NotImplementedError, MemoryError) as error:  # fmt: skip
        # pypdf follows what a broken file says, and fails wherever that leads.
        raise UnreadableArticle(f"it is no PDF that can be read ({type(error).__name__}): print it to a new PDF.") from None
    words = "\n\n".join(pages).strip()
    if not any(letter.isalpha() for letter in words):
        raise UnreadableArticle("the PDF has no text layer, only pictures of pages: run text recognition (OCR) over it first.")
    return _WRAPPED.sub(" ", _HYPHEN.sub("", words))
