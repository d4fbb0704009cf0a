"""Spells of a year among time words: quarters, halves, seasons, fiscal years, anniversaries, decades and centuries."""

import re
from datetime import date, timedelta

from verbale.resolution.numerals import ORDINALS, ordinal
from verbale.resolution.timewords import PART, SEASON, SEASONS, YEAR, Found, Unknown, month_span, months_back, portion

# Without a year, "January 2" read on 14 January is past even in a sentence on plans, and "27 September" read on the 20th
# is ahead even in one on the past: these are days that make one reading too far and the other near. Chosen on our corpus.
FAR_AHEAD, NEAR_BACK, FAR_BACK, NEAR_AHEAD = 180, 100, 300, 21

_OF_YEAR = rf"(?: (?:of )?(?:{YEAR}|(?P<whose>this|last|next|the) year\b))"
_QUARTER = re.compile(
    rf"\b(?:(?P<nth>first|second|third|fourth|1st|2nd|3rd|4th) quarter\b{_OF_YEAR}?"
    + rf"|q(?P<q>[1-4])\b{_OF_YEAR}?".replace("year>", "year2>").replace("whose>", "whose2>")
    + rf"|(?:final|last) quarter{_OF_YEAR})".replace("year>", "year3>").replace("whose>", "whose3>")
)
_HALF = re.compile(rf"\b(?:(?P<nth>first|second) half|h(?P<h>[12])\b){_OF_YEAR}")
_SEASON_OF_YEAR = (
    re.compile(rf"{PART}\b{SEASON} (?:of )?{YEAR}(?:[-/]\d\d(?:\d\d)?)?\b"),
    re.compile(rf"{PART}\b{YEAR}(?:[-/]\d\d(?:\d\d)?)? {SEASON}$"),
)
FISCAL = re.compile(r"\b(?:(?:fiscal|financial|budget) (?:year|quarter)|fiscal (?:\d|this|last|next)|fy ?\d)")
_FISCAL_END = re.compile(r"\b(?:ended|ending|ends|to)(?: on| in)? (.+)$")
_FISCAL_START = re.compile(r"\b(?:beg[aiu]n\w*|start\w*)(?: on| in| from)? (.+)$")
_SHIFT = {"this": 0, "the": 0, "last": -1, "next": 1}
_TENS = {
    "thirties": 1930,
    "forties": 1940,
    "fifties": 1950,
    "sixties": 1960,
    "seventies": 1970,
    "eighties": 1980,
    "nineties": 1990,
}
_DECADE = re.compile(
    r"(?:\b(?P<part>early|mid|late)[ -])?(?:\b(?P<the>the )|^|\b|(?='))"
    rf"(?:(?P<century>1\d|20)(?P<ten>\d)0(?P<mark>'?)s|'(?P<short>[4-9])0s|(?P<word>{'|'.join(_TENS)}))\b"
)
_CENTURY = re.compile(rf"\b(?:(\d{{1,2}})(?:st|nd|rd|th)|(?:twenty-)?(?:{'|'.join(ORDINALS)}))[ -]century\b")


