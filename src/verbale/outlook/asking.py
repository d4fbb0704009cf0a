"""A question in a user's words, and what of a desk answers it."""

import difflib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from verbale import ontology
from verbale.errors import SettingsError, UnknownActor
from verbale.forecast.desk import DeskHistory, Level, read
from verbale.ontology.countries import alpha3
from verbale.store.forecasts import Making
from verbale.store.queries import Questions
from verbale.store.state import stamp
from verbale.version import VERSION

HORIZON = 30
LONGEST = 366
"""Days that can be looked ahead."""
_NEAR = 5


@dataclass(frozen=True, slots=True)
class Asked:
    """Who may do what to whom from a day on. A party is a code, a name of a country or of an actor of the desk; None is anyone.

    `act` is an act or a quad class. `level` None means countries, and all actors where a party is none. `origins` are those
    whose events count; none named means all. Raises SettingsError, UnknownCode.
    """

    as_of: date
    horizon: int = HORIZON
    actor: str | None = None
    act: str | None = None
    recipient: str | None = None
    level: Level | None = None
    origins: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not 1 <= self.horizon <= LONGEST:
            raise SettingsError(f"The horizon is {self.horizon} days; it must lie between 1 and {LONGEST}, as in 30d.")
        if self.act is not None:
            object.__setattr__(self, "act", ontology.one_of(self.act, (*ontology.ACTS, *ontology.QUADS), "act"))


@dataclass(frozen=True, slots=True)
class Heard:
    """A question whose parties are those of the desk, and the history that answers it: what was known before its day."""

    asked: Asked
    past: DeskHistory


def hear(questions: Questions, asked: Asked) -> Heard:
    """Look up the parties of a question in what the desk knew before its day. Raises UnknownActor, which names near ones."""
    levels = (asked.level,) if asked.level else (Level.COUNTRIES, Level.ACTORS)
    names: list[str] = []
    for level in levels:
        past = read(questions, level, origins=asked.origins, before=asked.as_of)
        found = [known(words, past.history.actors.names) for words in (asked.actor, asked.recipient)]
        if all(name is not None or words is None for name, words in zip(found, (asked.actor, asked.recipient), strict=True)):
            return Heard(replace(asked, actor=found[0], recipient=found[1], level=level), past)
        names += past.history.actors.names
    missing = next(
        words for words, name in zip((asked.actor, asked.recipient), found, strict=True) if words is not None and name is None
    )
    raise UnknownActor(unknown(missing, asked.as_of, names))


def known(words: str | None, names: Iterable[str]) -> str | None:
    """The actor of a history that the words mean: its name, in capitals or not, or the country that they name."""
    if words is None:
        return None
    there = {name.casefold(): name for name in names}
    country = alpha3(words.strip())
    return there.get(words.strip().casefold()) or (there.get(country.casefold()) if country else None)


def making(past: DeskHistory, now: datetime) -> Making:
    """When and from what something is made."""
    return Making(stamp(now), past.level.value, ",".join(sorted(past.origins)), f"verbale {VERSION}", past.digest)


def unknown(words: str, as_of: date, names: list[str]) -> str:
    """The sentence that says that a desk does not know someone, with near names."""
    told = {name.casefold(): name for name in dict.fromkeys(names)}
    if not told:
        return (
            f"The desk has no dated event before {as_of}: add news with its day of publication (--published DATE where it states"
            " none), import events, or ask as of a later day."
        )
    close = difflib.get_close_matches(words.casefold(), told, n=_NEAR, cutoff=0.5)
    near = [told[name] for name in close] or [name for folded, name in told.items() if words.casefold() in folded][:_NEAR]
    hint = f"near it are {', '.join(near)}" if near else f"it tells of {', '.join(list(told.values())[:_NEAR])} and others"
    return f"The desk tells nothing of {words!r} before {as_of}; {hint}: name one of those."
