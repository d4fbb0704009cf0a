"""A coded article as a piece of HTML: the text with its words marked, then the tables. Everything from the article is escaped.

Marks have ids made of their first character ("a1-c52"), rows of their event ("a1-e1"), so each leads to the other without any
script.
"""

import hashlib
import re
from collections.abc import Iterable
from html import escape

from verbale.document import contract
from verbale.document.contract import (
    ActorView,
    ConsequenceView,
    DateView,
    EventView,
    PlaceView,
    SourceView,
    StanceView,
    WordsView,
)
from verbale.document.highlight import CLAIM, ROLES, TextRun, sentence_runs
from verbale.document.wording import days, facts, preposition, sentence_numbers
from verbale.records import CodedArticle

STYLE = """
.verbale { --ink: #1c2126; --soft: #5c6670; --line: #d9dee3; --paper: #fff; --link: #1f5fa8;
  --actor: #cfe3fb; --act: #ffe28a; --recipient: #fbd3c2; --source: #e4d7fa; --place: #c9ecd0; --date: #c5ecf0; --number: #ece2c6;
  color: var(--ink); font: 16px/1.55 system-ui, "Segoe UI", Roboto, "Noto Sans", sans-serif; }
.verbale mark { color: inherit; border-radius: 3px; padding: 0 .12em; -webkit-box-decoration-break: clone;
  box-decoration-break: clone; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
.verbale mark.actor { background: var(--actor); } .verbale mark.recipient { background: var(--recipient); }
.verbale mark.act { background: var(--act); font-weight: 650; } .verbale mark.source { background: var(--source); }
.verbale mark.place { background: var(--place); } .verbale mark.date { background: var(--date); }
.verbale mark.number { background: var(--number); } .verbale mark[title] { cursor: help; }
.verbale mark:target, .verbale tr:target, .verbale li:target { outline: 2px solid var(--link); outline-offset: 1px; }
.verbale a { color: var(--link); text-decoration: none; } .verbale a:hover { text-decoration: underline; }
.verbale h2 { font-size: 1.45em; line-height: 1.25; margin: 0 0 .15em; } .verbale h3 { font-size: 1em; margin: 1.6em 0 .4em; }
.verbale .facts, .verbale .legend { color: var(--soft); font-size: .88em; margin: 0 0 .7em; }
.verbale mark.on { margin-left: -.12em; padding-left: 0; border-top-left-radius: 0; border-bottom-left-radius: 0; }
.verbale mark.claim { background: none; padding: 0; border-bottom: 2px dotted var(--soft); border-radius: 0; }
.verbale .legend mark { color: var(--ink); margin-right: .35em; }
.verbale ol { max-width: 46em; margin: 1em 0; padding: 0; list-style: none; counter-reset: s; }
.verbale ol li { counter-increment: s; margin: .3em 0; padding-left: 2.6em; position: relative; }
.verbale ol li::before { content: counter(s); position: absolute; left: 0; width: 1.8em; text-align: right; color: var(--soft);
  font-size: .85em; line-height: 1.85; font-variant-numeric: tabular-nums; }
.verbale ol li.none { color: var(--soft); } .verbale sup { line-height: 0; font-size: .68em; margin-left: .1em; }
.verbale .wide { overflow-x: auto; }
.verbale table { border-collapse: collapse; width: 100%; font-size: .88em; line-height: 1.4; }
.verbale th, .verbale td { text-align: left; vertical-align: top; padding: .4em .6em; border-bottom: 1px solid var(--line);
  background: none; color: inherit; white-space: normal; }
.verbale thead th { color: var(--soft); font-weight: 500; border-bottom-width: 2px; }
.verbale td div + div { margin-top: .15em; } .verbale .code { color: var(--soft); font-size: .88em; white-space: nowrap; }
.verbale .soft { color: var(--soft); } .verbale .actname { font-weight: 650; } .verbale .unreal { font-style: italic; }
.verbale ul { margin: .3em 0; padding-left: 1.3em; }
"""


