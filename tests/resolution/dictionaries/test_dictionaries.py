"""Actors that users bring, in all the forms that are read."""

import bz2
import gzip
import json
import lzma
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from verbale.errors import UnreadableActors
from verbale.ontology import NOT_COUNTRIES, SECTORS
from verbale.resolution.dictionaries import KINDS, LeftOut, OwnActor, OwnNoun, entries, recognised
from verbale.resolution.dictionaries import table as csv_table
from verbale.resolution.dictionaries.codes import INTERNATIONAL, ROLES, countries, told_by
from verbale.resolution.dictionaries.wikidata_items import CLASSES, COUNTRIES, LABELS, OFFICES
from verbale.resolution.knowledge import ActorTable, tokens_of
from verbale.resolution.own import _is_sound
from verbale.resolution.periods import first_day, gaps, is_real, last_day

TABLE = """name,code,sector,title,from,to,aliases,source
Orla Venn,NOR,GOV,harbour minister,2020-02,2023-06-30,Minister Venn|O. Venn,a yearbook
Fjord Front,nor,reb,,2019,,The Front,
Sea Relief,NGO,,,,,,
"""
PETRARCH = """# Invented for this test
ORLA_VENN_ ; a minister
\t[NORGOV 200201-230630]
\t[NORELI >230630]
+MINISTER_VENN
+O._VENN
FJORD_FRONT_ [NORREB]
OLD_LEAGUE_ [IGO <19991231]
NOBODY_ [QQQXXX]
"""
AGENTS = """# agents
!KEEPER! = KEEPER, KEEPERS
PROSECUTOR_ [~JUD]
POLICEMAN_ {POLICEMEN_} [~COP]
HOME_GUARD_ {} [~MIL]
HARBOUR_!KEEPER! [~GOV]
RELIEF_WORKER_ [NGO]
FJORD_COUNCIL [NORGOV]
DREAMER_ [~ZZZ]
TALL_!PERSON! [~GOV]
"""


def statement(item: str, **dates: str) -> dict[str, Any]:
    def moment(time: str) -> dict[str, Any]:
        return {"datavalue": {"value": {"time": f"+{time}T00:00:00Z", "precision": 11}}}

    qualifiers = {key: [moment(time)] for key, time in dates.items()}
    return {"mainsnak": {"datavalue": {"value": {"id": item}}}, "qualifiers": qualifiers}


def entity(ident: str, label: str, aliases: tuple[str, ...] = (), **claims: Any) -> str:
    names = {"labels": {"en": {"value": label}}, "aliases": {"en": [{"value": alias} for alias in aliases]}}
    return json.dumps({"id": ident, "type": "item", **names, "claims": {key: list(found) for key, found in claims.items()}})


ENTITIES = (
    entity(
        "Q900002",
        "Orla Venn",
        ("O. Venn", "Venn"),
        P31=[statement("Q5")],
        P27=[statement("Q34")],
        P21=[statement("Q6581072")],
        P39=[statement("Q900001", P580="2020-02-01", P582="2023-06-30"), statement("Q900009", P580="2024-01-01")],
    ),
    entity("Q900001", "Harbour Minister of Norway", P31=[statement("Q4164871")], P1001=[statement("Q20")]),
    entity("Q900010", "fjord militia class", P31=[statement("Q1")], P279=[statement("Q17149090")]),
    entity("Q900011", "rebel group", P279=[statement("Q1")]),
    entity("Q900003", "Fjord Front", P31=[statement("Q900011")], P17=[statement("Q20")]),
    entity("Q900006", "Fjord Guard", P31=[statement("Q900010")], P17=[statement("Q20")]),
    entity("Q900004", "Lost Front", P31=[statement("Q17149090")]),
    entity("Q900005", "A Mountain", P31=[statement("Q8502")]),
)
WIKIDATA = "[\n" + ",\n".join(ENTITIES) + "\n]\n"


def read(tmp_path: Path, name: str, words: str | bytes, kind: str | None = None) -> tuple[list[OwnActor], list[LeftOut]]:
    path = tmp_path / name
    path.write_bytes(words if isinstance(words, bytes) else words.encode())
    found = list(entries(path, kind))
    return [e for e in found if isinstance(e, OwnActor)], [e for e in found if isinstance(e, LeftOut)]


