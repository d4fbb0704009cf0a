"""Segments are whole or not there."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from verbale.errors import OutputError, StoreDamaged
from verbale.store.rows import TABLES, ArticleRow, EventRow, row, schema, table, told
from verbale.store.segments import Segments

WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)


def article(ident: str = "a", text: str = "Oslo warned Minsk.") -> ArticleRow:
    return ArticleRow(
        ident, None, "Oslo warns", "Fjord Post", None, date(2024, 3, 1), "en", text, "news.jsonl, line 1",
        datetime(2024, 3, 2, tzinfo=UTC), True, None, None, None,
    )  # fmt: skip


def test_a_segment_is_not_seen_before_it_is_published(tmp_path: Path) -> None:
    segments = Segments(tmp_path)
    made = segments.write("articles", 1, "run", [article()])
    assert not (tmp_path / made.name).exists()
    segments.publish([made.name])
    assert list(segments.read(made.name, ArticleRow)) == [article()]


def test_settling_finishes_what_is_known_and_removes_what_is_not(tmp_path: Path) -> None:
    segments = Segments(tmp_path)
    known, unknown = (segments.write("articles", number, "run", [article()]) for number in (1, 2))
    segments.settle({known.name})
    assert [path.name for path in (tmp_path / "articles").iterdir()] == [Path(known.name).name]
    assert unknown.rows == 1


def test_a_reader_finds_a_segment_between_commit_and_renaming(tmp_path: Path) -> None:
    segments = Segments(tmp_path)
    made = segments.write("articles", 1, "run", [article()])
    assert list(segments.read(made.name, ArticleRow)) == [article()]


@pytest.mark.parametrize(
    ("damage", "told"),
    [(lambda path: path.unlink(), "missing"), (lambda path: path.write_bytes(path.read_bytes()[:-9]), "bytes"),
     (lambda path: path.write_bytes(b"x" + path.read_bytes()[1:]), "changed")],
)  # fmt: skip
def test_damage_is_named(tmp_path: Path, damage: object, told: str) -> None:
    segments = Segments(tmp_path)
    made = segments.write("articles", 1, "run", [article()])
    segments.publish([made.name])
    assert segments.fault(made, thorough=True) is None
    damage(tmp_path / made.name)  # type: ignore[operator]  # a table of three ways
    assert told in str(segments.fault(made, thorough=True))


def test_a_cut_segment_is_an_error_with_a_next_step(tmp_path: Path) -> None:
    segments = Segments(tmp_path)
    made = segments.write("articles", 1, "run", [article()])
    segments.publish([made.name])
    (tmp_path / made.name).write_bytes(b"PAR1")
    with pytest.raises(StoreDamaged, match="--repair"):
        list(segments.read(made.name, ArticleRow))


def test_a_disk_that_takes_nothing_is_told_and_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "articles").write_text("in the way")
    with pytest.raises(OutputError, match="nothing that was stored is lost"):
        Segments(tmp_path).write("articles", 1, "run", [article()])
    assert [path.name for path in tmp_path.iterdir()] == ["articles"]


@settings(max_examples=50, deadline=None)
@given(
    st.builds(
        EventRow,
        event_id=WORDS,
        origin=WORDS,
        run_id=WORDS,
        article_id=st.none() | WORDS,
        published=st.none() | st.dates(),
        actor=st.lists(st.none() | WORDS, max_size=3).map(tuple),
        quantity_low=st.lists(st.none() | st.floats(allow_nan=False)).map(tuple),
        geonameid=st.none() | st.integers(-(2**40), 2**40),
        date=st.none() | WORDS,
        confidence=st.floats(0, 1),
        **dict.fromkeys(("score", "lat", "lon"), st.none() | st.floats(-180, 180)),
        **dict.fromkeys(("sentence", "start", "end"), st.none() | st.integers(0, 10**9)),
        **dict.fromkeys(("quantity_high",), st.just((None, 2.5))),
    )
)  # fmt: skip
def test_rows_come_back_as_they_went(event: EventRow) -> None:
    made = table(EventRow, [event])
    assert row(EventRow, list(made.to_pylist()[0].values())) == event


@pytest.mark.parametrize("kind", TABLES.values(), ids=TABLES)
def test_every_column_says_what_it_holds(kind: type[EventRow]) -> None:
    assert list(told(kind)) == schema(kind).names
    assert table(kind, []).schema.equals(schema(kind))
