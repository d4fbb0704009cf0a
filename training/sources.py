"""Loaders of the data sets that teach parts of the network; each takes the data folder and gives examples.

`SOURCES` says which build may use which: `clear` sets have a licence that lets everybody use the weights.
"""

import ast
import csv
import json
import re
import tarfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tokenizers import Tokenizer

from training.examples import Example, Run, marks_of, run_of, windows_of
from training.tagged import blocks, named
from verbale import ontology
from verbale.extraction import labels
from verbale.text.sentences import split


@dataclass(frozen=True)
class Source:
    """A data set: its files under the data folder, its licence, whether the clear build may use it, and its reader."""

    name: str
    files: tuple[str, ...]
    licence: str
    clear: bool
    read: Callable[[Path, Tokenizer], list[Example]]


def _rows(path: Path, delimiter: str) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=delimiter))


def factuality(name: str, head: int) -> Callable[[Path, Tokenizer], list[Example]]:
    """A reader of one file of UW (head 1) or UDS-IH2 (head 0)."""

    def read(data: Path, tokenizer: Tokenizer) -> list[Example]:
        lines = [json.loads(line) for line in (data / name).read_text(encoding="utf-8").splitlines()]
        out = []
        for line, window in zip(lines, windows_of(tokenizer, [x["text"] for x in lines]), strict=True):
            tokens = [hit.span() for hit in re.finditer(r"\S+", line["text"])]
            facts = []
            for target in line["targets"]:
                run = run_of(window, tokens[target["span1"][0]])
                if run:
                    facts.append((run[0], head, float(target["label"])))
            out.append(Example(window, facts=tuple(facts)))
        return out

    return read


TAG = re.compile(r"</?(?:ARG0|ARG1|SIG\d)>")


def causal(data: Path, tokenizer: Tokenizer) -> list[Example]:
    """Causal News Corpus: the first marking of each sentence."""
    rows = _rows(data / "causal/cnc_train_subtask2_grouped.csv", ",")
    out = []
    for row, window in zip(rows, windows_of(tokenizer, [row["text"] for row in rows]), strict=True):
        layers: dict[str, list[Run]] = {"cause": [], "effect": [], "signal": []}
        for marked in ast.literal_eval(row["causal_text_w_pairs"])[:1]:
            for tag, layer in (("ARG0", "cause"), ("ARG1", "effect"), ("SIG0", "signal")):
                opened = re.search(rf"<{tag}>(.*?)</{tag}>", marked)
                if opened:
                    start = len(TAG.sub("", marked[: opened.start(1)]))
                    run = run_of(window, (start, start + len(TAG.sub("", opened.group(1)))))
                    layers[layer] += [run] if run else []
        known = frozenset(f"layer:{name}" for name in layers)
        out.append(Example(window, known, layers={name: tuple(runs) for name, runs in layers.items()}))
    return out


def _tagged(blocks: Iterator[list[tuple[str, str]]], tokenizer: Tokenizer) -> list[Example]:
    """Examples from sentences of (token, tag) with tags in BIO or IO."""
    sentences = [named(block) for block in blocks if block]
    out = []
    for (_, found), window in zip(sentences, windows_of(tokenizer, [text for text, _ in sentences]), strict=True):
        layers: dict[str, list[Run]] = {name: [] for name in labels.NAMES}
        for start, end, kind in found:
            run = run_of(window, (start, end))
            layers[kind] += [run] if run else []
        known = frozenset(f"layer:{name}" for name in labels.NAMES)
        out.append(Example(window, known, layers={name: tuple(runs) for name, runs in layers.items()}))
    return out


def names(data: Path, tokenizer: Tokenizer) -> list[Example]:
    """Persons, organisations and locations from Universal NER EWT, wikigold, CrossNER politics and re3d without the BBC."""
    folder = data / "names"
    found = [*blocks((folder / "uner_ewt_train.iob2").read_text(encoding="utf-8"), 1, 2, "\t")]
    found += blocks((folder / "wikigold.conll").read_text(encoding="utf-8"), 0, 1, " ")
    for part in ("train", "dev"):
        found += blocks((folder / f"crossner_politics_{part}.txt").read_text(encoding="utf-8"), 0, 1, "\t")
    with tarfile.open(folder / "re3d_without_bbc.tar.xz") as archive:
        for member in sorted(archive.getmembers(), key=lambda m: m.name):
            file = archive.extractfile(member) if member.name.endswith(".conll") else None
            if file:
                found += blocks(file.read().decode("utf-8"), 0, 1, "\t")
    return _tagged(iter(found), tokenizer)


@dataclass(frozen=True)
class Attributed:
    """A PolNeAR article and the character spans of its first annotator; a span cut in pieces counts from first to last."""

    text: str
    spans: dict[str, tuple[tuple[int, int], ...]]
    """By layer: source, cue, content."""


