"""POLECAT: what each column becomes."""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from tests.imports.files import POLECAT, polecat_file, polecat_line, read, tabbed
from verbale import ontology
from verbale.imports import events, polecat
from verbale.store.rows import EventRow


def one(path: Path, **changes: str) -> EventRow:
    rows, left = read(path / "x.txt", polecat_file(polecat_line(**changes)))
    assert not left
    return rows[0]


def test_a_record(tmp_path: Path) -> None:
    row = one(tmp_path)
    assert (row.event_id, row.origin) == ("polecat:RC_20310402_5_ASSAULT", "polecat")
    assert (row.act, row.event_type, row.mode, row.context) == ("ASSAULT", "ASSAULT", ("beat",), ("rights_freedoms", "military"))
    assert (row.actor, row.actor_name) == (("the minister", "the police"), ("Okot Lwanga", None))
    assert (row.actor_code, row.actor_sector) == (("UGA", "KEN"), ("GOV", "COP"))
    assert (row.recipient, row.recipient_name) == (("two reporters",), (None,))
    assert (row.recipient_code, row.recipient_sector) == (("KEN",), ("JRN",))
    assert (row.place, row.place_name, row.admin1, row.country) == ("Nakuru town", "Nakuru", "Rift Valley", "KEN")
    assert (row.geonameid, row.lat, row.lon, row.precision) == (184622, -0.28, 36.07, "city")
    assert (row.date_from, row.published, row.outlet) == (date(2031, 4, 2), date(2031, 4, 3), "Rift Courier")
    assert (row.original_code, row.trigger, row.start) == ("ASSAULT/beat", None, None)
    assert row.score == ontology.score("ASSAULT", ("beat",))


def test_the_columns_without_intensity(tmp_path: Path) -> None:
    assert (len(polecat.COLUMNS), len(polecat.OLDER)) == (40, 39)
    older = tabbed(polecat.OLDER, POLECAT)
    for text in ("\t".join(polecat.OLDER) + "\n" + older, older, polecat_line()):
        assert read(tmp_path / "x.txt", text)[0] == [one(tmp_path)]


@pytest.mark.parametrize("act", ontology.ACTS)
def test_event_types(tmp_path: Path, act: str) -> None:
    row = one(tmp_path, Event_Type=act, Event_Mode="None")
    assert (row.act, row.event_type, row.mode, row.status) == (act, act, (), "actual")


def test_the_older_name_of_a_type(tmp_path: Path) -> None:
    row = one(tmp_path, Event_Type="DEMAND", Event_Mode="")
    assert (row.act, row.original_code) == ("REQUEST", "DEMAND")


def test_lists_that_do_not_fit_say_nothing_about_who_is_who(tmp_path: Path) -> None:
    row = one(tmp_path, Actor_Country="KEN", Actor_Sectors="GOV; COP; MIL")
    assert (row.actor_name, row.actor_code, row.actor_sector) == (("Okot Lwanga", None), ("UNK", "UNK"), (None, None))


def test_one_party_with_several_sectors_has_its_primary_one(tmp_path: Path) -> None:
    row = one(
        tmp_path, Actor_Name="Okot Lwanga", Actor_Country="UGA", Primary_Actor_Sector="LEG", Actor_Sectors="GOV; LEG",
        Actor_Name_Raw="the speaker",
    )  # fmt: skip
    assert (row.actor_code, row.actor_sector) == (("UGA",), ("LEG",))


def test_organisations(tmp_path: Path) -> None:
    row = one(tmp_path, Actor_Country="IGO; None", Actor_Sectors="IGO; NGO")
    assert (row.actor_code, row.actor_sector) == (("IGO", "NGO"), ("IGO", "NGO"))


@pytest.mark.parametrize(
    ("changes", "precision"),
    [
        ({}, "city"),
        ({"Feature_Type": "ADM1"}, "admin1"),
        ({"Feature_Type": "PCLI"}, "country"),
        ({"Feature_Type": "site"}, "site"),
        ({"Feature_Type": "None"}, "city"),
        ({"Feature_Type": "None", "City": "None", "District": "Molo"}, "admin2"),
        ({"Feature_Type": "None", "City": "None", "Province": "None", "Placename": "None"}, "country"),
    ],
)
def test_precision(tmp_path: Path, changes: dict[str, str], precision: str) -> None:
    assert one(tmp_path, **changes).precision == precision


def test_what_is_unknown_is_counted(tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    line = polecat_line(Event_Mode="glare", Contexts="sports", Actor_Country="ZZZ; KEN", Publication_Date="spring")
    path.write_text(polecat_file(line))
    unknown = Counter[str]()
    (row,) = events(path, "r", "polecat", unknown)
    assert isinstance(row, EventRow)
    assert (row.mode, row.context, row.actor_code, row.published) == ((), (), ("UNK", "KEN"), None)
    assert unknown == {"mode ASSAULT/glare": 1, "context sports": 1, "country ZZZ": 1, "publication date spring": 1}


def test_nobody(tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    nothing = {f"{name.replace(' ', '_')}": "None" for name in polecat.COLUMNS if "Recipient" in name}
    path.write_text(polecat_file(polecat_line(**nothing)))
    unknown = Counter[str]()
    (row,) = events(path, "r", unknown=unknown)
    assert isinstance(row, EventRow)
    assert (row.recipient, row.recipient_code, unknown) == ((), (), {})


def test_a_sector_alone_is_a_party(tmp_path: Path) -> None:
    nothing = {f"{name.replace(' ', '_')}": "None" for name in polecat.COLUMNS if "Recipient" in name}
    row = one(tmp_path, **(nothing | {"Primary_Recipient_Sector": "CVL"}))
    assert (row.recipient_code, row.recipient_sector) == (("UNK",), ("CVL",))
