"""Actors that users bring, in all the forms that are read."""

import bz2
import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from verbale.errors import UnreadableActors
from verbale.resolution.dictionaries import READERS, LeftOut, OwnActor, OwnNoun, entries, recognised
from verbale.resolution.dictionaries.codes import countries, told_by
from verbale.resolution.dictionaries.wikidata_items import CLASSES, COUNTRIES
from verbale.resolution.knowledge import ActorTable

TABLE = """name,code,sector,title,from,to,aliases
Orla Venn,NOR,GOV,harbour minister,2020-02,2023-06-30,Minister Venn|O. Venn
Fjord Front,nor,reb,,2019,,The Front
Sea Relief,NGO,,,,,
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
PROSECUTOR_ [~JUD]
POLICEMAN_ {POLICEMEN_} [~COP]
ENVOY_ [~GOV]
!MINIST_OF_NOUN! stuff
DREAMER_ [~ZZZ]
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
    entity("Q900001", "Harbour Minister of Norway", P31=[statement("Q4164871")]),
    entity(
        "Q900002",
        "Orla Venn",
        ("O. Venn",),
        P31=[statement("Q5")],
        P27=[statement("Q20")],
        P21=[statement("Q6581072")],
        P39=[statement("Q900001", P580="2020-02-01", P582="2023-06-30"), statement("Q900009", P580="2024-01-01")],
    ),
    entity("Q900003", "Fjord Front", P31=[statement("Q1788992")], P17=[statement("Q20")]),
    entity("Q900004", "Lost Front", P31=[statement("Q1788992")]),
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
        "person", ("NOR",), "GOV", "Orla Venn", "harbour minister", "2020-02", "2023-06-30", "", ("Minister Venn", "O. Venn")
    )
    assert [(a.kind, a.codes, a.sector) for a in found[1:]] == [("group", ("NOR",), "REB"), ("ngo", ("NGO",), "NGO")]


@pytest.mark.parametrize(
    ("row", "told"),
    [(",NOR", "no name"), ("A,NRW", "near it are"), ("A,", "no code"), ("A,NOR,GVO", "GOV"),
     ("A,NOR,GOV,,May", "no date"), ("A,NOR,GOV,,2024,2020", "before it begins")],
)  # fmt: skip
def test_a_bad_row_is_named_and_the_rest_is_read(tmp_path: Path, row: str, told: str) -> None:
    found, left = read(tmp_path, "a.csv", f"name,code,sector,title,from,to\n{row}\nB,SWE\n")
    assert [a.name for a in found] == ["B"]
    assert told in left[0].reason
    assert left[0].where == "row 2"


def test_a_petrarch_dictionary(tmp_path: Path) -> None:
    found, left = read(tmp_path, "actors.txt", PETRARCH)
    assert [(a.name, a.codes, a.sector, a.start, a.end) for a in found] == [
        ("Orla Venn", ("NOR",), "GOV", "2020-02-01", "2023-06-30"),
        ("Orla Venn", ("NOR",), "GOV", "2023-06-30", ""),
        ("Fjord Front", ("NOR",), "REB", "", ""),
        ("Old League", ("IGO",), "IGO", "", "1999-12-31"),
    ]
    assert found[0].aliases == ("Minister Venn", "O. Venn")
    assert [entry.reason for entry in left] == ["NOBODY: the code 'QQQXXX' is none of CAMEO's that are known"]


def test_petrarch_agents(tmp_path: Path) -> None:
    path = tmp_path / "agents.txt"
    path.write_text(AGENTS)
    found = list(entries(path))
    nouns = [(e.form, e.sector, e.plural) for e in found if isinstance(e, OwnNoun)]
    assert nouns[:4] == [
        ("prosecutor", "JUD", False),
        ("prosecutors", "JUD", True),
        ("policeman", "COP", False),
        ("policemen", "COP", True),
    ]
    assert [e.reason for e in found if isinstance(e, LeftOut)] == ["dreamer: there is no sector for the code '~ZZZ'"]


@pytest.mark.parametrize(("name", "pack"), [("w.json", bytes), ("w.json.gz", gzip.compress), ("w.json.bz2", bz2.compress)])
def test_a_dump_of_wikidata(tmp_path: Path, name: str, pack: Any) -> None:
    found, left = read(tmp_path, name, pack(WIKIDATA.encode()))
    assert [(a.name, a.kind, a.codes, a.sector, a.title, a.start, a.end, a.gender) for a in found] == [
        ("Orla Venn", "person", ("NOR",), "GOV", "Harbour Minister of Norway", "2020-02-01", "2023-06-30", "f"),
        ("Orla Venn", "person", ("NOR",), "GOV", "", "2024-01-01", "", "f"),
        ("Fjord Front", "group", ("NOR",), "REB", "", "", "", ""),
    ]
    assert [entry.reason for entry in left] == ["Lost Front: its country is none that is known"]


def test_countries_of_wikidata_are_codes_of_the_table() -> None:
    assert set(COUNTRIES.values()) <= countries()
    assert len(set(COUNTRIES.values())) > 195
    assert all(key[1:].isdigit() for key in (*COUNTRIES, *CLASSES))


@pytest.mark.parametrize(
    ("code", "told"),
    [("USAGOV", ("USA", "GOV")), ("SYRREBSUN", ("SYR", "REB")), ("NGOHRI", ("NGO", "NGO")), ("IGOUNO", ("IGO", "IGO")),
     ("GBR", ("GBR", None)),
     ("PALGOV", ("PSE", "GOV")), ("REB", ("UNK", "REB")), ("MNC", ("MNC", None)), ("QQQ", None), ("", None)],
)  # fmt: skip
def test_codes_of_cameo(code: str, told: tuple[str, str | None] | None) -> None:
    assert told_by(code) == told


@pytest.mark.parametrize("words", ["", "nothing here\nat all\n", "a,b\n1,2\n", "\x00\x01"])
def test_a_file_of_something_else_is_said(tmp_path: Path, words: str) -> None:
    (tmp_path / "x").write_text(words)
    with pytest.raises(UnreadableActors, match="--format"):
        recognised(tmp_path / "x")
    with pytest.raises(UnreadableActors, match="spelling"):
        recognised(tmp_path / "none")


@settings(max_examples=120, deadline=None)
@given(st.sampled_from(sorted(READERS)), st.sampled_from([TABLE, PETRARCH, AGENTS, WIKIDATA]), st.data())
def test_no_file_breaks_a_reader(tmp_path_factory: pytest.TempPathFactory, kind: str, words: str, data: st.DataObject) -> None:
    mixed = bytearray(words.encode())
    for _ in range(data.draw(st.integers(0, 8))):
        mixed[data.draw(st.integers(0, len(mixed) - 1))] = data.draw(st.integers(0, 255))
    path = tmp_path_factory.mktemp("fuzz") / "x"
    path.write_bytes(bytes(mixed[: data.draw(st.integers(0, len(mixed)))]))
    try:
        lines = [entry.line("own:x") for entry in entries(path, kind) if not isinstance(entry, LeftOut)]
    except UnreadableActors:
        return
    assert all(line.count("\t") == (10 if line.startswith("E") else 5) for line in lines)
    ActorTable(lines)
