"""A mail (.eml) into its article: the body, plain where there is one, with the subject, the day and the sender."""

import email
import email.policy
from datetime import date
from email.message import EmailMessage
from email.utils import parseaddr

from verbale.errors import UnreadableArticle
from verbale.records import Article
from verbale.text import make_article
from verbale.text.html import read_page


def read_mail(data: bytes) -> Article:
    """The article of a mail. Raises UnreadableArticle."""
    try:
        message = email.message_from_bytes(data, policy=email.policy.default)
        assert isinstance(message, EmailMessage)
        body = message.get_body(("plain", "html"))
        words = body.get_content() if body is not None else ""
        kind = body.get_content_type() if body is not None else ""
        subject = _header(message, "subject")
        sender, address = parseaddr(_header(message, "from") or "")
        ident, day = _header(message, "message-id"), _day(message)
    except (LookupError, ValueError, TypeError, AttributeError, AssertionError, IndexError, email.errors.MessageError) as error:
        # The library parses headers lazily, and broken ones fail in many ways.
        raise UnreadableArticle(f"it is no mail that can be read ({error}): save its text as a .txt file.") from None
    if not isinstance(words, str) or not words.strip():
        raise UnreadableArticle("the mail has no body of words: save what is attached to it as files of their own.")
    page = read_page(words) if kind == "text/html" else None
    return make_article(
        page.text if page else words.replace("\r\n", "\n"), id=ident, title=subject, published=day, outlet=sender or address
    )


def _header(message: EmailMessage, name: str) -> str | None:
    value = message.get(name)
    return " ".join(str(value).split()) or None if value is not None else None


def _day(message: EmailMessage) -> date | None:
    header = message.get("date")
    moment = getattr(header, "datetime", None)
    return moment.date() if moment is not None else None
