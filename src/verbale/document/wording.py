"""How parts of a coded article are put into words, the same on a terminal and on a page. Nothing here is escaped or cleaned."""

from verbale.records import Article, CodedArticle


def facts(article: Article) -> list[str]:
    """What stands under the title: outlet (if known), day of publication or "no date", id."""
    day = article.published.isoformat() if article.published else "no date"
    return [fact for fact in (article.outlet, day, article.id) if fact]


def sentence_numbers(coded: CodedArticle) -> dict[tuple[int, int], int]:
    """The number of each sentence, from 1, by its start and end."""
    return {(span.start, span.end): number for number, span in enumerate(coded.sentences, start=1)}


def days(first: str, last: str | None) -> str:
    """ "2024-10-25", or "2024-10-25 to 2024-10-28"; the days are ISO 8601."""
    return first if first == last else f"{first} to {last}"


def preposition(stance: str) -> str:
    """What stands between the value of a stance and its object: one supports something, but is neutral toward it."""
    return "toward " if stance in ("neutral", "divided") else ""
