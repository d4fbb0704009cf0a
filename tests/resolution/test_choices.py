"""Choices by weighted signs."""

import math

from verbale.resolution.choices import Option, best, packaged_weights


def test_the_likeliest_option_and_its_chance() -> None:
    options = [Option("A", ("x",)), Option("B", ("x", "y"))]
    at, chance = best(options, {"x": 1.0, "y": math.log(3)})
    assert (at, round(chance, 6)) == (1, 0.75)


def test_of_equals_the_first() -> None:
    assert best([Option("A", ("x",)), Option("B", ("x",))], {}) == (0, 0.5)


def test_the_packaged_weights_are_small_numbers_for_named_signs() -> None:
    worth = packaged_weights()
    assert len(worth) > 1000
    assert all(sign and abs(weight) < 10 for sign, weight in worth.items())
