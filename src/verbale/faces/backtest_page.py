"""The record of a backtest as one self-contained web page: its tables, and the reliability curve as a drawing."""

import math
from collections.abc import Iterable, Sequence
from html import escape
from typing import TYPE_CHECKING, TextIO

from verbale.faces.backtests import STRATA, headline, remarks, title
from verbale.faces.board import percent
from verbale.faces.records import interval

if TYPE_CHECKING:
    from verbale.forecast.backtest import Record
    from verbale.forecast.scores import Bin
    from verbale.outlook.backtesting import Backtested

_SIZE, _MARGIN = 360, 52
_STYLE = """
body { margin: 0; background: #fff; color: #1c2128; font: 15px/1.5 system-ui, sans-serif; }
main { max-width: 60rem; margin: 0 auto; padding: 1.4rem; }
table { border-collapse: collapse; margin: .6rem 0 1.6rem; }
th { text-align: right; font-weight: 600; color: #667; border-bottom: 1px solid #ccd; }
th, td { padding: .15rem .9rem .15rem 0; }
td { text-align: right; font-variant-numeric: tabular-nums; }
th:first-child, td:first-child { text-align: left; }
svg { max-width: 100%; } svg text { font: 12px system-ui, sans-serif; fill: #667; }
.axis { stroke: #99a; fill: none; } .perfect { stroke: #99a; stroke-dasharray: 4 4; }
.curve { stroke: #1f5fa8; stroke-width: 2; fill: none; } .point { fill: #1f5fa8; }
@media (prefers-color-scheme: dark) {
  body { background: #15181c; color: #e4e8ec; } .curve { stroke: #8bbcf5; } .point { fill: #8bbcf5; }
}
"""
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def write(found: "Backtested", stream: TextIO) -> None:
    """Write the page."""
    record = found.record
    stream.write(
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n<meta name="color-scheme" content="light dark">\n'
        f"<title>A backtest, by verbale</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n"
        f"<h1>How far these forecasts can be trusted</h1>\n<p>{escape(title(found))}</p>\n"
        f"<p><b>{escape(headline(record))}</b></p>\n"
    )
    for stratum, heading in {"all": "All questions", **STRATA}.items():
        if any(row.stratum == stratum for row in record.rows):
            stream.write(f"<h2>{escape(heading)}</h2>\n{_scores(record, stratum)}")
    stream.write(f"<h2>What was said, and how often it happened</h2>\n{curve(record.bins)}\n{_bins(record.bins)}")
    stream.writelines(f"<p>{escape(words)}</p>\n" for words in remarks(record))
    making = found.stored.making
    stream.write(f"<p>Made {escape(making.made)} by {escape(making.program)}.</p>\n</main>\n</body>\n</html>\n")


def curve(bins: Sequence["Bin"]) -> str:
    """The reliability curve as SVG: what was said from left to right, the share that happened upwards, both from 0 to 100 %."""

    def x(share: float) -> float:
        return round(_MARGIN + share * _SIZE, 1)

    def y(share: float) -> float:
        return round(10 + (1 - share) * _SIZE, 1)

    wide, high = _SIZE + _MARGIN + 26, _SIZE + _MARGIN
    ticks = "".join(
        f'<text x="{x(share)}" y="{y(0) + 18}" text-anchor="middle">{100 * share:.0f} %</text>'
        f'<text x="{x(0) - 8}" y="{y(share) + 4}" text-anchor="end">{100 * share:.0f} %</text>'
        for share in (0, 0.25, 0.5, 0.75, 1)
    )
    points = [(x(one.forecast), y(one.happened)) for one in bins]
    largest = max((one.number for one in bins), default=1)
    dots = "".join(
        f'<circle class="point" cx="{left}" cy="{top}" r="{2 + 3 * math.sqrt(one.number / largest):.1f}"><title>said'
        f" {percent(one.forecast)}, happened {percent(one.happened)}, {one.number:,} forecasts</title></circle>"
        for one, (left, top) in zip(bins, points, strict=True)
    )
    return (
        f'<svg viewBox="0 0 {wide} {high}" width="{wide}" height="{high}" role="img" aria-label="reliability curve">'
        f'<rect class="axis" x="{x(0)}" y="{y(1)}" width="{_SIZE}" height="{_SIZE}"/>'
        f'<line class="perfect" x1="{x(0)}" y1="{y(0)}" x2="{x(1)}" y2="{y(1)}"/>{ticks}'
        f'<polyline class="curve" points="{" ".join(f"{left},{top}" for left, top in points)}"/>{dots}</svg>'
    )


def _scores(record: "Record", stratum: str) -> str:
    heads = ("model", "Brier", "log score", "AUC", f"skill against {record.best_baseline}, 95 %")
    rows = sorted((row for row in record.rows if row.stratum == stratum), key=lambda row: row.brier)
    return _table(
        heads,
        (
            (
                row.model,
                f"{row.brier:.4f}",
                f"{row.log_score:.4f}",
                "" if math.isnan(row.auc) else f"{row.auc:.3f}",
                "" if row.model == record.best_baseline else interval(row.skill),
            )
            for row in rows
        ),
    )


def _bins(bins: Sequence["Bin"]) -> str:
    rows = ((percent(one.forecast), percent(one.happened), f"{one.number:,}") for one in bins)
    return _table(("said", "happened", "forecasts"), rows)


def _table(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    head = "".join(f"<th>{escape(words)}</th>" for words in heads)
    body = "\n".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody>\n</table>\n"
