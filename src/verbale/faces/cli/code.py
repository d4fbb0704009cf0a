"""`verbale code`: articles in, coded events out."""

import argparse
import itertools
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from verbale.errors import UnreadableArticle
from verbale.faces.cli import arguments
from verbale.faces.cli.exits import EXIT_CODES, NOTHING_CODED, OK, SOME_UNREADABLE
from verbale.settings import Settings

if TYPE_CHECKING:
    from verbale.faces.cli.progress import Progress
    from verbale.records import Article, CodedArticle

FORMATS = ("table", "jsonl", "csv", "html")
STANDARD_INPUT = "-"
_DESCRIPTION = """\
Read articles and print their political events: who does what to whom, whether it happened, who says so, where and when.

A FILE is plain text (.txt), Markdown (.md), HTML (.html), or JSON Lines of articles (.jsonl) with the fields
id, title, published, outlet, url, text (or id, date, event_text); "-" is standard input. Files with other names
are judged by how they begin. What cannot be read is named on standard error, and the rest is coded.
"""


def add_parser(commands: Any) -> None:
    """Add the command to those of the program."""
    parser = commands.add_parser(
        "code",
        help="code articles: events, consequences and stances, with the words they came from",
        description=_DESCRIPTION,
        epilog=EXIT_CODES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("files", nargs="+", metavar="FILE", help='article files; "-" is standard input')
    parser.add_argument(
        "--format",
        choices=FORMATS,
        help="table to look at (default), jsonl and csv for programs, html for a page; -o x.csv implies csv",
    )
    parser.add_argument(
        "--published", type=arguments.day, metavar="DATE", help="publication date (2024-10-25) of articles that state none"
    )
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", help="write here instead of standard output")
    parser.add_argument(
        "--min-confidence",
        type=arguments.share,
        default=Settings().min_confidence,
        metavar="X",
        help="leave out events below this confidence, 0 to 1 (default %(default)s; 0 keeps all)",
    )
    parser.add_argument("--threads", type=arguments.count, default=1, metavar="N", help="processor cores to use (default 1)")
    parser.add_argument("--model", type=Path, metavar="FOLDER", help="use the model in this folder instead of the packaged one")
    arguments.add_actors(parser)
    parser.add_argument("--quiet", action="store_true", help="no progress and no remarks, only errors, on standard error")
    parser.set_defaults(run=run)


@dataclass
class _Tally:
    """What has happened so far."""

    coded: int = 0
    events: int = 0
    undated: int = 0
    unreadable: int = 0


@dataclass
class _Job:
    """One call of the command."""

    options: argparse.Namespace
    progress: "Progress"
    tally: _Tally = field(default_factory=_Tally)

    def articles(self) -> Iterator["Article"]:
        """The articles of all files; what cannot be read is reported and counted."""
        from verbale.text import read_articles

        for name in self.options.files:
            source = sys.stdin.buffer if name == STANDARD_INPUT else Path(name)
            for found in read_articles(source, published=self.options.published):
                if isinstance(found, UnreadableArticle):
                    self.tally.unreadable += 1
                    self.progress.say(f"verbale: {found}")
                    self.progress.advance()
                    continue
                self.tally.undated += found.published is None
                yield found

    def counted(self, coded: Iterable["CodedArticle"]) -> Iterator["CodedArticle"]:
        """The coded articles, counted on their way out."""
        for article in coded:
            self.tally.coded += 1
            self.tally.events += len(article.events)
            self.progress.advance()
            yield article


def run(options: argparse.Namespace) -> int:
    """Code the files and write the result; the exit code."""
    from verbale import pipeline
    from verbale.faces.cli.output import opened
    from verbale.faces.cli.progress import Progress

    settings = Settings(min_confidence=options.min_confidence)
    coder = pipeline.load(options.model, threads=options.threads, settings=settings, actors=options.actors, own=options.own)
    with Progress(options.files, wanted=not options.quiet, alone=options.output is not None) as progress:
        job = _Job(options, progress)
        coded = job.counted(coder.code_articles(job.articles()))
        first = next(coded, None)
        if first is None:
            progress.say("verbale: nothing was coded, because no article could be read.")
            return NOTHING_CODED
        with opened(options.output) as stream:
            _writer(options)(itertools.chain((first,), coded), stream)
    if not options.quiet:
        _remark(job.tally)
    return SOME_UNREADABLE if job.tally.unreadable else OK


def _writer(options: argparse.Namespace) -> Any:
    """The function that writes coded articles to a stream in the wanted format."""
    suffix = options.output.suffix.lower().removeprefix(".") if options.output else ""
    wanted = options.format or (suffix if suffix in FORMATS else "table")
    if wanted == "jsonl":
        from verbale.faces import lines as face
    elif wanted == "csv":
        from verbale.faces import flat as face  # type: ignore[no-redef]
    elif wanted == "html":
        from verbale.faces import page as face  # type: ignore[no-redef]
    else:
        from verbale.faces import terminal as face  # type: ignore[no-redef]
    return face.write


def _remark(tally: _Tally) -> None:
    if tally.coded + tally.unreadable > 1:
        unread = f"; {tally.unreadable} could not be read" if tally.unreadable else ""
        print(f"verbale: {_number(tally.coded, 'article')} coded, {_number(tally.events, 'event')}{unread}.", file=sys.stderr)
    if tally.undated:
        who = (
            "the article has"
            if tally.coded == 1
            else f"{_number(tally.undated, 'article')} have"
            if tally.undated > 1
            else "1 article has"
        )
        print(
            f'verbale: {who} no publication date, so days like "on Tuesday" stay unknown: add --published DATE.', file=sys.stderr
        )


def _number(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
