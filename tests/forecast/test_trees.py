"""The library of trees, where the system lacks what it needs."""

import builtins

import pytest

from verbale.errors import ForecastError
from verbale.forecast.trees import boosting


def test_a_system_without_openmp_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without(name: str, *rest: object, **named: object) -> object:
        if name == "lightgbm":
            raise OSError("libgomp.so.1: cannot open shared object file")
        return real(name, *rest, **named)  # type: ignore[arg-type]  # passed on as it came

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(ForecastError, match=r"libgomp\.so\.1.*libgomp1 in Debian"):
        boosting()
