"""CAMEO's codes of actors as codes and sectors of verbale."""

from functools import cache
from importlib import resources

# Role codes of CAMEO and its descendants by the sector they stand for; what is not here is passed over.
ROLES = {
    "GOV": "GOV", "MIL": "MIL", "SPY": "SPY", "COP": "COP", "JUD": "JUD", "LEG": "LEG", "PTY": "PTY", "OPP": "OPP", "REB": "REB",
    "SEP": "REB", "INS": "REB", "UAF": "UAF", "PRM": "UAF", "CRM": "CRM", "CVL": "CVL", "REF": "CVL", "SOC": "CVL", "STU": "EDU",
    "JRN": "JRN", "MED": "JRN", "EDU": "EDU", "HLH": "MED", "BUS": "BUS", "AGR": "BUS", "LAB": "LAB", "REL": "REL", "ELI": "GOV",
    "IGO": "IGO", "NGO": "NGO", "NGM": "NGO", "RAD": "UAF", "SET": "CVL", "ENV": "NGO", "HRI": "NGO", "JEW": "REL", "MOS": "REL",
    "CHR": "REL",
}  # fmt: skip
INTERNATIONAL = {"IGO": "IGO", "NGO": "NGO", "NGM": "NGO", "MNC": "MNC", "IMG": "UNK", "INT": "UNK", "UNO": "IGO", "UIS": "UNK"}
# Codes of countries that CAMEO writes otherwise than ISO.
_OTHERWISE = {
    "TMP": "TLS",
    "ROM": "ROU",
    "ZAR": "COD",
    "KSV": "XKX",
    "KOS": "XKX",
    "WBK": "PSE",
    "GZS": "PSE",
    "PAL": "PSE",
    "YUG": "SRB",
}


@cache
def countries() -> frozenset[str]:
    """The alpha-3 codes of countries and territories that the packaged table of actors has."""
    table = resources.files("verbale.resolution").joinpath("data/actors.tsv").read_text(encoding="utf-8")
    states = (line.split("\t", 3) for line in table.splitlines() if line.startswith("E\tstate\t"))
    return frozenset(code for fields in states for code in fields[2].split(","))


def told_by(code: str) -> tuple[str, str | None] | None:
    """The code and the sector of a CAMEO actor ("USAGOV", "NGOHRI"); None where its first letters are no code that is known."""
    head, roles = code[:3].upper(), [code[n : n + 3].upper() for n in range(3, len(code) - 2, 3)]
    head = _OTHERWISE.get(head, head)
    sector = next((ROLES[role] for role in roles if role in ROLES), None)
    if head in countries():
        return head, sector
    if head in INTERNATIONAL:
        kind = INTERNATIONAL[head]
        return kind, sector or (kind if kind in ("IGO", "NGO") else None)
    return ("UNK", ROLES[head]) if head in ROLES else None