def notebook(coded: CodedArticle) -> str:
    """The article for a notebook, with its style."""
    prefix = "v" + hashlib.sha256(coded.article.id.encode()).hexdigest()[:8]
    return f'<style>{STYLE}</style><div class="verbale">{legend()}{article(coded, prefix)}</div>'


def legend() -> str:
    """What the colours mean."""
    return '<p class="legend">' + "".join(f'<mark class="{role}">{role}</mark>' for role in (*ROLES, CLAIM)) + "</p>"


def article(coded: CodedArticle, prefix: str) -> str:
    """The article; `prefix` begins its ids and sets them apart from those of other articles on the page."""
    text = coded.article.text
    page = _Piece(coded, prefix)
    events = [contract.event_view(event, text) for event in coded.events]
    consequences = [page.consequence(contract.consequence_view(claim, text)) for claim in coded.consequences]
    stances = [page.stance(contract.stance_view(stance, text)) for stance in coded.stances]
    return "".join(
        (page.head(), page.text(), page.events(events), _list("Consequences", consequences), _list("Stances", stances))
    )


class _Piece:
    """The parts of one article's HTML."""

    def __init__(self, coded: CodedArticle, prefix: str) -> None:
        self.coded, self.prefix = coded, prefix
        self.sentences = sentence_numbers(coded)
        self.runs = [runs for _, runs in sentence_runs(coded)]
        self.marked = {run.span.start for runs in self.runs for run in runs if run.parts}

    def head(self) -> str:
        article = self.coded.article
        title = f'<h2 dir="auto">{_safe(article.title)}</h2>' if article.title else ""
        told = [_safe(fact) for fact in facts(article)]
        if article.url and re.match(r"https?://", article.url):
            told.append(f'<a href="{_safe(article.url)}" rel="noreferrer">{_safe(article.url)}</a>')
        return f'{title}<p class="facts">{" · ".join(told)}</p>'

    def text(self) -> str:
        items = []
        for number, runs in enumerate(self.runs, start=1):
            kind = "" if any(run.role for run in runs) else ' class="none"'
            before = (None, *(None if run.ended_triggers() else run.role for run in runs))
            words = "".join(self._run(run, role) for run, role in zip(runs, before, strict=False))
            items.append(f'<li id="{self.prefix}-s{number}"{kind} dir="auto">{words}</li>')
        return f"<ol>{''.join(items)}</ol>"

    def _run(self, run: TextRun, before: str | None) -> str:
        """The run, marked; without a seam to the run before it where both have the same colour."""
        words = _safe(run.span.of(self.coded.article.text))
        if run.role is None:
            return words
        title = _safe("\n".join(part.title for part in run.parts))
        marks = "".join(f'<sup><a href="#{self.prefix}-e{number}">{number}</a></sup>' for number in run.ended_triggers())
        seam = " on" if run.role == before else ""
        return f'<mark class="{run.role}{seam}" id="{self.prefix}-c{run.span.start}" title="{title}">{words}</mark>{marks}'

    def events(self, events: list[EventView]) -> str:
        if not events:
            return '<p class="soft">No events.</p>'
        heads = ("", "sentence", "who", "act", "whom", "status", "who says so", "where", "when", "how many")
        rows = "".join(self._row(number, event) for number, event in enumerate(events, start=1))
        head = "".join(f"<th>{name}</th>" for name in heads)
        return f'<h3>Events</h3><div class="wide"><table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>'

    def _row(self, number: int, event: EventView) -> str:
        sentence = self.sentences.get(event.sentence)
        cells = (
            f'<a href="#{self.prefix}-s{sentence}">{sentence}</a>' if sentence else "",
            _divs(map(self._actor, event.actor)),
            self._act(event),
            _divs(map(self._actor, event.recipient)),
            _divs(
                (
                    f'<span class="{"soft" if event.status == "actual" else "unreal"}">{event.status}</span>',
                    _soft(event.certainty),
                )
            ),
            self._source(event.source),
            self._place(event.place),
            self._date(event.date),
            _divs(self._link(quantity.start, quantity.text) for quantity in event.quantity),
        )
        first = f"<th>{self._link(event.trigger.start, str(number))}</th>"
        facts = (f"confidence {event.confidence:.2f}", f"score {event.score:g}", event.quad, *event.context)
        title = f' title="{_safe(", ".join(facts))}"'
        return f'<tr id="{self.prefix}-e{number}"{title}>{first}{"".join(f"<td>{cell}</td>" for cell in cells)}</tr>'

    def _act(self, event: EventView) -> str:
        type_ = _soft(f"→ {event.event_type}") if event.event_type != event.act else ""
        name = f'<span class="actname">{_safe(event.act)}</span>'
        return _divs((name, _safe(", ".join(event.mode)), type_))

    def _actor(self, actor: ActorView) -> str:
        codes = "/".join(filter(None, (actor.code, actor.sector)))
        why = f"{actor.name or 'nobody known'}: {actor.reason}"
        return f"{self._link(actor.start, actor.text or actor.name)} {_code(codes, why)}"

    def _source(self, source: SourceView | None) -> str:
        if source is None:
            return ""
        return f"{self._link(source.start, source.text)} {_code(source.code, source.reason)}"

    def _place(self, place: PlaceView | None) -> str:
        if place is None:
            return ""
        why = f"{place.name or 'no place known'}, {place.precision}: {place.reason}"
        words = f"{self._link(place.start, place.text or place.name)} {_code(place.country or 'unknown', why)}"
        return words if place.text else words + _divs((_soft(place.basis),))

    def _date(self, date: DateView | None) -> str:
        if date is None:
            return ""
        when = "unknown" if date.from_ is None else days(date.from_, date.to)
        words = (
            self._link(date.start, date.text) if date.text else _soft("published" if date.basis == "publication" else date.reason)
        )
        return _divs((f'<span title="{_safe(date.reason)}">{_safe(when)}</span>', words))

    def consequence(self, claim: ConsequenceView) -> str:
        source = f"; says {self._source(claim.source)}" if claim.source else ""
        return (
            f"<strong>{_safe(claim.polarity)}:</strong> {self._link(claim.cause.start, claim.cause.text)} → "
            f"{self._link(claim.effect.start, claim.effect.text)} "
            f'<span class="soft">({claim.status}, {claim.certainty}{source})</span> {self._from(claim.cause)}'
        )

    def stance(self, stance: StanceView) -> str:
        toward = ""
        if stance.toward:
            toward = f" {preposition(stance.value)}{self._link(stance.toward.start, stance.toward.text)}"
        source = f' <span class="soft">(says {self._source(stance.source)})</span>' if stance.source else ""
        return f"{self._actor(stance.holder)} <strong>{_safe(stance.value)}</strong>{toward}{source} {self._from(stance.holder)}"

    def _from(self, words: WordsView | ActorView) -> str:
        """A link to the sentence that holds the words."""
        for (start, end), number in self.sentences.items():
            if words.start is not None and start <= words.start < end:
                return f'<a class="code" href="#{self.prefix}-s{number}">sentence {number}</a>'
        return ""

    def _link(self, start: int | None, words: str | None) -> str:
        """The words, leading to where they are marked in the text; what lies outside every sentence is not marked."""
        shown = _safe(words or "")
        return shown if start not in self.marked else f'<a href="#{self.prefix}-c{start}">{shown}</a>'


def _list(heading: str, items: list[str]) -> str:
    return f"<h3>{heading}</h3><ul>{''.join(f'<li>{item}</li>' for item in items)}</ul>" if items else ""


def _divs(pieces: Iterable[str]) -> str:
    return "".join(f"<div>{piece}</div>" for piece in pieces if piece)


def _code(code: str, why: str) -> str:
    return f'<span class="code" title="{_safe(why)}">{_safe(code)}</span>'


def _soft(words: str) -> str:
    return f'<span class="soft">{_safe(words)}</span>' if words else ""


def _safe(words: str) -> str:
    """Escaped for HTML, in text and in attributes; characters that HTML does not allow become U+FFFD."""
    return escape(_FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", words))


_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff\u202d\u202e]")
