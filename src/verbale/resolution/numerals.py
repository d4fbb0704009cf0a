"""Numbers as news writes them: "4,599", "1.2 million", "twenty-one", "half a million", "dozens", "several hundred"."""

import math
import re
from dataclasses import dataclass

UNITS = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18,
    "nineteen": 19,
}  # fmt: skip
TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10,
    "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15, "sixteenth": 16, "seventeenth": 17,
    "eighteenth": 18, "nineteenth": 19, "twentieth": 20, "thirtieth": 30, "fortieth": 40, "fiftieth": 50, "hundredth": 100,
}  # fmt: skip
MULTIPLIERS = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
COUNTED = {"dozen": 12.0, "score": 20.0, **MULTIPLIERS}  # all words that multiply
SUFFIXES = {"k": 1e3, "m": 1e6, "mn": 1e6, "bn": 1e9, "b": 1e9, "tn": 1e12}
_PARTS = {"1/2": 0.5, "1/4": 0.25, "3/4": 0.75, "3/2": 1.5, "½": 0.5, "¼": 0.25, "¾": 0.75}  # behind a number: "2 1/2", "3½"
# A plural without a number before it is an interval: from two of them to just below the next larger one.
VAGUE = {
    "dozens": (24, 99), "scores": (40, 99), "tens": (20, 99), "hundreds": (200, 999), "thousands": (2_000, 9_999),
    "millions": (2e6, 9.999e6), "billions": (2e9, 9.999e9),
}  # fmt: skip
SEVERAL = {
    "dozen": (24, 99),
    "hundred": (200, 999),
    "thousand": (2_000, 9_999),
    "million": (2e6, 9.999e6),
    "billion": (2e9, 9.999e9),
}

_SIMPLE = "|".join([*UNITS, *TENS])
_COMPOUND = "|".join(f"{ten}[- ](?:{'|'.join(list(UNITS)[1:10])})" for ten in TENS)
_MULTIPLIER = "|".join(MULTIPLIERS)
_ATOM = rf"(?:{_COMPOUND}|{_SIMPLE}|{_MULTIPLIER}|dozen|score)"
_AND = "(?:" + "|".join(f"(?<={word})" for word in MULTIPLIERS) + r")\ and\ "  # "three hundred and ten", not "five and six"
_DIGITS = r"\d{1,3}(?:[,\u202f\u00a0 ]\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?"
_PATTERN = re.compile(
    rf"""(?<![\w.])(?<![A-Za-z]-)(?:
      (?P<several>several|a\ few|few|many|some)\ (?P<of>dozen|hundred|thousand|million|billion)s?\b
    | (?P<tens>tens|dozens|hundreds)\ of\ (?P<vastly>thousands|millions|billions)\b
    | (?P<vague>{"|".join(VAGUE)})\b
    | (?P<quarters>a|one|three)[ -]quarters?\ of\ an?\ (?P<quartered>hundred|thousand|million|billion)\b
    | (?P<half>(?:half\ an?|half)\ (?P<halved>dozen|hundred|thousand|million|billion))\b
    | (?!\d+(?:st|nd|rd|th)\b)(?P<digits>{_DIGITS})(?P<part>\ [13]/[24](?!\d)|[½¼¾])?
      (?:[ -]?(?P<times>{_MULTIPLIER}|dozen)s?\b|(?P<suffix>k|mn?|bn?|tn)\b)?
    | (?P<words>(?:an?\ )?{_ATOM}(?:(?:[ -]|{_AND}|\ and\ a\ half\ ){_ATOM})*(?:\ and\ a\ half)?)(?!\w)
    | (?P<couple>a\ couple|couple)\b
    )""",
    re.I | re.X,
)
# What patterns without regard to case take for "i" and "s", but tables of words do not: "MİLYON", "ſcores".
_ODD_LETTERS = str.maketrans("İıſ", "IiS")
_ORDINAL = re.compile(
    rf"(?<!\w)(?:(\d{{1,9}})(?:st|nd|rd|th)|(?:(?P<ten>{'|'.join(TENS)})-)?(?P<word>{'|'.join(ORDINALS)}))(?!\w)", re.I
)


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number at characters `start` to `end` of the text it was found in; low and high differ where the words are vague.

    `scale` is what its words multiply by: 1e6 in "3 million" and "3m", 1 in "3".
    """

    start: int
    end: int
    low: float
    high: float
    scale: float = 1.0


def plain_letters(text: str) -> str:
    """The text, letter for letter, without the odd forms of i and s that patterns take for these letters."""
    return text.translate(_ODD_LETTERS)


def numerals(text: str) -> list[Numeral]:
    """All numbers in a text, in order; one too large for a float (beyond 1e308) is none."""
    found = []
    for match in _PATTERN.finditer(plain_letters(text)):
        value = _value(match)
        if value is not None:
            found.append(Numeral(match.start(), match.end(), *value))
    return found


def ordinal(text: str) -> int | None:
    """The first ordinal in a text: "seventh" is 7, "21st" is 21, "twenty-first" is 21."""
    match = _ORDINAL.search(text)
    if match is None:
        return None
    if match[1]:
        return int(match[1])
    return ORDINALS[match["word"].lower()] + (TENS[match["ten"].lower()] if match["ten"] else 0)


def _value(match: re.Match[str]) -> tuple[float, float, float] | None:
    """Low, high and scale; None where they are beyond what a float holds."""
    if match["several"]:
        return (*SEVERAL[match["of"].lower()], 1.0)
    if match["vastly"]:
        low, high = VAGUE[match["tens"].lower()]
        vast = VAGUE[match["vastly"].lower()][0] / 2
        return low * vast, (high + 1) * vast - 1, 1.0
    if match["vague"]:
        return (*VAGUE[match["vague"].lower()], 1.0)
    if match["couple"]:
        return 2, 2, 1.0
    scale = 1.0
    if match["quarters"]:
        value = COUNTED[match["quartered"].lower()] * (0.75 if match["quarters"].lower() == "three" else 0.25)
    elif match["half"]:
        value = COUNTED[match["halved"].lower()] / 2
    elif match["digits"]:
        if match["times"]:
            scale = COUNTED[match["times"].lower()]
        elif match["suffix"]:
            scale = SUFFIXES[match["suffix"].lower()]
        part = _PARTS[match["part"].strip()] if match["part"] else 0.0
        value = (float(re.sub(r"[,\s\u202f\u00a0]", "", match["digits"])) + part) * scale
    else:
        words = match["words"].lower()
        value = _spoken(words)
        scale = max((COUNTED[word] for word in re.split(r"[ -]+", words) if word in COUNTED), default=1.0)
    return (value, value, scale) if math.isfinite(value) else None


def _spoken(words: str) -> float:
    """ "three hundred and fifty thousand" -> 350000, "two and a half million" -> 2500000."""
    total, group, last = 0.0, 0.0, 1.0
    for word in re.split(r"[ -]+", words.replace(" and a half", " half")):
        if word == "half":
            group += last / 2
        elif word in UNITS or word in TENS:
            group += UNITS.get(word, 0) + TENS.get(word, 0)
            last = 1.0
        elif word in ("dozen", "score", "hundred"):
            last = COUNTED[word]
            group = max(group, 1) * last
        elif word in MULTIPLIERS:
            last = MULTIPLIERS[word]
            total, group = total + max(group, 1) * last, 0.0
    return total + group
