"""Whatever the bytes are: events and what was left out, or one error, and never anything else."""

import gzip
import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.export.reports import written
from tests.imports.files import FILES as INVENTED
from verbale.errors import UnreadableRecords
from verbale.imports import ORIGINS, LeftOut, events, recognised
from verbale.store.rows import EventRow, table

GED = (
    b"id,relid,year,type_of_violence,side_a,side_b,where_prec,where_coordinates,adm_1,latitude,longitude,country,date_start,"
    b"date_end,best,high,low,gwnoa,gwnob\n"
    b'7,X-1,2031,1,Government of Kenya,"Lake ""Front""",1,Naivu town,Lakeside,-0.2,36.1,Kenya,2031-05-01,2031-05-02,4,6,3,501,\n'
)
FILES = [written(format)[0] for format in ("polecat", "icews", "gdelt")] + [GED] + [text.encode() for text in INVENTED.values()]
CELLS = [
    b"\t",
    b"\n",
    b"\r",
    b'"',
    b",",
    b";",
    b"\x00",
    b"\xff",
    b"None",
    b"99999999999999999999",
    b"nan",
    b"1e999",
    b"2024-02-30",
    b"-",
]


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("fuzz") / "records"


def read(path: Path, origin: str | None) -> None:
    kind = recognised(path)
    assert kind in (None, *ORIGINS)
    try:
        found = list(events(path, "run", origin))
    except UnreadableRecords:
        return
    rows = [record for record in found if isinstance(record, EventRow)]
    assert all(record.where and record.reason for record in found if isinstance(record, LeftOut))
    assert all(row.date_from and row.event_id.startswith(f"{row.origin}:") for row in rows)
    assert all(len(row.actor) == len(row.actor_name) == len(row.actor_code) == len(row.actor_sector) for row in rows)
    table(EventRow, rows)  # the desk can hold them


@given(data=st.binary(max_size=400), origin=st.none() | st.sampled_from(ORIGINS))
@settings(max_examples=100, deadline=None)
def test_any_bytes(path: Path, data: bytes, origin: str | None) -> None:
    path.write_bytes(data)
    read(path, origin)


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """A file of records in which some places were overwritten, and which may be packed, and then damaged again."""
    data = bytearray(draw(st.sampled_from(FILES)))
    for _ in range(draw(st.integers(0, 4))):
        place = draw(st.integers(0, len(data)))
        data[place : place + draw(st.integers(0, 12))] = draw(st.sampled_from(CELLS) | st.binary(max_size=6))
    packed = draw(st.sampled_from(["", "gz", "zip"]))
    if packed == "gz":
        data = bytearray(gzip.compress(bytes(data), mtime=0))
    elif packed == "zip":
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("records", bytes(data))
        data = bytearray(stream.getvalue())
    if packed and draw(st.booleans()):
        place = draw(st.integers(0, len(data) - 1))
        data[place:] = data[place + draw(st.integers(1, 9)) :] if draw(st.booleans()) else b""
    return bytes(data)


@given(data=damaged(), origin=st.none() | st.sampled_from(ORIGINS))
@settings(max_examples=250, deadline=None)
def test_damaged_records(path: Path, data: bytes, origin: str | None) -> None:
    path.write_bytes(data)
    read(path, origin)
