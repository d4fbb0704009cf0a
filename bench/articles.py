"""Articles for load tests, put together from the sentences of the corpus: each distinct, plausible, the same on every machine.

    python bench/articles.py --count N --format jsonl|html|warc -o PATH [--sentences 25] [--seed 0]

`jsonl` writes one file, `html` a folder with a page for each article in folders of a thousand, `warc` one file, packed record by
record when the name ends in .gz. A page has what the page of a newspaper has around its text: navigation, sharing buttons,
related articles, a sidebar, a form, a footer, scripts and metadata. All text is fiction (corpus/README.md).
"""

import argparse
import gzip
import hashlib
import html
import json
import random
import re
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from io import BytesIO
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from training.corpus import read  # noqa: E402 - the repository is not installed as a package
from verbale.records import Article  # noqa: E402

OUTLETS = (
    "Harbour Wire", "Meridian Press", "Capital Dispatch", "Pacific Ledger", "Levant Chronicle", "Northern Star Agency",
    "Great Lakes Monitor", "Southern Telegraph", "Atlantic Bulletin", "Caucasus Wire", "Horn Observer", "Sahel Courier",
)  # fmt: skip
SECTIONS = ("World", "Politics", "Business", "Conflict", "Opinion", "Culture", "Sport", "Weather")
FIRST_DAY = date(2024, 1, 1)
ARTICLES_A_DAY = 400
LOOSE_SHARE = 0.4  # of the passages: single sentences of the sets, which speak of all acts


@cache
def _passages() -> tuple[list[tuple[str, list[str]]], list[str]]:
    """Articles of the corpus as title and sentences, and the loose sentences of its sets."""
    whole, loose = [], []
    for article in read():
        sentences = [sentence["text"] for sentence in article["sentences"]]
        if article["loose"]:
            loose += sentences
        else:
            whole.append((article["title"], sentences))
    return whole, loose


