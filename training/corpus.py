"""The corpus in memory: read the files under corpus/, check each article, find spans as offsets.

    python3 training/corpus.py [FILE.jsonl...]      checks the files (all of corpus/ when none is named) and prints counts

The format of an article is described in corpus/README.md.
"""

import json
import re
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from verbale import ontology

CORPUS = Path(__file__).resolve().parents[1] / "corpus"
MODES = {name: [mode.name for mode in act.modes] for name, act in ontology.acts().items()}
ISO_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?(/\d{4}(-\d\d(-\d\d)?)?)?")

Json = dict[str, Any]


def offsets(sentence: str, span: str) -> tuple[int, int] | None:
    """Start and end of `span` in `sentence`, or None; "words#2" is the second occurrence of words as whole words."""
    numbered = re.fullmatch(r"(.+)#(\d+)", span, re.DOTALL)
    words, nth = (numbered.group(1), int(numbered.group(2))) if numbered else (span, 1)
    if not words or words != words.strip():
        return None
    hits = [hit.span() for hit in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", sentence)]
    return hits[nth - 1] if len(hits) >= nth else None


def _spans(sentence: Json) -> Iterable[str]:
    for event in sentence["events"]:
        yield event["trigger"]
        yield from (party["text"] for party in event["actor"] + event["recipient"])
        yield from (event[key]["text"] for key in ("source", "place", "date") if event.get(key))
        yield from (q["text"] for q in event.get("quantity", []))
        yield from filter(None, [event.get("cue")])
    for claim in sentence["consequences"]:
        yield from filter(None, (claim["cause"], claim["effect"], claim.get("signal")))
        yield from filter(None, [(claim.get("source") or {}).get("text")])
    for stance in sentence["stances"]:
        yield from filter(None, (stance["holder"], stance.get("toward"), stance.get("cue")))


def _event_faults(event: Json) -> Iterable[str]:
    act, parties = event["act"], event["actor"] + event["recipient"]
    if act not in MODES:
        yield f"there is no act {act!r}"
        return
    yield from (f"{act} has no mode {mode!r}" for mode in event["mode"] if mode not in MODES[act])
    if event["status"] not in ontology.STATUSES:
        yield f"there is no status {event['status']!r}"
    if event["certainty"] not in ontology.CERTAINTIES:
        yield f"there is no certainty {event['certainty']!r}"
    if not parties:
        yield f"{act} {event['trigger']!r} has neither actor nor recipient"
    yield from (f"there is no sector {p['sector']!r}" for p in parties if p.get("sector") not in (None, *ontology.SECTORS))
    codes = [party["code"] for party in parties]
    codes += [event["source"]["code"]] if event.get("source") else []
    codes += [event["place"]["country"]] if event.get("place") else []
    yield from (f"{code!r} is not a code of three capitals" for code in codes if not re.fullmatch(r"[A-Z]{3}", code or ""))
    if event.get("date") and not ISO_DATE.fullmatch(event["date"]["iso"] or ""):
        yield f"{event['date']['iso']!r} is not an ISO date"
    kinds = [quantity["kind"] for quantity in event.get("quantity", [])]
    yield from (f"there is no kind of quantity {kind!r}" for kind in kinds if kind not in ontology.QUANTITY_KINDS)


def faults_of(article: Json) -> list[str]:
    """What is wrong with an article of the corpus, one line per fault; empty when it is sound."""
    faults = []
    if not ISO_DATE.fullmatch(article.get("published") or ""):
        faults.append(f"published {article.get('published')!r} is not an ISO date")
    for n, sentence in enumerate(article["sentences"]):
        text = sentence["text"]
        found = [f"{span!r} is not in it as whole words" for span in _spans(sentence) if offsets(text, span) is None]
        found += [f"there is no context {name!r}" for name in sentence.get("contexts", ()) if name not in ontology.contexts()]
        for event in sentence["events"]:
            found += _event_faults(event)
        for claim in sentence["consequences"]:
            found += [] if claim["polarity"] in ontology.POLARITIES else [f"there is no polarity {claim['polarity']!r}"]
            found += [] if claim["status"] in ontology.STATUSES else [f"there is no status {claim['status']!r}"]
            found += [] if claim["certainty"] in ontology.CERTAINTIES else [f"there is no certainty {claim['certainty']!r}"]
        for stance in sentence["stances"]:
            found += [] if stance["value"] in ontology.STANCE_VALUES else [f"there is no stance {stance['value']!r}"]
        faults += [f"sentence {n} ({text[:40]}...): {fault}" for fault in found]
    return faults


def read(paths: Iterable[Path] | None = None) -> list[Json]:
    """All articles of the named files, or of every file in corpus/ (not in its folders), in the order of file names."""
    files = sorted(CORPUS.glob("*.jsonl")) if paths is None else list(paths)
    return [json.loads(line) for file in files for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]


def main() -> int:
    articles = read([Path(name) for name in sys.argv[1:]] or None)
    sentences = [sentence for article in articles for sentence in article["sentences"]]
    events = [event for sentence in sentences for event in sentence["events"]]
    faults = [f"{article['id']}: {fault}" for article in articles for fault in faults_of(article)]
    idents = Counter(article["id"] for article in articles)
    faults += [f"the id {ident} is used {count} times" for ident, count in idents.items() if count > 1]
    for fault in faults:
        print(fault)
    empty = sum(not sentence["events"] for sentence in sentences)
    claims, stances = (sum(len(s[kind]) for s in sentences) for kind in ("consequences", "stances"))
    print(f"{len(articles)} articles, {len(sentences)} sentences, {empty} of them without an event, {len(events)} events,")
    print(f"{claims} consequences, {stances} stances, {len(faults)} faults")
    for key in ("act", "status", "certainty"):
        print(key, dict(Counter(event[key] for event in events).most_common()))
    print("mode", dict(Counter(f"{event['act']}/{mode}" for event in events for mode in event["mode"]).most_common()))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
