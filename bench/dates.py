"""Date spans of GUM news, speech, interview and court normalised right, given the marked spans.

    python bench/dates.py --data ../shared/data [--errors N] [--all]

Measures the last five news files by name; `--all` the four genres and each of them. Counted are the spans that the editors
give a day, a month, a year or a range of known ends (TEI `when`, `from` and `to`), in documents of a known date of creation,
with the sentence around them, whose verbs say whether they lie ahead; a span is right if first and last day are those of the
editors. Left out, and counted apart, are open spans (`notBefore`, `notAfter`), dates without a year (`--05-16`), and values that
are no dates. "loose" also takes an answer that lies within a week, a month or a year that the editors give as a whole, or holds
the editors' day within a week.
"""

import argparse
import calendar
import re
import sys
from collections import Counter
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from training.gum import Document, MarkedDate, documents  # noqa: E402 - the repository is not installed as a package
from verbale.records import When  # noqa: E402
from verbale.resolution.dates import resolve_date  # noqa: E402

GENRES = ("news", "speech", "interview", "court")
# In an article the network says whether an event lies ahead; here the verbs of the clause do.
_AHEAD = re.compile(
    r"\b(?:will|shall|going to|(?:is|are|am) (?:\w+ )?to (?!date)\w+|plans? to|(?:is|are) (?:due|scheduled|expected|set|planned)"
    r"|upcoming|scheduled for|to be (?:held|announced))\b|['’]ll\b",
    re.I,
)
_CLAUSE = re.compile(r"[;:]|, (?:and|but|which|who|when|after)\b|\b(?:because|although|while|whereas)\b|[“”\"]")
_WHEN = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")


def gold(said: dict[str, str]) -> tuple[date, date] | None:
    """First and last day that the editors give, or None where they leave one open or give no date."""
    first = last = _WHEN.fullmatch(said["when"]) if "when" in said else None
    if "from" in said and "to" in said:
        first, last = _WHEN.fullmatch(said["from"]), _WHEN.fullmatch(said["to"])
    if not first or not last:
        return None
    try:
        start = date(int(first[1]), int(first[2] or 1), int(first[3] or 1))
        year, month = int(last[1]), int(last[2] or 12)
        return start, date(year, month, int(last[3] or calendar.monthrange(year, month)[1]))
    except ValueError:
        return None


def near(found: When, wanted: tuple[date, date]) -> bool:
    """Whether the answer lies within what is wanted, or holds it without being longer than a week more."""
    inside = wanted[0] <= found.start and found.end <= wanted[1]
    return inside or (found.start <= wanted[0] and wanted[1] <= found.end and (found.end - found.start).days <= 7)


def answer(document: Document, marked: MarkedDate, previous: date | None) -> When | None:
    """What verbale reads in the words."""
    whole = document.sentences[marked.sentence]
    sentence, words = whole.of(document.text), marked.span.of(document.text)
    before = _CLAUSE.split(document.text[whole.start : marked.span.start])[-1]
    after = _CLAUSE.split(document.text[marked.span.end : whole.end])[0]
    future = bool(_AHEAD.search(f"{before} | {after}"))
    return resolve_date(words, document.created, future=future, context=sentence, previous=previous).value


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--errors", type=int, default=0)
    parser.add_argument("--all", action="store_true")
    options = parser.parse_args()
    total, right, loose, left = Counter[str](), Counter[str](), Counter[str](), Counter[str]()
    for document in documents(options.data, *GENRES):
        if document.created is None or not (options.all or document.dev):
            continue
        keys = ("dev",) * document.dev + (("all", document.genre, "all but dev")[: 2 + (not document.dev)] if options.all else ())
        previous = None
        for marked in sorted(document.dates, key=lambda m: m.span):
            wanted = gold(marked.said)
            if wanted is None:
                left.update(keys)
                continue
            found = answer(document, marked, previous)
            same = found is not None and (found.start, found.end) == wanted
            previous = found.start if found else previous
            total.update(keys)
            right.update(key for key in keys if same)
            loose.update(key for key in keys if same or (found is not None and near(found, wanted)))
            if not same and options.errors > 0 and not (options.all and document.dev):
                options.errors -= 1
                got = f"{found.start}/{found.end}" if found else "nothing"
                words, sentence = marked.span.of(document.text), document.sentences[marked.sentence].of(document.text)
                print(f"{document.name} {document.created} [{words}] {wanted[0]}/{wanted[1]} got {got} | {sentence[:150]}")
    for key in total:
        print(
            f"{key:12} {right[key] / total[key]:.3f}, loose {loose[key] / total[key]:.3f} of {total[key]}, left out {left[key]}"
        )


if __name__ == "__main__":
    main()
