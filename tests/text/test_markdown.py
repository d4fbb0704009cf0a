"""Markdown into text."""

import time

import pytest

from verbale.errors import UnreadableArticle
from verbale.text.markdown import read_note


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("# Head *line*\n\nThe [army](http://x) left\nat once.", "Head line\n\nThe army left at once."),
        ("a ![picture](x.png) b", "a b"),
        ("    Indented prose\n    goes on", "Indented prose goes on"),
        ("- one\n- two <b>x</b>\n", "one\n\ntwo x"),
        ("> “We go,” she said.", "“We go,” she said."),
        ("|a|b|\n|-|-|\n|c|d|\n", "a\tb\n\nc\td"),
        ("<div>\nraw\n</div>\n\nwords", "words"),
        ("line  \nbreak", "line break"),
        ("AT&amp;T &quot;x&quot;", 'AT&T "x"'),
        ("`code` stays", "code stays"),
        ("", ""),
    ],
)
def test_text(source: str, text: str) -> None:
    assert read_note(source).text == text


def test_front_matter() -> None:
    note = read_note('---\ntitle: "Big News"\ndate: 2024-03-01\ntags: [a]\n---\nThe army left.')
    assert note.text == "Big News\n\nThe army left."
    assert note.title == "Big News"
    assert note.fields["date"] == "2024-03-01"


def test_the_title_is_the_first_heading() -> None:
    assert read_note("# Head\n\nwords").title == "Head"
    assert read_note("words\n\n# Head").title is None


@pytest.mark.issue(5)
def test_a_field_of_blanks_takes_no_time() -> None:
    begun = time.process_time()
    assert read_note("---\na: " + " " * 300_000 + "x\ntitle:  'A note' \n---\n\nwords").title == "A note"
    assert time.process_time() - begun < 2


@pytest.mark.issue(5)
def test_a_source_that_takes_too_long_is_refused() -> None:
    with pytest.raises(UnreadableArticle, match="500,000 characters"):
        read_note("[" * 500_001)
