"""UCDP GED: what each column becomes."""

from datetime import date
from pathlib import Path

import pytest

from tests.imports.files import UCDP_COLUMNS, read, ucdp_file, ucdp_line
from verbale.store.rows import EventRow


def one(path: Path, **changes: str) -> EventRow:
    rows, left = read(path / "x.csv", ucdp_file(ucdp_line(**changes)))
    assert not left
    return rows[0]


def test_a_record(tmp_path: Path) -> None:
    assert len(UCDP_COLUMNS) == 49
    row = one(tmp_path)
    assert (row.event_id, row.act, row.status, row.certainty) == ("ucdp:50021", "ASSAULT", "actual", "certain")
    assert (row.actor_name, row.actor_code) == (("Government of Yemen (North Yemen)",), ("YEM",))
    assert (row.actor_sector, row.recipient_sector) == (("GOV",), ("REB",))
    assert (row.recipient_name, row.recipient_code) == (("Highland Front",), ("UNK",))
    assert (row.quantity, row.quantity_kind, row.quantity_low, row.quantity_high) == (("8",), ("dead",), (6.0,), (12.0,))
    assert (row.place_name, row.admin1, row.country, row.precision) == ("Ibb town", "Ibb governorate", "YEM", "city")
    assert (row.date_from, row.date_to) == (date(2031, 4, 2), date(2031, 4, 4))
    assert (row.published, row.outlet, row.original_code) == (date(2031, 4, 5), "Rift Courier", "state-based")
    assert row.original_text
    assert row.original_text.startswith("Government of Yemen (North Yemen) - Highland Front; ")


@pytest.mark.parametrize(
    ("changes", "violence", "actor", "recipient"),
    [
        ({"type_of_violence": "2", "side_a": "Hill Clan", "gwnoa": ""}, "non-state", ("UNK", "UAF"), ("UNK", "UAF")),
        ({"type_of_violence": "3", "side_b": "Civilians"}, "one-sided", ("YEM", "GOV"), ("UNK", "CVL")),
        ({"side_b": "Government of Chad", "gwnob": "483"}, "state-based", ("YEM", "GOV"), ("TCD", "GOV")),
        ({"side_b": "Government of Chad"}, "state-based", ("YEM", "GOV"), ("TCD", "GOV")),
    ],
)
def test_kinds_of_violence(
    tmp_path: Path, changes: dict[str, str], violence: str, actor: tuple[str, str], recipient: tuple[str, str]
) -> None:
    row = one(tmp_path, **changes)
    assert row.original_code == violence
    assert (row.actor_code[0], row.actor_sector[0]) == actor
    assert (row.recipient_code[0], row.recipient_sector[0]) == recipient


@pytest.mark.parametrize("numbers", ["483, 501", "483;501.0"])
def test_several_governments(tmp_path: Path, numbers: str) -> None:
    row = one(tmp_path, side_a="Government of Chad, Government of Kenya", gwnoa=numbers)
    assert (row.actor_name, row.actor_code) == (("Government of Chad", "Government of Kenya"), ("TCD", "KEN"))


def test_numbers_are_those_of_gleditsch_and_ward(tmp_path: Path) -> None:
    assert one(tmp_path, country="Kiribati", country_id="970").country == "KIR"  # Nauru's by the Correlates of War


@pytest.mark.parametrize(
    ("level", "precision"),
    [("1", "city"), ("2", "city"), ("3", "admin2"), ("4", "admin1"), ("5", "region"), ("6", "country"), ("7", "unknown")],
)
def test_precision(tmp_path: Path, level: str, precision: str) -> None:
    assert one(tmp_path, where_prec=level).precision == precision


def test_an_event_that_is_part_of_a_sum_is_less_certain(tmp_path: Path) -> None:
    assert one(tmp_path, event_clarity="2").certainty == "probable"


def test_a_quoted_cell_may_hold_line_breaks(tmp_path: Path) -> None:
    rows, left = read(tmp_path / "x.csv", ucdp_file(ucdp_line(source_article="one\ntwo,\n\nthree"), ucdp_line(id="7")))
    assert (len(rows), left) == (2, [])


def test_an_unclosed_quote_loses_one_line(tmp_path: Path) -> None:
    text = ucdp_file(*(ucdp_line(id=str(number), source_article="plain") for number in range(1, 100)))
    lines = text.splitlines()
    lines[3] = lines[3].replace("plain", '"plain')
    rows, left = read(tmp_path / "x.csv", "\n".join(lines))
    assert len(rows) == 98
    assert [item.where.rpartition(":")[2] for item in left] == ["4"]


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"type_of_violence": "4"}, "type of violence"),
        ({"best": "many"}, "best estimate of the dead is no whole number: found 'many'"),
        ({"low": "-3"}, "negative"),
        ({"date_end": "2031-04-01"}, "not in order"),
        ({"where_prec": ""}, "precision"),
    ],
)
def test_damage(tmp_path: Path, changes: dict[str, str], reason: str) -> None:
    rows, left = read(tmp_path / "x.csv", ucdp_file(ucdp_line(), ucdp_line(**changes)))
    assert (len(rows), len(left)) == (1, 1)
    assert reason in left[0].reason


def test_no_words(tmp_path: Path) -> None:
    assert one(tmp_path, dyad_name="", source_article="").original_text is None