def test_a_table(tmp_path: Path) -> None:
    found, left = read(tmp_path, "a.csv", TABLE)
    assert left == []
    assert found[0] == OwnActor(
        "person", ("NOR",), "GOV", "Orla Venn", "harbour minister", "2020-02", "2023-06-30", "", ("Minister Venn", "O. Venn"),
        "a yearbook",
    )  # fmt: skip
    assert [(a.kind, a.codes, a.sector) for a in found[1:]] == [("group", ("NOR",), "REB"), ("ngo", ("NGO",), "NGO")]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_table_of_a_spreadsheet_in_any_order(tmp_path: Path, separator: str) -> None:
    words = "\ufeffCode,Name,Kind,Gender\nNOR,Orla Venn,Person,Female\nSWE,Elk Club,armed group,\n".replace(",", separator)
    found, left = read(tmp_path, "a.txt", words)
    assert left == []
    assert [(a.name, a.kind, a.gender) for a in found] == [("Orla Venn", "person", "f"), ("Elk Club", "group", "")]


def test_several_codes_are_written_in_quotation_marks(tmp_path: Path) -> None:
    found, left = read(tmp_path, "a.csv", 'name,code\nElk Club,"NOR, swe"\nOak Club,NOR,SWE\n')
    assert [(a.name, a.codes) for a in found] == [("Elk Club", ("NOR", "SWE"))]
    assert "quotation marks" in left[0].reason


def test_a_column_that_nobody_reads_is_told(tmp_path: Path) -> None:
    found, left = read(tmp_path, "a.csv", "name,code,sectr\nElk Club,NOR,REB\n")
    assert [a.sector for a in found] == [None]
    assert left[0].where == "line 1"
    assert "sectr (near it: sector)" in left[0].reason


def test_a_table_without_its_columns_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableActors, match=r"a\.csv: the first line has the columns who, what, and must have name and code"):
        read(tmp_path, "a.csv", "who,what\nA,NOR\n")


@pytest.mark.parametrize(
    ("row", "told"),
    [(",NOR", "no name"), ("A,NRW", "near it: "), ("A,", "no code"), ("A,NOR,GVO", "GOV"),
     ("A,NOR,GOV,,May", "no date"), ("A,NOR,GOV,,2023-02-29", "no date"), ("A,NOR,GOV,,2024,2020", "before it begins")],
)  # fmt: skip
def test_a_bad_row_is_named_and_the_rest_is_read(tmp_path: Path, row: str, told: str) -> None:
    found, left = read(tmp_path, "a.csv", f"name,code,sector,title,from,to\n{row}\nB,SWE\n")
    assert [a.name for a in found] == ["B"]
    assert told in left[0].reason
    assert left[0].where == "line 2"


def spells(tmp_path: Path, words: str) -> list[tuple[str, str | None, str, str]]:
    found, _ = read(tmp_path, "actors.txt", words, "petrarch-actors")
    return [(",".join(a.codes), a.sector, a.start, a.end) for a in found]


def test_a_petrarch_dictionary(tmp_path: Path) -> None:
    found, left = read(tmp_path, "actors.txt", PETRARCH)
    assert [(a.name, a.codes, a.sector, a.start, a.end) for a in found] == [
        ("Orla Venn", ("NOR",), "GOV", "2020-02-01", "2023-06-30"),
        ("Orla Venn", ("NOR",), None, "2023-07-01", ""),
        ("Fjord Front", ("NOR",), "REB", "", ""),
        ("Old League", ("IGO",), "IGO", "", "1999-12-30"),
    ]
    assert found[0].aliases == ("Minister Venn", "O. Venn")
    assert [a.kind for a in found] == ["person", "person", "group", "igo"]  # the elite are persons
    assert [(e.where, e.reason) for e in left] == [
        ("line 9", "NOBODY: of the code 'QQQXXX', its beginning is none of CAMEO's that are known")
    ]


