"""`verbale correct`: what a person knows better than the coder."""

import argparse
import sys
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

from verbale.errors import CorrectionError
from verbale.faces.answers import words
from verbale.faces.cli.add import now
from verbale.faces.cli.desk_options import add_output, parser_of
from verbale.faces.cli.exits import OK, USAGE

if TYPE_CHECKING:
    from verbale.store.corrections import Change, Done
    from verbale.store.desk import Desk
    from verbale.store.rows import EventRow

_DESCRIPTION = """\
Say what a field of an event should be. Questions, exports and series then have the corrected value, and `corrected` names the
fields that a person gave; what the coder said is kept (view coded_events), and comes back with --undo.

  verbale correct DESK EVENT_ID                                  what the event has, and what can be corrected
  verbale correct DESK EVENT_ID act ASSAULT --by Ana             one field
  verbale correct DESK EVENT_ID status=actual day=2024-10-25 "recipient_code=UKR; RUS" --note "see the last paragraph"
  verbale correct DESK EVENT_ID event no                         it is no event
  verbale correct DESK EVENT_ID --undo [FIELD...]                the coder's values count again
  verbale correct DESK --list -o review.csv                      for others to look at and go on with
  verbale correct DESK --import review.csv                       columns event_id, field, value, note, corrected_by

Several values of one field are joined with "; ", and the n-th code belongs to the n-th words. An empty value says that it is
unknown. Event type, quad class and score follow from act, status and mode.
"""
_LISTED = "event_id, field, value, note, corrected_by, coded, trigger, added, state"
_MOST_TOLD = 20


def add_parser(commands: Any) -> None:
    """Add the command to those of the program."""
    parser = parser_of(commands, "correct", "what a person knows better than the coder", _DESCRIPTION)
    parser.add_argument(
        "event", nargs="?", type=str.strip, metavar="EVENT_ID", help="as in the column event_id of  verbale events"
    )
    parser.add_argument("said", nargs="*", metavar="FIELD=VALUE", help="what it should be, or one FIELD and its VALUE")
    parser.add_argument("--note", metavar="WORDS", help="why")
    parser.add_argument("--by", metavar="NAME", help="who says so")
    parser.add_argument(
        "--undo", nargs="*", metavar="FIELD", help="let the coder's values count again, of these fields or of all"
    )
    parser.add_argument("--list", action="store_true", help="the corrections of the desk, or of the event, that count")
    parser.add_argument("--import", dest="file", type=Path, metavar="FILE", help="take corrections from a CSV file, all or none")
    parser.add_argument(
        "--wait", type=float, default=0, metavar="SECONDS", help="how long to wait for another process on the desk"
    )
    add_output(parser)
    parser.set_defaults(run=run, take_further=_take_further)


def _take_further(options: argparse.Namespace, words: list[str]) -> None:
    """Words after the options: EVENT_ID FIELD=VALUE --by Ana FIELD=VALUE."""
    if options.event is None:
        options.event = words.pop(0).strip()
    options.said += words


def run(options: argparse.Namespace) -> int:
    """Store, undo, list or show."""
    from verbale.store.desk import Desk

    if trouble := _contradiction(options):
        print(f"verbale: {trouble}", file=sys.stderr)
        return USAGE
    desk = Desk.open(options.desk)
    if options.list:
        return _list(desk, options)
    if options.file:
        return _import(desk, options)
    if options.undo is not None or options.said:
        _say(_stored(desk, list(_changes(options)), options))
        return OK
    return _show(desk, options)


def _contradiction(options: argparse.Namespace) -> str | None:
    if options.event is None and not (options.list or options.file):
        return "say which event (EVENT_ID), or --list, or --import FILE:  verbale correct --help"
    if options.file and (options.event or options.undo is not None or options.list):
        return "--import takes its events from the file: leave the others out."
    if options.said and (options.list or options.undo is not None):
        return "give values, or --undo FIELD..., or --list; not two of them at once."
    return None


def _changes(options: argparse.Namespace) -> "Iterator[Change]":
    from verbale.store.corrections import Change

    event, said = options.event, options.said
    if options.undo is not None:
        for field in options.undo or (None,):
            yield Change(event, field, None, options.note, options.by)
        return
    if len(said) == 2 and "=" not in said[0]:
        said = ["=".join(said)]
    for pair in said:
        field, equals, value = pair.partition("=")
        if not equals:
            raise CorrectionError(f"{pair!r} says no value; write FIELD=VALUE, as in act=ASSAULT.")
        yield Change(event, field, value, options.note, options.by)


