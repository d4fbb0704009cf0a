"""Bytes into words, or a plain statement of why not.

UTF-8 first, with or without a byte order mark. Then, for text and HTML: the encoding a page declares; Windows-1252 where
every byte beyond ASCII is one that English text has there; what charset-normalizer is sure of. Text that is UTF-8 in one
place and broken in another is refused, not patched: a wrong letter in a name is worse than a file to repair.
"""

import codecs
import re

from verbale.errors import UnreadableArticle

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MAGIC = (
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"\x89PNG", "a PNG picture"),
    (b"GIF8", "a GIF picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"RIFF", "a sound, film or picture"),
    (b"ID3", "a sound"),
    (b"OggS", "a sound"),
    (b"\x7fELF", "a program"),
    (b"PAR1", "a Parquet table"),
    (b"ARROW1", "an Arrow table"),
    (b"SQLite format 3", "a SQLite database"),
)
_DECLARED = re.compile(
    rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w.:-]+)|<\?xml[^>]{0,100}encoding\s*=\s*["']([\w.:-]+)""", re.I
)
_UTF8_LETTER = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
# What English text has beyond ASCII in Windows-1252: quotation marks, dashes, an ellipsis, money, degrees; accented small
# letters; accented capitals that do not follow a small letter.
_WINDOWS = re.compile(
    rb"[\x80\x82\x84\x85\x91-\x97\xa0\xa1\xa3\xa7-\xa9\xab\xae\xb0\xb2\xb3\xb7\xbb-\xbf\xdf-\xf6\xf8-\xfd]|(?<![a-z])[\xc0-\xd6\xd8-\xdd]"
)
_BEYOND_ASCII = re.compile(rb"[\x80-\xff]")
# Python's codecs for host names, programs and bytes: browsers have none of them, and some take minutes for a page.
_NO_TEXT = frozenset({
    "base64", "bz2", "hex", "idna", "mbcs", "oem", "punycode", "quopri", "raw-unicode-escape", "rot-13", "undefined",
    "unicode-escape", "utf-7", "uu", "zlib",
})  # fmt: skip
_WINDOWS_SHARE = 0.25  # of all bytes; text in another alphabet has far more


def decode(data: bytes, html: bool = False) -> str:
    """The words that the bytes are. Raises UnreadableArticle for empty, binary and broken input, saying which."""
    if not data.strip():
        raise UnreadableArticle("it is empty, and an article has words: take it out of the call, or fill it.")
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError as error:
                raise _broken(data, error.start, encoding.removesuffix("-sig").upper()) from None
    refuse_binary(data)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        legacy = legacy_encoding(data, html)
        if legacy is None:
            raise _broken(data, error.start, "UTF-8") from None
        return data.decode(legacy, "replace")


def refuse_binary(data: bytes) -> None:
    """Raise UnreadableArticle where the bytes are no text, naming the kind of file where it is known."""
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            raise UnreadableArticle(
                f"it is {kind}, and verbale reads plain text, Markdown, HTML and JSON Lines: save its text as one of these."
            )
    if b"\0" in data:
        raise UnreadableArticle(
            f"it is binary (a zero byte at byte {data.index(0) + 1:,}), and verbale reads plain text, Markdown,"
            " HTML and JSON Lines: save its text as one of these."
        )


def legacy_encoding(data: bytes, html: bool = False) -> str | None:
    """The encoding of words that are no UTF-8; None where it cannot be told, as in UTF-8 that is broken."""
    declared = _DECLARED.search(data[:4096]) if html else None
    if declared:
        name = character_encoding((declared[1] or declared[2]).decode("ascii", "replace"))
        try:
            if name and name != "utf-8":
                data.decode(name)
                return name
        except UnicodeError:
            pass  # it does not fit: the bytes decide
    if _UTF8_LETTER.search(data):
        return None
    beyond = len(_BEYOND_ASCII.findall(data))
    if beyond == len(_WINDOWS.findall(data)) and beyond <= _WINDOWS_SHARE * len(data):
        return "cp1252"
    import charset_normalizer

    best = charset_normalizer.from_bytes(data, threshold=0.1).best()
    return best.encoding if best is not None and best.coherence > 0 else None


def character_encoding(name: str) -> str | None:
    """Python's name of an encoding that a file states; None where there is none, or where it is for other things than texts."""
    try:
        found = codecs.lookup(name.strip()).name
    except (LookupError, ValueError):  # ValueError: a zero byte in the name
        return None
    # Browsers read "latin-1" as Windows-1252, and so pages are written.
    return None if found in _NO_TEXT else "cp1252" if found in ("iso8859-1", "ascii") else found


def _broken(data: bytes, position: int, encoding: str) -> UnreadableArticle:
    line = data.count(b"\n", 0, position) + 1
    return UnreadableArticle(
        f"byte {position + 1:,} (line {line:,}) is no valid {encoding}, and verbale reads UTF-8: save the text as UTF-8,"
        " or repair the byte."
    )