def test_a_code_without_dates_holds_when_no_dated_one_does(tmp_path: Path) -> None:
    assert spells(tmp_path, "A_B_\n[NOROPP]\n[NORGOV 890120-930119]\n[NORMIL >20100101]\n") == [
        ("NOR", "GOV", "1989-01-20", "1993-01-19"),
        ("NOR", "MIL", "2010-01-02", ""),
        ("NOR", "OPP", "", "1989-01-19"),
        ("NOR", "OPP", "1993-01-20", "2010-01-01"),
    ]


@pytest.mark.parametrize(
    ("code", "told"),
    [("[NORGOV 990231-000000]", [("NOR", "GOV", "1999-02", "2000")]), ("[NOR 300101-310101]", []), ("[NORGOV <]", []),
     ("[NORQQQ]", []), ("[---]", []), ("[nor]", [("NOR", None, "", "")]), ("[IRQKURREB]", [("IRQ", "REB", "", "")])],
)  # fmt: skip
def test_odd_codes(tmp_path: Path, code: str, told: list[tuple[str, str | None, str, str]]) -> None:
    assert spells(tmp_path, f"A_B_ {code}\n") == told


def test_a_single_word_in_capitals_may_be_a_name_or_an_acronym(tmp_path: Path) -> None:
    found, _ = read(tmp_path, "a.txt", "VENNLAND_ [NOR]\nFFN_ [NORREB]\n")
    table = ActorTable([a.line("own:x") for a in found])
    assert [len(table.scan(word, tokens_of(word))) for word in ("Vennland", "VENNLAND", "FFN", "Ffn")] == [1, 1, 1, 0]


def test_petrarch_agents(tmp_path: Path) -> None:
    path = tmp_path / "agents.txt"
    path.write_text(AGENTS)
    found = list(entries(path))
    nouns = [(e.form, e.sector, e.plural, e.nature) for e in found if isinstance(e, OwnNoun)]
    assert nouns == [
        ("prosecutor", "JUD", False, "person"),
        ("prosecutors", "JUD", True, "person"),
        ("policeman", "COP", False, "person"),
        ("policemen", "COP", True, "person"),
        ("home guard", "MIL", False, "people"),
        ("harbour keeper", "GOV", False, "person"),
        ("harbour keepers", "GOV", True, "person"),
        ("relief worker", "NGO", False, "person"),
        ("relief workers", "NGO", True, "person"),
    ]
    assert [(e.name, e.codes) for e in found if isinstance(e, OwnActor)] == [("fjord council", ("NOR",))]
    assert [e.reason for e in found if isinstance(e, LeftOut)] == [
        "dreamer: the code '~ZZZ' is none of CAMEO's that are known",
        "tall !person!: the set 'PERSON' is not defined before it",
    ]


@pytest.mark.parametrize("pack", [bytes, gzip.compress, bz2.compress, lzma.compress])
def test_a_dump_of_wikidata(tmp_path: Path, pack: Any) -> None:
    found, left = read(tmp_path, "w.json", pack(WIKIDATA.encode()))
    assert [(a.name, a.kind, a.codes, a.sector, a.title, a.start, a.end, a.gender) for a in found] == [
        ("Fjord Front", "group", ("NOR",), "REB", "", "", "", ""),
        ("Fjord Guard", "group", ("NOR",), "UAF", "", "", "", ""),
        ("Orla Venn", "person", ("NOR",), "GOV", "Harbour Minister of Norway", "2020-02-01", "2023-06-30", "f"),
        ("Orla Venn", "person", ("SWE",), None, "", "2024-01-01", "", "f"),
    ]
    assert found[2].aliases == ("O. Venn", "~Venn")
    assert [(e.where, e.reason) for e in left] == [("line 8", "Lost Front: it has no country that is known")]


def test_labels_of_another_language(tmp_path: Path) -> None:
    told = json.loads(ENTITIES[4])
    told["labels"]["nb"] = {"value": "Fjordfronten"}
    told["claims"]["P31"] = [statement("Q17149090")]
    path = tmp_path / "w.json"
    path.write_text(json.dumps(told))
    assert [e.name for e in entries(path, language="nb") if isinstance(e, OwnActor)] == ["Fjordfronten"]


