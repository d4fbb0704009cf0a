"""Sampled futures: as tables on a terminal, as JSON, and each of them as CSV."""

import csv
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, TextIO

from verbale import ontology
from verbale.faces.board import Board, Column, number, percent
from verbale.faces.forecasts import between_days, stands_on, summary_json

if TYPE_CHECKING:
    from verbale.outlook.sampling import Figure, Futures, Step

_BAR = 10
_LEAST = 0.01  # chance below which an act is left out of the table on a terminal
_ROWS = (None, *ontology.QUADS, *ontology.ACTS)


def show_futures(found: "Futures", board: Board) -> None:
    """What past futures were worth, the weeks behind and ahead, and each act over the whole horizon."""
    asked, act = found.asked, found.asked.act
    board.line(_record(found))
    board.line()
    between = f"{found.ways[0][0]} and {found.ways[0][1]}" if len(found.ways) > 1 else f"{found.ways[0][0]} and itself"
    board.line(f"{between}, {between_days(asked.as_of, asked.horizon)}, {found.drawn.shape[1]:,} sampled futures", "bold")
    board.line(stands_on(found.summary, asked.level or ""), "dim")
    if found.supposed:
        said = "; ".join(f"{event.source} does {event.act} to {event.target}" for event in found.supposed)
        board.line(f'"if": on the day before {asked.as_of}, {said}; nothing of it is kept', "dim")
    board.line()
    board.line(f"{act or 'Any act'}, days with such an event")
    _series(found, act, board)
    board.line()
    board.line(f"In the {asked.horizon} days")
    _acts(found, act, board)
    board.line("Everybody else is taken to go on as before, and what is supposed to move only these two.", "dim")


def futures_json(found: "Futures") -> dict[str, Any]:
    """The figures of every week and act, both ways."""
    return {
        "as_of": found.asked.as_of.isoformat(),
        "horizon": found.asked.horizon,
        "level": found.asked.level,
        "history": summary_json(found.summary),
        "futures": found.drawn.shape[1],
        "supposed": [asdict(event) for event in found.supposed],
        "record": asdict(found.held) if found.held else None,
        "ways": [
            {
                "actor": actor,
                "recipient": recipient,
                "before": [
                    {**_step_json(step), "acts": {act or "any": found.told(way, act, place) for act in _ROWS}}
                    for place, step in enumerate(found.before)
                ],
                "ahead": [
                    {**_step_json(step), "acts": {act or "any": _figures_json(found, way, act, place) for act in _ROWS}}
                    for place, step in enumerate(found.steps)
                ],
                "whole": {act or "any": _figures_json(found, way, act, None) for act in _ROWS},
            }
            for way, (actor, recipient) in enumerate(found.ways)
        ],
    }


def write_paths(found: "Futures", stream: TextIO) -> int:
    """Every future, a row for each week, side and act that it has; how many rows."""
    table = csv.writer(stream, lineterminator="\n")
    table.writerow(("future", "first_day", "days", "actor", "act", "recipient", "days_with_act"))
    rows = 0
    for way, path, step, act in zip(*found.drawn.nonzero(), strict=True):
        actor, recipient = found.ways[way]
        when = found.steps[step]
        count = int(found.drawn[way, path, step, act])
        table.writerow((int(path) + 1, when.first.isoformat(), when.days, actor, found.acts[act], recipient, count))
        rows += 1
    return rows


def _record(found: "Futures") -> str:
    held = found.held
    if held is None:
        return "No record of such futures: the desk has too little news before this day."
    acts = f"{percent(held.cells_covered)} of {held.cells:,} counts of single acts" if held.cells else "no single acts"
    return (
        f"Record: futures as of {held.origins} past days, {held.horizon} days long, of the busiest pairs: {acts} and"
        f" {percent(held.pairs_covered)} of {held.pairs:,} counts of all acts lay in their 90 % intervals."
    )


def _series(found: "Futures", act: str | None, board: Board) -> None:
    ahead = [[_shown(found, way, act, place) for way in range(len(found.ways))] for place in range(len(found.steps))]
    behind = [[found.told(way, act, place) for way in range(len(found.ways))] for place in range(len(found.before))]
    most = max([1.0, *(value for row in behind for value in row), *(figure.expected for row in ahead for figure, _ in row)])
    columns = [Column("week of", False)]
    for actor, recipient in found.ways:
        columns += [Column(f"{actor}→{recipient}"), Column("90 %"), Column("", False)]
        if found.supposed:
            columns.insert(-2, Column("if"))
    rows = []
    for step, counts in zip(found.before, behind, strict=True):
        row = [_label(step)]
        for count in counts:
            row += [str(count), *([""] if found.supposed else []), "", board.bar(count / most, _BAR)]
        rows.append(row)
    for step, figures in zip(found.steps, ahead, strict=True):
        row = [_label(step)]
        for figure, plain in figures:
            row += [number(plain.expected), *([number(figure.expected)] if found.supposed else [])]
            row += [f"{figure.low} – {figure.high}", board.bar(figure.expected / most, _BAR)]
        rows.append(row)
    board.table(columns, rows)


def _acts(found: "Futures", act: str | None, board: Board) -> None:
    ways = range(len(found.ways))
    shown = []
    for name in _ROWS if act is None else (act,):
        figures = [_shown(found, way, name, None) for way in ways]
        if act is not None or name in (None, *ontology.QUADS) or max(figure.chance for figure, _ in figures) >= _LEAST:
            shown.append((name, figures))
    columns = [Column("", False)]
    for actor, recipient in found.ways:
        columns.append(Column(f"{actor}→{recipient}"))
        columns += [Column("if")] if found.supposed else []
        columns += [Column("expected"), Column("90 %")]
    rows = []
    for name, figures in shown:
        row = [name or "any act"]
        for figure, plain in figures:
            row += [percent(plain.chance), *([percent(figure.chance)] if found.supposed else [])]
            row += [number(figure.expected), f"{figure.low} – {figure.high}"]
        rows.append(row)
    board.table(columns, rows)


def _shown(found: "Futures", way: int, act: str | None, step: int | None) -> "tuple[Figure, Figure]":
    """With what is supposed, and without."""
    return found.figure(way, act, step), found.figure(way, act, step, supposed=False)


def _label(step: "Step") -> str:
    return f"{step.first}{'' if step.days == 7 else f' ({step.days} days)'}"


def _step_json(step: "Step") -> dict[str, Any]:
    return {"first": step.first.isoformat(), "days": step.days}


def _figures_json(found: "Futures", way: int, act: str | None, step: int | None) -> dict[str, Any]:
    figure, plain = _shown(found, way, act, step)
    return asdict(figure) | ({"without": asdict(plain)} if found.supposed else {})
