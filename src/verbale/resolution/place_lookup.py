"""What place words stand for, by themselves or near some words of an article: the answer with its reason, and all candidates."""

from dataclasses import dataclass, replace
from pathlib import Path

from verbale.records import Article, Mention, Place, Reading, Resolved, Span
from verbale.resolution.gazetteer import Gazetteer, GazetteerRow
from verbale.resolution.place_phrases import PhraseReader
from verbale.resolution.places import PlaceResolver


@dataclass(frozen=True, slots=True)
class ExplainedPlace:
    """The answer with its reason, and every place of the names in the words, the most prominent first."""

    answer: Resolved[Place]
    rows: tuple[GazetteerRow, ...]


def explain(words: str, near: str = "", own: Path | None = None) -> ExplainedPlace:
    """Look place words up as if they stood in an article with the words `near`; `own` is the user's own gazetteer.

    Raises GazetteerNotFound.
    """
    gazetteer = Gazetteer.open(own=own)
    resolver = PlaceResolver(gazetteer)
    at = near.find(words)
    text = near if at >= 0 else f"{near} {words}".strip()
    start = at if at >= 0 else len(text) - len(words)
    asked, whole = Mention(Span(start, start + len(words)), "location"), Span(0, len(text))
    article = Article("place", text)
    around = resolver.places_of(article, [Reading(whole)])
    others = [found.mention for found in around if found.mention is not None and not found.mention.span.overlaps(asked.span)]
    names = (asked, *(replace(mention, role="location") for mention in others))
    answer = resolver.resolve(article, [Reading(whole, names=names)])[asked]
    rows = {row.id: row for part in PhraseReader(gazetteer).read(text, asked.span).parts for row in part.rows}
    return ExplainedPlace(answer, tuple(sorted(rows.values(), key=lambda row: (-row.rank, row.id))))
