"""How good forecasts were: tables of scores, and reliability as a curve of bars."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from verbale.faces.board import Board, Column, percent

if TYPE_CHECKING:
    from verbale.forecast.scores import Bin, Interval
    from verbale.outlook.record import GrowingRecord, ListRecord, ModelScore
    from verbale.outlook.scoring import Settled

_CURVE = 40


def show_growing(record: "GrowingRecord", board: Board) -> None:
    """The forecasts of one horizon that came due: scores beside those of the baselines, and the reliability curve."""
    made = "made ahead of time" if record.ahead else 'made afterwards, "as of" a past day'
    board.line(f"Forecasts of {record.horizon} days, {made}: {record.number:,} scored, {record.happened:,} came true.", "bold")
    board.line()
    models: list[ModelScore] = [record.forecast, *record.baselines]
    rows = [[one.model, f"{one.brier:.4f}", f"{one.log_score:.3f}", _skill(record.forecast, one)] for one in models]
    board.table([Column("model", False), Column("Brier"), Column("log score"), Column("skill against")], rows, strong=0)
    if record.skill is not None:
        board.line(f"Skill against the best baseline, {record.baselines[0].model}: {_sure(record, record.skill)}.")
    board.line(f"{percent(record.inside)} of the counts lay within their 90 % intervals.")
    board.line()
    reliability(record.bins, board)


def show_lists(record: "ListRecord", board: Board) -> None:
    """The ranked lists that came due."""
    if not record.number:
        board.line("No ranked list of this desk has been scored yet.")
        return
    told = f"after {record.happened:,} something happened, and {record.named:,} of these named somebody rightly"
    board.line(f"Ranked lists of this desk: {record.number:,} scored; {told}.")


def reliability(bins: Sequence["Bin"], board: Board) -> None:
    """What was said against what happened: a bar for what happened, a mark for what was said."""
    mark = "|" if board.ascii else "┃"
    rows = [[percent(one.forecast), percent(one.happened), _curve(one, mark, board), f"{one.number:,}"] for one in bins]
    heading = f"share that happened, 0 to 100 %; {mark} is what was said"
    board.table([Column("said"), Column("happened"), Column(heading, False), Column("forecasts")], rows)


def record_json(settled: "Settled", records: Sequence["GrowingRecord"], lists: "ListRecord") -> dict[str, Any]:
    """What was scored now, and the record of all."""
    plain = asdict(settled)
    for name in ("next_due", "news_until"):
        plain[name] = plain[name] and plain[name].isoformat()
    return {"settled": plain, "records": [asdict(record) for record in records], "ranked_lists": asdict(lists)}


def interval(value: "Interval") -> str:
    """A skill with its interval."""
    return f"{100 * value.value:+.1f} % [{100 * value.low:+.1f}, {100 * value.high:+.1f}]"


def _sure(record: "GrowingRecord", skill: "Interval") -> str:
    """A skill with its interval, where enough days were asked about."""
    from verbale.outlook.record import LEAST_DAYS

    if record.days < LEAST_DAYS:
        asked = "one day" if record.days == 1 else f"{record.days} days"
        return f"{100 * skill.value:+.1f} %, from {asked} of asking, which is too little to tell it from chance"
    return f"{interval(skill)} (95 %, over {record.days:,} days of asking)"


def _skill(forecast: "ModelScore", other: "ModelScore") -> str:
    return "" if other is forecast or not other.brier else f"{100 * (1 - forecast.brier / other.brier):+.1f} %"


def _curve(one: "Bin", mark: str, board: Board) -> str:
    """A bar as long as the share that happened, with a mark where the forecast said it would end."""
    filled, said = round(one.happened * _CURVE), min(round(one.forecast * _CURVE), _CURVE - 1)
    bar = ("#" if board.ascii else "█") * filled + " " * (_CURVE - filled)
    return (bar[:said] + mark + bar[said + 1 :]).rstrip()
