"""Agreement between two markings of one text."""

from quality.agreement import as_coded, details
from quality.scoring import marked, report, tally
from tests.quality.test_scoring import GOLD
from training.shorthand import parse


def test_a_marking_agrees_with_itself() -> None:
    one = marked(parse(GOLD)[0][0])
    found = report([tally(one, as_coded(one))])
    assert {found[name] for name in ("act_f1", "event_f1", "exact_f1", "source_f1", "consequence_f1", "stance_f1")} == {1}


def test_modes_places_dates_and_numbers_are_counted_where_the_acts_meet() -> None:
    words = """\
@ t-001 | 2024-10-25 | Wire | Title
> Kenya sent 300 soldiers to Haiti on Friday.
! sent | MOBILIZE/troops | actual | Kenya=KEN | - | at: Haiti=HTI | on: Friday=2024-10-25 | n: 300 soldiers=300:troops
"""
    other = words.replace("/troops |", " |").replace("at: Haiti=HTI | on: Friday", "on: on Friday")
    one, two = (marked(parse(text)[0][0]) for text in (words, other))
    assert details(one, two) == {"mode": (0, 1, 0), "place": (0, 1, 0), "date": (1, 1, 1), "quantity": (1, 1, 1)}
