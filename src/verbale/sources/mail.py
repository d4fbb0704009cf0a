"""A mail (.eml) into its article: the body, plain where there is one, with the subject, the day and the sender.

What is attached is left out: it is seldom the article, and can be saved as a file of its own.
"""

import email
from datetime import date
from email.message import EmailMessage
from email.policy import EmailPolicy
from email.utils import parseaddr

from verbale.errors import UnreadableArticle
from verbale.records import Article
from verbale.text import make_article
from verbale.text.encoding import character_encoding, decode
from verbale.text.html import read_page

_LONGEST = 2000  # characters of a header, far more than any that is read here needs
_PARTS = 10_000


class _ShortHeaders(EmailPolicy):
    """Cuts every header: the library takes minutes for one of a megabyte."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        name, value = super().header_source_parse(sourcelines)
        return name, value[:_LONGEST]


_SHORT = _ShortHeaders()


def read_mail(data: bytes, published: date | None = None) -> Article:
    """The article of a mail; `published` dates one that states no day. Raises UnreadableArticle."""
    if data.count(b"\n--") > _PARTS:
        raise UnreadableArticle(f"it has more than {_PARTS:,} parts, and no mail has: save its text as a .txt file.")
    try:
        message = email.message_from_bytes(data, policy=_SHORT)
        assert isinstance(message, EmailMessage)
        body = message.get_body(("plain", "html"))
        words = _words(body) if isinstance(body, EmailMessage) else ""
        kind = body.get_content_type() if body is not None else ""
        subject = _header(message, "subject")
        sender, address = parseaddr(_header(message, "from") or "")
        ident, day = _header(message, "message-id"), _day(message)
    except UnreadableArticle:
        raise
    except Exception as error:  # the library parses headers when they are asked for, and broken ones fail in any way
        raise UnreadableArticle(
            f"it is no mail that can be read ({type(error).__name__}): save its text as a .txt file."
        ) from None
    if not words.strip():
        raise UnreadableArticle("the mail has no body of words: save what is attached to it as files of their own.")
    page = read_page(words) if kind == "text/html" else None
    return make_article(
        page.text if page else words.replace("\r\n", "\n"),
        id=ident,
        title=subject,
        published=day or published,
        outlet=sender or address,
    )


def _words(body: EmailMessage) -> str:
    """The words of a part: in the encoding that it states, or the one that its bytes are in where that does not fit."""
    packed = body.get_payload(decode=True)
    data = packed if isinstance(packed, bytes) else b""
    name = character_encoding(body.get_content_charset("utf-8"))
    try:
        return data.decode(name or "utf-8")
    except UnicodeError:
        return decode(data, html=body.get_content_type() == "text/html")


def _header(message: EmailMessage, name: str) -> str | None:
    value = message.get(name)
    return " ".join(str(value).split()) or None if value is not None else None


def _day(message: EmailMessage) -> date | None:
    moment = getattr(message.get("date"), "datetime", None)
    return moment.date() if moment is not None else None
