"""Markdown into its text: headings, paragraphs, list items, quotations, each a paragraph; pictures and raw HTML stay out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from verbale.errors import UnreadableArticle

if TYPE_CHECKING:
    from markdown_it.token import Token

_LONGEST = 500_000  # the parser takes seconds for so many characters that all may begin something
_FRONT_MATTER = re.compile(r"\A---[ \t]*\r?\n(.*?\r?\n)(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.S)
_FIELD = re.compile(r"^([A-Za-z_]+)[ \t]*:(.*)$", re.M)


@dataclass(frozen=True, slots=True)
class Note:
    """The text of a Markdown file, its title, and the plain fields of its front matter (names in small letters)."""

    text: str
    title: str | None
    fields: dict[str, str]


def read_note(source: str) -> Note:
    """The text of a Markdown source. A title in the front matter goes first unless the text begins with it.

    Raises UnreadableArticle where it is too long.
    """
    from markdown_it import MarkdownIt

    if len(source) > _LONGEST:
        raise UnreadableArticle(
            f"it has more than {_LONGEST:,} characters, and no article in Markdown is so long: cut it, or save it as a .txt file."
        )
    fields: dict[str, str] = {}
    if front := _FRONT_MATTER.match(source):
        fields = {name.lower(): told for name, value in _FIELD.findall(front[1]) if (told := value.strip().strip("\"'"))}
        source = source[front.end() :]
    # Indented paragraphs are prose in news, not program code.
    tokens = MarkdownIt("commonmark").enable("table").disable("code").parse(source)
    paragraphs = list(_paragraphs(tokens))
    heading = paragraphs[0] if tokens and tokens[0].type == "heading_open" and paragraphs else None
    title = fields.get("title") or heading
    if title and (not paragraphs or paragraphs[0] != title):
        paragraphs.insert(0, title)
    return Note("\n\n".join(paragraphs), title, fields)


def _paragraphs(tokens: list["Token"]) -> Iterator[str]:
    cells: list[str] = []
    in_row = False
    for token in tokens:
        if token.type == "tr_open":
            in_row, cells = True, []
        elif token.type == "tr_close":
            in_row = False
            if cells:
                yield "\t".join(cells)
        elif token.type in ("inline", "fence"):
            words = _one_line("".join(_words(token.children or [])) if token.type == "inline" else token.content)
            if words and in_row:
                cells.append(words)
            elif words:
                yield words


def _words(tokens: list["Token"]) -> Iterator[str]:
    for token in tokens:
        if token.type in ("text", "code_inline"):
            yield token.content
        elif token.type in ("softbreak", "hardbreak"):
            yield " "


def _one_line(words: str) -> str:
    return " ".join(words.split())
