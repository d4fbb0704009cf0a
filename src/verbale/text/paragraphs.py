"""Text into paragraphs, so that a headline without a full stop does not run into what follows it.

A blank line ends a paragraph. So does a single line break, as in files that have one paragraph a line, unless the lines are
filled to a width, as in e-mail: there a line ends because the next word did not fit, and the paragraph goes on.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from verbale.records import Span

_LINE_BREAKS = "\r\n\v\f\x1c\x1d\x1e\x85\u2028\u2029"  # as in str.splitlines
_LINE = re.compile(f"[^{_LINE_BREAKS}]+")
_NO_BREAKS = dict.fromkeys(map(ord, _LINE_BREAKS))
_NARROWEST, _WIDEST = 50, 100  # columns between which text is wrapped by hand or by a mail program
_FULL_SHARE = 0.75  # share of a block's lines that must be full for the block to count as wrapped
_TERMINAL = ".!?:;…"
_CLOSING = "\"'”’»)]"


@dataclass(frozen=True, slots=True)
class _Line:
    start: int  # of its first character that is not blank
    end: int  # after its last one
    width: int  # columns from the line's beginning to `end`
    first: str  # its first word


def paragraphs(text: str) -> Iterator[Span]:
    """The paragraphs of a text: in order, without white space at their ends, covering all that is not white space."""
    blocks = list(_blocks(text))
    usual = Counter(width for block in blocks if (width := _wrap_width(text, block)) is not None).most_common(1)
    for block in blocks:
        # Two lines are too few to tell; they count as wrapped where other blocks of the text are.
        width = _wrap_width(text, block) or (usual[0][0] if usual else None)
        start = block[0].start
        for line, following in pairwise(block):
            if not _goes_on(text, line, following, width):
                yield Span(start, line.end)
                start = following.start
        yield Span(start, block[-1].end)


def _blocks(text: str) -> Iterator[list[_Line]]:
    """Runs of lines that are not blank."""
    block: list[_Line] = []
    reached = 0
    for match in _LINE.finditer(text):
        words = match.group()
        stripped = words.strip()
        if not stripped:
            continue
        start = match.start() + len(words) - len(words.lstrip())
        # More than one line break since the last line (CR LF counts as one) makes a blank line.
        if block and _breaks(text, reached, match.start()) > 1:
            yield block
            block = []
        block.append(_Line(start, start + len(stripped), start - match.start() + len(stripped), stripped.split(None, 1)[0]))
        reached = start + len(stripped)
    if block:
        yield block


def _breaks(text: str, start: int, end: int) -> int:
    between = text[start:end].replace("\r\n", "\n")
    return len(between) - len(between.translate(_NO_BREAKS))


def _wrap_width(text: str, block: list[_Line]) -> int | None:
    """The width to which a block of three lines or more is filled, or None where it is not."""
    if len(block) < 3:
        return None
    width = max(line.width for line in block)
    if not _NARROWEST <= width <= _WIDEST:
        return None
    pairs = list(pairwise(block))
    full = sum(_is_full(line, following, width) for line, following in pairs)
    return width if full >= _FULL_SHARE * len(pairs) else None


def _is_full(line: _Line, following: _Line, width: int) -> bool:
    return line.width + 1 + len(following.first) > width


def _goes_on(text: str, line: _Line, following: _Line, width: int | None) -> bool:
    """Whether `following` continues the sentence or paragraph of `line`."""
    if width is not None and line.width <= width and _is_full(line, following, width):
        return True
    ended = text[line.start : line.end].rstrip(_CLOSING).endswith(tuple(_TERMINAL))
    return not ended and following.first.islower() and following.first[0].isalpha()
