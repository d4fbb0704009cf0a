"""Web pages: the article comes out, what is not the article stays out."""

import io
import logging
import time
from datetime import date

import pytest

from verbale.errors import UnreadableArticle
from verbale.records import Article
from verbale.text import read_articles
from verbale.text.html import read_page

PAGE = """<!doctype html><html><head><title>Envoys meet in Tbilisi - Harbour Wire</title>
<meta property="og:site_name" content="Harbour Wire"><meta property="article:published_time" content="2024-03-05T08:00:00Z">
<link rel="canonical" href="https://example.org/a/1"><script>var x = "The army attacked Paris";</script>
<style>p { color: red }</style></head><body><nav><a href="/">Home</a> <a href="/world">World</a></nav>
<article><h1>Envoys meet in Tbilisi</h1><p>The envoys of <b>Norway</b> and Georgia met on Monday in the old town hall.</p>
<p>They will meet again in May, the ministry said.</p><script>document.write("The army attacked Lyon")</script></article>
<footer>Copyright Harbour Wire</footer></body></html>"""


def read(page: str | bytes, published: date | None = None) -> Article:
    data = page.encode() if isinstance(page, str) else page
    (found,) = read_articles(io.BytesIO(b"<!doctype html>" + data), "page.html", published)
    assert isinstance(found, Article), found
    return found


def test_an_article_with_its_facts() -> None:
    article = read(PAGE)
    assert article.text == (
        "Envoys meet in Tbilisi\n\nThe envoys of Norway and Georgia met on Monday in the old town hall.\n\n"
        "They will meet again in May, the ministry said."
    )
    assert (article.title, article.outlet, article.url) == ("Envoys meet in Tbilisi", "Harbour Wire", "https://example.org/a/1")
    assert article.published == date(2024, 3, 5)


def test_the_given_date_goes_before_that_of_the_page() -> None:
    assert read(PAGE, date(2024, 10, 25)).published == date(2024, 10, 25)


@pytest.mark.parametrize("hidden", ["attacked", "color", "Home", "Copyright"])
def test_scripts_styles_menus_and_footers_stay_out(hidden: str) -> None:
    assert hidden not in read(PAGE).text


def test_a_page_without_a_body_that_looks_like_an_article_gives_all_its_words() -> None:
    article = read("<p>Norway met <b>Georgia</b>.</p><p>They talked<br>long.</p><script>alert('x')</script><style>p {}</style>")
    assert article.text == "Norway met Georgia.\n\nThey talked\n\nlong."


def test_control_characters_do_not_stop_the_reading() -> None:
    assert read("<p>Norway met\x01<b>Georgia</b>.</p>\x0b&#1;").text == "Norway met Georgia."


def test_the_declared_encoding_counts() -> None:
    page = '<meta charset="windows-1251"><p>Министр встретился с послом.</p>'.encode("cp1251")
    assert "Министр" in read(page).text


@pytest.mark.parametrize("page", ["", "<html></html>", "<script>var x = 'The army left.'</script>", "<!-- nothing -->"])
def test_a_page_without_words_is_told(page: str) -> None:
    (found,) = read_articles(io.BytesIO(b"<html>" + page.encode()), "page.html")
    assert isinstance(found, UnreadableArticle)
    assert "no words in the page" in str(found)


@pytest.mark.issue(5)
def test_a_page_of_many_elements_is_read_whole_and_soon() -> None:
    begun = time.process_time()
    found = read_page("<html><body><h1>Links</h1>" + "<a href='x'>Oslo</a> " * 60_000)
    assert found.text.startswith("Links")
    assert time.process_time() - begun < 5  # its neighbours compared, a minute


@pytest.mark.issue(5)
@pytest.mark.parametrize("field", ["a{0}=1 ", "a{0}/", "a{0}='x' ", 'a{0}="a b c" '])
def test_a_tag_of_thousands_of_fields_is_refused(field: str) -> None:
    with pytest.raises(UnreadableArticle, match="1,000 fields"):
        read_page("<p " + "".join(map(field.format, range(5000))) + ">The army left.")


@pytest.mark.issue(5)
@pytest.mark.parametrize(
    "value", ["data:image/png;base64," + "QUJD/+" * 5000, "{&quot;a&quot;: 1} " * 5000, "color: red; " * 5000]
)
def test_a_tag_with_one_long_value_is_none(value: str) -> None:
    assert "The army left." in read_page(f'<html><body><img src="{value}"><p>The army left.</p>').text


@pytest.mark.issue(5)
def test_many_pages_leave_no_handlers_behind() -> None:
    read_page("<p>The army left.")
    before = len(logging.getLogger("trafilatura").handlers)
    read_page("<p>The army left.")
    assert len(logging.getLogger("trafilatura").handlers) == before
