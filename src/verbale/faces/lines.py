"""Coded articles as JSON Lines: the output contract, one object an article."""

from collections.abc import Iterable
from typing import TextIO

from verbale.document import Document
from verbale.records import CodedArticle


def write(coded: Iterable[CodedArticle], stream: TextIO) -> None:
    """Write each article as soon as it is coded."""
    for article in coded:
        stream.write(Document(article).to_json() + "\n")
