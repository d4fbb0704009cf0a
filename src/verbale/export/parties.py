"""Who stands in a row: parties of an event, pairs of them, and their names and codes in other data sets' spelling."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest

from verbale.export.countries import Country, country
from verbale.ontology import NOT_COUNTRIES, UNKNOWN_CODE
from verbale.store.rows import EventRow

# Sectors as ICEWS names them, before the country: "Police (Kenya)".
_SECTOR_NAMES = {
    "GOV": "Government", "MIL": "Military", "SPY": "Intelligence", "COP": "Police", "JUD": "Judiciary", "LEG": "Legislature",
    "PTY": "Political Parties", "OPP": "Opposition", "REB": "Rebel", "UAF": "Unidentified Forces", "CRM": "Criminal",
    "CVL": "Citizen", "JRN": "News Media", "EDU": "Education", "MED": "Medical Personnel", "BUS": "Business",
    "LAB": "Labor Union", "REL": "Religious", "IGO": "International Government Organization",
    "NGO": "Nongovernmental Organization",
}  # fmt: skip
# Roles of CAMEO's actor codes. MED is the press there, and the religious have codes of their religion, which PLOVER has not.
_CAMEO_ROLES = {"JRN": "MED", "MED": "HLH", "REL": ""}
_MUTUAL = frozenset(("AGREE", "CONSULT", "COOPERATE"))
# Acts that are mutual where the words say so: "clashed", "signed".
_MUTUAL_WORDS = {
    "ASSAULT": re.compile(r"\b(?:clash|f(?:i|ou)ght|battl|skirmish|exchang|duel|trad(?:e|ing))", re.IGNORECASE),
    "SUPPORT": re.compile(r"\b(?:sign(?:s|ed|ing)?\b|initial(?:s|led|ling)\b|conclud)", re.IGNORECASE),
}
_ID_BITS = 53  # what R and spreadsheets, which count in doubles, can carry


@dataclass(frozen=True, slots=True)
class Party:
    """One actor or recipient."""

    words: str | None
    name: str | None
    code: str
    sector: str | None

    @property
    def country(self) -> Country | None:
        """Its country; None for IGO, NGO, MNC and UNK."""
        return country(self.code)

    @property
    def label(self) -> str | None:
        """What to call it: its name, else its sector and country ("Police (Kenya)"), else its words; None where none is known."""
        land = self.country
        if self.name:
            return self.name
        if land is not None:
            return f"{_SECTOR_NAMES[self.sector]} ({land.name})" if self.sector in _SECTOR_NAMES else land.name
        return self.words or (_SECTOR_NAMES.get(self.sector) if self.sector else None)

    @property
    def code_and_sector(self) -> str | None:
        """ "KEN COP"; None where neither is known."""
        return " ".join(part for part in (self.code if self.code != UNKNOWN_CODE else "", self.sector) if part) or None

    @property
    def sector_name(self) -> str | None:
        """The sector in words."""
        return _SECTOR_NAMES.get(self.sector) if self.sector else None

    @property
    def cameo_root(self) -> str | None:
        """CAMEO's country, or IGO, NGO, MNC."""
        if self.country is not None:
            return self.country.cameo
        return self.code if self.code in NOT_COUNTRIES and self.code != UNKNOWN_CODE else None

    @property
    def cameo_role(self) -> str | None:
        """CAMEO's role of the sector; None where the root says it."""
        role = _CAMEO_ROLES.get(self.sector, self.sector) if self.sector else None
        return role if role and role != self.cameo_root else None

    @property
    def cameo_code(self) -> str | None:
        """CAMEO's code of the actor: country and role, as in KENCOP."""
        return f"{self.cameo_root or ''}{self.cameo_role or ''}" or None


@dataclass(frozen=True, slots=True)
class Dyad:
    """A pair of an event; `number` counts the pairs of the event from 0."""

    number: int
    source: Party | None
    target: Party | None


def actors(event: EventRow) -> tuple[Party, ...]:
    """The actors of an event."""
    return tuple(_parties(event.actor, event.actor_name, event.actor_code, event.actor_sector))


def recipients(event: EventRow) -> tuple[Party, ...]:
    """The recipients of an event."""
    return tuple(_parties(event.recipient, event.recipient_name, event.recipient_code, event.recipient_sector))


def dyads(event: EventRow, mutual: bool) -> list[Dyad]:
    """The pairs of an event, each actor with each recipient; None stands for a side that the article does not name.

    With `mutual`, actors who do a mutual act without a recipient (they met, they clashed) are paired in both directions.
    """
    doers, others = actors(event), recipients(event)
    if mutual and len(doers) > 1 and not others and _is_mutual(event):
        pairs: list[tuple[Party | None, Party | None]] = [(a, b) for a in doers for b in doers if a is not b]
    else:
        pairs = [(a, b) for a in doers or (None,) for b in others or (None,)]
    return [Dyad(number, a, b) for number, (a, b) in enumerate(pairs)]


def numeric_id(*parts: str | int | None) -> int:
    """A number that stands for the parts, the same on every machine; it fits a double."""
    digest = hashlib.sha256("\x1f".join(str(part) for part in parts).encode("utf-8", "surrogatepass")).digest()
    return int.from_bytes(digest[:8], "big") >> (64 - _ID_BITS)


def pair_id(event: EventRow, dyad: Dyad) -> int:
    """The number of a pair of an event."""
    return numeric_id(event.origin, event.event_id, dyad.number)


def _is_mutual(event: EventRow) -> bool:
    words = _MUTUAL_WORDS.get(event.act)
    return event.event_type in _MUTUAL or bool(words and event.trigger and words.search(event.trigger))


def _parties(
    words: tuple[str | None, ...], names: tuple[str | None, ...], codes: tuple[str, ...], sectors: tuple[str | None, ...]
) -> Iterator[Party]:
    for told, name, code, sector in zip_longest(words, names, codes, sectors):
        yield Party(told or None, name or None, code or UNKNOWN_CODE, sector or None)
