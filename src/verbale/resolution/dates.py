"""From time words to the days they mean, counted from the day of publication; never from today.

The words are read as a small language: range and deadline words ("since", "until", "by", "between") around single dates, which
are read in `anchors.py` with the words of `timewords.py`.
"""

import re
from datetime import date, timedelta

from verbale.records import Resolved, When
from verbale.resolution.anchors import Anchors
from verbale.resolution.numerals import numerals, ordinal
from verbale.resolution.spells import FISCAL
from verbale.resolution.timewords import DAY, MONTH, MONTHS, RECENT, SEASON, UNIT, YEAR, Found, Unknown, months_back

PLANS = re.compile(
    r"\b(?:will|would|shall|going to|due|set to|plan(?:s|ned|ning)?|scheduled?|expect(?:s|ed)?|(?:is|are|was|were) to|may|might"
    r"|could|to (?:meet|begin|start|hold|visit|sign|vote|arrive|leave|travel|take)|ahead|upcoming|coming|later|if|tomorrow"
    r"|poised|intend\w*|about to|prepar\w+|promis\w+|pledg\w+|deadline|invit\w+|call(?:s|ed) for|threat\w*|until|by)\b|['’]ll\b",
    re.I,
)
DECIDED = re.compile(
    r"\b(?:ordered|approved|authori[sz]ed|announced|decided|endorsed|voted|decreed|instructed|agreed|said|signed|rushed|queued|met"
    r"|told|asked|urged|demanded|offered|warned|vowed|committed|cleared|backed|passed|granted|sanctioned|declared)\b",
    re.I,
)
PLANNED_FOR = re.compile(
    r"\b(?:planned|scheduled|set|due|slated|pencilled in|called|convened|arranged|fixed|expected|invited)"
    r"(?: (?:for|on|to \w+(?: \w+)?(?: on)?))?\s*(?:the )?$",
    re.I,
)
TO = r" ?(?:-|to|and|until|through|till) ?(?P<last>[0-3]?\d)(?:st|nd|rd|th)?"
DAYS_OF_MONTH = (  # "3 to 5 May 2022", "May 3-5, 2022"
    re.compile(rf"(?<!\d){DAY}{TO} (?:of )?{MONTH}(?:,? {YEAR})?"),
    re.compile(rf"{MONTH} {DAY}{TO}\b(?!\s*{MONTH.replace('month', 'other')})(?:,? {YEAR})?"),
)
JOINED = re.compile(rf"(?<=[a-z\d])(?<!early)(?<!mid)(?<!late)-(?={MONTH})")  # "June-August", "April 29-May 3"
RUNNING = re.compile(
    rf"{UNIT} (?:running|in a row|straight|in succession)|(?:straight|consecutive|successive) {UNIT.replace('unit', 'unit2')}"
)
LENGTH = re.compile(
    r"^(?:for |over |throughout )?(?:(?:at least|more than|over|almost|nearly|about|some|the) )*(?:\S+ )?(?:\S+ )?"
    rf"{UNIT}(?: now| long)?$"
)
INNER = re.compile(r"\s(?:on|in|last|next|this)\s", re.I)
SINCE = re.compile(
    r"(?:ever |dating (?:back )?to )?(since|from|as of|starting(?: on)?|beginning(?! of)(?: on)?|effective) "
    r"(.+?)(?: on(?:wards?)?)?$"
)


def resolve_date(
    words: str, published: date | None, *, future: bool = False, context: str = "", previous: date | None = None
) -> Resolved[When]:
    """The first and last day that time words mean; `mention` is left None.

    `future` says that the words belong to something that has not happened, so that "on Friday" is the next one. Basis is
    explicit where the words alone give the year, else relative. Without `published`, relative words have no value.
    `context` is the sentence: one of decisions without any plans ("ordered a deployment on Friday") is counted back all the
    same, "planned for Friday" always ahead. `previous` is the day last spoken of before the words, for "two days later".
    Of words that mean no day together, what follows the last preposition counts: "(the deadliest) in a week on Monday night".
    """
    found = _whole(words, published, future, context, previous)
    if found.value is None and (inner := list(INNER.finditer(words))):
        last = _whole(words[inner[-1].start() + 1 :], published, future, context, previous)
        return last if last.value is not None else found
    return found


