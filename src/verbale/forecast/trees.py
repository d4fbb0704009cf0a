"""Boosted trees: the only file that loads LightGBM."""

from typing import Any

from verbale.errors import ForecastError


def boosting() -> Any:
    """The module `lightgbm`. Raises ForecastError where the system lacks the OpenMP library that it needs."""
    try:
        import lightgbm
    except OSError as error:
        raise ForecastError(
            f"Forecasts need LightGBM, which cannot be loaded here ({error}): install OpenMP, which is libgomp1 in Debian and"
            " Ubuntu, libgomp in Fedora and libomp in Homebrew."
        ) from error
    return lightgbm
