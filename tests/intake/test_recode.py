"""Another run beside the first: questions are answered from it, and both can be compared."""

from pathlib import Path

import pytest

from tests.fakes import SentenceCoder
from tests.intake.desks import NOON, ask, piece, pour
from verbale.errors import StoreError
from verbale.intake import Intake, Tally, recode
from verbale.records import Article, CodedArticle
from verbale.store.desk import Desk
from verbale.store.diff import between, reasons


class Terse(SentenceCoder):
    """Another model: it finds only the first event of an article."""

    def code_article(self, article: Article) -> CodedArticle:
        coded = super().code_article(article)
        return CodedArticle(article, self.run, coded.sentences, coded.events[:1])


def filled(folder: Path) -> Desk:
    pour(folder, [piece(f"Oslo warned Minsk on day {n}. Bergen said nothing of it.") for n in range(6)], batch_articles=2)
    return Desk.open(folder)


def again(desk: Desk, stop_after: int = 99) -> Tally:
    calls = iter(range(1000))
    return recode(desk, Intake(SentenceCoder, Terse("terse")), clock=lambda: NOON, stopped=lambda: next(calls) >= stop_after)


def test_the_new_run_counts_and_the_old_one_is_kept(tmp_path: Path) -> None:
    desk = filled(tmp_path / "d")
    assert again(desk).stored == 6
    assert ask(desk.folder, "select count(*), count(distinct run_id) from events") == [(6, 1)]
    with desk.state() as state:
        assert sum(placed.segment.rows for placed in state.placed("events")) == 18
    assert not desk.faults()


def test_it_goes_on_where_it_was(tmp_path: Path) -> None:
    desk = filled(tmp_path / "d")
    first = again(desk, stop_after=3)  # in the middle of the second batch
    assert (first.stored, first.coded, first.given_up, first.behind) == (2, 2, 1, 4)
    assert ask(desk.folder, "select count(*), count(distinct run_id) from events") == [(10, 2)]
    assert again(desk).stored == 4
    assert again(desk).stored == 0


def test_the_difference_is_told_event_by_event(tmp_path: Path) -> None:
    desk = filled(tmp_path / "d")
    again(desk)
    with desk.state() as state:
        first, second = (run.run_id for run in sorted(state.runs(), key=lambda run: run.model == "terse"))
    runs, changes = between(desk, first[:6], second)
    gone = list(changes)
    assert [change.after for change in gone] == [None] * 6
    assert reasons(*runs) == ["model: sentences -> terse"]
    with pytest.raises(StoreError, match="there are"):
        between(desk, "nothing", second)
