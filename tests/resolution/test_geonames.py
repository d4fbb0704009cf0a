"""GeoNames tables into the user's own gazetteer. All places here are invented."""

import zipfile
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verbale.errors import GazetteerError, GazetteerNotFound, OutputError
from verbale.records import Article, Mention, Reading, Span
from verbale.resolution.gazetteer import Gazetteer
from verbale.resolution.geonames import COLUMNS, Loaded, add, parse
from verbale.resolution.own_places import OwnPlaces, remove
from verbale.resolution.places import PlaceResolver

PACKAGED = Gazetteer.open()


def line(ident: int, name: str, *, feature: str = "P.PPL", country: str = "YE", people: int = 0, others: str = "") -> str:
    kind, code = feature.split(".")
    fields = [
        str(ident),
        name,
        name,
        others,
        "13.5",
        "44.25",
        kind,
        code,
        country,
        "",
        "11",
        "",
        "",
        "",
        str(people),
        "",
        "",
        "",
        "",
    ]
    assert len(fields) == COLUMNS
    return "\t".join(fields)


def load(folder: Path, *lines: str, name: str = "YE.txt", least: int = 0) -> Loaded:
    source = folder / name
    source.write_text("".join(one + "\n" for one in lines), encoding="utf-8")
    return add(source, PACKAGED, folder / "own/gazetteer.sqlite", minimum_population=least)


def both(folder: Path) -> Gazetteer:
    return Gazetteer.open(own=folder / "own/gazetteer.sqlite")


def test_a_village_is_found_from_then_on(tmp_path: Path) -> None:
    found = load(tmp_path, line(99000001, "Qaryat Zorv", people=420, others="Zorvtown,زورف,ZRV"))
    assert found == Loaded(1, 0, 0, 0, ())
    gazetteer = both(tmp_path)
    (row,) = gazetteer.lookup("qaryat zorv")
    assert (row.kind, row.country, row.admin1, row.geonameid, row.population, row.own) == (
        "city",
        "YEM",
        "Dhamār",
        99000001,
        420,
        True,
    )
    assert (row.lat, row.lon) == (13.5, 44.25)
    assert [other.own for other in gazetteer.lookup("Zorvtown")] == [False]
    assert gazetteer.lookup("ZRV") == ()
    assert gazetteer.lookup("Kyiv") == PACKAGED.lookup("Kyiv")
    assert gazetteer.own_digest()
    text = "Shells hit Qaryat Zorv, said Yemeni officers."
    mention = Mention(Span(11, 22), "location")
    answer = PlaceResolver(gazetteer).resolve(Article("a", text), [Reading(Span(0, len(text)), names=(mention,))])[mention]
    assert answer.value is not None
    assert (answer.value.name, answer.value.country) == ("Qaryat Zorv", "YEM")


def test_kinds_of_places(tmp_path: Path) -> None:
    load(
        tmp_path, line(1, "Zorv", feature="A.ADM3"), line(2, "Zorv", feature="H.LK"), line(3, "Zorv", feature="S.AIRB"),
        line(4, "Zorv", feature="R.RD"), line(5, "Zorv", feature="P.PPLH"), line(6, "Zorv", country="ZZ"),
        line(7, "Zorv", feature="A.ADM1", people=900),
    )  # fmt: skip
    assert [row.kind for row in both(tmp_path).lookup("Zorv")] == ["admin2", "region", "site", "admin1"]


def test_what_the_package_has_is_not_added(tmp_path: Path) -> None:
    assert load(tmp_path, line(703448, "Kyiv", country="UA"), line(99000002, "Zorv")).known == 1
    assert [row.id for row in both(tmp_path).lookup("Kyiv")] == [row.id for row in PACKAGED.lookup("Kyiv")]


def test_a_minimum_population_leaves_the_rest_out(tmp_path: Path) -> None:
    found = load(
        tmp_path, line(1, "Zorv A", people=99), line(2, "Zorv B", people=100), line(3, "Zorv C", feature="T.MT"), least=100
    )
    assert (found.added, found.left_out) == (1, 2)


def test_damaged_lines_are_counted_and_named(tmp_path: Path) -> None:
    found = load(
        tmp_path, line(1, "Zorv"), "broken", line(2, "Zorv").replace("13.5", "north"), line(3, "Zorv").replace("13.5", "91")
    )
    assert (found.added, found.damaged) == (1, 3)
    assert found.damaged_lines[0] == "line 2: 1 columns, not 19"
    assert [said.partition(":")[0] for said in found.damaged_lines] == ["line 2", "line 3", "line 4"]


