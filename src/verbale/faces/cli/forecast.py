"""`verbale forecast`: what may come next, and how likely."""

import argparse
import json
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from verbale.errors import OutputError, SettingsError, StoreBusy
from verbale.faces.cli import arguments
from verbale.faces.cli.add import now
from verbale.faces.cli.desk_options import parser_of
from verbale.faces.cli.exits import OK
from verbale.faces.cli.forecast_options import add_history, add_keeping, origins
from verbale.faces.cli.output import opened
from verbale.faces.cli.working import working

if TYPE_CHECKING:
    from verbale.outlook.asking import Asked
    from verbale.outlook.backtesting import Backtested
    from verbale.store.desk import Desk
    from verbale.store.forecasts import StoredForecast, StoredRanking
    from verbale.store.queries import Questions

_DESCRIPTION = """\
What may come next, from the events of a desk alone: how likely an actor is to do something to a recipient in the next days,
beside what simpler models say, with what it stands on; or, with --top, who is next. How far such forecasts can be trusted is
said first: the record of a backtest of this desk (verbale backtest DESK). Every forecast is kept in the desk, and scored when
its time has come (verbale score DESK).

  verbale forecast DESK --actor KOR --recipient RUS                    all sixteen acts, 30 days
  verbale forecast DESK --actor KOR --recipient RUS --act SANCTION --horizon 7d
  verbale forecast DESK --actor KOR --act ACCUSE --top 20              whom it may accuse
  verbale forecast DESK --act ASSAULT --top 20                         the likeliest pairs
  verbale forecast DESK --actor KOR --recipient RUS --if "RUS THREATEN KOR"    what that would move
  verbale forecast DESK --if "RUS THREATEN KOR"                        whom it would move most
  verbale forecast DESK --actor KOR --recipient RUS --futures 1000 --horizon 12w    week by week

Parties are codes, countries, or names as the desk has them; without one of them, anyone is meant.
"""