def _whole(words: str, published: date | None, future: bool, context: str, previous: date | None) -> Resolved[When]:
    text = _normal(words)
    if re.match(r"as (?:far|long) (?:back|ago) as\b", text):
        future = False
    elif context:
        planned = PLANNED_FOR.search(context[: max(0, context.find(words))])
        future = bool(planned) or (future and bool(PLANS.search(context) or not DECIDED.search(context)))
    try:
        found = _Reader(published, future, previous).read(text)
    except Unknown as why:
        return Resolved(None, None, 0.0, str(why))
    except (OverflowError, ValueError):
        return Resolved(None, None, 0.0, "no such day")
    if found is None:
        return Resolved(None, None, 0.0, "no date in the words")
    basis = "relative" if found.relative else "explicit"
    reason = "counted from publication" if found.relative else "date in the words"
    return Resolved(When(found.start, found.end, basis), None, 0.8 if found.relative else 0.95, reason)


def _normal(words: str) -> str:
    text = words.lower().replace("’", "'").replace("‘", "'")
    text = re.sub(r"[–—]", "-", text)
    text = re.sub(r"\b([ap])\.m\.", r"\1m", text)
    text = re.sub(r"\s+", " ", text).strip(' ,;:()"“”')
    text = re.sub(r"\b(\d{1,2})(?::\d\d)? ?(?:am|pm)\b|\b(?:at|around|about) (?:noon|midday|midnight)\b", " ", text)
    return re.sub(r"\s+", " ", text).strip()


