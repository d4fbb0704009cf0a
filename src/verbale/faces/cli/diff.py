"""`verbale diff`: what another run made of the same articles."""

import argparse
import sys
from collections import Counter
from typing import TYPE_CHECKING, Any

from verbale.faces.answers import words
from verbale.faces.cli.desk_options import parser_of
from verbale.faces.cli.exits import OK

if TYPE_CHECKING:
    from verbale.store.diff import Change
    from verbale.store.rows import EventRow

_DESCRIPTION = """\
Compare two runs of a desk over the articles that both have coded: events that came, went, or changed, field by field, and what
the runs differ in. Runs are named by the beginning of their ids:  verbale query DESK "select * from runs"
"""


def add_parser(commands: Any) -> None:
    """Add the command to those of the program."""
    parser = parser_of(commands, "diff", "which events changed between two runs, and why", _DESCRIPTION)
    parser.add_argument("first", metavar="RUN", help="the earlier run")
    parser.add_argument("second", metavar="RUN", help="the later run")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print the changes."""
    from verbale.store.desk import Desk
    from verbale.store.diff import between, reasons

    (first, second), changes = between(Desk.open(options.desk), options.first, options.second)
    sys.stdout.write(f"{first.run_id} ({first.started}) -> {second.run_id} ({second.started})\n")
    sys.stdout.writelines(f"  {reason}\n" for reason in reasons(first, second) or ["the runs have the same versions and digests"])
    came = went = changed = 0
    by_field: Counter[str] = Counter()
    for change in changes:
        came += change.before is None
        went += change.after is None
        changed += bool(change.fields)
        by_field.update(change.fields)
        sys.stdout.writelines(line + "\n" for line in _lines(change))
    told = ", ".join(f"{name} {count:,}" for name, count in by_field.most_common())
    sys.stdout.write(f"\n{came:,} events came, {went:,} went, {changed:,} changed{f' ({told})' if told else ''}.\n")
    return OK


def _lines(change: "Change") -> list[str]:
    if change.after is None:
        assert change.before is not None
        return [f"- {_told(change.before)}"]
    if change.before is None:
        return [f"+ {_told(change.after)}"]
    was, now = change.before, change.after
    fields = [
        f"    {name}: {words(getattr(was, name)) or 'none'} -> {words(getattr(now, name)) or 'none'}" for name in change.fields
    ]
    return [f"~ {_told(now)}", *fields]


def _told(event: "EventRow") -> str:
    parties = f"{words(event.actor_code) or '?'} -> {words(event.recipient_code) or '?'}"
    return f"{event.article_id} {event.event_type} ({event.status}) {parties}: {event.trigger!r}"