def add_parser(commands: Any) -> None:
    """Add the command to those of the program."""
    parser = parser_of(commands, "forecast", "what may come next, and how likely", _DESCRIPTION)
    parser.add_argument("--actor", type=arguments.name, metavar="WHO", help="who may do it")
    parser.add_argument("--recipient", type=arguments.name, metavar="WHO", help="to whom")
    parser.add_argument("--act", metavar="ACT", help="an act or a quad class, as in SANCTION or 'material conflict'")
    parser.add_argument("--top", type=arguments.count, metavar="N", help="the N likeliest others, or pairs")
    parser.add_argument(
        "--if",
        dest="supposing",
        action="append",
        default=[],
        metavar="'WHO ACT WHOM'",
        help="suppose that this happens on the day before, and show what it moves; may be given several times, nothing is kept",
    )
    parser.add_argument(
        "--futures", type=arguments.count, metavar="N", help="draw N futures of actor and recipient, week by week, with intervals"
    )
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", help="with --futures: each of them as CSV")
    add_history(parser)
    add_keeping(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print the record and the forecasts, and keep them."""
    if options.output and not options.futures:
        raise SettingsError("-o writes sampled futures: give --futures N with it, or --json and > FILE for a forecast.")
    if options.futures and options.top:
        raise SettingsError("--top ranks and --futures draws what two actors may do: ask for one of them.")
    from verbale.store.desk import Desk
    from verbale.store.queries import Questions

    desk = Desk.open(options.desk)
    with Questions(desk) as questions:
        asked = _asked(options, questions)
        if options.futures:
            _futures(questions, asked, options)
            return OK
        if options.supposing:
            _suppose(questions, asked, options)
            return OK
        made = _ranked(desk, questions, asked, options) if _wants_ranking(options) else _likely(desk, questions, asked, options)
    if options.store:
        _keep(desk, made, options.wait)
    return OK


def day_of(options: argparse.Namespace, questions: "Questions") -> date:
    """The day of the question: the one that is named, else today, or the day after the last news where that is long ago."""
    from verbale.forecast.desk import news_until
    from verbale.outlook.keeping import present

    if options.as_of:
        named: date = options.as_of
        return named
    today = now().date()
    day = present(news_until(questions, today), today)
    if day != today:
        print(
            f"verbale: the last news of this desk is of the day before {day}, so that is the day of the question.",
            file=sys.stderr,
        )
    return day


def _asked(options: argparse.Namespace, questions: "Questions") -> "Asked":
    from verbale.forecast.desk import Level
    from verbale.outlook.asking import Asked

    return Asked(
        day_of(options, questions),
        options.horizon,
        options.actor,
        options.act,
        options.recipient,
        Level(options.level) if options.level else None,
        origins(options),
    )


def _wants_ranking(options: argparse.Namespace) -> bool:
    """Whether one side of an act is wanted; where more is open, pairs are compared by how likely they are."""
    from verbale.ontology import ACTS

    return bool(options.top and (options.act or "").upper() in ACTS and (options.actor is None) != (options.recipient is None))


def _likely(desk: "Desk", questions: "Questions", asked: "Asked", options: argparse.Namespace) -> "list[StoredForecast]":
    from verbale.faces import forecasts as face
    from verbale.faces.backtests import backtest_json, show_record
    from verbale.faces.board import Board
    from verbale.outlook.forecasting import likeliest, outlook

    with working("learning from the desk"):
        found = likeliest(questions, asked, options.top, now()) if options.top else outlook(questions, asked, now())
    record = _record(desk, found.asked)
    if options.json:
        entry = {"record": backtest_json(record) if record else None, **face.outlook_json(found)}
        sys.stdout.write(json.dumps(entry, ensure_ascii=False) + "\n")
        return list(found.forecasts)
    with opened(None) as stream:
        board = Board(stream)
        if record:
            show_record(record, board)
        else:
            board.line(f"No record yet: how far this can be trusted shows  verbale backtest {options.desk}{_same(options)}")
        board.line()
        face.show_outlook(found, board)
    return list(found.forecasts)


def _futures(questions: "Questions", asked: "Asked", options: argparse.Namespace) -> None:
    from verbale.faces import futures as face
    from verbale.faces.board import Board
    from verbale.outlook.sampling import futures

    with working("learning from the desk"):
        found = futures(questions, asked, options.futures, options.supposing)
    if options.output:
        with opened(options.output) as stream:
            face.write_paths(found, stream)
    if options.json:
        sys.stdout.write(json.dumps(face.futures_json(found), ensure_ascii=False) + "\n")
        return
    with opened(None) as stream:
        face.show_futures(found, Board(stream))


def _suppose(questions: "Questions", asked: "Asked", options: argparse.Namespace) -> None:
    from verbale.faces import scenarios as face
    from verbale.faces.board import Board
    from verbale.outlook.supposing import suppose, suppose_next

    if _wants_ranking(options):
        with working("learning from the desk"):
            ordered = suppose_next(questions, asked, options.top, options.supposing)
        if options.json:
            sys.stdout.write(json.dumps(face.reordered_json(ordered), ensure_ascii=False) + "\n")
            return
        with opened(None) as stream:
            face.show_reordered(ordered, Board(stream))
        return
    with working("learning from the desk"):
        found = suppose(questions, asked, options.supposing, options.top)
    if options.json:
        sys.stdout.write(json.dumps(face.scenario_json(found), ensure_ascii=False) + "\n")
        return
    with opened(None) as stream:
        face.show_scenario(found, Board(stream))


def _record(desk: "Desk", asked: "Asked") -> "Backtested | None":
    """The newest backtest of questions like this one."""
    from verbale.forecast.desk import Level
    from verbale.outlook.backtesting import reread
    from verbale.outlook.keeping import latest_backtest

    stored = latest_backtest(desk, asked.level or Level.COUNTRIES, asked.horizon, asked.origins)
    return reread(stored) if stored else None


def _same(options: argparse.Namespace) -> str:
    """The options of a backtest of such forecasts."""
    words = [f"--horizon {options.horizon}d"] if options.horizon != 30 else []
    words += [f"--level {options.level}"] if options.level else []
    words += [f"--origin {','.join(origins(options))}"] if options.origin else []
    return "".join(f" {word}" for word in words)


def _ranked(desk: "Desk", questions: "Questions", asked: "Asked", options: argparse.Namespace) -> "list[StoredRanking]":
    from verbale.faces import forecasts as face
    from verbale.faces.board import Board
    from verbale.faces.records import show_lists
    from verbale.outlook.ranking import who_next
    from verbale.outlook.record import lists

    with working("learning from the desk"):
        found = who_next(questions, asked, options.top, now())
    if options.json:
        sys.stdout.write(json.dumps(face.ranking_json(found), ensure_ascii=False) + "\n")
    else:
        with opened(None) as stream:
            board = Board(stream)
            show_lists(lists(questions), board)
            board.line()
            face.show_ranking(found, board)
    return [found.ranking]


def _keep(desk: "Desk", made: "list[StoredForecast] | list[StoredRanking]", wait: float) -> None:
    """Store what was made. That somebody else writes, or that the desk is for reading only, does not spoil the answer."""
    from verbale.outlook.keeping import kept

    try:
        kept(desk, made, wait=wait)
    except (StoreBusy, OutputError) as error:
        print(f"verbale: this forecast is not stored: {error}", file=sys.stderr)
