"""Sentences per second on one core: from raw text to coded events, and the bare encoder on the same batches.

    python bench/speed.py [--articles 150] [--json FILE]

The text is that of the corpus. The bare encoder is the shipped network cut behind its last layer, in the same precision, fed with
exactly the batches that the coding made. The ratio says how much of the time is spent on anything but reading.
"""

import argparse
import json
import os
import sys
import tempfile
import time
from itertools import pairwise
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

import onnx  # noqa: E402 - the repository is not installed as a package
import onnxruntime  # noqa: E402
from onnx.utils import Extractor as Cutter  # noqa: E402

from training.corpus import read  # noqa: E402
from verbale.extraction.encoding import batch, windows  # noqa: E402
from verbale.pipeline import load  # noqa: E402
from verbale.records import Article  # noqa: E402
from verbale.text import make_article, parse_day, split  # noqa: E402

ENCODER_END = "/encoder/layers.5/norm2/LayerNormalization_output_0"


def articles(count: int) -> list[Article]:
    """Texts of the corpus, whole articles only."""
    whole = [a for a in read() if not a["loose"]][:count]
    texts = [" ".join(sentence["text"] for sentence in a["sentences"]) for a in whole]
    return [make_article(t, published=parse_day(a["published"])) for t, a in zip(texts, whole, strict=True)]


def bare(model: Path, folder: Path) -> onnxruntime.InferenceSession:
    """The network cut behind the encoder, on one thread."""
    graph = onnx.load(model)
    end = next(name for node in graph.graph.node for name in node.output if name.endswith(ENCODER_END))
    onnx.save(Cutter(graph).extract_model(["pieces", "case", "mark"], [end]), folder / "encoder.onnx")
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    return onnxruntime.InferenceSession(str(folder / "encoder.onnx"), options, providers=["CPUExecutionProvider"])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=150)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    coder, texts = load(), articles(options.articles)
    sentences = sum(len(split(a.text)) for a in texts)
    extractor = coder._extractor
    packed = []
    for article in texts:
        flat = [w for parts in windows(extractor._tokenizer, article.text, split(article.text)) for w in parts]
        packed += [batch([flat[n] for n in group]) for group in extractor.batches(flat)]
    with tempfile.TemporaryDirectory() as folder:
        encoder = bare(coder.card.folder / "model.onnx", Path(folder))
        whole: list[float] = []
        reading: list[float] = []
        for _ in range(options.rounds + 1):  # the first round warms up
            times = [time.perf_counter()]
            for article in texts:
                coder.code_article(article)
            times.append(time.perf_counter())
            for b in packed:
                encoder.run(None, {"pieces": b.pieces, "case": b.case, "mark": b.mark})
            times.append(time.perf_counter())
            both = [later - earlier for earlier, later in pairwise(times)]
            whole.append(both[0])
            reading.append(both[1])
    figures: dict[str, Any] = {
        "articles": len(texts),
        "sentences": sentences,
        "end_to_end_sentences_per_second": round(sentences / min(whole[1:]), 1),
        "bare_encoder_sentences_per_second": round(sentences / min(reading[1:]), 1),
        "ratio": round(min(reading[1:]) / min(whole[1:]), 3),
        "model": coder.card.digest,
    }
    for key, value in figures.items():
        print(f"{key:40} {value}")
    if options.json:
        options.json.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
