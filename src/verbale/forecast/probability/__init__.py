"""How likely: the probability that an act happens at least once in the next days, and how often, from a history.

`fit` learns as of a day, `Fitted.answer` answers one question of that day.
"""

from verbale.forecast.probability.model import Fitted, fit

__all__ = ["Fitted", "fit"]
