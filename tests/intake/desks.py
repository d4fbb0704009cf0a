"""Desks for tests: pieces of news, and a coder that makes an event of every sentence."""

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tests.fakes import SentenceCoder
from verbale.errors import UnreadableArticle
from verbale.intake import Intake, Tally, add
from verbale.sources import Checked, Facts, Raw
from verbale.store.desk import Desk
from verbale.store.queries import Questions

NOON = datetime(2024, 5, 1, 12, tzinfo=UTC)
LONG = " ".join(
    f"The {place} council agreed on day {day} to {what} the crossing near the old customs house, officials said."
    for day, (place, what) in enumerate(
        (p, w) for p in ("northern", "harbour", "valley") for w in ("reopen", "widen", "guard", "watch")
    )
)


def piece(text: str, **facts: Any) -> Raw:
    where = facts.pop("where", "news.txt")
    return Raw(where, "words", text.encode(), Facts(**facts))


def pour(folder: Path, pieces: Iterable[Raw | UnreadableArticle | Checked], **options: Any) -> Tally:
    coder = options.pop("coder", SentenceCoder())
    clock = options.pop("clock", lambda: NOON)
    load = options.pop("load", SentenceCoder)
    return add(Desk.create(folder), pieces, Intake(load, coder, **options), clock=clock)


def ask(folder: Path, sql: str) -> list[tuple[Any, ...]]:
    with Questions(Desk.open(folder)) as questions:
        return list(questions.ask(sql).rows())
