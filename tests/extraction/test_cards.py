"""A model whose parts do not belong together is refused in one sentence."""

import json
import shutil
from pathlib import Path

import pytest

from verbale.errors import ModelMismatch, ModelNotFound
from verbale.extraction.cards import load_card, packaged
from verbale.extraction.session import Session

pytestmark = pytest.mark.model


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    return Path(shutil.copytree(packaged(), tmp_path / "model"))


def test_the_packaged_model_is_sound() -> None:
    card = load_card()
    assert card.name == "clear"
    assert len(card.digest) == 16


def test_a_folder_without_a_model(tmp_path: Path) -> None:
    with pytest.raises(ModelNotFound, match=r"has no card\.toml, model\.onnx"):
        load_card(tmp_path)


def test_weights_that_are_not_those_of_the_card(copied: Path) -> None:
    with (copied / "model.onnx").open("ab") as file:
        file.write(b"x")
    with pytest.raises(ModelMismatch, match="its card says"):
        load_card(copied)


def test_labels_of_another_version(copied: Path) -> None:
    inventory = json.loads((copied / "labels.json").read_text())
    inventory["modes"].reverse()
    (copied / "labels.json").write_text(json.dumps(inventory))
    with pytest.raises(ModelMismatch, match="vocabulary"):
        load_card(copied)


def test_a_file_that_is_no_network(tmp_path: Path) -> None:
    (tmp_path / "model.onnx").write_bytes(b"no network")
    with pytest.raises(ModelMismatch, match="cannot be loaded"):
        Session(tmp_path / "model.onnx")
