"""Questions to a desk: DuckDB over its segments, read-only and offline."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from verbale.errors import StoreError
from verbale.store.answers import Answer
from verbale.store.desk import Desk
from verbale.store.reviewed import Review, review, told
from verbale.store.rows import TABLES, EventRow, R, row, schema, table
from verbale.store.state import Correction, State
from verbale.store.views import SUPERSEDED, VIEWS

if TYPE_CHECKING:
    import pyarrow  # type: ignore[import-untyped]  # it has no types

_STATE_TABLES = (
    "run", "failure", "sighting", "forecast", "outcome", "forecast_score", "ranking", "ranking_score", "backtest",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Filter:
    """Which events: every field that is given must fit. Codes are those of any actor or recipient; days are of the happening,
    and of publication where the day of the happening is unknown."""

    actor: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()
    party: tuple[str, ...] = ()
    """Codes or sectors of an actor or a recipient."""
    act: tuple[str, ...] = ()
    """Acts or event types."""
    status: tuple[str, ...] = ()
    certainty: tuple[str, ...] = ()
    country: tuple[str, ...] = ()
    place: str | None = None
    """Words of the name of the place, in any case."""
    outlet: tuple[str, ...] = ()
    origin: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    min_confidence: float | None = None
    copies: bool = False
    """Events of copies and superseded versions as well."""


class Questions:
    """A connection over one state of the desk: batches that are stored later are not seen by it."""

    def __init__(self, desk: Desk) -> None:
        import duckdb

        self.desk = desk
        self.db: duckdb.DuckDBPyConnection = duckdb.connect(
            ":memory:", config={"autoinstall_known_extensions": False, "autoload_known_extensions": False}
        )
        self.db.execute("SET TimeZone = 'UTC'")
        with desk.state() as state:
            for kind, record in TABLES.items():
                names = [placed.segment.name for placed in state.placed(kind, current=True)]
                self._segments(kind, [str(desk.segments.path(name)) for name in names], schema(record))
            self._state(state)
            self.review = self._reviewed(state)
        for view in VIEWS:
            self.db.execute(f"CREATE VIEW {view.name} AS {view.sql}")
        # Questions are foreign words: they may read the desk and nothing else of the machine.
        self.db.execute(
            f"SET allowed_directories = [{_quoted(str(desk.folder.resolve()) + '/')}, {_quoted(str(desk.folder) + '/')}]"
        )
        self.db.execute("SET enable_external_access = false")
        self.db.execute("SET lock_configuration = true")

    def close(self) -> None:
        """Let go of the connection."""
        self.db.close()

    def __enter__(self) -> "Questions":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def ask(self, sql: str, values: Sequence[Any] = ()) -> Answer:
        """The answer to one SELECT over the views. Raises StoreError with the fault of the question."""
        import duckdb

        try:
            statements = duckdb.extract_statements(sql)
        except duckdb.Error as error:
            raise StoreError(f"The question cannot be understood: {str(error).strip()}") from error
        if len(statements) != 1 or statements[0].type != duckdb.StatementType.SELECT:
            raise StoreError(f"{sql!r} is no single SELECT: ask one question of the views, as in  select count(*) from events")
        return Answer(self.db, sql, values)

    def events(self, wanted: Filter | None = None) -> Answer:
        """The events that fit, the newest first; columns are those of the view."""
        return Answer(self.db, *select(wanted or Filter()))

    def records(self, kind: type[R], sql: str, values: Sequence[Any] = ()) -> Iterator[R]:
        """The rows of a question as records; its columns must be those of the record, in their order."""
        return (row(kind, cells) for cells in Answer(self.db, sql, values).rows())

    def _segments(self, kind: str, paths: list[str], columns: "pyarrow.Schema") -> None:
        if paths:
            files = ", ".join(_quoted(path) for path in paths)
            self.db.execute(f"CREATE VIEW segment_{kind} AS SELECT * FROM read_parquet([{files}], union_by_name = true)")
        else:
            self._table(f"segment_{kind}", columns.empty_table())

    def _state(self, state: State) -> None:
        import pyarrow

        kind_of = {"INTEGER": pyarrow.int64(), "REAL": pyarrow.float64(), "TEXT": pyarrow.string()}
        for name in (*_STATE_TABLES, "superseded"):
            answer = state.db.execute(SUPERSEDED if name == "superseded" else f"SELECT * FROM {name}")
            names = [column[0] for column in answer.description]
            cells = list(zip(*answer.fetchall(), strict=True)) or [()] * len(names)
            declared = {column: kind for _, column, kind, *_ in state.db.execute(f"PRAGMA table_info({name})")}
            kinds = [kind_of[declared.get(column, "TEXT")] for column in names]
            made = [pyarrow.array(column, type=kind) for column, kind in zip(cells, kinds, strict=True)]
            self._table(f"state_{name}", pyarrow.table(made, names=names))

    def _reviewed(self, state: State) -> Review:
        """Look up the events that people have corrected, and make `current_events` of the coder's rows and the corrected ones."""
        import pyarrow

        said = state.corrections()
        found = review(said, self._concerned(said) if said else ())
        as_coded = "SELECT *, CAST([] AS VARCHAR[]) AS corrected FROM segment_events"
        if found.events:
            kept = [each for each in found.events if each.after is not None]
            rows = table(EventRow, [each.after for each in kept if each.after])
            marks = pyarrow.array([each.fields for each in kept], type=pyarrow.list_(pyarrow.string()))
            self._table("reviewed_events", rows.append_column("corrected", marks))
            self._table("reviewed_ids", pyarrow.table({"event_id": [each.before.event_id for each in found.events]}))
            as_coded += (
                " WHERE event_id NOT IN (SELECT event_id FROM reviewed_ids) UNION ALL BY NAME SELECT * FROM reviewed_events"
            )
        self.db.execute(f"CREATE VIEW current_events AS {as_coded}")
        self._corrections(found)
        return found

    def _concerned(self, said: Sequence[Correction]) -> Iterator[EventRow]:
        """The coder's events at the places of corrections, and those with their ids."""
        import pyarrow

        columns = {name: [getattr(each, name) for each in said] for name in ("event_id", "article_id", "start", "end")}
        kinds = (pyarrow.string(), pyarrow.string(), pyarrow.int64(), pyarrow.int64())
        cells = [pyarrow.array(column, type=kind) for column, kind in zip(columns.values(), kinds, strict=True)]
        self._table("said", pyarrow.table(cells, names=list(columns)))
        names = ", ".join(f'e."{name}"' for name in schema(EventRow).names)
        there = 'e.article_id = s.article_id AND e."start" < s."end" AND s."start" < e."end"'
        sql = f"SELECT {names} FROM segment_events e SEMI JOIN said s ON"
        yield from self.records(EventRow, f'{sql} {there} UNION ALL {sql} e.event_id = s.event_id AND s."start" IS NULL')

    def _corrections(self, found: Review) -> None:
        import pyarrow

        columns = {
            name: [getattr(each.correction, name) for each in found.standing]
            for name in ("event_id", "field", "value", "note", "corrected_by")
        }
        columns["coded"] = [told(each.event, each.correction.field) if each.event else None for each in found.standing]
        columns["trigger"] = [each.event.trigger if each.event else None for each in found.standing]
        columns["added"] = [each.correction.added for each in found.standing]
        columns["state"] = [each.state for each in found.standing]
        columns["applies_to"] = [each.event.event_id if each.event else None for each in found.standing]
        columns["trouble"] = [each.trouble for each in found.standing]
        made = {name: pyarrow.array(cells, type=pyarrow.string()) for name, cells in columns.items()}
        self._table("state_correction", pyarrow.table(made))

    def _table(self, name: str, rows: "pyarrow.Table") -> None:
        """A table of its own, which the cursors of the connection see too."""
        self.db.register("given", rows)
        self.db.execute(f"CREATE TABLE {name} AS SELECT * FROM given")
        self.db.unregister("given")


