"""The network of actors as GEXF 1.2 (Gephi) and GraphML (igraph, networkx, Cytoscape)."""

from collections.abc import Iterable, Iterator
from typing import BinaryIO
from xml.sax.saxutils import quoteattr

from verbale.export.characters import plain
from verbale.export.network import Edge, Network, Node, gather
from verbale.export.reported import Reported, Tally
from verbale.export.settings import ExportSettings
from verbale.export.tables import number

Value = str | int | float | None
_NODE = {"code": "string", "sector": "string", "country": "string", "events": "int"}
_EDGE = {"count": "int", "mean_score": "double", "first": "string", "last": "string", "acts": "string"}


def write_gexf(events: Iterable[Reported], stream: BinaryIO, settings: ExportSettings, tally: Tally) -> None:
    """Write GEXF; an edge is as heavy as its events are many."""
    network = gather(events, settings, tally)
    kinds = {"int": "integer"}
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<gexf xmlns="http://www.gexf.net/1.2draft" version="1.2"><graph mode="static" defaultedgetype="directed">',
        *_gexf_columns("node", _NODE, kinds),
        *_gexf_columns("edge", _EDGE, kinds),
        "<nodes>",
    ]
    _lines(stream, lines)
    numbers = {name: f"n{place}" for place, name in enumerate(network.nodes)}
    _lines(
        stream,
        (
            f"<node id={_quoted(numbers[name])} label={_quoted(node.label)}>{_gexf_values(_of_node(node))}</node>"
            for name, node in network.nodes.items()
        ),
    )
    _lines(stream, ["</nodes>", "<edges>"])
    _lines(
        stream,
        (
            f'<edge id="e{place}" source={_quoted(numbers[source])} target={_quoted(numbers[target])} weight="{edge.count}">'
            f"{_gexf_values(_of_edge(edge))}</edge>"
            for place, ((source, target), edge) in enumerate(network.edges.items())
        ),
    )
    _lines(stream, ["</edges>", "</graph></gexf>"])


def write_graphml(events: Iterable[Reported], stream: BinaryIO, settings: ExportSettings, tally: Tally) -> None:
    """Write GraphML."""
    network = gather(events, settings, tally)
    columns = [("node", "label", "string"), ("edge", "weight", "int")]
    columns += [("node", name, kind) for name, kind in _NODE.items()] + [("edge", name, kind) for name, kind in _EDGE.items()]
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
        *(f'<key id="{of}_{name}" for="{of}" attr.name="{name}" attr.type="{kind}"/>' for of, name, kind in columns),
        '<graph edgedefault="directed">',
    ]
    _lines(stream, lines)
    _lines(stream, _graphml_parts(network))
    _lines(stream, ["</graph></graphml>"])


def _graphml_parts(network: Network) -> Iterator[str]:
    numbers = {name: f"n{place}" for place, name in enumerate(network.nodes)}
    for name, node in network.nodes.items():
        yield f'<node id="{numbers[name]}">{_graphml_values("node", {"label": node.label, **_of_node(node)})}</node>'
    for (source, target), edge in network.edges.items():
        values = _graphml_values("edge", {"weight": edge.count, **_of_edge(edge)})
        yield f'<edge source="{numbers[source]}" target="{numbers[target]}">{values}</edge>'


def _of_node(node: Node) -> dict[str, Value]:
    return {"code": node.code, "sector": node.sector, "country": node.country, "events": node.events}


def _of_edge(edge: Edge) -> dict[str, Value]:
    first, last = (day.isoformat() if day else None for day in (edge.first, edge.last))
    return {"count": edge.count, "mean_score": edge.mean_score, "first": first, "last": last, "acts": edge.acts_told}


def _gexf_columns(of: str, columns: dict[str, str], kinds: dict[str, str]) -> Iterator[str]:
    yield f'<attributes class="{of}" mode="static">'
    for name, kind in columns.items():
        yield f'<attribute id="{of}_{name}" title="{name}" type="{kinds.get(kind, kind)}"/>'
    yield "</attributes>"


def _gexf_values(values: dict[str, Value]) -> str:
    of = "edge" if "count" in values else "node"
    told = "".join(f'<attvalue for="{of}_{name}" value={_quoted(value)}/>' for name, value in values.items() if value is not None)
    return f"<attvalues>{told}</attvalues>"


def _graphml_values(of: str, values: dict[str, Value]) -> str:
    return "".join(
        f'<data key="{of}_{name}">{_quoted(value)[1:-1]}</data>' for name, value in values.items() if value is not None
    )


def _quoted(value: Value) -> str:
    """A value in double quotes, with the characters that XML keeps for itself escaped."""
    words = number(value) or "" if isinstance(value, float) else plain(str(value))
    escaped = quoteattr(words, {'"': "&quot;"})
    return f'"{escaped[1:-1]}"'


def _lines(stream: BinaryIO, lines: Iterable[str]) -> None:
    for line in lines:
        stream.write(line.encode() + b"\n")
