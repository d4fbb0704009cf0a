"""The loaders of other people's data, on lines made up in their formats, and the examples made from them."""

import io
import tarfile
from pathlib import Path

import pytest

pytest.importorskip("torch")

import torch
from tokenizers import Tokenizer

from training.examples import Anchor, Example, collate, marks_of, masked, windows_of
from training.fit import _hide, averaged
from training.sources import attributed, attribution
from verbale.extraction import labels
from verbale.extraction.cards import packaged
from verbale.extraction.encoding import MASK, SEP

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    found = Tokenizer.from_file(str(packaged() / "tokenizer.json"))
    found.no_truncation()
    found.no_padding()
    return found


def archive_of(folder: Path, files: dict[str, str]) -> None:
    (folder / "attribution").mkdir()
    with tarfile.open(folder / "attribution/polnear_train_dev.tar.xz", "w:xz") as archive:
        for name, words in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(words.encode())
            archive.addfile(info, io.BytesIO(words.encode()))


def test_attribution_takes_the_first_annotator_and_counts_a_cut_content_whole(tmp_path: Path) -> None:
    text = "Oslo said the envoy, it added, will leave."
    first = "T1\tSource 0 4\tOslo\nT2\tCue 5 9\tsaid\nT3\tContent 10 19;32 42\tthe envoy will leave.\nT4\tSource 0 4\tOslo\n"
    files = {
        "dev/text/wire_1.txt": text,
        "dev/attributions/wire_1_ann-a.ann": first,
        "dev/attributions/wire_1_ann-b.ann": "T1\tSource 21 23\tit\n",
        "dev/text/wire_2.txt": "Nobody marked this.",
    }
    archive_of(tmp_path, files)
    (found,) = attributed(tmp_path, "dev")
    assert found.text == text
    assert found.spans == {"source": ((0, 4),), "cue": ((5, 9),), "content": ((10, 42),)}


def test_a_content_goes_on_in_the_next_sentence(tmp_path: Path, tokenizer: Tokenizer) -> None:
    text = "Oslo said the envoy lied. He must leave."
    marks = f"T1\tContent 10 {len(text)}\t{text[10:]}\n"
    archive_of(tmp_path, {"train/text/wire_1.txt": text, "train/attributions/wire_1_a.ann": marks})
    first, second = attribution(tmp_path, tokenizer)
    assert (first.layers["content"], second.layers["content"]) == (((2, 5),), ((-1, 3),))
    content = labels.LAYERS.index("content")
    assert collate([second]).layer[0, :, content].tolist() == [2, 2, 2, 2]


def relation(tokenizer: Tokenizer) -> Example:
    text = "Kenya warned Togo"
    (window,) = windows_of(tokenizer, [text])
    return Example(window, frozenset(["relation"]), marks=marks_of(window, (0, 5), (13, 17)))


def test_a_masked_relation_hides_its_sides_alone(tokenizer: Tokenizer) -> None:
    plain = relation(tokenizer).window.pieces
    assert masked(relation(tokenizer)).window.pieces == (plain[0], MASK, plain[2], MASK, SEP)


def test_hiding_spares_padding_markers_and_signs(tokenizer: Tokenizer) -> None:
    wanted = collate([relation(tokenizer), Example(windows_of(tokenizer, ["Togo"])[0])])
    before = wanted.inputs[0].clone()
    _hide(wanted, 0.0)
    assert torch.equal(wanted.inputs[0], before)
    _hide(wanted, 1.0)
    assert torch.equal(wanted.inputs[0] == MASK, before > MASK)


def test_what_nobody_marked_is_not_learned(tokenizer: Tokenizer) -> None:
    (window,) = windows_of(tokenizer, ["Kenya warned Togo"])
    known = Example(window, anchors=(Anchor(1, {}),), contexts=("diplomatic",))
    wanted = collate([known, Example(window)])
    assert wanted.context[0].sum() == 1
    assert set(wanted.context[1].tolist()) == {-100}


def test_the_average_of_two_networks_lies_between_them() -> None:
    one, two = torch.nn.Linear(2, 2), torch.nn.Linear(2, 2)
    mean = averaged([one, two])  # type: ignore[list-item]  # any module will do
    assert torch.allclose(mean.weight, (one.weight + two.weight) / 2)  # type: ignore[arg-type]
