"""Step 2 of 4: train a build from its prepared examples.

    python training/train.py clear [--examples FILE --output FILE]

Reads runs/BUILD/examples.pt and writes runs/BUILD/network.pt, or the files named. Where the configuration asks for it, several
short trainings go on from the first and their weights are averaged. Torch on CPU in bfloat16, two threads; the seed is that of
the configuration.
"""

import argparse
import copy
import sys
from dataclasses import replace
from pathlib import Path

import torch

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from training.fit import Schedule, Stream, averaged, fit  # noqa: E402 - the repository is not installed as a package
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
    options = parser.parse_args()
    torch.set_num_threads(2)
    chosen = config(options.build)
    schedule = Schedule(**chosen["schedule"])
    prepared = torch.load(options.examples or ROOT / "runs" / options.build / "examples.pt", weights_only=False)
    streams = [Stream(name, prepared[name], count) for name, count in chosen["per_epoch"].items()]
    network = fresh(schedule.seed)
    if "start" in chosen:
        network.load_state_dict(torch.load(ROOT / "runs" / chosen["start"] / "network.pt"))
    network = fit(network, streams, schedule)
    if "average" in chosen:
        last = replace(schedule, **chosen["average"]["schedule"])
        seeds = range(schedule.seed + 1, schedule.seed + 1 + chosen["average"]["members"])
        network = averaged([fit(copy.deepcopy(network), streams, replace(last, seed=seed)) for seed in seeds])
    torch.save(network.state_dict(), options.output or ROOT / "runs" / options.build / "network.pt")


if __name__ == "__main__":
    main()
