"""Encodings: those that texts are in, and Python's other codecs, which are none."""

import pytest

from verbale.text.encoding import character_encoding, decode, legacy_encoding


@pytest.mark.parametrize(
    ("stated", "name"),
    [
        ("UTF8", "utf-8"), ("latin-1", "cp1252"), ("us-ascii", "cp1252"), (" koi8-r ", "koi8-r"), ("nonsense", None), ("", None),
        ("a\0b", None), ("x" * 9000, None), ("undefined", None), ("punycode", None), ("unicode_escape", None), ("rot13", None),
        ("hex", None),
    ],
)  # fmt: skip
def test_only_encodings_of_texts_are_used(stated: str, name: str | None) -> None:
    assert character_encoding(stated) == name


@pytest.mark.issue(5)
@pytest.mark.parametrize("stated", ["undefined", "unicode_escape", "hex", "idna", "nonsense"])
def test_a_page_that_states_none_of_them_is_read_by_its_bytes(stated: str) -> None:
    assert decode(f'<meta charset="{stated}"><p>The café.'.encode("cp1252"), html=True).endswith("The café.")


def test_what_is_broken_utf8_is_in_no_other_encoding() -> None:
    assert legacy_encoding("é".encode() + b"\xff") is None
    assert legacy_encoding("The café.".encode("cp1252")) == "cp1252"
