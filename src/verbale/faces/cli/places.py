"""`verbale places`: what a place name stands for, and why; and the user's own gazetteer."""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from verbale.faces.cli import arguments
from verbale.faces.cli.exits import EXIT_CODES, OK, USAGE

if TYPE_CHECKING:
    from verbale.resolution.gazetteer import GazetteerRow
    from verbale.resolution.geonames import Loaded
    from verbale.resolution.place_lookup import ExplainedPlace

_DESCRIPTION = """\
verbale places NAME           say which place a name or a phrase stands for and why, then every place of that name
verbale places add FILE       add a GeoNames table to your own gazetteer: allCountries.zip, cities500.txt, a country's file
verbale places added          list the files that you added
verbale places remove FILE    take one of them away

Names are looked up in the packaged gazetteer and in your own one, which is the file gazetteer.sqlite in VERBALE_HOME, or else
in your user data folder. GeoNames tables are at https://download.geonames.org/export/dump/ (CC BY 4.0).
"""
_MOST_SHOWN = 12
_VERBS = ("add", "added", "remove")


def add_parser(commands: Any) -> None:
    """Add the command to those of the program."""
    parser = commands.add_parser(
        "places",
        help="what a place name stands for, and why",
        description=_DESCRIPTION,
        epilog=EXIT_CODES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "words", nargs="+", type=arguments.name, metavar="NAME", help='as in: verbale places "Tripoli"; or add, added, remove'
    )
    parser.add_argument("--near", default="", metavar="WORDS", help="words of the article that the name stands in")
    parser.add_argument(
        "--minimum-population", type=_people, default=0, metavar="N", help="with add: only places with so many inhabitants"
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print the answer and the candidates, or change the own gazetteer."""
    verb, *rest = options.words
    if verb not in _VERBS:
        from verbale.resolution.own_places import own_file
        from verbale.resolution.place_lookup import explain

        words = " ".join(options.words)
        sys.stdout.writelines(line + "\n" for line in _lines(words, explain(words, options.near, own_file())))
        return OK
    if (verb == "added") == bool(rest):
        print(f"verbale: places {verb} wants {'nothing more' if verb == 'added' else 'the name of a file'}.", file=sys.stderr)
        return USAGE
    return {"add": _add, "added": _added, "remove": _remove}[verb](rest, options.minimum_population)


def _lines(words: str, found: "ExplainedPlace") -> Iterator[str]:
    answer = found.answer
    place = answer.value
    if place is None:
        yield f"{words}: nowhere, {answer.reason}"
    else:
        inside = ", ".join(filter(None, (place.admin1 if place.admin1 != place.name else None, place.country)))
        what = f"{place.name} ({inside})" if inside else place.name
        point = _point(place.lat, place.lon)
        yield f"{words}: {what}, {place.precision}{point}; {answer.reason} (score {answer.score:.2f})"
    if not found.rows:
        yield "No place of the gazetteer bears this name."
    for row in found.rows[:_MOST_SHOWN]:
        yield "  " + _row(row)
    if len(found.rows) > _MOST_SHOWN:
        yield f"  and {len(found.rows) - _MOST_SHOWN} more"


def _row(row: "GazetteerRow") -> str:
    people = f"{row.population:,} inhabitants" if row.population else "-"
    inside = f"{row.name}, {row.admin1}" if row.admin1 else row.name
    ident = f"GeoNames {row.geonameid}" if row.geonameid else "hand-written"
    name = "" if row.own else " other name"
    point = _point(row.lat, row.lon)
    return f"{row.kind:<8} {'/'.join(row.countries) or '-':<8} {inside:<40} {people:<24}{point:<20} [{ident}]{name}"


def _point(lat: float | None, lon: float | None) -> str:
    return "" if lat is None or lon is None else f" {lat:.4f} {lon:.4f}"


def _add(files: list[str], minimum_population: int) -> int:
    from verbale.resolution.gazetteer import Gazetteer
    from verbale.resolution.geonames import add
    from verbale.resolution.own_places import own_file

    own = own_file()
    for name in files:
        with _Bar(f"reading {name}") as bar:
            loaded = add(Path(name), Gazetteer.open(), own, minimum_population=minimum_population, tell=bar.show)
        for line in _summary(name, loaded, own):
            print(line, file=sys.stderr)
    return OK


def _summary(name: str, loaded: "Loaded", own: Path) -> Iterator[str]:
    yield (
        f"{name}: {loaded.added:,} places added to {own}, {loaded.known:,} known to the package, {loaded.left_out:,} left out"
        f" (other kinds{', or fewer inhabitants' if loaded.left_out else ''}), {loaded.damaged:,} damaged lines"
    )
    yield from (f"  {line}" for line in loaded.damaged_lines)
    if loaded.damaged > len(loaded.damaged_lines):
        yield f"  and {loaded.damaged - len(loaded.damaged_lines):,} more"


def _added(_: list[str], __: int) -> int:
    from verbale.resolution.own_places import OwnPlaces, own_file

    found = OwnPlaces.open(own_file())
    for source in found.sources() if found else ():
        least = f", {source.minimum_population:,} inhabitants or more" if source.minimum_population else ""
        sys.stdout.write(f"{source.name}: {source.places:,} places{least}, {source.damaged:,} damaged lines [{source.digest}]\n")
    if found is None:
        print("You have no own gazetteer; `verbale places add FILE` makes one.", file=sys.stderr)
    return OK


def _remove(files: list[str], _: int) -> int:
    from verbale.resolution.own_places import own_file, remove

    for name in files:
        print(f"{name}: {remove(own_file(), Path(name).name):,} places removed", file=sys.stderr)
    return OK


def _people(words: str) -> int:
    if not (words.isascii() and words.isdigit()) or len(words) > 10:
        raise argparse.ArgumentTypeError(f"{words!r} is no number of inhabitants")
    return int(words)


class _Bar:
    """How much of a file is read, on standard error where a person looks at it."""

    def __init__(self, word: str) -> None:
        self._word = word
        self._bar: Any = None
        self._task: Any = None

    def __enter__(self) -> "_Bar":
        if sys.stderr.isatty():
            from rich.console import Console
            from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

            columns = (TextColumn("{task.description}"), BarColumn(), TimeRemainingColumn())
            self._bar = Progress(*columns, console=Console(stderr=True), transient=True)
            self._task = self._bar.add_task(self._word, total=1.0)
            self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar:
            self._bar.stop()

    def show(self, share: float, places: int) -> None:
        """Show the share that is read."""
        if self._bar:
            self._bar.update(self._task, description=f"{self._word}: {places:,} places", completed=share)
