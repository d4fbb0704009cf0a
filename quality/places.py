"""Measures where, when and how many, given the words.

    python quality/places.py --data /work/shared/data [corpus.jsonl ...] [--errors N]

1. TR-News and GeoWebNews, toponyms given: share of all gold with an id that is placed right (the same GeoNames id, or within
   161 km; countries and first order divisions by id alone).
2. The development gold, and 3. any corpus files in its format, given the words: country of places, days of dates (the rule of
   gold/score.py), numbers and kinds of quantities. Texts are read and measured, never copied.
"""

import argparse
import json
import re
import sys
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from verbale.records import Article, EventMention, Mention, Place, Reading, Resolved, Span
from verbale.resolution.dates import resolve_date
from verbale.resolution.gazetteer import Gazetteer
from verbale.resolution.places import PlaceResolver
from verbale.resolution.quantities import around, resolve_quantity

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from quality.toponyms import NAMES, MarkedText, Toponym, articles, placed


@dataclass
class Tally:
    """Counts of right answers, and the wrong ones in words."""

    counts: Counter[str] = field(default_factory=Counter)
    errors: list[str] = field(default_factory=list)

    def add(self, what: str, right: bool, error: str) -> None:
        self.counts[what] += 1
        self.counts[f"{what} right"] += right
        if not right:
            self.errors.append(f"{what}: {error}")

    def report(self, title: str, errors: int) -> None:
        for what in [key for key in self.counts if not key.endswith(" right")]:
            right, total = self.counts[f"{what} right"], self.counts[what]
            print(f"{title:28} {what:18} {right:5} of {total:5}  {right / total:.3f}")
        for error in self.errors[:errors]:
            print("   ", error)


def toponyms(resolver: PlaceResolver, texts: Iterable[MarkedText]) -> tuple[Tally, float]:
    """Accuracy over gold toponyms with an id, and seconds a toponym."""
    tally, seconds = Tally(), 0.0
    for number, marked in enumerate(texts):
        began = time.perf_counter()
        answers = given(resolver, marked, number)
        seconds += time.perf_counter() - began
        for mark, answer in answers:
            words = mark.span.of(marked.text)
            show = f"{words!r} gold {mark.geonameid} {mark.lat},{mark.lon} got {answer.value} ({answer.reason})"
            tally.add("placed", placed(answer.value, mark), show)
            tally.add("found", answer.value is not None, show)
    return tally, seconds / max(tally.counts["placed"], 1)


def given(resolver: PlaceResolver, marked: MarkedText, number: int = 0) -> list[tuple[Toponym, Resolved[Place]]]:
    """The answers for the toponyms with an id when the resolver is told where they stand."""
    names = {mark: Mention(mark.span, "location") for mark in marked.toponyms if mark.geonameid is not None}
    reading = Reading(Span(0, len(marked.text)), names=tuple(names.values()))
    answers = resolver.resolve(Article(f"t{number}", marked.text), [reading])
    return [(mark, answers[mention]) for mark, mention in names.items()]


def find(text: str, words: str) -> tuple[int, int] | None:
    """Offsets of a gold span ("words", or "words#2" for its second occurrence as whole words)."""
    marked = re.fullmatch(r"(.+)#(\d+)", words, re.S)
    plain, nth = (marked[1], int(marked[2])) if marked else (words, 1)
    hits = [hit.start() for hit in re.finditer(r"(?<!\w)" + re.escape(plain) + r"(?!\w)", text)]
    return (hits[nth - 1], hits[nth - 1] + len(plain)) if len(hits) >= nth else None


def interval(iso: str) -> tuple[date, date] | None:
    def ends(part: str) -> tuple[date, date]:
        if len(part) == 4:
            return date(int(part), 1, 1), date(int(part), 12, 31)
        if len(part) == 7:
            year, month = int(part[:4]), int(part[5:])
            return date(year, month, 1), date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
        return date.fromisoformat(part[:10]), date.fromisoformat(part[:10])

    try:
        return ends(iso.split("/")[0])[0], ends(iso.split("/")[-1])[1]
    except ValueError:
        return None


def same_date(gold: tuple[date, date], ours: tuple[date, date]) -> bool:
    def days(span: tuple[date, date]) -> int:
        return (span[1] - span[0]).days + 1

    return gold[0] <= ours[1] and ours[0] <= gold[1] and days(ours) <= max(7, 2 * days(gold))


