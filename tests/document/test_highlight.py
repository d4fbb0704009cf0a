"""Highlighting: runs tile sentences, the smallest span gives the colour, HTML shows the words and nothing runs."""

import re
from html import unescape

from hypothesis import HealthCheck, given, settings

from tests.document.strategies import coded_articles
from tests.fakes import FakeCoder, Scene, coded_demo
from verbale.document.fragment import article, notebook
from verbale.document.highlight import sentence_runs
from verbale.records import CodedArticle
from verbale.text import make_article


@given(coded_articles())
@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_runs_tile_their_sentence(coded: CodedArticle) -> None:
    for sentence, runs in sentence_runs(coded):
        assert [run.span.start for run in runs] == [sentence.start, *(run.span.end for run in runs[:-1])]
        assert runs[-1].span.end == sentence.end
        for run in runs:
            for part in run.parts:
                assert part.span.start <= run.span.start < run.span.end <= part.span.end


def test_the_smallest_span_gives_the_colour() -> None:
    scene = Scene(make_article("Some 40 monks marched."))
    event = scene.event(
        "marched",
        "PROTEST",
        actors=[scene.actor("Some 40 monks", "UNK")],
        quantities=[scene.quantity("40", "protesters", 40, 40)],
    )
    coded = CodedArticle(scene.article, coded_demo().run, scene.sentences, (event,))
    ((_, runs),) = sentence_runs(coded)
    assert [(run.span.of(scene.article.text), run.role) for run in runs] == [
        ("Some ", "actor"), ("40", "number"), (" monks", "actor"), (" ", None), ("marched", "act"), (".", None),
    ]  # fmt: skip
    assert runs[4].ended_triggers() == (1,)


@given(coded_articles())
@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_html_has_unique_ids_and_every_link_leads_somewhere_in_it(coded: CodedArticle) -> None:
    html = article(coded, "a1")
    ids = re.findall(r' id="([^"]*)"', html)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]*)"', html)) <= set(ids)


def test_everything_from_the_article_is_escaped() -> None:
    nasty = 'Norway accused France <script>alert("x")</script> & <img src=x onerror=alert(1)> \x00\x1b[31m.'
    coded = next(FakeCoder().code_articles([make_article(nasty, id='"><script>', title="<b>", url="javascript:alert(1)")]))
    html = notebook(coded)
    assert "<script" not in html
    assert "<img" not in html
    assert "javascript:" not in html
    assert "\x00" not in html
    assert "\x1b" not in html
    shown = unescape(re.sub(r"<sup>.*?</sup>|<[^>]*>", "", re.search(r"<ol>.*?</ol>", html, re.S)[0]))  # type: ignore[index]
    assert shown == re.sub("[\x00\x1b]", "\N{REPLACEMENT CHARACTER}", nasty)
