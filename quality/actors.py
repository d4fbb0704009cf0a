"""How well actors are resolved, given the right spans.

    python quality/actors.py --data /work/shared/data [CORPUS.jsonl...] [--errors N] [--no-gazetteer]

Prints, per file: code and sector accuracy over actors and recipients, code accuracy over sources and holders, and the share of
events whose sets of codes agree by half or more (Jaccard, as in gold/score.py). "names" adds the names that the table itself
finds, as a recogniser would; without it the readings carry no names. A phrase marked once per country
is right with any of its codes. The last lines add up the corpus: whole articles, and sentences that stand alone without context.
"""

import argparse
import datetime
import json
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from verbale.records import Actor, Article, EventMention, Mention, Reading, Resolved, Span, StanceMention
from verbale.resolution.actors import ActorResolver, parties
from verbale.resolution.knowledge import ActorTable, tokens_of

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from training.corpus import offsets

Json = dict[str, Any]


@dataclass
class Gold:
    """An article, its readings made from gold spans, and the gold answers."""

    article: Article
    readings: list[Reading]
    answers: list[tuple[Mention, tuple[str, ...], str | None, bool]] = field(default_factory=list)
    events: list[tuple[tuple[Mention, ...], set[str], str]] = field(default_factory=list)


def _span(sentence: Json, base: int, words: str) -> Span | None:
    found = offsets(sentence["text"], words)
    return Span(base + found[0], base + found[1]) if found else None


def _mention(sentence: Json, base: int, words: str, role: str) -> Mention | None:
    span = _span(sentence, base, words)
    return Mention(span, role) if span else None


def _day(text: str | None) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(text or "")
    except ValueError:
        return None


def _side(gold: Gold, sentence: Json, base: int, entries: list[Json], role: str) -> tuple[Mention, ...]:
    grouped: dict[str, list[Json]] = {}
    for entry in entries:
        grouped.setdefault(entry["text"], []).append(entry)
    mentions = []
    for words, same in grouped.items():
        mention = _mention(sentence, base, words, role)
        if mention is not None:
            mentions.append(mention)
            gold.answers.append((mention, tuple(e["code"] for e in same), same[0].get("sector"), True))
    return tuple(mentions)


def gold_of(raw: Json, table: ActorTable | None) -> list[Gold]:
    """Gold articles of one line; a set of unrelated sentences ("loose") gives one article per sentence."""
    if raw.get("loose") and len(raw["sentences"]) > 1:
        one = [{**raw, "id": f"{raw['id']}.{i}", "sentences": [s], "loose": False} for i, s in enumerate(raw["sentences"])]
        return [gold for part in one for gold in gold_of(part, table)]
    text = " ".join(s["text"] for s in raw["sentences"])
    gold = Gold(Article(raw["id"], text, raw.get("title") or None, _day(raw.get("published"))), [])
    base = 0
    for sentence in raw["sentences"]:
        events = []
        for e in sentence["events"]:
            actors = _side(gold, sentence, base, e["actor"], "actor")
            recipients = _side(gold, sentence, base, e["recipient"], "recipient")
            source = _mention(sentence, base, e["source"]["text"], "source") if e.get("source") else None
            if source is not None:
                gold.answers.append((source, (e["source"]["code"],), None, False))
            place = _mention(sentence, base, e["place"]["text"], "place") if e.get("place") else None
            trigger = _span(sentence, base, e["trigger"]) or Span(base, base + 1)
            whole = Span(base, base + len(sentence["text"]))
            said = (e["act"], e["status"], e["certainty"], tuple(e["mode"]))
            events.append(EventMention(whole, trigger, *said, actors, recipients, source, None, place))
            for side, mentions in (("actor", actors), ("recipient", recipients)):
                gold.events.append((mentions, {x["code"] for x in e[side]}, side))
        stances = []
        for s in sentence["stances"]:
            holder = _mention(sentence, base, s["holder"], "holder")
            if holder is not None:
                gold.answers.append((holder, (s["holder_code"],), None, False))
                stances.append(StanceMention(holder, None, s["value"]))
        names: tuple[Mention, ...] = ()
        if table is not None:
            tokens = tokens_of(text, base, base + len(sentence["text"]))
            roles = {"person": "person", "state": "location", "seat": "location"}
            names = tuple(
                Mention(Span(tokens[h.first].start, tokens[h.last - 1].end), roles.get(h.names[0].entity.kind, "organisation"))
                for h in table.scan(text, tokens)
            )
        gold.readings.append(Reading(Span(base, base + len(sentence["text"])), tuple(events), (), tuple(stances), names))
        base += len(sentence["text"]) + 1
    return [gold]