def coded(resolver: PlaceResolver, rows: list[dict[str, Any]]) -> Tally:
    """Countries, dates and quantities of marked articles, given the words."""
    tally = Tally()
    for raw in rows:
        text = " ".join(sentence["text"] for sentence in raw["sentences"])
        published = date.fromisoformat(raw["published"][:10]) if raw.get("published") else None
        article = Article(raw["id"], text, title=raw.get("title"), published=published)
        at, readings, places, actors = 0, [], [], []
        previous = None
        for sentence in raw["sentences"]:
            events = []
            for event in sentence["events"]:
                actors += [party["code"] for party in (*event["actor"], *event["recipient"])]
                mention = None
                if event.get("place") and (hit := find(sentence["text"], event["place"]["text"])):
                    mention = Mention(Span(hit[0] + at, hit[1] + at), "place")
                    places.append((mention, event["place"]["country"]))
                start, end = find(sentence["text"], event["trigger"]) or (0, 1)
                bounds = Span(at, at + len(sentence["text"]))
                events.append(
                    EventMention(bounds, Span(start + at, end + at), event["act"], event["status"], "certain", place=mention)
                )
                previous = _when(tally, event, sentence["text"], published, previous)
                _how_many(tally, event, sentence["text"])
            readings.append(Reading(Span(at, at + len(sentence["text"])), tuple(events)))
            at += len(sentence["text"]) + 1
        answers = resolver.resolve(article, readings, actors)
        for mention, country in places:
            answer = answers[mention]
            got = answer.value.country if answer.value else None
            show = f"{raw['id']} {mention.span.of(text)!r} gold {country} got {got} ({answer.reason}; {answer.value})"
            tally.add("place country", (got or "UNK") == country, show)
    return tally


def _parts(raw: dict[str, Any]) -> list[dict[str, Any]]:
    """An article; a set of unrelated sentences as one article each."""
    return [{**raw, "sentences": [sentence]} for sentence in raw["sentences"]] if raw.get("loose") else [raw]


def _when(
    tally: Tally, event: dict[str, Any], sentence: str, published: date | None, previous: tuple[str, date] | None
) -> tuple[str, date] | None:
    """Measures one date; `previous` and the answer are the last time words so far and our first day for them."""
    if not event.get("date") or not (gold := interval(event["date"]["iso"])):
        return previous
    words = re.sub(r"#\d+$", "", event["date"]["text"])
    before = previous[1] if previous and previous[0] != words else None
    answer = resolve_date(
        words, published, future=event["status"] in ("future", "hypothetical"), context=sentence, previous=before
    )
    got = (answer.value.start, answer.value.end) if answer.value else None
    shown = f"{got[0]}/{got[1]}" if got else answer.reason
    show = f"{words!r} published {published} {event['status']} gold {event['date']['iso']} got {shown}"
    tally.add("date", got is not None and same_date(gold, got), f"{show} in {sentence[:160]!r}")
    return (words, got[0]) if got and words != (previous or ("",))[0] else previous


def _how_many(tally: Tally, event: dict[str, Any], sentence: str) -> None:
    for quantity in event.get("quantity") or []:
        hit = find(sentence, quantity["text"])
        if hit is None:
            continue
        words = sentence[hit[0] : hit[1]]
        answer = resolve_quantity(words, *around(sentence, Span(*hit)), event["act"]).value
        show = f"{words!r} {event['act']} gold {quantity['value']} {quantity['kind']} got {answer} in {sentence[:160]!r}"
        if answer is not None:
            if isinstance(quantity["value"], int | float):
                tally.add("number", quantity["value"] in (answer.low, answer.high), show)
            tally.add("quantity kind", answer.kind == quantity["kind"], show)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path, nargs="*")
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--errors", type=int, default=0, help="show so many errors of each part")
    options = parser.parse_args()
    resolver = PlaceResolver(Gazetteer.open())
    for title in NAMES:
        tally, seconds = toponyms(resolver, articles(options.data, title))
        tally.report(title, options.errors)
        print(f"{title:28} {1000 * seconds:.3f} ms a toponym")
    gold = [*sorted((options.data / "gold").glob("dev_*.jsonl")), options.data / "gold/incidents/dev_incidents.jsonl"]
    for title, files in (("development gold", gold), *((path.name, [path]) for path in options.corpus)):
        rows = [json.loads(line) for path in files for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        coded(resolver, [part for row in rows for part in _parts(row)]).report(title, options.errors)


if __name__ == "__main__":
    main()
