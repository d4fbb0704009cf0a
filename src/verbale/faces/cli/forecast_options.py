"""Options that forecasts, backtests and scores share."""

import argparse
import re

from verbale.faces.cli import arguments

_DAYS = {"": 1, "d": 1, "w": 7}


def horizon(words: str) -> int:
    """How far to look: "30d", "4w", or "30" days."""
    found = re.fullmatch(r"(\d{1,4})([dw]?)", words.strip().lower())
    if not found or not (days := int(found[1]) * _DAYS[found[2]]):
        raise argparse.ArgumentTypeError(f"{words!r} is no number of days; a horizon looks like 30d or 4w")
    return days


def add_history(parser: argparse.ArgumentParser) -> None:
    """Which events of the desk count, and how far to look."""
    parser.add_argument("--horizon", type=horizon, default=30, metavar="DAYS", help="how far to look, as in 7d (default 30d)")
    parser.add_argument(
        "--as-of", type=arguments.day, metavar="DATE", help="the day of the question; only what was published before it counts"
    )
    parser.add_argument(
        "--level", choices=("countries", "actors"), help="who acts: countries, or everyone with a name or a role, as in KOR/MIL"
    )
    parser.add_argument(
        "--origin", action="append", default=[], metavar="NAME", help="only events of verbale, or of a data set that was imported"
    )


def add_keeping(parser: argparse.ArgumentParser) -> None:
    """Whether and how what is made is stored."""
    parser.add_argument("--no-store", dest="store", action="store_false", help="do not keep it in the desk")
    parser.add_argument("--json", action="store_true", help="as one JSON object, for programs")
    parser.add_argument(
        "--wait", type=float, default=0, metavar="SECONDS", help="how long to wait for another process on the desk"
    )


def origins(options: argparse.Namespace) -> tuple[str, ...]:
    """The origins that are named, several with commas."""
    return tuple(name.strip() for names in options.origin for name in names.split(",") if name.strip())
