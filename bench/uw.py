"""UW dev: how sure the teller is that it happened, on the data set's scale from -3 to 3.

    python bench/uw.py --data ../shared/data [--network runs/research/network.pt] [--json FILE]

Prints Pearson's r and the mean absolute error over all targets in the first window of their sentence, with 95 % intervals
over sentences. The head is a training head, which is not exported: the network runs in PyTorch.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from quality.scoring import resampled  # noqa: E402 - the repository is not installed as a package
from training.examples import collate  # noqa: E402
from training.loss import FACT_SCALE  # noqa: E402
from training.network import Network, of_words  # noqa: E402
from training.prepare import tokenizer  # noqa: E402
from training.sources import factuality  # noqa: E402

CERTAIN = 1
"""The head that learns UW's scale; UDS-IH2 has another."""
Pairs = list[tuple[float, float]]
"""What is marked and what the network says."""


def answers(network: Network, data: Path) -> list[Pairs]:
    """The pairs of each sentence that has targets."""
    examples = factuality("factuality/uw_dev.jsonl", CERTAIN)(data, tokenizer())
    out: list[Pairs] = []
    for at in range(0, len(examples), 32):
        wanted = collate(examples[at : at + 32])
        pieces, case, mark, first = wanted.inputs
        with torch.no_grad():
            values = FACT_SCALE * network.factuality(of_words(network.encoder(pieces, case, mark), first))
        rows: dict[int, Pairs] = {}
        for row, word, head, value in wanted.facts.tolist():
            rows.setdefault(int(row), []).append((value, float(values[int(row), int(word), int(head)])))
        out += rows.values()
    return out


def _columns(sentences: Sequence[Pairs]) -> NDArray[np.float64]:
    return np.array([pair for pairs in sentences for pair in pairs]).T


def pearson(sentences: Sequence[Pairs]) -> float:
    marked, said = _columns(sentences)
    return float(np.corrcoef(marked, said)[0, 1])


def error(sentences: Sequence[Pairs]) -> float:
    """The mean absolute error."""
    marked, said = _columns(sentences)
    return float(np.abs(marked - np.clip(said, -3, 3)).mean())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--network", type=Path, default=ROOT / "runs/research/network.pt")
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    network = Network()
    network.load_state_dict(torch.load(options.network))
    sentences = answers(network.eval(), options.data)
    found = {}
    for name, figure in (("r", pearson), ("mae", error)):
        low, high = resampled(sentences, figure)
        found[name] = {"value": round(figure(sentences), 4), "ci95": [round(low, 4), round(high, 4)]}
        print(f"{name:4} {found[name]['value']} {found[name]['ci95']}, {sum(map(len, sentences))} targets")
    if options.json:
        options.json.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
