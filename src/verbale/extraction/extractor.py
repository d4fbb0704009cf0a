"""Sentences in, readings out: tokenise, run the network in batches of like length, decode."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from verbale import ontology
from verbale.errors import ArticleError
from verbale.extraction import labels
from verbale.extraction.cards import ModelCard, load_card
from verbale.extraction.decode import Scores, decode, passage_contexts, softmax
from verbale.extraction.encoding import Window, batch, windows
from verbale.extraction.session import Session
from verbale.records import Reading, Relation, Span
from verbale.settings import Extraction

_READING = ("trigger", "inside", "status", "certainty", "mode", "signal", "stance", "layer", "role", "context")


class Extractor:
    """A model ready to read. Safe to use from several threads."""

    def __init__(self, card: ModelCard, settings: Extraction | None = None, threads: int = 1) -> None:
        self.card, self.settings = card, settings or Extraction()
        self._session = Session(card.folder / "model.onnx", threads)
        self._tokenizer = Tokenizer.from_file(str(card.folder / "tokenizer.json"))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()

    @classmethod
    def open(cls, folder: Path | None = None, settings: Extraction | None = None, threads: int = 1) -> "Extractor":
        """The packaged model, or the one in `folder`; raises ModelNotFound or ModelMismatch."""
        return cls(load_card(folder), settings, threads)

    def read(self, text: str, sentences: Sequence[Span]) -> list[Reading]:
        """What the network finds in each sentence of a text."""
        split = windows(self._tokenizer, text, sentences)
        flat = [window for parts in split for window in parts]
        waiting = iter(self._scores(flat))
        scores = [[next(waiting) for _ in parts] for parts in split]
        contexts = passage_contexts([[part.context for part in parts] for parts in scores], self.settings.context)
        out = []
        for sentence, parts, its, around in zip(sentences, split, scores, contexts, strict=True):
            reading = decode(text, sentence, list(zip(parts, its, strict=True)), self.settings)
            events = (replace(event, contexts=around) for event in reading.events)
            out.append(replace(reading, events=tuple(events)))
        return out

    def batches(self, flat: Sequence[Window]) -> list[list[int]]:
        """Indices of windows that go through the network together, short ones first."""
        out: list[list[int]] = []
        for n in sorted(range(len(flat)), key=lambda n: len(flat[n].pieces)):
            if out and (len(out[-1]) + 1) * len(flat[n].pieces) <= self.settings.pieces_per_batch:
                out[-1].append(n)
            else:
                out.append([n])
        return out

    def _scores(self, flat: Sequence[Window]) -> list[Scores]:
        found: dict[int, Scores] = {}
        for group in self.batches(flat):
            out = self._session.run(batch([flat[n] for n in group]), _READING)
            for row, n in enumerate(group):
                size = len(flat[n].words)
                cut = {name: out[name][row, :size] for name in _READING if name not in (*labels.OF_SENTENCES, "role")}
                found[n] = Scores(**cut, role=out["role"][row, :, :, :size, :size], context=out["context"][row])
        return [found[n] for n in range(len(flat))]

    def relation(self, sentence: str, actor: Span | None, recipient: Span | None) -> Relation:
        """The act between two spans of one sentence; of a sentence too long for one window, the window that holds them.

        Raises ArticleError for a span that is not in the sentence.
        """
        for name, side in (("actor", actor), ("recipient", recipient)):
            if side and not 0 <= side.start < side.end <= len(sentence):
                raise ArticleError(
                    f"The {name} ({side.start}, {side.end}) is no span of a sentence of {len(sentence)} characters; "
                    f"give its start and end with 0 <= start < end <= {len(sentence)}."
                )
        parts = windows(self._tokenizer, sentence, [Span(0, len(sentence))])[0]

        def marks(window: Window) -> list[int]:
            return [
                next((m for m, side in ((1, actor), (2, recipient)) if side and word.overlaps(side)), 0) for word in window.words
            ]

        best = max(parts, key=lambda window: len(set(marks(window))))
        out = self._session.run(batch([best], [marks(best)]), ("relation", "relation_status"))
        acts, statuses = softmax(out["relation"][0]), softmax(out["relation_status"][0])
        types = dict.fromkeys(ontology.ACTS, 0.0)
        for act, chance in zip(ontology.ACTS, acts, strict=True):
            for status, its in zip(labels.STATUSES, statuses, strict=True):
                types[ontology.event_type(act, status)] += float(chance * its)
        return Relation(
            act=ontology.ACTS[int(np.argmax(acts))],
            status=labels.STATUSES[int(np.argmax(statuses))],
            event_type=max(types, key=lambda name: types[name]),
            scores={act: float(chance) for act, chance in zip(ontology.ACTS, acts, strict=True)},
            type_scores=types,
        )