def agree(a: set[str], b: set[str]) -> bool:
    return (not a and not b) or (bool(a & b) and len(a & b) / len(a | b) >= 0.5)


def measure(golds: list[Gold], resolver: ActorResolver, shown: int) -> dict[str, float]:
    """Shares over all articles, and microseconds per mention; prints up to `shown` errors."""
    right, total = Counter[str](), Counter[str]()
    spent, mentions = 0.0, 0
    for gold in golds:
        began = time.perf_counter()
        answers: dict[Mention, Resolved[Actor]] = resolver.resolve(gold.article, gold.readings)
        spent += time.perf_counter() - began
        mentions += len(answers)
        for mention, codes, sector, with_sector in gold.answers:
            resolved = answers[mention]
            assert resolved.value is not None
            kind = mention.role if mention.role in ("actor", "recipient") else "source/holder"
            hit = resolved.value.code == codes[0] or (len(codes) > 1 and resolved.value.code in codes)
            same = resolved.value.sector == sector
            for key in (kind, "all"):
                total[f"{key} code"] += 1
                right[f"{key} code"] += hit
                if with_sector:
                    total[f"{key} sector"] += 1
                    right[f"{key} sector"] += same
            if shown > 0 and (not hit or (with_sector and not same)):
                shown -= 1
                words = mention.span.of(gold.article.text)
                at = mention.span.start
                sentence = next(r.sentence for r in gold.readings if r.sentence.start <= at < r.sentence.end).of(
                    gold.article.text
                )
                wanted = f"{'+'.join(codes)}:{sector if with_sector else '?'}"
                got_words = f"{resolved.value.code}:{resolved.value.sector} ({resolved.reason})"
                print(f"{gold.article.id} {kind[:3]} [{words}] gold {wanted} got {got_words} | {sentence[:200]}")
        for side_mentions, codes_set, side in gold.events:
            got = {p.value.code for m in side_mentions for p in parties(answers[m]) if p.value}
            total[f"{side} set"] += 1
            right[f"{side} set"] += agree(codes_set, got)
    out = {key: right[key] / total[key] for key in total}
    out["microseconds per mention"] = 1e6 * spent / max(1, mentions)
    out["mentions"] = mentions
    return out


def show(label: str, raws: list[Json], names: ActorTable | None, resolver: ActorResolver, errors: int) -> None:
    """Measure and print one line."""
    figures = measure([gold for raw in raws for gold in gold_of(raw, names)], resolver, errors)
    print(f"{label}: " + ", ".join(f"{k} {v:.3f}" if v <= 1 else f"{k} {v:.0f}" for k, v in figures.items()))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("corpus", nargs="*", type=Path)
    parser.add_argument("--errors", type=int, default=0)
    parser.add_argument("--no-gazetteer", action="store_true")
    options = parser.parse_args()
    table = ActorTable.open()
    gazetteer = None
    if not options.no_gazetteer:
        from verbale.resolution.gazetteer import Gazetteer as Places

        gazetteer = Places.open()
    resolver = ActorResolver(table, gazetteer)
    dev = [options.data / f"gold/dev_{letter}.jsonl" for letter in "abc"]
    articles: list[Json] = []
    sets: list[Json] = []
    for label, files in [("dev", dev), *((path.stem, [path]) for path in options.corpus)]:
        raws = [json.loads(line) for path in files for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        show(label, raws, None, resolver, options.errors)
        show(f"{label} with names", raws, table, resolver, 0)
        if label != "dev":
            articles += [raw for raw in raws if not raw.get("loose")]
            sets += [raw for raw in raws if raw.get("loose")]
    for label, raws in (("all articles", articles), ("all unrelated sentences (no context)", sets)):
        if raws:
            show(label, raws, None, resolver, 0)
    return 0


if __name__ == "__main__":
    sys.exit(main())
