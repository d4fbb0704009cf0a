"""The learning curve of the clear build: what a quarter, half and all of the corpus give on the development gold.

    python bench/curve.py --data ../shared/data [--shares 0.25 0.5 1] [--json FILE]

Each share of the articles is prepared and trained from the published encoder with the configuration and seed of the build,
exported, and scored by the gate's own functions. About 45 minutes on two cores for the whole corpus.
"""

import argparse
import json
import subprocess
import sys
from pathlib import Path

import torch

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from quality.gate import development, own_sets  # noqa: E402 - the repository is not installed as a package
from training.export import unshipped  # noqa: E402
from training.network import Network  # noqa: E402
from verbale.extraction.extractor import Extractor  # noqa: E402
from verbale.pipeline import Coder  # noqa: E402
from verbale.resolution.resolver import Resolver  # noqa: E402
from verbale.settings import Settings  # noqa: E402

SHOWN = ("act_f1", "event_f1", "exact_f1", "unreal_recall", "false_happened")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--shares", type=float, nargs="+", default=[0.25, 0.5, 1.0])
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    gold = options.data / "gold"
    found = {}
    for share in options.shares:
        folder = ROOT / f"runs/curve/{share:g}"
        prepare = ["training/prepare.py", "clear", "--data", str(options.data), "--share", str(share), "--output", str(folder)]
        train = ["training/train.py", "clear", "--examples", str(folder / "examples.pt"), "--output", str(folder / "network.pt")]
        for command in (prepare, train):
            subprocess.run([sys.executable, *command], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        network = Network()
        network.load_state_dict(torch.load(folder / "network.pt"))
        extractor = Extractor(unshipped(network, folder / "model"), Settings().extraction, threads=2)
        made = Coder(extractor, Resolver.open(), Settings(min_confidence=0))
        dev = development(made, sorted(gold.glob("dev_*.jsonl")), gold / "score.py")
        own = own_sets(made, sorted((ROOT / "quality").glob("*.jsonl")))
        found[f"{share:g}"] = {"dev": {k: dev[k] for k in SHOWN}, "quality": {k: own[k] for k in (*SHOWN, "sets_right")}}
        for name, figures in found[f"{share:g}"].items():
            print(f"{share:>5.0%} of the corpus, {name:8}", " ".join(f"{k} {v:.3f}" for k, v in figures.items()), flush=True)
    if options.json:
        options.json.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
