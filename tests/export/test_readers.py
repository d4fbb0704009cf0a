"""The files read back with the readers of the field: pandas by position, TGB's loops, networkx, duckdb, Arrow."""

import csv
import json
from datetime import date
from io import BytesIO, StringIO
from pathlib import Path

import duckdb
import networkx
import pandas  # type: ignore[import-untyped]
import polars
import pyarrow.parquet as parquet  # type: ignore[import-untyped]  # it has no types
import pytest

from tests.export.reports import MEETING, NO_ACTOR, NO_RECIPIENT, STORY, report, written
from verbale.export import gdelt, phoenix, write
from verbale.store.rows import EventRow, row, schema, table


def tgb_edges(raw: bytes, relation: int, head: int, tail: int) -> list[tuple[str, str, str, str]]:
    """What TGB's loaders of ICEWS and POLECAT read: by position, default quoting, rows that hold None dropped."""
    edges = []
    for n, cells in enumerate(csv.reader(StringIO(raw.decode("iso-8859-1"), newline=""), delimiter="\t")):
        edge = (cells[1], cells[head], cells[relation], cells[tail])
        if n and cells[1] and not any("None" in cell for cell in edge):
            edges.append(edge)
    return edges


def test_icews_by_position() -> None:
    raw, counts = written("icews", [*STORY, report(event_id="e4", **NO_RECIPIENT)])
    assert counts.rows == 5
    assert tgb_edges(raw, 6, 2, 8) == [
        ("2024-10-01", "Police (Kenya)", "175", "Citizen (Kenya)"),
        ("2024-10-01", "Police (Kenya)", "175", "Rift Courier"),
        ("2024-10-01", "Government (Kenya)", "042", "Okot Lwanga"),
        ("2024-10-01", "Okot Lwanga", "042", "Government (Kenya)"),
    ]


def test_icews_with_pandas() -> None:
    frame = pandas.read_csv(
        BytesIO(written("icews")[0]), sep="\t", encoding="latin-1", parse_dates=["Event Date"], dtype={"CAMEO Code": str}
    )
    assert frame["Event ID"].is_unique
    assert frame["Event ID"].dtype == "int64"
    assert frame["Intensity"].tolist() == [-9, -9, 1.9, 1.9]
    assert frame["City"].tolist() == ["Nakuru", "Nakuru", "Lomza", "Lomza"]
    assert frame["Event Date"].dt.year.tolist() == [2024] * 4


def test_polecat_by_position() -> None:
    protest = report(event_id="e5", act="PROTEST", mode=("demo",), **NO_RECIPIENT)
    raw, _ = written("polecat", [*STORY, protest])
    assert tgb_edges(raw, 2, 7, 15) == [("2024-10-01", "Police in Nakuru", "ASSAULT", "students; Rift Courier")]
    frame = pandas.read_csv(BytesIO(raw), sep="\t", encoding="ISO-8859-1", usecols=[1, 2, 5, 8, 9, 15, 16, 17], na_values="None")
    assert frame["Quad Code"].tolist() == ["MATERIAL CONFLICT", "VERBAL COOPERATION", "MATERIAL CONFLICT"]
    assert frame["Recipient COW"].str.split("; ").explode().dropna().tolist() == ["501", "501"]
    assert frame["Actor COW"].tolist() == ["501", "501; 500", "501"]


def test_gdelt_with_pandas() -> None:
    frame = pandas.read_csv(
        BytesIO(written("gdelt")[0]), sep="\t", header=None, names=list(gdelt.EVENT_COLUMNS),
        dtype={"EventCode": str, "EventRootCode": str},
    )  # fmt: skip
    first = frame.iloc[0]
    assert (first.SQLDATE, first.MonthYear, first.Year, first.FractionDate) == (20241001, 202410, 2024, 2024.7425)
    assert (first.Actor1Code, first.Actor1CountryCode, first.Actor1Type1Code) == ("KENCOP", "KEN", "COP")
    assert (first.EventCode, first.EventRootCode, first.QuadClass, first.GoldsteinScale) == ("175", "17", 4, -9)
    assert (first.ActionGeo_Type, first.ActionGeo_CountryCode, first.ActionGeo_Lat) == (4, "KE", -0.28333)
    assert (first.DATEADDED, first.SOURCEURL) == (20241004063000, "https://courier.example/a1")
    assert frame.EventCode.tolist() == ["175", "175", "042", "042"]
    mentions = pandas.read_csv(BytesIO(written("gdelt-mentions")[0]), sep="\t", header=None, names=list(gdelt.MENTION_COLUMNS))
    assert mentions.GLOBALEVENTID.tolist() == frame.GLOBALEVENTID.tolist()
    assert mentions.Confidence.tolist() == [90] * 4
    assert mentions.ActionCharOffset.tolist() == [18] * 4


