"""The answer to a question: rows as Arrow batches, read when they are wanted."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from verbale.errors import StoreError, VerbaleError

if TYPE_CHECKING:
    import duckdb
    import pandas  # type: ignore[import-untyped]  # its stubs are a package of their own
    import polars
    import pyarrow  # type: ignore[import-untyped]  # it has no types

_ROWS_AT_ONCE = 20_000


class Answer:
    """A question that is asked anew whenever its rows are wanted. What takes an Arrow stream takes an answer as it is."""

    def __init__(self, db: "duckdb.DuckDBPyConnection", sql: str, values: Sequence[Any] = ()) -> None:
        self._db, self._sql, self._values = db, sql, list(values)

    def batches(self) -> "pyarrow.RecordBatchReader":
        """The rows as a stream of record batches. Raises StoreError with the fault of the question."""
        import duckdb

        try:
            return self._db.cursor().sql(self._sql, params=self._values or None).to_arrow_reader(_ROWS_AT_ONCE)
        except duckdb.Error as error:
            raise StoreError(f"The question cannot be answered: {str(error).strip()}") from error

    def limited(self, most: int, columns: str = "*") -> "Answer":
        """Its first rows; `columns` is an SQL list of them."""
        return Answer(self._db, f"SELECT {columns} FROM ({self._sql}) LIMIT {most}", self._values)

    def rows(self) -> Iterator[tuple[Any, ...]]:
        """The rows as Python tuples."""
        for batch in self.batches():
            yield from zip(*(column.to_pylist() for column in batch.columns), strict=True)

    @property
    def columns(self) -> list[str]:
        """The names of the columns."""
        return list(self.batches().schema.names)

    def to_arrow(self) -> "pyarrow.Table":
        """As an Arrow table."""
        return self.batches().read_all()

    def to_polars(self) -> "polars.DataFrame":
        """As a Polars frame over the memory of the Arrow table. Needs the extra "frames"."""
        try:
            import polars
        except ImportError:
            raise VerbaleError("polars is not installed: install it with  pip install 'verbale[frames]'") from None
        return polars.DataFrame(self.to_arrow())

    def to_pandas(self) -> "pandas.DataFrame":
        """As a pandas frame. Needs the extra "frames"."""
        try:
            return self.to_arrow().to_pandas()
        except ImportError:
            raise VerbaleError("pandas is not installed: install it with  pip install 'verbale[frames]'") from None

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        return self.batches().__arrow_c_stream__(requested_schema)

    def __repr__(self) -> str:
        return f"<Answer with the columns {', '.join(self.columns)}>"
