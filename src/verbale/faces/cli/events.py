"""`verbale events`: the events of a desk that fit."""

import argparse
from typing import Any

from verbale.faces.cli import arguments
from verbale.faces.cli.desk_options import add_output, parser_of
from verbale.faces.cli.exits import OK
from verbale.faces.cli.query import kind_of

_DESCRIPTION = """\
The events of a desk that fit everything that is named, the newest first. Each of the choices may be given several times, or
with commas: --act ACCUSE,THREATEN. Codes are alpha-3 countries, IGO, NGO, MNC, UNK, or sectors such as MIL.
"""
_SHOWN = (
    "coalesce(date_from, published) AS day, actor_code AS who, event_type AS type, recipient_code AS whom, status, event_id,"
    " corrected, actor, trigger, recipient, source, place_name AS place, certainty, outlet"
)
_CHOICES = (
    ("actor", "CODE", "who does it"),
    ("recipient", "CODE", "to whom"),
    ("party", "CODE", "either of them"),
    ("act", "ACT", "acts or event types, as in ACCUSE"),
    ("status", "STATUS", "actual, future, hypothetical, negated or historical"),
    ("certainty", "CERTAINTY", "certain, probable or possible"),
    ("country", "CODE", "country of the place"),
    ("outlet", "NAME", "who published it"),
    ("origin", "NAME", "verbale, or the data set that was imported"),
)


def add_parser(commands: Any) -> None:
    """Add the command to those of the program."""
    parser = parser_of(commands, "events", "the events of a desk that fit", _DESCRIPTION)
    add_choices(parser)
    parser.add_argument("--limit", type=arguments.count, default=10**9, metavar="N", help="no more than so many")
    add_output(parser)
    parser.set_defaults(run=run)


def add_choices(parser: argparse.ArgumentParser) -> None:
    """Options that choose events."""
    for name, word, help in _CHOICES:
        parser.add_argument(f"--{name}", action="append", default=[], metavar=word, help=help)
    parser.add_argument("--place", metavar="WORDS", help="words of the name of the place")
    parser.add_argument(
        "--since", type=arguments.day, metavar="DATE", help="happened on this day or later (published, if unknown)"
    )
    parser.add_argument("--until", type=arguments.day, metavar="DATE", help="happened on this day or earlier")
    parser.add_argument("--min-confidence", type=arguments.share, metavar="X", help="confidence of the coder, 0 to 1")
    parser.add_argument("--copies", action="store_true", help="those of copies and superseded versions of articles as well")


def filter_of(options: argparse.Namespace) -> Any:
    """The filter that the options say. Raises UnknownCode for acts, statuses and certainties that do not exist."""
    from verbale import ontology
    from verbale.store.queries import Filter

    chosen = {
        name: tuple(word.strip() for words in getattr(options, name) for word in words.split(",")) for name, _, _ in _CHOICES
    }
    for name in ("actor", "recipient", "party", "country"):
        chosen[name] = tuple(word.upper() for word in chosen[name])
    for name, known in (("act", ontology.ACTS), ("status", ontology.STATUSES), ("certainty", ontology.CERTAINTIES)):
        chosen[name] = tuple(ontology.one_of(word, known, name) for word in chosen[name])
    return Filter(
        **chosen,
        place=options.place,
        since=options.since,
        until=options.until,
        min_confidence=options.min_confidence,
        copies=options.copies,
    )


def run(options: argparse.Namespace) -> int:
    """Print the events."""
    from verbale.faces import answers
    from verbale.store.desk import Desk
    from verbale.store.queries import Questions

    with Questions(Desk.open(options.desk)) as questions:
        found = questions.events(filter_of(options))
        kind = kind_of(options)
        found = found.limited(options.limit, _SHOWN if kind == "table" else "*")
        answers.write(found, kind, options.output, safe=options.safe)
    return OK
