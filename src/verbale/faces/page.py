"""Coded articles as one self-contained web page: no script, nothing to load, light and dark, and it prints."""

from collections.abc import Iterable
from html import escape
from typing import TextIO

from verbale.document.fragment import STYLE, article, legend
from verbale.records import CodedArticle, Run

_PAGE_STYLE = """
body { margin: 0; background: #fff; } main { max-width: 76rem; margin: 0 auto; padding: 1.2rem 1.4rem 3rem; }
header { position: sticky; top: 0; z-index: 1; background: var(--paper); border-bottom: 1px solid var(--line); }
header div { max-width: 76rem; margin: 0 auto; padding: .5rem 1.4rem; display: flex; flex-wrap: wrap; gap: .2rem 1.4rem;
align-items: baseline; } header strong { letter-spacing: .02em; } header .legend { margin: 0; } article { padding: 1.6rem 0
1rem; } article + article { border-top: 1px solid var(--line); margin-top: 1.6rem; } footer { color: var(--soft); font-size:
.8rem; border-top: 1px solid var(--line); padding-top: .6rem; margin-top: 2rem; } :target { scroll-margin: 5rem 0 3rem; }
@media (prefers-color-scheme: dark) {
  body { background: #15181c; }
  .verbale { --ink: #e4e8ec; --soft: #98a2ad; --line: #333a42; --paper: #15181c; --link: #8bbcf5;
    --actor: #1e456f; --act: #75590a; --recipient: #6d3522; --source: #4b3572; --place: #1f5530; --date: #11545d; --number:
    #554a2c; }
}
@media print {
  header { position: static; } main { max-width: none; padding: 0; } .verbale { font-size: 10.5pt; }
  .verbale a { color: inherit; } .verbale .wide { overflow: visible; } .verbale thead { display: table-header-group; }
  .verbale tr, .verbale li { break-inside: avoid; } .verbale h3 { break-after: avoid; } article + article { break-before:
  page; border: 0; }
}
@page { margin: 16mm 14mm; }
"""
# The page may not load or run anything, whatever an article holds.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def write(coded: Iterable[CodedArticle], stream: TextIO) -> None:
    """Write the page, each article as soon as it is coded."""
    run: Run | None = None
    stream.write(
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n<meta name="color-scheme" content="light dark">\n'
        f"<title>Political events, coded by verbale</title>\n<style>{STYLE}{_PAGE_STYLE}</style>\n</head>\n"
        '<body class="verbale">\n'
        f"<header><div><strong>verbale</strong>{legend()}</div></header>\n<main>\n"
    )
    for number, one in enumerate(coded, start=1):
        run = one.run
        stream.write(f'<article id="a{number}">{article(one, f"a{number}")}</article>\n')
    made = (
        f"Coded by {run.program}, model {run.model} ({run.model_digest}), vocabulary {run.ontology}."
        if run
        else "Nothing was coded."
    )
    stream.write(
        f"<footer>{escape(made)} Hover over marked words to see what they stand for.</footer>\n</main>\n</body>\n</html>\n"
    )
