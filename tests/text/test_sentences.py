"""Sentences: what is cut and what is not, and what holds for any string."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from verbale.text import split

# A bar marks where a sentence ends and the next begins.
PASSAGES = [
    "Lt. Gen. Okafor met Col. Jansen in Washington, D.C., on Monday.|They talked for an hour.",
    "Lt. Marques left the base.|He came back at night.",
    "Sen. Ada Lopez met Rep. Lee.|Sgt. Miller waited outside.",
    "The rebels of F.A.R.C. and E.L.N. signed.|It was over.",
    "F.A.R.C. Commander Diaz surrendered.|His men followed.",
    "U.S. intelligence believes the ships will sail.|Nobody else does.",
    "The U.S. Navy sailed.|It came from the U.S.|The ship sank.",
    "He left the U.S.|Then he went on to Peru.",
    "“Will they come?” Putin asked.|“No.”|He left.",
    "“Stop!” he said.|“We will not go.”|The minister left.",
    '"Stop!" the captain said.|"We will not go."|The minister left.',
    "“We are ready,” she said.|“They are not.”",
    "They marched 30 km. north of the town.|It was 5 p.m.|By then all had left.",
    "He lives at No. 5 Mill Road.|She does not.",
    "“No.”|Then he hung up.",
    "Under Art. 51 the state may defend itself.|It did.",
    "It was Plan B.|The army left.",
    "It was World War I.|The war ended.",
    "George W. Bush met J. K. Smith.|They spoke.",
    "1. The first point is this.|2. The second point is that.",
    "Then... nothing happened.|He waited.",
    "Yahoo! shares fell.|Others rose.",
    "Hezbollah said it fired.|al-Shabaab said so too.",
    "(He left.)|She came.",
    "He said that “we will win.”|Then he left.",
    "the army left.|it came back.|all is good.",
    "Is it over?|It is!|Good.",
    "سلام.|كيف حالك؟|نحن بخير.",
    "他来了。|他走了。",
    "The talks ended 🕊️.|Nobody signed.",
    "It lasted until 2014. [12] [3]|The court agreed.[4]|Then it ended.",
    "The talks lasted for a month.|A court agreed.",
    "Dr. Adams v. Mr. Brown was heard by the court.|Gov. Smith came.",
]


@pytest.mark.parametrize("passage", PASSAGES)
def test_sentences_end_where_a_reader_ends_them(passage: str) -> None:
    text = passage.replace("|", " ")
    assert [span.of(text) for span in split(text)] == passage.split("|")


def test_a_headline_without_a_full_stop_is_a_sentence_of_its_own() -> None:
    text = "Neighbours Meet in Arica\nThe ministers met on Monday.\nThey will meet again.\n"
    assert [span.of(text) for span in split(text)] == text.strip().split("\n")


def test_hard_wrapped_lines_are_joined() -> None:
    text = (
        "The president of the republic met on Monday with the leader of the\n"
        "Rebel Front in Arica, who had come from the north with a guard of\n"
        "forty men and left again at night. No statement was made.\n"
        "\n"
        "The talks between the two will go on this week, said a spokesman of\n"
        "the Ministry.\n"
    )
    assert [span.of(text).replace("\n", " ") for span in split(text)] == [
        "The president of the republic met on Monday with the leader of the Rebel Front in Arica, who had come from the north"
        " with a guard of forty men and left again at night.",
        "No statement was made.",
        "The talks between the two will go on this week, said a spokesman of the Ministry.",
    ]


@pytest.mark.parametrize("text", ["", " ", "\n\n\t\r\n", "\u2028\x0c"])
def test_blank_text_has_no_sentences(text: str) -> None:
    assert split(text) == ()


_PIECES = (
    "The", "army", "U.S.", "Lt.", "F.A.R.C.", "Mr.", "said", "left", "a", "A.", "p.m.", "No.", "5", "1.", "[1]", "🕊️", "é",
    "\ufeff", ".", "!", "?", "“", "”", '"', "'", "(", ")", "...", "…", "؟", "。",
    " ", "  ", "\t", "\n", "\n\n", "\r\n", "\u2029", "\x85", "\x1c",
)  # fmt: skip
_NEWS = st.lists(st.sampled_from(_PIECES), max_size=60).map("".join)


@given(st.one_of(st.text(max_size=300), _NEWS))
@settings(deadline=None, max_examples=400)
def test_sentences_tile_the_text(text: str) -> None:
    spans = split(text)
    covered: set[int] = set()
    reached = 0
    for span in spans:
        assert reached <= span.start < span.end <= len(text)
        assert span.of(text) == span.of(text).strip()
        covered.update(range(span.start, span.end))
        reached = span.end
    assert all(index in covered for index, character in enumerate(text) if not character.isspace())


@pytest.mark.parametrize(
    "piece", ["the army left. ", "a. ", "A. a. ", '?" ', ". ", "Mr. ", "A.B.C. ", "“", "a\n", '. " a ', "No. 5 ", "x" * 50]
)
def test_time_grows_with_the_length_alone(piece: str) -> None:
    def seconds(length: int) -> float:
        text = piece * (length // len(piece))
        begun = time.process_time()
        split(text)
        return time.process_time() - begun

    # The best of three: a collection of garbage, or a busy machine, may double the time of any one.
    assert min(seconds(400_000) for _ in range(3)) < 10 * seconds(100_000) + 0.3
