"""The rows of a desk: one frozen record a table, and the Arrow schema that follows from it.

A desk's tables are Parquet segments (segments.py). Several values of one kind, such as two actors, are a list, and the n-th code
belongs to the n-th words; an absent value in a list is None. Columns are only ever added at the end, by a new SEGMENT_VERSION.
"""

import datetime as time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, TypeVar, get_args, get_origin, get_type_hints

if TYPE_CHECKING:
    import pyarrow  # type: ignore[import-untyped]  # it has no types

SEGMENT_VERSION = 1
OWN = "verbale"
"""The origin of events that verbale coded; imported ones have the name of their data set."""


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """One article of the desk."""

    article_id: Annotated[str, "first 16 hexadecimal digits of the SHA-256 of the text"]
    given_id: Annotated[str | None, "id that the source gave it"]
    title: Annotated[str | None, "headline"]
    outlet: Annotated[str | None, "who published it"]
    url: Annotated[str | None, "its address"]
    published: Annotated[time.date | None, "publication date"]
    language: Annotated[str | None, "language, ISO 639-1"]
    text: Annotated[str, "the text, verbatim; every offset of the desk counts its characters"]
    found_in: Annotated[str, "file, archive member or address it was read from"]
    added: Annotated[time.datetime, "when it came into the desk, UTC"]
    coded: Annotated[bool, "whether verbale coded it; articles in other languages are kept uncoded"]
    copy_of: Annotated[str | None, "article of which this is a near copy: a wire story in another outlet, a truncated print"]
    version_of: Annotated[str | None, "article of which this is a later version"]
    similarity: Annotated[float | None, "likeness to that article, 0 to 1"]


@dataclass(frozen=True, slots=True)
class EventRow:
    """One event of one run, or one imported from another data set."""

    event_id: Annotated[str, "id of the event"]
    origin: Annotated[str, '"verbale", or the data set it was imported from']
    run_id: Annotated[str, "run that coded or imported it"]
    article_id: Annotated[str | None, "article that tells it"]
    published: Annotated[time.date | None, "publication date of the article"]
    outlet: Annotated[str | None, "who published the article"]
    sentence: Annotated[int | None, "number of the sentence in the article, from 1"]
    act: Annotated[str, "act that the words describe"]
    event_type: Annotated[str, "PLOVER event type: the act, changed by its status where the table says so"]
    mode: Annotated[tuple[str, ...], "modes of the act"]
    context: Annotated[tuple[str, ...], "contexts of the event"]
    status: Annotated[str, "actual, future, hypothetical, negated or historical"]
    certainty: Annotated[str, "certain, probable or possible"]
    quad: Annotated[str, "quad class of the event type"]
    score: Annotated[float | None, "conflict-cooperation score, -10 to 10"]
    trigger: Annotated[str | None, "words that name the act"]
    actor: Annotated[tuple[str | None, ...], "words of the actors"]
    actor_name: Annotated[tuple[str | None, ...], "names of the actors as verbale knows them"]
    actor_code: Annotated[tuple[str, ...], "codes of the actors: ISO 3166-1 alpha-3, IGO, NGO, MNC or UNK"]
    actor_sector: Annotated[tuple[str | None, ...], "sectors of the actors"]
    recipient: Annotated[tuple[str | None, ...], "words of the recipients"]
    recipient_name: Annotated[tuple[str | None, ...], "names of the recipients"]
    recipient_code: Annotated[tuple[str, ...], "codes of the recipients"]
    recipient_sector: Annotated[tuple[str | None, ...], "sectors of the recipients"]
    source: Annotated[str | None, "words that name who says so; absent where the article does"]
    source_code: Annotated[str | None, "code of the source"]
    cue: Annotated[str | None, "words of saying or believing"]
    place: Annotated[str | None, "words of the place; absent where it was taken over from elsewhere in the article"]
    place_name: Annotated[str | None, "name of the place in the gazetteer"]
    country: Annotated[str | None, "country of the place, ISO 3166-1 alpha-3"]
    admin1: Annotated[str | None, "first-level division of the place"]
    geonameid: Annotated[int | None, "GeoNames id of the place"]
    lat: Annotated[float | None, "latitude, degrees north, WGS 84"]
    lon: Annotated[float | None, "longitude, degrees east, WGS 84"]
    precision: Annotated[str | None, "site, city, admin2, admin1, region, country or unknown"]
    place_basis: Annotated[str | None, "explicit, or where the place was taken over from; corrected where a person gave it"]
    date: Annotated[str | None, "words of the date"]
    date_from: Annotated[time.date | None, "first day"]
    date_to: Annotated[time.date | None, "last day"]
    date_basis: Annotated[str | None, "explicit, relative or publication; corrected where a person gave it"]
    quantity: Annotated[tuple[str | None, ...], "words of the numbers"]
    quantity_kind: Annotated[tuple[str | None, ...], "what is counted"]
    quantity_low: Annotated[tuple[float | None, ...], "lower ends of the numbers"]
    quantity_high: Annotated[tuple[float | None, ...], "upper ends of the numbers"]
    confidence: Annotated[float | None, "confidence of the coder, 0 to 1"]
    incident: Annotated[str | None, "id of the incident"]
    start: Annotated[int | None, "first character of the trigger in the text of the article"]
    end: Annotated[int | None, "character after the trigger"]
    copy_of: Annotated[str | None, "article of which the article is a near copy"]
    version_of: Annotated[str | None, "article of which the article is a later version"]
    original_code: Annotated[str | None, "code of an imported event in its own data set, such as CAMEO 193"]
    original_text: Annotated[str | None, "what an imported event says of itself in words"]


