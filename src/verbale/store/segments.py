"""Parquet segments: written once, never changed, and never seen half-written.

A segment is first written beside its place under a temporary name and brought to the disk. It belongs to the desk from the
moment the state's transaction names it (state.py); then it is renamed. So at any moment of a crash a file with a final name
is whole and known, and `settle` finishes the renaming or throws away what no transaction ever named.
"""

import hashlib
import os
from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from verbale.errors import OutputError, StoreDamaged
from verbale.store.rows import TABLES, R, Row, row, table

UNFINISHED = ".part"
_ROWS_PER_GROUP = 20_000  # enough for fast scans, few enough to write in little memory


@dataclass(frozen=True, slots=True)
class Segment:
    """One file of the desk: `name` is its path in the folder; `digest` the SHA-256 of its bytes, in hexadecimal digits."""

    name: str
    table: str
    rows: int
    size: int
    digest: str


class Segments:
    """The Parquet files of a desk's folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def write(self, kind: str, number: int, run_id: str, rows: Iterable[Row]) -> Segment:
        """Write rows under the temporary name of segment `number`. Raises OutputError when the disk does not take them."""
        import pyarrow.parquet as parquet  # type: ignore[import-untyped]  # it has no types

        made = table(TABLES[kind], rows)
        name = f"{kind}/{number:06}-{run_id}.parquet"
        part = self.part(name)
        try:
            part.parent.mkdir(exist_ok=True)
            parquet.write_table(made, part, compression="zstd", row_group_size=_ROWS_PER_GROUP)
            with part.open("rb+") as stream:
                os.fsync(stream.fileno())
            return Segment(name, kind, made.num_rows, part.stat().st_size, file_digest(part))
        except OSError as error:
            with suppress(OSError):
                part.unlink(missing_ok=True)
            reason = error.strerror or str(error)
            raise OutputError(
                f"{part} cannot be written ({reason}); nothing that was stored is lost: make room or give the right to write, and"
                " run the same command again."
            ) from error

    def read(self, name: str, kind: type[R]) -> Iterator[R]:
        """The rows of a segment. Raises StoreDamaged."""
        import pyarrow
        import pyarrow.parquet as parquet

        try:
            for batch in parquet.ParquetFile(self.path(name)).iter_batches(_ROWS_PER_GROUP):
                for cells in zip(*(column.to_pylist() for column in batch.columns), strict=True):
                    yield row(kind, cells)
        except (OSError, pyarrow.ArrowException) as error:
            raise StoreDamaged(
                f"{self.folder / name} cannot be read ({error}): run  verbale doctor {self.folder} --repair"
            ) from error

    def publish(self, names: Iterable[str]) -> None:
        """Give segments that the state knows their final names; done already is no error."""
        folders = set()
        for name in names:
            with suppress(FileNotFoundError):
                self.part(name).rename(self.folder / name)
                folders.add((self.folder / name).parent)
        for folder in folders:
            _sync_folder(folder)

    def remove(self, names: Iterable[str]) -> None:
        """Delete segments that the desk no longer has."""
        for name in names:
            (self.folder / name).unlink(missing_ok=True)

    def settle(self, known: Collection[str]) -> None:
        """After a crash: finish what the state knows, and remove what it does not. Only for the one process that may write."""
        waiting = {name + UNFINISHED for name in known if not (self.folder / name).exists()}
        for kind in TABLES:
            for file in (self.folder / kind).glob("*"):
                ours = file.name.endswith((".parquet", UNFINISHED))  # what a repair put aside is for a person to look at
                if ours and f"{kind}/{file.name}" not in known and f"{kind}/{file.name}" not in waiting:
                    file.unlink(missing_ok=True)
        self.publish(name.removesuffix(UNFINISHED) for name in waiting)

    def path(self, name: str) -> Path:
        """Where a known segment can be read now, also between its transaction and its renaming, which is the writer's to do."""
        final = self.folder / name
        if not final.exists() and self.part(name).exists():
            return self.part(name)
        return final

    def part(self, name: str) -> Path:
        """The temporary name of a segment."""
        return self.folder / (name + UNFINISHED)

    def fault(self, segment: Segment, *, thorough: bool) -> str | None:
        """What is wrong with a segment, or None; `thorough` reads all its bytes."""
        path = self.path(segment.name)
        try:
            size = path.stat().st_size
        except FileNotFoundError:
            return "it is missing"
        except OSError as error:
            return f"it cannot be read ({error.strerror or error})"
        if size != segment.size:
            return f"it has {size:,} bytes, and {segment.size:,} were written"
        if thorough and file_digest(path) != segment.digest:
            return "its bytes have changed since they were written"
        return None


def file_digest(path: Path) -> str:
    """SHA-256 of a file's bytes, in hexadecimal digits."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _sync_folder(folder: Path) -> None:
    """Bring a renaming to the disk, where the system can (Windows cannot open folders)."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
