"""Single dates among time words: "24 July", "on Friday", "next spring", "twenty years ago", counted from one day."""

import calendar
import re
from dataclasses import replace
from datetime import date, timedelta

from verbale.resolution.numerals import ORDINALS, numerals, ordinal
from verbale.resolution.spells import Spells
from verbale.resolution.timewords import (
    DAY,
    ERAS,
    HOLIDAYS,
    MONTH,
    MONTHS,
    PART,
    RECENT,
    SEASON,
    SEASONS,
    UNIT,
    UNIT_DAYS,
    UNIT_MONTHS,
    VAGUE_AGO,
    WEEKDAY,
    WEEKDAYS,
    WHICH,
    YEAR,
    Found,
    Unknown,
    month_span,
    months_back,
    portion,
)

WHOSE = {"this": 0, "last": -1, "next": 1}
WHOSE_YEAR = re.compile(r"\b(this|last|next) year\b")
DISTANCE = re.compile(rf"\b{UNIT} (?P<way>ago|earlier|before|previously|prior|later|after(?:wards)?|hence|from now|on|into)\b")
MOMENTS = re.compile(
    r"\b(?:hours|minutes|moments|shortly|soon) (?:after|before|later|earlier|ago)\b|\bshortly before\b|^(?:minutes|hours)\b"
)
ON_WEEKDAY = re.compile(
    rf"(?:\b(?P<which>last|next|this|past|coming|previous|following)\s)?\b{WEEKDAY}"
    r"(?P<week> (?:last|next|this|of last|of next|the following) week)?"
)
EDGE = r"(?P<when>earlier|later|early|late|the middle of|middle of|the end of|end of|beginning of|the start of|start of|mid)"
PERIODS = (
    re.compile(rf"(?:{EDGE} (?:in )?)?\b{WHICH} {UNIT}\b"),
    re.compile(rf"(?P<when>later|earlier) in (?P<which>the) {UNIT}\b"),
    re.compile(rf"(?P<when>end|beginning|start|close) of (?P<which>the) {UNIT}\b"),
    re.compile(r"\b(?P<which>the|this|last|next)? ?(?P<unit>month|year|week)(?:'s |-| )(?P<when>end)\b"),
    re.compile(r"\b(?P<which>the) (?P<unit>month|year|week) is (?P<when>out)"),
    re.compile(r"\b(?P<when>)(?P<which>all|throughout the) (?P<unit>month|year|week)\b"),
)
SO_FAR = re.compile(
    r"\bso far (?:in )?this (?P<unit>week|month|quarter|year|decade)\b"
    r"|\b(?:this )?(?P<unit2>week|month|quarter|year|decade)(?: so far| to date|-to-date)\b"
)
BEFORE_THAT = re.compile(r"^(?:in |from |than )?the (?P<unit>week|month|year) before$")
PAST = re.compile(r"\b(?:over|in|during|for|throughout|within) the past (?P<unit>week|month|year|decade|century)$")
TODAY = re.compile(
    r"\b(?:today|tonight|overnight|this (?:morning|afternoon|evening|day|time)|now|currently"
    r"|at present|at the moment|(?:earlier|later) in the day)\b"
)
SAME_DAY = re.compile(r"\b(?:that|(?:very )?same|(?P<next>next|following)) (?:day|morning|night|evening|afternoon)\b")
LATER = ("later", "after", "afterwards")
PART_OF_DAY = re.compile(
    r"(?:before |at |after |early |late |late at |in |during )?(?:the )?"
    r"(?:dawn|night|dusk|morning|afternoon|evening|daybreak|midnight|noon)"
)
SOME = r"\b(?P<which>this|last|next|coming|past|previous)\s"


