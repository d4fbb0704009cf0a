"""`recode`: the articles of a desk coded again by another model or other settings; the earlier run is kept."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from verbale.intake.add import Intake
from verbale.intake.tally import Tally
from verbale.intake.workers import AHEAD, Fatal, Line, Workers
from verbale.records import Article, CodedArticle
from verbale.store.desk import Desk
from verbale.store.rows import ArticleRow
from verbale.store.runs import run_row
from verbale.store.writer import Writer


def recode(
    desk: Desk,
    intake: Intake,
    *,
    clock: Callable[[], datetime],
    tell: Callable[[Tally], None] = lambda _: None,
    stopped: Callable[[], bool] = lambda: False,
    wait: float = 0,
) -> Tally:
    """Code every batch that this run has not coded yet, batch by batch; stopped or killed, it goes on where it was.

    When `stopped` says so, the batch that is under way is given up, so that questions never see half of one.
    """
    load = intake.load if intake.workers else lambda: intake.coder
    run = run_row(intake.coder.run, clock())
    tally = Tally()
    with desk.writing("verbale recode", wait=wait) as writer, Workers(load, intake.workers) as workers:
        for batch in _behind(writer, run.run_id):
            before = replace(tally)
            coded = _coded([row for row in writer.articles(batch) if row.coded], workers, intake, tally, tell, stopped)
            if coded is None:
                tally.given_up = tally.found - before.found
                tally.found, tally.coded, tally.events, tally.failed = before.found, before.coded, before.events, before.failed
                break
            writer.recode(batch, run, coded)
            tally.stored += len(coded)
        tally.behind = sum(
            found.segment.rows for found in writer.state.placed("codings", current=True) if found.run_id != run.run_id
        )
    return tally


def _coded(
    rows: list[ArticleRow],
    workers: Workers,
    intake: Intake,
    tally: Tally,
    tell: Callable[[Tally], None],
    stopped: Callable[[], bool],
) -> list[tuple[CodedArticle, ArticleRow]] | None:
    """The articles of a batch, coded; None when it is stopped before its end."""
    line: Line[ArticleRow, CodedArticle | Fatal] = Line(AHEAD * intake.workers)
    coded = []
    for row in rows:
        if stopped():
            return None
        line.put(row, workers.code(_article(row)))
        coded += _taken(line, tally, tell, all=False)
    return coded + _taken(line, tally, tell, all=True)


def _behind(writer: Writer, run_id: str) -> list[int]:
    """The batches with articles whose current coding is not of this run."""
    placed = writer.state.placed(current=True)
    done = {found.batch for found in placed if found.segment.table == "codings" and found.run_id == run_id}
    return [found.batch for found in placed if found.segment.table == "articles" and found.batch not in done]


def _taken(
    line: "Line[ArticleRow, CodedArticle | Fatal]", tally: Tally, tell: Callable[[Tally], None], *, all: bool
) -> list[tuple[CodedArticle, ArticleRow]]:
    found = []
    for row, coded in line.ready(all=all):
        tally.found += 1
        if isinstance(coded, Fatal):
            tally.failed += 1
            tally.reasons[coded.reason] += 1
        else:
            tally.coded += 1
            tally.events += len(coded.events)
            found.append((coded, row))
        tell(tally)
    return found


def _article(row: ArticleRow) -> Article:
    return Article(row.article_id, row.text, row.title, row.published, row.outlet, row.url, row.language)
