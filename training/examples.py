"""Training examples: one sentence, what is known of it, and the tensors the loss compares with.

What a data set does not say is masked: `known` names the outputs that an example may teach.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor

from training.corpus import offsets
from verbale import ontology
from verbale.extraction import labels
from verbale.extraction.encoding import MASK, Window, batch, windows
from verbale.records import Span

Run = tuple[int, int]
"""Words from the first to the last of a span, both counted; a first of -1 is a span that began in the sentence before."""

UNMARKED = (*labels.NAMES, "content")
"""Layers that the corpus does not mark."""
EVERYTHING = frozenset(["trigger", "signal", "stance", *(f"layer:{name}" for name in labels.LAYERS if name not in UNMARKED)])


@dataclass(frozen=True)
class Anchor:
    """The first word of a trigger, signal or stance cue, with what is said of it. None is unknown."""

    word: int
    roles: dict[str, tuple[Run, ...]]
    act: str | None = None
    status: str | None = None
    certainty: str | None = None
    modes: tuple[str, ...] | None = None


@dataclass(frozen=True)
class Example:
    """A sentence (its first window) and its labels; `relation` is the set of (act, status) pairs that would be right."""

    window: Window
    known: frozenset[str] = frozenset()
    anchors: tuple[Anchor, ...] = ()
    inside: frozenset[int] = frozenset()
    signals: dict[int, str] = field(default_factory=dict)
    stances: dict[int, str] = field(default_factory=dict)
    layers: dict[str, tuple[Run, ...]] = field(default_factory=dict)
    marks: tuple[int, ...] = ()
    relation: frozenset[tuple[str, str]] = frozenset()
    contexts: tuple[str, ...] | None = None
    facts: tuple[tuple[int, int, float], ...] = ()
    """(word, 0 for realised or 1 for certain, value from -3 to 3)"""


def run_of(window: Window, span: tuple[int, int] | None) -> Run | None:
    """The words of a window that a span of characters covers, or None."""
    if span is None:
        return None
    hits = [n for n, word in enumerate(window.words) if word.start < span[1] and span[0] < word.end]
    return (hits[0], hits[-1]) if hits else None


def windows_of(tokenizer: Tokenizer, texts: Sequence[str]) -> list[Window]:
    """The first window of each text taken as one sentence."""
    return [windows(tokenizer, text, [Span(0, len(text))])[0][0] for text in texts]


class _Sentence:
    """Turns the spans of one marked sentence into runs of words."""

    def __init__(self, window: Window, text: str) -> None:
        self.window, self.text = window, text

    def run(self, words: str | None) -> Run | None:
        return run_of(self.window, offsets(self.text, words)) if words else None

    def runs(self, many: Iterable[str | None]) -> tuple[Run, ...]:
        return tuple(dict.fromkeys(run for run in map(self.run, many) if run))


def from_sentence(window: Window, sentence: dict[str, Any]) -> Example:
    """An example from a sentence in the corpus format."""
    at = _Sentence(window, sentence["text"])
    anchors: dict[int, Anchor] = {}
    inside: set[int] = set()
    signals: dict[int, str] = {}
    stances: dict[int, str] = {}
    layers: dict[str, list[Run]] = {name: [] for name in labels.LAYERS}

    def put(run: Run, anchor: Anchor, kinds: dict[int, str] | None = None, kind: str = "") -> None:
        before = anchors.get(run[0])
        if before:
            roles = {name: tuple(dict.fromkeys(before.roles.get(name, ()) + anchor.roles.get(name, ())))
                     for name in {**before.roles, **anchor.roles}}  # fmt: skip
            first = before if before.act else anchor
            anchor = Anchor(run[0], roles, first.act, first.status, first.certainty, first.modes)
        anchors[run[0]] = anchor
        inside.update(range(run[0] + 1, run[1] + 1))
        if kinds is not None:
            kinds[run[0]] = kind

    for event in sentence["events"]:
        run = at.run(event["trigger"])
        if run is None:
            continue
        roles = {
            "actor": at.runs(x["text"] for x in event["actor"]),
            "recipient": at.runs(x["text"] for x in event["recipient"]),
            "source": at.runs([(event.get("source") or {}).get("text")]),
            "cue": at.runs([event.get("cue")]),
            "place": at.runs([(event.get("place") or {}).get("text")]),
            "date": at.runs([(event.get("date") or {}).get("text")]),
            "quantity": at.runs(q["text"] for q in event.get("quantity", [])),
        }
        for name in ("source", "cue", "place", "date", "quantity"):
            layers[name] += roles[name]
        layers["party"] += roles["actor"] + roles["recipient"]
        put(run, Anchor(run[0], roles, event["act"], event["status"], event["certainty"], tuple(event["mode"])))
    known = set(EVERYTHING)
    for claim in sentence["consequences"]:
        run = at.run(claim.get("signal"))
        roles = {"cause": at.runs([claim["cause"]]), "effect": at.runs([claim["effect"]]),
                 "source": at.runs([(claim.get("source") or {}).get("text")])}  # fmt: skip
        layers["cause"] += roles["cause"]
        layers["effect"] += roles["effect"]
        if run is None:
            known -= {"signal", "layer:signal"}
            continue
        layers["signal"].append(run)
        put(run, Anchor(run[0], roles, None, claim["status"], claim["certainty"]), signals, claim["polarity"])
    for stance in sentence["stances"]:
        run = at.run(stance.get("cue"))
        if run is None:
            known.discard("stance")
            continue
        roles = {"holder": at.runs([stance["holder"]]), "toward": at.runs([stance.get("toward")])}
        put(run, Anchor(run[0], roles), stances, stance["value"])
    return Example(
        window, frozenset(known), tuple(anchors.values()), frozenset(inside), signals, stances,
        {name: tuple(dict.fromkeys(runs)) for name, runs in layers.items()},
        contexts=tuple(sentence["contexts"]) if "contexts" in sentence else None,
    )  # fmt: skip


def marks_of(window: Window, actor: tuple[int, int] | None, recipient: tuple[int, int] | None) -> tuple[int, ...]:
    """0, 1 (actor) or 2 (recipient) for each word."""
    marks = [0] * len(window.words)
    for mark, span in ((1, actor), (2, recipient)):
        run = run_of(window, span)
        if run:
            marks[run[0] : run[1] + 1] = [mark] * (run[1] + 1 - run[0])
    return tuple(marks)


def relations_of(window: Window, sentence: dict[str, Any]) -> list[Example]:
    """One example for each pair of parties of the sentence, with all acts between them."""
    pairs: dict[tuple[str | None, str | None], set[tuple[str, str]]] = {}
    for event in sentence["events"]:
        for actor in [x["text"] for x in event["actor"]][:2] or [None]:
            for recipient in [x["text"] for x in event["recipient"]][:2] or [None]:
                pairs.setdefault((actor, recipient), set()).add((event["act"], event["status"]))
    text, out = sentence["text"], []
    for (actor, recipient), right in pairs.items():
        spans = [offsets(text, words) if words else None for words in (actor, recipient)]
        out.append(Example(window, frozenset(["relation"]), marks=marks_of(window, *spans), relation=frozenset(right)))
    return out


def masked(example: Example) -> Example:
    """A relation with the words of its two sides hidden, so that the act is learned and not who they are."""
    window = example.window
    hidden = (owner >= 0 and example.marks[owner] > 0 for owner in window.piece_word)
    pieces = tuple(MASK if hide else piece for hide, piece in zip(hidden, window.pieces, strict=True))
    return replace(example, window=replace(window, pieces=pieces))


def both_ways(examples: Sequence[Example]) -> list[Example]:
    """Each relation plain, and with its sides hidden."""
    return [*examples, *map(masked, examples)]


ACT, STATUS, CERTAINTY, MODE, LAYER, ROLE = (
    {name: n for n, name in enumerate(names)}
    for names in (labels.ANCHOR_ACTS, labels.STATUSES, labels.CERTAINTIES, labels.MODES, labels.LAYERS, labels.ROLES)
)
PAIRS = [(act, status) for act in ontology.ACTS for status in labels.STATUSES]
MODES_OF = {act: [n for n, mode in enumerate(labels.MODES) if mode.startswith(act + "/")] for act in ontology.ACTS}
UNKNOWN = -100


@dataclass(frozen=True)
class Targets:
    """Padded inputs and labels of a batch; UNKNOWN marks what the loss must not look at."""

    inputs: tuple[Tensor, ...]
    """pieces, case, mark, first: what the network reads."""
    trigger: Tensor
    inside: Tensor
    signal: Tensor
    stance: Tensor
    layer: Tensor
    anchor_at: Tensor
    """N x 2: row and word of each anchor; the tensors below have N rows."""
    status: Tensor
    certainty: Tensor
    mode: Tensor
    role: Tensor
    relation: Tensor
    """B x 80: whether (act, status) would be right; all zero where the relation is unknown."""
    context: Tensor
    """B x 37: whether a context holds, UNKNOWN throughout a row whose contexts nobody marked."""
    facts: Tensor
    """M x 4: row, word, head, value."""


def collate(examples: Sequence[Example]) -> Targets:
    packed = batch([e.window for e in examples], [e.marks or [0] * len(e.window.words) for e in examples])
    rows, words = packed.first.shape
    trigger, signal, stance = (np.full((rows, words), UNKNOWN, np.int64) for _ in range(3))
    inside = np.full((rows, words), UNKNOWN, np.int64)
    layer = np.full((rows, words, len(labels.LAYERS)), UNKNOWN, np.int64)
    at, status, certainty, mode, role = [], [], [], [], []
    relation = np.zeros((rows, len(PAIRS)), bool)
    context = np.full((rows, len(labels.CONTEXTS)), UNKNOWN, np.int64)
    facts = []
    for row, e in enumerate(examples):
        size = len(e.window.words)
        for name, grid in (("trigger", trigger), ("signal", signal), ("stance", stance)):
            if name in e.known:
                grid[row, :size] = 0
        if "trigger" in e.known:
            inside[row, :size] = 0
            inside[row, sorted(w for w in e.inside if w < size)] = 1
        for name, n in LAYER.items():
            if f"layer:{name}" in e.known:
                layer[row, :size, n] = 0
                for first, last in e.layers.get(name, ()):
                    layer[row, first + 1 : last + 1, n] = 2
                    if first >= 0:
                        layer[row, first, n] = 1
        for word, polarity in e.signals.items():
            if "signal" in e.known:
                signal[row, word] = labels.SIGNALS.index(polarity)
        for word, value in e.stances.items():
            if "stance" in e.known:
                stance[row, word] = labels.STANCES.index(value)
        for anchor in e.anchors:
            if anchor.act and "trigger" in e.known:
                trigger[row, anchor.word] = ACT[anchor.act]
            at.append((row, anchor.word))
            status.append(STATUS[anchor.status] if anchor.status else UNKNOWN)
            certainty.append(CERTAINTY[anchor.certainty] if anchor.certainty else UNKNOWN)
            modes = np.full(len(labels.MODES), UNKNOWN, np.int64)
            if anchor.act and anchor.modes is not None:
                modes[MODES_OF[anchor.act]] = 0
                modes[[MODE[f"{anchor.act}/{m}"] for m in anchor.modes]] = 1
            mode.append(modes)
            wanted = np.full((len(labels.ROLES), 2, words), UNKNOWN, np.int64)
            for name, runs in anchor.roles.items():
                wanted[ROLE[name], :, :size] = 0
                for first, last in runs:
                    wanted[ROLE[name], 0, first] = 1
                    wanted[ROLE[name], 1, first + 1 : last + 1] = 1
            role.append(wanted)
        for act, its in e.relation:
            relation[row, PAIRS.index((act, its))] = True
        if e.contexts is not None:
            context[row] = [name in e.contexts for name in labels.CONTEXTS]
        facts += [(row, word, which, value) for word, which, value in e.facts if word < size]
    return Targets(
        inputs=tuple(torch.from_numpy(x) for x in (packed.pieces, packed.case, packed.mark, packed.first)),
        trigger=torch.from_numpy(trigger),
        inside=torch.from_numpy(inside),
        signal=torch.from_numpy(signal),
        stance=torch.from_numpy(stance),
        layer=torch.from_numpy(layer),
        anchor_at=torch.from_numpy(np.array(at, np.int64).reshape(-1, 2)),
        status=torch.from_numpy(np.array(status, np.int64)),
        certainty=torch.from_numpy(np.array(certainty, np.int64)),
        mode=torch.from_numpy(np.array(mode, np.int64).reshape(-1, len(labels.MODES))),
        role=torch.from_numpy(np.array(role, np.int64).reshape(len(role), len(labels.ROLES), 2, words)),
        relation=torch.from_numpy(relation),
        context=torch.from_numpy(context),
        facts=torch.tensor(facts, dtype=torch.float64).reshape(-1, 4),
    )
