"""What settings refuse."""

import pytest

from verbale import load
from verbale.errors import SettingsError
from verbale.settings import Extraction, Settings


@pytest.mark.parametrize("share", [-0.1, 1.5, 2, float("nan")])
def test_shares_lie_between_0_and_1(share: float) -> None:
    with pytest.raises(SettingsError, match=r"min_confidence is .* between 0 and 1"):
        Settings(min_confidence=share)
    with pytest.raises(SettingsError, match="trigger is"):
        Settings(extraction=Extraction(trigger=share))


def test_counts_may_be_larger() -> None:
    assert Settings(extraction=Extraction(pieces_per_batch=4096)).extraction.pieces_per_batch == 4096


@pytest.mark.parametrize("threads", [0, -1])
def test_threads_are_counted_from_one(threads: int) -> None:
    with pytest.raises(SettingsError, match="threads is"):
        load(threads=threads)
