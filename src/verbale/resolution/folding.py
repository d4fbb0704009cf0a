"""Names without capitals and accents, so that spellings of one name meet: "Łódź" and "Lodz", "Əliyev" and "Aliyev"."""

import unicodedata

# Letters that Unicode does not take apart into a plain one and a mark, as English news spells them.
_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "ə": "a", "ǝ": "a", "þ": "th"}
)  # fmt: skip


def without_accents(words: str) -> str:
    """The words in small letters without accents; punctuation stays. The result may be of another length."""
    if words.isascii():
        return words.lower()
    letters = unicodedata.normalize("NFKD", words.lower())
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter)).lower()
    return plain.translate(_LETTERS)  # last, since some of these letters come with a mark: "Ǽ", "ǿ"
