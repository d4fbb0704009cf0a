"""Pouring news into a desk: reading, screening, coding on all cores, storing; and events of other data sets."""

from verbale.intake.add import Intake, add, seen_before
from verbale.intake.imported import Imported, take_in
from verbale.intake.recode import recode
from verbale.intake.tally import Tally
from verbale.intake.workers import Coding

__all__ = ["Coding", "Imported", "Intake", "Tally", "add", "recode", "seen_before", "take_in"]