def test_gdelt_in_a_zip_archive(tmp_path: Path) -> None:
    path = tmp_path / "20241004063000.export.CSV.zip"
    write("gdelt", STORY, path)
    assert pandas.read_csv(path, sep="\t", header=None).shape == (4, 61)


def test_phoenix_with_pandas() -> None:
    frame = pandas.read_csv(
        BytesIO(written("phoenix")[0]), sep="\t", header=None, names=list(phoenix.COLUMNS), dtype={"EventCode": str, "Month": str}
    )
    assert frame.SourceActorFull.tolist() == ["KENCOP", "KENCOP", "KENGOV", "UGAGOV"]
    assert frame.TargetActorRole.tolist() == ["CVL", "MED", "GOV", "GOV"]
    assert frame.PentaClass.tolist() == [4, 4, 1, 1]
    assert frame.SentenceID.tolist()[::2] == ["a1_1", "a1_2"]
    assert frame.LocationName.tolist()[2] == "Łomża"
    cline = pandas.read_csv(BytesIO(written("cline-phoenix")[0]), dtype={"code": str})
    assert pandas.to_datetime(cline.story_date, format="%m/%d/%Y").dt.month.tolist() == [10] * 4
    assert cline.joined_issues.tolist()[0] == "RIGHTS_FREEDOMS,1"


def test_phoenix_of_nobody_known() -> None:
    raw, _ = written(
        "phoenix", [report(actor_code=("UNK",), actor_sector=("LAB",), recipient_code=("UNK",), recipient_sector=("CVL",))]
    )
    cells = raw.decode().split("\n")[0].split("\t")
    assert cells[5:13] == ["---LAB", "", "", "LAB", "---CVL", "", "CVL", ""]


def test_csv_keeps_which_code_belongs_to_which_name() -> None:
    raw, _ = written("csv", [report(actor_name=(None, "A; B", None), actor_code=("KEN", "UGA", "UNK"))])
    entry = next(csv.DictReader(StringIO(raw.decode(), newline="")))
    assert entry["actor_name"].split("; ") == ["", "A, B", ""]
    assert entry["actor_code"].split("; ") == ["KEN", "UGA", "UNK"]
    assert (entry["quantity_low"], entry["lat"], entry["date_from"], entry["source"]) == ("3", "-0.28333", "2024-10-01", "")


def test_parquet_is_the_table_of_the_desk(tmp_path: Path) -> None:
    path = tmp_path / "events.parquet"
    assert write("parquet", STORY, path).rows == 2
    assert parquet.read_table(path).drop_columns("corrected").equals(table(EventRow, [reported.event for reported in STORY[:2]]))
    assert parquet.read_schema(path).names == [*schema(EventRow).names, "corrected"]
    found = duckdb.connect().execute(f"SELECT event_id, unnest(recipient_name) FROM '{path}'").fetchall()
    assert found == [("e1", None), ("e1", "Rift Courier")]
    assert polars.read_parquet(path)["actor_code"].to_list() == [["KEN"], ["KEN", "UGA"]]
    assert row(EventRow, list(parquet.read_table(path).to_pylist()[0].values())[:-1]) == STORY[0].event


def test_json_lines_hold_the_row() -> None:
    entry = json.loads(written("jsonl")[0].splitlines()[0])
    assert list(entry) == [*schema(EventRow).names, "corrected"]
    assert entry["recipient_name"] == [None, "Rift Courier"]
    assert entry["date_from"] == "2024-10-01"


def test_plover() -> None:
    first, _, third = map(json.loads, written("plover", statuses=("actual", "future"))[0].splitlines())
    assert first["text"] == "Police in Nakuru fired tear gas on Tuesday."
    assert first["size"] == {"injured": {"low": 3.0, "high": 5.0}}
    assert first["event_loc"]["resolution"] == 4
    assert first["cite_info"]["codebook"].startswith("plover-2.0")
    assert (first["event"], first["link"], first["quad_code"], first["mode"]) == (["ASSAULT"], "i7", 4, ["crowd-control"])
    assert third["mode"] == ["future"]
    assert first["actor"] == [{"code": "KEN", "sector": "COP", "entity_text": "Police in Nakuru"}]


def test_plover_has_its_required_fields_though_nobody_is_known() -> None:
    (entry,) = map(json.loads, written("plover", [report(**NO_ACTOR)])[0].splitlines())
    assert entry["actor"] == []
    assert {"id", "date", "actor", "event"} <= entry.keys()


