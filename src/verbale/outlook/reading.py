"""A desk in the hands of a Python user who asks what may come.

desk = verbale.open_desk("korea")
desk.forecast(actor="KOR", recipient="RUS", act="ACCUSE").forecasts[0].forecast.probability
"""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path

from verbale.errors import ForecastError
from verbale.forecast.desk import Level, news_until
from verbale.outlook import backtesting, scoring
from verbale.outlook.asking import HORIZON, Asked
from verbale.outlook.backtesting import Backtested
from verbale.outlook.forecasting import Outlook, outlook
from verbale.outlook.keeping import kept, present
from verbale.outlook.ranking import WhoNext, who_next
from verbale.outlook.record import GrowingRecord, records
from verbale.outlook.sampling import NUMBER, Futures, futures
from verbale.outlook.supposing import Scenario, suppose
from verbale.store import reading


class OpenDesk(reading.OpenDesk):
    """A desk opened for reading that can also be asked what may come. Every answer is stored in the desk unless `keep` is false,
    so that its record grows. `as_of` is the day of the question, by default that of `now`, or the day after the last news of a
    desk that has none for a week; only what was published before it counts.
    """

    def forecast(
        self, *, actor: str | None = None, act: str | None = None, recipient: str | None = None, horizon: int = HORIZON,
        as_of: date | str | None = None, level: str | None = None, origin: str | Iterable[str] = (), keep: bool = True,
        now: datetime | None = None,
    ) -> Outlook:  # fmt: skip
        """How likely each act is within `horizon` days, or the one that is named. Raises UnknownActor, TooLittleHistory."""
        now = now or datetime.now(UTC)
        asked = self._asked(now, actor, act, recipient, horizon, as_of, level, origin)
        found = outlook(self._questions, asked, now)
        if keep:
            kept(self._desk, found.forecasts)
            self.refresh()
        return found

    def suppose(
        self, said: str | Iterable[str], *, actor: str | None = None, recipient: str | None = None, act: str | None = None,
        top: int | None = None, horizon: int = HORIZON, as_of: date | str | None = None, level: str | None = None,
        origin: str | Iterable[str] = (), now: datetime | None = None,
    ) -> Scenario:  # fmt: skip
        """How probabilities move if what is said, as in "RUS THREATEN KOR", happens on the day before: those of a pair, or, where
        a party is left open, those that move most. Nothing is kept. Raises UnknownActor, TooLittleHistory, ForecastError.
        """
        asked = self._asked(now or datetime.now(UTC), actor, act, recipient, horizon, as_of, level, origin)
        return suppose(self._questions, asked, _each(said), top)

    def futures(
        self, *, actor: str, recipient: str, number: int = NUMBER, said: str | Iterable[str] = (), horizon: int = HORIZON,
        as_of: date | str | None = None, level: str | None = None, origin: str | Iterable[str] = (), now: datetime | None = None,
    ) -> Futures:  # fmt: skip
        """So many sampled futures of two actors, week by week, also if what is said happens on the day before.

        Nothing of it is kept. Raises UnknownActor, TooLittleHistory, ForecastError.
        """
        asked = self._asked(now or datetime.now(UTC), actor, None, recipient, horizon, as_of, level, origin)
        return futures(self._questions, asked, number, _each(said))

    def who_next(
        self, *, act: str, actor: str | None = None, recipient: str | None = None, top: int = 20, horizon: int = HORIZON,
        as_of: date | str | None = None, level: str | None = None, origin: str | Iterable[str] = (), keep: bool = True,
        now: datetime | None = None,
    ) -> WhoNext:  # fmt: skip
        """To whom an actor may do something next, or who may do it to a recipient. Raises UnknownActor, TooLittleHistory."""
        now = now or datetime.now(UTC)
        found = who_next(self._questions, self._asked(now, actor, act, recipient, horizon, as_of, level, origin), top, now)
        if keep:
            kept(self._desk, [found.ranking])
            self.refresh()
        return found

    def backtest(
        self, *, horizon: int = HORIZON, origins: int | None = None, as_of: date | str | None = None, level: str = "countries",
        origin: str | Iterable[str] = (), keep: bool = True, now: datetime | None = None,
    ) -> Backtested:  # fmt: skip
        """How good forecasts of this desk would have been so far. Raises TooLittleHistory."""
        now = now or datetime.now(UTC)
        found = backtesting.backtested(
            self._questions, now, horizon, origins=origins, until=_day(as_of), level=Level(level), sources=_each(origin)
        )
        if keep:
            kept(self._desk, [found.stored])
            self.refresh()
        return found

    def score(self, *, as_of: date | str | None = None, now: datetime | None = None) -> tuple[GrowingRecord, ...]:
        """Score all forecasts that are due, and give the record of all that were ever scored."""
        scoring.score(self._desk, _day(as_of) or (now or datetime.now(UTC)).date())
        self.refresh()
        return records(self._questions)

    def _asked(
        self, now: datetime, actor: str | None, act: str | None, recipient: str | None, horizon: int,
        as_of: date | str | None, level: str | None, origin: str | Iterable[str],
    ) -> Asked:  # fmt: skip
        day = _day(as_of) or present(news_until(self._questions, now.date()), now.date())
        return Asked(day, horizon, actor, act, recipient, Level(level) if level else None, _each(origin))


def open_desk(folder: Path | str) -> OpenDesk:
    """A desk for reading and asking. Raises StoreNotFound, StoreDamaged, StoreTooNew."""
    return OpenDesk(Path(folder))


def _each(words: str | Iterable[str]) -> tuple[str, ...]:
    return (words,) if isinstance(words, str) else tuple(words)


def _day(words: date | str | None) -> date | None:
    return reading.as_day(words, ForecastError)
