"""Who next: all actors ordered by how likely each is to be the other side of an act, from what was known before the day."""

from verbale.forecast.ranking.ranker import Ranker, fit

__all__ = ["Ranker", "fit"]
