"""From number words to an interval of numbers and what they count: "at least a dozen people" is 12 or more."""

import re

from verbale.records import Quantity, Resolved, Span
from verbale.resolution.numerals import Numeral, numerals, ordinal, plain_letters

AT_LEAST = re.compile(
    r"\b(?:at least|no (?:fewer|less) than|not (?:fewer|less) than|as (?:few|little) as|a minimum of|minimum"
    r"|(?<!no )(?<!not )more than|over|above"
    r"|upwards? of|in excess of|exceeding|well over)\s+(?:\S+\s+){0,1}$",
    re.I,
)
AT_MOST = re.compile(
    r"\b(?:up to|as (?:many|much) as|at (?:the )?most|no more than|not more than|a maximum of|fewer than|less than"
    r"|under|below)\s+(?:\S+\s+){0,1}$",
    re.I,
)
OR_FEWER = re.compile(r"^\s*or (?:fewer|less|under)\b", re.I)
OR_MORE = re.compile(r"^\s*(?:\+|or more\b|-plus\b|plus\b|and more\b|-strong\b(?!.))", re.I)
FRACTION = re.compile(
    r"\b(?:half|(?:a|one|two|three|four)[- ](?:third|quarter|fifth|sixth|tenth)s?|third|quarter|majority"
    r"|most)\b(?=\s+(?:of|the|its|their|his|all)\b|\s*$)|\b(?:a|one|two|three)[- ](?:thirds?|quarters?|fifths?)\b"
    r"|^(?:one|two|three|four|nine) (?:in|out of) (?:every )?\w+",
    re.I,
)
PERCENT = re.compile(r"^\s*(?:%|-?per ?cent\b|percentage points?)", re.I)
SIGN = re.compile(r"(?:\b(?:US|A|C|HK|NZ))?[$€£¥₹₽₴₪₺₩]\s*$")
CURRENCY = re.compile(
    r"[$€£¥₹₽₴₪₺₩]|\b(?:dollars?|euros?|pounds?|sterling|yen|yuan|renminbi|roubles?|rubles?"
    r"|rupees?|rials?|riyals?|dinars?|dirhams?|hryvnias?|zlotys?|lira|liras|pesos?|reais|real|francs?|kron(?:a|or|er"
    r"|e)|naira|shillings?|birr|baht|won|shekels?|taka|rand|cents?|USD|EUR|GBP|CHF)\b",
    re.I,
)
DURATION = re.compile(
    r"^[\s-]*(?:more |consecutive |straight |full |whole )?(hour|day|night|week|fortnight|month|year|decade)(?:s|-long)?\b", re.I
)
DAYS = {"hour": 1 / 24, "day": 1.0, "night": 1.0, "week": 7.0, "fortnight": 14.0, "year": 365.0, "decade": 3650.0}
LONE_UNIT = re.compile(r"^(?:an?|one|the|whole|entire|full|\s)*(day|week|fortnight|month|year|decade)(?:-long)?$", re.I)

