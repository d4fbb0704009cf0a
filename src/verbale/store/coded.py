"""A coded article as rows of the desk, and back into what the output contract says of it."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from verbale.document import contract
from verbale.document.contract import ActorView, EventView
from verbale.document.wording import sentence_numbers
from verbale.records import CodedArticle
from verbale.store.rows import OWN, ArticleRow, CodingRow, ConsequenceRow, EventRow, StanceRow


@dataclass(frozen=True, slots=True)
class Coded:
    """All rows that one coding of one article gives."""

    coding: CodingRow
    events: tuple[EventRow, ...]
    consequences: tuple[ConsequenceRow, ...]
    stances: tuple[StanceRow, ...]


def rows(coded: CodedArticle, article: ArticleRow, run_id: str) -> Coded:
    """The rows of a coded article that stands in the desk as `article`."""
    document = contract.as_dict(coded)
    document["article"].pop("text")
    numbers, text = sentence_numbers(coded), coded.article.text
    return Coded(
        CodingRow(article.article_id, run_id, json.dumps(document, ensure_ascii=False, allow_nan=False)),
        tuple(_event(contract.event_view(event, text), article, run_id, numbers) for event in coded.events),
        tuple(_consequences(coded, article, run_id)),
        tuple(_stances(coded, article, run_id)),
    )


def document(coding: CodingRow, article: ArticleRow) -> dict[str, Any]:
    """The output contract of a coding, with the text of its article."""
    whole: dict[str, Any] = json.loads(coding.document)
    whole["article"]["text"] = article.text
    return whole


def _event(event: EventView, article: ArticleRow, run_id: str, numbers: dict[tuple[int, int], int]) -> EventRow:
    source, place, day = event.source, event.place, event.date
    return EventRow(
        event_id=event.id,
        origin=OWN,
        run_id=run_id,
        article_id=article.article_id,
        published=article.published,
        outlet=article.outlet,
        sentence=numbers.get(event.sentence),
        act=event.act,
        event_type=event.event_type,
        mode=event.mode,
        context=event.context,
        status=event.status,
        certainty=event.certainty,
        quad=event.quad,
        score=event.score,
        trigger=event.trigger.text,
        actor=_each(event.actor, "text"),
        actor_name=_each(event.actor, "name"),
        actor_code=_each(event.actor, "code"),
        actor_sector=_each(event.actor, "sector"),
        recipient=_each(event.recipient, "text"),
        recipient_name=_each(event.recipient, "name"),
        recipient_code=_each(event.recipient, "code"),
        recipient_sector=_each(event.recipient, "sector"),
        source=source.text if source else None,
        source_code=source.code if source else None,
        cue=event.cue.text if event.cue else None,
        place=place.text if place else None,
        place_name=place.name if place else None,
        country=place.country if place else None,
        admin1=place.admin1 if place else None,
        geonameid=place.geonameid if place else None,
        lat=place.lat if place else None,
        lon=place.lon if place else None,
        precision=place.precision if place else None,
        place_basis=place.basis if place else None,
        date=day.text if day else None,
        date_from=_day(day.from_) if day else None,
        date_to=_day(day.to) if day else None,
        date_basis=day.basis if day else None,
        quantity=tuple(quantity.text for quantity in event.quantity),
        quantity_kind=tuple(quantity.kind for quantity in event.quantity),
        quantity_low=tuple(quantity.low for quantity in event.quantity),
        quantity_high=tuple(quantity.high for quantity in event.quantity),
        confidence=event.confidence,
        incident=event.incident,
        start=event.trigger.start,
        end=event.trigger.end,
        copy_of=article.copy_of,
        version_of=article.version_of,
        original_code=None,
        original_text=None,
    )


def _consequences(coded: CodedArticle, article: ArticleRow, run_id: str) -> Iterator[ConsequenceRow]:
    for consequence in coded.consequences:
        view = contract.consequence_view(consequence, coded.article.text)
        yield ConsequenceRow(
            run_id=run_id,
            article_id=article.article_id,
            published=article.published,
            cause=view.cause.text,
            effect=view.effect.text,
            signal=view.signal.text if view.signal else None,
            polarity=view.polarity,
            status=view.status,
            certainty=view.certainty,
            source=view.source.text if view.source else None,
            source_code=view.source.code if view.source else None,
            start=view.cause.start,
            end=view.cause.end,
            copy_of=article.copy_of,
            version_of=article.version_of,
        )


def _stances(coded: CodedArticle, article: ArticleRow, run_id: str) -> Iterator[StanceRow]:
    for stance in coded.stances:
        view = contract.stance_view(stance, coded.article.text)
        yield StanceRow(
            run_id=run_id,
            article_id=article.article_id,
            published=article.published,
            holder=view.holder.text,
            holder_name=view.holder.name,
            holder_code=view.holder.code,
            holder_sector=view.holder.sector,
            value=view.value,
            toward=view.toward.text if view.toward else None,
            source=view.source.text if view.source else None,
            source_code=view.source.code if view.source else None,
            start=view.holder.start,
            end=view.holder.end,
            copy_of=article.copy_of,
            version_of=article.version_of,
        )


def _each(actors: tuple[ActorView, ...], name: str) -> tuple[Any, ...]:
    return tuple(getattr(actor, name) for actor in actors)


def _day(words: str | None) -> date | None:
    return date.fromisoformat(words) if words else None
