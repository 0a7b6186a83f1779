"""Days counted in months and weeks: "the first Monday in May", "on the 14th", "two Mondays ago"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kb.extract.dates import calendar as c
from kb.extract.dates.calendar import Period, Unit
from kb.extract.dates.meaning import Cue, Meaning, Rests, Scope
from kb.extract.dates.named import date_of
from kb.extract.dates.timex import TimexKind

if TYPE_CHECKING:
    from datetime import date

    from kb.extract.dates.meaning import Undated


@dataclass(frozen=True, slots=True)
class NthWeekday:
    """A weekday by its place in a month: "the first Monday in May"."""

    place: int  #: 1 to 5, or -1 for the last
    weekday: int  #: 0 is Monday
    month: Meaning
    kind: TimexKind = TimexKind.DATE

    @property
    def rests(self) -> Rests:
        """What the month rests on."""
        return self.month.rests

    def at(self, scope: Scope) -> Period | None:
        """The day; None when the month isn't known or has no fifth one."""
        month = self.month.at(scope)
        if month is None or month.unit is not Unit.MONTH or not (month.first and month.last):
            return None
        early = month.first + (self.weekday - month.first.weekday()) % 7 * c.DAY
        days = [early + 7 * weeks * c.DAY for weeks in range(5)]
        days = [when for when in days if when <= month.last]
        if self.place > len(days):
            return None
        return c.day(days[self.place - 1 if self.place > 0 else -1])


@dataclass(frozen=True, slots=True)
class DayOfMonth:
    """A day by its number alone: "on the 14th", "the 15th of next month"."""

    number: int
    month: Meaning | None = None  #: None: that of a date just stated, else the latest or next one
    kind: TimexKind = TimexKind.DATE

    @property
    def rests(self) -> Rests:
        """What the month rests on."""
        return self.month.rests if self.month else Rests.FOCUS

    def at(self, scope: Scope) -> Period | None:
        """The day; None when its month isn't known or is too short."""
        when: date | None
        if self.month is not None:
            when = self._in(self.month.at(scope))
        elif scope.focus and scope.focus.unit is Unit.MONTH:
            when = self._in(scope.focus)
        else:
            when = self._near(scope)
        return c.day(when) if when else None

    def _in(self, month: Period | None) -> date | None:
        if month is None or month.unit is not Unit.MONTH or month.first is None:
            return None
        return date_of(month.first.year, month.first.month, self.number)

    def _near(self, scope: Scope) -> date | None:
        """The one nearest to a stated day, else to the reference, on the side of the verb."""
        base = scope.focus.first if scope.focus else scope.now
        if base is None:
            return None
        months = [c.step(base, shift, Unit.MONTH) for shift in (-2, -1, 0, 1, 2)]
        days = [when for month in months if (when := self._in(month))]
        if scope.now and scope.cue is Cue.FUTURE:
            days = [when for when in days if when >= scope.now]
        elif scope.now and (scope.cue.past or scope.focus is None):
            days = [when for when in days if when <= scope.now]
        return min(days, key=lambda when: abs(when - base), default=None)


@dataclass(frozen=True, slots=True)
class CountedWeekday:
    """A weekday some weeks away: "two Mondays ago" (-2), "Monday week" (1)."""

    weekday: int
    count: int
    kind: TimexKind = TimexKind.DATE
    rests: Rests = Rests.REFERENCE

    def at(self, scope: Scope) -> Period | None:
        """The day."""
        if scope.now is None:
            return None
        today = scope.now.weekday()
        shift = (self.weekday - today) % 7 + 7 * self.count
        if self.count < 0:
            shift = 7 * (self.count + 1) - ((today - self.weekday) % 7 or 7)
        return c.step(scope.now, shift, Unit.DAY)


@dataclass(frozen=True, slots=True)
class Ahead:
    """What "in two weeks" means: a date after a verb of the future, else a length of time."""

    date: Meaning
    length: Undated
    rests: Rests = Rests.NOTHING

    @property
    def kind(self) -> TimexKind:
        """A length of time, until the verb is known."""
        return self.length.kind

    def at(self, scope: Scope) -> Period | None:
        """Nothing, until the verb is known."""
        return self.length.at(scope)
