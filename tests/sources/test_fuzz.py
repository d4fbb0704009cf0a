"""Damaged files of every format: each gives articles or sentences. `bench/fuzz.py` tries a million."""

import pytest

from bench.fuzz import fuzz
from bench.mutants import FORMATS, mutant


@pytest.mark.slow
def test_two_thousand_damaged_files_crash_nothing() -> None:
    found = fuzz(2000, seed=7, processes=2, seconds=300, tell=False)
    assert found.crashes == []
    assert found.hangs == []
    assert found.inputs.total() == 2000
    assert all(found.inputs[each.name] for each in FORMATS)


def test_an_input_can_be_made_again() -> None:
    assert [mutant(3, number) for number in range(40)] == [mutant(3, number) for number in range(40)]
