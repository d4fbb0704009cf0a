"""Events as flat rows: one row an event, the same columns in CSV, Polars, pandas and Arrow.

Several values in one cell (two actors) are joined with "; " in their order, so that the n-th code belongs to the n-th name.
An absent value is None, and an empty cell in CSV.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from verbale.document.contract import ActorView, EventView, event_view
from verbale.document.wording import sentence_numbers
from verbale.records import CodedArticle

Cell = str | int | float | None

# Each column, its type, and what it holds; the documentation is made from this table.
COLUMNS: dict[str, tuple[type, str]] = {
    "article_id": (str, "id of the article"),
    "published": (str, "publication date of the article, ISO 8601"),
    "outlet": (str, "who published the article"),
    "event_id": (str, "id of the event"),
    "sentence": (int, "number of the sentence in the article, from 1"),
    "act": (str, "act that the words describe"),
    "event_type": (str, "PLOVER event type: the act, changed by its status where the table says so"),
    "mode": (str, "modes of the act"),
    "context": (str, "contexts of the event"),
    "status": (str, "actual, future, hypothetical, negated or historical"),
    "certainty": (str, "certain, probable or possible"),
    "quad": (str, "quad class of the event type"),
    "score": (float, "conflict-cooperation score, -10 to 10"),
    "trigger": (str, "words that name the act"),
    "actor": (str, "words of the actors"),
    "actor_name": (str, "names of the actors as verbale knows them"),
    "actor_code": (str, "codes of the actors: ISO 3166-1 alpha-3, IGO, NGO, MNC or UNK"),
    "actor_sector": (str, "sectors of the actors"),
    "recipient": (str, "words of the recipients"),
    "recipient_name": (str, "names of the recipients as verbale knows them"),
    "recipient_code": (str, "codes of the recipients"),
    "recipient_sector": (str, "sectors of the recipients"),
    "source": (str, "words that name who says so; empty where the article does"),
    "source_code": (str, "code of the source"),
    "cue": (str, "words of saying or believing"),
    "place": (str, "words of the place; empty where it was taken over from elsewhere in the article"),
    "place_name": (str, "name of the place in the gazetteer"),
    "country": (str, "country of the place, ISO 3166-1 alpha-3"),
    "admin1": (str, "first-level division of the place"),
    "geonameid": (int, "GeoNames id of the place"),
    "lat": (float, "latitude, degrees north, WGS 84"),
    "lon": (float, "longitude, degrees east, WGS 84"),
    "precision": (str, "site, city, admin2, admin1, region, country or unknown"),
    "place_basis": (str, "explicit, or where the place was taken over from"),
    "date": (str, "words of the date"),
    "date_from": (str, "first day, ISO 8601"),
    "date_to": (str, "last day, ISO 8601"),
    "date_basis": (str, "explicit, relative or publication"),
    "quantity": (str, "words of the numbers"),
    "quantity_kind": (str, "what is counted"),
    "quantity_low": (str, "lower ends of the numbers"),
    "quantity_high": (str, "upper ends of the numbers"),
    "confidence": (float, "confidence of the coder, 0 to 1"),
    "incident": (str, "id of the incident"),
    "start": (int, "first character of the trigger in the text of the article"),
    "end": (int, "character after the trigger"),
    "model": (str, "name of the model"),
    "model_digest": (str, "digest of the model"),
}


def rows(coded: CodedArticle) -> Iterator[dict[str, Cell]]:
    """One dictionary an event, with every column of COLUMNS in its order."""
    numbers = sentence_numbers(coded)
    for event in coded.events:
        row = _row(coded, event_view(event, coded.article.text), numbers)
        yield {name: row[name] for name in COLUMNS}


def columns(coded: Iterable[CodedArticle]) -> dict[str, list[Cell]]:
    """The rows of articles turned into columns."""
    table: dict[str, list[Cell]] = {name: [] for name in COLUMNS}
    for article in coded:
        for row in rows(article):
            for name, cell in row.items():
                table[name].append(cell)
    return table


def _row(coded: CodedArticle, event: EventView, numbers: dict[tuple[int, int], int]) -> dict[str, Cell]:
    article, source, place, date = coded.article, event.source, event.place, event.date
    return {
        "article_id": article.id,
        "published": article.published.isoformat() if article.published else None,
        "outlet": article.outlet,
        "event_id": event.id,
        "sentence": numbers.get(event.sentence),
        "act": event.act,
        "event_type": event.event_type,
        "mode": _joined(event.mode),
        "context": _joined(event.context),
        "status": event.status,
        "certainty": event.certainty,
        "quad": event.quad,
        "score": event.score,
        "trigger": event.trigger.text,
        **_actors("actor", event.actor),
        **_actors("recipient", event.recipient),
        "source": source.text if source else None,
        "source_code": source.code if source else None,
        "cue": event.cue.text if event.cue else None,
        "place": place.text if place else None,
        "place_name": place.name if place else None,
        "country": place.country if place else None,
        "admin1": place.admin1 if place else None,
        "geonameid": place.geonameid if place else None,
        "lat": place.lat if place else None,
        "lon": place.lon if place else None,
        "precision": place.precision if place else None,
        "place_basis": place.basis if place else None,
        "date": date.text if date else None,
        "date_from": date.from_ if date else None,
        "date_to": date.to if date else None,
        "date_basis": date.basis if date else None,
        "quantity": _joined(quantity.text for quantity in event.quantity),
        "quantity_kind": _joined(quantity.kind for quantity in event.quantity),
        "quantity_low": _joined(_number(quantity.low) for quantity in event.quantity),
        "quantity_high": _joined(_number(quantity.high) for quantity in event.quantity),
        "confidence": event.confidence,
        "incident": event.incident,
        "start": event.trigger.start,
        "end": event.trigger.end,
        "model": coded.run.model,
        "model_digest": coded.run.model_digest,
    }


def _actors(role: str, actors: tuple[ActorView, ...]) -> dict[str, Cell]:
    return {
        role: _joined(actor.text for actor in actors),
        f"{role}_name": _joined(actor.name for actor in actors),
        f"{role}_code": _joined(actor.code for actor in actors),
        f"{role}_sector": _joined(actor.sector for actor in actors),
    }


def _joined(values: Iterable[Any]) -> str | None:
    """The values joined, an absent one as an empty place; None where there is none at all. Line breaks in them become blanks."""
    words = [" ".join(value.split()) if value else "" for value in values]
    return "; ".join(words) if any(words) else None


def _number(value: float | None) -> str | None:
    return None if value is None else f"{value:.15g}"