class Anchors(Spells):
    """Reads one date against one day of publication; `future` says that the words belong to something still ahead."""

    def anchor(self, text: str) -> Found | None:
        """The date in the words, in small letters; None where there is none, Unknown where it cannot be known."""
        rules = (
            self.explicit,
            self._holiday,
            self._distance,
            self._weekday,
            self._season,
            self._month,
            self._deictic,
            self._nearby,
        )
        return next((found for rule in rules if (found := rule(text)) is not None), None)

    def explicit(self, text: str) -> Found | None:
        """The date in words that hold their year, or a day of a month."""
        rules = (self._era, self._figures, self._day_and_month, self._stretch_of_year, self._years)
        return next((found for rule in rules if (found := rule(text)) is not None), None)

    def _era(self, text: str) -> Found | None:
        for era, (first_year, last_year) in ERAS.items():
            if re.search(rf"\b{era}\b", text):
                return Found(date(first_year, 1, 1), date(last_year, 12, 31), relative=False, whole=True)
        return None

    def _figures(self, text: str) -> Found | None:
        """Dates in figures: "2024-10-25", "25.10.2024", "9/11"."""
        match = re.search(r"\b(\d{4})-(\d{2})-(\d{2})\b", text)
        if match:
            day = date(int(match[1]), int(match[2]), int(match[3]))
            return Found(day, day, relative=False)
        match = re.search(r"\b(\d{1,2})[./](\d{1,2})[./](\d{4})\b", text)
        if match:
            first, second, year = int(match[1]), int(match[2]), int(match[3])
            if first <= 12 and second <= 12 and first != second:
                raise Unknown("day and month cannot be told apart")
            day = date(year, min(first, second) if max(first, second) > 12 else first, max(first, second))
            return Found(day, day, relative=False)
        if re.search(r"\b9/11\b", text):
            return Found(date(2001, 9, 11), date(2001, 9, 11), relative=False)
        return None

    def _day_and_month(self, text: str) -> Found | None:
        """ "25 October", "October 25, 2024", "the twenty-fifth of October"."""
        for pattern in (
            rf"\b{DAY}(?: day)?(?: of)? {MONTH}(?!\w)(?:,? (?:of )?{YEAR})?",
            rf"\b{MONTH} (?:the )?{DAY}\b(?!\d)(?!,?\d)(?:,? {YEAR})?",
        ):
            match = re.search(pattern, text)
            if match:
                whose = WHOSE_YEAR.search(text)
                year = match["year"] or (str(self.today.year + WHOSE[whose[1]]) if whose else None)
                found = self._day(int(match["day"]), MONTHS[match["month"]], year)
                return replace(found, relative=True) if whose else found
        spoken = re.search(rf"\b(?P<nth>(?:twenty-|thirty-)?(?:{'|'.join(ORDINALS)})) (?:day )?of {MONTH}(?:,? {YEAR})?", text)
        if spoken:
            return self._day(ordinal(spoken["nth"]) or 0, MONTHS[spoken["month"]], spoken["year"])
        return None

    def _stretch_of_year(self, text: str) -> Found | None:
        """A month with its year, or a spell of a year."""
        spell = self.spell(text)
        if spell is not None:
            return spell
        match = re.search(rf"{PART}\b{MONTH}(?:,)? (?:of )?{YEAR}\b", text)
        if match:
            start, end = month_span(int(match["year"]), MONTHS[match["month"]])
            return Found(*portion(start, end, match["part"]), relative=False, whole=True)
        match = re.search(r"\b(\d{4})-(0[1-9]|1[0-2])\b", text)
        if match:
            return Found(*month_span(int(match[1]), int(match[2])), relative=False, whole=True)
        return None

    def _years(self, text: str) -> Found | None:
        """A year, decade or century."""
        decade = self.decade(text)
        if decade is not None:
            return decade
        match = re.search(rf"{PART}\b{YEAR}\b(?!,\d)", text)
        if match:
            year = int(match["year"])
            return Found(*portion(date(year, 1, 1), date(year, 12, 31), match["part"]), relative=False, whole=True)
        return None

    def _day(self, day: int, month: int, year: str | None) -> Found:
        if year:
            found = date(int(year), month, day)
            return Found(found, found, relative=False)
        today = self.today
        near = [date(y, month, day) for y in range(today.year - 4, today.year + 5) if day <= calendar.monthrange(y, month)[1]]
        if not near:
            raise Unknown("no such day")
        found, _ = self.nearer([(d, d) for d in near])
        return Found(found, found)

    def _holiday(self, text: str) -> Found | None:
        for pattern, days in HOLIDAYS.items():
            if re.search(rf"\b(?:{pattern})\b", text):
                spans = [days(self.today.year + offset) for offset in (-1, 0, 1)]
                if self.future or "next" in text:
                    start, end = next(span for span in spans if span[1] >= self.today)
                else:
                    start, end = [span for span in spans if span[0] <= self.today][-1]
                return Found(start, end)
        return None

    def _distance(self, text: str) -> Found | None:
        """ "three days earlier", "twenty years ago", "in two weeks", "hours later", "the next day"."""
        match = BEFORE_THAT.search(text)
        if match:
            return Found(*self._period(self._shift(self.previous or self.today, 1, match["unit"]), match["unit"]), whole=True)
        match = DISTANCE.search(text)
        if match:
            unit, way, count = match["unit"], match["way"], self._count(text)
            if unit in ("minute", "hour"):
                return Found(
                    self.today - timedelta(days=int((count or 0) / 24))
                    if unit == "hour" and way in ("ago", "earlier")
                    else self.today,
                    self.today,
                )
            if way in ("on", "into"):
                raise Unknown("counts from another event in the text")
            if way in ("ago", "earlier", "before", "previously", "prior"):
                return self._ago(count, unit)
            if self.previous is not None and count is not None and way in LATER:
                day = self._shift(self.previous, -count, unit)
                return Found(day, day) if unit in UNIT_DAYS else Found(*self._period(day, unit), whole=True)
            if self.future and count is not None:
                day = self._shift(self.today, -count, unit)
                return Found(day, day)
            if unit == "day" and count == 1:
                return Found(self.today, self.today)
            raise Unknown("counts from another event in the text")
        match = re.search(rf"^in (?:about |around |less than |the next )?(?:\S+ ){{1,2}}?{UNIT}(?:'s?)?(?: time)?$", text)
        if match and (count := self._count(text)) is not None and (self.future or "time" in text):
            day = self._shift(self.today, -count, match["unit"])
            return Found(day, day)
        if MOMENTS.search(text):
            return Found(self.today, self.today)
        return None

    def _weekday(self, text: str) -> Found | None:
        match = ON_WEEKDAY.search(text)
        if match is None:
            return None
        today, day = self.today, WEEKDAYS[match["weekday"]]
        week = (match["week"] or "").strip()
        if "last week" in week or "next week" in week:
            monday = today - timedelta(days=today.weekday() + (7 if "last" in week else -7))
            found = monday + timedelta(days=day)
        elif match["which"] in ("next", "coming", "following") or (
            self.future and match["which"] not in ("last", "past", "previous")
        ):
            ahead = (day - today.weekday()) % 7
            found = today + timedelta(days=ahead or (7 if match["which"] in ("next", "following") else 0))
        else:
            back = (today.weekday() - day) % 7
            last = (
                match["which"] in ("last", "past", "previous") and back <= 1
            )  # on a Thursday, "last Wednesday" is not yesterday
            found = today - timedelta(days=back + (7 if last else 0))
        return Found(found, found)

    def _deictic(self, text: str) -> Found | None:
        day = timedelta(days=1)
        if re.search(r"\bday before yesterday\b", text):
            return Found(self.today - 2 * day, self.today - 2 * day)
        if re.search(r"\bday after tomorrow\b", text):
            return Found(self.today + 2 * day, self.today + 2 * day)
        if re.search(r"\byesterday\b|\b(?:last|previous) (?:night|evening)\b|\bday before\b|\bprevious day\b|\beve of\b", text):
            return Found(self.today - day, self.today - day)
        if re.search(r"\btomorrow\b", text):
            return Found(self.today + day, self.today + day)
        match = SO_FAR.search(text)
        if match:
            return Found(self._period(self.today, match["unit"] or match["unit2"])[0], self.today)
        match = PAST.search(text)
        if match:
            return self._until_today(1, match["unit"])
        match = next((found for period in PERIODS if (found := period.search(text))), None)
        if match and match["unit"] not in ("minute", "hour", "day", "night"):
            return self._period_words(match["which"] or "the", match["unit"], match["when"])
        if re.search(r"\bweekend\b", text):
            return self._weekend(text)
        match = SAME_DAY.search(text)
        if match:
            same = (self.previous or self.today) + (day if match["next"] and self.previous else timedelta(0))
            return Found(same, same)
        if TODAY.search(text):
            return Found(self.today, self.today)
        return None

    def _period_words(self, which: str, unit: str, when: str | None) -> Found | None:
        which = which.removeprefix("the ") or "the"
        today, step = self.today, {"last": 1, "past": 1, "previous": 1, "next": -1, "coming": -1, "following": -1}.get(which, 0)
        start, end = self._period(self._shift(today, step, unit), unit)
        if when in ("earlier",) and step == 0:
            return Found(start, today)
        if when == "later" and step == 0:
            return Found(today, end)
        if when in ("end", "the end of", "end of", "close", "out", "late"):
            tail = {"week": 2, "fortnight": 3, "month": 5, "quarter": 15, "year": 31}.get(unit, 31)
            exact = end if when == "out" else end - timedelta(days=0 if when == "end" and self.future else tail - 1)
            return Found(exact, end)
        if when in ("beginning", "start", "beginning of", "the start of", "start of", "early"):
            return Found(start, start + timedelta(days={"week": 1, "month": 6, "year": 30}.get(unit, 6)))
        if when in ("mid", "middle of", "the middle of"):
            return Found(*portion(start, end, "mid"))
        if step == 0 and not self.future and (unit == "week" or which in ("all", "throughout the")):
            end = today
        return Found(start, end, whole=True)

    def _period(self, day: date, unit: str) -> tuple[date, date]:
        """The calendar week, month, quarter, year, decade or century of a day."""
        if unit in ("week", "fortnight"):
            monday = day - timedelta(days=day.weekday())
            return monday, monday + timedelta(days=6)
        if unit == "month":
            return month_span(day.year, day.month)
        if unit == "quarter":
            return month_span(day.year, (day.month - 1) // 3 * 3 + 1, 3)
        years = {"year": 1, "decade": 10}.get(unit, 100)
        first = day.year // years * years
        return date(first, 1, 1), date(first + years - 1, 12, 31)

    def _weekend(self, text: str) -> Found:
        saturday = self.today - timedelta(days=(self.today.weekday() - 5) % 7)
        if re.search(r"\b(?:next|coming)\b", text) or (self.future and (self.today - saturday).days > 1):
            saturday += timedelta(days=7)
        elif re.search(r"\b(?:last|previous)\b", text) and (self.today - saturday).days <= 1:
            saturday -= timedelta(days=7)
        return Found(saturday, saturday + timedelta(days=1))

    def _season(self, text: str) -> Found | None:
        match = re.search(rf"(?:{SOME})?{PART}\b{SEASON}\b", text)
        if match is None:
            return None
        spans = [month_span(self.today.year + offset, SEASONS[match["season"]], 3) for offset in range(-2, 3)]
        found = self.pick(spans, match["which"])
        return Found(*portion(*found, match["part"]), whole=True)

    def _month(self, text: str) -> Found | None:
        match = re.search(rf"(?:{SOME})?{PART}\b{MONTH}(?!\w)", text)
        if match is None:
            return self._day_of_month(text)
        year = WHOSE_YEAR.search(text)
        if year:
            return Found(
                *portion(*month_span(self.today.year + WHOSE[year[1]], MONTHS[match["month"]]), match["part"]), whole=True
            )
        spans = [month_span(self.today.year + offset, MONTHS[match["month"]]) for offset in range(-2, 3)]
        found = self.pick(spans, match["which"])
        return Found(*portion(*found, match["part"]), whole=True)

    def _day_of_month(self, text: str) -> Found | None:
        """ "on the 16th": the last such day, or the next if it lies ahead."""
        match = re.search(r"(?:^|\bthe )([0-3]?\d)(?:st|nd|rd|th)$", text)
        if match is None:
            return None
        first = self.today.replace(day=1)
        months = [months_back(first, back) for back in (2, 1, 0, -1, -2)]
        days = [m.replace(day=int(match[1])) for m in months if int(match[1]) <= calendar.monthrange(m.year, m.month)[1]]
        if not days:
            raise Unknown("no such day")
        found = next(d for d in days if d >= self.today) if self.future else [d for d in days if d <= self.today][-1]
        return Found(found, found)

    def _nearby(self, text: str) -> Found | None:
        """Vague words around the day of publication, and a bare weekend, night or dawn."""
        match = re.search(rf"\b(?:recent|past) {UNIT}\b", text)
        if match and match["unit"] in RECENT:
            return self._until_today(RECENT[match["unit"]], match["unit"])
        match = re.search(rf"\b(?P<count>\w+) {UNIT}$", text)
        if match and re.search(r"\b(?:last|past|previous)\b", text) and (count := self._count(text)):
            return self._until_today(count, match["unit"])
        if PART_OF_DAY.fullmatch(text):
            return Found(self.today - timedelta(days=1), self.today)
        return None

    # Counting -----------------------------------------------------------------------------------------------------

    def _count(self, text: str) -> float | None:
        """The number before a unit of time: "three", "a", "a few" (None)."""
        found = numerals(text)
        if found:
            return found[0].low if found[0].low == found[0].high else None
        match = re.search(rf"\b(?P<an>an?|one|the|past|last)?\s?{UNIT}\b", text)
        if match and match[0].endswith("s") is False and (match["an"] in ("a", "an", "one") or not match["an"]):
            return 0.5 if re.search(r"half an?\b", text) else 1.0
        return None

    def _ago(self, count: float | None, unit: str) -> Found:
        """ "three weeks ago" is a calendar week, "three years ago" a year; "days ago" two to seven of them."""
        if count is None:
            if unit not in VAGUE_AGO:
                raise Unknown("too vague to count")
            near, far = VAGUE_AGO[unit]
            return Found(self._shift(self.today, far, unit), self._shift(self.today, near, unit))
        day = self._shift(self.today, count, unit)
        if unit in ("day", "night"):
            return Found(day, day)
        if count != int(count):  # "half a year ago"
            return Found(*self._period(day, "month"), whole=True)
        if count == 1 and unit == "month":  # "a month ago" is about that day, "a year ago" about that month
            return Found(day - timedelta(days=3), day + timedelta(days=3))
        if count == 1 and unit == "year":
            return Found(*self._period(day, "month"), whole=True)
        return Found(*self._period(day, "year" if unit in ("decade", "century", "centurie") else unit), whole=True)

    def _until_today(self, count: float, unit: str) -> Found:
        return Found(self._shift(self.today, count, unit), self.today)

    def _shift(self, day: date, count: float, unit: str) -> date:
        """The day a number of units earlier; later if the number is negative."""
        if unit in ("minute", "hour"):
            return day - timedelta(days=int(count / 24)) if unit == "hour" else day
        if unit in UNIT_DAYS:
            return day - timedelta(days=round(count * UNIT_DAYS[unit]))
        months = count * UNIT_MONTHS[unit]
        return months_back(day, int(months)) - timedelta(days=round((months - int(months)) * 30))
