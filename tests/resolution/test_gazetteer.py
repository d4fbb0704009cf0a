"""The packaged table of places: names, ranking, and what happens when it is missing or damaged."""

import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verbale.errors import GazetteerNotFound
from verbale.resolution import gazetteer as module
from verbale.resolution.gazetteer import KINDS, Gazetteer, fold

PACKAGED = Path(module.__file__).parent / "data/gazetteer.sqlite"


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.open()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Al-Ḥudaydah", "al hudaydah"),
        ("St. Petersburg", "Saint Petersburg"),
        ("Côte d’Ivoire", "Cote d'Ivoire"),
        ("U.S.", "US"),
        ("Washington, D.C.", "washington dc"),
        ("Łódź", "Lodz"),
        ("N'Djamena", "NDjamena"),
    ],
)
def test_spellings_fold_together(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("name", "kind", "country"),
    [
        ("Russia", "country", "RUS"),
        ("the UAE".removeprefix("the "), "country", "ARE"),
        ("Burma", "country", "MMR"),
        ("DRC", "country", "COD"),
        ("Congo-Brazzaville", "country", "COG"),
        ("Kyiv", "city", "UKR"),
        ("Kiev", "city", "UKR"),
        ("Odessa", "city", "UKR"),
        ("Hodeidah", "city", "YEM"),
        ("Pokrovsk", "city", "UKR"),
        ("Kursk", "city", "RUS"),
        ("El Fasher", "city", "SDN"),
        ("Port Sudan", "city", "SDN"),
        ("Bakhmut", "city", "UKR"),
        ("Wonsan", "city", "PRK"),
        ("Adré", "city", "TCD"),
        ("Kobane", "city", "SYR"),
        ("Zalambessa", "city", "ETH"),
        ("Tigray", "admin1", "ETH"),
        ("North Kivu", "admin1", "COD"),
        ("Xinjiang", "admin1", "CHN"),
        ("Crimea", "admin1", "UKR"),
        ("Chechnya", "admin1", "RUS"),
        ("Rakhine", "admin1", "MMR"),
        ("Darfur", "region", "SDN"),
        ("Kashmir", "region", "IND"),
        ("Nagorno-Karabakh", "region", "AZE"),
        ("Donbas", "region", "UKR"),
        ("Golan Heights", "region", "SYR"),
        ("Sahel", "region", None),
        ("Strait of Hormuz", "region", None),
        ("South China Sea", "region", None),
        ("Zaporizhzhia nuclear plant", "site", "UKR"),
        ("Natanz", "site", "IRN"),
        ("Green Zone", "site", "IRQ"),
    ],
)
def test_the_first_candidate(gazetteer: Gazetteer, name: str, kind: str, country: str | None) -> None:
    first = gazetteer.lookup(name)[0]
    assert (first.kind, first.country) == (kind, country)


def test_candidates_come_best_first(gazetteer: Gazetteer) -> None:
    rows = gazetteer.lookup("Tripoli")
    assert [row.rank for row in rows] == sorted((row.rank for row in rows), reverse=True)
    assert {"LBY", "LBN"} <= {row.country for row in rows}


def test_an_own_name_outranks_an_alternate_one(gazetteer: Gazetteer) -> None:
    first, *others = gazetteer.lookup("Pokrovsk")
    assert first.own
    assert any(not row.own and row.prominence > first.prominence for row in others)


def test_a_row_says_all_there_is(gazetteer: Gazetteer) -> None:
    row = gazetteer.lookup("Kharkiv")[0]
    assert (row.kind, row.admin1, row.geonameid) == ("city", "Kharkiv Oblast", 706483)
    assert row.lat == pytest.approx(49.98, abs=0.05)
    assert row.lon == pytest.approx(36.25, abs=0.05)


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("Donetsk", "UKR"),
        ("Khartoum", "SDN"),
        ("US", "USA"),
        ("Kremlin", "RUS"),
        ("Sofia", "BGR"),
        ("Jordan", "JOR"),
        ("us", None),
        ("Most", None),
        ("Mary", None),
        ("Union", None),
        ("Hamas", None),
        ("Sahel", None),
        ("Qwertyuiop", None),
        ("", None),
    ],
)
def test_country_of(gazetteer: Gazetteer, name: str, country: str | None) -> None:
    assert gazetteer.country_of(name) == country


@pytest.mark.parametrize(("word", "country"), [("Chadian", "TCD"), ("Serbs", "SRB"), ("South Sudanese", "SSD"), ("blue", None)])
def test_adjectives(gazetteer: Gazetteer, word: str, country: str | None) -> None:
    assert gazetteer.adjective_country(word) == country


@pytest.mark.parametrize(("country", "capital"), [("TUR", "Ankara"), ("AUS", "Canberra"), ("XXX", None)])
def test_capitals(gazetteer: Gazetteer, country: str, capital: str | None) -> None:
    row = gazetteer.capital_of(country)
    assert (row.name if row else None) == capital


def test_countries_by_code(gazetteer: Gazetteer) -> None:
    row = gazetteer.country_row("FRA")
    assert row is not None
    assert (row.name, row.kind) == ("France", "country")
    assert gazetteer.country_row("ZZZ") is None


def test_a_missing_file_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(GazetteerNotFound, match="There is no gazetteer at"):
        Gazetteer.open(tmp_path / "none.sqlite")


def test_a_damaged_file_is_one_sentence(tmp_path: Path) -> None:
    broken = tmp_path / "broken.sqlite"
    broken.write_bytes(b"not a database at all" * 100)
    with pytest.raises(GazetteerNotFound, match="is damaged"):
        Gazetteer.open(broken)


def test_a_truncated_file_is_one_sentence(tmp_path: Path) -> None:
    broken = tmp_path / "cut.sqlite"
    broken.write_bytes(PACKAGED.read_bytes()[:8192])
    with pytest.raises(GazetteerNotFound):
        Gazetteer.open(broken)


def test_the_table_is_only_read(tmp_path: Path) -> None:
    copy = tmp_path / "copy.sqlite"
    shutil.copy(PACKAGED, copy)
    before = copy.read_bytes()
    gazetteer = Gazetteer.open(copy)
    gazetteer.lookup("Kyiv")
    gazetteer.close()
    assert copy.read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["copy.sqlite"]


def test_the_table_is_small() -> None:
    assert PACKAGED.stat().st_size < 12_500_000


def test_threads_share_one_gazetteer(gazetteer: Gazetteer) -> None:
    names = ["Kyiv", "Goma", "Paris", "Tripoli", "Darfur", "Hama", "Gao", "Taiz"] * 25
    with ThreadPoolExecutor(8) as pool:
        assert [row[0].name for row in pool.map(gazetteer.lookup, names)] == [gazetteer.lookup(name)[0].name for name in names]


@given(st.text(max_size=30))
def test_any_text_may_be_looked_up(gazetteer: Gazetteer, name: str) -> None:
    for row in gazetteer.lookup(name):
        assert row.kind in KINDS
    assert fold(fold(name)) == fold(name)


def test_a_letter_with_a_mark_is_folded_whole() -> None:
    assert fold("Ǽ") == "ae"
    assert fold("Ǿland") == fold("Øland") == "oland"
