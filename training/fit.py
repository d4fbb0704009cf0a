"""The training loop: examples in, a trained network out. Every draw comes from the seed."""

import copy
import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import torch

from training.examples import Example, Targets, collate
from training.loss import losses
from training.network import Network
from verbale.extraction.encoding import MASK


@dataclass(frozen=True)
class Stream:
    """Examples of one kind; each epoch draws `per_epoch` of them, all of them when it is 0."""

    name: str
    examples: Sequence[Example]
    per_epoch: int = 0


@dataclass(frozen=True)
class Schedule:
    """How long and how fast to train. Rates are peaks; they rise over the first tenth of the steps and fall to zero."""

    epochs: int = 12
    rate: float = 1e-4
    head_rate: float = 1e-3
    pieces_per_batch: int = 1400
    weight_decay: float = 0.01
    hidden: float = 0.0
    """Share of the word pieces that each reading of an example hides behind [MASK]."""
    seed: int = 0


def batches(examples: list[Example], pieces: int, rng: random.Random) -> list[list[Example]]:
    """Shuffled batches of sentences of like length, each of at most `pieces` word pieces once padded (markers not counted)."""
    order = sorted(examples, key=lambda e: len(e.window.pieces) + rng.random() * 8)
    out: list[list[Example]] = []
    rest: list[Example] = []
    for example in order:
        if rest and (len(rest) + 1) * (len(example.window.pieces) + 1) > pieces:
            out.append(rest)
            rest = []
        rest.append(example)
    out += [rest] if rest else []
    rng.shuffle(out)
    return out


def draw(streams: Sequence[Stream], rng: random.Random) -> list[Example]:
    """The examples of one epoch."""
    out: list[Example] = []
    for stream in streams:
        count = stream.per_epoch or len(stream.examples)
        whole, part = divmod(count, max(1, len(stream.examples)))
        out += [*stream.examples] * whole + rng.sample(list(stream.examples), part)
    return out


def _hide(wanted: Targets, share: float) -> None:
    if not share:
        return  # draw nothing, so that the seed means the same as without
    pieces = wanted.inputs[0]
    words = pieces > MASK  # what is not padding, marker or sign of the encoder
    pieces[words & (torch.rand(pieces.shape) < share)] = MASK


def averaged(networks: Sequence[Network], shares: Sequence[float] = ()) -> Network:
    """One network whose weights are the mean of several that had the same start, or have the given shares of each."""
    states = [network.state_dict() for network in networks]
    parts = shares or [1 / len(states)] * len(states)
    out = copy.deepcopy(networks[0])
    out.load_state_dict({name: sum(state[name] * part for state, part in zip(states, parts, strict=True)) for name in states[0]})
    return out


def say(line: str) -> None:
    """To standard output at once, since a run is long and its log is watched."""
    print(line, flush=True)


def fit(
    network: Network,
    streams: Sequence[Stream],
    schedule: Schedule,
    say: Callable[[str], None] = say,
    bf16: bool = True,
) -> Network:
    """Train in place; bfloat16 on CPU halves the time and leaves the weights in float32."""
    torch.manual_seed(schedule.seed)
    rng = random.Random(schedule.seed)
    encoder = [
        p for name, p in network.named_parameters() if name.startswith("encoder.") and "mark" not in name and "case" not in name
    ]
    ids = {id(p) for p in encoder}
    heads = [p for p in network.parameters() if id(p) not in ids]
    optimiser = torch.optim.AdamW(
        [{"params": encoder, "lr": schedule.rate}, {"params": heads, "lr": schedule.head_rate}],
        weight_decay=schedule.weight_decay,
        fused=True,
    )
    per_epoch = len(batches(draw(streams, random.Random(1)), schedule.pieces_per_batch, random.Random(1)))
    steps = per_epoch * schedule.epochs
    slope = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min(1.0, (step + 1) / max(1, steps // 10), max(0.0, (steps - step) / (0.9 * steps)))
    )
    network.train()
    for epoch in range(schedule.epochs):
        began, sums = time.perf_counter(), dict[str, float]()
        todo = batches(draw(streams, rng), schedule.pieces_per_batch, rng)
        for group in todo:
            wanted = collate(group)
            _hide(wanted, schedule.hidden)
            with torch.autocast("cpu", torch.bfloat16, enabled=bf16):
                out = network(*wanted.inputs)
            parts = losses(out, wanted)
            if not parts:
                continue
            optimiser.zero_grad(set_to_none=True)
            sum(parts.values(), torch.zeros(())).backward()  # type: ignore[no-untyped-call]
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
            slope.step()
            for name, part in parts.items():
                sums[name] = sums.get(name, 0.0) + float(part.detach())
        text = " ".join(f"{name} {value / len(todo):.3f}" for name, value in sums.items())
        say(f"epoch {epoch + 1}/{schedule.epochs} {time.perf_counter() - began:.0f} s: {text}")
    network.eval()
    return network
