"""PLOVER's own JSON, one object an event: the names of the manual's chapter on data fields, absent ones left out.

The manual's auxiliary modes tell the status: historical, future, hypothetical and negation stand among the modes.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any, BinaryIO

from verbale import ontology
from verbale.export import places
from verbale.export.flat import json_line, plain_value
from verbale.export.parties import Party, actors, recipients
from verbale.export.reported import Reported, Tally
from verbale.export.settings import ExportSettings
from verbale.store.rows import OWN, ArticleRow, EventRow
from verbale.version import VERSION

_AUXILIARY_MODES = {"future": "future", "hypothetical": "hypothetical", "negated": "negation", "historical": "historical"}
_COUNTED = ("dead", "injured", "arrested")
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)]*\s|\n")
_MOST_AROUND = 600  # characters before and after the trigger that are looked through for the ends of its sentence


def write(events: Iterable[Reported], stream: BinaryIO, settings: ExportSettings, tally: Tally) -> None:
    """Write one object an event, as soon as it comes."""
    for reported, day in tally.dated(events):
        event, article = reported.event, reported.article
        entry = {
            "id": event.event_id,
            "has_event": True,
            "date": day,
            "enddate": event.date_to if event.date_to != day else None,
            "actor": [_entity(party) for party in actors(event)],
            "recipient": [_entity(party) for party in recipients(event)],
            "event": [event.event_type],
            "event_loc": _location(event),
            "event_text": event.trigger,
            "quad_code": ontology.QUADS.index(event.quad) + 1 if event.quad in ontology.QUADS else None,
            "event_scale": event.score,
            "mode": (*event.mode, *([_AUXILIARY_MODES[event.status]] if event.status in _AUXILIARY_MODES else [])),
            "context": event.context,
            "link": event.incident,
            "size": _size(event),
            "text": around(article.text, event.start, event.end) if article else event.original_text,
            "text_info": {"sequence": event.sentence, "start": event.start, "end": event.end, "text_story": event.article_id},
            "cite_info": _citation(event, article),
            "coder": f"{OWN} {VERSION}" if event.origin == OWN else event.origin,
            "comment": _comment(event, reported.corrected),
        }
        required = ("id", "has_event", "date", "actor", "event")
        stream.write(json_line({name: value for name, value in _filled(entry).items() if value != [] or name in required}))
        tally.rows += 1


def around(text: str, start: int | None, end: int | None) -> str | None:
    """The sentence, or nearly so, that characters `start` to `end` of a text stand in; None where they are not in it."""
    if start is None or end is None or not 0 <= start <= end <= len(text):
        return None
    lowest = max(0, start - _MOST_AROUND)
    first = max((found.end() for found in _SENTENCE_END.finditer(text, lowest, start)), default=lowest)
    last = _SENTENCE_END.search(text, end, min(len(text), end + _MOST_AROUND))
    return text[first : last.end() if last else min(len(text), end + _MOST_AROUND)].strip() or None


def _entity(party: Party) -> dict[str, Any]:
    return {"code": party.code, "sector": party.sector, "entity_text": party.words, "identifier_text": party.name}


def _location(event: EventRow) -> dict[str, Any] | None:
    land, where = places.nation(event), places.point(event)
    if event.place_name is None and event.place is None and land is None and where is None:
        return None
    return {
        "extracted_place": event.place,
        "resolved_place": event.place_name,
        "geonameid": event.geonameid,
        "lat": where[0] if where else None,
        "lon": where[1] if where else None,
        "city": places.city(event),
        "district": places.district(event),
        "province": places.province(event),
        "country": land.name if land else None,
        "country_code": event.country,
        "resolution": places.RESOLUTIONS.get(event.precision or ""),
    }


def _size(event: EventRow) -> dict[str, Any] | None:
    """Numbers of one kind: the number itself, or "low" and "high" where they differ."""
    found: dict[str, Any] = {}
    for kind, low, high in zip(event.quantity_kind, event.quantity_low, event.quantity_high, strict=False):
        if kind in _COUNTED and kind not in found and (low is not None or high is not None):
            found[kind] = low if low == high else {"low": low, "high": high}
    return found or None


def _citation(event: EventRow, article: ArticleRow | None) -> dict[str, Any]:
    return {
        "corpus": event.outlet,
        "url": article.url if article else None,
        "title": article.title if article else None,
        "language": article.language if article else None,
        "publication": event.published,
        "codebook": ontology.VERSION,
        "version": event.run_id,
    }


def _comment(event: EventRow, corrected: tuple[str, ...]) -> str:
    said = f"; says {event.source}" if event.source else ""
    given = f"; a person gave {', '.join(corrected)}" if corrected else ""
    return f"{event.status}, {event.certainty}{said}{given}"


def _filled(entry: Mapping[str, Any]) -> dict[str, Any]:
    """The entry without absent values, within its objects too."""
    made: dict[str, Any] = {}
    for name, value in entry.items():
        if isinstance(value, Mapping):
            plain: Any = _filled(value) or None
        elif isinstance(value, list) and value and isinstance(value[0], Mapping):
            plain = [_filled(item) for item in value]
        else:
            plain = plain_value(value)
        if plain is not None:
            made[name] = plain
    return made
