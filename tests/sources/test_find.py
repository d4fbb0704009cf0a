"""Sources by their names: odd names, files that are none, and what is passed over."""

import os
from pathlib import Path

import pytest

from tests.sources.reading import TEXT, read
from verbale.sources import pieces
from verbale.sources.raw import Options, one_line


@pytest.mark.issue(5)
def test_names_that_no_terminal_can_show_are_told_in_one_line(tmp_path: Path) -> None:
    for name in (b"a\xff.txt", b"b\n\x1b[31m.txt", b"c\xff.pdf"):
        (tmp_path / os.fsdecode(name)).write_bytes(TEXT.encode())
    places = [piece.where if hasattr(piece, "where") else str(piece) for piece in pieces([str(tmp_path)], Options())]
    assert len(places) == 3
    assert all(place.isprintable() for place in places)
    assert len(read(tmp_path)[0]) == 2


@pytest.mark.issue(5)
def test_dots_in_a_name_are_not_an_ending(tmp_path: Path) -> None:
    for name in ("Fjord Post.2024-05-01", "Mr. Berg goes to Oslo", "notes.docx", "a.b.jpeg", "plain"):
        (tmp_path / name).write_text(f"{TEXT} {name}")
    found, told = read(tmp_path)
    assert len(found) == 3
    assert "2 files passed over that end in .docx, .jpeg" in told[0]


@pytest.mark.issue(5)
def test_a_file_address_is_the_file(tmp_path: Path) -> None:
    (tmp_path / "a b.txt").write_text(TEXT)
    assert [a.text for a in read(f"file://{tmp_path}/a%20b.txt")[0]] == [TEXT]
    os.mkfifo(tmp_path / "pipe")
    found, told = read(f"file://{tmp_path}/pipe", "/dev/zero")  # neither is waited for, nor read without end
    assert (found, len(told)) == ([], 2)


@pytest.mark.issue(5)
def test_an_error_that_nobody_foresaw_does_not_stop_the_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise AttributeError("a fault\nof ours")

    monkeypatch.setattr("verbale.sources.pdf.read_pdf", broken)
    monkeypatch.setattr("verbale.sources.csv_files.csv_pieces", broken)
    (tmp_path / "a.csv").write_text("x")
    (tmp_path / "b.pdf").write_bytes(b"%PDF-1.4")
    (tmp_path / "c.txt").write_text(TEXT)
    found, told = read(tmp_path)
    assert [a.text for a in found] == [TEXT]
    assert ["stumbled over it (AttributeError: a fault of ours): please report it" in sentence for sentence in told] == [
        True,
        True,
    ]


def test_a_line_is_printable_and_not_long() -> None:
    assert one_line("a\r\n b\0c\ud800d\x1b") == "a b c\N{REPLACEMENT CHARACTER}d\N{REPLACEMENT CHARACTER}"
    assert len(one_line("x" * 5000)) == 1001
