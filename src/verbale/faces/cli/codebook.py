"""`verbale codebook`: the vocabulary, in words."""

import argparse
import shutil
import sys
import textwrap
from collections.abc import Iterator
from typing import Any

from verbale.faces.cli.exits import EXIT_CODES, OK

_MOST = 100  # columns; longer lines of prose are hard to read
_STATUS_WORDS = {
    "actual": "it happened or is happening",
    "future": "it is going to happen: planned, scheduled, expected, ordered",
    "hypothetical": "it may happen, if; feared, wished, rumoured",
    "negated": "it did not or does not happen, or somebody denies it",
    "historical": "background from an earlier period",
}


def add_parser(commands: Any) -> None:
    """Add the command to those of the program."""
    parser = commands.add_parser(
        "codebook",
        help="the vocabulary: acts, modes, statuses, contexts, with definitions and scores",
        description="Print the vocabulary, or one act: definition, modes, examples, scores, what its status makes of it.",
        epilog=EXIT_CODES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("act", nargs="?", metavar="ACT", help="an act, as in: verbale codebook ACCUSE")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print the codebook or one entry."""
    width = min(_MOST, shutil.get_terminal_size((_MOST, 24)).columns)
    lines = _entry(options.act, width) if options.act else _overview(width)
    sys.stdout.writelines(line + "\n" for line in lines)
    return OK


def _overview(width: int) -> Iterator[str]:
    from verbale import ontology

    yield f"The vocabulary {ontology.VERSION}: acts, modes and scores of PLOVER 2.0 (Open Event Data Alliance,"
    yield "CC BY-SA 4.0); definitions and examples are verbale's own. Scores run from -10 (conflict) to 10."
    for number, quad in enumerate(ontology.QUADS, start=1):
        yield from ("", quad.upper())
        for entry in ontology.acts().values():
            if entry.quad == number:
                yield from _hanging(f"{entry.name:<10}{entry.score:>5g}", entry.definition, width)
                if entry.modes:
                    yield from _hanging(" " * 15, "modes: " + ", ".join(mode.name for mode in entry.modes), width)
    yield from ("", "STATUS  what the text says of the act")
    for status in ontology.STATUSES:
        yield from _hanging(f"{status:<15}", _STATUS_WORDS[status], width)
    yield from ("", "EVENT TYPE  what act and status make together; all else stays the act")
    for entry in ontology.acts().values():
        for status in ontology.STATUSES:
            if (made := ontology.event_type(entry.name, status)) != entry.name:
                yield f"  {status} {entry.name} becomes {made}"
    yield from ("", "CERTAINTY  how sure the teller is: " + ", ".join(ontology.CERTAINTIES))
    yield from ("", "SECTORS")
    for sector, words in ontology.SECTORS.items():
        yield f"  {sector:<15}{words}"
    yield from ("", "CONTEXTS")
    for context, definition in ontology.contexts().items():
        yield from _hanging(f"{context:<23}", definition, width)


def _entry(name: str, width: int) -> Iterator[str]:
    from verbale import ontology

    entry = ontology.act(name)
    yield f"{entry.name}  {ontology.QUADS[entry.quad - 1]}, score {entry.score:g}"
    yield ""
    yield from textwrap.wrap(entry.definition, width)
    if entry.modes:
        yield from ("", "modes")
        for mode in entry.modes:
            yield from _hanging(f"{mode.name:<15}{mode.score:>5g}", mode.definition, width)
    yield from ("", "examples")
    for example in entry.examples:
        yield from _hanging("-", example, width)
    yield from ("", "status        event type   quad class             score")
    for status in ontology.STATUSES:
        made = ontology.event_type(entry.name, status)
        yield f"{status:<13} {made:<12} {ontology.quad(made):<22} {ontology.score(made):g}"


def _hanging(first: str, words: str, width: int) -> Iterator[str]:
    """Words beside a first column, both indented by two."""
    lead = f"  {first}  "
    yield from textwrap.wrap(words, max(width, len(lead) + 20), initial_indent=lead, subsequent_indent=" " * len(lead))
