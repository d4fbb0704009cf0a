"""What stands in the cells of the terminal's tables, as pieces: words and the name of their style. No layout, no terminal."""

from collections.abc import Iterable, Mapping

from verbale.document.contract import ActorView, ConsequenceView, DateView, EventView, PlaceView, SourceView, StanceView
from verbale.document.highlight import TextRun
from verbale.document.wording import days, preposition

Piece = tuple[str, str]
Line = list[Piece]
Cell = list[Line]

_SUPERSCRIPT = str.maketrans("0123456789,", "⁰¹²³⁴⁵⁶⁷⁸⁹˒")
# Control characters would move the cursor, and overrides of the writing direction would reorder what stands around them.
_UNSHOWABLE = dict.fromkeys((*range(32), *range(127, 160), *range(0x2028, 0x202F), *range(0x2066, 0x206A)), " ")


def clean(words: str) -> str:
    """The words as one line that a terminal can show; as many characters as before."""
    return words.translate(_UNSHOWABLE)


class Cells:
    """Makes the cells; `ascii` says that the terminal can show no more than that."""

    def __init__(self, ascii: bool) -> None:
        self.ascii = ascii

    def sentence(self, runs: Iterable[TextRun], text: str, colours: Mapping[str, str]) -> Line:
        """A sentence, coloured; after each trigger the number of its event."""
        line: Line = []
        for run in runs:
            line.append((clean(run.span.of(text)), colours[run.role] if run.role else ""))
            if numbers := run.ended_triggers():
                mark = ",".join(map(str, numbers))
                line.append((f"[{mark}]" if self.ascii else mark.translate(_SUPERSCRIPT), "bold"))
        return line

    def wide(self, event: EventView) -> tuple[Cell, ...]:
        """who, act, whom, status, says who, where, when and how many"""
        when = [*_cell(self._date(event.date)), *self._numbers(event)]
        return (*self._first(event), _cell(self._source(event.source)), _cell(self._place(event.place)), when)

    def narrow(self, event: EventView) -> tuple[Cell, ...]:
        """who, act, whom, status, details"""
        labelled = (("says", self._source(event.source)), ("in", self._place(event.place)), ("on", self._date(event.date)))
        return (
            *self._first(event),
            [*([(f"{label} ", "dim"), *line] for label, line in labelled if line), *self._numbers(event)],
        )

    def consequence(self, claim: ConsequenceView) -> Cell:
        """polarity, cause, effect, and how sure who says so is; the polarity is no verb of the cause, which may be a plural"""
        line = [(f"{claim.polarity}: ", "bold"), (f"{clean(claim.cause.text)} → {clean(claim.effect.text)}", "")]
        return [[*line, (f" ({claim.status}, {claim.certainty}", "dim"), (self._says("; ", claim.source) + ")", "dim")]]

    def stance(self, stance: StanceView) -> Cell:
        """holder, value, toward"""
        holder = stance.holder
        line = [*_coded(holder.text or holder.name, holder.code, holder.sector), (f" {stance.value}", "bold")]
        if stance.toward:
            line.append((f" {preposition(stance.value)}{clean(stance.toward.text)}", ""))
        return [[*line, (f" ({says})", "dim")] if (says := self._says("", stance.source)) else line]

    def _first(self, event: EventView) -> tuple[Cell, Cell, Cell, Cell]:
        status = "" if event.status == "actual" else "italic"
        return (
            self._actors(event.actor),
            self._act(event),
            self._actors(event.recipient),
            [[(event.status, status)], [(event.certainty, "dim")]],
        )

    def _actors(self, actors: tuple[ActorView, ...]) -> Cell:
        return [_coded(actor.text or actor.name, actor.code, actor.sector) for actor in actors]

    def _act(self, event: EventView) -> Cell:
        cell: Cell = [[(event.act, "bold")]]
        if event.mode:
            cell.append([(", ".join(event.mode), "")])
        if event.event_type != event.act:
            cell.append([(f"{'->' if self.ascii else '→'} {event.event_type}", "")])
        return cell

    def _source(self, source: SourceView | None) -> Line:
        return _coded(source.text, source.code) if source else []

    def _place(self, place: PlaceView | None) -> Line:
        if place is None:
            return []
        if place.country is None and place.name is None:
            return [(clean(place.text or ""), ""), (" unknown", "dim")]
        line = _coded(place.text or place.name, place.country)
        return line if place.text else [*line, (f" ({place.basis})", "dim")]

    def _date(self, date: DateView | None) -> Line:
        if date is None:
            return []
        if date.from_ is None:
            return [(clean(date.text or ""), ""), (" unknown", "dim")]
        when = (days(date.from_, date.to), "")
        return [when, (" (published)", "dim")] if date.basis == "publication" else [when]

    def _numbers(self, event: EventView) -> Cell:
        return [[(clean(quantity.text), "dim")] for quantity in event.quantity if quantity.text]

    def _says(self, before: str, source: SourceView | None) -> str:
        return f"{before}says {clean(source.text or '')} {source.code}" if source else ""


def _coded(words: str | None, *codes: str | None) -> Line:
    """Words and the codes of what they stand for."""
    known = "/".join(code for code in codes if code)
    return [(clean(words) + (" " if known else ""), ""), (known, "cyan")] if words else [(known, "cyan")]


def _cell(line: Line) -> Cell:
    return [line] if line else []
