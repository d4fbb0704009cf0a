"""A piece into an article: the slow half of reading, which worker processes do."""

from dataclasses import replace
from datetime import date

from verbale.errors import UnreadableArticle
from verbale.records import Article
from verbale.sources.language import told_language
from verbale.sources.raw import Raw, one_line, unforeseen
from verbale.text import make_article, mended
from verbale.text.jsonlines import read_object
from verbale.text.read import read_whole


def article(raw: Raw, published: date | None = None) -> Article:
    """The article of a piece. What its container says goes before what it says of itself, `published` dates what states no date.

    Raises UnreadableArticle, whose words begin with where the piece was found.
    """
    try:
        found = _read(raw, raw.facts.published or published)
    except UnreadableArticle as error:
        raise UnreadableArticle(one_line(f"{raw.where}: {error}")) from None
    except MemoryError:
        raise UnreadableArticle(
            one_line(f"{raw.where}: there is too little memory to read it: cut it, or use another machine.")
        ) from None
    except Exception as error:  # one broken piece must not stop a run of ten thousand
        raise UnreadableArticle(one_line(f"{raw.where}: {unforeseen(error)}")) from error
    facts, day = raw.facts, raw.facts.published or found.published
    if facts.captured and (day is None or day > facts.captured):
        day = facts.captured  # a page that was crawled on a day is not of a later one
    told = replace(
        found,
        id=facts.id or found.id,
        title=facts.title or found.title,
        published=day,
        outlet=facts.outlet or found.outlet,
        url=facts.url or found.url,
        language=found.language or told_language(found.text),
    )
    return mended(told)


def _read(raw: Raw, published: date | None) -> Article:
    if raw.kind == "words":
        return make_article(raw.data.decode("utf-8", "replace"), published=published)
    if raw.kind == "json":
        return _object(raw, published)
    if raw.kind == "eml":
        from verbale.sources.mail import read_mail

        return read_mail(raw.data, published)
    if raw.kind == "pdf":
        from verbale.sources.pdf import read_pdf

        return make_article(read_pdf(raw.data), published=published)
    return read_whole(raw.data, raw.kind, published)


def _object(raw: Raw, published: date | None) -> Article:
    try:
        return read_object(raw.data, published)
    except UnreadableArticle:
        from verbale.sources.objects import under_usual_names

        if (row := under_usual_names(raw)) is None:
            raise
        return article(row, published)
