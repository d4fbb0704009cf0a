"""The rooms, called in order: text, extraction, resolution."""

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from itertools import islice
from pathlib import Path

from verbale import ontology
from verbale.confidence import EVIDENCE, with_confidence
from verbale.document import Document
from verbale.errors import ModelMismatch, SettingsError
from verbale.extraction.cards import ModelCard
from verbale.extraction.extractor import Extractor
from verbale.records import Article, CodedArticle, Relation, Run, Span
from verbale.resolution import own as own_table
from verbale.resolution.own_places import own_file
from verbale.resolution.resolver import Resolver
from verbale.settings import Settings
from verbale.text import make_article, mended, split
from verbale.version import VERSION

AHEAD = 8
"""Articles that each thread may be ahead of the reader of `code_articles`."""


class Coder:
    """A model and the tables it needs, loaded once. Safe to use from several threads."""

    def __init__(self, extractor: Extractor, resolver: Resolver, settings: Settings, threads: int = 1, tables: str = "") -> None:
        self._extractor, self._resolver, self._settings, self._threads = extractor, resolver, settings, threads
        card = extractor.card
        if len(card.calibration) != len(EVIDENCE) + 1:
            raise ModelMismatch(
                f"The card of the model in {card.folder} has {len(card.calibration)} weights of confidence, this verbale wants "
                f"{len(EVIDENCE) + 1}; use a model of this version."
            )
        self.run = Run(f"verbale {VERSION}", card.name, card.digest, ontology.VERSION, settings.digest(), tables)

    @property
    def card(self) -> ModelCard:
        """What the model is."""
        return self._extractor.card

    def code_article(self, article: Article) -> CodedArticle:
        """Every event, consequence and stance of one article."""
        article = mended(article)
        sentences = split(article.text)
        readings = self._extractor.read(article.text, sentences)
        found = self._resolver.resolve(article, readings)
        judged = with_confidence(found.events, self.card.calibration)
        sure = tuple(event for event in judged if event.mention.confidence >= self._settings.min_confidence)
        names = tuple(name for reading in readings for name in reading.names)
        return CodedArticle(article, self.run, tuple(sentences), sure, found.consequences, found.stances, names, found.places)

    def code_articles(self, articles: Iterable[Article]) -> Iterator[CodedArticle]:
        """Articles in, coded articles out, in the same order; several at once where the coder has several threads."""
        if self._threads == 1:
            yield from map(self.code_article, articles)
            return
        waiting = iter(articles)
        with ThreadPoolExecutor(self._threads) as pool:
            running = [pool.submit(self.code_article, a) for a in islice(waiting, AHEAD * self._threads)]
            while running:
                yield running.pop(0).result()
                running += [pool.submit(self.code_article, a) for a in islice(waiting, 1)]

    def code(
        self,
        text: str,
        published: date | str | None = None,
        *,
        title: str | None = None,
        outlet: str | None = None,
        url: str | None = None,
        id: str | None = None,  # the contract's name for it
    ) -> Document:
        """Code one text. `published` (a date, or "2024-10-25") is what relative dates are counted from.

        Raises UnreadableArticle where there are no words or the day is no day.
        """
        article = make_article(text, published=published, title=title, outlet=outlet, url=url, id=id)
        return Document(self.code_article(article))

    def code_many(self, articles: Iterable[Article]) -> Iterator[Document]:
        """Code many articles, in order."""
        return map(Document, self.code_articles(articles))

    def relation(self, sentence: str, actor: tuple[int, int] | None = None, recipient: tuple[int, int] | None = None) -> Relation:
        """The act between two spans of a sentence, given as character offsets; either may be None.

        `scores` are the chances of the sixteen acts, `act` and `status` the likeliest ones, `event_type` the PLOVER event type
        that they together make likeliest.
        """
        return self._extractor.relation(sentence, Span(*actor) if actor else None, Span(*recipient) if recipient else None)


def load(
    model: Path | str | None = None,
    *,
    threads: int = 1,
    settings: Settings | None = None,
    actors: Path | str | None = None,
    own: bool = True,
) -> Coder:
    """A coder with the packaged model, or with the model in the folder `model`.

    `actors` is a file of actors for this coder alone (CSV, PETRARCH, Wikidata: `verbale.resolution.dictionaries`). Otherwise the
    actors that were added with `verbale actors add` count, unless `own` is False; `Run.tables` tells which.
    `threads` are the articles coded at the same time. Raises ModelNotFound, ModelMismatch, GazetteerNotFound or
    UnreadableActors, and SettingsError for less than one thread.
    """
    if threads < 1:
        raise SettingsError(f"The number of threads is {threads}; it must be 1 or more.")
    settings = settings or Settings()
    # One core per article reads faster than several cores on one small network.
    extractor = Extractor.open(Path(model) if model else None, settings.extraction, threads=1)
    lines = own_table.lines(own_table.folder()) if own and not actors else []
    if actors:
        from verbale.resolution.own_files import table_of

        lines = table_of(Path(actors))
    resolver = Resolver.open(settings.resolution, lines, own_file() if own else None)
    tables = own_table.joint_digest(lines, resolver.gazetteer.own_digest())
    return Coder(extractor, resolver, settings, threads, tables)


def code(text: str, published: date | str | None = None, *, title: str | None = None) -> Document:
    """Code one text with the packaged model, which is loaded once."""
    return _default().code(text, published, title=title)


_loaded: list[Coder] = []


def _default() -> Coder:
    if not _loaded:
        _loaded.append(load())
    return _loaded[0]
