"""`verbale doctor`: whether this installation, or a desk, is sound."""

import argparse
import sys
import time
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

from verbale.errors import VerbaleError
from verbale.faces.cli import arguments
from verbale.faces.cli.exits import EXIT_CODES, NOTHING_CODED, OK

if TYPE_CHECKING:
    from verbale.pipeline import Coder

_PACKAGES = (
    "numpy", "onnxruntime", "tokenizers", "nupunkt", "trafilatura", "markdown-it-py", "rich", "pyarrow", "duckdb", "fastwarc",
    "feedparser", "pypdf", "py3langid", "lightgbm", "scipy",
)  # fmt: skip
_EXTRAS = ("polars", "pandas")
_SENTENCE = "Norway condemned Belarus on Tuesday over the arrest of two journalists in Minsk."
_PUBLISHED = "2024-10-25"
_EXPECTED = ("ACCUSE", "NOR", "BLR")
_SPEED_TEXT = """\
The foreign ministers of Kenya and Uganda met in Kampala on Monday to discuss the closed border crossing.
Officials said that both governments had agreed to reopen the road before the end of the month.
Opposition parties in Nairobi accused the president of ignoring the court's ruling on the tender.
A spokesman for the army denied that soldiers had entered the disputed village.
Some 2,000 dock workers went on strike in Mombasa, demanding higher wages and safer cranes.
Analysts warned that a longer stoppage could strain relations with landlocked neighbours.
The European Union promised 40 million euros for the repair of the northern railway.
Police arrested eleven people after protesters blocked the bridge with burning tyres.
"""
_SPEED_SECONDS = 2.0


