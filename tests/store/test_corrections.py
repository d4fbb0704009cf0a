"""Corrections in a desk: checked, stored whole, seen by questions, kept through another run."""

from pathlib import Path

import pytest

from tests.fakes import SentenceCoder
from tests.intake.desks import NOON, ask, piece, pour
from verbale.errors import CorrectionError
from verbale.intake import Intake, recode
from verbale.records import Article, CodedArticle, Event
from verbale.store.corrections import Change, correct
from verbale.store.desk import Desk
from verbale.store.reading import open_desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    pour(tmp_path / "d", [piece("Oslo warned Minsk on day 1. Riga met Tallinn there. Bern left Rome alone.")])
    return Desk.open(tmp_path / "d")


def ids(desk: Desk) -> list[str]:
    return [str(row[0]) for row in ask(desk.folder, "select event_id from coded_events order by start")]


def say(desk: Desk, *changes: Change) -> tuple[int, int]:
    done = correct(desk, changes, now=NOON)
    return done.stored, done.known


def test_questions_see_the_corrected_value_and_what_the_coder_said(desk: Desk) -> None:
    first, second, third = ids(desk)
    assert say(desk, Change(first, "act", "coerce", "a raid", "Ana"), Change(third, "event", "no")) == (2, 0)
    assert ask(desk.folder, "select event_id, corrected from events order by event_id") == [(first, ["act"]), (second, [])]
    assert ask(desk.folder, f"select act, event_type, quad from events where event_id = '{first}'") == [
        ("COERCE", "COERCE", "material conflict")
    ]
    assert ask(desk.folder, "select count(*) from coded_events") == [(3,)]
    assert ask(desk.folder, "select count(*) from all_events") == [(2,)]
    ((coded, value, state),) = ask(desk.folder, "select coded, value, state from corrections where field = 'act'")
    assert (value, state) == ("COERCE", "applies")
    assert coded != "COERCE"
    assert ask(desk.folder, "select count(*) from actors") == [(2,)]


def test_the_same_again_is_nothing_new_and_everything_can_be_undone(desk: Desk) -> None:
    first = ids(desk)[0]
    before = ask(desk.folder, "select * from events order by event_id")
    said = [Change(first, "status", "future", by="Ana"), Change(first, "day", "2024-04-01")]
    assert say(desk, *said) == (3, 0)
    assert say(desk, *said) == (0, 3)
    done = correct(desk, [Change(first, "status", "negated", by="Ben")], now=NOON)
    assert [(old.value, old.corrected_by) for old in done.replaced] == [("future", "Ana")]
    assert say(desk, Change(first, "status", None)) == (1, 0)
    assert ask(desk.folder, f"select corrected from events where event_id = '{first}'") == [(["date_from", "date_to"],)]
    assert say(desk, Change(first, None, None)) == (2, 0)
    assert ask(desk.folder, "select * from events order by event_id") == before


def test_all_of_it_or_nothing(desk: Desk) -> None:
    first, second, _ = ids(desk)
    changes = [Change(first, "act", "AID", where="line 2"), Change("nowhere/e1", "act", "AID", where="line 3"),
               Change(f"{second}9", "act", "AID", where="line 4"), Change(second, "mode", "tanks", where="line 5")]  # fmt: skip
    with pytest.raises(CorrectionError, match="2 more corrections") as raised:
        say(desk, *changes)
    told = raised.value.troubles
    assert told[0].startswith("line 3: The desk has no event 'nowhere/e1'; ids are in")
    assert f"its article has {first}" in told[1]
    assert "There is no mode 'tanks'" in told[2]
    assert ask(desk.folder, "select count(*) from corrections") == [(0,)]


def test_another_coding_of_the_same_number_is_refused(desk: Desk) -> None:
    with pytest.raises(CorrectionError, match="look the event up anew"):
        say(desk, Change(ids(desk)[0], "act", "AID", trigger="fired on"))


class Choosy(SentenceCoder):
    """Another model: it misses the first event of an article, so that the numbers of the others move up."""

    def code_article(self, article: Article) -> CodedArticle:
        coded = super().code_article(article)
        kept = [
            Event(f"{article.id}/e{n}", e.mention, e.event_type, e.quad, e.score, e.actors, ())
            for n, e in enumerate(coded.events[1:], 1)
        ]
        return CodedArticle(article, self.run, coded.sentences, tuple(kept))


def test_corrections_outlive_another_run(desk: Desk) -> None:
    first, second, third = ids(desk)
    say(desk, Change(first, "act", "COERCE"), Change(second, "act", "PROTEST", by="Ana"))
    recode(desk, Intake(Choosy, Choosy("choosy")), clock=lambda: NOON)
    assert ids(desk) == [first, second]  # the ids are those of other events now
    assert ask(desk.folder, "select event_id, act from events where len(corrected) > 0") == [(first, "PROTEST")]
    assert ask(desk.folder, "select event_id, state, applies_to from corrections") == [
        (first, "lost", None), (second, "applies", first)
    ]  # fmt: skip
    assert say(desk, Change(first, "act", "PROTEST")) == (0, 1)
    recode(desk, Intake(SentenceCoder, SentenceCoder("again")), clock=lambda: NOON)
    assert ids(desk) == [first, second, third]
    assert ask(desk.folder, "select event_id, act from events where len(corrected) > 0 order by 1") == [
        (first, "COERCE"), (second, "PROTEST")
    ]  # fmt: skip


def test_from_python(desk: Desk) -> None:
    first = ids(desk)[0]
    with open_desk(desk.folder) as opened:
        opened.correct(first, status="future", recipient_code=["UKR", "RUS"], place=None, by="Ana", now=NOON)
        frame = opened.events(status="future").to_polars()
        assert frame["recipient_code"].to_list() == [["UKR", "RUS"]]
        assert opened.query("select distinct corrected_by, added from corrections").to_arrow().to_pylist() == [
            {"corrected_by": "Ana", "added": "2024-05-01T12:00:00Z"}
        ]
        opened.undo(first, "status", "place", now=NOON)
        assert opened.query("select corrected from events where len(corrected) > 0").to_arrow().to_pylist() == [
            {"corrected": ["recipient_code"]}
        ]
        with pytest.raises(CorrectionError, match="no field 'recipients'"):
            opened.correct(first, recipients="UKR")
