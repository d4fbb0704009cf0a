"""The document in Python: views, tables, HTML."""

import sys
from datetime import date

import pandas  # type: ignore[import-untyped]  # its stubs are a package of their own
import polars
import pyarrow  # type: ignore[import-untyped]  # it has no types
import pytest
from hypothesis import HealthCheck, given, settings

from tests.document.strategies import coded_articles
from tests.fakes import FakeCoder, coded_demo
from verbale.document import Document
from verbale.document.rows import COLUMNS, rows
from verbale.errors import VerbaleError
from verbale.records import CodedArticle

DEMO = Document(coded_demo())


def test_events_have_the_names_of_the_contract() -> None:
    event = DEMO.events[2]
    assert (event.act, event.event_type, event.status, event.certainty) == ("AID", "AGREE", "future", "probable")
    assert event.actor[0].code == "MYS"
    assert event.recipient[0].text == "Malaysian drilling crews"
    assert event.source is not None
    assert (event.source.text, event.source.code) == ("Philippine intelligence", "PHL")
    assert event.cue is not None
    assert event.cue.text == "believes"
    assert DEMO.article.text[slice(*event.sentence)].startswith("Philippine intelligence")
    assert DEMO.events[7].date is not None
    assert DEMO.events[7].date.from_ == "2024-03-12"
    assert DEMO.consequences[0].polarity == "lowers"
    assert DEMO.stances[0].holder.code == "IDN"
    assert DEMO.run.model == "fake"


def test_confidence_filters_events() -> None:
    assert [event.confidence for event in DEMO.with_confidence(0.65).events] == [0.71, 0.9, 0.9, 0.9, 0.9, 0.9, 0.9]
    assert DEMO.with_confidence(0.0) == DEMO


def test_the_tables_agree() -> None:
    expected = list(rows(DEMO.coded))
    assert [list(row) for row in expected] == [list(COLUMNS)] * 9
    assert DEMO.to_polars().to_dicts() == expected
    assert DEMO.to_arrow().to_pylist() == expected
    frame = DEMO.to_pandas()
    assert list(frame.columns) == list(COLUMNS)
    assert [None if pandas.isna(cell) else cell for cell in frame["lat"]] == [row["lat"] for row in expected]
    assert [None if pandas.isna(cell) else cell for cell in frame["place"]] == [row["place"] for row in expected]


def test_a_row() -> None:
    row = list(rows(DEMO.coded))[7]
    assert row["sentence"] == 9
    assert (row["act"], row["mode"]) == ("ASSAULT", "primitive; destroy")
    assert (row["place_name"], row["country"], row["geonameid"]) == ("Kota Kinabalu", "MYS", 1733432)
    assert (row["quantity_kind"], row["quantity_low"], row["quantity_high"]) == ("injured", "3", None)


def test_tables_without_events_have_their_columns() -> None:
    empty = FakeCoder().code("Nothing happened here.")
    assert isinstance(empty.to_polars(), polars.DataFrame)
    assert isinstance(empty.to_arrow(), pyarrow.Table)
    assert empty.to_polars().columns == list(empty.to_pandas().columns) == empty.to_arrow().column_names == list(COLUMNS)
    assert empty.to_polars().schema == DEMO.to_polars().schema


@pytest.mark.parametrize("package", ["polars", "pandas", "pyarrow"])
def test_a_missing_package_is_told_with_its_remedy(package: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(VerbaleError, match=rf"{package} is not installed.*pip install 'verbale\[frames\]'"):
        getattr(DEMO, f"to_{package.removeprefix('py')}")()


def test_a_notebook_shows_the_marked_text() -> None:
    html = DEMO._repr_html_()
    assert 'id="v2a97516c-c52" title="act, event 1: MOBILIZE weapons, hypothetical, possible">send</mark>' in html
    assert html.count("<mark") > 20
    assert "<script" not in html
    assert repr(DEMO) == "<Document demo: 9 events, 1 consequences, 1 stances>"


def test_documents_compare_by_what_they_hold() -> None:
    assert Document(coded_demo()) == DEMO
    assert hash(Document(coded_demo())) == hash(DEMO)
    assert Document(coded_demo("other")) != DEMO
    assert DEMO != 1
    assert FakeCoder().code("Norway met France.", published=date(2024, 1, 1)).events[0].act == "CONSULT"


@given(coded_articles())
@settings(deadline=None, max_examples=30, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_any_article_makes_tables_and_html(coded: CodedArticle) -> None:
    document = Document(coded)
    assert document.to_polars().height == len(coded.events)
    document._repr_html_().encode()
