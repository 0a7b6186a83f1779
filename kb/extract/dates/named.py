"""Days and periods that the words name: "4 April 2019", "April 4", "the third quarter"."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from kb.extract.dates import calendar as c
from kb.extract.dates.calendar import Period, Season, Unit
from kb.extract.dates.meaning import Cue, Meaning, Rests, Scope
from kb.extract.dates.timex import TimexKind
from kb.model.dates import NEVER, Part

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kb.extract.dates.feasts import Feast


#: A day further away than this from the reference may as well be in the next nearest year.
FAR = 120 * c.DAY


@dataclass(frozen=True, slots=True)
class Fixed:
    """A period that the words alone name ("4 April 2019", "the 1990s")."""

    period: Period
    kind: TimexKind = TimexKind.DATE
    rests: Rests = Rests.NOTHING

    def at(self, scope: Scope) -> Period | None:
        """The period."""
        del scope
        return self.period


@dataclass(frozen=True, slots=True)
class Slashed:
    """Two numbers and a year, "7/8/2007": of unknown order, it is one of two days."""

    one: int
    two: int
    year: int
    kind: TimexKind = TimexKind.DATE
    rests: Rests = Rests.NOTHING

    def at(self, scope: Scope) -> Period | None:
        """The day, or what holds both readings."""
        month_first = date_of(self.year, self.one, self.two)
        day_first = date_of(self.year, self.two, self.one)
        if scope.day_first is not None and month_first and day_first:
            month_first = day_first = day_first if scope.day_first else month_first
        days = [c.day(d) for d in (month_first, day_first) if d]
        return replace(c.hull(days[0], days[-1]), value=days[0].value) if days else None


@dataclass(frozen=True, slots=True)
class MonthDay:
    """A month and day without a year: the nearest to the reference."""

    month: int
    day: int
    weekday: int | None = None  #: "Monday, August 3": 0
    kind: TimexKind = TimexKind.DATE
    rests: Rests = Rests.REFERENCE

    def at(self, scope: Scope) -> Period | None:
        """The day; the nearest year in which there is one (29 February).

        A stated weekday decides between the years around it, and so does the verb when the
        nearest year is not much nearer than the next.
        """
        if scope.now is None:
            return None
        options = [self.on(scope.now.year + shift) for shift in range(-4, 5)]
        if self.weekday is not None:
            fitting = [p for p in options[1:-1] if p and p.first and self._fits(p.first)]
            return _nearest(scope.now, fitting or options)
        nearest = _nearest(scope.now, options)
        if nearest and nearest.first and abs(nearest.first - scope.now) > FAR:
            return _nearest(scope.now, (p for p in options if p and _looks(p, scope))) or nearest
        return nearest

    def _fits(self, when: date) -> bool:
        return when.weekday() == self.weekday

    def on(self, year: int) -> Period | None:
        """The day in a year."""
        when = date_of(year, self.month, self.day)
        return c.day(when) if when else None

    def following(self, start: Period) -> Period | None:
        """The first such day on or after the beginning of a period."""
        if start.first is None:
            return None
        options = [self.on(start.first.year + ahead) for ahead in range(9)]
        return next((p for p in options if p and p.first and p.first >= start.first), None)


@dataclass(frozen=True, slots=True)
class FeastDay:
    """A feast without a year: the nearest to the reference."""

    feast: Feast
    years: int | None = None  #: "New Year's Eve last year": -1
    kind: TimexKind = TimexKind.DATE
    rests: Rests = Rests.REFERENCE

    def at(self, scope: Scope) -> Period | None:
        """The day."""
        if scope.now is None:
            return None
        shifts = (-1, 0, 1) if self.years is None else (self.years,)
        return _nearest(scope.now, (self.on(scope.now.year + shift) for shift in shifts))

    def on(self, year: int) -> Period | None:
        """The day in a year."""
        if not 1 <= year <= NEVER.year:
            return None
        when = self.feast.on(year)
        return c.day(when) if when else None


@dataclass(frozen=True, slots=True)
class OfYear:
    """A month, quarter, half or season without a year: nearest, unless the words say otherwise."""

    unit: Unit
    number: int  #: 1 to 12, 1 to 4, 1 or 2, or a Season
    relation: str = ""
    years: int | None = None  #: "March last year": -1
    kind: TimexKind = TimexKind.DATE
    rests: Rests = Rests.REFERENCE

    def at(self, scope: Scope) -> Period | None:
        """The period."""
        if scope.now is None:
            return None
        now = scope.now
        if self.years is not None or self.relation == "this":
            year = now.year + (self.years or 0) - self._running(now)
            return of_year(self.unit, year, self.number)
        options = [
            p for y in (-2, -1, 0, 1, 2) if (p := of_year(self.unit, now.year + y, self.number))
        ]
        begun = [p for p in options if p.first and p.first <= now]
        over = [p for p in options if p.last and p.last < now]
        ahead = [p for p in options if p.first and p.first > now]
        current = [p for p in begun if p not in over]
        if self.relation == "last":
            return over[-1] if over else None
        if self.relation == "next":
            return ahead[0] if ahead else None
        if current:
            return current[0]
        if scope.cue is Cue.FUTURE and ahead:
            return ahead[0]
        if scope.cue.past and over:
            return over[-1]
        return min(options, key=lambda p: _distance(p, now), default=None)

    def _running(self, now: date) -> bool:
        """Whether "this winter" is the one that began last year."""
        winter = self.unit is Unit.SEASON and self.number == Season.WINTER
        return winter and self.relation == "this" and now.month < 3  # noqa: PLR2004 -- March

    def following(self, start: Period) -> Period | None:
        """The first such period that begins on or after the beginning of another."""
        if start.first is None:
            return None
        options = [of_year(self.unit, start.first.year + ahead, self.number) for ahead in (0, 1)]
        return next((p for p in options if p and p.first and p.first >= start.first), None)


@dataclass(frozen=True, slots=True)
class InYear:
    """A part of another period: "October of next year", "the third quarter of last year"."""

    unit: Unit
    number: int
    year: Meaning

    @property
    def kind(self) -> TimexKind:
        """Always a date."""
        return TimexKind.DATE

    @property
    def rests(self) -> Rests:
        """What the year rests on."""
        return self.year.rests

    def at(self, scope: Scope) -> Period | None:
        """The part, when the year is one year."""
        whole = self.year.at(scope)
        if whole is None or whole.unit is not Unit.YEAR or whole.first is None:
            return None
        return of_year(self.unit, whole.first.year, self.number)


@dataclass(frozen=True, slots=True)
class WeekOfMonth:
    """A week of a month, "the last week of March": the month, and the part that it is.

    Its TIMEX3 value is the ISO week that holds most of the seven days; the words don't say which
    days they count, so the bounds stay the month's.
    """

    number: int  #: 1 to 4, or -1 for the last
    month: Meaning
    kind: TimexKind = TimexKind.DATE

    @property
    def rests(self) -> Rests:
        """What the month rests on."""
        return self.month.rests

    def at(self, scope: Scope) -> Period | None:
        """The month."""
        month = self.month.at(scope)
        if month is None or month.first is None or month.last is None:
            return None
        middle = month.last - 3 * c.DAY
        if self.number > 0:
            middle = month.first + (7 * self.number - 4) * c.DAY
        return replace(month.within(self._part), value=c.week(middle).value)

    @property
    def _part(self) -> Part:
        parts = {1: Part.EARLY, 2: Part.EARLY, 3: Part.MID}
        return parts.get(self.number, Part.LATE)


def of_year(unit: Unit, year: int, number: int) -> Period | None:
    """A month, quarter, half or season of a year; None when the calendar has none."""
    try:
        match unit:
            case Unit.MONTH:
                return c.month(year, number)
            case Unit.QUARTER:
                return c.quarter(year, number)
            case Unit.HALF:
                return c.half(year, number)
            case _:
                return c.season(year, Season(number))
    except ValueError:
        return None


def _looks(period: Period, scope: Scope) -> bool:
    """Whether a period lies where the verb looks."""
    assert period.first is not None
    assert scope.now is not None
    if scope.cue is Cue.FUTURE:
        return period.first > scope.now
    return period.first <= scope.now or not scope.cue.past


def _nearest(now: date, days: Iterable[Period | None]) -> Period | None:
    """The day nearest to another; of two as near, the past one."""
    known = [(abs((p.first - now).days), p.first > now, p) for p in days if p and p.first]
    return min(known, key=lambda one: one[:2])[2] if known else None


def date_of(year: int, month: int, day: int) -> date | None:
    """The day of the calendar, or None when there is none."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _distance(period: Period, now: date) -> tuple[int, bool]:
    """How far a period is from a day, in months; of two as far, the past one comes first."""
    assert period.first is not None
    months = (period.first.year - now.year) * 12 + period.first.month - now.month
    return abs(months), months > 0
