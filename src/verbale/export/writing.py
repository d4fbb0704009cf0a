"""Write events in a format: choose, write, rename."""

import contextlib
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from verbale import ontology
from verbale.errors import OutputError
from verbale.export.archives import pack
from verbale.export.formats import FORMATS
from verbale.export.output import faults_of, opened, scratch
from verbale.export.reported import Format, Reported, Tally, Written
from verbale.export.settings import ExportSettings


def write(format: str, events: Iterable[Reported], output: Path | BinaryIO, settings: ExportSettings | None = None) -> Written:
    """Write the events that the settings choose, in one of FORMATS, to a file or an open binary stream.

    A file appears whole or not at all. A name that ends in ".zip" gives a zip archive with the file in it; "quads", which is
    several files, gives an archive too, or a folder for any other name. Networks and quads are held in memory, the other formats
    write each event as it comes. The same events give the same bytes.
    Raises UnknownCode for an unknown format, OutputError where the output cannot be written.
    """
    kind = FORMATS[ontology.one_of(format, tuple(FORMATS), "format")]
    settings = settings or ExportSettings()
    tally = Tally()
    chosen = _chosen(events, kind, settings, tally)
    if not isinstance(output, Path):
        with faults_of("The output"):
            kind.write(chosen, output, settings, tally)
        return _written(tally, ())
    with faults_of(output):
        if kind.archive and output.suffix.lower() != ".zip":
            files = _folder(kind, chosen, output, settings, tally)
        else:
            files = (output,)
            packed = output.suffix.lower() == ".zip" and not kind.archive
            with opened(output) as stream, scratch() if packed else contextlib.nullcontext(stream) as body:
                kind.write(chosen, body, settings, tally)
                if packed:
                    body.seek(0)
                    pack(output.stem, body, stream)
    return _written(tally, files)


def _chosen(events: Iterable[Reported], kind: Format, settings: ExportSettings, tally: Tally) -> Iterator[Reported]:
    for reported in events:
        status = reported.event.status
        if status not in settings.statuses:
            tally.left_out[f"status {status} was not asked for"] += 1
            continue
        if status != "actual" and not kind.tells_status:
            tally.changed[f"events of status {status}, which the format cannot tell from actual ones"] += 1
        yield reported


def _folder(kind: Format, chosen: Iterable[Reported], folder: Path, settings: ExportSettings, tally: Tally) -> tuple[Path, ...]:
    """Write an archive's files into a folder, each whole."""
    if folder.exists() and not folder.is_dir():
        raise OutputError(f"{folder} is a file, and {kind.name} are several: name a folder, or a file that ends in .zip.")
    with scratch() as body:
        kind.write(chosen, body, settings, tally)
        folder.mkdir(parents=True, exist_ok=True)
        with zipfile.ZipFile(body) as archive:
            files = tuple(folder / name for name in archive.namelist())
            for path in files:
                with opened(path) as stream:
                    stream.write(archive.read(path.name))
    return files


def _written(tally: Tally, files: tuple[Path, ...]) -> Written:
    return Written(tally.rows, files, dict(sorted(tally.left_out.items())), dict(sorted(tally.changed.items())))
