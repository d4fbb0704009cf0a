"""Events as CSV (RFC 4180): one row an event, the columns of `verbale.document.rows`."""

import csv
from collections.abc import Iterable
from typing import TextIO

from verbale.document.rows import COLUMNS, rows
from verbale.records import CodedArticle


def write(coded: Iterable[CodedArticle], stream: TextIO) -> None:
    """Write the names of the columns, then the rows of each article as soon as it is coded; an absent value is an empty cell."""
    writer = csv.writer(stream)
    writer.writerow(COLUMNS)
    for article in coded:
        writer.writerows(row.values() for row in rows(article))
