"""Words, windows and padding: no word is lost, none is read twice."""

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tokenizers import Tokenizer

from verbale.extraction.cards import packaged
from verbale.extraction.encoding import (
    MARKERS,
    MAX_PIECES,
    Window,
    batch,
    case_of,
    windows,
    with_markers,
    words_of,
)
from verbale.extraction.labels import CASES
from verbale.records import Span

pytestmark = pytest.mark.model


@cache
def tokenizer() -> Tokenizer:
    found = Tokenizer.from_file(str(packaged() / "tokenizer.json"))
    found.no_truncation()
    found.no_padding()
    return found


def encoded(text: str) -> list[Window]:
    return windows(tokenizer(), text, [Span(0, len(text))])[0]


def core_words(parts: list[Window]) -> list[Span]:
    return [part.words[n] for part in parts for n in part.core]


def test_words_begin_and_end_where_people_mark_them() -> None:
    text = "Russia's U.S. envoy met 3,000 men"
    assert [w.of(text) for w in words_of(text)] == [
        "Russia",
        "'",
        "s",
        "U",
        ".",
        "S",
        ".",
        "envoy",
        "met",
        "3",
        ",",
        "000",
        "men",
    ]


@pytest.mark.parametrize(
    ("word", "case"),
    [
        ("army", "lower"),
        ("Army", "capitalised"),
        ("NATO", "upper"),
        ("McCain", "mixed"),
        ("2024", "digit"),
        (",", "mark"),
        ("A", "capitalised"),
    ],
)
def test_case(word: str, case: str) -> None:
    assert CASES[case_of(word)] == case


@pytest.mark.parametrize("count", [1, 200, 254, 255, 700, 5000])
def test_long_sentences_are_windowed_and_every_word_is_owned_once(count: int) -> None:
    text = " ".join(["troops"] * count)
    parts = encoded(text)
    assert core_words(parts) == words_of(text)
    assert all(len(part.pieces) <= MAX_PIECES + 2 for part in parts)


def test_a_window_sees_words_on_either_side_of_its_core() -> None:
    middle = encoded(" ".join(["troops"] * 900))[1]
    assert middle.core.start > 0
    assert middle.core.stop < len(middle.words)


@given(
    st.text(max_size=400)
    | st.lists(st.sampled_from(["Łódź", "x" * 120, "🚀", "المدينة", "\u200d", ",", "U.S."]), max_size=300).map(" ".join)
)
@settings(max_examples=150, deadline=None)
def test_any_text_is_read_in_order_and_at_most_once(text: str) -> None:
    parts = encoded(text)
    words = core_words(parts)
    assert parts
    assert words == sorted(set(words))
    assert set(words) <= set(words_of(text))
    assert all(len(part.first) == len(part.words) == len(part.case) for part in parts)
    assert all(len(part.pieces) == len(part.piece_word) <= MAX_PIECES + 2 for part in parts)


def test_batch_pads_with_zero_and_marks_only_the_words_asked_for() -> None:
    long, short = encoded("Kenya sent troops to Haiti")[0], encoded("Kenya")[0]
    packed = batch([long, short], [[1, 0, 0, 0, 2], [0]])
    assert packed.pieces.shape == packed.case.shape == packed.mark.shape == (2, len(long.pieces) + 4)
    assert packed.first.shape == (2, 5)
    assert packed.pieces[1, len(short.pieces) :].sum() == 0
    assert [packed.mark[0, at] for at in packed.first[0]] == [1, 0, 0, 0, 2]
    assert packed.mark[1].sum() == 0


@given(st.lists(st.sampled_from([0, 1, 2]), min_size=1, max_size=12))
def test_markers_stand_around_each_marked_run_and_every_word_keeps_its_first_piece(marks: list[int]) -> None:
    text = " ".join(["unconstitutionally", "Togo", "met"][n % 3] for n in range(len(marks)))
    plain = encoded(text)[0]
    made = with_markers(plain, marks)
    added = [piece for pair in MARKERS.values() for piece in pair]
    assert [p for p in made.pieces if p not in added] == list(plain.pieces)
    assert [made.pieces[at] for at in made.first] == [plain.pieces[at] for at in plain.first]
    assert [made.piece_word[at] for at in made.first] == list(range(len(marks)))
    runs = [mark for mark, before in zip(marks, [0, *marks], strict=False) if mark and mark != before]
    assert [p for p in made.pieces if p in added] == [piece for mark in runs for piece in MARKERS[mark]]
