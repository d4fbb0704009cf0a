"""Every article once, nothing lost, and a bad piece never stops the others."""

import os
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.fakes import SentenceCoder
from tests.intake.desks import LONG, NOON, ask, piece, pour
from verbale.errors import StoreBusy, UnreadableArticle
from verbale.intake import Intake, add
from verbale.records import Article, CodedArticle
from verbale.sources import Raw
from verbale.store.desk import Desk
from verbale.store.lock import held

SHORT = "Oslo has warned Minsk on the Monday. Bergen said nothing of it."


def test_what_is_known_is_passed_over(tmp_path: Path) -> None:
    first = pour(tmp_path / "d", [piece(SHORT), piece("Riga met Tallinn on Friday.")])
    again = pour(tmp_path / "d", [piece(SHORT), piece("Riga met Tallinn on Friday."), piece("Paris met Rome on Sunday.")])
    assert (first.coded, first.known, again.coded, again.known) == (2, 0, 1, 2)
    assert ask(tmp_path / "d", "select count(*), count(distinct event_id) from events") == [(4, 4)]


def test_the_same_text_elsewhere_is_a_sighting(tmp_path: Path) -> None:
    found = [piece(SHORT, outlet="Fjord Post", url="https://a.example/1"), piece(SHORT, outlet="Dale News", where="b.txt")]
    tally = pour(tmp_path / "d", found, batch_articles=1)
    assert (tally.coded, tally.known) == (1, 1)
    assert ask(tmp_path / "d", "select sightings, list_sort(outlets) from articles") == [(2, ["Dale News", "Fjord Post"])]


def test_the_same_text_in_flight_is_a_sighting_too(tmp_path: Path) -> None:
    found = [piece(SHORT, outlet="Fjord Post"), piece(SHORT, outlet="Dale News", where="b.txt")]
    tally = pour(tmp_path / "d", found, workers=1)
    assert (tally.coded, tally.known) == (1, 1)
    assert ask(tmp_path / "d", "select count(*) from sightings") == [(1,)]