def attributed(data: Path, part: str) -> list[Attributed]:
    """The articles of PolNeAR's part `train` or `dev` that have a marking, by file name."""
    out: list[Attributed] = []
    with tarfile.open(data / "attribution/polnear_train_dev.tar.xz") as archive:
        members = {member.name: member for member in archive.getmembers()}
        texts = sorted(name for name in members if name.startswith(f"{part}/text/"))
        marks = sorted(name for name in members if name.startswith(f"{part}/attributions/") and name.endswith(".ann"))

        def content(name: str) -> str:
            file = archive.extractfile(members[name])
            assert file is not None
            return file.read().decode("utf-8")

        for name in texts:
            stem = Path(name).stem
            mine = next((mark for mark in marks if Path(mark).stem.rsplit("_", 1)[0] == stem or Path(mark).stem == stem), None)
            if mine:
                out.append(Attributed(content(name), _standoff(content(mine))))
    return out


def _standoff(marks: str) -> dict[str, tuple[tuple[int, int], ...]]:
    found: dict[str, dict[tuple[int, int], None]] = {"source": {}, "cue": {}, "content": {}}
    for hit in re.finditer(r"^T\d+\t(Source|Cue|Content) (\d+) (?:[\d; ]+ )?(\d+)\t", marks, re.MULTILINE):
        found[hit.group(1).lower()][int(hit.group(2)), int(hit.group(3))] = None
    return {layer: tuple(spans) for layer, spans in found.items()}


def attribution(data: Path, tokenizer: Tokenizer) -> list[Example]:
    """PolNeAR's sources, cues and contents, a sentence an example; a content goes on from one sentence to the next."""
    out: list[Example] = []
    for article in attributed(data, "train"):
        for sentence in split(article.text):
            window = windows_of(tokenizer, [sentence.of(article.text)])[0]
            layers = {}
            for layer, spans in article.spans.items():
                runs: dict[Run, None] = {}
                for start, end in spans:
                    run = run_of(window, (start - sentence.start, end - sentence.start))
                    if run:
                        runs[(-1 if start < sentence.start else run[0], run[1])] = None
                layers[layer] = tuple(runs)
            out.append(Example(window, frozenset(f"layer:{layer}" for layer in layers), layers=layers))
    return out


@dataclass(frozen=True)
class PlvRow:
    """A row of PLV: character spans of actor and recipient (None where the row marks nobody) and one of fifteen roots."""

    ident: str
    sentence: str
    actor: tuple[int, int] | None
    recipient: tuple[int, int] | None
    root: str


def _nearest(row: dict[str, str]) -> tuple[tuple[int, int] | None, tuple[int, int] | None]:
    """The first marked actor and recipient, as spans of the plain sentence."""
    marked = row["marked_sentence"]
    spans: list[tuple[int, int] | None] = []
    for tag in ("s", "t"):
        hit = re.search(rf"<{tag}>(.*?)</{tag}>", marked)
        if not hit:
            spans.append(None)
            continue
        start = len(re.sub(r"</?[st]>", "", marked[: hit.start(1)]))
        spans.append((start, start + len(re.sub(r"</?[st]>", "", hit.group(1)))))
    return spans[0], spans[1]


def plv_rows(data: Path) -> list[PlvRow]:
    """All rows of PLV train."""
    rows = _rows(data / "events/plv_train.tsv", "\t")
    return [
        PlvRow(row["sentence_id"], re.sub(r"</?[st]>", "", row["marked_sentence"]), *_nearest(row), row["gold_root"])
        for row in rows
    ]


def root_of(event_type: str) -> str:
    """PLV's fifteen roots: CONCEDE and RETREAT are one, YIELD."""
    return "YIELD" if event_type in ("CONCEDE", "RETREAT") else event_type


PAIRS_OF_ROOT: dict[str, frozenset[tuple[str, str]]] = {}
for _act in ontology.ACTS:
    for _status in ontology.STATUSES:
        _root = root_of(ontology.event_type(_act, _status))
        PAIRS_OF_ROOT[_root] = PAIRS_OF_ROOT.get(_root, frozenset()) | {(_act, _status)}


def plv_example(row: PlvRow, tokenizer: Tokenizer) -> Example:
    window = windows_of(tokenizer, [row.sentence])[0]
    marks = marks_of(window, row.actor, row.recipient)
    return Example(window, frozenset(["relation"]), marks=marks, relation=PAIRS_OF_ROOT[row.root])


def plv(data: Path, tokenizer: Tokenizer) -> list[Example]:
    return [plv_example(row, tokenizer) for row in plv_rows(data)]


SOURCES = (
    Source("causal", ("causal/cnc_train_subtask2_grouped.csv",), "CC0", True, causal),
    Source("realised", ("factuality/uds_ih2_train.jsonl",), "CC BY-SA 4.0", True,
           factuality("factuality/uds_ih2_train.jsonl", 0)),
    Source("names", ("names/uner_ewt_train.iob2", "names/wikigold.conll", "names/crossner_politics_train.txt",
                     "names/crossner_politics_dev.txt", "names/re3d_without_bbc.tar.xz"),
           "CC BY-SA 4.0, CC BY 4.0, MIT, public domain and open government licences", True, names),
    Source("certain", ("factuality/uw_train.jsonl",), "none stated", False, factuality("factuality/uw_train.jsonl", 1)),
    Source("attribution", ("attribution/polnear_train_dev.tar.xz",), "none stated", False, attribution),
    Source("plv", ("events/plv_train.tsv",), "none stated", False, plv),
)  # fmt: skip
