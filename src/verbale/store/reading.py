"""A desk in the hands of a Python user.

desk = verbale.open_desk("korea")
desk.events(actor="KOR", recipient="RUS", status="actual").to_polars()
desk.query("select event_type, count(*) as n from events group by all").to_pandas()
"""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Self

from verbale.errors import StoreError, VerbaleError
from verbale.store.answers import Answer
from verbale.store.coded import document
from verbale.store.correctable import in_words
from verbale.store.corrections import Change, correct
from verbale.store.desk import Desk
from verbale.store.queries import Filter, Questions
from verbale.store.rows import ArticleRow, CodingRow
from verbale.store.search import Hit, search

Words = str | Iterable[str]


class OpenDesk:
    """A desk opened for reading; batches stored later are seen after `refresh`. Also a context manager."""

    def __init__(self, folder: Path) -> None:
        self._desk = Desk.open(folder)
        self._questions = Questions(self._desk)

    def refresh(self) -> None:
        """See what was stored meanwhile."""
        self._questions.close()
        self._questions = Questions(self._desk)

    def close(self) -> None:
        """Let go of the desk."""
        self._questions.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def events(
        self,
        *,
        actor: Words = (),
        recipient: Words = (),
        party: Words = (),
        act: Words = (),
        status: Words = (),
        certainty: Words = (),
        country: Words = (),
        outlet: Words = (),
        origin: Words = (),
        place: str | None = None,
        since: date | str | None = None,
        until: date | str | None = None,
        min_confidence: float | None = None,
        copies: bool = False,
    ) -> Answer:
        """The events that fit all that is given, the newest first; several values of one kind are alternatives.

        Days may be written ("2024-10-25"). Raises StoreError for a day that is none.
        """
        return self._questions.events(
            Filter(
                _each(actor), _each(recipient), _each(party), _each(act), _each(status), _each(certainty), _each(country),
                place, _each(outlet), _each(origin), as_day(since), as_day(until), min_confidence, copies,
            )
        )  # fmt: skip

    def query(self, sql: str, values: Iterable[Any] = ()) -> Answer:
        """One SELECT over the views, "?" standing for the values. Raises StoreError."""
        return self._questions.ask(sql, list(values))

    def search(self, words: str, most: int = 10) -> list[Hit]:
        """The articles that hold the words, best first. Raises StoreError."""
        return search(self._desk, words, most)

    def correct(
        self, event_id: str, *, note: str | None = None, by: str | None = None, now: datetime | None = None, **values: Any
    ) -> None:
        """Say what fields of an event should be: desk.correct("…/e2", act="ASSAULT", recipient_code=["UKR", "RUS"], by="Ana").

        `day` stands for both ends of the date, `event="no"` takes the event out, None says that a value is unknown. What is asked
        of the desk afterwards has the corrected values. Raises CorrectionError.
        """
        self._correct([Change(event_id, name, in_words(_cells(value)), note, by) for name, value in values.items()], now)

    def undo(self, event_id: str, *fields: str, by: str | None = None, now: datetime | None = None) -> None:
        """Let the coder's values of the fields count again, or of all where none is named. Raises CorrectionError."""
        self._correct([Change(event_id, name, None, None, by) for name in fields or (None,)], now)

    def _correct(self, changes: list[Change], now: datetime | None) -> None:
        correct(self._desk, changes, now=now or datetime.now(UTC))
        self.refresh()

    def document(self, article_id: str) -> dict[str, Any]:
        """The coded article as the output contract has it. Raises StoreError when it is not there or not coded."""
        articles = list(self._questions.records(ArticleRow, "SELECT * FROM segment_articles WHERE article_id = ?", [article_id]))
        codings = list(self._questions.records(CodingRow, "SELECT * FROM segment_codings WHERE article_id = ?", [article_id]))
        if not articles or not codings:
            what = "is not coded" if articles else "is not in the desk"
            raise StoreError(f"The article {article_id!r} {what}: ids are in  select article_id from articles")
        return document(codings[0], articles[0])


def open_desk(folder: Path | str) -> OpenDesk:
    """A desk for reading. Raises StoreNotFound, StoreDamaged, StoreTooNew."""
    return OpenDesk(Path(folder))


def _each(words: Words) -> tuple[str, ...]:
    return (words,) if isinstance(words, str) else tuple(words)


def _cells(value: Any) -> Any:
    return tuple(value) if isinstance(value, Iterable) and not isinstance(value, str) else value


def as_day(words: date | str | None, error: type[VerbaleError] = StoreError) -> date | None:
    """A day that may be written as 2024-10-25. Raises `error`."""
    if not isinstance(words, str):
        return words
    try:
        return date.fromisoformat(words)
    except ValueError:
        raise error(f"The day is {words!r}, and a day looks like 2024-10-25: write it so.") from None
