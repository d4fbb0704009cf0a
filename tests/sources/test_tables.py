"""Tables and JSON of articles, whatever their encoding and their size."""

import io
import json
import random
from datetime import date, datetime
from pathlib import Path

import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.parquet as parquet  # type: ignore[import-untyped]
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.sources.reading import TEXT, read
from verbale.sources import Limits, Options, Raw, parse_columns, pieces

RUSSIAN = "Министр сказал в понедельник, что переговоры о границе продолжатся, и вечером уехал домой."


@pytest.mark.issue(5)
@pytest.mark.parametrize(
    ("encoding", "words"),
    [("utf-8-sig", RUSSIAN), ("utf-16", RUSSIAN), ("cp1252", "The café in Málaga was shut."), ("cp1251", RUSSIAN)],
)
def test_a_table_is_read_in_the_encoding_that_it_is_in(tmp_path: Path, encoding: str, words: str) -> None:
    (tmp_path / "a.csv").write_bytes(f'title\ttext\nA\t"{words}"\n'.encode(encoding))
    assert [a.text for a in read(tmp_path / "a.csv")[0]] == [words]


@pytest.mark.issue(5)
def test_a_row_in_another_encoding_is_not_patched(tmp_path: Path) -> None:
    rows = [
        f"text,n\n{TEXT},1\n".encode(),
        "Über Ömer sprach der Minister, 2\n".encode("cp1252"),
        "çé,3".encode() + b"\xff\xfe,3\n",
    ]
    (tmp_path / "a.csv").write_bytes(b"".join(rows))
    found, told = read(tmp_path / "a.csv")
    assert [a.text for a in found] == [TEXT, "Über Ömer sprach der Minister"]
    assert len(told) == 1
    assert "row 4" in told[0]
    assert "\N{REPLACEMENT CHARACTER}" not in "".join(a.text for a in found)


