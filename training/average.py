"""Average the weights of networks that grew out of one another: between stages of a training, or between corpora.

    python training/average.py OUTPUT.pt FILE.pt=SHARE FILE.pt=SHARE ...

The shares must sum to one. RESULTS.md says which stages the shipped weights are made of, and what that gave.
"""

import argparse
import sys
from pathlib import Path

import torch

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from training.fit import averaged  # noqa: E402 - the repository is not installed as a package
from training.network import Network  # noqa: E402


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("output", type=Path)
    parser.add_argument("parts", nargs="+", metavar="FILE=SHARE")
    options = parser.parse_args()
    files, shares = zip(
        *((file, float(share)) for file, _, share in (part.rpartition("=") for part in options.parts)), strict=True
    )
    if abs(sum(shares) - 1) > 1e-6:
        raise SystemExit(f"The shares sum to {sum(shares):g}; they must sum to 1.")
    networks = []
    for file in files:
        networks.append(Network())
        networks[-1].load_state_dict(torch.load(file))
    torch.save(averaged(networks, shares).state_dict(), options.output)


if __name__ == "__main__":
    main()
