"""Every kind of source gives its pieces, and every bad one a sentence."""

import bz2
import csv
import gzip
import io
import json
import lzma
import os
from datetime import date
from pathlib import Path

import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.parquet as parquet  # type: ignore[import-untyped]
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.sources.reading import TEXT, read, tarred, zipped
from verbale.errors import SettingsError, UnreadableArticle
from verbale.sources import ColumnMap, Limits, Options, parse_columns, pieces
from verbale.sources.extent import extent

PAGE = (
    f"<!doctype html><html><head><title>A note</title></head><body><article><h1>A note</h1><p>{TEXT}</p></article></body></html>"
)
MAIL = (
    "From: Fjord Post <desk@fjord.example>\r\nSubject: A note\r\nDate: Wed, 01 May 2024 09:00:00 +0000\r\n"
    f"Message-ID: <1@fjord.example>\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{TEXT}\r\n"
)
ENTRY = {"id": "a1", "title": "A note", "published": "2024-05-01", "outlet": "Fjord Post", "text": TEXT}


def table(kind: str) -> bytes:
    if kind == "parquet":
        stream = io.BytesIO()
        parquet.write_table(pa.Table.from_pylist([{"Headline": "A note", "Body": TEXT, "Date": date(2024, 5, 1)}]), stream)
        return stream.getvalue()
    words = io.StringIO()
    writer = csv.writer(words, delimiter="\t" if kind == "tsv" else ";")
    writer.writerows([["Headline", "Body", "Date", "Publisher"], ["A note", TEXT, "2024-05-01", "Fjord Post"]])
    return words.getvalue().encode()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.txt", TEXT.encode()), ("a", TEXT.encode()), ("a.md", f"# A note\n\n{TEXT}".encode()), ("a.html", PAGE.encode()),
        ("page", PAGE.encode()), ("a.eml", MAIL.encode()), ("mail", MAIL.encode()),
        ("a.jsonl", json.dumps(ENTRY).encode()), ("a.json", json.dumps([ENTRY], indent=1).encode()),
        ("a.csv", table("csv")), ("a.tsv", table("tsv")), ("a.parquet", table("parquet")),
        ("a.txt.gz", gzip.compress(TEXT.encode())), ("a.jsonl.bz2", bz2.compress(json.dumps(ENTRY).encode())),
        ("a.html.xz", lzma.compress(PAGE.encode())), ("a.zip", zipped({"x.txt": TEXT.encode()})),
        ("a.tar", tarred({"b/x.txt": TEXT.encode()})), ("a.tar.gz", tarred({"x.html": PAGE.encode()}, "w:gz")),
        ("a.tgz", tarred({"x.jsonl": json.dumps(ENTRY).encode()}, "w:gz")),
        ("b.zip", zipped({"in.zip": zipped({"x.txt": TEXT.encode()})})),
        ("p.zip", zipped({"t.parquet": table("parquet")})),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_one_article_of_every_kind(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    found, told = read(tmp_path / name)
    assert told == []
    assert [a.text.endswith("The note was short.") or "The note was short." in a.text for a in found] == [True]


@pytest.mark.parametrize("kind", ["csv", "tsv", "parquet"])
def test_the_facts_of_a_row_are_kept(tmp_path: Path, kind: str) -> None:
    (tmp_path / f"a.{kind}").write_bytes(table(kind))
    ((found,), _) = read(tmp_path / f"a.{kind}")
    assert (found.title, found.published) == ("A note", date(2024, 5, 1))


def test_a_mail_has_its_subject_day_and_sender(tmp_path: Path) -> None:
    (tmp_path / "a.eml").write_text(MAIL)
    ((found,), _) = read(tmp_path / "a.eml")
    assert (found.title, found.outlet, found.published) == ("A note", "Fjord Post", date(2024, 5, 1))


def test_columns_can_be_named(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(f'kopf,inhalt,tag\nA note,"{TEXT}",2024-05-01\n')
    (tmp_path / "a.jsonl").write_text(json.dumps({"inhalt": TEXT, "tag": "2024-05-01"}))
    assert read(tmp_path / "a.csv")[1][0].endswith("say which it is with --columns text=NAME.")
    options = Options(columns=parse_columns("text=inhalt, published=tag"))
    assert [a.published for a in read(tmp_path / "a.csv", tmp_path / "a.jsonl", options=options)[0]] == [date(2024, 5, 1)] * 2
    assert options.columns == ColumnMap("inhalt", published="tag")
    with pytest.raises(SettingsError, match="FIELD=COLUMN"):
        parse_columns("inhalt")


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("a.zip", zipped({"x.txt": TEXT.encode()})[:-30], "download it again"),
        ("a.txt.gz", gzip.compress(TEXT.encode())[:-9], "cut short"),
        ("a.tar", tarred({"x.txt": TEXT.encode() * 40})[:700], "download it again"),
        ("a.parquet", table("parquet")[:-9], "Parquet"), ("a.pdf", b"%PDF-1.4\nbroken", "PDF"),
        ("a.txt", b"\x00\x01\x02" * 90, ""), ("a.jsonl", b'{"text": "cut', "JSON"), ("a.json", b"[]", "empty list"),
        ("a.csv", b"", "empty"), ("b.csv", b"x,y\n1,2\n", "none of its columns"),
        ("a.csv", b"text,day\nonly one cell\n", "2 columns"), ("a.txt", b"  ", "empty"),
        ("a.warc", b"WARC/1.0\r\n\r\n", "response"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_what_cannot_be_read_is_one_sentence(tmp_path: Path, name: str, data: bytes, told: str) -> None:
    (tmp_path / name).write_bytes(data)
    found, sentences = read(tmp_path / name)
    assert found == []
    assert len(sentences) == 1
    assert sentences[0].startswith(str(tmp_path / name.removesuffix(".gz")))
    assert told in sentences[0]
    assert "\n" not in sentences[0]


def test_a_folder_is_read_in_order_without_what_is_hidden(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", ".hidden.txt", "picture.png", "sub/c.txt", ".git/d.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(f"{TEXT} {name}")
    found, told = read(tmp_path)
    assert [a.text.rsplit(" ", 1)[1] for a in found] == ["a.txt", "b.txt", "sub/c.txt"]
    assert len(told) == 1
    assert ".png" in told[0]


def test_a_loop_of_links_and_a_pipe_do_not_hold_it_up(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to(tmp_path)
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "a.txt").write_text(TEXT)
    found, told = read(tmp_path)
    assert len(found) == 1
    assert any("pipe" in sentence for sentence in told)


@pytest.mark.parametrize("source", ["nothing.txt", "s3://nowhere/at/all.txt", "nix://x", "a\0b"])
def test_sources_that_are_not_there(source: str) -> None:
    found, told = read(source)
    assert found == []
    assert len(told) == 1


def test_storage_is_read_through_fsspec() -> None:
    import fsspec  # type: ignore[import-untyped]

    with fsspec.open("memory://news/a.txt", "w") as stream:
        stream.write(TEXT)
    assert [a.text for a in read("memory://news/*.txt")[0]] == [TEXT]


def test_members_cannot_leave_the_archive(tmp_path: Path) -> None:
    (tmp_path / "a.tar").write_bytes(tarred({"../../outside.txt": TEXT.encode(), "/etc/outside.txt": TEXT.encode()}))
    before = sorted(tmp_path.parent.rglob("outside*"))
    assert len(read(tmp_path / "a.tar")[0]) == 2
    assert sorted(tmp_path.parent.rglob("outside*")) == before


def bomb(depth: int) -> bytes:
    data = zipped({"x.txt": b"a" * 3_000_000})
    for _ in range(depth):
        data = zipped({"in.zip": data})
    return data


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [("a.zip", bomb(0), "made to do harm"), ("a.txt.gz", gzip.compress(b"a" * 8_000_000), "made to do harm"),
     ("a.zip", bomb(5), "one in the other")],
)  # fmt: skip
def test_archives_cannot_explode(tmp_path: Path, name: str, data: bytes, told: str) -> None:
    (tmp_path / name).write_bytes(data)
    found, sentences = read(tmp_path / name, options=Options(limits=Limits(ratio=100)))
    assert found == []
    assert told in sentences[0]


def test_an_archive_has_a_budget(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(zipped({f"x{n}.txt": TEXT.encode() for n in range(9)}))
    found, told = read(tmp_path / "a.zip", options=Options(limits=Limits(members=4)))
    assert (found, len(told)) == ([], 1)  # before the list of members fills the memory
    assert "more than 4 members" in told[0]
    (tmp_path / "a.tar").write_bytes(tarred({f"x{n}.txt": TEXT.encode() for n in range(9)}))
    found, told = read(tmp_path / "a.tar", options=Options(limits=Limits(members=4)))
    assert (len(found), len(told)) == (4, 1)
    assert "more than 4 members" in told[0]
    found, told = read(tmp_path / "a.zip", options=Options(limits=Limits(archive_bytes=200)))
    assert 0 < len(found) < 9
    assert "200 bytes" in told[-1]


def test_the_same_piece_has_the_same_digest_wherever_it_is(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "b.txt").write_text(TEXT)
    one, other = pieces([str(tmp_path / "a.txt"), str(tmp_path / "b.txt")], Options())
    assert not isinstance(one, UnreadableArticle)
    assert not isinstance(other, UnreadableArticle)
    assert one.digest() == other.digest()


SEEDS = [TEXT.encode(), PAGE.encode(), MAIL.encode(), json.dumps(ENTRY).encode(), table("csv"), table("parquet"),
         zipped({"x.txt": TEXT.encode()}), tarred({"x.txt": TEXT.encode()}, "w:gz"), gzip.compress(TEXT.encode())]  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(SEEDS),
    st.data(),
    st.sampled_from(["", ".txt", ".csv", ".json", ".zip", ".tar.gz", ".parquet", ".eml", ".warc"]),
)
def test_no_bytes_break_it(tmp_path_factory: pytest.TempPathFactory, seed: bytes, data: st.DataObject, ending: str) -> None:
    mixed = bytearray(seed)
    for _ in range(data.draw(st.integers(0, 4))):
        mixed[data.draw(st.integers(0, len(mixed) - 1))] = data.draw(st.integers(0, 255))
    path = tmp_path_factory.mktemp("fuzz") / f"a{ending}"
    path.write_bytes(bytes(mixed[: data.draw(st.integers(1, len(mixed)))]))
    found, told = read(path)
    assert found or told or ending in (".zip", ".tar.gz", ".warc")


def test_a_desk_among_the_files_is_left_out(tmp_path: Path) -> None:
    (tmp_path / "desk" / "articles").mkdir(parents=True)
    (tmp_path / "desk" / "desk.json").write_text("{}")
    (tmp_path / "desk" / "articles" / "a.txt").write_text(TEXT)
    (tmp_path / "b.txt").write_text(TEXT)
    assert len(read(tmp_path)[0]) == 1


def test_how_much_there_is_is_told_where_it_can_be_seen(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": "a"}\n{"text": "b"}\n')
    (tmp_path / "b.txt").write_text(TEXT)
    assert extent([str(tmp_path), str(tmp_path / "b.txt")]) == 4
    (tmp_path / "c.zip").write_bytes(zipped({"x.txt": b"x"}))
    assert extent([str(tmp_path)]) is None
    assert extent(["-"]) is None
