"""Near-duplicates found and wrongly joined on edits of our own articles, and the time that the index takes.

    python bench/duplicates.py [--seeds 1000:1004] [--errors N] [--json FILE]      the edit set; 0:4 is the range for tuning
    python bench/duplicates.py --speed 100000 [--filled 900000]    time and memory of the index, made-up articles in it before

A desk is filled with the originals of a seed: articles of the corpus, generated articles of 25 sentences, and reports from
frames. Then come edits of them, each of which must be matched with its original, and articles that look alike but are others,
which must match nothing. An edit that is matched with another article counts as missed. Intervals are Wilson's, of 95 %.
"""

import argparse
import json
import random
import re
import resource
import sqlite3
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from bench.articles import articles  # noqa: E402 - the repository is not installed as a package
from bench.frames import FRAMES, PAIRS, VALUES, again, fill  # noqa: E402
from training.corpus import read  # noqa: E402
from verbale.store.duplicates import SCHEMA, Fingerprint, NearDuplicates, fingerprint  # noqa: E402

PER_KIND = 150  # probes of every kind and seed


@dataclass(frozen=True, slots=True)
class Story:
    """A title and paragraphs of sentences, `week` and `type` to find its like."""

    title: str
    paragraphs: tuple[tuple[str, ...], ...]
    type: str = ""
    week: int = 0

    @property
    def text(self) -> str:
        return "\n\n".join(" ".join(paragraph) for paragraph in self.paragraphs)

    @property
    def sentences(self) -> list[str]:
        return [sentence for paragraph in self.paragraphs for sentence in paragraph]


def story(title: str, sentences: list[str], chance: random.Random, type: str = "", week: int = 0) -> Story:
    paragraphs, start = [], 0
    while start < len(sentences):
        length = chance.randint(1, 3)
        paragraphs.append(tuple(sentences[start : start + length]))
        start += length
    return Story(title, tuple(paragraphs), type, week)


def cut(text: str) -> list[str]:
    return re.split(r"(?<=[.!?\"]) (?=[A-Z\"])", text)


# Edits: what must be found


def truncated(it: Story, chance: random.Random) -> tuple[str, str]:
    words = it.text.split(" ")
    share = chance.uniform(0.3, 0.9)
    return it.title, " ".join(words[: max(1, round(len(words) * share))]) + chance.choice(("", "...", " [...]", "… Read more"))


def reheadlined(it: Story, chance: random.Random) -> tuple[str, str]:
    title = f"{chance.choice(VALUES['place'])}: {' '.join(chance.choice(it.sentences).split()[:7])}"
    return title, f"{title}\n\n{it.text}" if chance.random() < 0.5 else it.text


def wired(it: Story, chance: random.Random) -> tuple[str, str]:
    agency, place = chance.choice(("Reuters", "AP", "AFP", "Harbour Wire")), chance.choice(VALUES["place"])
    day = f"March {chance.randint(1, 30)}"
    before = chance.choice(
        (f"({agency}) - ", f"{place.upper()}, {day} ({agency}) - ", "BREAKING: ", f"UPDATE {chance.randint(1, 5)}-",
         f"{place} — ", f"{place}, {day} (Staff and agencies) -- ",
         f"By {chance.choice(VALUES['person'])}, {agency}\n")
    )  # fmt: skip
    one, other = chance.sample(VALUES["person"], 2)
    after = chance.choice(
        ("", f" (Reporting by {one}; Editing by {other})", f"\n\n© 2024 {agency}. All rights reserved.", f"\n\n{agency}",
         f"\n\nAdditional reporting by {one} in {place}. Our Standards: The Principles of Trust.")
    )  # fmt: skip
    return it.title, before + it.text + after


