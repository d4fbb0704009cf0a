"""The command line: `verbale COMMAND`, one file a command. Here words are parsed, and errors become sentences and exit codes."""

import argparse
import sys
from collections.abc import Sequence
from typing import Any

from verbale.errors import (
    CorrectionError,
    OntologyError,
    OutputError,
    SettingsError,
    StoreNotFound,
    UnknownActor,
    VerbaleError,
    WrongQuestion,
)  # fmt: skip
from verbale.faces.cli import (
    actors,
    add,
    backtest,
    code,
    codebook,
    correct,
    diff,
    doctor,
    events,
    export,
    forecast,
    import_,
    places,
    query,
    recode,
    score,
    search,
)
from verbale.faces.cli.exits import EXIT_CODES, INTERRUPTED, NOT_WRITTEN, NOTHING_CODED, OK, USAGE
from verbale.faces.cli.output import drop_standard_output
from verbale.version import VERSION

_COMMANDS = (
    code, add, events, search, query, correct, forecast, backtest, score, export, import_, recode, diff, actors, places, codebook,
    doctor,
)  # fmt: skip
# What went wrong, by kind, as an exit code; the first that fits counts.
_CODE_OF = (
    (OutputError, NOT_WRITTEN),
    ((OntologyError, SettingsError, StoreNotFound, CorrectionError, UnknownActor, WrongQuestion), USAGE),
    (VerbaleError, NOTHING_CODED),
)


class _Version(argparse.Action):
    def __call__(self, parser: argparse.ArgumentParser, *_: Any, **__: Any) -> None:
        sys.stdout.write(f"verbale {VERSION}\n")
        parser.exit()


def parser() -> argparse.ArgumentParser:
    """The parser of all commands; documentation is made from it."""
    root = argparse.ArgumentParser(
        prog="verbale",
        description="News text into political events that anyone can check: offline, every field with the words it came from.",
        epilog=EXIT_CODES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    root.add_argument("--version", action=_Version, nargs=0, help="print the version and stop")
    commands = root.add_subparsers(title="commands", metavar="COMMAND", dest="command", required=True)
    for command in _COMMANDS:
        command.add_parser(commands)
    return root


def _options(root: argparse.ArgumentParser, argv: Sequence[str] | None) -> argparse.Namespace:
    """What the words say. A command may take words after its options too, which argparse does not know to place."""
    options, further = root.parse_known_args(argv)
    if further and (not hasattr(options, "take_further") or any(word.startswith("-") for word in further)):
        root.error(f"unrecognized arguments: {' '.join(further)}")
    if further:
        options.take_further(options, further)
    return options


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code. Words of `argv` are those after the program's name."""
    try:
        options = _options(parser(), argv)
        run_command: Any = options.run
        status: int = run_command(options)
        sys.stdout.flush()
        return status
    except SystemExit as stop:  # argparse has said what it had to say
        return stop.code if isinstance(stop.code, int) else USAGE
    except BrokenPipeError:  # the reader has seen enough, as `head` does
        drop_standard_output()
        return OK
    except KeyboardInterrupt as stop:
        drop_standard_output()
        _say(f"interrupted; {stop}." if stop.args else "interrupted.")
        return INTERRUPTED
    except VerbaleError as error:
        _say(str(error))
        return next(status for kinds, status in _CODE_OF if isinstance(error, kinds))
    except OSError as error:  # flushing standard output to a full disk
        drop_standard_output()
        _say(f"standard output cannot be written ({error.strerror or error}): make room or name another file with -o.")
        return NOT_WRITTEN


def _say(sentence: str) -> None:
    print(f"verbale: {sentence}", file=sys.stderr)
