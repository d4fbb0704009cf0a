"""The formats by name."""

from verbale.export import eventreport, flat, gdelt, geojson, graphs, icews, phoenix, plover, polecat, quads
from verbale.export.reported import Format

FORMATS: dict[str, Format] = {
    made.name: made
    for made in (
        Format("plover", ".jsonl", "PLOVER JSON Lines, the fields of the manual", plover.write, tells_status=True),
        Format("polecat", ".txt", "POLECAT, 40 columns, tabs, ISO-8859-1", polecat.write),
        Format("icews", ".tab", "ICEWS, 20 columns, tabs, ISO-8859-1, CAMEO", icews.write, approximate=True),
        Format(
            "gdelt", ".export.CSV", "GDELT 2.0 events, 61 columns, tabs, no header, CAMEO", gdelt.write_events, approximate=True
        ),
        Format("gdelt-mentions", ".mentions.CSV", "GDELT 2.0 mentions, 16 columns, tabs, no header", gdelt.write_mentions),
        Format("phoenix", ".txt", "Phoenix real-time, 26 columns, tabs, no header, CAMEO", phoenix.write, approximate=True),
        Format("cline-phoenix", ".csv", "Cline Center Historical Phoenix, 25 columns, CSV, CAMEO", phoenix.write_cline, True),
        Format("csv", ".csv", "the columns of the desk, CSV", flat.write_csv, tells_status=True),
        Format("jsonl", ".jsonl", "the columns of the desk, JSON Lines", flat.write_jsonl, tells_status=True),
        Format("parquet", ".parquet", "the columns of the desk, Parquet", flat.write_parquet, tells_status=True),
        Format("geojson", ".geojson", "GeoJSON (RFC 7946), one feature an event", geojson.write, tells_status=True),
        Format("gexf", ".gexf", "network of actors, GEXF 1.2 for Gephi", graphs.write_gexf),
        Format("graphml", ".graphml", "network of actors, GraphML", graphs.write_graphml),
        Format("eventreport", ".csv", "one row a report, for the R package eventreport", eventreport.write, tells_status=True),
        Format("quads", ".zip", "temporal graph: quads, entity2id, relation2id", quads.write, archive=True),
    )
}
