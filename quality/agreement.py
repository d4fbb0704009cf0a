"""How far two readers who marked the same articles agree, in the figures by which the coder is judged.

    python quality/agreement.py [FILE.jsonl ...]      (default: all of corpus/marked_twice)

The files hold the second, blind marking of articles of the corpus, in its format; the corpus holds the first. Accuracies are over
the events that the two paired on the act. The place, date and number figures ask for words that overlap.
"""

import argparse
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from quality.scoring import Interval, Marked, Tally, intervals, marked, pairs, report, same_act, tally  # noqa: E402
from training.corpus import CORPUS, offsets, read  # noqa: E402 - the repository is not installed as a package

Json = dict[str, Any]
SHOWN = ("act_f1", "event_f1", "exact_f1", "source_f1", "consequence_f1", "stance_f1")


def as_coded(article: Marked) -> Json:
    """A marked article in the parts of the output contract that the scoring reads."""

    def words(at: Interval | None) -> Json | None:
        return None if at is None else {"start": at[0], "end": at[1]}

    events = [
        {
            "act": e.act, "event_type": e.event_type, "status": e.status, "certainty": e.certainty, "trigger": words(e.trigger),
            "actor": [{"code": code} for code in e.actors], "recipient": [{"code": code} for code in e.recipients],
            "source": words(e.source), "confidence": 1.0, "context": None if e.contexts is None else sorted(e.contexts),
        }
        for e in article.events
    ]  # fmt: skip
    consequences = [{"cause": words(c.spans[0]), "effect": words(c.spans[1]), "polarity": c.value} for c in article.consequences]
    stances = [{"holder": words(s.spans[0]), "value": s.value} for s in article.stances]
    return {"events": events, "consequences": consequences, "stances": stances}


def details(first: Marked, second: Marked) -> dict[str, tuple[int, int, int]]:
    """Of the modes, places, dates and numbers of events paired on the act: in both, in the first, in the second."""
    mine, theirs = ([e for s in a.source["sentences"] for e in s["events"]] for a in (first, second))
    out = dict.fromkeys(("mode", "place", "date", "quantity"), (0, 0, 0))

    def spans(event: Json, name: str, sentence: str) -> list[Interval | str]:
        if name == "mode":
            return list(event["mode"])
        found = event.get(name) or []
        items = found if isinstance(found, list) else [found]
        return [at for item in items if (at := offsets(sentence, item["text"]))]

    for i, j in pairs(first.events, second.events, same_act):
        text = first.source["sentences"][first.events[i].sentence]["text"]
        for name, (both, one, other) in out.items():
            a, b = spans(mine[i], name, text), spans(theirs[j], name, text)
            hits = sum(any(_same(x, y) for y in b) for x in a)
            out[name] = both + hits, one + len(a), other + len(b)
    return out


def _same(a: Interval | str, b: Interval | str) -> bool:
    if isinstance(a, str) or isinstance(b, str):
        return a == b
    return a[0] < b[1] and b[0] < a[1]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", type=Path, nargs="*")
    options = parser.parse_args()
    files = options.files or sorted((CORPUS / "marked_twice").glob("*.jsonl"))
    corpus = {article["id"]: article for article in read()}
    twice = [(marked(corpus[a["id"]]), marked(a)) for a in read(files)]
    if not twice:
        raise SystemExit(f"no article is marked twice in {', '.join(map(str, files)) or CORPUS / 'marked_twice'}")
    for one, other in twice:
        assert one.text == other.text, f"{one.id}: the two markings are not of the same text"
    tallies: list[Tally] = [tally(one, as_coded(other)) for one, other in twice]
    sentences, in_all = sum(len(one.sentences) for one, _ in twice), sum(len(a["sentences"]) for a in corpus.values())
    print(f"{sentences} sentences of {len(twice)} articles, marked twice; the corpus has {in_all}")
    ranges = intervals(tallies, SHOWN)
    for name, value in report(tallies).items():
        if name.endswith(("_f1", "_acc")):
            low_high = f"   {ranges[name][0]:.3f} to {ranges[name][1]:.3f} (95 %)" if name in ranges else ""
            print(f"{name:20} {value:.3f}{low_high}")
    found = [details(one, other) for one, other in twice]
    for name in found[0]:
        both, in_first, in_second = (sum(part[name][n] for part in found) for n in range(3))
        print(f"{name + '_f1':20} {2 * both / max(1, in_first + in_second):.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
