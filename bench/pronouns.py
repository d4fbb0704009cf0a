"""Personal pronouns of GUM news resolved to the right entity, with the gold mentions as candidates.

    python bench/pronouns.py --data ../shared/data [--errors N] [--train] [--genre news]

Counts he, she, they and it with their other forms, possessives and reflexives, where the entity was spoken of before. The
resolution knows the span and the type of each mention and nothing else of the gold; a pronoun is right if the mention that it
is traced to is of its entity. "named" is stricter: the way back over pronouns must end at a phrase of that entity. The last
five news files by name are measured; `--train` measures the others, of which most have trained the weights.
"""

import argparse
import sys
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from training.gum import KINDS, documents, pronouns  # noqa: E402 - the repository is not installed as a package
from verbale.resolution.knowledge import ActorTable  # noqa: E402


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--errors", type=int, default=0)
    parser.add_argument("--train", action="store_true", help="the files that are not kept for measuring")
    parser.add_argument("--genre", default="news")
    options = parser.parse_args()
    table = ActorTable.open()
    total, right, named, shown = Counter[str](), Counter[str](), Counter[str](), 0
    for document in documents(options.data, options.genre):
        if document.dev == options.train:
            continue
        for found in pronouns(document, table):
            total[found.kind] += 1
            right[found.kind] += found.chosen == found.mention.entity
            named[found.kind] += found.root == found.mention.entity
            if shown < options.errors and found.chosen != found.mention.entity:
                shown += 1
                told = {m.entity: m.span.of(document.text) for m in reversed(document.mentions)}
                sentence = document.sentences[found.mention.sentence].of(document.text)
                words = found.mention.span.of(document.text)
                chosen = told.get(found.chosen, "nothing") if found.chosen is not None else "nothing"
                reach = "" if found.mention.entity in found.entities else ", no candidate"
                print(f"{document.name} [{words}] gold {told[found.mention.entity]!r}{reach} got {chosen!r} | {sentence[:160]}")
    for kind in KINDS:
        many = max(1, total[kind])
        print(f"{kind:9} {right[kind] / many:.3f} of {total[kind]}, named {named[kind] / many:.3f}")


if __name__ == "__main__":
    main()
