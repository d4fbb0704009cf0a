"""Choices between readings of a phrase, by what speaks for each: a conditional logit with weights learned on the corpus.

training/choices.py learns them; a sign that it has not seen often enough counts nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import exp

from verbale.errors import GazetteerNotFound


@dataclass(frozen=True, slots=True)
class Option:
    """One way to read a phrase: the code it would have, and the signs that speak for it."""

    code: str
    signs: tuple[str, ...]


@cache
def packaged_weights() -> dict[str, float]:
    """What each sign is worth, by its name; raises GazetteerNotFound where the file is missing or damaged."""
    file = files("verbale.resolution") / "data" / "choices.tsv"
    try:
        pairs = (line.split("\t") for line in file.read_text(encoding="utf-8").splitlines())
        return {sign: float(weight) for sign, weight in pairs}
    except (OSError, ValueError) as why:
        raise GazetteerNotFound(f"The weights of choices {file} cannot be read ({why}); reinstall verbale.") from why


def best(options: Sequence[Option], worth: dict[str, float] | None = None) -> tuple[int, float]:
    """The position of the likeliest option and its chance; of equals the first. `options` must not be empty."""
    worth = packaged_weights() if worth is None else worth
    sums = [sum(worth.get(sign, 0.0) for sign in option.signs) for option in options]
    top = max(sums)
    return sums.index(top), 1 / sum(exp(value - top) for value in sums)
