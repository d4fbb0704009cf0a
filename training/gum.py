"""GUM documents (CoNLL-U): text with mentions of entities and dates, as spans. Without PyTorch: benchmarks read them too.

The last five news files by name are kept for measuring (`DEV`); nothing is learned from them.
"""

import re
import tarfile
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from verbale.records import Span
from verbale.resolution.choices import Option
from verbale.resolution.knowledge import ActorTable
from verbale.resolution.reference import Discourse, Finding, Referent
from verbale.resolution.words import BREAKS, HE, IT, RELATIVE, SHE, SOME, THEY

ARCHIVE = "names/gum_selected.tar.xz"
DEV_FILES = 5
_ENTITY = re.compile(r"\((\d+)(?:\[\d+/\d+\])?-([a-z]+)-[^()]*(\))?|(\d+)(?:\[\d+/\d+\])?\)")
_TAG = re.compile(r"<(/?)(\w+)([^<>]*)>")
_ATTRIBUTE = re.compile(r'(\w+):::"([^"]*)"')
_PERSONAL = ("PRP", "PRP$")


@dataclass(frozen=True, slots=True)
class Marked:
    """A marked span: the entity it belongs to and its type (person, place, organization, ...); `personal` is a pronoun's."""

    span: Span
    sentence: int
    entity: int
    kind: str
    personal: bool


@dataclass(frozen=True, slots=True)
class MarkedDate:
    """A marked date and what the editors say of it: when, from, to, notBefore, notAfter."""

    span: Span
    sentence: int
    said: dict[str, str]


@dataclass(slots=True)
class Document:
    """One file: `sentences` are spans of `text`, which joins them with a space."""

    name: str
    genre: str
    created: date | None
    text: str = ""
    sentences: list[Span] = field(default_factory=list)
    mentions: list[Marked] = field(default_factory=list)
    dates: list[MarkedDate] = field(default_factory=list)
    dev: bool = False


def documents(data: Path, *genres: str) -> list[Document]:
    """All documents of the genres, or of all genres, by name; `dev` is set for the last five of news."""
    found = []
    with tarfile.open(data / ARCHIVE) as archive:
        for name in sorted(archive.getnames()):
            genre = Path(name).stem.split("_")[1] if name.endswith(".conllu") else ""
            file = archive.extractfile(name) if genre and (not genres or genre in genres) else None
            if file is not None:
                found.append(_document(Path(name).stem, genre, file.read().decode("utf-8")))
    for document in [document for document in found if document.genre == "news"][-DEV_FILES:]:
        document.dev = True
    return found


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _document(name: str, genre: str, text: str) -> Document:
    created = re.search(r"^# meta::dateCreated = (\S+)$", text, re.M)
    out = Document(name, genre, _day(created[1]) if created else None)
    dates: list[tuple[int, int, dict[str, str]]] = []  # of tags still open
    for block in text.split("\n\n"):
        rows = [line.split("\t") for line in block.splitlines() if line[:1].isdigit()]
        rows = [row for row in rows if "." not in row[0]]
        if rows:
            _sentence(out, rows, dates)
    out.mentions.sort(key=lambda m: (m.span.start, -m.span.end))
    return out


def _sentence(out: Document, rows: list[list[str]], dates: list[tuple[int, int, dict[str, str]]]) -> None:
    """Add a sentence with all that is marked in it; a row of several words ("12-13") holds their spaces and their marks."""
    number, start = len(out.sentences), len(out.text)
    words, whole = "", (0, 0)
    opened: dict[int, list[tuple[int, str]]] = {}
    for row in rows:
        notes = dict(note.split("=", 1) for note in row[9].split("|") if "=" in note)
        at = start + len(words)
        if "-" in row[0]:
            first, last = row[0].split("-")
            whole = int(first), int(last)
        inside = whole[0] <= int(row[0].split("-")[0]) <= whole[1] and "-" not in row[0]
        if "-" in row[0]:
            _dates(out, notes.get("XML", ""), number, at, at + len(row[1]), dates)
            pending = row[1], notes.get("SpaceAfter") != "No"
            consumed = ""
            continue
        end = at + len(row[1])
        words += row[1]
        if inside:
            consumed += row[1]
            if int(row[0]) == whole[1] and pending[1]:
                words += " "
        elif notes.get("SpaceAfter") != "No":
            words += " "
        personal = row[4] in _PERSONAL
        for match in _ENTITY.finditer(notes.get("Entity", "")):
            if match[1]:
                opened.setdefault(int(match[1]), []).append((at, match[2]))
            if (match[3] or match[4]) and opened.get(entity := int(match[4] or match[1])):
                first_at, kind = opened[entity].pop()
                alone = personal and first_at == at
                out.mentions.append(Marked(Span(first_at, end), number, entity, kind, alone))
        _dates(out, notes.get("XML", ""), number, at, end, dates)
    out.sentences.append(Span(start, start + len(words.rstrip())))
    out.text += words.rstrip() + " "


