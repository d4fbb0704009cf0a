"""Temporal graphs as the forecasting benchmarks have them: subject, relation, object and time as numbers, a line a quad and day.

The files are train.txt, valid.txt and test.txt (cut between days), entity2id.txt, relation2id.txt, stat.txt and day2time.txt.
Relations are event types. The quads are held in memory, as numbers.
"""

import datetime as time
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from verbale.export.archives import add
from verbale.export.network import NO_PAIR, key
from verbale.export.parties import dyads
from verbale.export.reported import Reported, Tally
from verbale.export.settings import ExportSettings

Quad = tuple[int, int, int, int]  # day (ordinal), subject, relation, object


def write(events: Iterable[Reported], stream: BinaryIO, settings: ExportSettings, tally: Tally) -> None:
    """Write a zip archive of the files."""
    entities: dict[str, int] = {}
    relations: dict[str, int] = {}
    quads: Counter[Quad] = Counter()
    for reported, day in tally.dated(events):
        pairs = list(_pairs(reported, settings))
        if not pairs:
            tally.left_out[NO_PAIR] += 1
        for subject, target in pairs:
            quads[
                day.toordinal(),
                entities.setdefault(subject, len(entities)),
                relations.setdefault(reported.event.event_type, len(relations)),
                entities.setdefault(target, len(entities)),
            ] += 1
    days = sorted({quad[0] for quad in quads})
    tally.rows = len(quads)
    ordered = sorted(quads)
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in _parts(days, settings.split).items():
            add(archive, f"{name}.txt", _lines([quad for quad in ordered if quad[0] in part], quads, days, settings))
        for name, numbers in (("entity2id.txt", entities), ("relation2id.txt", relations)):
            add(archive, name, (f"{word}\t{place}\n" for word, place in numbers.items()))
        add(archive, "stat.txt", [f"{len(entities)}\t{len(relations)}\t0\n"])
        add(archive, "day2time.txt", (f"{time.date.fromordinal(day)}\t{_time(day, days, settings)}\n" for day in days))


def _pairs(reported: Reported, settings: ExportSettings) -> Iterator[tuple[str, str]]:
    for dyad in dyads(reported.event, settings.mutual):
        if dyad.source is not None and dyad.target is not None:
            subject, target = key(dyad.source, settings), key(dyad.target, settings)
            if subject is not None and target is not None:
                yield _word(subject), _word(target)


def _word(name: str) -> str:
    """A name as one word, as the benchmarks write them: Police_(Kenya)."""
    return "_".join(name.split())


def _parts(days: list[int], split: tuple[float, float]) -> dict[str, frozenset[int]]:
    first, second = (
        int(len(days) * share + 1e-9) for share in (split[0], split[0] + split[1])
    )  # 0.7 + 0.2 is a little under 0.9
    return {"train": frozenset(days[:first]), "valid": frozenset(days[first:second]), "test": frozenset(days[second:])}


def _time(day: int, days: list[int], settings: ExportSettings) -> int:
    return (day - days[0]) * settings.day_step


def _lines(part: list[Quad], quads: Counter[Quad], days: list[int], settings: ExportSettings) -> Iterator[str]:
    for quad in part:
        day, subject, relation, target = quad
        count = f"\t{quads[quad]}" if settings.day_counts else ""
        yield f"{subject}\t{relation}\t{target}\t{_time(day, days, settings)}{count}\n"