def test_a_file_added_again_replaces_what_it_brought(tmp_path: Path) -> None:
    load(tmp_path, line(1, "Zorv"), line(2, "Vroz"))
    load(tmp_path, line(1, "Zorv"), line(3, "Drobe"), name="other.txt")
    load(tmp_path, line(2, "Vroz Two"))
    gazetteer = both(tmp_path)
    assert [bool(gazetteer.lookup(name)) for name in ("Zorv", "Vroz", "Vroz Two", "Drobe")] == [True, False, True, True]
    own = OwnPlaces.open(tmp_path / "own/gazetteer.sqlite")
    assert own is not None
    assert [(source.name, source.places) for source in own.sources()] == [("YE.txt", 1), ("other.txt", 2)]


def test_a_file_can_be_taken_away(tmp_path: Path) -> None:
    load(tmp_path, line(1, "Zorv"), line(2, "Vroz"))
    assert remove(tmp_path / "own/gazetteer.sqlite", "YE.txt") == 2
    assert both(tmp_path).lookup("Zorv") == ()
    with pytest.raises(GazetteerError, match=r"No file YE\.txt was added"):
        remove(tmp_path / "own/gazetteer.sqlite", "YE.txt")


def test_a_zip_file_as_geonames_ships_it(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "YE.zip", "w") as archive:
        archive.writestr("readme.txt", "Columns are explained here.")
        archive.writestr("YE.txt", line(1, "Zorv") + "\n")
    told: list[float] = []
    found = add(tmp_path / "YE.zip", PACKAGED, tmp_path / "own/gazetteer.sqlite", tell=lambda share, _: told.append(share))
    assert found.added == 1
    assert both(tmp_path).lookup("Zorv")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"Dear reader,\nthis is a letter.\n", "is no GeoNames table (line 1: 1 columns, not 19)"),
        (b"", "is no GeoNames table (no lines)"),
        (b"\xff\xfe\x00\x01" * 50, "is no GeoNames table (line 1: no UTF-8)"),
        (b"PK\x03\x04broken", "is no GeoNames table"),
    ],
)
def test_a_wrong_file_is_told_in_one_sentence_and_changes_nothing(tmp_path: Path, content: bytes, said: str) -> None:
    load(tmp_path, line(1, "Zorv"))
    before = (tmp_path / "own/gazetteer.sqlite").read_bytes()
    (tmp_path / "wrong.txt").write_bytes(content)
    with pytest.raises(GazetteerError) as told:
        add(tmp_path / "wrong.txt", PACKAGED, tmp_path / "own/gazetteer.sqlite")
    assert said in str(told.value)
    assert (tmp_path / "own/gazetteer.sqlite").read_bytes() == before
    assert [path.name for path in (tmp_path / "own").iterdir()] == ["gazetteer.sqlite"]


def test_a_missing_file_and_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    with pytest.raises(GazetteerError, match="cannot be read"):
        add(tmp_path / "none.txt", PACKAGED, tmp_path / "own/gazetteer.sqlite")
    (tmp_path / "file").write_text("in the way")
    (tmp_path / "YE.txt").write_text(line(1, "Zorv"))
    with pytest.raises(OutputError, match="VERBALE_HOME"):
        add(tmp_path / "YE.txt", PACKAGED, tmp_path / "file/gazetteer.sqlite")


def test_a_damaged_own_gazetteer_is_named(tmp_path: Path) -> None:
    (tmp_path / "gazetteer.sqlite").write_bytes(b"no database at all" * 100)
    with pytest.raises(GazetteerNotFound, match="delete it and add your files again"):
        Gazetteer.open(own=tmp_path / "gazetteer.sqlite")
    (tmp_path / "YE.txt").write_text(line(1, "Zorv"))
    with pytest.raises(OutputError):
        add(tmp_path / "YE.txt", PACKAGED, tmp_path / "gazetteer.sqlite")
    assert Gazetteer.open(own=tmp_path / "none.sqlite").own_digest() is None


@given(
    st.text(max_size=200)
    | st.lists(st.text(st.characters(exclude_characters="\t"), max_size=8), min_size=19, max_size=19).map("\t".join)
)
def test_any_line_is_a_place_or_a_value_error(text: str) -> None:
    with suppress(ValueError):
        place = parse(text)
        assert place.name
        assert abs(place.lat) <= 90


def test_a_line_is_read_as_it_was_written() -> None:
    place = parse(
        line(12, "Zorv", people=7, others="Zorva,Zorve,With A Very Long Name That Nobody Would Ever Say Or Write In The News")
    )
    assert (place.geonameid, place.name, place.names, place.population) == (12, "Zorv", ("Zorv", "Zorva", "Zorve"), 7)
