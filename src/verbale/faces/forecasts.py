"""Forecasts and ranked lists as tables on a terminal, and as JSON."""

from dataclasses import asdict
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from verbale.faces.board import Board, Column, between, number, percent
from verbale.records import Forecast, Question

if TYPE_CHECKING:
    from verbale.forecast.desk import Summary
    from verbale.outlook.forecasting import Outlook
    from verbale.outlook.ranking import WhoNext

_EXPLAINED = 3
"""Forecasts of a table whose grounds are told."""
_MOST_GROUNDS, _LEAST = 6, 0.01
"""How many grounds are told, and the log-odds that one moves at least."""
_BAR = 8
_OTHER_COLUMNS, _PAIRS = 60, 24  # characters of the table without its baselines, and of the names of pairs


def show_outlook(outlook: "Outlook", board: Board) -> None:
    """The probability of each act, its baselines beside it, and what the likeliest stand on."""
    forecasts = [stored.forecast for stored in outlook.forecasts]
    board.line(f"{_asked(outlook)}, {between_days(outlook.asked.as_of, outlook.asked.horizon)}", "bold")
    board.line(stands_on(outlook.summary, outlook.asked.level or ""), "dim")
    board.line()
    pairs = len({(one.question.actor, one.question.recipient) for one in forecasts}) > 1
    names = _that_fit(list(dict.fromkeys(name for forecast in forecasts for name, _ in forecast.baselines)), pairs, board)
    columns = [
        Column("who → act → whom" if pairs else "act", False),
        Column("chance"),
        Column("", False),
        Column("90 %"),
        *map(Column, names),
    ]
    columns += [Column("expected"), Column("90 %")]
    board.table(columns, [_row(forecast, names, pairs, board) for forecast in forecasts])
    if any(forecast.pooled for forecast in forecasts):
        board.line("* too little is known of these two: the rate of others like them", "dim")
    for forecast in forecasts[:_EXPLAINED]:
        _grounds(forecast, board)


def show_ranking(found: "WhoNext", board: Board) -> None:
    """Who is next, with the grounds of each."""
    question = found.ranking.question
    board.line(f"{title(question)}, {between_days(question.as_of, question.horizon)}", "bold")
    board.line(stands_on(found.summary, found.asked.level or ""), "dim")
    board.line()
    rows = [
        [str(answer.rank), answer.name, f"{answer.score:.2f}", "; ".join(ground.statement for ground in answer.grounds[:2])]
        for answer in found.ranking.answers
    ]
    wanted = "recipient" if question.recipient is None else "actor"
    board.table([Column("#"), Column(wanted, False), Column("score"), Column("because", False, breaks=True)], rows)
    board.line("The score orders this list and is no probability; ask for a pair to get one.", "dim")


def outlook_json(outlook: "Outlook") -> dict[str, Any]:
    """The forecasts of an outlook."""
    return {
        "level": outlook.asked.level,
        "history": summary_json(outlook.summary),
        "forecasts": [
            {"forecast_id": stored.forecast_id, "made": stored.making.made, **forecast_json(stored.forecast)}
            for stored in outlook.forecasts
        ],
    }


def ranking_json(found: "WhoNext") -> dict[str, Any]:
    """A ranked list."""
    return {
        "level": found.asked.level,
        "history": summary_json(found.summary),
        "ranking_id": found.ranking.ranking_id,
        "made": found.ranking.making.made,
        **_question(found.ranking.question),
        "model": found.ranking.model,
        "answers": [asdict(answer) for answer in found.ranking.answers],
    }


def forecast_json(forecast: Forecast) -> dict[str, Any]:
    """One forecast."""
    expected, low, high = forecast.count
    return {
        **_question(forecast.question),
        "probability": forecast.probability,
        "low": forecast.low,
        "high": forecast.high,
        "expected": expected,
        "expected_low": low,
        "expected_high": high,
        "model": forecast.model,
        "baselines": dict(forecast.baselines),
        "events": forecast.events,
        "pooled": forecast.pooled,
        "grounds": [asdict(ground) for ground in forecast.grounds],
    }


def _that_fit(names: list[str], pairs: bool, board: Board) -> list[str]:
    """The baselines for which the screen has room, the best at least."""
    room = board.console.width - _OTHER_COLUMNS - (_PAIRS if pairs else 0)
    fitting: list[str] = []
    for name in names:
        room -= max(Column(name).width, 6) + 2
        if room < 0 and fitting:
            break
        fitting.append(name)
    return fitting


def _row(forecast: Forecast, names: list[str], pairs: bool, board: Board) -> list[str]:
    said, (expected, low, high) = dict(forecast.baselines), forecast.count
    label = title(forecast.question) if pairs else forecast.question.act or "any act"
    return [
        f"{label}{'*' if forecast.pooled else ''}",
        percent(forecast.probability),
        board.bar(forecast.probability, _BAR),
        between(forecast.low, forecast.high),
        *(percent(said[name]) if name in said else "" for name in names),
        number(expected),
        f"{low:.0f} – {high:.0f}",
    ]


def _grounds(forecast: Forecast, board: Board) -> None:
    told = [ground for ground in forecast.grounds if abs(ground.weight) >= _LEAST]
    if not told:
        return
    board.line()
    board.line(f"{title(forecast.question)}: {forecast.events:,} such events before; what moves the log-odds", "dim")
    for ground in told[:_MOST_GROUNDS]:
        board.line(f"  {ground.weight:+.2f}  {ground.statement}")


def title(question: Question) -> str:
    """Who may do what to whom."""
    return f"{question.actor or 'anyone'} → {question.act or 'any act'} → {question.recipient or 'anyone'}"


def _asked(outlook: "Outlook") -> str:
    asked = outlook.asked
    act = f" {asked.act} →" if asked.act else ""
    return f"{asked.actor or 'anyone'} →{act} {asked.recipient or 'anyone'}"


def between_days(as_of: date, horizon: int) -> str:
    """The first and the last day of a horizon."""
    return f"{as_of} to {as_of + timedelta(horizon - 1)} ({horizon} days)"


def stands_on(summary: "Summary", level: str) -> str:
    """What a history has, and what was left out of it."""
    left = sum(count for _, count in summary.left_out)
    first = f"{summary.first} to {summary.last}" if summary.first else "no day"
    return (
        f"From {summary.used:,} events of {first} between {level}, {summary.signals:,} plans, denials and stances;"
        f" {left:,} left out{_reasons(summary)}."
    )


def _reasons(summary: "Summary") -> str:
    told = [f"{count:,} {reason}" for reason, count in summary.left_out[:3]]
    return f" ({', '.join(told)}{', …' if len(summary.left_out) > 3 else ''})" if told else ""


def summary_json(summary: "Summary") -> dict[str, Any]:
    """The same, all of it."""
    return {
        "read": summary.read,
        "used": summary.used,
        "signals": summary.signals,
        "left_out": dict(summary.left_out),
        "first": summary.first and summary.first.isoformat(),
        "last": summary.last and summary.last.isoformat(),
        "news_until": summary.news_until and summary.news_until.isoformat(),
    }


def _question(question: Question) -> dict[str, Any]:
    return asdict(question) | {"as_of": question.as_of.isoformat()}
