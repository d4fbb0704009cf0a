"""What people see on a terminal, at three widths, in colour and without."""

import io

import pytest
from rich.console import Console

from tests.fakes import FakeCoder, coded_demo
from verbale.document.highlight import ROLES
from verbale.faces import terminal
from verbale.text import make_article


def shown(width: int, colour: bool = False, monkeypatch: pytest.MonkeyPatch | None = None) -> str:
    stream = io.StringIO()
    if monkeypatch:
        monkeypatch.setenv("COLUMNS", str(width))
        if colour:
            monkeypatch.setenv("FORCE_COLOR", "1")
            monkeypatch.setenv("TERM", "xterm-256color")
    terminal.write([coded_demo()], stream)
    return stream.getvalue()


@pytest.mark.parametrize("width", [60, 80, 100, 140, 200])
def test_no_line_is_wider_than_the_screen_or_ends_in_blanks(width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = shown(width, monkeypatch=monkeypatch).splitlines()
    assert max(map(len, lines)) == width
    assert all(line == line.rstrip() for line in lines)


@pytest.mark.parametrize("width", [80, 100, 140])
def test_no_code_or_status_is_broken(width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    words = shown(width, monkeypatch=monkeypatch)
    for whole in ("hypothetical", "MYS/GOV", "PHL/GOV", "disapprove", "MOBILIZE", "2024-03-12", "→ AGREE", "relations"):
        assert whole in words


def test_the_widest_view() -> None:
    lines = shown(140).splitlines()
    assert lines[1] == "Island Neighbours Weigh a Way Out"
    assert lines[2] == "Harbour Wire · 2024-03-14 · demo"
    assert "  2  Malaysia may soon send¹ patrol boats to the disputed reef, two officials said." in lines


def test_plain_where_nobody_looks() -> None:
    assert "\x1b" not in shown(100)


def test_colours_and_their_legend(monkeypatch: pytest.MonkeyPatch) -> None:
    words = shown(100, colour=True, monkeypatch=monkeypatch)
    assert "\x1b[" in words
    legend = next(line for line in words.splitlines() if all(f" {role} " in line for role in ROLES))
    # The same colour in the legend and in the text.
    colour = legend.split(" actor ")[0].split("\x1b[")[-1]
    assert f"\x1b[{colour}Malaysia" in words
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b" not in shown(100, colour=True, monkeypatch=monkeypatch)


def test_an_old_console_gets_what_it_can_show() -> None:
    stream = io.TextIOWrapper(io.BytesIO(), encoding="ascii", errors="replace")
    terminal.Face(Console(file=stream, width=100, color_system=None)).show(coded_demo())
    stream.flush()
    words = stream.buffer.getvalue().decode("ascii")
    assert "send[1]" in words
    assert "-> AGREE" in words


def test_control_characters_do_not_reach_the_screen() -> None:
    stream = io.StringIO()
    article = make_article("\x1b[2J\x07Norway accused France\u202e.\x9b", title="\x1b]0;x\x07")
    terminal.write(FakeCoder().code_articles([article]), stream)
    assert not set(stream.getvalue()) & {"\x1b", "\x07", "\u202e", "\x9b"}


def test_markup_in_an_article_is_just_words() -> None:
    stream = io.StringIO()
    terminal.write(FakeCoder().code_articles([make_article("[bold]Norway[/bold] met :smile: [/] France.")]), stream)
    assert "[bold]Norway[/bold] met :smile: [/] France." in stream.getvalue()
    assert "no events" in stream.getvalue()
