"""Lines as records: tab-separated, one line each, or CSV, where quotes may hold a line break."""

import csv
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from verbale.imports.reading import Line

_MOST_LINES, _MOST_CHARACTERS = 40, 100_000  # of one record; an unclosed quote would otherwise swallow the file
_LONGEST_CELL = 20_000  # characters


@dataclass(frozen=True, slots=True)
class Record:
    """The cells of a record and one empty cell after them; without cells where it cannot be read, and then with the fault."""

    line: int
    cells: list[str]
    fault: str | None = None


def tabbed(lines: Iterator[Line], width: int) -> Iterator[Record]:
    """The records of a tab-separated file."""
    for line in lines:
        if line.fault:
            yield Record(line.number, [], line.fault)
            continue
        cells = line.text.split("\t")
        if '"' in line.text:
            cells = [_unquoted(cell) for cell in cells]
        yield _record(line.number, cells, width)


def commas(lines: Iterator[Line], width: int) -> Iterator[Record]:
    """The records of a CSV file. Where a quote is not closed only its line is lost, not the next ones."""
    ahead: deque[Line] = deque()
    for line in _drained(ahead, lines):
        if line.fault:
            yield Record(line.number, [], line.fault)
            continue
        parts, size, unclosed = [line.text], len(line.text), _odd(line.text)
        taken: list[Line] = []
        while unclosed and len(parts) < _MOST_LINES and size < _MOST_CHARACTERS and (more := next(_drained(ahead, lines), None)):
            taken.append(more)
            if more.fault:
                break
            parts.append(more.text)
            size += len(more.text)
            unclosed ^= _odd(more.text)
        cells = [] if unclosed else _cells("\n".join(parts))
        if taken and len(cells) != width:
            ahead.extendleft(reversed(taken))
            yield Record(line.number, [], f"a quote is not closed: found no end of it, expected {width} columns")
        else:
            yield _record(line.number, cells or _cells(line.text), width)


def _drained(ahead: deque[Line], lines: Iterator[Line]) -> Iterator[Line]:
    """What was put back first, then the lines."""
    while True:
        line = ahead.popleft() if ahead else next(lines, None)
        if line is None:
            return
        yield line


def _odd(text: str) -> bool:
    return text.count('"') % 2 == 1


def _cells(text: str) -> list[str]:
    try:
        return list(chain.from_iterable(csv.reader([text])))
    except csv.Error:
        return []


def _unquoted(cell: str) -> str:
    return cell[1:-1].replace('""', '"') if len(cell) > 1 and cell[0] == cell[-1] == '"' else cell


def _record(number: int, cells: list[str], width: int) -> Record:
    while len(cells) > width and not cells[-1]:
        cells.pop()
    if len(cells) != width:
        return Record(number, [], f"the record has another number of columns: found {len(cells)}, expected {width}")
    if (size := max(map(len, cells))) > _LONGEST_CELL:
        return Record(number, [], f"a cell is too long: found {size} characters, expected {_LONGEST_CELL} at most")
    cells.append("")
    return Record(number, cells)
