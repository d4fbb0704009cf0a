"""A feed that is added every hour, and what is left out on purpose."""

from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from tests.fakes import SentenceCoder
from tests.intake.desks import NOON, ask, piece, pour
from tests.sources.test_again import ENTRY, Press
from tests.sources.test_web import PAGE, rss
from verbale.errors import Omitted
from verbale.intake import Intake, Tally, add, seen_before
from verbale.sources import Checked, Options, Raw, findings
from verbale.sources.web_options import Web
from verbale.store.desk import Desk


def pour_address(folder: Path, press: Press, **settings: object) -> Tally:
    desk = Desk.create(folder)
    chosen = Web(allow_private=True, delay=0, **settings)  # type: ignore[arg-type]
    with desk.state() as state:
        options = Options(web=chosen, skip=state.knows_page, seen=partial(seen_before, state))
        found = findings([f"http://127.0.0.1:{press.server.port}/s"], options)
        return add(desk, found, Intake(SentenceCoder, SentenceCoder()), clock=lambda: NOON)


@pytest.fixture
def press() -> Press:
    return Press(s=rss(ENTRY, "<link>/a</link>"), a=PAGE)


def test_a_feed_that_has_not_changed_costs_one_short_answer(tmp_path: Path, press: Press) -> None:
    with press.server:
        assert pour_address(tmp_path / "d", press).coded == 2
        again = pour_address(tmp_path / "d", press)
        assert (again.found, again.failed, len(again.omitted)) == (0, 0, 1)
        assert "has not changed" in again.first[next(iter(again.omitted))]
        assert press.server.paths == ["/s", "/a", "/s"]
        press.pages["/s"] = rss(ENTRY, "<link>/a</link>", ENTRY.replace("Norway", "Iceland"))
        assert pour_address(tmp_path / "d", press).coded + pour_address(tmp_path / "d", press).coded == 1


def test_an_earlier_day_is_asked_for_anew(tmp_path: Path, press: Press) -> None:
    with press.server:
        pour_address(tmp_path / "d", press, since=date(2024, 5, 1))
        assert pour_address(tmp_path / "d", press).known == 1
        assert pour_address(tmp_path / "d", press, since=date(2024, 5, 1)).omitted


def test_articles_that_were_lost_come_back_although_the_feed_has_not_changed(tmp_path: Path, press: Press) -> None:
    with press.server:
        pour_address(tmp_path / "d", press)
        next((tmp_path / "d" / "articles").iterdir()).unlink()
        desk = Desk.open(tmp_path / "d")
        desk.repair(desk.faults())
        assert pour_address(tmp_path / "d", press).coded == 2


def test_a_version_is_remembered_with_its_articles_or_not_at_all(tmp_path: Path) -> None:
    checked = Checked("https://a.example/s", '"1"', None, None, True)

    def broken() -> Iterator[Raw | Checked]:
        yield piece("Oslo warned Minsk on day 1.")
        yield checked
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        pour(tmp_path / "d", broken())
    with Desk.open(tmp_path / "d").state() as state:
        assert (state.listing(checked.url), state.count("article")) == (None, 0)
    pour(tmp_path / "d", [piece("Oslo warned Minsk on day 1."), checked], workers=1)
    with Desk.open(tmp_path / "d").state() as state:
        assert seen_before(state, checked.url) == checked
        assert state.count("article") == 1


def test_what_is_left_out_on_purpose_is_no_failure(tmp_path: Path) -> None:
    told = [Omitted(f"d{n}: it has not changed since it was read last.") for n in range(3)]
    tally = pour(tmp_path / "d", [*told, piece("Oslo warned Minsk on day 1.")])
    assert (tally.found, tally.failed, dict(tally.omitted)) == (1, 0, {"it has not changed since it was read last.": 3})
    assert tally.first["it has not changed since it was read last."] == str(told[0])
    assert ask(tmp_path / "d", "select count(*) from failures") == [(0,)]
