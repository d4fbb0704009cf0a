"""Archives: what is in them is read as if it lay in a folder, and none can do harm."""

import gzip
import io
import tarfile
import zipfile
from pathlib import Path

import pytest

from tests.sources.reading import TEXT, read, tarred, zipped
from verbale.sources import Limits, Options


@pytest.mark.issue(5)
def test_pictures_and_scripts_in_an_archive_are_counted_and_no_articles(tmp_path: Path) -> None:
    members = {"a.txt": TEXT.encode(), "b.js": b"var words = 'of no article at all';", "c.PNG": b"\x89PNG", ".DS_Store": b"x"}
    for name, data in (("a.zip", zipped(members)), ("a.tar.gz", tarred(members, "w:gz"))):
        (tmp_path / name).write_bytes(data)
        found, told = read(tmp_path / name)
        assert [a.text for a in found] == [TEXT]
        assert len(told) == 1
        assert "2 files passed over that end in .js, .png" in told[0]


@pytest.mark.issue(5)
@pytest.mark.parametrize("first", ["[Content_Types].xml", "mimetype", "META-INF/MANIFEST.MF"])
def test_an_office_document_is_no_archive_of_news(tmp_path: Path, first: str) -> None:
    (tmp_path / "a.docx").write_bytes(zipped({first: b"<xml/>", "word/document.xml": f"<p>{TEXT}</p>".encode()}))
    found, told = read(tmp_path / "a.docx")
    assert (found, len(told)) == ([], 1)
    assert "office document" in told[0]


@pytest.mark.issue(5)
def test_what_is_passed_over_in_a_packed_tar_cannot_explode_either(tmp_path: Path) -> None:
    members = {"a.txt": TEXT.encode(), ".hidden": b"\0" * 30_000_000, "z.txt": TEXT.encode()}
    (tmp_path / "a.tar.gz").write_bytes(tarred(members, "w:gz"))
    found, told = read(tmp_path / "a.tar.gz", options=Options(limits=Limits(ratio=100)))
    assert len(found) == 1
    assert "made to do harm" in told[-1]


@pytest.mark.issue(5)
def test_a_zip_of_many_small_members_over_one_another_cannot_explode(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(zipped({f"{n:03}.txt": b"a" * 900_000 for n in range(99)}))
    found, told = read(tmp_path / "a.zip", options=Options(limits=Limits(ratio=100)))
    assert len(found) < 20
    assert "far more than its size" in told[-1]


@pytest.mark.issue(5)
def test_a_file_with_holes_is_told(tmp_path: Path) -> None:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w", format=tarfile.PAX_FORMAT) as archive:
        info = tarfile.TarInfo("a.txt")
        told = {
            "GNU.sparse.major": "1",
            "GNU.sparse.minor": "0",
            "GNU.sparse.name": "a.txt",
            "GNU.sparse.realsize": "1000000000000",
        }
        info.pax_headers = told
        body = b"1\n0\n1\n".ljust(512, b"\0") + b"a"
        info.size = len(body)
        archive.addfile(info, io.BytesIO(body))
    (tmp_path / "a.tar").write_bytes(stream.getvalue())
    found, sentences = read(tmp_path / "a.tar")
    assert (found, len(sentences)) == ([], 1)
    assert "holes" in sentences[0]


@pytest.mark.issue(5)
def test_a_member_without_a_name_and_a_damaged_one_are_told_once(tmp_path: Path) -> None:
    data = zipped({"a.txt": TEXT.encode(), "b.txt": TEXT.encode()})
    unnamed = data.replace(b"a.txt", b"\0.txt")
    (tmp_path / "a.zip").write_bytes(unnamed)
    assert not any("stumbled" in sentence for sentence in read(tmp_path / "a.zip")[1])
    place = data.index(b"a.txt") + 10
    (tmp_path / "b.zip").write_bytes(data[:place] + b"\xff" + data[place + 1 :])
    found, told = read(tmp_path / "b.zip")
    assert ([a.text for a in found], len(told)) == ([TEXT], 1)
    assert "b.zip: a.txt: it is" in told[0]


@pytest.mark.issue(5)
def test_a_cut_tar_gives_what_is_whole_and_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "a.tar").write_bytes(tarred({"a.txt": TEXT.encode(), "b.txt": TEXT.encode() * 40})[:2100])
    found, told = read(tmp_path / "a.tar")
    assert ([a.text for a in found], len(told)) == ([TEXT], 1)


@pytest.mark.issue(5)
def test_tables_are_read_in_packed_archives(tmp_path: Path) -> None:
    import pyarrow as pa  # type: ignore[import-untyped]
    import pyarrow.parquet as parquet  # type: ignore[import-untyped]

    stream = io.BytesIO()
    parquet.write_table(pa.Table.from_pylist([{"text": TEXT}]), stream)
    (tmp_path / "a.tar.gz").write_bytes(
        tarred({"a.parquet": stream.getvalue(), "b.csv.gz": gzip.compress(b"text\nhello\n")}, "w:gz")
    )
    assert [a.text for a in read(tmp_path / "a.tar.gz")[0]] == [TEXT, "hello"]


@pytest.mark.issue(5)
def test_the_list_of_members_is_refused_before_it_fills_the_memory(tmp_path: Path) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for number in range(2000):
            archive.writestr(f"{number}.txt", b"")
    (tmp_path / "a.zip").write_bytes(stream.getvalue())
    found, told = read(tmp_path / "a.zip", options=Options(limits=Limits(members=1000)))
    assert (found, len(told)) == ([], 1)
    assert "more than 1,000 members" in told[0]


@pytest.mark.parametrize("name", ["cut.zip", "cut.parquet"])
def test_a_container_whose_beginning_is_broken_is_no_article(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"PK")
    found, (told,) = read(tmp_path / name)
    assert found == []
    assert "can be read" in told or "Parquet" in told
