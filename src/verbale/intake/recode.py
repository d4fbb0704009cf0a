"""`recode`: the articles of a desk coded again by another model or other settings; the earlier run is kept."""

from collections.abc import Callable
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
    """Code every batch that this run has not coded yet, batch by batch; stopped or killed, it goes on where it was."""
    load = intake.load if intake.workers else lambda: intake.coder
    run = run_row(intake.coder.run, clock())
    tally = Tally()
    with desk.writing("verbale recode", wait=wait) as writer, Workers(load, intake.workers) as workers:
        for batch in _behind(writer, run.run_id):
            if stopped():
                break
            rows = [row for row in writer.articles(batch) if row.coded]
            coded = []
            line: Line[ArticleRow, CodedArticle | Fatal] = Line(AHEAD * intake.workers)
            for row in rows:
                line.put(row, workers.code(_article(row)))
                coded += _taken(line, tally, tell, all=False)
            coded += _taken(line, tally, tell, all=True)
            writer.recode(batch, run, coded)
            tally.stored += len(coded)
    return tally


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
