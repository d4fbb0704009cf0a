"""Sampled futures: as tables on a terminal, as JSON, and each of them as CSV."""

import csv
from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, TextIO

from verbale import ontology
from verbale.faces.board import Board, Column, number, percent
from verbale.faces.forecasts import between_days, stands_on, summary_json

if TYPE_CHECKING:
    from verbale.outlook.sampling import Figure, Futures, Step

_BAR = 8
_SIDE = 44  # characters of the tables for each side
_LABEL = 20
_LEAST = 0.01  # chance below which an act is left out of the table on a terminal
_CLASSES = (None, *ontology.QUADS)
_ROWS = (*_CLASSES, *ontology.ACTS)


def show_futures(found: "Futures", board: Board) -> None:
    """What past futures were worth, the weeks behind and ahead, and each act over the whole horizon."""
    asked, act = found.asked, found.asked.act
    board.line(_record(found))
    board.line()
    between = " and ".join(found.ways[0]) if len(found.ways) > 1 else f"{found.ways[0][0]} and itself"
    board.line(f"{between}, {between_days(asked.as_of, asked.horizon)}, {found.drawn.shape[1]:,} sampled futures", "bold")
    board.line(stands_on(found.summary, asked.level or ""), "dim")
    if found.supposed:
        said = "; ".join(f"{event.source} does {event.act} to {event.target}" for event in found.supposed)
        board.line(f'"if": on the day before {asked.as_of}, {said}; nothing of it is kept', "dim")
    ways = list(range(len(found.ways)))
    fits = board.console.width >= _LABEL + _SIDE * len(ways)
    for together in [ways] if fits else [[way] for way in ways]:
        board.line()
        board.line(f"{act or 'Any act'} a week: events, of which an act counts once a day")
        _series(found, act, together, board)
        board.line()
        board.line(f"In the {asked.horizon} days: the chance of any, and how many")
        _acts(found, act, together, board)
    board.line("Everybody else is taken to go on as before.", "dim")


def futures_json(found: "Futures") -> dict[str, Any]:
    """The figures of every week and act, both ways: events, of which an act counts once a day."""
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


def write_paths(found: "Futures", stream: TextIO) -> None:
    """Every future, without and with what is supposed: a row for each week, side and act that it has.

    A week of a side in which nothing happens has one row without an act.
    """
    table = csv.writer(stream, lineterminator="\n")
    table.writerow(("future", "supposed", "first_day", "days", "actor", "act", "recipient", "days_with_act"))
    tables = [(False, found.drawn)] if found.without is None else [(False, found.without), (True, found.drawn)]
    for supposed, drawn in tables:
        for path in range(drawn.shape[1]):
            for place, step in enumerate(found.steps):
                for way, (actor, recipient) in enumerate(found.ways):
                    begins = (path + 1, int(supposed), step.first.isoformat(), step.days, actor)
                    counts = drawn[way, path, place]
                    table.writerows((*begins, found.acts[act], recipient, int(counts[act])) for act in counts.nonzero()[0])
                    if not counts.any():
                        table.writerow((*begins, "", recipient, 0))


def _record(found: "Futures") -> str:
    held = found.held
    if held is None or held.pairs_covered is None:
        return (
            "No record: for futures of this length, the desk has too little news before this day to look back on."
            if held is None
            else "No record: in past futures of this length hardly any pair was expected to have an event."
        )
    acts = f"{percent(held.cells_covered)} of {held.cells:,} counts of single acts and " if held.cells_covered is not None else ""
    return (
        f"Record: futures as of {held.origins} past days, of {held.horizon} days each, of the busiest pairs: {acts}"
        f"{percent(held.pairs_covered)} of {held.pairs:,} counts of all acts lay in their 90 % intervals."
    )


def _series(found: "Futures", act: str | None, ways: Sequence[int], board: Board) -> None:
    ahead = [[_shown(found, way, act, place) for way in ways] for place in range(len(found.steps))]
    behind = [[found.told(way, act, place) for way in ways] for place in range(len(found.before))]
    most = max([1.0, *(value or 0 for row in behind for value in row), *(figure.expected for row in ahead for figure, _ in row)])
    columns = [Column("week of", False)]
    for way in ways:
        columns += [_heading(found, way), *_if(found), Column("90 %"), Column("", False)]
    rows = []
    for step, counts in zip(found.before, behind, strict=True):
        row = [_label(step)]
        for count in counts:
            told = ("no news", "") if count is None else (str(count), board.bar(count / most, _BAR))
            row += [told[0], *[""] * len(_if(found)), "", told[1]]
        rows.append(row)
    for step, figures in zip(found.steps, ahead, strict=True):
        row = [_label(step)]
        for figure, plain in figures:
            row += [number(plain.expected), *([number(figure.expected)] if found.supposed else [])]
            row += [f"{figure.low} – {figure.high}", board.bar(figure.expected / most, _BAR)]
        rows.append(row)
    board.table(columns, rows)


def _acts(found: "Futures", act: str | None, ways: Sequence[int], board: Board) -> None:
    shown = {name: [_shown(found, way, name, None) for way in ways] for name in ((act,) if act else _ROWS)}
    columns = [Column("", False)]
    for way in ways:
        columns += [_heading(found, way), *_if(found), Column("mean"), Column("90 %")]
    rows = []
    for name, figures in shown.items():
        if act is None and name not in _CLASSES and max(figure.chance for figure, _ in figures) < _LEAST:
            continue
        row = [name or "any act"]
        for figure, plain in figures:
            row += [percent(plain.chance), *([percent(figure.chance)] if found.supposed else [])]
            row += [number(figure.expected), f"{figure.low} – {figure.high}"]
        rows.append(row)
    board.table(columns, rows)


def _heading(found: "Futures", way: int) -> Column:
    actor, recipient = found.ways[way]
    return Column(f"{actor}→{recipient}")


def _if(found: "Futures") -> list[Column]:
    return [Column("if")] if found.supposed else []


def _shown(found: "Futures", way: int, act: str | None, step: int | None) -> "tuple[Figure, Figure]":
    """With what is supposed, and without."""
    return found.figure(way, act, step), found.figure(way, act, step, supposed=False)


def _label(step: "Step") -> str:
    if step.days == 1:
        return f"{step.first} (a day)"
    return f"{step.first}" if step.days == 7 else f"{step.first} ({step.days} days)"


def _step_json(step: "Step") -> dict[str, Any]:
    return {"first": step.first.isoformat(), "days": step.days}


def _figures_json(found: "Futures", way: int, act: str | None, step: int | None) -> dict[str, Any]:
    figure, plain = _shown(found, way, act, step)
    return asdict(figure) | ({"without": asdict(plain)} if found.supposed else {})
