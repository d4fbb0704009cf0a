"""The output contract: what a coded article looks like from outside, as frozen views and as plain dictionaries.

The fields of the views, in their order, are the keys of the JSON; a trailing underscore (`from_`) is Python's and is dropped
there. Offsets are characters of the article's text, and `text[start:end]` are the words. A value that was taken over from
elsewhere in the article has no words of its own: `start`, `end` and `text` are None, and `basis` says where it comes from.
"""

from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from typing import Any

from verbale.ontology import UNKNOWN_CODE
from verbale.records import (
    Actor,
    Article,
    CodedArticle,
    Consequence,
    Event,
    Mention,
    Place,
    Quantity,
    Resolved,
    Span,
    Stance,
    When,
)

_DIGITS = 4  # of scores and confidences: enough to sort by, few enough to be the same on every machine
_DEGREE_DIGITS = 5  # of coordinates: about a metre


@dataclass(frozen=True, slots=True)
class WordsView:
    """Words of the article: a trigger, a cue, a cause, an effect, a signal, or what a stance is toward."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class ActorView:
    """An actor, a recipient or the holder of a stance; `reason` says how its code was found or why it is UNK."""

    start: int | None
    end: int | None
    text: str | None
    name: str | None
    code: str
    sector: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class SourceView:
    """Who says so."""

    start: int | None
    end: int | None
    text: str | None
    code: str
    reason: str


@dataclass(frozen=True, slots=True)
class PlaceView:
    """Where. `basis` is "explicit" where the event's own words name the place, else where it was taken over from."""

    start: int | None
    end: int | None
    text: str | None
    name: str | None
    country: str | None
    admin1: str | None
    geonameid: int | None
    lat: float | None
    lon: float | None
    precision: str
    basis: str
    reason: str


@dataclass(frozen=True, slots=True)
class DateView:
    """When: the first and the last day. `basis` is explicit, relative or publication, None where the words mean no known day."""

    start: int | None
    end: int | None
    text: str | None
    from_: str | None
    to: str | None
    basis: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class QuantityView:
    """How many of what; `low` or `high` is None where the words leave that end open."""

    start: int | None
    end: int | None
    text: str | None
    kind: str | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class EventView:
    """One event. `sentence` is the (start, end) of its sentence."""

    id: str
    sentence: tuple[int, int]
    act: str
    event_type: str
    mode: tuple[str, ...]
    context: tuple[str, ...]
    status: str
    certainty: str
    quad: str
    score: float
    trigger: WordsView
    actor: tuple[ActorView, ...]
    recipient: tuple[ActorView, ...]
    source: SourceView | None
    cue: WordsView | None
    place: PlaceView | None
    date: DateView | None
    quantity: tuple[QuantityView, ...]
    confidence: float
    incident: str | None


@dataclass(frozen=True, slots=True)
class ConsequenceView:
    """A claim that `cause` raises, lowers or changes `effect`."""

    cause: WordsView
    effect: WordsView
    signal: WordsView | None
    polarity: str
    status: str
    certainty: str
    source: SourceView | None


@dataclass(frozen=True, slots=True)
class StanceView:
    """Where `holder` stands."""

    holder: ActorView
    toward: WordsView | None
    value: str
    source: SourceView | None


def event_view(event: Event, text: str) -> EventView:
    """The view of an event of the article with this text."""
    mention = event.mention
    return EventView(
        id=event.id,
        sentence=(mention.sentence.start, mention.sentence.end),
        act=mention.act,
        event_type=event.event_type,
        mode=mention.modes,
        context=event.mention.contexts,
        status=mention.status,
        certainty=mention.certainty,
        quad=event.quad,
        score=round(float(event.score), _DIGITS),
        trigger=_words(mention.trigger, text),
        actor=tuple(_actor(actor, text) for actor in event.actors),
        recipient=tuple(_actor(recipient, text) for recipient in event.recipients),
        source=_source(event.source, mention.source, text),
        cue=_mentioned(mention.cue, text),
        place=_place(event.place, text) if event.place else None,
        date=_date(event.date, text) if event.date else None,
        quantity=tuple(_quantity(quantity, text) for quantity in event.quantities),
        confidence=round(float(mention.confidence), _DIGITS),
        incident=event.incident,
    )


