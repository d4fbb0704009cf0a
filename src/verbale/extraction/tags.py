"""Spans from the tags of one layer of words: outside, begins, goes on."""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

OUTSIDE, BEGINS, GOES_ON = range(3)
Run = tuple[int, int]
"""First and last word of a span, both counted."""


def best_tags(scores: NDArray[np.floating]) -> list[int]:
    """The likeliest sequence of tags in which nothing goes on that has not begun (Viterbi); `scores` is words x 3.

    If each word took its own best tag, a doubt about one word would break a span in two.
    """
    if not len(scores) or not (scores[:, 1:] > scores[:, :1]).any():
        return [OUTSIDE] * len(scores)
    # What all three tags of a word have in common does not change which sequence is best, so plain scores will do.
    out, begin, goes = scores.astype(np.float64).T.tolist()
    best = [out[0], begin[0], float("-inf")]
    before: list[tuple[int, int]] = []  # the tag before one that is outside or begins, and before one that goes on
    for o, b, g in zip(out[1:], begin[1:], goes[1:], strict=True):
        free = max(range(3), key=best.__getitem__)
        inner = BEGINS if best[BEGINS] > best[GOES_ON] else GOES_ON
        before.append((free, inner))
        best = [best[free] + o, best[free] + b, best[inner] + g]
    tag = max(range(3), key=best.__getitem__)
    tags = [tag]
    for free, inner in reversed(before):
        tag = inner if tag == GOES_ON else free
        tags.append(tag)
    return tags[::-1]


def runs(tags: Sequence[int]) -> Iterator[Run]:
    """The spans of a sequence of tags."""
    start: int | None = None
    for n, tag in enumerate((*tags, OUTSIDE)):
        if tag != GOES_ON:
            if start is not None:
                yield start, n - 1
            start = n if tag == BEGINS else None
