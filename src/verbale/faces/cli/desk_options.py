"""Options that the commands of a desk share."""

import argparse
import os
from pathlib import Path
from typing import Any

from verbale.faces.cli import arguments
from verbale.faces.cli.exits import EXIT_CODES

FORMATS = ("table", "csv", "jsonl", "parquet")


def parser_of(commands: Any, name: str, help: str, description: str) -> argparse.ArgumentParser:
    """The parser of a command whose first word is a desk."""
    parser: argparse.ArgumentParser = commands.add_parser(
        name, help=help, description=description, epilog=EXIT_CODES, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("desk", type=Path, metavar="DESK", help="the folder of the desk")
    return parser


def add_output(parser: argparse.ArgumentParser) -> None:
    """Where an answer goes, and how it looks."""
    parser.add_argument(
        "--format", choices=FORMATS, help="table to look at (default), csv, jsonl or parquet for programs; -o x.csv implies csv"
    )
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", help="write here instead of standard output")
    parser.add_argument(
        "--safe", action="store_true", help="in CSV, put an apostrophe before cells that a spreadsheet would take for formulas"
    )


def add_writing(parser: argparse.ArgumentParser) -> None:
    """Options of commands that write to a desk and code."""
    parser.add_argument(
        "--workers", type=arguments.count, default=os.cpu_count() or 1, metavar="N", help="processes (default: one a core)"
    )
    parser.add_argument(
        "--wait", type=float, default=0, metavar="SECONDS", help="how long to wait for another process on the desk"
    )
    parser.add_argument("--model", type=Path, metavar="FOLDER", help="use the model in this folder instead of the packaged one")
    arguments.add_actors(parser)
    parser.add_argument("--quiet", action="store_true", help="no progress and no summary, only errors")
