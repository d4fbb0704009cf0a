"""Write three years of events that never happened, as an ICEWS file that `verbale import` reads.

    python examples/invented_history.py history.tab [FIRST LAST]

FIRST and LAST are the days between which events are written, as in 2023-10-01.
The countries are real, nothing else is. Who deals with whom is drawn once; then every pair has calm and tense spells, and some
acts call forth others: a threat a sanction, a talk an agreement, a protest arrests. So a forecast has something to learn,
and what cannot be foreseen is chance. Python's own generator makes the same file everywhere.
"""

import random
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

COUNTRIES = (
    "Belize", "Bhutan", "Botswana", "Chile", "Estonia", "Fiji", "Ghana", "Iceland", "Laos", "Malta", "Mongolia", "Oman", "Samoa",
    "Togo", "Uruguay", "Zambia",
)  # fmt: skip
FIRST, DAYS, PAIRS = date(2021, 1, 1), 3 * 365, 45
HEADER = (
    "Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "Event Text", "CAMEO Code", "Intensity",
    "Target Name", "Target Sectors", "Target Country", "Story ID", "Sentence Number", "Publisher", "City", "District",
    "Province", "Country", "Latitude", "Longitude",
)  # fmt: skip
WORDS = {
    "036": "Express intent to meet", "040": "Consult", "050": "Praise", "061": "Cooperate economically", "071": "Give aid",
    "102": "Demand", "112": "Accuse", "120": "Reject", "130": "Threaten", "141": "Demonstrate", "150": "Exercise forces",
    "161": "Reduce relations", "173": "Arrest", "190": "Use force",
}  # fmt: skip
# Events a day in calm and in tense spells of a pair of middling weight.
RATES = {
    "040": (0.020, 0.012), "050": (0.010, 0.004), "061": (0.006, 0.002), "071": (0.004, 0.002), "102": (0.004, 0.020),
    "112": (0.003, 0.040), "130": (0.0005, 0.016), "150": (0.0002, 0.005), "161": (0.0002, 0.004), "190": (0.0001, 0.004),
}  # fmt: skip
# What an act calls forth: by which side, which act, how often, within how many days.
ANSWERS = {
    "040": (("same", "036", 0.25, 15),), "112": (("other", "120", 0.30, 5), ("other", "112", 0.20, 7)),
    "130": (("same", "161", 0.30, 25), ("other", "130", 0.20, 5)), "190": (("other", "190", 0.35, 6), ("other", "112", 0.6, 3)),
    "141": (("home", "173", 0.35, 3),),
}  # fmt: skip
INTO_TENSION, INTO_CALM, PROTEST = 0.004, 0.02, 0.012


@dataclass(frozen=True, order=True)
class Event:
    """On a day, source did what the code says to target."""

    day: int
    source: str
    code: str
    target: str


def history(seed: int = 7) -> list[Event]:
    """All events, in the order of their days."""
    chance = random.Random(seed)
    couples = [(one, other) for one in COUNTRIES for other in COUNTRIES if one < other]
    weights = {couple: chance.gammavariate(0.8, 1.0) for couple in chance.sample(couples, PAIRS)}
    found: set[Event] = set()
    for (one, other), weight in weights.items():
        tense = False
        for day in range(DAYS):
            tense = chance.random() >= INTO_CALM if tense else chance.random() < INTO_TENSION
            for code, rates in RATES.items():
                for source, target in ((one, other), (other, one)):
                    if chance.random() < rates[tense] * weight:
                        found.update(_with_answers(Event(day, source, code, target), chance))
    for country in COUNTRIES:
        unrest = chance.gammavariate(0.8, 1.0)
        for day in range(DAYS):
            if chance.random() < PROTEST * unrest:
                found.update(_with_answers(Event(day, country, "141", country), chance))
    return sorted(event for event in found if event.day < DAYS)


def _with_answers(event: Event, chance: random.Random) -> Iterator[Event]:
    yield event
    for side, code, share, within in ANSWERS.get(event.code, ()):
        if chance.random() < share:
            source, target = (event.target, event.source) if side == "other" else (event.source, event.target)
            yield from _with_answers(Event(event.day + 1 + int(chance.random() * within), source, code, target), chance)


def lines(events: list[Event], first: date, last: date) -> Iterator[str]:
    """The file, line by line: events from `first` to `last`, numbered among all."""
    yield "\t".join(HEADER)
    for number, event in enumerate(events, 1):
        day = FIRST + timedelta(event.day)
        if not first <= day <= last:
            continue
        source = _party(event.source, citizens=event.code == "141")
        target = _party(event.target, citizens=event.code == "173")
        act = [WORDS[event.code], event.code, "0.0"]
        story = [str(number), "1", "Nowhere Gazette", *[""] * 6]
        yield "\t".join([str(number), day.isoformat(), *source, *act, *target, *story])


def _party(country: str, citizens: bool) -> list[str]:
    """Name, sectors and country: those who protest and are arrested are citizens."""
    if citizens:
        return [f"Citizen ({country})", "General Population / Civilian / Social", country]
    return [country, "", country]


if __name__ == "__main__":
    if len(sys.argv) not in (2, 4):
        sys.exit(__doc__)
    name, first, last = sys.argv[1:] if len(sys.argv) == 4 else (sys.argv[1], FIRST.isoformat(), date.max.isoformat())
    wanted = lines(history(), date.fromisoformat(first), date.fromisoformat(last))
    Path(name).write_text("\n".join(wanted) + "\n", encoding="utf-8")
