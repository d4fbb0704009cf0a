"""What is supposed, and what it moves: as a table on a terminal, and as JSON."""

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from verbale.faces.board import Board, Column, percent
from verbale.faces.forecasts import title

if TYPE_CHECKING:
    from verbale.forecast.scenario import Move, Place
    from verbale.outlook.supposing import Reordered, Scenario

_EXPLAINED = 3


def show_scenario(scenario: "Scenario", board: Board) -> None:
    """The probabilities before and after, those that move most first, and what moves the first of them."""
    asked = scenario.asked
    _if(scenario, board)
    board.line(f"chance within {asked.horizon} days, of the same models; nothing of it is kept", "dim")
    board.line()
    columns = [Column("who → act → whom", False), Column("before"), Column("after"), Column("change, points")]
    board.table(columns, [_row(move) for move in scenario.moves])
    for move in scenario.moves[:_EXPLAINED]:
        if move.grounds or move.rules:
            board.line()
            board.line(title(move.before.question))
            for rule in move.rules:
                board.line(f"  {rule.statement}")
        if move.grounds:
            board.line("  the counts that change, with what they move in log-odds before calibration", "dim")
            for ground in move.grounds:
                board.line(f"  {ground.weight:+.2f}  {ground.statement}")
            board.line(f"  {move.rest:+.2f}  all else, which weighs otherwise beside them")


def scenario_json(scenario: "Scenario") -> dict[str, Any]:
    """The same, all of it."""
    return {
        "as_of": scenario.asked.as_of.isoformat(),
        "horizon": scenario.asked.horizon,
        "supposed": [asdict(event) for event in scenario.supposed],
        "moves": [
            {
                "actor": move.before.question.actor,
                "act": move.before.question.act,
                "recipient": move.before.question.recipient,
                "before": move.before.probability,
                "after": move.after.probability,
                "grounds": [asdict(ground) for ground in move.grounds],
                "rest": move.rest,
                "rules": [asdict(rule) for rule in move.rules],
            }
            for move in scenario.moves
        ],
    }


def show_reordered(found: "Reordered", board: Board) -> None:
    """A ranked list after, with the place before."""
    asked = found.asked
    _if(found, board)
    board.line(f"who next: {asked.actor or 'anyone'} → {asked.act} → {asked.recipient or 'anyone'}; nothing of it is kept", "dim")
    board.line()
    columns = [Column("after"), Column("before"), Column("score"), Column("who", False), Column("because", False, True)]
    board.table(columns, [_place_row(place) for place in found.places])


def reordered_json(found: "Reordered") -> dict[str, Any]:
    """The same, all of it."""
    return {
        "as_of": found.asked.as_of.isoformat(),
        "actor": found.asked.actor,
        "act": found.asked.act,
        "recipient": found.asked.recipient,
        "supposed": [asdict(event) for event in found.supposed],
        "places": [_place_json(place) for place in found.places],
    }


def _place_json(place: "Place") -> dict[str, Any]:
    before = place.before
    return {"before": before and before.rank, "score_before": before and before.score, **asdict(place.after)}


def _place_row(place: "Place") -> list[str]:
    because = "; ".join(ground.statement for ground in place.after.grounds[:2])
    before, moved = place.before, "new"
    if before:
        moved = f"{place.after.score - before.score:+.2f}"
    return [str(place.after.rank), str(before.rank) if before else "–", moved, place.after.name, because]


def _row(move: "Move") -> list[str]:
    return [
        title(move.before.question),
        percent(move.before.probability),
        percent(move.after.probability),
        f"{100 * move.change:+.1f}",
    ]


def _if(found: "Scenario | Reordered", board: Board) -> None:
    said = "; ".join(f"{event.source} does {event.act} to {event.target}" for event in found.supposed)
    board.line(f"If, on the day before {found.asked.as_of}, {said}", "bold")
