"""Political event data you can check: every field points to the words it came from.

import verbale

doc = verbale.code("South Korea summoned Russia's ambassador on Friday.", published="2024-10-25")
doc.events[0].act, doc.events[0].actor[0].code
"""

from typing import TYPE_CHECKING

from verbale.version import VERSION as __version__

if TYPE_CHECKING:
    from verbale.document import Document
    from verbale.errors import VerbaleError
    from verbale.outlook.reading import OpenDesk, open_desk
    from verbale.pipeline import Coder, code, load
    from verbale.records import Article

__all__ = ["Article", "Coder", "Document", "OpenDesk", "VerbaleError", "__version__", "code", "load", "open_desk"]

_HOMES = {
    "Article": "verbale.records",
    "Coder": "verbale.pipeline",
    "Document": "verbale.document",
    "OpenDesk": "verbale.outlook.reading",
    "VerbaleError": "verbale.errors",
    "code": "verbale.pipeline",
    "load": "verbale.pipeline",
    "open_desk": "verbale.outlook.reading",
}


def __getattr__(name: str) -> object:
    # Names are imported when they are first used, so that `verbale --help` does not wait for NumPy.
    if name in _HOMES:
        from importlib import import_module

        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'verbale' has no attribute {name!r}")