def test_an_office_that_ended_on_an_unknown_day_or_with_death(tmp_path: Path) -> None:
    unknown = statement("Q900001", P580="2001-01-01")
    unknown["qualifiers"]["P582"] = [{"snaktype": "somevalue"}]
    died = {"mainsnak": {"datavalue": {"value": {"time": "+2010-07-00T00:00:00Z", "precision": 10}}}}
    held = statement("Q900001", P580="2005-01-01")
    old = {**held, "rank": "deprecated"}
    found, left = read(
        tmp_path,
        "w.json",
        entity("Q1", "Ole Vik", P31=[statement("Q5")], P27=[statement("Q20")], P39=[unknown, held, old], P570=[died]),
    )
    assert [(a.start, a.end) for a in found] == [("2005-01-01", "2010-07")]
    assert "not known" in left[0].reason


@pytest.mark.parametrize(
    ("label", "sector"),
    [("Minister of Justice of Norway", "GOV"), ("Deputy Prime Minister", "GOV"), ("Attorney General", "GOV"),
     ("Member of the European Parliament", "IGO"), ("ambassador of Norway to the United Nations", "GOV"),
     ("bishop of Oslo", "REL"),
     ("Leader of the Opposition", "OPP"), ("member of the Senate", "LEG"), ("Justice of the Supreme Court", "JUD"),
     ("Chief of the General Staff", "MIL"), ("chief of police", "COP"), ("President of Norway", "GOV"),
     ("chair of the board", None)],
)  # fmt: skip
def test_words_of_offices(label: str, sector: str | None) -> None:
    assert next((told for words, told in OFFICES if words.search(label)), None) == sector


def test_the_tables_of_codes_are_of_the_vocabulary() -> None:
    assert set(COUNTRIES.values()) <= countries()
    assert len(set(COUNTRIES.values())) == 200  # 193 members of the United Nations, and seven others
    assert all(key[1:].isdigit() for key in (*COUNTRIES, *CLASSES))
    assert {sector for sector in ROLES.values() if sector} <= set(SECTORS)
    assert {code for code, _ in INTERNATIONAL.values()} <= NOT_COUNTRIES
    assert {sector for _, sector in (*CLASSES.values(), *LABELS.values())} <= set(SECTORS)
    assert {kind for kind, _ in (*CLASSES.values(), *LABELS.values())} <= set(csv_table.KINDS)


@pytest.mark.parametrize(
    ("code", "told"),
    [("USAGOV", ("USA", "GOV")), ("SYRREBSUN", ("SYR", "REB")), ("NGOHRI", ("NGO", "NGO")), ("IGOUNO", ("IGO", "IGO")),
     ("GBR", ("GBR", None)), ("usaeli", ("USA", None)), ("IMGMOS", ("UNK", "REL")), ("UIS", ("UNK", "GOV")),
     ("PALGOV", ("PSE", "GOV")), ("REB", ("UNK", "REB")), ("MNC", ("MNC", "BUS"))],
)  # fmt: skip
def test_codes_of_cameo(code: str, told: tuple[str, str | None]) -> None:
    found = told_by(code)
    assert found is not None
    assert (found.code, found.sector, found.strange) == (*told, ())


def test_codes_that_nobody_knows() -> None:
    assert [told_by(code) for code in ("QQQ", "", "---", "AFR")] == [None] * 4
    found = told_by("NORQQQ")
    assert found is not None
    assert found.strange == ("QQQ",)


@pytest.mark.parametrize("words", ["", "nothing here\nat all\n", "a,b\n1,2\n", "see [the list](x) and [1]\n", "\x00\x01"])
def test_a_file_of_something_else_is_said(tmp_path: Path, words: str) -> None:
    (tmp_path / "x").write_text(words)
    with pytest.raises(UnreadableActors, match="--format"):
        recognised(tmp_path / "x")
    with pytest.raises(UnreadableActors, match="spelling"):
        recognised(tmp_path / "none")
    with pytest.raises(UnreadableActors, match="spelling"):
        recognised(tmp_path)


def test_old_letters_are_read(tmp_path: Path) -> None:
    found, _ = read(tmp_path, "a.txt", "ØRJAN_VENN_ [NOR]\nANDRÉ_VENN_ [FRA]\n".encode("cp1252"))
    assert [a.name for a in found] == ["Ørjan Venn", "André Venn"]


