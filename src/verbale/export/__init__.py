"""Events in the files that other programs read: ICEWS, POLECAT, GDELT, Phoenix, PLOVER, tables, maps and networks."""

from verbale.export.formats import FORMATS
from verbale.export.reported import Format, Reported, Written
from verbale.export.settings import ExportSettings
from verbale.export.writing import write

__all__ = ["FORMATS", "ExportSettings", "Format", "Reported", "Written", "write"]