@dataclass(frozen=True, slots=True)
class ConsequenceRow:
    """One claim that a cause raises, lowers or changes an effect."""

    run_id: Annotated[str, "run that coded it"]
    article_id: Annotated[str, "article that tells it"]
    published: Annotated[time.date | None, "publication date of the article"]
    cause: Annotated[str, "words of the cause"]
    effect: Annotated[str, "words of the effect"]
    signal: Annotated[str | None, "words that express the consequence"]
    polarity: Annotated[str, "raises, lowers or changes"]
    status: Annotated[str, "actual, future, hypothetical, negated or historical"]
    certainty: Annotated[str, "certain, probable or possible"]
    source: Annotated[str | None, "words that name who says so"]
    source_code: Annotated[str | None, "code of the source"]
    start: Annotated[int, "first character of the cause in the text"]
    end: Annotated[int, "character after the cause"]
    copy_of: Annotated[str | None, "article of which the article is a near copy"]
    version_of: Annotated[str | None, "article of which the article is a later version"]


@dataclass(frozen=True, slots=True)
class StanceRow:
    """Where a holder stands on an issue or another actor."""

    run_id: Annotated[str, "run that coded it"]
    article_id: Annotated[str, "article that tells it"]
    published: Annotated[time.date | None, "publication date of the article"]
    holder: Annotated[str | None, "words of the holder"]
    holder_name: Annotated[str | None, "name of the holder"]
    holder_code: Annotated[str, "code of the holder"]
    holder_sector: Annotated[str | None, "sector of the holder"]
    value: Annotated[str, "supports, opposes, neutral or divided"]
    toward: Annotated[str | None, "words of what it is toward"]
    source: Annotated[str | None, "words that name who says so"]
    source_code: Annotated[str | None, "code of the source"]
    start: Annotated[int | None, "first character of the holder in the text"]
    end: Annotated[int | None, "character after the holder"]
    copy_of: Annotated[str | None, "article of which the article is a near copy"]
    version_of: Annotated[str | None, "article of which the article is a later version"]


@dataclass(frozen=True, slots=True)
class CodingRow:
    """All that one run found in one article, with every span and reason, as the output contract has it but for the text."""

    article_id: Annotated[str, "the article"]
    run_id: Annotated[str, "run that coded it"]
    document: Annotated[str, "the coded article as JSON, without its text"]


Row = ArticleRow | EventRow | ConsequenceRow | StanceRow | CodingRow
R = TypeVar("R", bound=Row)
TABLES: dict[str, type[Row]] = {
    "articles": ArticleRow, "events": EventRow, "consequences": ConsequenceRow, "stances": StanceRow, "codings": CodingRow,
}  # fmt: skip


def schema(kind: type[Row]) -> "pyarrow.Schema":
    """The Arrow schema of a table; its metadata carry the segment version."""
    import pyarrow

    columns = [(name, _arrow(hint)) for name, hint in get_type_hints(kind).items()]
    return pyarrow.schema(columns, metadata={"verbale": str(SEGMENT_VERSION)})


def table(kind: type[Row], rows: Iterable[Row]) -> "pyarrow.Table":
    """Rows as an Arrow table of that schema."""
    import pyarrow

    wanted = schema(kind)
    columns = list(zip(*(tuple(getattr(row, name) for name in wanted.names) for row in rows), strict=True))
    filled = columns or [()] * len(wanted.names)
    return pyarrow.table(
        [pyarrow.array(cells, type=column.type) for cells, column in zip(filled, wanted, strict=True)], schema=wanted
    )


def row(kind: type[R], cells: Sequence[Any]) -> R:
    """A record from the cells of one row, in the order of the columns; lists become tuples."""
    made: Any = kind  # its fields are those of the table, which the type checker cannot see
    filled: R = made(*(tuple(cell) if isinstance(cell, list) else cell for cell in cells))
    return filled


def told(kind: type[Row]) -> dict[str, str]:
    """What each column holds; the documentation is made from this."""
    return {name: hint.__metadata__[0] for name, hint in get_type_hints(kind, include_extras=True).items()}


def _arrow(hint: Any) -> Any:
    import pyarrow

    if get_origin(hint) is tuple:
        return pyarrow.list_(_arrow(get_args(hint)[0]))
    plain = next(kind for kind in (get_args(hint) or (hint,)) if kind is not type(None))
    return {
        str: pyarrow.string(), int: pyarrow.int64(), float: pyarrow.float64(), bool: pyarrow.bool_(),
        time.date: pyarrow.date32(), time.datetime: pyarrow.timestamp("us", tz="UTC"),
    }[plain]  # fmt: skip
