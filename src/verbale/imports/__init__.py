"""Files of other data sets as events of a desk: ICEWS, POLECAT, GDELT and UCDP GED."""

from verbale.imports.events import events
from verbale.imports.recognition import ORIGINS, recognised
from verbale.imports.records import LeftOut

__all__ = ["ORIGINS", "LeftOut", "events", "recognised"]