def articles(count: int, sentences: int = 25, seed: int = 0) -> Iterator[Article]:
    """`count` articles of so many sentences: passages of two to four sentences of one corpus article, and loose ones.

    Article n depends on `seed`, `sentences` and n alone. Two articles share a passage now and then, as news does, and no more.
    """
    whole, loose = _passages()
    lengths = [len(run) for _, run in whole]
    for number in range(count):
        chance = random.Random(f"{seed} {sentences} {number}")
        told: list[str] = []
        titles: list[str] = []
        for title, run in chance.choices(whole, lengths, k=sentences):
            length = chance.randint(2, 4)
            if chance.random() < LOOSE_SHARE:
                told.append(chance.choice(loose))
            else:
                start = chance.randrange(max(len(run) - length, 0) + 1)
                told += run[start : start + length]
                titles.append(title)
        told = list(dict.fromkeys(told))[:sentences]
        title = next((t for t in titles if t), " ".join(told[0].split()[:8]).rstrip(",;:"))
        paragraphs = _paragraphs(told, chance)
        day = FIRST_DAY + timedelta(days=number // ARTICLES_A_DAY)
        outlet = chance.choice(OUTLETS)
        slug = re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")[:60]
        text = "\n\n".join(paragraphs)
        yield Article(
            id=hashlib.sha256(text.encode()).hexdigest()[:16],
            text=text,
            title=title,
            published=day,
            outlet=outlet,
            url=f"https://{outlet.lower().replace(' ', '-')}.example/{day:%Y/%m/%d}/{slug}-{seed}-{number}",
            language="en",
        )


def _paragraphs(told: list[str], chance: random.Random) -> list[str]:
    found, start = [], 0
    while start < len(told):
        length = chance.randint(1, 3)
        found.append(" ".join(told[start : start + length]))
        start += length
    return found


def jsonl(article: Article) -> str:
    """The article as a line of JSON."""
    day = article.published.isoformat() if article.published else None
    fields = {"id": f"load-{article.id}", "title": article.title, "outlet": article.outlet, "url": article.url, "published": day}
    return json.dumps(fields | {"text": article.text}, ensure_ascii=False) + "\n"


def page(article: Article) -> str:
    """The article as the page of a newspaper, some 100 KB around its text."""
    chance = random.Random(article.id)
    titles = [title for title, _ in _passages()[0] if title]
    title, outlet, day = html.escape(article.title or ""), html.escape(article.outlet or ""), article.published or FIRST_DAY
    site = (article.url or "").split("/20")[0]

    def links(count: int, name: str) -> str:
        rows = (
            f'<li class="{name}__item c{n}"><div class="{name}__card"><div class="{name}__media"><picture><source'
            f' type="image/webp" srcset="{site}/i/{n}-320.webp 320w, {site}/i/{n}-640.webp 640w">'
            f'<img loading="lazy" src="{site}/i/{n}.jpg" alt=""></picture></div><div class="{name}__words"><h3>'
            f'<a class="{name}__link" data-track="{name}-{n}"'
            f' href="{site}/{n}-{chance.randrange(10**6)}">{html.escape(chance.choice(titles))}</a></h3>'
            f'<span class="{name}__meta">{chance.choice(SECTIONS)} · {chance.randint(2, 9)} min</span></div></div></li>'
            for n in range(count)
        )
        return f'<ul class="{name}__list">{"".join(rows)}</ul>'

    menu = "".join(
        f'<li class="menu__section"><a href="{site}/{name.lower()}">{name}</a><ul class="menu__sub">'
        + "".join(f'<li><a href="{site}/{name.lower()}/{n}">{name} {n}</a></li>' for n in range(12))
        + "</ul></li>"
        for name in SECTIONS
    )
    program = "".join(
        f"w.queue.push(function(){{w.slot({n},'{chance.randrange(16**12):012x}',{{lazy:true}})}});" for n in range(400)
    )
    share = "".join(
        f'<a class="share share--{n}" href="#{n}" aria-label="Share by {n}">{n}</a>' for n in ("mail", "link", "print")
    )
    body = [f"<p>{html.escape(paragraph)}</p>" for paragraph in article.text.split("\n\n")]
    middle = len(body) // 2
    body.insert(middle, f'<aside class="inset"><h3>Read also</h3>{links(3, "inset")}</aside>')
    body.insert(2, '<div class="ad" id="slot-2" data-size="300x250"><span>Advertisement</span></div>')
    facts = {
        "@context": "https://schema.org", "@type": "NewsArticle", "headline": article.title, "datePublished": f"{day}T06:00:00Z",
        "publisher": {"@type": "Organization", "name": article.outlet}, "mainEntityOfPage": article.url,
    }  # fmt: skip
    styles = "".join(f".c{n}{{margin:{n}px {n + 1}px;padding:{n % 7}px;color:#{n * 4369 % 4096:03x}}}" for n in range(400))
    return f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{title} | {outlet}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="description" content="{html.escape(article.text[:150])}">
<meta property="og:type" content="article"><meta property="og:title" content="{title}">
<meta property="og:site_name" content="{outlet}">
<meta property="og:url" content="{article.url}"><meta property="article:published_time" content="{day}T06:00:00Z">
<link rel="canonical" href="{article.url}"><style>{styles}</style>
<script type="application/ld+json">{json.dumps(facts)}</script>
<script>window.settings={{"page":"article","slots":{list(range(40))}}};
(function(w){{w.queue=w.queue||[];{program}}})(window);</script></head>
<body class="article-page"><a class="skip" href="#main">Skip to content</a>
<header class="site-header"><div class="brand"><a href="{site}/">{outlet}</a></div><nav class="menu"><ul>{menu}</ul></nav>
<form class="search" action="{site}/search"><input name="q" placeholder="Search"><button>Search</button></form></header>
<div class="cookie-banner" role="dialog"><p>We use cookies to give you the best reading. By going on you accept our policy.</p>
<button>Accept</button><button>Settings</button></div>
<main id="main"><nav class="crumbs"><a href="{site}/">Home</a> / <a href="{site}/world">World</a></nav>
<article><header><h1>{title}</h1><p class="byline">By <a rel="author" href="{site}/staff">Our correspondents</a></p>
<time datetime="{day}">{day:%d %B %Y}</time><div class="sharing">{share}</div></header>
<figure><img src="{site}/images/{article.id}.jpg" alt=""><figcaption>Archive photograph.</figcaption></figure>
<div class="article-body">{"".join(body)}</div>
<footer class="tags"><a href="{site}/tag/news">news</a> <a href="{site}/tag/world">world</a></footer></article>
<section class="newsletter"><h2>The morning letter</h2><p>The day's news in your mailbox at seven. Sign up here.</p>
<form><input type="email"><button>Sign up</button></form></section>
<section class="related"><h2>More on this</h2>{links(24, "related")}</section></main>
<aside class="sidebar"><h2>Most read</h2>{links(20, "popular")}<h2>Opinion</h2>{links(12, "opinion")}</aside>
<footer class="site-footer"><nav>{menu}</nav><p>© {day.year} {outlet}. All rights reserved. <a href="{site}/terms">Terms</a>
<a href="{site}/privacy">Privacy</a> <a href="{site}/contact">Contact</a></p></footer>
<script src="{site}/static/app.js" defer></script></body></html>
"""


def record(article: Article) -> bytes:
    """The page as the answer of a server, in a WARC record."""
    from fastwarc.warc import WarcRecord, WarcRecordType

    content = page(article).encode()
    answer = f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {len(content)}\r\n\r\n".encode()
    made = WarcRecord()
    digits = hashlib.md5((article.url or article.id).encode(), usedforsecurity=False).hexdigest()
    urn = f"uuid:{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"
    made.init_headers(record_type=WarcRecordType.response, record_urn=urn.encode())
    made.headers["WARC-Target-URI"] = article.url or ""
    made.headers["WARC-Date"] = f"{article.published or FIRST_DAY}T06:00:00Z"
    made.headers["Content-Type"] = "application/http; msgtype=response"
    made.set_bytes_content(answer + content)
    stream = BytesIO()
    made.write(stream)
    return stream.getvalue()


def write(found: Iterator[Article], kind: str, output: Path) -> None:
    """Write articles as `kind` ("jsonl", "html", "warc") to `output`."""
    if kind == "html":
        for number, article in enumerate(found):
            path = output / f"{number // 1000:04}" / f"{number:07}.html"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(page(article), encoding="utf-8")
        return
    output.parent.mkdir(parents=True, exist_ok=True)
    with output.open("wb") as stream:
        for article in found:
            data = jsonl(article).encode() if kind == "jsonl" else record(article)
            stream.write(gzip.compress(data, 6, mtime=0) if output.suffix == ".gz" else data)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, required=True)
    parser.add_argument("--format", choices=("jsonl", "html", "warc"), required=True)
    parser.add_argument("-o", "--output", type=Path, required=True)
    parser.add_argument("--sentences", type=int, default=25)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    write(articles(options.count, options.sentences, options.seed), options.format, options.output)
    print(f"{options.count} articles in {options.output}")


if __name__ == "__main__":
    main()
