"""A coded article in the hands of a Python user.

doc = verbale.code(text, published="2024-10-25")
doc.events[0].act, doc.events[0].actor[0].code
doc.to_json()                     # the output contract, one line
doc.to_polars()                   # one row an event
doc                               # in a notebook: the text, highlighted
"""

import json
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from verbale.document import contract
from verbale.document.contract import ConsequenceView, EventView, PlaceView, StanceView
from verbale.errors import VerbaleError
from verbale.records import Article, CodedArticle, Run

if TYPE_CHECKING:
    import pandas  # type: ignore[import-untyped]  # its stubs are a package of their own
    import polars
    import pyarrow  # type: ignore[import-untyped]  # it has no types

__all__ = ["Document"]


class Document:
    """A coded article; `coded` is the record behind it. Its views are computed once and never change."""

    def __init__(self, coded: CodedArticle) -> None:
        self.coded = coded

    @property
    def article(self) -> Article:
        """The article, its text as it came in."""
        return self.coded.article

    @property
    def run(self) -> Run:
        """The versions and digests that made this coding."""
        return self.coded.run

    @cached_property
    def events(self) -> tuple[EventView, ...]:
        """The events, in the order of the text."""
        return tuple(contract.event_view(event, self.article.text) for event in self.coded.events)

    @cached_property
    def consequences(self) -> tuple[ConsequenceView, ...]:
        """The claims that one thing brings about, helps or hinders another."""
        return tuple(contract.consequence_view(claim, self.article.text) for claim in self.coded.consequences)

    @cached_property
    def stances(self) -> tuple[StanceView, ...]:
        """Where actors say they stand."""
        return tuple(contract.stance_view(stance, self.article.text) for stance in self.coded.stances)

    @cached_property
    def places(self) -> tuple[PlaceView, ...]:
        """Every place that the article names and the gazetteer knows, in the order of the text."""
        return tuple(contract.place_view(place, self.article.text) for place in self.coded.places)

    def with_confidence(self, least: float) -> "Document":
        """The same article with only those events whose confidence is at least `least`."""
        return Document(replace(self.coded, events=tuple(e for e in self.coded.events if e.mention.confidence >= least)))

    def to_dict(self) -> dict[str, Any]:
        """The output contract as plain dictionaries and lists."""
        return contract.as_dict(self.coded)

    def to_json(self) -> str:
        """The output contract as one line of JSON: the same coding gives the same bytes."""
        return json.dumps(self.to_dict(), ensure_ascii=False, allow_nan=False)

    def to_polars(self) -> "polars.DataFrame":
        """One row an event; the columns are those of `verbale.document.rows.COLUMNS`. Needs the extra "frames"."""
        frames = _needed("polars")
        kinds = {str: frames.String, int: frames.Int64, float: frames.Float64}
        schema, columns = self._columns(kinds)
        frame: polars.DataFrame = frames.DataFrame(columns, schema=schema)
        return frame

    def to_pandas(self) -> "pandas.DataFrame":
        """One row an event; the columns are those of `verbale.document.rows.COLUMNS`. Needs the extra "frames"."""
        frames = _needed("pandas")
        schema, columns = self._columns({str: "string", int: "Int64", float: "Float64"})
        return frames.DataFrame({name: frames.Series(cells, dtype=schema[name]) for name, cells in columns.items()})

    def to_arrow(self) -> "pyarrow.Table":
        """One row an event; the columns are those of `verbale.document.rows.COLUMNS`. Needs the extra "frames"."""
        arrow = _needed("pyarrow")
        schema, columns = self._columns({str: arrow.string(), int: arrow.int64(), float: arrow.float64()})
        return arrow.table(columns, schema=arrow.schema(list(schema.items())))

    def _columns(self, kinds: dict[type, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
        from verbale.document.rows import COLUMNS, columns

        return {name: kinds[kind] for name, (kind, _) in COLUMNS.items()}, dict(columns([self.coded]))

    def _repr_html_(self) -> str:
        from verbale.document.fragment import notebook

        return notebook(self.coded)

    def __repr__(self) -> str:
        counts = (
            f"{len(self.coded.events)} events, {len(self.coded.consequences)} consequences, {len(self.coded.stances)} stances"
        )
        return f"<Document {self.article.id}: {counts}>"

    def __eq__(self, other: object) -> bool:
        return self.coded == other.coded if isinstance(other, Document) else NotImplemented

    def __hash__(self) -> int:
        return hash((self.article, self.run, len(self.coded.events)))


def _needed(package: str) -> Any:
    """An optional package, or a sentence that says how to install it."""
    import importlib

    try:
        return importlib.import_module(package)
    except ImportError:
        raise VerbaleError(
            f"{package} is not installed, and this table is made with it: install it with  pip install 'verbale[frames]'"
        ) from None