def select(wanted: Filter) -> tuple[str, list[Any]]:
    """The SQL of a filter and its values."""
    tests: list[str] = []
    values: list[Any] = []

    def test(sql: str, *given: Any) -> None:
        tests.append(sql)
        values.extend(given)

    for role in ("actor", "recipient"):
        for codes in [getattr(wanted, role)]:
            if codes:
                test(f"(list_has_any({role}_code, ?) OR list_has_any({role}_sector, ?))", list(codes), list(codes))
    if wanted.party:
        lists = ("actor_code", "recipient_code", "actor_sector", "recipient_sector")
        test("(" + " OR ".join(f"list_has_any({name}, ?)" for name in lists) + ")", *[list(wanted.party)] * len(lists))
    if wanted.act:
        test("(list_contains(?, act) OR list_contains(?, event_type))", list(wanted.act), list(wanted.act))
    for column in ("status", "certainty", "country", "outlet", "origin"):
        if chosen := getattr(wanted, column):
            test(f"list_contains(?, {column})", list(chosen))
    if wanted.place:
        test(
            "(contains(lower(place_name), lower(?)) OR contains(lower(place), lower(?)) OR contains(lower(admin1), lower(?)))",
            *[wanted.place] * 3,
        )
    if wanted.since:
        test("coalesce(date_to, published) >= ?", wanted.since)
    if wanted.until:
        test("coalesce(date_from, published) <= ?", wanted.until)
    if wanted.min_confidence is not None:
        test("confidence >= ?", wanted.min_confidence)
    where = f" WHERE {' AND '.join(tests)}" if tests else ""
    view = "all_events" if wanted.copies else "events"
    return f"SELECT * FROM {view}{where} ORDER BY coalesce(date_from, published) DESC NULLS LAST, event_id", values


def _quoted(words: str) -> str:
    return "'" + words.replace("'", "''") + "'"
