"""The output contract as a JSON Schema (draft 2020-12), for those who check what they read."""

import json
from importlib import resources
from typing import Any


def coded_article() -> dict[str, Any]:
    """The schema of one line of `verbale code --format jsonl`."""
    schema: dict[str, Any] = json.loads(
        resources.files(__package__).joinpath("coded-article.schema.json").read_text(encoding="utf-8")
    )
    return schema
