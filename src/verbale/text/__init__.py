"""News in: files and streams to articles, articles to sentences, offsets kept."""

from verbale.text.articles import make_article, mended, parse_day
from verbale.text.read import read_articles
from verbale.text.sentences import split

__all__ = ["make_article", "mended", "parse_day", "read_articles", "split"]
