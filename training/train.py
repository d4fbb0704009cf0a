"""Step 2 of 4: train a build from its prepared examples.

    python training/train.py clear [--examples FILE] [--output FILE] [--start FILE] [--epochs N] [--seed N]

Reads runs/BUILD/examples.pt and writes runs/BUILD/network.pt, or the files named. --start goes on from a trained network, as when
the corpus has grown, instead of the published encoder. Torch on CPU in bfloat16, two threads; epochs and seed are those of the
configuration where none are named.
"""

import argparse
import sys
from pathlib import Path

import torch

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from training.fit import Schedule, Stream, fit  # noqa: E402 - the repository is not installed as a package
from training.network import Network, minilm_folder  # noqa: E402
from training.prepare import config  # noqa: E402


def fresh(seed: int) -> Network:
    """A network with the published encoder and heads drawn from the seed."""
    torch.manual_seed(seed)
    network = Network()
    network.encoder.load_minilm(minilm_folder())
    return network


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("build", choices=("clear", "research"))
    parser.add_argument("--examples", type=Path)
    parser.add_argument("--output", type=Path)
    parser.add_argument("--start", type=Path)
    parser.add_argument("--epochs", type=int)
    parser.add_argument("--seed", type=int)
    options = parser.parse_args()
    torch.set_num_threads(2)
    chosen = config(options.build)
    named = {key: value for key in ("epochs", "seed") if (value := getattr(options, key)) is not None}
    schedule = Schedule(**(chosen["schedule"] | named))
    prepared = torch.load(options.examples or ROOT / "runs" / options.build / "examples.pt", weights_only=False)
    streams = [Stream(name, prepared[name], count) for name, count in chosen["per_epoch"].items()]
    network = fresh(schedule.seed)
    start = options.start or (ROOT / "runs" / chosen["start"] / "network.pt" if "start" in chosen else None)
    if start:
        network.load_state_dict(torch.load(start))
    fit(network, streams, schedule)
    torch.save(network.state_dict(), options.output or ROOT / "runs" / options.build / "network.pt")


if __name__ == "__main__":
    main()
