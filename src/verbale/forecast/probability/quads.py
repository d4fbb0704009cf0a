"""The quad class of an act, however the history names its acts: by the codebook, or by CAMEO root."""

from verbale import ontology
from verbale.errors import UnknownCode

OTHER = 0
"""An act of no quad class: a statement (CAMEO 01), or a name that is not known."""
NAMES = ("other", *ontology.QUADS)


def quad(act: str) -> int:
    """1 (verbal cooperation) to 4 (material conflict), or OTHER."""
    known = ontology.acts().get(act)
    if known is not None:
        return known.quad
    try:
        return ontology.acts()[ontology.cameo("10" if act == "02" else act).acts[0]].quad
    except UnknownCode:
        return OTHER


def base(signal: str, acts: tuple[str, ...]) -> tuple[int, str]:
    """The number of the act that a signal is about (-1 for none), and the rest of its name: "future" for "SANCTION:future"."""
    fitting = [number for number, act in enumerate(acts) if signal.startswith(act)]
    if not fitting:
        return -1, signal
    best = max(fitting, key=lambda number: len(acts[number]))
    return best, signal[len(acts[best]) :].strip(" :/-_") or "signal"