@pytest.mark.issue(5)
def test_cells_beyond_the_columns_may_be_empty(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(f"text,day\n{TEXT},2024-05-01,,\n{TEXT} B,2024-05-01,x\n")
    found, told = read(tmp_path / "a.csv")
    assert (len(found), len(told)) == (1, 1)


@pytest.mark.issue(5)
@pytest.mark.parametrize("row", ['"' + "a,b\n" * 600, "," * 2000, "x" * 2000])
def test_a_row_without_end_does_not_fill_the_memory(tmp_path: Path, row: str) -> None:
    (tmp_path / "a.csv").write_text(f"text,day\n{TEXT},2024-05-01\n{row}\n")
    found, told = read(tmp_path / "a.csv", options=Options(limits=Limits(piece_bytes=1000)))
    assert (len(found), len(told)) == (1, 1)


@pytest.mark.issue(5)
def test_a_table_on_standard_input_is_one_where_its_columns_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    class Given:
        buffer = io.BytesIO(f"kopf,inhalt\nA,{TEXT}\n".encode())

    monkeypatch.setattr("sys.stdin", Given)
    assert [a.text for a in read("-", options=Options(columns=parse_columns("text=inhalt")))[0]] == [TEXT]
    monkeypatch.setattr("sys.stdin", None)
    assert "closed" in read("-")[1][0]


def written(table: pa.Table, **options: object) -> bytes:
    stream = io.BytesIO()
    parquet.write_table(table, stream, **options)
    return stream.getvalue()


@pytest.mark.issue(5)
def test_a_value_that_fills_many_rows_is_held_once(tmp_path: Path) -> None:
    long = TEXT + random.Random(1).randbytes(500_000).hex()
    words = pa.DictionaryArray.from_arrays(pa.array([0] * 300, pa.int32()), pa.array([long]))
    (tmp_path / "a.parquet").write_bytes(written(pa.table({"text": words}), compression="zstd"))
    before, most, number = pa.total_allocated_bytes(), 0, 0
    for piece in pieces([str(tmp_path / "a.parquet")], Options()):
        assert isinstance(piece, Raw)
        most, number = max(most, pa.total_allocated_bytes() - before), number + 1
    assert number == 300
    assert most < 30_000_000  # all rows written out are 300 megabytes


@pytest.mark.issue(5)
def test_a_table_that_explodes_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.parquet").write_bytes(written(pa.table({"text": ["a" * 4_000_000]}), compression="zstd"))
    found, told = read(tmp_path / "a.parquet", options=Options(limits=Limits(ratio=100)))
    assert (found, len(told)) == ([], 1)
    assert "made to do harm" in told[0]


@pytest.mark.issue(5)
def test_columns_of_other_types_are_read_or_told(tmp_path: Path) -> None:
    rows = {"text": pa.array([TEXT.encode()]), "id": [7], "published": [datetime(2024, 5, 1, 23)], "title": [["a", "list"]]}
    (tmp_path / "a.parquet").write_bytes(written(pa.table({k: v for k, v in rows.items() if k != "title"})))
    ((found,), told) = read(tmp_path / "a.parquet")
    assert (found.text, found.id, found.published, told) == (TEXT, "7", date(2024, 5, 1), [])
    (tmp_path / "b.parquet").write_bytes(written(pa.table(rows)))
    assert "lists or objects" in read(tmp_path / "b.parquet")[1][0]


@pytest.mark.issue(5)
def test_damaged_statistics_do_not_end_the_process(tmp_path: Path) -> None:
    data = written(pa.table({"text": [TEXT, None, "b"], "n": [1, 2, 3]}))
    footer = len(data) - 8 - int.from_bytes(data[-8:-4], "little")
    for place in range(footer, len(data) - 8):  # asked for a column's metadata, the library calls abort() for some of these
        (tmp_path / "a.parquet").write_bytes(data[:place] + bytes([data[place] ^ 3]) + data[place + 1 :])
        found, told = read(tmp_path / "a.parquet")
        assert not any("stumbled" in sentence for sentence in told)
        assert len(found) <= 3


@pytest.mark.issue(5)
def test_a_list_longer_than_any_piece_is_read_object_by_object(tmp_path: Path) -> None:
    entries = [{"id": f"a{number}", "text": f"{TEXT} {number}"} for number in range(3000)]
    (tmp_path / "a.json").write_text(json.dumps(entries, indent=1))
    found, told = read(tmp_path / "a.json", options=Options(limits=Limits(piece_bytes=2000)))
    assert ([a.id for a in found], told) == ([entry["id"] for entry in entries], [])


@pytest.mark.issue(5)
@pytest.mark.parametrize(
    ("words", "number", "told"),
    [
        ('[{"text": "a b"} {"text": "b c"}]', 1, "after article 1"), ('[{"text": "a b"}, {"text"', 1, "after article 2"),
        ('[{"text": "a b"}] [1]', 1, "something follows"), ("[", 0, "no JSON"), ("[1e999, null]", 0, "article 1"),
        ('[{"text": "a b"},]', 1, "after article 2"), ('["' + "x" * 90_000, 0, "no JSON"), ("[" * 90_000, 0, "no JSON"),
    ],
)  # fmt: skip
def test_a_broken_list_gives_what_is_whole(tmp_path: Path, words: str, number: int, told: str) -> None:
    (tmp_path / "a.json").write_text(words)
    found, sentences = read(tmp_path / "a.json")
    assert len(found) == number
    assert told in sentences[0]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.dictionaries(st.text(max_size=3), st.text(max_size=20) | st.integers() | st.none())), st.sampled_from([None, 1])
)
def test_any_list_is_taken_apart_as_json_does_it(
    tmp_path_factory: pytest.TempPathFactory, entries: list[object], indent: int
) -> None:
    path = tmp_path_factory.mktemp("json") / "a.json"
    path.write_text(json.dumps(entries, indent=indent, ensure_ascii=False), encoding="utf-8", errors="replace")
    found = [json.loads(piece.data) for piece in pieces([str(path)], Options()) if isinstance(piece, Raw)]
    assert found == json.loads(path.read_text(encoding="utf-8"))


@pytest.mark.issue(5)
def test_an_object_over_several_lines_is_one_article(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text('{"id": "a",\n"text": "' + TEXT + '"\n}\n')
    found, told = read(tmp_path / "a.json")
    assert ([a.id for a in found], told) == (["a"], [])


@pytest.mark.issue(5)
def test_json_under_the_usual_names_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(json.dumps({"Body": TEXT, "Headline": "A note", "date_publish": "2024-05-01 10:00:00"}))
    ((found,), told) = read(tmp_path / "a.jsonl")
    assert (found.text, found.title, found.published, told) == (TEXT, "A note", date(2024, 5, 1), [])


@pytest.mark.issue(5)
def test_half_characters_of_a_row_are_mended(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"body": "' + TEXT + '", "title": "a\\ud800b"}')
    ((found,), _) = read(tmp_path / "a.jsonl", options=Options(columns=parse_columns("text=body,title=title")))
    assert found.title == "a\N{REPLACEMENT CHARACTER}b"