def _stored(desk: "Desk", changes: "list[Change]", options: argparse.Namespace) -> "Done":
    from verbale.store.corrections import correct

    return correct(desk, changes, now=now(), wait=options.wait)


def _say(done: "Done") -> None:
    for before, after in done.events if done.stored else ():
        event = after or before
        assert event is not None
        print(f"{event.event_id}: {'; '.join(_differences(before, after)) or 'stays as it was'}.", file=sys.stderr)
    if not done.stored:
        print("Nothing to do: this is what counts already.", file=sys.stderr)


def _differences(before: "EventRow | None", after: "EventRow | None") -> Iterator[str]:
    if before is None or after is None:
        yield "is an event again" if after else "is no event" if before else "stays no event"
        return
    for column in fields(before):
        was, now = words(getattr(before, column.name)), words(getattr(after, column.name))
        if was != now:
            yield f"{column.name} {was or 'none'} -> {now or 'none'}"


def _import(desk: "Desk", options: argparse.Namespace) -> int:
    from verbale.faces.corrections_file import read

    changes, passed_over = read(options.file, options.note, options.by)
    try:
        done = _stored(desk, changes, options)
    except CorrectionError as error:
        for trouble in error.troubles[:_MOST_TOLD]:
            print(f"verbale: {trouble}", file=sys.stderr)
        more = len(error.troubles) - _MOST_TOLD
        print(
            f"verbale: {f'{more:,} more lines have faults; ' if more > 0 else ''}nothing of {options.file} was stored: mend the"
            " lines and import it again.",
            file=sys.stderr,
        )
        return USAGE
    print(f"{_number(done.stored, 'correction')} stored, {done.known:,} in the desk already.", file=sys.stderr)
    if passed_over:
        print(f"{_number(passed_over, 'line')} passed over: lost or misfit where the file was written.", file=sys.stderr)
    for old in done.replaced[:_MOST_TOLD]:
        by = f" by {old.corrected_by}" if old.corrected_by else ""
        print(f"  {old.event_id}: {old.field} {old.value or 'none'!r}{by} counts no more", file=sys.stderr)
    return OK


def _list(desk: "Desk", options: argparse.Namespace) -> int:
    from verbale.faces import answers
    from verbale.faces.cli.query import kind_of
    from verbale.store.queries import Questions

    with Questions(desk) as questions:
        sql = f"SELECT {_LISTED} FROM corrections WHERE state NOT IN ('replaced', 'undo')"
        values = [options.event, options.event] if options.event else []
        sql += " AND (event_id = ? OR applies_to = ?)" if options.event else ""
        answers.write(
            questions.ask(f"{sql} ORDER BY added, event_id", values), kind_of(options), options.output, safe=options.safe
        )
    return OK


def _show(desk: "Desk", options: argparse.Namespace) -> int:
    from verbale.store.correctable import EVENT, FIELDS
    from verbale.store.corrections import event_of
    from verbale.store.queries import Questions

    with Questions(desk) as questions:
        event = event_of(questions, options.event)
        said = questions.review.said().get(options.event, {})
        after = {each.before.event_id: each.after for each in questions.review.events}.get(options.event, event)
        text = list(questions.ask("SELECT text FROM articles WHERE article_id = ?", [event.article_id]).rows())
    if text and event.start is not None and event.end is not None:
        sys.stdout.write(f"{_around(text[0][0], event.start, event.end)}\n\n")
    width = max(map(len, FIELDS))
    for field in FIELDS:
        if field == EVENT:
            continue
        coded = words(getattr(event, field))
        given = words(getattr(after, field)) if after else coded
        mark = f"   (corrected; the coder: {coded or 'none'})" if field in said else ""
        sys.stdout.write(f"{field:<{width}}  {given}{mark}".rstrip() + "\n")
    if said.get(EVENT):
        sys.stdout.write("A person says that this is no event.\n")
    return OK


def _around(text: str, start: int, end: int) -> str:
    """The words around a trigger, which stands in brackets."""
    first, last = max(0, start - 120), min(len(text), end + 120)
    parts = (text[first:start], "[", text[start:end], "]", text[end:last])
    return f"{'… ' if first else ''}{' '.join(''.join(parts).split())}{' …' if last < len(text) else ''}"


def _number(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
