"""ICEWS: what each column becomes."""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from tests.imports.files import icews_file, icews_line, read
from verbale.imports import events, icews, sectors
from verbale.store.rows import EventRow


def one(path: Path, **changes: str) -> EventRow:
    rows, left = read(path / "x.tab", icews_file(icews_line(**changes)))
    assert not left
    return rows[0]


def test_a_record(tmp_path: Path) -> None:
    row = one(tmp_path)
    assert (row.event_id, row.origin, row.run_id) == ("icews:901-2031-04-02", "icews", "r1")
    assert (row.act, row.event_type, row.status, row.certainty, row.quad) == (
        "ASSAULT", "ASSAULT", "actual", "probable", "material conflict",
    )  # fmt: skip
    assert (row.actor, row.actor_name, row.actor_code, row.actor_sector) == ((None,), ("Police (Kenya)",), ("KEN",), ("COP",))
    assert (row.recipient_name, row.recipient_code, row.recipient_sector) == (("Lake Naivu Farmers Union",), ("KEN",), ("LAB",))
    assert (row.place_name, row.admin1, row.country, row.precision) == ("Nakuru", "Rift Valley", "KEN", "city")
    assert (row.lat, row.lon) == (-0.2833, 36.0667)
    assert row.date_from == row.date_to == date(2031, 4, 2)
    assert (row.outlet, row.sentence, row.published) == ("Rift Courier", 3, None)
    assert (row.original_code, row.original_text) == ("175", "Use tactics of violent repression")


def test_it_is_not_taken_for_checked_words(tmp_path: Path) -> None:
    row = one(tmp_path)
    assert (row.trigger, row.start, row.end, row.article_id, row.confidence, row.source) == (None,) * 6


def test_the_same_id_on_two_days_is_two_events(tmp_path: Path) -> None:
    rows, _ = read(tmp_path / "x.tab", icews_file(icews_line(), icews_line(Event_Date="2031-04-09")))
    assert len({row.event_id for row in rows}) == 2


def test_columns_are_read_by_name_where_there_are_names(tmp_path: Path) -> None:
    lines = [line.split("\t") for line in icews_file(icews_line()).splitlines()]
    turned = "\n".join("\t".join(reversed(cells)) for cells in lines)
    assert read(tmp_path / "a.tab", turned) == read(tmp_path / "a.tab", icews_file(icews_line()))


def test_and_by_position_where_there_are_none(tmp_path: Path) -> None:
    assert read(tmp_path / "a.tab", icews_line()) == read(tmp_path / "a.tab", icews_file(icews_line()))


@pytest.mark.parametrize("encoding", ["iso-8859-1", "utf-8", "utf-8-sig"])
def test_letters(tmp_path: Path, encoding: str) -> None:
    rows, _ = read(tmp_path / "x.tab", icews_file(icews_line(Source_Name="Inés Núñez")).encode(encoding))
    assert rows[0].actor_name == ("Inés Núñez",)


@pytest.mark.parametrize(
    ("changes", "precision", "name"),
    [
        ({}, "city", "Nakuru"),
        ({"City": ""}, "admin1", "Rift Valley"),
        ({"City": "", "District": "Molo"}, "admin2", "Molo"),
        ({"City": "", "Province": ""}, "country", "Kenya"),
        ({"City": "", "Province": "", "Country": ""}, "unknown", None),
        ({"City": "", "Province": "", "Country": "", "Latitude": "", "Longitude": ""}, None, None),
    ],
)
def test_precision(tmp_path: Path, changes: dict[str, str], precision: str | None, name: str | None) -> None:
    row = one(tmp_path, **changes)
    assert (row.precision, row.place_name) == (precision, name)


def test_nobody(tmp_path: Path) -> None:
    row = one(tmp_path, Target_Name="None", Target_Country="", Target_Sectors="")
    assert (row.recipient, row.recipient_name, row.recipient_code, row.recipient_sector) == ((),) * 4


@pytest.mark.parametrize(
    ("sector", "country", "code"),
    [
        ("International Government Organization,Global Diplomatic IGOs", "", "IGO"),
        ("NGOs,Human Rights NGOs", "", "NGO"),
        ("Multinational Corporation,Business", "", "MNC"),
        ("Rebel", "", "UNK"),
        ("NGOs", "Chad", "TCD"),
    ],
)
def test_actors_of_no_country(tmp_path: Path, sector: str, country: str, code: str) -> None:
    assert one(tmp_path, Source_Sectors=sector, Source_Country=country).actor_code == (code,)


def test_what_is_unknown_is_counted(tmp_path: Path) -> None:
    path = tmp_path / "x.tab"
    path.write_text(icews_file(*[icews_line(Source_Country="Atlantis", Source_Sectors="Wizards")] * 3))
    unknown = Counter[str]()
    row = next(iter(found for found in list(events(path, "r", unknown=unknown)) if isinstance(found, EventRow)))
    assert (row.actor_code, row.actor_sector) == (("UNK",), (None,))
    assert unknown == {"country Atlantis": 3, "sector Wizards": 3}


@pytest.mark.parametrize(
    ("cell", "sector"),
    [
        ("Government,Executive,Executive Office", "GOV"),
        ("(National) Major Party,Parties,Government Major Party (In Government)", "PTY"),
        ("Legislative / Parliamentary,Government,(National) Major Party", "LEG"),
        ("Army,Military,Government", "MIL"),
        ("Defense / Security Ministry,Executive,Government", "GOV"),
        ("Health Ministry", "GOV"),
        ("Medical / Health,Social", "MED"),
        ("Protestors / Popular Opposition / Mobs,Dissident", "OPP"),
        ("Separatists,Rebel,Dissident", "REB"),
        ("Criminals / Gangs", "CRM"),
        ("General Population / Civilian / Social,Social", "CVL"),
        ("Muslim,Sunni,Religious,Government", "GOV"),
        ("Nongovernmental Organization", "NGO"),
        ("Ideological,Far Left", None),
        ("", None),
    ],
)
def test_sectors(cell: str, sector: str | None) -> None:
    found = sectors.icews(cell)
    assert (found.sector, found.unknown) == (sector, ())


def test_the_published_order() -> None:
    assert len(icews.COLUMNS) == 20
    assert [icews.COLUMNS[n] for n in (1, 2, 6, 8)] == ["Event Date", "Source Name", "CAMEO Code", "Target Name"]
