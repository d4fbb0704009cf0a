"""Files, archives, and how they are recognised."""

import gzip
import tracemalloc
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from tests.imports.files import FILES, gdelt_line, read
from verbale.errors import UnreadableRecords
from verbale.imports import ORIGINS, LeftOut, events, recognised


def zipped(**members: str | bytes) -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return stream.getvalue()


@pytest.mark.parametrize("origin", ORIGINS)
def test_recognised_by_its_lines(tmp_path: Path, origin: str) -> None:
    path = tmp_path / "download"
    for content in (FILES[origin].encode(), gzip.compress(FILES[origin].encode()), zipped(a=FILES[origin])):
        path.write_bytes(content)
        assert recognised(path) == origin
        assert len(list(events(path, "r", origin))) == 2


@pytest.mark.parametrize(
    "content",
    [b"", b"\n\n", b"Police fired tear gas.\n", b"a\tb\tc\n", b'{"date": 1}', bytes(range(256)), b"PK\x03\x04", b"\x1f\x8b"],
)
def test_what_is_none_of_them(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x"
    path.write_bytes(content)
    assert recognised(path) is None
    with pytest.raises(UnreadableRecords):
        events(path, "r")


def test_no_file(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "absent"):
        assert recognised(path) is None
        with pytest.raises(UnreadableRecords, match="is no file"):
            events(path, "r")


def test_another_data_set_than_named(tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_text(FILES["icews"])
    with pytest.raises(UnreadableRecords, match="is of icews, not of gdelt"):
        events(path, "r", "gdelt")
    with pytest.raises(UnreadableRecords, match="no data set 'acled'"):
        events(path, "r", "acled")


def test_mentions_are_told(tmp_path: Path) -> None:
    path = tmp_path / "x.mentions.CSV"
    path.write_text("\t".join(["7", "20310402000000", "20310402001500", "1", "riftcourier.example", *["0"] * 11]) + "\n")
    with pytest.raises(UnreadableRecords, match="mentions, which name no act"):
        events(path, "r")


def test_an_archive_of_several_files(tmp_path: Path) -> None:
    path = tmp_path / "x.zip"
    path.write_bytes(zipped(readme="about the data", a=FILES["gdelt"], b=FILES["icews"], c=FILES["gdelt"]))
    found = list(events(path, "r"))
    left = [item for item in found if isinstance(item, LeftOut)]
    assert len(found) - len(left) == 4
    assert [item.where.removeprefix(str(path)) for item in left] == ["/readme", "/b"]


@pytest.mark.parametrize("pack", [gzip.compress, lambda raw: zipped(a=raw)])
def test_an_archive_that_is_cut_short(tmp_path: Path, pack) -> None:  # type: ignore[no-untyped-def]
    text = "\n".join(gdelt_line(GLOBALEVENTID=str(number * 7919 % 10007)) for number in range(5000)).encode()
    raw = bytearray(pack(text))
    raw[len(raw) // 2 : len(raw) // 2 + 40] = bytes(40)
    rows, left = read(tmp_path / "x", bytes(raw))
    assert rows
    assert left
    assert len(rows) < 5000
    assert "damaged" in left[-1].reason or "columns" in left[-1].reason


def test_overlong_and_binary_lines_are_left_out(tmp_path: Path) -> None:
    lines = [gdelt_line().encode(), b"x" * (3 << 20), b"\x00" * 50, gdelt_line(GLOBALEVENTID="9").encode()]
    rows, left = read(tmp_path / "x", b"\n".join(lines))
    assert len(rows) == 2
    assert ["too long" in left[0].reason, "no text" in left[1].reason] == [True, True]
    assert [item.where.rpartition(":")[2] for item in left] == ["2", "3"]


def test_an_archive_that_explodes_is_given_up(tmp_path: Path) -> None:
    path = tmp_path / "x.gz"
    path.write_bytes(gzip.compress(gdelt_line().encode() + b"\n" + b"z" * (70 << 20), 1))
    found = list(events(path, "r"))
    assert len(found) == 2
    assert isinstance(found[1], LeftOut)


def test_memory_does_not_grow_with_the_file(tmp_path: Path) -> None:
    path = tmp_path / "x"
    line = gdelt_line() + "\n"
    peaks = []
    for count in (500, 8000):
        path.write_text(line * count)
        sum(1 for _ in events(path, "r"))
        tracemalloc.start()
        assert sum(1 for _ in events(path, "r")) == count
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < peaks[0] * 1.2


def test_kinds_of_reasons() -> None:
    assert LeftOut("x:1", "no CAMEO code: found '9', expected more").kind == "no CAMEO code"


@pytest.mark.parametrize("origin", ORIGINS)
def test_cells_of_any_length_take_no_time(tmp_path: Path, origin: str) -> None:
    head, _, last = FILES[origin].rstrip("\n").rpartition("\n")
    comma = "," if origin == "ucdp" else "\t"
    cells = last.split(comma)
    lines = []
    for number in range(len(cells)):
        for filling in ("regional ", "9", ";", "(", '"', " "):
            changed = cells.copy()
            changed[number] = filling * (15_000 // len(filling))
            lines.append(comma.join(changed))
    rows, left = read(tmp_path / "x", "\n".join([head, *lines]))
    assert len(rows) + len(left) >= len(lines)
    _, left = read(tmp_path / "x", "\n".join([head, last.replace("Nakuru", "n" * 30_000).replace("Ibb", "n" * 30_000)]))
    assert left[-1].kind == "a cell is too long"
