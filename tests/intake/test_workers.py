"""Workers that hang or die cost what they were at, and nothing else."""

import time

from tests.fakes import SentenceCoder
from verbale.intake.workers import Fatal, Line, Workers
from verbale.records import Article, CodedArticle


class SlowCoder(SentenceCoder):
    """Never comes to an end at one word."""

    def code_article(self, article: Article) -> CodedArticle:
        while "endless" in article.text:
            time.sleep(1)
        return super().code_article(article)


def test_a_task_without_an_end_is_given_up_and_the_others_are_done() -> None:
    texts = ["Oslo has warned Minsk.", "An endless sentence stands here.", "Riga has met Tallinn."]
    with Workers(SlowCoder, 2, longest=6.0) as workers:
        line: Line[str, CodedArticle | Fatal] = Line(9)
        for text in texts:
            line.put(text, workers.code(Article("a", text)))
        found = dict(line.ready(all=True))
    assert isinstance(found[texts[1]], Fatal)
    assert "longer than 6 seconds" in str(found[texts[1]])
    assert all(isinstance(found[text], CodedArticle) for text in (texts[0], texts[2]))
