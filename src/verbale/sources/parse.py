"""A piece into an article: the slow half of reading, which worker processes do."""

from dataclasses import replace
from datetime import date

from verbale.errors import UnreadableArticle
from verbale.records import Article
from verbale.sources.language import told_language
from verbale.sources.raw import Raw
from verbale.text import make_article
from verbale.text.jsonlines import read_object
from verbale.text.read import read_whole


def article(raw: Raw, published: date | None = None) -> Article:
    """The article of a piece. What its container says goes before what it says of itself, `published` dates what states no date.

    Raises UnreadableArticle, whose words begin with where the piece was found.
    """
    try:
        found = _read(raw, raw.facts.published or published)
    except UnreadableArticle as error:
        raise UnreadableArticle(f"{raw.where}: {error}") from None
    facts, day = raw.facts, raw.facts.published or found.published
    if facts.captured and (day is None or day > facts.captured):
        day = facts.captured  # a page that was crawled on a day is not of a later one
    return replace(
        found,
        id=facts.id or found.id,
        title=facts.title or found.title,
        published=day,
        outlet=facts.outlet or found.outlet,
        url=facts.url or found.url,
        language=found.language or told_language(found.text),
    )


def _read(raw: Raw, published: date | None) -> Article:
    if raw.kind == "words":
        return make_article(raw.data.decode("utf-8", "replace"), published=published)
    if raw.kind == "json":
        return read_object(raw.data, published)
    if raw.kind == "eml":
        from verbale.sources.mail import read_mail

        return read_mail(raw.data)
    if raw.kind == "pdf":
        from verbale.sources.pdf import read_pdf

        return make_article(read_pdf(raw.data), published=published)
    return read_whole(raw.data, raw.kind, published)
