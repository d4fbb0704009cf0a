"""Words of the command line into values; argparse turns an ArgumentTypeError into a sentence and exit code 2."""

from argparse import ArgumentParser, ArgumentTypeError
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from verbale.sources import ColumnMap

from verbale.errors import UnreadableArticle


def add_actors(parser: ArgumentParser) -> None:
    """Whose actors count beside those of the package."""
    parser.add_argument(
        "--actors",
        type=Path,
        metavar="FILE",
        help="actors for this call (CSV, PETRARCH, Wikidata), instead of those you have added",
    )
    parser.add_argument(
        "--no-own-actors", dest="own", action="store_false", help="without those that you have added with verbale actors add"
    )


def day(words: str) -> date:
    """A day such as 2024-10-25."""
    from verbale.text import parse_day

    try:
        return parse_day(words)
    except UnreadableArticle:
        raise ArgumentTypeError(f"{words!r} is no day; a day looks like 2024-10-25") from None


def columns(words: str) -> "ColumnMap":
    """Which column of a table holds what: "text=body,published=day"."""
    from verbale.errors import SettingsError
    from verbale.sources import parse_columns

    try:
        return parse_columns(words)
    except SettingsError as error:
        raise ArgumentTypeError(str(error)) from None


def name(words: str) -> str:
    """A name with at least one letter or digit."""
    if not any(letter.isalnum() for letter in words):
        raise ArgumentTypeError(f"{words!r} is no name; give a word or phrase in quotation marks")
    return words


def share(words: str) -> float:
    """A number from 0 to 1."""
    try:
        number = float(words)
    except ValueError:
        number = -1.0
    if not 0 <= number <= 1:
        raise ArgumentTypeError(f"{words!r} is no number from 0 to 1")
    return number


def count(words: str) -> int:
    """A whole number, 1 or more."""
    if not words.isdecimal() or len(words) > 9 or int(words) < 1:
        raise ArgumentTypeError(f"{words!r} is no whole number from 1 up")
    return int(words)
