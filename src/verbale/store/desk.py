"""A desk: a folder with the state, the segments and a lock."""

import json
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from verbale.errors import OutputError, StoreDamaged, StoreNotFound
from verbale.store.lock import held
from verbale.store.segments import Segments
from verbale.store.state import State
from verbale.store.writer import Writer

MARK, STATE = "desk.json", "state.sqlite"
_MARK_TEXT = json.dumps({"verbale": "desk", "about": "made by verbale add; questions: verbale query FOLDER 'select ...'"}) + "\n"


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong with a desk: which file, what, and what repairing does about it."""

    name: str
    what: str
    remedy: str


class Desk:
    """The folder of a desk; opening it reads nothing yet."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.segments = Segments(folder)

    @classmethod
    def open(cls, folder: Path) -> "Desk":
        """The desk in a folder. Raises StoreNotFound."""
        if not (folder / MARK).is_file():
            what = "is no folder" if not folder.is_dir() else "holds no desk"
            raise StoreNotFound(f"{folder} {what}: name a desk's folder, or make one with  verbale add {folder} SOURCE...")
        return cls(folder)

    @classmethod
    def create(cls, folder: Path) -> "Desk":
        """The desk in a folder, made when the folder is new or empty. Raises StoreNotFound for a folder of other things."""
        if (folder / MARK).is_file():
            return cls(folder)
        try:
            folder.mkdir(parents=True, exist_ok=True)
            others = [path.name for path in folder.iterdir() if path.name not in (STATE, "lock", "holder.json", f"{MARK}.part")]
            if others:
                raise StoreNotFound(
                    f"{folder} holds other files ({', '.join(sorted(others)[:3])}) and no desk: name a new or an empty folder."
                )
            part = folder / f"{MARK}.part"
            part.write_text(_MARK_TEXT, encoding="utf-8")
            part.replace(folder / MARK)
        except OSError as error:
            raise OutputError(
                f"The desk {folder} cannot be made ({error.strerror or error}): name a folder that you may write to."
            ) from error
        return cls(folder)

    @contextmanager
    def state(self) -> Iterator[State]:
        """The state for reading. Raises StoreDamaged, StoreTooNew."""
        if not (self.folder / STATE).exists():
            if any(self.folder.glob("*/*.parquet")):
                raise StoreDamaged(
                    f"{self.folder / STATE} is missing, and without it the desk does not know its segments: put it back."
                )
            with self.writing("making the state", wait=60):
                pass
        state = State(self.folder / STATE, write=False)
        try:
            yield state
        finally:
            state.close()

    @contextmanager
    def writing(self, purpose: str, *, wait: float = 0) -> Iterator[Writer]:
        """The one writer of the desk; what it has not committed when it is left is forgotten.

        Raises StoreBusy when another process has it for longer than `wait` seconds, OutputError, StoreTooNew, StoreDamaged.
        """
        with held(self.folder, purpose, wait):
            if not (self.folder / STATE).exists() and any(self.folder.glob("*/*.parquet")):
                raise StoreDamaged(
                    f"{self.folder / STATE} is missing, and without it the desk does not know its segments: put it back."
                )
            state = State(self.folder / STATE, write=True)
            try:
                self.segments.settle({placed.segment.name for placed in state.placed()})
                yield Writer(state, self.segments)
            finally:
                state.rollback()
                state.close()

    def faults(self, *, thorough: bool = True) -> list[Fault]:
        """What is wrong with the files of the desk."""
        with self.state() as state:
            imported = {run.run_id for run in state.runs() if run.kind == "import"}
            return [
                Fault(placed.segment.name, what, _remedy(placed.segment.table, placed.run_id in imported))
                for placed in state.placed()
                if (what := self.segments.fault(placed.segment, thorough=thorough))
            ]

    def repair(self, faults: list[Fault]) -> None:
        """Take damaged segments out; articles that are lost themselves are forgotten, so that `add` reads them again."""
        with self.writing("repairing", wait=60) as writer:
            writer.drop([fault.name for fault in faults])
            for fault in faults:
                damaged = self.folder / fault.name
                with suppress(OSError):
                    damaged.rename(damaged.with_suffix(".damaged"))


def _remedy(table: str, imported: bool) -> str:
    if imported:
        return "its events are forgotten: import their file again"
    if table == "articles":
        return "its articles are forgotten: add their sources again"
    return "its batch is coded again by  verbale recode  from the articles"