# What is counted. The first group says what became of people and outranks what they are; things outrank both.
FATES = {
    "dead": (
        r"kill(?:ed|s|ing|ings)?|dead|died|dies|dying|deaths?|slain|slaughter(?:ed|ing)?|massacred?|massacring"
        r"|murder(?:ed|ing|s)?|bodies|fatalit(?:y|ies)|corpses?|executed|executing|executions?|beheaded|perished"
        r"|lost their lives|martyr(?:s|ed)|shot dead|drowned|assassinat(?:ed|ing)|claim(?:ed|ing) the lives?|lives"
    ),
    "injured": r"injur(?:ed|ing|es|ies|y)|wound(?:ed|ing|s)?|hurt(?:ing)?|maim(?:ed|ing)|burns|hospitali[sz]ed|casualties",
    "arrested": (
        r"arrest(?:ed|ing|s)?|detain(?:ed|ing|ees?|s)?|detentions?|jail(?:ed|ing|s)?|imprison(?:ed|ing)|round(?:ed"
        r"|ing) up|in custody|bundled into"
    ),
    "hostages": r"hostages?|captives?|kidnap(?:ped|ping|pings)?|abduct(?:ed|ing|ions?|ees)?|taken captive",
    "displaced": (
        r"displac(?:ed|ing|ement)|refugees?|fle(?:d|e|eing)|homeless|uproot(?:ed|ing)|evacuat(?:ed|ing|ions?)"
        r"|driven from their homes|driving|left their homes|asylum seekers|evacuees"
    ),
    "protesters": (
        r"protest(?:ers?|ors?|ed|ing|s)?|demonstrat(?:ors?|ed|ing|ions?)|march(?:ers?|ed|ing)|rall(?:ied|y|ying)"
        r"|strikers|supporters|took to the streets|gathered|turned out|crowd|rioters|sit-in|picketed|on strike"
        r"|poured into|filled|thronged|massed"
    ),
}
WEAPONS = {
    "weapons": (
        r"tanks?|missiles?|drones?|rockets?|shells|mortars?|mortar rounds|guns?|howitzers?|rifles?|jets?|warplanes?"
        r"|fighter jets|bombers?|(?:war)?ships?|frigates?|destroyers?|submarines?|aircraft|planes|carriers?|bombs?"
        r"|warheads?|launchers?|batteries|armou?red vehicles|ammunition|munitions?|weapons|mines|grenades|cruisers?"
        r"|patrol boats?|gunboats?|helicopter gunships|artillery|centrifuges"
    ),
}
PEOPLE = {
    "troops": (
        r"soldiers?|troops?|servicemen|service members|servicemembers|service personnel|military personnel"
        r"|fighters?|militiamen|marines?|paratroopers?|peacekeepers?|reservists?|conscripts?|recruits?|gunmen"
        r"|militants?|mercenar(?:y|ies)|commandos?|guardsmen|rebels|instructors|military advisers|advisers|trainers"
        r"|forces|officers and men|blue helmets|volunteers|insurgents|combatants|infantry(?:men)?|legionnaires"
        r"|sailors|airmen|contractors|marksmen|gendarmes|guards"
    ),
}
PERSON = re.compile(
    r"\b(?:people|persons?|men|women|children|civilians?|residents?|citizens?|villagers?|students?|workers?"
    r"|journalists?|activists?|officers?|police(?:men|man)?|personnel|employees?|diplomats?|migrants?|supporters?"
    r"|members?|leaders?|politicians?|suspects?|others|boys?|girls?|worshippers?|tourists?|travellers?|passengers?"
    r"|pilgrims?|families|nationals|lawyers|critics|teachers|farmers|miners|lawmakers|MPs|aides|holidaymakers"
    r"|of them)\b",
    re.I,
)
FORCE_ACTS = ("MOBILIZE", "AID", "RETREAT")  # in which bare men are troops
MEN = re.compile(
    r"(?:more |other |own |first |of (?:its|their|his|them|those|the) ?(?:own )?)*"
    r"(?:men|men and women|of them|personnel|more|others)?",
    re.I,
)
THINGS = re.compile(
    r"\b(?:homes?|houses?|buildings?|lorr(?:y|ies)|trucks?|vehicles?|cars?|buses|tankers?|villages?|towns?|cities"
    r"|schools|hospitals|shops|flats|bridges?|rounds?|attacks?|raids?|strikes?|agreements?|tonnes?|tons|barrels"
    r"|boats?|vessels?|channels|countries|states|seats|votes|bronzes|metres|kilometres|miles|times|points|balloons"
    r"|containers|ambulances|helicopters|checkpoints|stations|websites|accounts|companies|banks|percent|airfields"
    r"|roads|bases|acres|hectares|provinces|districts|sites|targets|positions|parties|laws)\b",
    re.I,
)
PEOPLE_OF = re.compile(r"(?:more|others?|of (?:them|those|whom|its|the|their)\b.*|[A-Z][\w-]+(?: [A-Z][\w-]+)*)?")
FREED = re.compile(r"\b(?:free[ds]?|freed|releas(?:e|es|ed|ing)|set free|let go|handed over|ransom|swap(?:ped)?)\b", re.I)
CLOSE = 14  # characters within which a fate also holds for a noun that no list has
_SEARCH = {kind: re.compile(rf"\b(?:{words})\b", re.I) for group in (FATES, WEAPONS, PEOPLE) for kind, words in group.items()}
FORMATION = re.compile(r"\b(?:battalion|brigade|regiment|platoon|division|squadron|contingent)s?\b(?! of [\d,]{3,})", re.I)
ONE_UNIT = re.compile(r"\b(?:company|battery|B-\d+|warship|frigate)$", re.I)
SOME = re.compile(
    r"^(?:only |just |quite )?"
    r"(?:a (?:few|handful|number|bunch|host)|an un\w+ number|countless|a (?:large|small|growing) number)\b",
    re.I,
)
NONE = re.compile(r"^(?:no|none of|not a|not one) (?!one\b|more|fewer|less)\w", re.I)
REACH = 45  # characters of context on either side in which a word may say what is counted


