"""The web page: whole, self-contained, and each row leads to its words."""

import io
import re
import shutil
import subprocess
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.fakes import coded_demo
from verbale.faces import page

VOID = {"meta", "br", "img", "input", "link", "hr"}


class Balance(HTMLParser):
    """Collects what is not closed, and what could load or run something."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.loads: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            self.open.append(tag)
        for name, value in attrs:
            if name in ("src", "srcset") or name.startswith("on") or tag in ("script", "link", "iframe"):
                self.loads.append(f"{tag} {name}={value}")
            if name == "id" and value:
                self.ids.append(value)
            if name == "href" and value:
                self.links.append(value)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def written(*ids: str) -> str:
    stream = io.StringIO()
    page.write([coded_demo(id) for id in ids], stream)
    return stream.getvalue()


def test_the_page_is_whole_and_loads_nothing() -> None:
    html = written("one", "two")
    parser = Balance()
    parser.feed(html)
    assert parser.open == []
    assert parser.loads == []
    assert len(parser.ids) == len(set(parser.ids))
    assert {link.removeprefix("#") for link in parser.links} <= set(parser.ids)
    assert "url(" not in html
    assert "@import" not in html


def test_each_row_leads_to_its_words_and_each_mark_back() -> None:
    html = written("one")
    assert re.search(r'<tr id="a1-e5"[^>]*><th><a href="#a1-c(\d+)">5</a>', html)
    trigger = re.search(
        r'<mark class="act" id="a1-c\d+" title="act, event 5: [^"]*">summoning</mark><sup><a href="#a1-e5">5</a></sup>', html
    )
    assert trigger


def test_the_page_of_nothing_is_still_a_page() -> None:
    parser = Balance()
    parser.feed(written())
    assert parser.open == []


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("chromium"), reason="needs chromium")
def test_a_browser_shows_it(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(written("one"))
    command = [
        "chromium",
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--screenshot=page.png",
        "--window-size=1000,800",
        "page.html",
    ]
    subprocess.run(command, cwd=tmp_path, capture_output=True, timeout=120, check=True)
    assert (tmp_path / "page.png").stat().st_size > 20_000
