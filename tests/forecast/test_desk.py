"""What a forecast learns from a desk: what happened, once, as it could be known on that morning."""

import tempfile
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fakes import RUN, FakeCoder, Scene
from tests.forecast import streams
from tests.intake.desks import LONG, piece
from tests.intake.desks import pour as pour_news
from verbale.forecast.desk import TOLD_LATE, DeskHistory, Level, party_of, read
from verbale.forecast.history import Dated, History, days
from verbale.records import Article, CodedArticle, Stance, StanceMention
from verbale.store.desk import Desk
from verbale.store.queries import Questions
from verbale.store.rows import EventRow
from verbale.text import make_article

MAY = date(2031, 5, 1)
EVENT = Dated(MAY, "NOR", "ACCUSE", "BLR", MAY)
KINDS = Level.COUNTRIES, Level.ACTORS


def day(number: int) -> date:
    return MAY + timedelta(number)


def row(number: int = 0, event: Dated = EVENT, **changes: Any) -> EventRow:
    return streams.row(event, number, **changes)


def parties(role: str, *told: tuple[str | None, str, str | None]) -> dict[str, Any]:
    """Columns of actors or recipients: name, code and sector of each."""
    names, codes, sectors = zip(*told, strict=True) if told else ((), (), ())
    return {role: (None,) * len(told), f"{role}_name": names, f"{role}_code": codes, f"{role}_sector": sectors}


def of(folder: Path, rows: Iterable[EventRow], level: Level = Level.COUNTRIES, **options: Any) -> DeskHistory:
    streams.pour(folder, rows)
    return again(folder, level, **options)


def again(folder: Path, level: Level = Level.COUNTRIES, **options: Any) -> DeskHistory:
    with Questions(Desk.open(folder)) as questions:
        return read(questions, level, **options)


def told(past: History) -> list[tuple[int, str, str, str, int]]:
    """Events in words; days count from the first of May."""
    name = past.actors.names
    columns = zip(past.day, past.source, past.act, past.target, past.known, strict=True)
    return [(int(d) - days(MAY), name[s], past.acts[a], name[t], int(k) - days(MAY)) for d, s, a, t, k in columns]


def test_a_stream_comes_back_as_it_was_poured_in(tmp_path: Path) -> None:
    events = streams.steady(200, late=4.0)
    found = of(tmp_path / "d", map(streams.row, events))
    whole = streams.of(events)
    assert sorted(told(found.history)) == sorted(told(whole))
    assert (found.summary.read, found.summary.used, found.summary.left_out) == (len(events), len(events), ())
    assert found.summary.first == min(event.day for event in events)
    assert found.summary.news_until == max(event.known for event in events)


def test_each_actor_and_recipient_is_a_pair(tmp_path: Path) -> None:
    many = row(
        **parties("actor", ("Norway", "NOR", None), (None, "FRA", "GOV")),
        **parties("recipient", ("Belarus", "BLR", None), (None, "UNK", "REB")),
    )
    assert told(of(tmp_path / "d", [many]).history) == [(0, "NOR", "ACCUSE", "BLR", 0), (0, "FRA", "ACCUSE", "BLR", 0)]
    assert [pair[1::2] for pair in told(again(tmp_path / "d", Level.ACTORS).history)] == [("NOR", "BLR"), ("FRA/GOV", "BLR")]


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        (parties("actor", (None, "UNK", None)), "no actor that is known"),
        (parties("actor", (None, "NGO", None)), "no actor that is known"),
        (parties("recipient"), "no recipient that is known"),
        ({"status": "historical"}, "told as background"),
        ({"published": None, "date_from": None, "date_to": None}, "without a day"),
        ({"date_from": day(5), "date_to": day(6)}, "dated after its publication"),
        ({"published": MAY + timedelta(TOLD_LATE + 1)}, f"told more than {TOLD_LATE} days late"),
        ({"status": "future", "published": None}, "planned or denied, on an unknown day"),
    ],
)
def test_what_is_left_out_is_counted(tmp_path: Path, changes: dict[str, Any], reason: str) -> None:
    found = of(tmp_path / "d", [row(**changes), row(1)])
    assert len(found.history) == 1
    assert found.summary.left_out == ((reason, 1),)


@pytest.mark.parametrize(
    ("dated", "expected"),
    [
        ({}, (0, 0)),
        ({"published": None}, (0, 0)),
        ({"published": day(4)}, (0, 4)),
        ({"date_from": None, "date_to": None, "published": day(4)}, (4, 4)),
        ({"date_from": day(-6), "date_to": day(-2)}, (-2, 0)),
        ({"date_from": day(-6), "date_to": day(20)}, (0, 0)),  # "this month": it has happened by the day of the report
        ({"date_from": day(1), "date_to": day(1)}, (1, 1)),  # reported before midnight, elsewhere
        ({"published": day(TOLD_LATE)}, (0, TOLD_LATE)),
    ],
)
def test_the_two_clocks(tmp_path: Path, dated: dict[str, Any], expected: tuple[int, int]) -> None:
    ((happened, *_, known),) = told(of(tmp_path / "d", [row(**dated)]).history)
    assert (happened, known) == expected


