"""Step 2 of 4: train a build from its prepared examples.

    python training/train.py clear [--epochs N] [--share 0.5]      --share trains on a part of the corpus, for the learning curve

Writes runs/BUILD/network.pt. Torch on CPU in bfloat16, two threads; the seed is that of the configuration.
"""

import argparse
import random
import sys
from dataclasses import replace
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
    parser.add_argument("--epochs", type=int)
    parser.add_argument("--seed", type=int)
    parser.add_argument("--share", type=float, default=1.0)
    parser.add_argument("--without", nargs="*", default=[], help="streams to leave out, such as plv")
    parser.add_argument("--output", type=Path)
    options = parser.parse_args()
    torch.set_num_threads(2)
    chosen = config(options.build)
    schedule = Schedule(**chosen["schedule"])
    schedule = replace(
        schedule, epochs=options.epochs or schedule.epochs, seed=schedule.seed if options.seed is None else options.seed
    )
    prepared = torch.load(ROOT / "runs" / options.build / "examples.pt", weights_only=False)
    streams = [Stream(name, prepared[name], count) for name, count in chosen["per_epoch"].items() if name not in options.without]
    if options.share < 1:
        rng = random.Random(schedule.seed)
        own = ("corpus", "relations")
        streams = [
            replace(s, examples=rng.sample(list(s.examples), int(options.share * len(s.examples)))) if s.name in own else s
            for s in streams
        ]
    network = fresh(schedule.seed)
    if "start" in chosen:
        network.load_state_dict(torch.load(ROOT / "runs" / chosen["start"] / "network.pt"))
    fit(network, streams, schedule)
    torch.save(network.state_dict(), options.output or ROOT / "runs" / options.build / "network.pt")


if __name__ == "__main__":
    main()