def test_a_copy_in_another_outlet_is_marked_and_counted_once(tmp_path: Path) -> None:
    found = [piece(LONG, outlet="Wire"), piece(LONG[: len(LONG) * 2 // 3], outlet="Gazette")]
    tally = pour(tmp_path / "d", found)
    assert (tally.coded, tally.copies, tally.versions) == (2, 1, 0)
    ((events, everything),) = ask(tmp_path / "d", "select (select count(*) from events), (select count(*) from all_events)")
    assert 0 < events < everything


@pytest.mark.parametrize("order", [(0, 1), (1, 0)], ids=["in order", "the later one first"])
def test_the_version_published_last_counts(tmp_path: Path, order: tuple[int, int]) -> None:
    versions = [
        piece(LONG, url="https://a.example/1", published=date(2024, 4, 1)),
        piece(f"{LONG} The ferry sailed again at noon.", url="https://a.example/1", published=date(2024, 4, 2)),
    ]
    tally = pour(tmp_path / "d", [versions[n] for n in order])
    assert tally.versions == 1
    assert ask(tmp_path / "d", "select distinct published from events") == [(date(2024, 4, 2),)]
    assert ask(tmp_path / "d", "select published from articles where superseded") == [(date(2024, 4, 1),)]


def test_other_languages_are_kept_uncoded(tmp_path: Path) -> None:
    french = (
        "Le ministre des affaires étrangères a rencontré hier soir son homologue à Paris, selon un communiqué du palais. " * 4
    )
    tally = pour(tmp_path / "d", [piece(french), piece(SHORT)])
    assert (tally.coded, tally.uncoded, dict(tally.languages)) == (1, 1, {"fr": 1})
    assert set(ask(tmp_path / "d", "select language, coded from articles")) == {("en", True), ("fr", False)}
    assert pour(tmp_path / "d", [piece(french)]).known == 1


def test_failures_have_reasons_and_stop_nothing(tmp_path: Path) -> None:
    found: list[Raw | UnreadableArticle] = [
        UnreadableArticle("a.zip: b: c.pdf: it is broken: print it again."),
        piece(" "),
        piece("This uncodable line breaks it."),
        piece(SHORT),
    ]
    tally = pour(tmp_path / "d", found)
    assert (tally.coded, tally.failed) == (1, 3)
    told = dict(ask(tmp_path / "d", "select reason, found_in from failures"))
    assert len(told) == 3
    assert told["it is broken: print it again."] == "a.zip: b: c.pdf"
    assert any("cannot be coded" in reason for reason in told)
    assert set(told.values()) == {"a.zip: b: c.pdf", "news.txt"}


class DeadlyCoder(SentenceCoder):
    """Dies with its process at one word, as compiled libraries do."""

    def code_article(self, article: Article) -> CodedArticle:
        if "deadly" in article.text:
            os._exit(9)
        return super().code_article(article)


def test_a_worker_that_dies_costs_one_article(tmp_path: Path) -> None:
    found = [piece(f"Oslo warned Minsk on day {n}.") for n in range(6)] + [piece("A deadly sentence stands here.")]
    tally = pour(tmp_path / "d", found, workers=2, load=DeadlyCoder)
    assert (tally.coded, tally.failed) == (6, 1)
    assert ask(tmp_path / "d", "select count(*) from events") == [(6,)]


def test_stopping_keeps_what_is_done(tmp_path: Path) -> None:
    found = [piece(f"Oslo warned Minsk on day {n}.") for n in range(10)]
    taken: list[Raw] = []
    closed: list[int] = []

    def pieces() -> Iterator[Raw]:
        try:
            for one in found:
                taken.append(one)
                yield one
        finally:
            closed.append(len(taken))

    desk, intake = Desk.create(tmp_path / "d"), Intake(SentenceCoder, SentenceCoder())
    tally = add(desk, pieces(), intake, clock=lambda: NOON, stopped=lambda: len(taken) >= 4)
    assert tally.coded == tally.stored == 4
    assert closed == [4]
    assert ask(tmp_path / "d", "select count(*) from events") == [(4,)]


def test_a_broken_run_leaves_whole_batches_only(tmp_path: Path) -> None:
    def pieces() -> Iterator[Raw]:
        for n in range(10):
            yield piece(f"Oslo warned Minsk on day {n}.")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        pour(tmp_path / "d", pieces(), batch_articles=4)
    assert ask(tmp_path / "d", "select count(*) from events") == [(8,)]
    assert pour(tmp_path / "d", [piece(f"Oslo warned Minsk on day {n}.") for n in range(10)]).coded == 2


def test_a_clock_that_jumps_loses_nothing(tmp_path: Path) -> None:
    moments = iter([NOON - timedelta(days=400) * (n % 3) for n in range(10_000)])
    tally = pour(tmp_path / "d", [piece(f"Oslo warned Minsk on day {n}.") for n in range(20)], clock=lambda: next(moments))
    assert tally.stored == 20
    assert ask(tmp_path / "d", "select count(*), count(distinct event_id) from events") == [(20, 20)]


def test_a_second_process_is_told_who_is_at_work(tmp_path: Path) -> None:
    desk = Desk.create(tmp_path / "d")
    with held(desk.folder, "verbale add", 0), pytest.raises(StoreBusy, match=rf"process {os.getpid()} .*verbale add"):
        pour(tmp_path / "d", [piece(SHORT)])


def test_a_report_that_is_written_on_elsewhere_is_a_report(tmp_path: Path) -> None:
    more = "The mayor of the next town, Ilda Rem, called the decision a mistake and announced a march of her own for Sunday."
    tally = pour(tmp_path / "d", [piece(LONG, outlet="Wire"), piece(f"{LONG} {more} {more.upper()}", outlet="Gazette")])
    assert (tally.copies, tally.versions) == (0, 0)
    assert ask(tmp_path / "d", "select count(*) from articles where similarity > 0.5") == [(1,)]


def test_a_shortened_print_does_not_take_the_place_of_the_whole(tmp_path: Path) -> None:
    found = [
        piece(text, outlet="Wire", published=date(2024, 4, day)) for day, text in ((1, LONG), (2, LONG[: len(LONG) * 2 // 5]))
    ]
    pour(tmp_path / "d", found)
    assert ask(tmp_path / "d", "select distinct published from events") == [(date(2024, 4, 1),)]


def test_what_could_not_be_read_is_not_called_known(tmp_path: Path) -> None:
    first = pour(tmp_path / "d", [piece(" "), piece(" ", where="b.txt"), piece(SHORT)])
    again = pour(tmp_path / "d", [piece(" "), piece(SHORT)])
    assert (first.failed, first.refused, first.known) == (1, 1, 0)
    assert (again.failed, again.refused, again.known) == (0, 1, 1)


def test_the_first_failure_of_each_reason_is_kept_whole(tmp_path: Path) -> None:
    found = [UnreadableArticle(f"a.csv, row {n}: the date is '3{n}.01.24', and a day looks like 2024-10-25.") for n in (1, 2)]
    tally = pour(tmp_path / "d", found)
    ((kind, count),) = tally.reasons.items()
    assert (count, tally.first[kind]) == (2, str(found[0]))


def test_articles_without_a_date_are_counted(tmp_path: Path) -> None:
    tally = pour(tmp_path / "d", [piece(SHORT), piece("Riga met Tallinn on Friday.", published=date(2024, 4, 1))])
    assert (tally.coded, tally.undated) == (2, 1)