def test_an_incident_counts_once_and_as_it_was_told_first(tmp_path: Path) -> None:
    found = of(
        tmp_path / "d",
        [
            row(1, incident="i1", published=day(2), date_from=day(1), date_to=day(1)),
            row(2, incident="i1", published=day(1), act="ASSAULT"),
            row(3, incident="i1", published=day(3), **parties("recipient", (None, "BLR", None), (None, "KEN", None))),
            row(4, published=day(5)),
            row(5, published=day(4)),
            row(6, incident="i2"),
        ],
    )
    assert told(found.history) == [
        (0, "NOR", "ACCUSE", "BLR", 0),
        (0, "NOR", "ASSAULT", "BLR", 1),
        (0, "NOR", "ACCUSE", "KEN", 3),
    ]
    assert found.summary.left_out == (("of an incident that was told before", 1),)


def test_what_did_not_happen_is_a_signal_of_the_day_it_was_told(tmp_path: Path) -> None:
    plans = [
        row(n, status=status, published=day(n), date_from=day(40), date_to=day(50))
        for n, status in enumerate(("future", "hypothetical", "negated"))
    ]
    found = of(tmp_path / "d", [*plans, row(9)])
    assert found.history.signals is not None
    assert told(found.history.signals) == [
        (n, "NOR", f"ACCUSE:{status}", "BLR", n) for n, status in enumerate(("future", "hypothetical", "negated"))
    ]
    assert (found.summary.used, found.summary.signals) == (1, 3)


def test_origins_can_be_chosen(tmp_path: Path) -> None:
    rows = [row(0), row(1, origin="gdelt", act="CONSULT"), row(2, origin="polecat", act="AID")]
    assert len(of(tmp_path / "d", rows).history) == 3
    found = again(tmp_path / "d", origins=("gdelt", "polecat"))
    assert sorted(event[2] for event in told(found.history)) == ["AID", "CONSULT"]
    assert found.summary.read == 2


def test_imported_events_alone_give_the_coverage(tmp_path: Path) -> None:
    coverage = of(tmp_path / "d", [row(0), row(1, act="AID"), row(2, EVENT._replace(day=day(3), known=day(3)))]).history.coverage
    assert coverage is not None
    assert (coverage.first, list(coverage.reports)) == (days(MAY), [2, 0, 0, 1])


class Coder(FakeCoder):
    """The fake coder as a desk wants it."""

    run = RUN

    def code_article(self, article: Article) -> CodedArticle:
        return self.given.get(article.text) or self._code(article)


NEWS = "Norway accused Belarus. " + LONG


def test_news_of_the_desk_copies_and_versions(tmp_path: Path) -> None:
    folder = tmp_path / "d"
    first = piece(NEWS, published=MAY, outlet="Fjord Post")
    copy = piece(NEWS + " More follows.", published=day(1), outlet="Bay Wire", where="b")
    other = piece("Norway met France.", published=day(2), where="c")
    later = piece(NEWS.replace("accused", "thanked"), published=day(6), outlet="Fjord Post", where="d")
    pour_news(folder, [first, copy, other], coder=Coder())
    before = again(folder)
    assert told(before.history) == [(0, "NOR", "ACCUSE", "BLR", 0), (2, "NOR", "CONSULT", "FRA", 2)]
    assert before.history.coverage is not None
    assert list(before.history.coverage.reports) == [1, 0, 1]
    pour_news(folder, [later], coder=Coder())
    assert told(again(folder).history) == [(2, "NOR", "CONSULT", "FRA", 2), (6, "NOR", "SUPPORT", "BLR", 6)]
    # On the morning of the sixth day nobody could know the later version.
    assert told(again(folder, before=day(6)).history) == told(before.history)


def test_stances_toward_countries_are_signals(tmp_path: Path) -> None:
    text = "Norway opposes Belarus. Norway supports fishing quotas. Norway accused Belarus."
    article = make_article(text, published=MAY)
    scene = Scene(article)
    norway = scene.actor("Norway", "NOR", role="holder")
    assert norway.mention
    belarus, quotas = scene.mention("Belarus", "toward"), scene.mention("fishing quotas", "toward")
    stances = tuple(
        Stance(StanceMention(norway.mention, toward, value), norway)
        for toward, value in ((belarus, "opposes"), (quotas, "supports"), (belarus, "neutral"))
    )
    coded = Coder()._code(article)
    coder = Coder(replace(coded, stances=stances))
    pour_news(tmp_path / "d", [piece(text, published=MAY)], coder=coder)
    found = again(tmp_path / "d")
    assert found.history.signals is not None
    assert told(found.history.signals) == [(0, "NOR", "OPPOSE:stance", "BLR", 0)]
    assert (len(found.history), found.summary.signals) == (1, 1)
    assert again(tmp_path / "d", before=MAY).history.signals is None


