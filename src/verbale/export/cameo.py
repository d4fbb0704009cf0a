"""CAMEO for a PLOVER event, by approximation: PLOVER has 16 types where CAMEO has some 250, and puts apart what CAMEO puts
together. `knowledge/build_export.py` makes the tables, and checks each choice against the crosswalk of 2021."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from verbale import ontology
from verbale.export.packaged import table
from verbale.store.rows import EventRow

_GIVEN = re.compile(r"(?:CAMEO\s+)?((?:0[1-9]|1\d|20)\d{0,2})")
_CAMEO_ORIGINS = frozenset(("gdelt", "icews", "phoenix", "cline-phoenix", "terrier"))
_ARMED = frozenset(("MIL",))
_PHOENIX_QUADS = {
    "01": 0, "02": 0, "03": 1, "04": 1, "05": 1, "06": 2, "07": 2, "08": 2, "09": 3, "10": 3, "11": 3, "12": 3, "13": 3,
    "14": 4, "15": 4, "16": 3, "17": 4, "18": 4, "19": 4, "20": 4,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cameo:
    """A CAMEO code ("0311"), its name as ICEWS prints it and its Goldstein score; None for codes that are only imported."""

    code: str
    name: str | None
    goldstein: float | None

    @property
    def root(self) -> str:
        """The first two digits."""
        return self.code[:2]

    @property
    def base(self) -> str:
        """The first three digits, or fewer where there are no more."""
        return self.code[:3]

    @property
    def gdelt_quad(self) -> int:
        """1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict, by the root as GDELT has it."""
        root = int(self.root)
        return 1 if root < 6 else 2 if root < 9 else 3 if root < 14 else 4

    @property
    def phoenix_quad(self) -> int:
        """The five classes of Phoenix: 0 is neutral, and relations that are reduced are verbal conflict."""
        return _PHOENIX_QUADS[self.root]


@cache
def _codes() -> dict[str, Cameo]:
    return {code: Cameo(code, name, float(score)) for code, name, score in table("cameo.tsv")}


@cache
def _choices() -> dict[tuple[str, str, str, str], str]:
    return {(kind, act, mode, context): code for kind, act, mode, context, code in table("plover_to_cameo.tsv")}


def cameo(event: EventRow) -> Cameo:
    """The CAMEO code of an event: the one it was imported with, else the nearest to its type, modes and contexts."""
    given = _GIVEN.fullmatch(event.original_code.strip()) if event.original_code and event.origin in _CAMEO_ORIGINS else None
    if given:
        code = given[1]
        return _codes().get(code) or _codes().get(code[:3]) or Cameo(code, None, None)
    armed = any(sector in _ARMED for sector in event.actor_sector)
    contexts = (*event.context, "military") if armed and event.event_type == "ASSAULT" else event.context
    return _codes()[_nearest(event.event_type, event.act, tuple(event.mode), tuple(contexts))]


@lru_cache(maxsize=4096)
def _nearest(kind: str, act: str, modes: tuple[str, ...], contexts: tuple[str, ...]) -> str:
    scores = {mode.name: abs(mode.score) for mode in ontology.acts()[kind].modes}
    ranked = sorted((mode for mode in modes if mode in scores), key=lambda mode: -scores[mode])
    for first in (act, "-"):
        for mode in (*ranked, "-"):
            for context in (*contexts, "-"):
                if code := _choices().get((kind, first, mode, context)):
                    return code
    return _choices()[(kind, kind if kind == "AGREE" else "-", "-", "-")]
