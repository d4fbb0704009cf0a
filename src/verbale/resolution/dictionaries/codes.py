"""CAMEO's codes of actors as codes and sectors of verbale."""

from functools import cache
from importlib import resources
from typing import NamedTuple

# Role codes of CAMEO and its descendants by the sector they stand for; None for those that PLOVER has no sector for. The elite
# (ELI) are former office holders, whom verbale gives no sector either.
ROLES: dict[str, str | None] = {
    "GOV": "GOV", "MIL": "MIL", "SPY": "SPY", "COP": "COP", "JUD": "JUD", "LEG": "LEG", "PTY": "PTY", "OPP": "OPP", "REB": "REB",
    "SEP": "REB", "INS": "REB", "UAF": "UAF", "PRM": "UAF", "CRM": "CRM", "CVL": "CVL", "REF": "CVL", "SOC": "CVL", "SET": "CVL",
    "STU": "EDU", "EDU": "EDU", "SCI": "EDU", "JRN": "JRN", "MED": "JRN", "HLH": "MED", "BUS": "BUS", "AGR": "BUS", "MNC": "BUS",
    "LAB": "LAB", "REL": "REL", "IGO": "IGO", "NGO": "NGO", "NGM": "NGO", "ENV": "NGO", "HRI": "NGO", "PKO": "MIL",
    "CHR": "REL", "CTH": "REL", "PRO": "REL", "DOX": "REL", "MOS": "REL", "SUN": "REL", "SHI": "REL", "JEW": "REL", "HIN": "REL",
    "BUD": "REL", "SIK": "REL", "ELI": None, "MOD": None, "RAD": None, "DEV": None,
}  # fmt: skip
# International codes, which stand where others have a country: our code, and the sector where no role follows.
INTERNATIONAL: dict[str, tuple[str, str | None]] = {
    "IGO": ("IGO", "IGO"), "NGO": ("NGO", "NGO"), "NGM": ("NGO", "NGO"), "MNC": ("MNC", "BUS"), "IMG": ("UNK", "UAF"),
    "INT": ("UNK", None), "UIS": ("UNK", "GOV"), "UNO": ("IGO", "IGO"), "AMN": ("NGO", "NGO"), "IRC": ("NGO", "NGO"),
    "GRP": ("NGO", "NGO"), "PKO": ("IGO", "MIL"),
}  # fmt: skip
# Codes of countries that CAMEO writes otherwise than ISO.
_OTHERWISE = {
    "TMP": "TLS", "ROM": "ROU", "ZAR": "COD", "KSV": "XKX", "KOS": "XKX", "WBK": "PSE", "GZS": "PSE", "PAL": "PSE", "YUG": "SRB",
    "SCG": "SRB", "BUR": "MMR",
}  # fmt: skip


class Told(NamedTuple):
    """What a code of CAMEO says; `strange` are parts of it that are no roles, None of which counts beside a role that is one."""

    code: str
    sector: str | None
    strange: tuple[str, ...]


@cache
def countries() -> frozenset[str]:
    """The alpha-3 codes of countries and territories that the packaged table of actors has."""
    table = resources.files("verbale.resolution").joinpath("data/actors.tsv").read_text(encoding="utf-8")
    states = (line.split("\t", 3) for line in table.splitlines() if line.startswith("E\tstate\t"))
    return frozenset(code for fields in states for code in fields[2].split(","))


def told_by(code: str) -> Told | None:
    """What a CAMEO actor's code ("USAGOV", "NGOHRI", "REB") says; None where its first letters are no code that is known."""
    parts = [code[n : n + 3].upper() for n in range(0, len(code), 3)]
    head = _OTHERWISE.get(parts[0], parts[0]) if parts else ""
    roles = parts[1:]
    named = [role for role in roles if role in ROLES]
    sector = next((ROLES[role] for role in named if ROLES[role]), None)
    # The organisation of an IGO, and what an organisation is about, are named by further letters, of which there is no end.
    strange = () if named or head in INTERNATIONAL else tuple(roles)
    if head in countries():
        return Told(head, sector, strange)
    if head in INTERNATIONAL:
        kind, usual = INTERNATIONAL[head]
        return Told(kind, sector or usual, strange)
    return Told("UNK", ROLES[head] or sector, ()) if head in ROLES else None