class Spells:
    """Reads spells against one day of publication; `future` says that the words belong to something still ahead."""

    def __init__(self, published: date | None, future: bool, previous: date | None = None) -> None:
        self.published, self.future, self.previous = published, future, previous

    @property
    def today(self) -> date:
        """The day to count from, that of publication; Unknown where there is none."""
        if self.published is None:
            raise Unknown("no publication date to count from")
        return self.published

    def spell(self, text: str) -> Found | None:
        """A quarter, a half or a season of a year; None where the words name none."""
        quarter = _QUARTER.search(text)
        if quarter:
            nth = int(quarter["q"] or 0) or (ordinal(quarter["nth"]) if quarter["nth"] else 4) or 4
            year = quarter["year"] or quarter["year2"] or quarter["year3"]
            return self._of_year(year, quarter["whose"] or quarter["whose2"] or quarter["whose3"], 3 * nth - 2, 3)
        half = _HALF.search(text)
        if half:
            second = half["h"] == "2" or half["nth"] == "second"
            return self._of_year(half["year"], half["whose"], 7 if second else 1, 6)
        for pattern in _SEASON_OF_YEAR:
            season = pattern.search(text)
            if season:
                span = month_span(int(season["year"]), SEASONS[season["season"]], 3)
                return Found(*portion(*span, season["part"]), relative=False, whole=True)
        return None

    def _of_year(self, year: str | None, whose: str | None, first: int, months: int) -> Found:
        if year:
            return Found(*month_span(int(year), first, months), relative=False, whole=True)
        if whose:
            return Found(*month_span(self.today.year + _SHIFT[whose], first, months), whole=True)
        spans = [month_span(self.today.year + offset, first, months) for offset in range(-2, 3)]
        return Found(*self.pick(spans, None), whole=True)

    def decade(self, text: str) -> Found | None:
        """ "the late 1970s", "the nineties", "the 19th century"."""
        match = _DECADE.search(text)
        if match and not (match["mark"] and int(match["century"] + match["ten"]) > 199 and not (match["the"] or match["part"])):
            first = (
                _TENS[match["word"]]
                if match["word"]
                else int((match["century"] or "19") + (match["ten"] or match["short"]) + "0")
            )
            near, far = {None: (0, 9), "early": (0, 3), "mid": (4, 6), "late": (7, 9)}[match["part"]]
            return Found(date(first + near, 1, 1), date(first + far, 12, 31), relative=False, whole=True)
        match = _CENTURY.search(text)
        if match:
            number = int(match[1]) if match[1] else ordinal(match[0]) or 0
            return Found(date(number * 100 - 99, 1, 1), date(number * 100, 12, 31), relative=False, whole=True)
        return None

    def fiscal(self, text: str) -> Found:
        """A fiscal year, whose first or last day the words must give."""
        end, start = _FISCAL_END.search(text), _FISCAL_START.search(text)
        found = self.explicit((end or start or [""])[1]) if end or start else None
        if found is None or "quarter" in text:
            raise Unknown("a fiscal year, whose first month the words do not give")
        if end:
            return Found(months_back(found.end + timedelta(1), 12), found.end, found.relative, whole=True)
        return Found(found.start, months_back(found.start, -12) - timedelta(1), found.relative, whole=True)

    def anniversary(self, text: str) -> Found:
        """The day that comes round: "the tenth anniversary of the coup of 3 May 2014" is 3 May 2024."""
        before, _, after = text.partition("anniversary")
        found = self.explicit(after)
        if found is None:
            found = self.explicit(before)
            if found is None:
                raise Unknown("an anniversary whose day the words do not give")
            return found
        if re.search(rf"\b{YEAR}\b", after):
            found = self._come_round(found, ordinal(before))
        if re.search(r"\beve of\b", before):
            return Found(found.start - timedelta(1), found.start - timedelta(1), found.relative)
        return found

    def _come_round(self, found: Found, nth: int | None) -> Found:
        if nth is not None:
            start, after = (months_back(day, -12 * nth) for day in (found.start, found.end + timedelta(1)))
            return Found(start, after - timedelta(1), relative=False, whole=found.whole)
        spans = []
        for year in range(self.today.year - 2, self.today.year + 3):
            months = 12 * (found.start.year - year)
            spans.append((months_back(found.start, months), months_back(found.end + timedelta(1), months) - timedelta(1)))
        return Found(*self.pick(spans, None))

    def explicit(self, text: str) -> Found | None:
        """The date in words that hold their year, or a day of a month."""
        raise NotImplementedError

    def pick(self, spans: list[tuple[date, date]], which: str | None) -> tuple[date, date]:
        """Of spans a year apart the one meant: the last begun, or the next unfinished one if it lies ahead."""
        if which in ("last", "past", "previous"):
            return [span for span in spans if span[1] < self.today][-1]
        if which in ("next", "coming"):
            return next(span for span in spans if span[0] > self.today)
        if which == "this":
            return min(spans, key=lambda span: abs((span[0] + (span[1] - span[0]) / 2 - self.today).days))
        return self.nearer(spans)

    def nearer(self, spans: list[tuple[date, date]]) -> tuple[date, date]:
        """The next of the spans if the words lie ahead, else the last begun; but not one much farther off than the other."""
        ahead = [span for span in spans if span[1] >= self.today]
        begun = [span for span in spans if span[0] <= self.today]
        if not ahead or not begun:
            return ahead[0] if ahead else begun[-1]
        forward, back = (ahead[0][0] - self.today).days, (self.today - begun[-1][1]).days
        if self.future:
            return begun[-1] if forward > FAR_AHEAD and back < NEAR_BACK else ahead[0]
        days = ahead[0][0] == ahead[0][1]
        return ahead[0] if days and back > FAR_BACK and forward < NEAR_AHEAD else begun[-1]
