"""The text layer of a PDF, and PDF that ask for far too much work."""

import logging
import zlib

import pytest

from bench.mutants import STREAM, pdf
from verbale.errors import UnreadableArticle
from verbale.sources.pdf import read_pdf


@pytest.mark.parametrize("packed", [False, True])
def test_the_words_of_a_page_are_read(packed: bool) -> None:
    data = pdf(zlib.compress(STREAM), b"/Filter /FlateDecode") if packed else pdf(STREAM)
    assert read_pdf(data).startswith("Oslo has warned Minsk on the Monday")


@pytest.mark.issue(5)
@pytest.mark.parametrize(
    ("stream", "filters", "told"),
    [
        (zlib.compress(b" " * 200_000_000), b"/Filter /FlateDecode", "no PDF that can be read"),
        (b"BT (Oslo) Tj ET " * 300_000, b"", "more drawings"), (b"BT " + b"T* " * 200_000, b"", "more drawings"),
        (b"0 0 9 9 re", b"", "no text layer"), (b"BT ET", b"/Filter /Fl", "no PDF that can be read"),
    ],
    ids=["bomb", "bytes", "operations", "no text", "old filter"],
)  # fmt: skip
def test_a_pdf_that_is_no_article_is_told(stream: bytes, filters: bytes, told: str) -> None:
    with pytest.raises(UnreadableArticle, match=told):
        read_pdf(pdf(stream, filters))


@pytest.mark.issue(5)
def test_many_pdf_leave_the_loggers_as_they_were() -> None:
    logger = logging.getLogger("pypdf")
    before = (list(logger.handlers), logger.level, logger.propagate)
    for _ in range(3):
        read_pdf(pdf(STREAM).replace(b"startxref\n", b"startxref\n9"))
    assert (list(logger.handlers), logger.level, logger.propagate) == before
