"""What a format cannot carry becomes something that it can."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verbale.export.characters import REPLACED, TRANSLITERATED, latin1, plain


@pytest.mark.parametrize(
    ("words", "expected"),
    [("Łódź", "Lódz"), ("São Tomé", "São Tomé"), ("“no” – he said…", '"no" - he said...'), ("İstanbul", "Istanbul"),
     ("e\u0301", "é"), ("Київ", "????"), ("🕊", "?"), ("ﬁre ½", "fire ½"), ("Nguyễn", "Nguyen"), ("a\u200bb", "ab")],
)  # fmt: skip
def test_latin1(words: str, expected: str) -> None:
    assert latin1(words, Counter()) == expected


def test_changes_are_counted() -> None:
    counts: Counter[str] = Counter()
    latin1("Łódź 🕊", counts)
    assert counts == {TRANSLITERATED: 2, REPLACED: 1}


@given(st.text())
def test_any_text_fits(words: str) -> None:
    assert latin1(plain(words), Counter()).encode("iso-8859-1") is not None
    assert len(plain(words).splitlines()) <= 1
    plain(words).encode()
