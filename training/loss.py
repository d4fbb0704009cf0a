"""What the network is trained to make small: one number from its outputs and the targets of a batch."""

import torch
import torch.nn.functional as F
from torch import Tensor

from training.examples import UNKNOWN, Targets
from verbale.extraction import labels

WEIGHTS = {
    "trigger": 1.0, "inside": 0.3, "signal": 0.5, "stance": 0.5, "layer": 0.5, "status": 0.6, "certainty": 0.4, "mode": 0.4,
    "role": 1.0, "relation": 1.0, "context": 0.5, "factuality": 0.3,
}  # fmt: skip


FACT_SCALE = 3
"""The factuality heads say -1 to 1 where the data say -3 to 3."""


def _choice(scores: Tensor, wanted: Tensor, weight: Tensor | None = None) -> Tensor | None:
    if not (wanted != UNKNOWN).any():
        return None
    return F.cross_entropy(
        scores.reshape(-1, scores.shape[-1]), wanted.reshape(-1), weight, ignore_index=UNKNOWN, reduction="sum"
    )


def _yes_no(scores: Tensor, wanted: Tensor) -> Tensor | None:
    mask = wanted != UNKNOWN
    if not mask.any():
        return None
    return F.binary_cross_entropy_with_logits(scores[mask], wanted[mask].to(scores.dtype), reduction="sum")


def pair_scores(act: Tensor, status: Tensor) -> Tensor:
    """Log probability of each of the 80 pairs of act and status, acts outermost."""
    both = F.log_softmax(act, -1).unsqueeze(2) + F.log_softmax(status, -1).unsqueeze(1)
    return both.flatten(1)


def losses(out: dict[str, Tensor], wanted: Targets) -> dict[str, Tensor]:
    """The parts of the loss, each per sentence of the batch."""
    out = {name: value.float() for name, value in out.items()}
    parts: dict[str, Tensor | None] = {
        "trigger": _choice(out["trigger"], wanted.trigger),
        "inside": _yes_no(out["inside"], wanted.inside),
        "signal": _choice(out["signal"], wanted.signal),
        "stance": _choice(out["stance"], wanted.stance),
        "layer": _choice(out["layer"], wanted.layer),
        "context": _yes_no(out["context"], wanted.context),
    }
    if len(wanted.anchor_at):
        rows, words = wanted.anchor_at.T
        parts["status"] = _choice(out["status"][rows, words], wanted.status)
        parts["certainty"] = _choice(out["certainty"][rows, words], wanted.certainty)
        parts["mode"] = _yes_no(out["mode"][rows, words], wanted.mode)
        # rows x roles x 2 x words: the anchor picks its row of the first word axis
        parts["role"] = _yes_no(out["role"][rows, :, :, words, :], wanted.role)
    if wanted.relation.any():
        scores = pair_scores(out["relation"], out["relation_status"])
        chosen = wanted.relation.any(1)
        right = scores.masked_fill(~wanted.relation, -1e9)[chosen]
        parts["relation"] = -torch.logsumexp(right, 1).sum()
    if len(wanted.facts):
        rows, words, heads = wanted.facts[:, :3].long().T
        value = wanted.facts[:, 3].float() / FACT_SCALE
        parts["factuality"] = F.smooth_l1_loss(out["factuality"][rows, words, heads], value, reduction="sum") * 3
    size = len(wanted.trigger)
    return {name: WEIGHTS[name] * part / size for name, part in parts.items() if part is not None}


assert set(WEIGHTS) >= set(labels.OUTPUTS) - {"relation_status"}