def resolve_quantity(words: str, before: str = "", after: str = "", act: str | None = None) -> Resolved[Quantity]:
    """The interval and kind of number words; `mention` is left None.

    `before` and `after` are the text on either side of the words, of which the nearest REACH characters may say what is
    counted. `act` is the act of the event that the words belong to. Never raises; without a number low and high are None.
    """
    words, before, after = plain_letters(words), before[-REACH:], after[:REACH]
    kind = _kind(words, before, after, act)
    found = numerals(words)
    if _is_fraction(words, found):
        return Resolved(Quantity("other", None, None), None, 0.6, "a share, no number")
    if not found and FORMATION.search(words):
        return Resolved(Quantity("troops", None, None), None, 0.6, "a formation, whose strength the words do not give")
    if not found:
        return _without_number(words, kind)
    if len(found) > 1 and _is_range(words, found):
        low, high, reason = _range(*found[:2])
        tail = words[found[1].end :]
    else:
        number = found[0]
        tail = words[number.end :]
        low, high, reason = _bounded(words[: number.start], tail, number)
    if kind == "days":
        low, high = _in_days(low, tail), _in_days(high, tail)
    if (low is not None and low < 0) or (low is not None and high is not None and low > high):
        low, high = high, low
    return Resolved(Quantity(kind, low, high), None, 0.9, reason)


def around(text: str, span: Span) -> tuple[str, str]:
    """What stands before and after a span of a text, as far as it may say what is counted."""
    return text[max(0, span.start - REACH) : span.start], text[span.end : span.end + REACH]


def _bounded(head: str, tail: str, number: Numeral) -> tuple[float | None, float | None, str]:
    head = SIGN.sub(" ", head)
    if AT_LEAST.search(head) or OR_MORE.match(tail):
        return number.low, None, "at least"
    if AT_MOST.search(head) or OR_FEWER.match(tail):
        return None, number.high, "at most"
    return number.low, number.high, "number" if number.low == number.high else "vague number"


def _range(first: Numeral, last: Numeral) -> tuple[float | None, float | None, str]:
    """In "2 to 3 million" the first number takes the second one's millions, in "500 to 1 million" it does not."""
    shared = first.scale == 1 and first.high < last.low / last.scale
    return first.low * (last.scale if shared else 1), last.high, "range"


def _is_range(words: str, found: list[Numeral]) -> bool:
    between = re.sub(r"[$€£¥₹₽₴₪₺₩]|\b(?:US|USD|EUR)\b", "", words[found[0].end : found[1].start]).strip().lower()
    return between in ("to", "-", "–", "—", "or") or (between == "and" and "between" in words[: found[0].start].lower())


def _is_fraction(words: str, found: list[Numeral]) -> bool:
    share = FRACTION.search(words)
    if share is None:
        return False
    apart = (number.start >= share.end() or number.end <= share.start() for number in found if number.high > 4)
    part = any(number.start <= share.start() < number.end and number.high > 4 for number in found)  # "half a million"
    return not any(apart) and not part