def dropped(it: Story, chance: random.Random) -> tuple[str, str]:
    kept = list(it.paragraphs)
    for _ in range(chance.randint(1, max(1, len(kept) // 5))):
        if len(kept) > 2:
            kept.pop(chance.randrange(len(kept)))
    return it.title, Story(it.title, tuple(kept)).text


def extended(it: Story, chance: random.Random) -> tuple[str, str]:
    told = list(it.paragraphs)
    for _ in range(chance.randint(1, max(1, len(told) // 5))):
        told.insert(chance.randrange(len(told) + 1), tuple(chance.sample(LOOSE, chance.randint(1, 2))))
    return it.title, Story(it.title, tuple(told)).text


def rewritten(sentence: str, chance: random.Random) -> str:
    """The sentence in other words: clauses turned round, a fifth of the words replaced."""
    words = sentence.rstrip(".").split()
    half = chance.randint(len(words) // 3, max(len(words) // 3, 2 * len(words) // 3))
    words = words[half:] + words[:half]
    for n in range(len(words)):
        if chance.random() < 0.2:
            words[n] = chance.choice(chance.choice(LOOSE).split())
    return " ".join(words).capitalize() + "."


def lightly_edited(it: Story, chance: random.Random) -> tuple[str, str]:
    """Numbers updated in up to a third of the sentences, one sentence in eight rewritten, single words changed in one in six."""
    told = it.sentences
    if chance.random() < 0.7:
        numbered = [n for n, sentence in enumerate(told) if re.search(r"\d", sentence)]
        for n in chance.sample(numbered, min(len(numbered), chance.randint(1, max(1, len(told) // 3)))):
            told[n] = re.sub(r"\d+", lambda found: str(int(found[0]) + chance.randint(1, 9)), told[n])
    for n in chance.sample(range(len(told)), max(1, len(told) // 8)):
        told[n] = rewritten(told[n], chance)
    for n in chance.sample(range(len(told)), len(told) // 6):
        words = told[n].split()
        words[chance.randrange(len(words))] = chance.choice(chance.choice(LOOSE).split())
        told[n] = " ".join(words)
    return it.title, " ".join(told)


def summarised(it: Story, chance: random.Random) -> tuple[str, str]:
    """What a feed says of the article: its first two or three sentences."""
    return it.title, " ".join(it.sentences[: chance.randint(2, 3)]) + chance.choice(("", " [...]", "…"))


def framed(it: Story, chance: random.Random) -> tuple[str, str]:
    before = chance.choice(
        ("Skip to content Home World Politics Sport Subscribe Log in ", f"{it.title} - {chance.choice(VALUES['company'])} News. ",
         "Share on mail Share by link 3 min read Published " + f"{chance.randint(1, 28)} May 2024 ", "")
    )  # fmt: skip
    after = chance.choice(
        (" Read more: " + "; ".join(" ".join(s.split()[:6]) for s in chance.sample(LOOSE, 3)),
         " Sign up for our morning letter and get the day's news in your mailbox at seven. You can end it at any time. The post "
         f"{it.title} appeared first on {chance.choice(VALUES['company'])}.",
         " Follow us for more. Comments are closed. Terms of use. Privacy. Contact. All rights reserved.")
    )  # fmt: skip
    return it.title, before + it.text + after


def retyped(it: Story, chance: random.Random) -> tuple[str, str]:
    text = it.text.replace("'", "’").replace(" - ", " — ").replace("\n\n", chance.choice(("\n", " ", "\r\n \r\n")))
    return it.title.upper(), text.upper() if chance.random() < 0.2 else text


Edit = Callable[[Story, random.Random], tuple[str, str]]
EDITS: dict[str, Edit] = {
    "truncated to 30-90 %": truncated,
    "re-headlined": reheadlined,
    "wire prefix or suffix": wired,
    "paragraph dropped": dropped,
    "paragraph added": extended,
    "light edits": lightly_edited,
    "boilerplate around": framed,
    "typography": retyped,
}


PLAIN = [f"edit: {kind}" for kind in list(EDITS)[:4]]  # those that issue 5 names


def several(it: Story, chance: random.Random) -> tuple[str, str]:
    """Two or three edits, one after the other."""
    edits = chance.sample(list(EDITS.values()), chance.randint(2, 3))
    title, text = it.title, it.text
    for edit in edits:
        title, text = edit(Story(title, tuple(tuple(cut(part)) for part in re.split(r"\s*\n\s*", text) if part)), chance)
    return title, text


# Others that look alike: what must not be joined


def swapped(it: Story, chance: random.Random) -> str:
    """The article as if it were a frame: every name (a capital within a sentence) and number is another one."""
    names: dict[str, str] = {}
    others = [word for kind in ("place", "country") for word in VALUES[kind]]

    def name(found: re.Match[str]) -> str:
        return names.setdefault(found[0], chance.choice(others))

    text = it.text
    for word in set(re.findall(r"(?<=[a-z,;] )[A-Z]\w+", text)):
        text = re.sub(rf"\b{word}\b", name, text)
    return re.sub(r"\d+", lambda found: str(chance.randint(2, 10 ** len(found[0]))), text)


@dataclass(frozen=True, slots=True)
class Probe:
    """An article that comes later, and the number of the one that it edits, None for one that is new."""

    kind: str
    title: str
    text: str
    original: int | None


def corpus(part: int) -> list[Story]:
    """Whole articles of the corpus, every second one."""
    chance, found = random.Random(part), []
    for n, article in enumerate(a for a in read() if not a["loose"]):
        if n % 2 == part:
            day = (article["published"] or "2000-01-01") + "-01-01"
            week = int(day[:4]) * 52 + int(day[5:7]) * 4
            told = [sentence["text"] for sentence in article["sentences"]]
            found.append(story(article["title"], told, chance, article["id"].split("-")[0], week))
    return found


LOOSE = [s["text"] for a in read() if a["loose"] for s in a["sentences"]]


def scene(seed: int) -> tuple[list[tuple[str, str]], list[Probe]]:
    """What is in the desk, as title and text, and what comes then.

    Seeds below 1000, for tuning, use one half of the articles, frames and pairs, the others the other half.
    """
    chance, part = random.Random(f"scene {seed}"), int(seed >= 1000)
    frames, pairs = FRAMES[part::2], PAIRS[part::2]
    stories = corpus(part)
    chance.shuffle(stories)
    half = len(stories) // 2
    originals, later = stories[:half], stories[half:]
    for article in articles(200, sentences=25, seed=seed):
        originals.append(Story(article.title or "", tuple(tuple(cut(p)) for p in article.text.split("\n\n"))))
    told = {sentence for it in originals for sentence in it.sentences}
    later = [it for it in later if not told.intersection(it.sentences)]  # the generator may have drawn from them
    reports: list[tuple[str, dict[str, str], Story]] = []
    for n in range(300):
        frame = frames[n % len(frames)]
        text, values = fill(frame, chance)
        reports.append((frame, values, story("Daily report", cut(text), chance)))
    first = len(originals)
    desk = [(it.title, it.text) for it in originals] + [(it.title, it.text) for _, _, it in reports]
    probes = [
        Probe(kind, *edit(originals[n], chance), n)
        for kind, edit in {**EDITS, "several edits": several, "summary of 2-3 sentences": summarised}.items()
        for n in chance.sample(range(half if edit is summarised else first), PER_KIND)  # generated articles may begin alike
    ]
    # A report from a frame is copied as well: its siblings must not be taken for it.
    copied = chance.sample(range(300), PER_KIND)
    probes += [Probe("wire copy of a daily report", *wired(reports[n][2], chance), first + n) for n in copied]
    for _ in range(PER_KIND):
        frame, values, _ = chance.choice(reports)
        probes.append(Probe("sibling of a frame: all other", "Daily report", fill(frame, chance)[0], None))
        probes.append(Probe("sibling of a frame: names kept", "Daily report", fill(frame, chance, values, 0.8)[0], None))
        it = chance.choice(originals)
        probes.append(Probe("names and numbers swapped", it.title, swapped(it, chance), None))
        it, new = chance.choice(originals), list(chance.choice(later).sentences)
        for quote in chance.sample(it.sentences, min(2, len(it.sentences))):
            new.insert(chance.randrange(len(new) + 1), quote)
        probes.append(Probe("two sentences quoted", "", " ".join(new), None))
        it, new = chance.choice(originals), list(chance.choice(later).sentences)
        start = chance.randrange(max(1, len(it.sentences) - 3))
        probes.append(Probe("background paragraph shared", "", " ".join([*new, *it.sentences[start : start + 3]]), None))
    probes += [Probe("same type and week", it.title, it.text, None) for it in later[:PER_KIND]]
    for n in range(PER_KIND):
        one, other = pairs[n % len(pairs)]
        text, values = fill(one, chance)
        desk.append(("First report", text))
        probes.append(Probe("two reports of one event", "Second report", again(other, values), None))
    return desk, probes


def interval(hits: int, of: int) -> tuple[float, float, float]:
    """Share with Wilson's interval of 95 %."""
    if not of:
        return 0.0, 0.0, 1.0
    share, z = hits / of, 1.96
    middle, spread = share + z * z / (2 * of), z * (share * (1 - share) / of + z * z / (4 * of * of)) ** 0.5
    return share, (middle - spread) / (1 + z * z / of), (middle + spread) / (1 + z * z / of)


def opened() -> tuple[sqlite3.Connection, NearDuplicates]:
    db = sqlite3.connect(":memory:")
    db.executescript(SCHEMA)
    return db, NearDuplicates(db)


def measure(seeds: range, errors: int) -> dict[str, tuple[int, int]]:
    """For every kind of probe, how many of how many are right (edits) or wrongly joined (others)."""
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for seed in seeds:
        desk, probes = scene(seed)
        _, near = opened()
        for number, (title, text) in enumerate(desk):
            near.add(number, fingerprint(title, text))
        for probe in probes:
            match = near.find(fingerprint(probe.title, probe.text))
            count = counts[("edit: " if probe.original is not None else "other: ") + probe.kind]
            count["all"] += 1
            joined = match.article if match else None
            if probe.original is None:
                count["joined"] += joined is not None
            else:
                count["hit"] += joined == probe.original
            if match and probe.original is not None:
                count[match.kind] += 1
                count["wrong"] += joined != probe.original
            if errors and joined != probe.original:
                errors -= 1
                before = f"\n  desk: {desk[probe.original if probe.original is not None else joined or 0][1][:600]!r}"
                print(f"{probe.kind}: {match}\n  came: {probe.text[:600]!r}{before}\n")
    return (
        {kind: (c["hit"] + c["joined"], c["all"]) for kind, c in counts.items()}
        | {f"kinds of {kind}": (c["copy"], c["version"]) for kind, c in counts.items() if c["hit"]}
        | {f"wrong in {kind}": (c["wrong"], c["all"]) for kind, c in counts.items() if c["hit"]}
    )


def report(found: dict[str, tuple[int, int]]) -> dict[str, tuple[float, float, float]]:
    shares = {}
    for name, of in (("found", "edit: "), ("wrongly joined", "other: ")):
        print(f"\n{name:44} share   95 %            n")
        rows = {kind: pair for kind, pair in found.items() if kind.startswith(of)}
        plain = [rows[kind] for kind in PLAIN if kind in rows]
        sums = {f"all {name}": list(rows.values())} | ({f"the four edits of issue 5, {name}": plain} if plain else {})
        totals = {kind: (sum(hits for hits, _ in pairs), sum(n for _, n in pairs)) for kind, pairs in sums.items()}
        for kind, (hits, n) in {**rows, **totals}.items():
            share, low, high = shares[kind.removeprefix(of)] = interval(hits, n)
            kinds = found.get(f"kinds of {kind}")
            told = f"   {kinds[0]} copies, {kinds[1]} versions" if kinds else ""
            wrong = found.get(f"wrong in {kind}", (0, 0))[0]
            told += f", {wrong} with another article" if wrong else ""
            print(f"{kind.removeprefix(of):44} {share:.4f}  {low:.4f}-{high:.4f} {n:6}{told}")
    return shares


def made_up(chance: random.Random) -> Fingerprint:
    """The fingerprint of an article of 25 sentences like no other."""
    keys = tuple(sorted(chance.getrandbits(48) for _ in range(39)))
    return Fingerprint(chance.getrandbits(32), 450, keys, 1, chance.randbytes(880), chance.randbytes(24))


def speed(count: int, filled: int) -> None:
    """Time of fingerprint, find and add on the generated articles, and memory, with the tables in a file."""
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        db = sqlite3.connect(Path(folder) / "state.db", isolation_level=None)
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA cache_size = -65536")
        db.executescript(SCHEMA)
        near, clock = NearDuplicates(db), time.process_time  # of this process: the machine may be busy
        chance = random.Random(0)
        for number in range(filled):
            if number % 5000 == 0:
                db.execute("COMMIT" if db.in_transaction else "SELECT 1")
                db.execute("BEGIN")
            near.add(count + 1 + number, made_up(chance))
        if db.in_transaction:
            db.execute("COMMIT")
        spent, found, step = [0.0, 0.0, 0.0, 0.0], 0, max(count // 10, 1)
        db.execute("BEGIN")
        for number, article in enumerate(articles(count), start=1):
            start = clock()
            made = fingerprint(article.title, article.text)
            middle = clock()
            found += near.find(made) is not None
            late = clock()
            near.add(number, made)
            end = clock()
            if number % 500 == 0:
                db.execute("COMMIT")
                db.execute("BEGIN")
            spent = [a + b for a, b in zip(spent, (middle - start, late - middle, end - late, clock() - end), strict=True)]
            if number % step == 0:
                each = "  ".join(
                    f"{n} {1000 * s / step:.3f}" for n, s in zip(("print", "find", "add", "commit"), spent, strict=True)
                )
                peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
                size = (Path(folder) / "state.db").stat().st_size / 1e6
                print(
                    f"{number:9,} articles: CPU ms each: {each}; peak {peak:.0f} MB, tables {size:.0f} MB, joined {found}",
                    flush=True,
                )
                spent = [0.0, 0.0, 0.0, 0.0]
        db.execute("COMMIT")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seeds", default="1000:1004", help="first:last+1")
    parser.add_argument("--errors", type=int, default=0)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--speed", type=int)
    parser.add_argument("--filled", type=int, default=0)
    options = parser.parse_args()
    if options.speed:
        speed(options.speed, options.filled)
        return
    first, last = map(int, options.seeds.split(":"))
    shares = report(measure(range(first, last), options.errors))
    if options.json:
        options.json.write_text(json.dumps(shares, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
