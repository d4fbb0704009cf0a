"""Sectors of the codebook from the words of ICEWS and the roles of CAMEO."""

import re
from dataclasses import dataclass
from functools import lru_cache

from verbale.ontology import SECTORS

# Roles of CAMEO's actor codes; those that PLOVER has under the same name are not listed. MED is the press in CAMEO. Elites,
# moderates and radicals, and states and organisations of no kind, belong to no sector.
_ROLES = {
    "MED": "JRN", "HLH": "MED", "NGM": "NGO", "IMG": "UAF", "SEP": "REB", "INS": "REB", "MNC": "BUS", "REF": "CVL", "SET": "CVL",
    "AGR": "BUS", "HRI": "NGO", "ENV": "NGO", "ELI": None, "MOD": None, "RAD": None, "DEV": None, "INT": None, "UIS": None,
}  # fmt: skip
# Of the several sectors that ICEWS gives an actor, the first of these counts: arms and courts before government, government
# before party and faith, which in ICEWS are often its holders' own.
_RANK = (
    "SPY", "COP", "MIL", "JUD", "LEG", "REB", "UAF", "CRM", "GOV", "JRN", "EDU", "MED", "LAB", "BUS", "NGO", "IGO", "OPP", "PTY",
    "REL", "CVL",
)  # fmt: skip
# ICEWS has hundreds of names of sectors. The first pattern that is found in a name counts.
_WORDS = (
    ("IGO", r"international government(?:al)? organi[sz]ation|\bigos?\b|regional .*organi[sz]ation"),
    ("NGO", r"non-?governmental organi[sz]ation|\bngos?\b|charit|human rights (?:group|organi)"),
    ("GOV", r"\bministry"),
    ("UAF", r"unidentified (?:armed )?forces|paramilitar|militia|organized violent"),
    ("REB", r"\brebel|insurgent|separatist|guerrilla|terrorist|extremist"),
    ("CRM", r"criminal|gang\b|gangs\b|cartel|drug traffick|pirate|smuggl"),
    ("SPY", r"intelligence|espionage|secret service"),
    ("COP", r"\bpolice|law enforcement|border guard|customs"),
    ("MIL", r"militar|\barmy\b|navy|naval|air force|marines?\b|soldier|security forces|armed forces|coast guard|peacekeep"),
    ("JUD", r"judicia|judge|court|attorney|prosecut"),
    ("LEG", r"legislat|parliament|congress|senate|upper house|lower house"),
    ("OPP", r"opposition|dissident|exile|activist|protest[eo]r"),
    ("PTY", r"\bpart(?:y|ies)\b|coalition"),
    ("BUS", r"state-owned"),
    ("GOV", r"government|executive|cabinet|minister|head of state|royal|monarch|embass|diplomat|consulate|governor"),
    ("GOV", r"municipal|mayor|bureaucra|civil service|central bank|provincial"),
    ("JRN", r"\bmedia\b|\bnews\b|press\b|journalis|broadcast"),
    ("EDU", r"educat|student|academ|universit|school"),
    ("MED", r"medical|health|doctor|nurse|hospital"),
    ("LAB", r"labou?r|worker|unions?\b"),
    ("REL", r"religio|muslim|islam|sunni|shia|christian|catholic|protestant|orthodox|buddhis|hindu|jewish|sikh|clergy"),
    ("BUS", r"business|enterprise|corporation|compan|multinational|financ|bank|industr|commerce|trade|manufactur|\boil\b"),
    ("BUS", r"agricultur|mining|retail|transport|services|goods|energy|construction|telecom|technology|utilities"),
    ("CVL", r"citizen|civilian|population|\bsocial\b|refugee|displaced|ethnic|minorit|women|child|youth|farmer|villager|famil"),
)
_KINDS = tuple((sector, re.compile(pattern)) for sector, pattern in _WORDS)
# Words of ICEWS that tell a view or a rank, not a sector.
_NO_SECTOR = re.compile(
    r"(?:(?:far|center|centre) )?(?:left|right|center|centre)|ideological|elite|nationalist|communist|socialist|liberal"
    r"|conservative|moderate|unspecified|global|international|regional|national|indigenous|other|none|tribal"
)
_MULTINATIONAL = re.compile(r"multinational|\bmncs?\b")

_LONGEST_LIST = 1_000  # characters; a damaged cell shall fill neither the cache nor the time


@dataclass(frozen=True, slots=True)
class Standing:
    """Sector of an actor; the code that it has where its country is not known (IGO, NGO, MNC); words that are not known."""

    sector: str | None = None
    code: str | None = None
    unknown: tuple[str, ...] = ()


def icews(cell: str) -> Standing:
    """What ICEWS' list of sectors ("Parties,Government,Executive") says."""
    return _icews(cell) if len(cell) <= _LONGEST_LIST else Standing(unknown=(cell,))


@lru_cache(maxsize=8192)
def _icews(cell: str) -> Standing:
    names = [name.strip() for name in cell.split(",") if name.strip() not in ("", "None")]
    found, unknown = set(), []
    for name in names:
        plain = name.lower()
        if sector := next((sector for sector, pattern in _KINDS if pattern.search(plain)), None):
            found.add(sector)
        elif not _NO_SECTOR.fullmatch(plain):
            unknown.append(name)
    sector = min(found, key=_RANK.index) if found else None
    multinational = any(_MULTINATIONAL.search(name.lower()) for name in names)
    code = next((kind for kind in ("IGO", "NGO") if kind in found), "MNC" if multinational else None)
    return Standing(sector, code, tuple(unknown))


def cameo(role: str) -> Standing:
    """What a role of CAMEO ("COP") says."""
    if role not in _ROLES and role not in SECTORS:
        return Standing(unknown=(role,))
    return Standing(_ROLES.get(role, role), role if role in ("IGO", "NGO", "MNC") else None)


def plover(role: str) -> Standing:
    """What a sector of POLECAT says: PLOVER's own, and some that PLOVER 2.0 no longer has. MED is health."""
    return cameo(role) if role not in SECTORS or role in ("IGO", "NGO") else Standing(role)