@pytest.mark.parametrize("level", KINDS)
def test_what_is_published_later_changes_nothing(tmp_path: Path, level: Level) -> None:
    events = streams.steady(300, late=6.0)
    as_of = streams.START + timedelta(200)
    rows = [streams.row(event, number) for number, event in enumerate(events)]
    known = of(tmp_path / "then", [one for one in rows if one.published and one.published < as_of], level)
    late = [
        replace(one, event_id=f"late:{one.event_id}", published=as_of, actor_name=("Aa",), actor_sector=("MIL",), act="ASSAULT")
        for one in rows
        if one.published and one.published < as_of
    ]
    now = of(tmp_path / "now", [*late, *rows], level, before=as_of)
    assert now.digest == known.digest
    assert replace(now.summary, read=0) == replace(known.summary, read=0)
    assert told(now.history) == told(known.history)
    whole = again(tmp_path / "now", level).history.before(days(as_of))
    assert sorted(told(whole)) == sorted(told(known.history))


CODES = st.lists(
    st.sampled_from([(None, "NOR", None), (None, "BLR", "GOV"), ("Ada Lun", "KEN", "OPP"), (None, "UNK", None)]), max_size=2
)


@st.composite
def any_rows(draw: st.DrawFn) -> list[EventRow]:
    """Rows of all kinds: late, early, undated, planned, of incidents, with several or unknown parties."""
    found = []
    for number in range(draw(st.integers(0, 12))):
        first, length, delay = draw(st.integers(0, 8)), draw(st.integers(0, 4)), draw(st.integers(-3, 5))
        published = draw(st.sampled_from([day(first + delay), None]))
        found.append(
            row(
                number, act=draw(st.sampled_from(["ACCUSE", "AID"])), incident=draw(st.sampled_from([None, "i", "j"])),
                status=draw(st.sampled_from(["actual", "actual", "future", "negated", "historical"])), published=published,
                date_from=day(first), date_to=day(first + length),
                **parties("actor", *draw(CODES)), **parties("recipient", *draw(CODES)),
            )
        )  # fmt: skip
    return found


@settings(max_examples=8, deadline=None)
@given(any_rows(), st.integers(-2, 12), st.sampled_from(KINDS))
def test_a_desk_as_of_a_day_is_the_desk_of_that_morning(rows: list[EventRow], number: int, level: Level) -> None:
    morning = day(number)
    then = [one for one in rows if (one.published or one.date_to or MAY) < morning]
    with tempfile.TemporaryDirectory() as folder:
        as_of = of(Path(folder) / "now", rows, level, before=morning)
        whole = again(Path(folder) / "now", level).history.before(days(morning))
        past = of(Path(folder) / "then", then, level, before=morning)
    assert as_of.digest == past.digest
    assert as_of.summary == past.summary
    assert sorted(told(whole)) == sorted(told(as_of.history))
    assert all(known < number for *_, known in told(as_of.history))


@pytest.mark.parametrize(
    ("told", "country", "actor"),
    [
        (("Kenya", "KEN", None), ("KEN", "KEN", None), ("KEN", "KEN", None)),
        ((None, "KEN", "MIL"), ("KEN", "KEN", None), ("KEN/MIL", "KEN", "MIL")),
        (("Kenya", "KEN", "COP"), ("KEN", "KEN", None), ("KEN/COP", "KEN", "COP")),
        (("Wanjiru Otieno", "KEN", "OPP"), ("KEN", "KEN", None), ("Wanjiru Otieno", "KEN", "OPP")),
        (("Highland Front", "UNK", "REB"), None, ("Highland Front", None, "REB")),
        (("African Union", "IGO", "IGO"), ("African Union", None, "IGO"), ("African Union", None, "IGO")),
        ((None, "IGO", None), None, None),
        ((None, "UNK", "REB"), None, None),
    ],
)
def test_who_an_actor_is(
    told: tuple[str | None, str | None, str | None], country: tuple[str, ...] | None, actor: tuple[str, ...] | None
) -> None:
    assert party_of(Level.COUNTRIES, *told) == country
    assert party_of(Level.ACTORS, *told) == actor


def test_an_actor_does_nothing_to_itself_but_a_country_may(tmp_path: Path) -> None:
    home = row(0, **parties("actor", (None, "KEN", "COP")), **parties("recipient", (None, "KEN", "COP")))
    assert told(of(tmp_path / "d", [home]).history) == [(0, "KEN", "ACCUSE", "KEN", 0)]
    assert again(tmp_path / "d", Level.ACTORS).summary.left_out == (("an actor and itself", 1),)


def test_an_empty_desk_has_an_empty_history(tmp_path: Path) -> None:
    found = of(tmp_path / "d", [])
    assert len(found.history) == 0
    assert found.summary.news_until is None
    assert found.history.coverage is None
