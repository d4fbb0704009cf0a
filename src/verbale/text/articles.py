"""Words and facts about them into an `Article`."""

import hashlib
import re
from dataclasses import replace
from datetime import date, datetime

from verbale.errors import UnreadableArticle
from verbale.records import Article
from verbale.text.language import language

MAX_ARTICLE_BYTES = 10_000_000  # no news article is longer; what is, is a file of many articles, or broken

_SURROGATES = re.compile("[\ud800-\udfff]")


def make_article(
    text: str,
    *,
    id: str | None = None,
    title: str | None = None,
    published: date | str | None = None,
    outlet: str | None = None,
    url: str | None = None,
) -> Article:
    """An article of these words. Without an id it gets the first 16 hexadecimal digits of the SHA-256 of its text.

    Half characters (lone surrogates, which no encoding can carry) become U+FFFD, one for one, so offsets stay. `published`
    may be written out ("2024-10-25"); of a date with a time only the date counts. Raises UnreadableArticle where the text is
    no str or has no words, where there are far too many, or where the day is no day.
    """
    if not isinstance(text, str):
        raise UnreadableArticle(f"the text is {type(text).__name__}, and an article is str: decode its bytes first.")
    if not isinstance(published, date | str | None):
        raise UnreadableArticle(f"the date is {published!r}, and a day looks like 2024-10-25: write it so.")
    if not text.strip():
        raise UnreadableArticle("the text is empty, and an article has words: take it out of the call, or fill it.")
    if len(text) > MAX_ARTICLE_BYTES:
        raise UnreadableArticle(
            f"the text has {len(text):,} characters, and no news article has more than"
            f" {MAX_ARTICLE_BYTES:,}: cut it into its articles."
        )
    text = _whole(text)
    return mended(
        Article(
            id=id or hashlib.sha256(text.encode()).hexdigest()[:16],
            text=text,
            title=title or None,
            published=parse_day(published) if isinstance(published, str) else published,
            outlet=outlet or None,
            url=url or None,
            language=language(text),
        )
    )


def mended(article: Article) -> Article:
    """The article without half characters and without a time of day, which records made by hand may have; offsets stay."""
    day = article.published
    return replace(
        article,
        id=_whole(article.id),
        text=_whole(article.text),
        title=_whole(article.title) if article.title else article.title,
        # A datetime is a date to Python, but cannot be compared with one.
        published=day.date() if isinstance(day, datetime) else day,
        outlet=_whole(article.outlet) if article.outlet else article.outlet,
        url=_whole(article.url) if article.url else article.url,
    )


def parse_day(words: str) -> date:
    """The day that starts an ISO 8601 date or time ("2024-10-25", "2024-10-25T08:00:00Z", "20241025").

    The day is the one written: times are not moved to another time zone. Raises UnreadableArticle for anything else.
    """
    found = re.match(r"(\d{4})([-/]?)(\d{2})\2(\d{2})(?:$|[T\s])", words.strip())
    try:
        if found:
            return date(int(found[1]), int(found[3]), int(found[4]))
    except ValueError:
        pass  # the 31st of February: told below like any other wrong date
    raise UnreadableArticle(f"the date is {words!r}, and a day looks like 2024-10-25: write it so.")


def _whole(words: str) -> str:
    return _SURROGATES.sub("\N{REPLACEMENT CHARACTER}", words)


__all__ = ["MAX_ARTICLE_BYTES", "make_article", "mended", "parse_day"]
