"""Whatever a desk holds, each format makes a file of its kind, and the same one each time."""

import csv
import json
import zipfile
from io import BytesIO, StringIO

import networkx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.export.strategies import MANY
from verbale import ontology
from verbale.export import FORMATS, ExportSettings, Reported, flat, write
from verbale.store.rows import EventRow

ALL = ExportSettings(statuses=ontology.STATUSES)
TABLES = {
    "polecat": ("\t", 40, True), "icews": ("\t", 20, True), "gdelt": ("\t", 61, False), "gdelt-mentions": ("\t", 16, False),
    "phoenix": ("\t", 26, False), "cline-phoenix": (",", 25, True), "csv": (",", len(flat.COLUMNS), True),
    "eventreport": (",", 31, True),
}  # fmt: skip


def check(format: str, raw: bytes, rows: int) -> None:
    if format in TABLES:
        separator, columns, header = TABLES[format]
        text = raw.decode("iso-8859-1" if format in ("polecat", "icews") else "utf-8")
        found = list(csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True))
        assert {len(cells) for cells in found} <= {columns}
        assert len(found) == rows + header
        if separator == "\t":  # a reader that knows no quotes finds the same
            assert [line.split("\t") for line in text.split("\n")[:-1]] == found
    elif format in ("plover", "jsonl"):
        assert len([json.loads(line) for line in raw.decode().split("\n")[:-1]]) == rows
    elif format == "geojson":
        assert len(json.loads(raw)["features"]) == rows
    elif format in ("gexf", "graphml"):
        read = networkx.read_gexf if format == "gexf" else networkx.read_graphml
        assert read(BytesIO(raw)).number_of_edges() == rows
    elif format == "parquet":
        import pyarrow.parquet as parquet  # type: ignore[import-untyped]  # it has no types

        assert parquet.read_table(BytesIO(raw)).num_rows == rows
    else:
        archive = zipfile.ZipFile(BytesIO(raw))
        lines = [line for name in ("train.txt", "valid.txt", "test.txt") for line in archive.read(name).decode().splitlines()]
        assert len(lines) == rows
        entities = archive.read("entity2id.txt").decode().split("\n")[:-1]
        assert all(len(line.split("\t")) == 2 and len(line.split()) == 2 for line in entities)
        assert len({line.split("\t")[0] for line in entities}) == len(entities)


@pytest.mark.parametrize("format", FORMATS)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(events=MANY, safe=st.booleans())
def test_any_rows(format: str, events: list[Reported], safe: bool) -> None:
    first, again = BytesIO(), BytesIO()
    chosen = ExportSettings(statuses=ALL.statuses, safe=safe)
    counts = write(format, events, first, chosen)
    assert write(format, iter(events), again, chosen) == counts
    assert first.getvalue() == again.getvalue()
    check(format, first.getvalue(), counts.rows)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(MANY)
def test_parquet_brings_rows_back(events: list[Reported]) -> None:
    import pyarrow.parquet as parquet

    from verbale.store.rows import row

    stream = BytesIO()
    write("parquet", events, stream, ALL)
    found = [row(EventRow, list(cells.values())[:-1]) for cells in parquet.read_table(BytesIO(stream.getvalue())).to_pylist()]
    assert len(found) == len(events)
    for before, after in zip((reported.event for reported in events), found, strict=True):
        assert repr(after) == repr(before).replace("\\ud83d", "?")  # NaN equals nothing, but its repr does


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(MANY)
def test_safe_cells_start_no_formula(events: list[Reported]) -> None:
    stream = BytesIO()
    write("csv", events, stream, ExportSettings(statuses=ALL.statuses, safe=True))
    numbers = {"sentence", "score", "geonameid", "lat", "lon", "confidence", "start", "end"}
    for entry in csv.DictReader(StringIO(stream.getvalue().decode(), newline="")):
        for name, cell in entry.items():
            assert name in numbers or not cell.startswith(("=", "+", "-", "@", "\t", "\r"))
