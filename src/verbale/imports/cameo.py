"""CAMEO codes as acts of the codebook, by the crosswalk of 2021 (`ontology.cameo`).

An appeal (02) is read as the demand (10) of the same number: CAMEO numbers the two alike, and PLOVER has one act for both. A
statement (01) is no act in PLOVER. A code that the table lacks ("13y", "1999") is read by its first three digits, or two.
"""

import re
from functools import lru_cache

from verbale import ontology
from verbale.errors import UnknownCode
from verbale.imports.records import Damage, Deed

_CODE = re.compile(r"(?:0[1-9]|1\d|20)\w{1,2}|0[1-9]", re.ASCII)
_STATEMENT, _APPEAL, _DEMAND = "01", "02", "10"


def deed(code: str) -> Deed:
    """What a CAMEO code says was done. Raises Damage."""
    known = _CODE.fullmatch(code)
    if known and (found := _deed(code)) is not None:
        return found
    if known:
        raise Damage("PLOVER has no act for statements (CAMEO 01)", code, "an act of the roots 02 to 20", damaged=False)
    # "10" and "20" are left out too: they may be 010 and 020 whose zero a spreadsheet took.
    raise Damage("no CAMEO code", code, "three or four digits, or two with the leading zero")


@lru_cache(maxsize=2048)
def _deed(code: str) -> Deed | None:
    if code.startswith(_STATEMENT):
        return None
    root, rest = code[:2], code[2:]
    if root == _APPEAL:
        root = _DEMAND
    for known in (root + rest, root + rest[:1]):
        try:
            found = ontology.cameo(known)
        except UnknownCode:
            continue
        break
    else:
        found = ontology.cameo(root)
    act = found.acts[0]  # the root 08 alone has two
    modes = {mode.name for mode in ontology.acts()[act].modes}
    return Deed(act, tuple(mode for mode in found.modes if mode in modes), found.contexts)