def add_parser(commands: Any) -> None:
    """Add the command to those of the program."""
    parser = commands.add_parser(
        "doctor",
        help="whether this installation, or a desk, is sound",
        description="Show versions, tables and model, code a test sentence, measure the speed; with a DESK, look at every file"
        " of it instead. Exit code 3 if unsound.",
        epilog=EXIT_CODES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("desk", nargs="?", type=Path, metavar="DESK", help="a desk to look at")
    parser.add_argument("--repair", action="store_true", help="take damaged files of the desk out, so that the rest can be used")
    parser.add_argument(
        "--model", type=Path, metavar="FOLDER", help="look at the model in this folder instead of the packaged one"
    )
    parser.add_argument("--threads", type=arguments.count, default=1, metavar="N", help="processor cores to use (default 1)")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Look at every part; each line begins with "ok" or "BAD", and one bad part does not hide the others."""
    if options.desk is not None:
        return _desk(options.desk, options.repair)
    checks = (_versions(), _tables(), _own_tables(), _model(options))
    bad = 0
    for check in checks:
        for good, words in check:
            bad += not good
            sys.stdout.write(f"{'ok ' if good else 'BAD'}  {words}\n")
            sys.stdout.flush()
    unsound = f"{bad} of these are unsound: do what is said there, or install verbale again."
    sys.stdout.write(f"\n{unsound if bad else 'verbale is sound.'}\n")
    return NOTHING_CODED if bad else OK


def _desk(folder: Path, repair: bool) -> int:
    """Look at every file of a desk, and on request take out what is damaged."""
    from verbale.store.desk import Desk
    from verbale.store.lock import holder

    desk = Desk.open(folder)
    with desk.writing("verbale doctor", wait=0) if holder(folder) is None else nullcontext():
        pass  # finishes what a crash left unfinished, unless somebody is at work
    with desk.state() as state:
        placed = state.placed()
        found = ((name, state.count(name)) for name in ("article", "run", "failure", "correction"))
        counts = ", ".join(f"{count:,} {name}{'' if count == 1 else 's'}" for name, count in found)
    sys.stdout.write(f"ok   state: {counts}\n")
    faults = desk.faults()
    sys.stdout.write(f"{'BAD' if faults else 'ok '}  {len(placed):,} segments, {len(faults):,} of them damaged\n")
    for fault in faults:
        sys.stdout.write(f"BAD  {fault.name}: {fault.what}; {fault.remedy}\n")
    if faults and repair:
        desk.repair(faults)
        sys.stdout.write(f"\n{len(faults):,} damaged files were taken out of the desk and kept beside it as .damaged.\n")
        return OK
    sys.stdout.write(
        f"\n{'The desk is sound.' if not faults else 'The desk is damaged: --repair takes the damaged files out.'}\n"
    )
    return NOTHING_CODED if faults else OK


def _versions() -> Iterator[tuple[bool, str]]:
    import platform
    from importlib.metadata import PackageNotFoundError, version

    from verbale import ontology
    from verbale.version import VERSION

    yield True, f"verbale {VERSION}, vocabulary {ontology.VERSION}"
    yield sys.version_info >= (3, 11), f"Python {platform.python_version()} on {platform.system()} {platform.machine()}"
    for name in (*_PACKAGES, *_EXTRAS):
        try:
            yield True, f"{name} {version(name)}"
        except PackageNotFoundError:
            yield name in _EXTRAS, f"{name} is not installed" + (" (only needed for tables in Python)" if name in _EXTRAS else "")


def _tables() -> Iterator[tuple[bool, str]]:
    """The packaged tables of facts and how many rows they have."""
    from importlib import resources

    for room in ("verbale.ontology", "verbale.resolution"):
        folder = Path(str(resources.files(room))) / "data"
        files = sorted(path for path in folder.iterdir() if path.is_file()) if folder.is_dir() else []
        if not files:
            yield False, f"{folder} has no tables"
        for path in files:
            try:
                rows = _rows(path)
            except Exception as error:  # a damaged table may fail in as many ways as there are formats; each is reported
                yield False, f"{room.removeprefix('verbale.')}/{path.name} cannot be read ({error})"
            else:
                yield rows > 0, f"{room.removeprefix('verbale.')}/{path.name}: {rows:,} rows"


def _own_tables() -> Iterator[tuple[bool, str]]:
    """The user's own tables, which codings use unless told otherwise, and the digest by which a coding tells them."""
    from verbale.resolution import own
    from verbale.resolution.own_places import OwnPlaces, own_file

    try:
        lines, places = own.lines(own.folder()), OwnPlaces.open(own_file())
        digest = own.joint_digest(lines, places.digest() if places else None)
    except VerbaleError as error:
        yield False, f"own tables: {error}"
        return
    rows = sum(not line.startswith("F") for line in lines)
    told = f"{rows:,} rows of actors, {'a' if places else 'no'} gazetteer, digest {digest}" if digest else "none"
    if places:
        places.close()
    yield True, f"own tables in {own.folder()}: {told}"


def _rows(path: Path) -> int:
    if path.suffix == ".sqlite":
        import sqlite3

        with sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True) as connection:
            names = [name for (name,) in connection.execute("select name from sqlite_master where type = 'table'")]
            counts = [connection.execute(f'select count(*) from "{name}"').fetchone()[0] for name in names]
        connection.close()
        return sum(counts)
    if path.suffix == ".toml":
        import tomllib

        return len(tomllib.loads(path.read_text(encoding="utf-8")))
    lines = path.read_bytes().count(b"\n")
    return lines - 1 if path.suffix in (".csv", ".tsv") else lines


def _model(options: argparse.Namespace) -> Iterator[tuple[bool, str]]:
    from verbale import pipeline

    try:
        begun = time.perf_counter()
        coder = pipeline.load(options.model, threads=options.threads, own=False)  # the test sentence knows none of them
    except VerbaleError as error:
        yield False, f"model: {error}"
        return
    card = coder.card
    yield True, f"model {card.name}, digest {card.digest}: {card.purpose} (loaded in {time.perf_counter() - begun:.1f} s)"
    yield _sample(coder)
    yield True, f"speed: {_speed(coder):,.0f} sentences a second on {options.threads} core{'s' if options.threads > 1 else ''}"


def _sample(coder: "Coder") -> tuple[bool, str]:
    found = [
        (event.act, *(actor.code for actor in (*event.actor, *event.recipient)))
        for event in coder.code(_SENTENCE, published=_PUBLISHED).events
    ]
    return (
        _EXPECTED in found,
        f"test sentence: {'; '.join(' '.join(event) for event in found) or 'no event'} (expected {' '.join(_EXPECTED)})",
    )


def _speed(coder: "Coder") -> float:
    """Sentences a second, from raw text to codes, over at least _SPEED_SECONDS."""
    from verbale.text import make_article

    article = make_article(_SPEED_TEXT * 4)
    list(coder.code_articles([article]))  # the first call warms up
    sentences, begun = 0, time.perf_counter()
    while (passed := time.perf_counter() - begun) < _SPEED_SECONDS:
        sentences += sum(len(coded.sentences) for coded in coder.code_articles([article]))
    return sentences / passed