class _Reader(Anchors):
    """Reads ranges, deadlines and durations around single dates."""

    def read(self, text: str) -> Found | None:
        if re.search(r"\banniversary\b", text):
            return self.anniversary(text)
        if FISCAL.search(text):
            return self.fiscal(text)
        for rule in (self._range, self._bound, self.spell, self._duration):
            found = rule(text)
            if found is not None:
                return found
        return self.anchor(text)

    def _range(self, text: str) -> Found | None:
        days = DAYS_OF_MONTH[0].search(text) or DAYS_OF_MONTH[1].search(text)
        if days:
            ends = (self._day(int(days[which]), MONTHS[days["month"]], days["year"]) for which in ("day", "last"))
            return next(ends).joined(next(ends))
        years = re.search(r"\b(1\d{3}|20\d\d) ?[-/] ?(\d{2}|\d{4})\b(?!-)", text)
        if years and not re.search(SEASON, text):
            last_year = int(years[2]) if len(years[2]) == 4 else int(years[1][:2] + years[2])
            if last_year >= int(years[1]):
                return Found(date(int(years[1]), 1, 1), date(last_year, 12, 31), relative=False)
        text = JOINED.sub(" - ", text)
        split = re.search(r"^(?:between|from|in|during|of|on)? ?(.+?) (?:to|until|till|through|and|or|-) (.+)$", text)
        if split and not re.match(r"(?:since|until|till|by|before|after)\b", text):
            left, right = split[1], split[2]
            last = self._quiet(right)
            if last is None:
                return None
            year = re.search(rf"\b{YEAR}\b", right)
            first = self._quiet(f"{left} {year[0]}") if year and not re.search(rf"\b{YEAR}\b", left) else None
            first = first or self._quiet(left)
            if first is not None and first.start <= last.end:
                return first.joined(last)
        return None

    def _duration(self, text: str) -> Found | None:
        running = RUNNING.search(text)
        count = self._count(text)
        if running:
            number = ordinal(text) or count
            if number is None:
                return None
            return self._until_today(number, running["unit"] or running["unit2"])
        match = re.fullmatch(rf"within (?:the |an? )?{UNIT}", text)
        if match:
            return Found(self.today, self._shift(self.today, -1, match["unit"]))
        match = re.search(
            r"(?:^|\b(?:within|inside|in|over|during|for|throughout) )(?:the )?(?:next|coming|following) "
            rf"(?:\S+ ){{0,2}}?{UNIT}\b",
            text,
        )
        if match or re.search(rf"^within\b.*\b{UNIT}$", text):
            unit = (match or re.search(UNIT + "$", text))["unit"]  # type: ignore[index]
            if match and not match[0].endswith("s") and (count is None or re.match(r"(?:the )?(?:next|coming|following)", text)):
                return None  # "in the coming year" is an anchor
            number = count if count is not None else RECENT.get(unit)
            return Found(self.today, self._shift(self.today, -number, unit)) if number else None
        match = re.search(rf"\b(?:(?:over|in|during|for|within) )?(?:the )?(?:past|last|previous) (?:\S+ ){{0,3}}?{UNIT}\b", text)
        if match and numerals(match[0]) and (length := self._count(match[0])) is not None:
            return self._until_today(length, match["unit"])
        match = re.search(rf"\b(?:past|last|recent|previous) {UNIT}\b", text)
        if match and match[0].endswith("s"):
            if match["unit"] not in RECENT:
                raise Unknown("too vague to count")
            return self._until_today(RECENT[match["unit"]], match["unit"])
        match = LENGTH.search(text)
        counted = bool(numerals(text)) or text.startswith("for ") or re.fullmatch(rf"(?:an? )?(?:half an? )?{UNIT}", text)
        if match and counted and count is not None and not re.search(r"\b(?:this|last|next|ago|earlier|later|same|in)\b", text):
            if self.future and text.startswith("for"):
                return Found(self.today, self._shift(self.today, -count, match["unit"]))
            return self._until_today(count, match["unit"])
        return None

    def _bound(self, text: str) -> Found | None:
        match = SINCE.match(text)
        if match:
            if match[1] != "since" and self.future:
                opens = self.anchor(match[2])
                return Found(opens.start, opens.start, opens.relative) if opens else None
            found = _Reader(self.published, False, self.previous).anchor(match[2])
            if found is None:
                return None
            if match[1] == "since" and found.start == self.today == found.end and "today" not in text:
                return Found(self.today - timedelta(days=7), self.today)  # "since Thursday", said on a Thursday
            if match[1] != "since" and found.end >= self.today:
                return found
            return Found(found.start, max(self.today, found.start))
        match = re.match(r"(?:from now |up )?(until|till|through|up to) (.+)$", text)
        if match:
            found = self._ahead(match[2])
            if found and found.end >= self.today:
                return Found(min(self.today, found.start), found.end)
            return found
        match = re.match(r"(?:by|no later than|not later than|due by) (?:the )?(.+)$", text)
        if match:
            found = self._ahead(match[1])
            if found is None:
                return None
            due = found.end
            if re.fullmatch(rf"(?:next )?{SEASON}(?: (?:of )?{YEAR})?", match[1]):
                due = found.start if found.start >= self.today or not found.relative else months_back(found.start, -12)
            return Found(due, due, found.relative)
        match = re.match(r"(?:(?:well |long |shortly |just )?(?:before|ahead of|prior to)) (.+)$", text)
        if match and not re.match(r"(?:dawn|sunrise|noon|midnight|daybreak|then|that|long)\b", match[1]):
            out = re.match(r"(?:the |this )?(month|year|week)(?: is out|'s end| ends| end)", match[1])
            if out:
                return Found(self.today, self._period(self.today, out[1])[1])
            found = self._ahead(match[1])
            if found is None:
                return None
            if found.end > self.today:
                return Found(self.today, max(self.today, found.start if found.whole else found.end))
            raise Unknown("before a day long past, with no first day")
        match = re.match(r"(?:shortly |soon |immediately |just )?after (.+)$", text)
        if match:
            found = self._quiet(match[1])
            if found is not None and found.whole and found.end < self.today:
                return Found(found.start, self.today)
            if found is not None and found.whole:
                raise Unknown("after a time to come, with no last day")
            return found
        return None

    def _ahead(self, text: str) -> Found | None:
        return _Reader(self.published, True, self.previous).anchor(text)

    def _quiet(self, text: str) -> Found | None:
        """An anchor, or None where it has no value; of a range both sides must have one."""
        try:
            return self.anchor(text)
        except Unknown:
            if self.published is None:
                raise
            return None
