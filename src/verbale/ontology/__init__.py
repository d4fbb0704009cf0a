"""The vocabulary: acts, modes, statuses, sectors, contexts, and the tables between them.

Acts, modes and scores are those of PLOVER 2.0 (Open Event Data Alliance, CC BY-SA 4.0), read from `data/acts.toml`.
"""

import csv
import difflib
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources

from verbale.errors import UnknownCode

VERSION = "plover-2.0+verbale-1"

ACTS = (
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST",
    "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
)  # fmt: skip
STATUSES = ("actual", "future", "hypothetical", "negated", "historical")
CERTAINTIES = ("certain", "probable", "possible")
POLARITIES = ("raises", "lowers", "changes")
STANCE_VALUES = ("supports", "opposes", "neutral", "divided")
QUANTITY_KINDS = (
    "troops", "dead", "injured", "arrested", "hostages", "protesters", "displaced", "weapons", "money", "days", "other",
)  # fmt: skip
QUADS = ("verbal cooperation", "material cooperation", "verbal conflict", "material conflict")
SECTORS = {
    "GOV": "executive and officials", "MIL": "armed forces", "SPY": "intelligence", "COP": "police", "JUD": "courts",
    "LEG": "parliament", "PTY": "party", "OPP": "opposition", "REB": "armed rebels", "UAF": "other armed groups",
    "CRM": "criminals", "CVL": "civilians", "JRN": "press", "EDU": "education", "MED": "health", "BUS": "business",
    "LAB": "labour", "REL": "religious", "IGO": "international organisation", "NGO": "non-governmental organisation",
}  # fmt: skip
UNKNOWN_CODE = "UNK"  # of an actor whose country, and whose kind, is unknown
NOT_COUNTRIES = frozenset(("IGO", "NGO", "MNC", UNKNOWN_CODE))  # codes of actors that stand for no one country

_BECOMES_AGREE = ("CONSULT", "SUPPORT", "COOPERATE", "AID")


@dataclass(frozen=True, slots=True)
class Mode:
    """A way of doing an act."""

    name: str
    score: float
    definition: str


@dataclass(frozen=True, slots=True)
class Act:
    """One of the sixteen acts; `quad` is a number from 1 (verbal cooperation) to 4 (material conflict)."""

    name: str
    quad: int
    score: float
    definition: str
    examples: tuple[str, ...]
    modes: tuple[Mode, ...]


@cache
def acts() -> dict[str, Act]:
    """The codebook, by the name of the act."""
    raw = tomllib.loads(_data("acts.toml"))
    return {
        name: Act(
            name, entry["quad"], entry["score"], entry["definition"], tuple(entry["examples"]),
            tuple(Mode(mode, facts["score"], facts["definition"]) for mode, facts in entry.get("modes", {}).items()),
        )
        for name, entry in raw.items()
    }  # fmt: skip


def act(name: str) -> Act:
    """The codebook's entry for an act, in capitals or not; raises UnknownCode, which names near matches."""
    return acts()[one_of(name.upper(), ACTS, "act")]


def one_of(word: str, names: tuple[str, ...], what: str) -> str:
    """The name that a word is, in capitals or not; raises UnknownCode, which names near matches."""
    for name in names:
        if name.lower() == word.lower():
            return name
    near = difflib.get_close_matches(word, names, n=3, cutoff=0.4) or list(names)
    raise UnknownCode(f"There is no {what} {word!r}; near it are {', '.join(near)}.")


def event_type(act: str, status: str) -> str:
    """The PLOVER event type of an act with a status: a future cooperative act is AGREE, a future RETREAT is CONCEDE."""
    if status == "future" and act in _BECOMES_AGREE:
        return "AGREE"
    if status == "future" and act == "RETREAT":
        return "CONCEDE"
    return act


def quad(event_type: str) -> str:
    """The quad class of an event type, in words."""
    return QUADS[acts()[event_type].quad - 1]


def score(event_type: str, modes: tuple[str, ...] = ()) -> float:
    """Conflict-cooperation score, -10 to 10: that of the mode farthest from zero, else that of the event type.

    Modes that the event type does not have (those of the act before its status changed it) are left out.
    """
    entry = acts()[event_type]
    scores = [mode.score for mode in entry.modes if mode.name in modes]
    return max(scores, key=abs) if scores else entry.score


def all_modes() -> tuple[str, ...]:
    """Every mode as "ACT/mode", in the order of the codebook."""
    return tuple(f"{entry.name}/{mode.name}" for entry in acts().values() for mode in entry.modes)


@cache
def contexts() -> dict[str, str]:
    """The 37 contexts of PLOVER with their definitions, in the order of the codebook."""
    definitions: dict[str, str] = tomllib.loads(_data("contexts.toml"))
    return definitions


@dataclass(frozen=True, slots=True)
class Crosswalk:
    """What a CAMEO code is in PLOVER by the table of 2021; the root 08 (yield) alone has two acts.

    `modes` and `contexts` are names of this codebook. `others` are names that the table still uses and PLOVER 2.0 no longer has
    ("ease", "humanitarian"): they are given as they stand, not translated.
    """

    cameo: str
    acts: tuple[str, ...]
    modes: tuple[str, ...]
    contexts: tuple[str, ...]
    others: tuple[str, ...]


@cache
def _crosswalk() -> dict[str, Crosswalk]:
    found: dict[str, tuple[dict[str, None], dict[str, None]]] = {}
    for row in csv.DictReader(_data("cameo_to_plover.csv").splitlines()):
        entries, names = found.setdefault(row["cameo"], ({}, {}))  # dictionaries as ordered sets: two codes have two rows
        entries[row["plover_act"]] = None
        cells = row["plover_mode"], row["plover_context"]
        names.update((name.strip(), None) for cell in cells for name in cell.split(";") if name.strip())
    table = {}
    for code, (entries, names) in found.items():
        known = {mode.name for entry in entries for mode in acts()[entry].modes}
        table[code] = Crosswalk(
            code,
            tuple(entries),
            tuple(name for name in names if name in known),
            tuple(name for name in names if name in contexts()),
            tuple(name for name in names if name not in known and name not in contexts()),
        )
    return table


def cameo(code: str) -> Crosswalk:
    """What a CAMEO code ("0231", "18") is in PLOVER; raises UnknownCode, which names near ones, for a code not in the table.

    Codes of the root 01 and 02 (statements and appeals) are not in the table of 2021.
    """
    table = _crosswalk()
    if code not in table:
        near = [other for other in table if other.startswith(code[:2])] or sorted({other[:2] for other in table})
        raise UnknownCode(f"There is no CAMEO code {code!r} in the table; near it are {', '.join(near[:8])}.")
    return table[code]


def _data(name: str) -> str:
    return resources.files(__package__).joinpath("data", name).read_text(encoding="utf-8")