def _dates(out: Document, tags: str, number: int, start: int, end: int, opened: list[tuple[int, int, dict[str, str]]]) -> None:
    for tag in _TAG.finditer(tags):
        if tag[2] != "date":
            continue
        if not tag[1]:
            opened.append((start, number, dict(_ATTRIBUTE.findall(tag[3]))))
        elif opened:
            at, _, said = opened.pop()
            out.dates.append(MarkedDate(Span(at, end), number, said))


# --- mentions as the resolution sees them ---------------------------------------------------------------------------------

KINDS = {"he or she": HE | SHE, "they": THEY - SOME, "it": IT - RELATIVE - {"this"}}
"""The personal pronouns of the third person, whose figures are told apart."""
_NATURES = {"person": "person", "organization": "body", "place": "place"}
_MANY = ("people", "police", "men", "women", "children", "others", "media", "staff", "troops", "we", "us", "both", "several")
_SINGULAR = re.compile(r"(?:ss|us|is|'s|’s|news|series|physics|politics)$")


@dataclass(frozen=True, slots=True)
class Pronoun:
    """A pronoun whose entity was spoken of before, the referents that fit, their entities, and the one that was chosen."""

    mention: Marked
    kind: str
    options: list[Option]
    entities: list[int]
    chosen: int | None
    root: int | None
    """The entity of the last phrase that is no pronoun, on the way back from the chosen one."""


def pronouns(document: Document, table: ActorTable) -> list[Pronoun]:
    """Every personal pronoun of the third person, resolved with the gold mentions as candidates."""
    discourse, out = Discourse(document.text), []
    seen: set[int] = set()
    entity: dict[tuple[int, int], int] = {}
    root: dict[tuple[int, int], int | None] = {}
    for mention in (mention for mention in document.mentions if mention.kind != "time"):
        word, span = mention.span.of(document.text).lower(), (mention.span.start, mention.span.end)
        kind = next((kind for kind, words in KINDS.items() if word in words), None) if mention.personal else None
        root[span] = mention.entity
        if kind is not None:
            chosen = discourse.pronoun(word, span[0], mention.sentence)
            at = (chosen.start, chosen.end) if chosen else None
            root[span] = root[at] if at else None
            if mention.entity in seen:
                fitting = discourse.antecedents(word, span[0], mention.sentence)
                options = discourse.options(fitting, word, span[0], mention.sentence)
                entities = [entity[r.start, r.end] for r in fitting]
                out.append(Pronoun(mention, kind, options, entities, entity[at] if at else None, root[span]))
        discourse.add(_referent(document, mention, table))
        entity[span] = mention.entity
        seen.add(mention.entity)
    return out


def _referent(document: Document, mention: Marked, table: ActorTable) -> Referent:
    """A gold mention, of which its type is known, as if verbale had found it."""
    words = mention.span.of(document.text)
    low = words.lower()
    nature = _NATURES.get(mention.kind, "thing")
    if nature == "place" and any(entity.kind in ("state", "seat") for entity in table.lookup(words)):
        nature = "state"
    plural = _plural(low) and not (nature in ("person", "place", "state") and words.istitle() and " and " not in words)
    gender = "m" if low in HE else "f" if low in SHE else ""
    first = document.sentences[mention.sentence].start == mention.span.start
    return Referent(
        mention.span.start,
        mention.span.end,
        mention.sentence,
        "",
        nature,
        plural,
        gender,
        first,
        0.0,
        lambda: Finding((), None, ""),
    )


def _plural(words: str) -> bool:
    """Whether the head of a phrase is a plural, by its ending or by an "and" between names."""
    if words in IT or words in HE or words in SHE:
        return False
    head = ""
    known = words.split(",")[0].split()
    for at, word in enumerate(known):
        if at and word in BREAKS:
            break
        if word == "and" and at and at + 1 < len(known):
            return True
        head = word
    return head in _MANY or (words in THEY) or (head.endswith("s") and head[:1].isalpha() and not _SINGULAR.search(head))