def test_geojson_is_rfc_7946() -> None:
    places = [*STORY, report(event_id="e6", lat=None), report(event_id="e7", lat=91.0)]
    raw, counts = written("geojson", places)
    made = json.loads(raw)
    assert made.keys() == {"type", "features"}
    assert made["type"] == "FeatureCollection"
    for feature in made["features"]:
        assert feature.keys() == {"type", "id", "geometry", "properties"}
        assert feature["type"] == "Feature"
        if feature["geometry"] is not None:
            lon, lat = feature["geometry"]["coordinates"]
            assert feature["geometry"].keys() == {"type", "coordinates"}
            assert feature["geometry"]["type"] == "Point"
            assert -180 <= lon <= 180
            assert -90 <= lat <= 90
    assert made["features"][0]["geometry"]["coordinates"] == [36.06667, -0.28333]
    assert [feature["geometry"] for feature in made["features"][2:]] == [None, None]
    assert counts.changed == {"events without a point on the map, whose geometry is null": 2}
    assert json.loads(written("geojson", [])[0]) == {"type": "FeatureCollection", "features": []}


@pytest.mark.parametrize("format", ["gexf", "graphml"])
def test_networks_with_networkx(format: str, tmp_path: Path) -> None:
    path = tmp_path / f"actors.{format}"
    later = report(event_id="e8", act="ACCUSE", mode=(), score=-3.0, date_from=None)
    write(format, [*STORY, later], path)
    graph = networkx.read_gexf(path) if format == "gexf" else networkx.read_graphml(path)
    assert graph.is_directed()
    labels = {data["label"]: name for name, data in graph.nodes(data=True)}
    assert set(labels) == {"Police (Kenya)", "Citizen (Kenya)", "Rift Courier", "Government (Kenya)", "Okot Lwanga"}
    police = graph.nodes[labels["Police (Kenya)"]]
    assert (police["code"], police["sector"], police["country"], police["events"]) == ("KEN", "COP", "KEN", 4)
    edge = graph.edges[labels["Police (Kenya)"], labels["Citizen (Kenya)"]]
    assert (edge["weight"], edge["count"], edge["mean_score"]) == (2, 2, -5.25)
    assert (edge["first"], edge["last"], edge["acts"]) == ("2024-10-01", "2024-10-03", "ACCUSE 1; ASSAULT 1")
    assert graph.has_edge(labels["Government (Kenya)"], labels["Okot Lwanga"])
    assert graph.has_edge(labels["Okot Lwanga"], labels["Government (Kenya)"])


def test_networks_by_code(tmp_path: Path) -> None:
    path = tmp_path / "actors.gexf"
    raw, counts = written("gexf", [*STORY, report(event_id="e9", **NO_ACTOR)], actors_by="code")
    path.write_bytes(raw)
    labels = {data["label"] for _, data in networkx.read_gexf(path).nodes(data=True)}
    assert labels == {"KEN COP", "KEN CVL", "KEN JRN", "KEN GOV", "UGA GOV"}
    assert counts.left_out["the article names no actor, or no recipient"] == 1


def test_event_reports() -> None:
    frame = pandas.read_csv(BytesIO(written("eventreport")[0]))
    assert frame.event_id.tolist() == ["i7", "e2"]
    assert frame[["deaths_best", "injuries_best"]].isna().all(axis=None)
    assert frame.injuries_low.tolist()[0] == 3
    exact = report(quantity_low=(4.0,), quantity_high=(4.0,), quantity_kind=("dead",))
    assert pandas.read_csv(BytesIO(written("eventreport", [exact])[0])).deaths_best.tolist() == [4]


def test_quads_as_the_benchmarks_read_them(tmp_path: Path) -> None:
    folder = tmp_path / "quads"
    days = [report(event_id=f"d{day}", date_from=date(2024, 10, day)) for day in (9, 2, 2, 5)]
    days.append(report(**{**MEETING, "date_from": date(2024, 10, 1)}))
    counts = write("quads", days, folder)
    assert {path.name for path in folder.iterdir()} == {path.name for path in counts.files}
    entities = dict(line.split("\t") for line in (folder / "entity2id.txt").read_text("utf-8").splitlines())
    relations = dict(line.split("\t") for line in (folder / "relation2id.txt").read_text("utf-8").splitlines())
    assert entities["Police_(Kenya)"] == "0"
    assert relations == {"ASSAULT": "0", "CONSULT": "1"}
    assert (folder / "stat.txt").read_text().split() == ["5", "2", "0"]
    quads = {
        name: [list(map(int, line.split())) for line in (folder / f"{name}.txt").read_text().splitlines()]
        for name in ("train", "valid", "test")
    }
    assert [quad[3] for quad in quads["train"]] == [0, 0, 1, 1, 4, 4]
    assert [[quad[3] for quad in quads[name]] for name in ("valid", "test")] == [[], [8, 8]]
    assert counts.rows == 8


def test_quads_count_on_request(tmp_path: Path) -> None:
    from verbale.export import ExportSettings

    write(
        "quads", [report(), report(event_id="again")], tmp_path / "q", ExportSettings(day_counts=True, day_step=24, split=(1, 0))
    )
    assert (tmp_path / "q/train.txt").read_text() == "0\t0\t1\t0\t2\n0\t0\t2\t0\t2\n"
