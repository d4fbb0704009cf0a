"""What followed on what is counted as by hand."""

from datetime import timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.forecast.invented import START
from verbale.forecast.following import followed
from verbale.forecast.history import Actors, Dated, History, days, history

NAMES, ACTS = ("A", "B", "C"), ("THREATEN", "SANCTION")


def told(events: list[tuple[int, str, str, str]]) -> History:
    nowhere = np.full(len(NAMES), -1, dtype=np.int32)
    dated = [Dated(START + timedelta(day), source, act, target, START + timedelta(day)) for day, source, act, target in events]
    return history(dated, Actors(NAMES, nowhere, nowhere, (), ()), ACTS)


def test_cases_what_came_and_what_is_usual() -> None:
    past = told(
        [(0, "A", "THREATEN", "B"), (5, "A", "SANCTION", "B"), (40, "A", "THREATEN", "B"), (95, "A", "THREATEN", "B"),
         (20, "B", "SANCTION", "A"), (3, "C", "SANCTION", "B")]
    )  # fmt: skip
    found = followed(past, days(START) + 100, 10, "THREATEN", "SANCTION", back=False)
    assert (found.cases, found.came) == (2, 1)  # of the third, ten days have not gone by
    assert found.usual == pytest.approx(5 / 90)  # days 0 to 4 of 90
    back = followed(past, days(START) + 100, 10, "THREATEN", "SANCTION", back=True)
    assert (back.cases, back.came) == (2, 0)
    assert back.usual == pytest.approx(10 / 90)
    assert "in 1 of 2 cases (50 %), on any day of these pairs in 6 %" in found.statement


def test_nothing_to_count() -> None:
    found = followed(told([(0, "A", "SANCTION", "B")]), days(START) + 50, 10, "THREATEN", "SANCTION", back=False)
    assert (found.cases, found.came, found.usual) == (0, 0, 0.0)
    assert "0 of 0 cases" in found.statement


EVENTS = st.lists(st.tuples(st.integers(0, 60), st.sampled_from("AB"), st.sampled_from(ACTS), st.sampled_from("BC")), max_size=25)


@given(EVENTS, st.integers(1, 20), st.booleans())
def test_as_counted_day_by_day(events: list[tuple[int, str, str, str]], horizon: int, back: bool) -> None:
    events = [event for event in events if event[1] != event[3]]
    found = followed(told(events), days(START) + 50, horizon, "THREATEN", "SANCTION", back=back)
    known = {event for event in events if event[0] < 50}
    begin, end = min((event[0] for event in known), default=50 - horizon), 50 - horizon

    def soon(day: int, source: str, target: str) -> bool:
        return any((day + ahead, source, "SANCTION", target) in known for ahead in range(1, horizon + 1))

    cases = [event for event in known if event[2] == "THREATEN" and event[0] < end]
    pairs = [(target, source) if back else (source, target) for _, source, _, target in cases]
    assert found.cases == len(cases)
    assert found.came == sum(soon(event[0], *pair) for event, pair in zip(cases, pairs, strict=True))
    shares = [np.mean([soon(day, *pair) for day in range(begin, end)]) for pair in pairs if end > begin]
    assert found.usual == pytest.approx(np.mean(shares) if shares else 0.0)