def _without_number(words: str, kind: str) -> Resolved[Quantity]:
    """ "fourth day", "a week", "a soldier"; otherwise a kind without a number."""
    rank = ordinal(words)
    if rank is not None and kind == "days":
        return Resolved(
            Quantity("days", _in_days(float(rank), words[-12:].split()[-1]), _in_days(float(rank), words.split()[-1])),
            None,
            0.7,
            "ordinal",
        )
    unit = LONE_UNIT.match(words.strip())
    if unit:
        days = _in_days(1.0, unit[1])
        return Resolved(Quantity("days", days, days), None, 0.7, "one unit of time")
    if SOME.match(words):
        return Resolved(Quantity(kind, None, None), None, 0.3, "too vague to count")
    if NONE.match(words):
        return Resolved(Quantity(kind, 0.0, 0.0), None, 0.7, "none")
    if re.match(r"both\b|an?\s+pair\b", words, re.I):
        return Resolved(Quantity(kind, 2.0, 2.0), None, 0.7, "a pair")
    if re.match(r"an?\s|one\b|single\b", words, re.I) or ONE_UNIT.search(words):
        return Resolved(Quantity(kind, 1.0, 1.0), None, 0.6, "one")
    return Resolved(Quantity(kind, None, None), None, 0.3, "no number in the words")


def _in_days(value: float | None, tail: str) -> float | None:
    unit = DURATION.match(tail if tail[:1] in " -" else " " + tail)
    if value is None or unit is None:
        return value
    name = unit[1].lower()
    if name == "month":
        return value // 12 * 365 + value % 12 * 30
    days = value * DAYS[name]
    return float(round(days)) if days >= 1 else days


def _kind(words: str, before: str, after: str, act: str | None) -> str:
    if CURRENCY.search(words) or CURRENCY.search(after[:12].split(",")[0]) or re.search(r"[$€£¥₹₽₴]\s*$", before):
        return "money"
    found = numerals(words)
    tail = words[found[-1].end :] if found else words
    if PERCENT.match(tail) or (not tail and PERCENT.match(after)):
        return "other"
    if (
        DURATION.match(tail)
        or LONE_UNIT.match(words.strip())
        or (ordinal(words) and re.search(r"\b(?:day|week|month|year|night)$", words))
    ):
        return "days"
    noun = tail.strip() or _next_noun(after)
    if _SEARCH["weapons"].search(noun):
        return "weapons"
    troops, things = bool(_SEARCH["troops"].search(noun)), bool(THINGS.search(noun))
    said = next((fate for fate in FATES if _SEARCH[fate].search(words)), None)
    if said and (said != "protesters" or act not in ("COERCE", "ASSAULT")):
        return said
    fate = None if things else _fate(before, after, reach=REACH if _people(noun) or not tail.strip() else CLOSE)
    if fate and not (fate == "displaced" and troops) and not (fate == "arrested" and act == "CONCEDE"):
        return fate
    if act == "RETREAT" and not troops and not things and FREED.search(f"{before} {after}"):
        return "hostages"
    if said or (act == "PROTEST" and not things and (_people(noun) or not noun)):
        return "protesters" if act == "PROTEST" else "other"
    if troops or (act in FORCE_ACTS and (not noun or MEN.fullmatch(noun))):
        return "troops"
    return "arrested" if act == "COERCE" and PERSON.search(tail) else "other"


def _next_noun(after: str) -> str:
    """The words right behind a bare number, up to the first that cannot belong to its noun."""
    found = re.match(r"\s*(?:of (?:its|the|their|his|her)\s+)?((?:[A-Za-z'’-]+\s?){1,3})", after)
    words = (
        re.split(r"\b(?:in|on|at|of|to|from|for|with|by|and|were|was|had|have|who|that|as|across|near|after)\b", found[1])[0]
        if found
        else ""
    )
    return words.strip()


def _people(noun: str) -> bool:
    return bool(PERSON.search(noun) or _SEARCH["troops"].search(noun) or PEOPLE_OF.fullmatch(noun))


def _fate(before: str, after: str, reach: int) -> str | None:
    """What became of the counted, from the nearest word around them."""
    best: tuple[int, str] | None = None
    clause = re.split(r"[;:.]\s|, (?:and|but|while|mostly)\b", after, maxsplit=1)[0]
    for kind in FATES:
        ahead = _SEARCH[kind].search(clause)
        behind = list(_SEARCH[kind].finditer(before))
        for distance in ([ahead.start()] if ahead else []) + ([len(before) - behind[-1].end()] if behind else []):
            if distance <= reach and (best is None or distance < best[0]):
                best = (distance, kind)
    return best[1] if best else None
