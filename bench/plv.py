"""PLV by cross-validation: five folds, stratified by root and grouped by sentence, seed 0, pooled predictions.

    python bench/plv.py --data ../shared/data [--start runs/clear/network.pt] [--epochs 8] [--json FILE]

Every fold starts from the same checkpoint, which saw no PLV row. A first training on the rows of the other folds reads the
pairs of the corpus as PLV would (a conviction is an accusation there, a blockade an assault), and the second learns from the
rows and from these pairs. It is exported to ONNX in int8 like a shipped model, and answers through `relation`, as a user would
ask. Roots are the fifteen of PLV: CONCEDE and RETREAT are one, YIELD. The first table is the start itself, with no PLV training.
"""

import argparse
import copy
import json
import random
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import torch
from sklearn.metrics import f1_score
from sklearn.model_selection import StratifiedGroupKFold

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from quality.scoring import resampled  # noqa: E402 - the repository is not installed as a package
from training.examples import PAIRS, Example, both_ways, collate  # noqa: E402
from training.export import unshipped  # noqa: E402
from training.fit import Schedule, Stream, averaged, fit  # noqa: E402
from training.loss import pair_scores  # noqa: E402
from training.network import Network  # noqa: E402
from training.prepare import corpus_examples, tokenizer  # noqa: E402
from training.sources import PAIRS_OF_ROOT, PlvRow, plv_example, plv_rows, root_of  # noqa: E402
from verbale import ontology  # noqa: E402
from verbale.extraction.cards import digest_of  # noqa: E402
from verbale.extraction.extractor import Extractor  # noqa: E402
from verbale.records import Span  # noqa: E402

FOLDS = 5
BATCH = 64
MEMBERS = 3
"""Trainings from the same start, in another order, whose weights are averaged into one network."""
CANDIDATES = 8000
"""Pairs of the corpus that are drawn to be read again; all would take longer than the training."""
LIKELY, SURE = 0.5, 0.85
"""A reading is kept from LIKELY on where the corpus marks the same root, and from SURE on where it marks another."""
PER_ROOT = 250
"""Pairs of one root that are kept at most: the rare roots are what PLV has too few rows of."""
QUADS = {root: 2 if root == "YIELD" else ontology.acts()[root].quad for root in map(root_of, ontology.ACTS)}


def answers(network: Network, rows: Sequence[PlvRow]) -> list[str]:
    """The root of each row, from the exported network."""
    with tempfile.TemporaryDirectory() as name:
        extractor = Extractor(unshipped(network, Path(name)), threads=2)
        out = []
        for row in rows:
            sides = [Span(*side) if side else None for side in (row.actor, row.recipient)]
            scores = extractor.relation(row.sentence, *sides).type_scores
            roots = dict.fromkeys(QUADS, 0.0)
            for event_type, chance in scores.items():
                roots[root_of(event_type)] += chance
            out.append(max(roots, key=lambda root: roots[root]))
        return out


def read_again(teacher: Network, pairs: Sequence[Example], rng: random.Random) -> list[Example]:
    """Pairs of the corpus with the root that a network trained on PLV reads in them."""
    kept: dict[str, list[Example]] = {root: [] for root in QUADS}
    drawn = sorted(rng.sample(list(pairs), min(CANDIDATES, len(pairs))), key=lambda pair: len(pair.window.pieces))
    to_root = np.array([[root_of(ontology.event_type(*pair)) == root for root in QUADS] for pair in PAIRS], float)
    for at in range(0, len(drawn), BATCH):
        group = drawn[at : at + BATCH]
        with torch.no_grad():
            out = teacher(*collate(group).inputs)
        chances = pair_scores(out["relation"], out["relation_status"]).exp().numpy() @ to_root
        for pair, its in zip(group, chances, strict=True):
            root, chance = list(QUADS)[int(its.argmax())], float(its.max())
            marked = {root_of(ontology.event_type(*both)) for both in pair.relation}
            if chance > (LIKELY if root in marked else SURE):
                kept[root].append(replace(pair, relation=PAIRS_OF_ROOT[root]))
    return [pair for group in kept.values() for pair in rng.sample(group, min(PER_ROOT, len(group)))]


def table(title: str, gold: list[str], got: list[str]) -> dict[str, Any]:
    """Print and give the figures of pooled predictions, the interval by 1,000 resamples of rows."""

    def macro(rows: Sequence[tuple[str, str]]) -> float:
        wanted, said = zip(*rows, strict=True)
        return float(f1_score(wanted, said, average="macro", zero_division=0))

    low, high = resampled(list(zip(gold, got, strict=True)), macro)
    names = sorted(QUADS)
    each = f1_score(gold, got, average=None, labels=names, zero_division=0)
    figures = {
        "rows": len(gold),
        "root_macro_f1": round(float(f1_score(gold, got, average="macro", labels=names, zero_division=0)), 4),
        "ci95": [round(low, 4), round(high, 4)],
        "root_accuracy": round(float(np.mean([g == p for g, p in zip(gold, got, strict=True)])), 4),
        "quad_macro_f1": round(float(f1_score([QUADS[g] for g in gold], [QUADS[p] for p in got], average="macro")), 4),
        "binary_macro_f1": round(float(f1_score([QUADS[g] > 2 for g in gold], [QUADS[p] > 2 for p in got], average="macro")), 4),
        "f1": {name: round(float(value), 3) for name, value in zip(names, each, strict=True)},
    }
    print(f"\n{title}")
    for key, value in figures.items():
        print(f"  {key:18} {value}")
    return figures


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--start", type=Path, default=ROOT / "runs/clear/network.pt")
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--rate", type=float, default=1e-4)
    parser.add_argument("--pairs", type=int, default=700, help="pairs of the corpus mixed into each epoch")
    parser.add_argument("--folds", type=int, default=FOLDS, help="stop after so many of the five folds")
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    torch.set_num_threads(2)
    rows, words = plv_rows(options.data), tokenizer()
    gold = [row.root for row in rows]
    start = Network()
    start.load_state_dict(torch.load(options.start))
    found = {"start": digest_of(options.start), "without_plv": table("no PLV training", gold, answers(start, rows))}
    from training.corpus import read

    pairs = corpus_examples(words, read())[1]
    splitter = StratifiedGroupKFold(FOLDS, shuffle=True, random_state=0)
    tested: list[int] = []
    got: list[str] = []
    for fold, (learn, test) in enumerate(splitter.split(rows, gold, [row.sentence for row in rows])):
        if fold == options.folds:
            break
        # Each epoch draws as many as there are rows, about half of them with their sides hidden.
        own = Stream("plv", both_ways([plv_example(rows[n], words) for n in learn]), len(learn))

        def trained(others: Sequence[Example], count: int, seed: int, own: Stream = own) -> Network:
            schedule = Schedule(options.epochs, options.rate, 5 * options.rate, seed=seed)
            return fit(copy.deepcopy(start), [own, Stream("pairs", both_ways(others), count)], schedule, lambda line: None)

        teacher = trained(pairs, options.pairs // 2, fold)
        likened = read_again(teacher, pairs, random.Random(fold))
        network = averaged([trained(likened, options.pairs, fold + 100 * n) for n in range(MEMBERS)])
        got += answers(network, [rows[n] for n in test])
        tested += [int(n) for n in test]
        right = np.mean([g == gold[n] for g, n in zip(got[-len(test) :], test, strict=True)])
        print(f"fold {fold + 1}: {len(test)} rows, {right:.3f} right", flush=True)
    found["cross_validated"] = table("five-fold cross-validation", [gold[n] for n in tested], got)
    if options.json:
        options.json.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
