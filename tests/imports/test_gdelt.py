"""GDELT: what each column becomes, in its three layouts."""

from datetime import date
from pathlib import Path

import pytest

from tests.imports.files import GDELT, gdelt_line, read, tabbed
from verbale.imports import gdelt
from verbale.store.rows import EventRow


def one(path: Path, **changes: str) -> EventRow:
    rows, left = read(path / "x.CSV", gdelt_line(**changes))
    assert not left
    return rows[0]


def test_a_record(tmp_path: Path) -> None:
    row = one(tmp_path)
    assert (row.event_id, row.origin) == ("gdelt:1200034", "gdelt")
    assert (row.act, row.mode, row.context, row.status) == ("COERCE", ("arrest",), ("legal",), "actual")
    assert (row.actor_name, row.actor_code, row.actor_sector) == (("NAKURU POLICE",), ("KEN",), ("COP",))
    assert (row.recipient_name, row.recipient_code, row.recipient_sector) == (("JOURNALIST",), ("UGA",), ("JRN",))
    assert (row.place_name, row.admin1, row.country, row.precision) == ("Nakuru", "Rift Valley", "KEN", "city")
    assert (row.date_from, row.date_to, row.published) == (date(2031, 4, 2), date(2031, 4, 2), date(2031, 4, 3))
    assert (row.outlet, row.original_text) == ("riftcourier.example", "https://www.riftcourier.example/news/7.html")
    assert (row.original_code, row.trigger, row.article_id, row.sentence) == ("173", None, None, None)


@pytest.mark.parametrize(("columns", "count"), [(gdelt.COLUMNS, 61), (gdelt.COLUMNS_1, 58), (gdelt.COLUMNS_BEFORE_2013, 57)])
def test_layouts(tmp_path: Path, columns: tuple[str, ...], count: int) -> None:
    assert len(columns) == count
    (row,), left = read(tmp_path / "x.csv", tabbed(columns, GDELT | {"DATEADDED": "20310403"}))
    assert not left
    assert (row.lat, row.country, row.published) == (-0.2833, "KEN", date(2031, 4, 3))
    assert (row.original_text is None) == (count == 57)


def test_a_header_that_somebody_added(tmp_path: Path) -> None:
    rows, left = read(tmp_path / "x.csv", "\t".join(gdelt.COLUMNS) + "\n" + gdelt_line())
    assert (rows, left) == ([one(tmp_path)], [])


@pytest.mark.parametrize(
    ("changes", "code", "sector"),
    [
        ({"Actor1Code": "IGOUNO", "Actor1CountryCode": "", "Actor1Type1Code": "IGO"}, "IGO", "IGO"),
        ({"Actor1Code": "MNC", "Actor1CountryCode": "", "Actor1Type1Code": "MNC"}, "MNC", "BUS"),
        ({"Actor1Code": "AFR", "Actor1CountryCode": "AFR", "Actor1Type1Code": ""}, "UNK", None),
        ({"Actor1Code": "ROMELI", "Actor1CountryCode": "ROM", "Actor1Type1Code": "ELI", "Actor1Type2Code": "BUS"}, "ROU", "BUS"),
        ({"Actor1Code": "COP", "Actor1CountryCode": "", "Actor1Type1Code": "COP"}, "UNK", "COP"),
    ],
)
def test_actors(tmp_path: Path, changes: dict[str, str], code: str, sector: str | None) -> None:
    row = one(tmp_path, **changes)
    assert (row.actor_code, row.actor_sector) == ((code,), (sector,))


def test_nobody(tmp_path: Path) -> None:
    row = one(tmp_path, Actor2Code="", Actor2Name="", Actor2CountryCode="", Actor2Type1Code="")
    assert row.recipient == row.recipient_code == ()


@pytest.mark.parametrize(
    ("level", "words", "name", "admin1", "precision"),
    [
        ("0", "", None, None, None),
        ("1", "Kenya", "Kenya", None, "country"),
        ("2", "Texas, United States", "Texas", "Texas", "admin1"),
        ("3", "Austin, Texas, United States", "Austin", "Texas", "city"),
        ("4", "Nakuru, Kenya", "Nakuru", None, "city"),
        ("5", "Rift Valley, Kenya", "Rift Valley", "Rift Valley", "admin1"),
    ],
)
def test_places(tmp_path: Path, level: str, words: str, name: str | None, admin1: str | None, precision: str | None) -> None:
    row = one(tmp_path, ActionGeo_Type=level, ActionGeo_FullName=words)
    assert (row.place_name, row.admin1, row.precision) == (name, admin1, precision)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"EventCode": "10", "EventRootCode": "1"}, "root"),  # 010, whose zero a spreadsheet took
        ({"EventCode": "---"}, "root"),
        ({"EventCode": "---", "EventRootCode": "--"}, "no CAMEO code"),
        ({"EventCode": "010", "EventRootCode": "01"}, "statements"),
        ({"SQLDATE": "20311302"}, "no day"),
        ({"ActionGeo_Lat": "north"}, "latitude is no number: found 'north'"),
        ({"ActionGeo_Long": "361"}, "not on the globe"),
        ({"ActionGeo_Type": "9"}, "kind of place"),
        ({"GLOBALEVENTID": " "}, "no id"),
    ],
)
def test_damage_is_left_out_and_the_rest_is_read(tmp_path: Path, changes: dict[str, str], reason: str) -> None:
    rows, left = read(tmp_path / "x.csv", "\n".join([gdelt_line(), gdelt_line(**changes), gdelt_line(GLOBALEVENTID="8")]))
    assert [row.event_id for row in rows] == ["gdelt:1200034", "gdelt:8"]
    assert left[0].where.endswith("x.csv:2")
    assert reason in left[0].reason
    assert left[0].damaged == (reason != "statements")
