"""The record of a backtest: as tables and a curve on a terminal, in one sentence, and as JSON."""

import json
import math
from typing import TYPE_CHECKING, Any

from verbale.faces.board import Board, Column, percent
from verbale.faces.records import interval, reliability

if TYPE_CHECKING:
    from verbale.forecast.backtest import Record, Row
    from verbale.outlook.backtesting import Backtested

STRATA = {
    "onset": "Onsets: the act happened between the two in none of the windows looked back on",
    "recurrent": "Recurrences: it had happened in one of them",
}


def show_backtest(found: "Backtested", board: Board) -> None:
    """All of it."""
    record = found.record
    board.line(title(found), "bold")
    board.line()
    _scores(record, "all", board)
    board.line(headline(record))
    for stratum, heading in STRATA.items():
        if any(row.stratum == stratum for row in record.rows):
            board.line()
            board.line(f"{heading}.", "bold")
            board.line()
            _scores(record, stratum, board)
    board.line()
    board.line("Reliability of what was said, above a chance of 1 %.", "bold")
    board.line()
    reliability(record.bins, board)
    for words in remarks(record):
        board.line(words)


def show_record(found: "Backtested", board: Board) -> None:
    """In few lines, before a forecast."""
    from verbale.forecast.backtest import MAIN

    record = found.record
    main = next(row for row in record.rows if (row.stratum, row.model) == ("all", MAIN))
    board.line(f"Record of this desk ({len(record.origins)} days from {record.origins[0]} to {record.origins[-1]})", "bold")
    board.line(headline(record))
    board.line(
        f"Brier score {main.brier:.4f}, log score {main.log_score:.4f}; what is said is off by"
        f" {percent(record.calibration_error)} on average. All of it:  verbale backtest DESK"
    )


def title(found: "Backtested") -> str:
    """What was asked, when, and how often it happened."""
    record = found.record
    days = f"on {len(record.origins)} days from {record.origins[0]} to {record.origins[-1]}"
    happened = f"{record.happened:,} came true ({percent(record.happened / record.forecasts)})"
    return f"{record.forecasts:,} forecasts of {record.horizon} days between {found.stored.making.level}, {days}; {happened}."


def headline(record: "Record") -> str:
    """The one figure: skill against the best simple model."""
    skill = record.headline
    sure = "" if skill.low > 0 else ", which is not more than chance may give"
    return f"Skill against the best simple model, {record.best_baseline}: {interval(skill)}{sure}."


def backtest_json(found: "Backtested") -> dict[str, Any]:
    """The whole record."""
    making = found.stored.making
    return {
        "backtest_id": found.stored.backtest_id,
        "made": making.made,
        "level": making.level,
        "origins": making.origins,
        **json.loads(found.stored.record),
    }


def _scores(record: "Record", stratum: str, board: Board) -> None:
    from verbale.forecast.backtest import MAIN

    columns = [Column("model", False), *map(Column, ("Brier", "log score", "AUC", f"skill against {record.best_baseline}, 95 %"))]
    rows = sorted((row for row in record.rows if row.stratum == stratum), key=lambda row: row.brier)
    main = next((place for place, row in enumerate(rows) if row.model == MAIN), -1)
    board.table(columns, [_row(row, record) for row in rows], strong=main)


def _row(row: "Row", record: "Record") -> list[str]:
    auc = "" if math.isnan(row.auc) else f"{row.auc:.3f}"
    skill = "" if row.model == record.best_baseline else interval(row.skill)
    return [row.model, f"{row.brier:.4f}", f"{row.log_score:.4f}", auc, skill]


def remarks(record: "Record") -> list[str]:
    """Calibration, counts, and what is not in the tables."""
    counts = record.counts
    lines = [
        f"On average it was off by {percent(record.calibration_error)}; slope {record.slope:.2f} (1 is perfect, less is too sure)"
        f", intercept {record.intercept:+.2f}."
    ]
    if not math.isnan(counts.covered):
        lines.append(f"{percent(counts.covered)} of {counts.cells:,} counts lay within their 90 % intervals.")
    lines.append(
        f"{percent(record.outside)} of the events fell on pairs that had not met for a year, which are not in these tables."
    )
    return lines
