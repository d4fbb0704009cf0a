"""Step 1 of 4: read the corpus and the data sets of a build, and write the examples and their counts.

    python training/prepare.py clear --data ../shared/data [--share 0.5 --output FOLDER]

--data is the folder that training/README.md describes. Writes examples.pt and counts.json into FOLDER, by default runs/BUILD:
how many examples of each stream, and the digest of every file read.
The articles held out for thresholds and calibration (one in ten, by a hash of their id) are not among the examples.
"""

import argparse
import hashlib
import json
import sys
import tomllib
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from training import corpus  # noqa: E402 - the repository is not installed as a package
from training.examples import Example, both_ways, from_sentence, relations_of, windows_of  # noqa: E402
from training.network import minilm_folder  # noqa: E402
from training.sources import SOURCES  # noqa: E402
from verbale.extraction.cards import digest_of  # noqa: E402

HELD_OUT = 10
"""One article in so many is held out."""


def config(build: str) -> dict[str, Any]:
    """The configuration of a build: training/config/BUILD.toml."""
    return tomllib.loads((ROOT / f"training/config/{build}.toml").read_text(encoding="utf-8"))


def held_out(article: dict[str, Any]) -> bool:
    return hashlib.sha256(article["id"].encode()).digest()[0] % HELD_OUT == 0


def rank(article: dict[str, Any]) -> float:
    """A number from 0 to 1 that only the id of the article decides; not the hash that holds articles out."""
    return int.from_bytes(hashlib.sha256(f"share {article['id']}".encode()).digest()[:4]) / 2**32


def tokenizer() -> Tokenizer:
    """The tokenizer of the encoder, without padding and cutting."""
    found = Tokenizer.from_file(str(minilm_folder() / "tokenizer.json"))
    found.no_truncation()
    found.no_padding()
    return found


def corpus_examples(words: Tokenizer, articles: list[dict[str, Any]]) -> tuple[list[Example], list[Example]]:
    """Examples for the whole sentence, and for each pair of parties in it."""
    sentences = [sentence for article in articles for sentence in article["sentences"]]
    found = list(zip(sentences, windows_of(words, [s["text"] for s in sentences]), strict=True))
    return [from_sentence(w, s) for s, w in found], [e for s, w in found for e in relations_of(w, s)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("build", choices=("clear", "research"))
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--share", type=float, default=1.0, help="part of the articles, for the learning curve")
    parser.add_argument("--output", type=Path)
    options = parser.parse_args()
    wanted, words = config(options.build)["per_epoch"], tokenizer()
    kept = [a for a in corpus.read() if not held_out(a) and rank(a) < options.share]
    streams: dict[str, list[Example]] = {}
    articles, theirs = corpus_examples(words, [a for a in kept if not a["loose"]])
    sets, others = corpus_examples(words, [a for a in kept if a["loose"]])
    streams |= {"corpus": articles, "sets": sets, "relations": both_ways(theirs + others)}
    digests = {str(file.relative_to(ROOT)): digest_of(file) for file in sorted(corpus.CORPUS.glob("*.jsonl"))}
    for source in SOURCES:
        if source.name not in wanted:
            continue
        if options.build == "clear" and not source.clear:
            raise SystemExit(f"{source.name} ({source.licence}) may not train the clear build")
        streams[source.name] = source.read(options.data, words)
        digests |= {name: digest_of(options.data / name) for name in source.files}
    folder = options.output or ROOT / "runs" / options.build
    folder.mkdir(parents=True, exist_ok=True)
    torch.save(streams, folder / "examples.pt")
    counts = {"examples": {name: len(examples) for name, examples in streams.items()}, "files": digests}
    (folder / "counts.json").write_text(json.dumps(counts, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(counts["examples"]))


if __name__ == "__main__":
    main()
