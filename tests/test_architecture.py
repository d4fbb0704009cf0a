"""Which way the arrows point: ARCHITECTURE.md drawn as a table and checked against every import."""

import ast
from pathlib import Path

import pytest

import verbale

SOURCE = Path(verbale.__file__).parent
GROUND = {"records", "errors", "settings", "version"}
MAY_LEAN_ON = {
    "records": set[str](),
    "errors": set[str](),
    "version": set[str](),
    "settings": {"errors"},
    "ontology": GROUND,
    "text": GROUND,
    "extraction": GROUND | {"ontology"},
    "resolution": GROUND | {"ontology"},
    "confidence": GROUND | {"ontology"},
    "schema": GROUND,
    "document": GROUND | {"ontology", "schema"},
    "sources": GROUND | {"text"},
    "store": GROUND | {"ontology", "document"},
    "intake": GROUND | {"sources", "imports", "store"},
    "export": GROUND | {"ontology", "store"},
    "imports": GROUND | {"ontology", "store"},
    "forecast": GROUND | {"ontology", "store"},
    "outlook": GROUND | {"ontology", "store", "forecast"},
    "pipeline": GROUND | {"ontology", "text", "extraction", "resolution", "confidence", "document"},
    "faces": GROUND
    | {
        "ontology",
        "text",
        "extraction",
        "resolution",
        "document",
        "schema",
        "pipeline",
        "demo",
        "sources",
        "store",
        "intake",
        "export",
        "imports",
        "forecast",
        "outlook",
    },
    "demo": GROUND,
    "__init__": GROUND | {"ontology", "pipeline", "document", "text", "store", "outlook"},
}
HEAVY = {
    "lightgbm",
    "scipy",
    "onnxruntime",
    "torch",
    "trafilatura",
    "nupunkt",
    "polars",
    "pandas",
    "pyarrow",
    "rich",
    "duckdb",
    "fastwarc",
    "feedparser",
}


def room(path: Path) -> str:
    return path.relative_to(SOURCE).with_suffix("").parts[0]


def imports(path: Path) -> set[str]:
    """The rooms of verbale that a file imports, at its top or inside a function."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            names |= {f"{node.module}.{alias.name}" for alias in node.names} if node.module == "verbale" else {node.module}
        elif isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
    return {name.split(".")[1] for name in names if name.startswith("verbale.")}


@pytest.mark.parametrize("path", sorted(SOURCE.rglob("*.py")), ids=lambda path: str(path.relative_to(SOURCE)))
def test_arrows_point_one_way(path: Path) -> None:
    mine = room(path)
    assert mine in MAY_LEAN_ON, f"{mine} is a new room: draw its arrows in ARCHITECTURE.md and here"
    back = imports(path) - MAY_LEAN_ON[mine] - {mine}
    assert not back, f"{path.relative_to(SOURCE)} leans on {', '.join(sorted(back))}"


@pytest.mark.parametrize("path", sorted(SOURCE.rglob("*.py")), ids=lambda path: str(path.relative_to(SOURCE)))
def test_heavy_libraries_are_imported_where_they_are_used(path: Path) -> None:
    top = ast.parse(path.read_text(encoding="utf-8")).body
    names = {alias.name.split(".")[0] for node in top if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module.split(".")[0] for node in top if isinstance(node, ast.ImportFrom) and node.module}
    assert not names & HEAVY


def test_only_one_file_knows_onnx_runtime() -> None:
    knowing = [path.name for path in SOURCE.rglob("*.py") if "import onnxruntime" in path.read_text(encoding="utf-8")]
    assert knowing == ["session.py"]