def consequence_view(consequence: Consequence, text: str) -> ConsequenceView:
    """The view of a consequence of the article with this text."""
    mention = consequence.mention
    return ConsequenceView(
        cause=_words(mention.cause.span, text),
        effect=_words(mention.effect.span, text),
        signal=_mentioned(mention.signal, text),
        polarity=mention.polarity,
        status=mention.status,
        certainty=mention.certainty,
        source=_source(consequence.source, mention.source, text),
    )


def stance_view(stance: Stance, text: str) -> StanceView:
    """The view of a stance of the article with this text."""
    mention = stance.mention
    return StanceView(
        holder=_actor(stance.holder, text),
        toward=_mentioned(mention.toward, text),
        value=mention.value,
        source=_source(stance.source, mention.source, text),
    )


def place_view(place: Resolved[Place], text: str) -> PlaceView:
    """The view of a place that the article names."""
    return _place(place, text)


def as_dict(coded: CodedArticle) -> dict[str, Any]:
    """The coded article as the contract has it: plain dictionaries and lists, keys in the contract's order."""
    text = coded.article.text
    return {
        "article": _article(coded.article),
        "events": [_plain(event_view(event, text)) for event in coded.events],
        "consequences": [_plain(consequence_view(consequence, text)) for consequence in coded.consequences],
        "stances": [_plain(stance_view(stance, text)) for stance in coded.stances],
        "places": [_plain(place_view(place, text)) for place in coded.places],
        "run": _plain(coded.run),
    }


def _article(article: Article) -> dict[str, Any]:
    return {
        "id": article.id,
        "title": article.title,
        "published": article.published.isoformat() if article.published else None,
        "outlet": article.outlet,
        "url": article.url,
        "language": article.language,
        "text": article.text,
    }


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return {field.name.rstrip("_"): _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, (tuple, list)):
        return [_plain(item) for item in value]
    return value


def _words(span: Span, text: str) -> WordsView:
    return WordsView(span.start, span.end, span.of(text))


def _mentioned(mention: Mention | None, text: str) -> WordsView | None:
    return _words(mention.span, text) if mention else None


def _where(mention: Mention | None, text: str) -> tuple[int | None, int | None, str | None]:
    return (mention.span.start, mention.span.end, mention.span.of(text)) if mention else (None, None, None)


def _actor(resolved: Resolved[Actor], text: str) -> ActorView:
    actor = resolved.value or Actor(None, UNKNOWN_CODE)
    return ActorView(*_where(resolved.mention, text), actor.name, actor.code, actor.sector, resolved.reason)


def _source(resolved: Resolved[Actor] | None, mention: Mention | None, text: str) -> SourceView | None:
    """The source; words that nobody has looked up are there too, with an unknown code."""
    if resolved is None:
        return SourceView(*_where(mention, text), UNKNOWN_CODE, "not looked up") if mention else None
    code = resolved.value.code if resolved.value else UNKNOWN_CODE
    return SourceView(*_where(resolved.mention or mention, text), code, resolved.reason)


def _place(resolved: Resolved[Place], text: str) -> PlaceView:
    where, basis = _where(resolved.mention, text), "explicit" if resolved.mention else resolved.reason
    place = resolved.value
    if place is None:
        return PlaceView(*where, None, None, None, None, None, None, "unknown", basis, resolved.reason)
    lat, lon = (None if degrees is None else round(float(degrees), _DEGREE_DIGITS) for degrees in (place.lat, place.lon))
    return PlaceView(
        *where, place.name, place.country, place.admin1, place.geonameid, lat, lon, place.precision, basis, resolved.reason
    )


def _date(resolved: Resolved[When], text: str) -> DateView:
    when = resolved.value
    start, end = (when.start, when.end) if when else (None, None)
    return DateView(*_where(resolved.mention, text), _iso(start), _iso(end), when.basis if when else None, resolved.reason)


def _quantity(resolved: Resolved[Quantity], text: str) -> QuantityView:
    quantity = resolved.value
    if quantity is None:
        return QuantityView(*_where(resolved.mention, text), None, None, None)
    return QuantityView(*_where(resolved.mention, text), quantity.kind, quantity.low, quantity.high)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
