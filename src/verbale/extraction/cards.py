"""Model cards: find a model, check that its parts belong together, say what it is."""

import hashlib
import json
import tomllib
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any

from verbale import ontology
from verbale.errors import ModelMismatch, ModelNotFound
from verbale.extraction import labels

DEFAULT = "clear"


@dataclass(frozen=True, slots=True)
class ModelCard:
    """What a model is and how it was made; `facts` is the whole card. `digest` is of model.onnx, 16 hexadecimal digits."""

    name: str
    purpose: str
    digest: str
    ontology: str
    licence: str
    folder: Path
    calibration: tuple[float, ...]
    facts: dict[str, Any]


def inventory() -> dict[str, list[str]]:
    """All labels in the order of the network's channels, as stored beside the weights."""
    names = (
        "ANCHOR_ACTS", "STATUSES", "CERTAINTIES", "MODES", "CONTEXTS", "SIGNALS", "STANCES", "LAYERS", "ROLES", "CASES", "MARKS",
    )  # fmt: skip
    return {name.lower(): list(getattr(labels, name)) for name in names}


def digest_of(file: Path) -> str:
    """First 16 hexadecimal digits of the SHA-256 of a file."""
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()[:16]


def packaged(name: str = DEFAULT) -> Path:
    """The folder of a model that ships with verbale."""
    return Path(str(resources.files("verbale.extraction"))) / "weights" / name


def load_card(folder: Path | None = None) -> ModelCard:
    """The card of the model in `folder` (default: the packaged model), after checking digest and labels.

    Raises ModelNotFound when a file is missing, ModelMismatch when the files do not belong together.
    """
    folder = folder or packaged()
    missing = [name for name in ("card.toml", "model.onnx", "tokenizer.json", "labels.json") if not (folder / name).is_file()]
    if missing:
        raise ModelNotFound(
            f"The model folder {folder} has no {', '.join(missing)}; install verbale again or name another folder."
        )
    facts = tomllib.loads((folder / "card.toml").read_text(encoding="utf-8"))
    digest = digest_of(folder / "model.onnx")
    if digest != facts["digest"]:
        raise ModelMismatch(
            f"{folder / 'model.onnx'} has the digest {digest}, its card says {facts['digest']}; install it again."
        )
    if json.loads((folder / "labels.json").read_text(encoding="utf-8")) != inventory() or facts["ontology"] != ontology.VERSION:
        raise ModelMismatch(
            f"The model in {folder} speaks the vocabulary {facts['ontology']}, this verbale {ontology.VERSION}; "
            "use a model of this version."
        )
    return ModelCard(
        facts["name"], facts["purpose"], digest, facts["ontology"], facts["licence"], folder,
        tuple(facts["calibration"]["weights"]), facts,
    )  # fmt: skip