def test_a_damaged_package_is_told(tmp_path: Path) -> None:
    for name, pack in (("a.gz", gzip.compress), ("a.bz2", bz2.compress), ("a.xz", lzma.compress)):
        packed = pack(TABLE.encode() * 50)
        for damaged in (packed[: len(packed) // 2], packed[:20] + b"\x00\xff" * 20 + packed[60:]):
            with pytest.raises(UnreadableActors):
                read(tmp_path, name, damaged, "csv")


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(KINDS), st.sampled_from([TABLE, PETRARCH, AGENTS, WIKIDATA]), st.data())
def test_no_file_breaks_a_reader(tmp_path_factory: pytest.TempPathFactory, kind: str, words: str, data: st.DataObject) -> None:
    mixed = bytearray(words.encode())
    for _ in range(data.draw(st.integers(0, 8))):
        mixed[data.draw(st.integers(0, len(mixed) - 1))] = data.draw(st.integers(0, 255))
    _usable(tmp_path_factory.mktemp("fuzz") / "x", bytes(mixed[: data.draw(st.integers(0, len(mixed)))]), kind)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from((None, *KINDS)), st.binary(max_size=300))
def test_no_bytes_break_a_reader(tmp_path_factory: pytest.TempPathFactory, kind: str | None, words: bytes) -> None:
    _usable(tmp_path_factory.mktemp("fuzz") / "x", words, kind)


_VALUES = st.recursive(
    st.one_of(st.none(), st.text(max_size=4), st.sampled_from(["Q5", "Q20", "Q7278", "+2020-13-40T00:00:00Z", "\ud800", "~|"])),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(
            st.sampled_from(["mainsnak", "datavalue", "value", "id", "time", "precision", "qualifiers", "P580", "en"]),
            inner,
            max_size=4,
        ),
    ),
    max_leaves=12,
)


@settings(max_examples=150, deadline=None)
@given(st.dictionaries(st.sampled_from(["P31", "P39", "P27", "P17", "P279", "P571", "P298"]), _VALUES), _VALUES, _VALUES)
def test_no_entity_breaks_the_reader(tmp_path_factory: pytest.TempPathFactory, claims: Any, labels: Any, aliases: Any) -> None:
    human = {"P31": [statement("Q5")], "P27": [statement("Q20")], "P39": [statement("Q1")]}
    told = [
        {"id": "Q1", "labels": labels, "aliases": aliases, "claims": claims},
        {"id": "Q2", "labels": {"en": {"value": "a|b \ud800~"}}, "aliases": aliases, "claims": {**human, **claims}},
    ]
    _usable(tmp_path_factory.mktemp("fuzz") / "x", "\n".join(map(json.dumps, told)).encode(), "wikidata")


def _usable(path: Path, words: bytes, kind: str | None) -> None:
    path.write_bytes(words)
    try:
        lines = [entry.line("own:x") for entry in entries(path, kind) if not isinstance(entry, LeftOut)]
    except UnreadableActors:
        return
    "".join(lines).encode()
    assert all(map(_is_sound, lines))
    table = ActorTable(lines)
    assert all(
        name.entity.ended(date(2024, 2, 29)) is None or name.entity.end for found in table.names.values() for name in found
    )


_DAYS = st.dates(date(1, 1, 2), date(9999, 12, 30))


@given(st.lists(st.tuples(_DAYS, st.integers(0, 4000)), max_size=6), _DAYS)
def test_gaps_are_where_no_spell_is(starts: list[tuple[date, int]], day: date) -> None:
    spells = [
        (start.isoformat(), min(start + timedelta(min(days, (date(9999, 12, 30) - start).days)), date(9999, 12, 30)).isoformat())
        for start, days in starts
    ]

    def holds(spell: tuple[str, str]) -> bool:
        return (not spell[0] or first_day(spell[0]) <= day.toordinal()) and (
            not spell[1] or day.toordinal() <= last_day(spell[1])
        )

    assert sum(map(holds, gaps(spells))) == (not any(map(holds, spells)))


def test_dates_are_those_of_the_calendar() -> None:
    assert all(map(is_real, ("2024", "2024-02", "2024-02-29")))
    assert not any(map(is_real, ("2023-02-29", "2024-13", "2024-00", "0000", "٢٠٢٤", "2024-2", "")))
