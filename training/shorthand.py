"""The shorthand in which corpus articles are written, and its compiler to the corpus format.

    python3 training/shorthand.py FILE.txt [-o corpus/FILE.jsonl]

Prints each fault with its line, then counts; exit 1 on any fault (the good articles are written all the same).

    @ id | 2019-06-14 | Outlet | Title            an article; title may be empty; "@set" instead of "@": unrelated sentences
    > A sentence of the article.
    ! trigger | ACT/mode,mode | status certainty | actors | recipients | key: value | key: value
    ~ cause => effect | polarity | status certainty | sig: words | src: words=CODE
    % holder=CODE | toward or - | value | cue: words
    = military diplomatic                         the contexts of the passage from this line on, "=" alone is none

Actors and recipients are "words=CODE" or "words=CODE:SECTOR", several joined by " ; ", none is "-". Certainty left out is
`certain`. Keys of an event: src (words=CODE), cue (words), at (words=CODE), on (words=ISO), n (words=VALUE:kind, VALUE may be
"?"), inc (mark).
A span that occurs more than once in its sentence takes "#2" for the second occurrence.
"""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from training.corpus import faults_of

Json = dict[str, Any]


class Slip(Exception):
    """A line of shorthand that does not parse."""


def _coded(field: str) -> tuple[str, str, str | None]:
    words, _, code = field.rpartition("=")
    if not words:
        raise Slip(f"{field!r} has no =CODE")
    code, _, sector = code.strip().partition(":")
    return words.strip(), code.strip(), (sector.strip() or None)


def _actors(field: str) -> list[Json]:
    if field in ("-", ""):
        return []
    parties = [_coded(part.strip()) for part in field.split(" ; ")]
    return [{"text": words, "code": code, "sector": sector} for words, code, sector in parties]


def _state(field: str) -> tuple[str, str]:
    words = field.split()
    if len(words) not in (1, 2):
        raise Slip(f"{field!r} is not 'status certainty'")
    return words[0], words[1] if len(words) == 2 else "certain"


def _keys(fields: list[str], allowed: str) -> dict[str, list[str]]:
    out: dict[str, list[str]] = {}
    for field in fields:
        key, colon, value = field.partition(":")
        if not colon or key.strip() not in allowed.split():
            raise Slip(f"{field!r} is not one of {allowed}")
        out.setdefault(key.strip(), []).append(value.strip())
    return out


def _source(keys: dict[str, list[str]]) -> Json | None:
    if "src" not in keys:
        return None
    words, code, _ = _coded(keys["src"][0])
    return {"text": words, "code": code}


def _quantity(value: str) -> Json:
    words, code, kind = _coded(value)
    number = None if code == "?" else float(code.replace(",", ""))
    return {"text": words, "value": int(number) if number is not None and number == int(number) else number, "kind": kind}


def event(line: str) -> Json:
    fields = [field.strip() for field in line.split(" | ")]
    if len(fields) < 5:
        raise Slip("an event needs trigger | ACT | status | actors | recipients")
    act, _, modes = fields[1].partition("/")
    status, certainty = _state(fields[2])
    keys = _keys(fields[5:], "src cue at on n inc")
    at, on = (_coded(keys[k][0]) if k in keys else None for k in ("at", "on"))
    return {
        "trigger": fields[0],
        "act": act.strip(),
        "mode": [mode.strip() for mode in modes.split(",") if mode.strip()],
        "status": status,
        "certainty": certainty,
        "actor": _actors(fields[3]),
        "recipient": _actors(fields[4]),
        "source": _source(keys),
        "cue": keys["cue"][0] if "cue" in keys else None,
        "place": {"text": at[0], "country": at[1]} if at else None,
        "date": {"text": on[0], "iso": on[1]} if on else None,
        "quantity": [_quantity(value) for value in keys.get("n", [])],
        "incident": keys["inc"][0] if "inc" in keys else None,
    }


def consequence(line: str) -> Json:
    fields = [field.strip() for field in line.split(" | ")]
    cause, arrow, effect = fields[0].partition("=>")
    if len(fields) < 3 or not arrow:
        raise Slip("a consequence needs cause => effect | polarity | status")
    keys = _keys(fields[3:], "sig src")
    status, certainty = _state(fields[2])
    return {
        "cause": cause.strip(),
        "effect": effect.strip(),
        "signal": keys["sig"][0] if "sig" in keys else None,
        "polarity": fields[1],
        "status": status,
        "certainty": certainty,
        "source": _source(keys),
    }


def stance(line: str) -> Json:
    fields = [field.strip() for field in line.split(" | ")]
    if len(fields) < 3:
        raise Slip("a stance needs holder=CODE | toward | value")
    holder, code, _ = _coded(fields[0])
    keys = _keys(fields[3:], "cue")
    return {
        "holder": holder,
        "holder_code": code,
        "toward": None if fields[1] == "-" else fields[1],
        "value": fields[2],
        "cue": keys["cue"][0] if "cue" in keys else None,
    }


READERS = {"!": ("events", event), "~": ("consequences", consequence), "%": ("stances", stance)}


def parse(text: str) -> tuple[list[Json], list[str]]:
    """Articles of a shorthand file, and a line for each slip."""
    articles: list[Json] = []
    slips: list[str] = []
    sentences: list[Json] = []
    contexts: list[str] | None = None
    for number, line in enumerate(text.splitlines(), 1):
        line = line.strip()
        if not line or line.startswith("#"):
            continue
        try:
            mark, rest = line[0], line[1:].strip()
            if mark == "@":
                loose = rest.startswith("set ")
                ident, published, outlet, title = (f.strip() for f in (rest[4:] if loose else rest).split("|", 3))
                sentences, contexts = [], None
                head = {"id": ident, "published": published, "outlet": outlet, "title": title, "loose": loose}
                articles.append({**head, "sentences": sentences})
            elif mark == ">":
                known = {} if contexts is None else {"contexts": contexts}
                sentences.append({"text": rest, **known, "events": [], "consequences": [], "stances": []})
            elif mark == "=":
                contexts = rest.split()
            elif mark in READERS:
                kind, read = READERS[mark]
                sentences[-1][kind].append(read(rest))
            else:
                raise Slip("a line starts with @ > ! ~ % or =")
        except (Slip, ValueError, IndexError) as why:
            slips.append(f"line {number}: {why or 'no article or sentence above it'}: {line[:90]}")
    return articles, slips


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("-o", "--output", type=Path)
    options = parser.parse_args()
    articles, slips = parse(options.file.read_text(encoding="utf-8"))
    good = []
    for article in articles:
        faults = faults_of(article)
        slips += [f"{article['id']}: {fault}" for fault in faults]
        good += [] if faults else [article]
    if options.output:
        # In sorted order, so that the format's own keys are no run of words that other files of the format share.
        lines = [json.dumps(article, ensure_ascii=False, sort_keys=True) for article in good]
        options.output.write_text("".join(line + "\n" for line in lines), encoding="utf-8")
    for slip in slips:
        print(slip)
    count = sum(len(article["sentences"]) for article in good)
    events = sum(len(sentence["events"]) for article in good for sentence in article["sentences"])
    print(f"{len(good)} good articles of {len(articles)}, {count} sentences, {events} events, {len(slips)} faults")
    return 1 if slips else 0


if __name__ == "__main__":
    sys.exit(main())
