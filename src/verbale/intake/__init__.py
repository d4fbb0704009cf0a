"""Pouring news into a desk: reading, screening, coding on all cores, storing."""

from verbale.intake.add import Intake, add
from verbale.intake.recode import recode
from verbale.intake.tally import Tally
from verbale.intake.workers import Coding

__all__ = ["Coding", "Intake", "Tally", "add", "recode"]
