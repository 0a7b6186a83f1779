"""What an expression means before anyone knows which day it was written on.

A meaning answers `at(scope)`: the period it names for one reference day. Where the reference is a
period, its first and last days are tried and the answer is what holds both, so no day is invented.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import Enum, auto
from typing import Protocol

from kb.extract.dates import calendar as c
from kb.extract.dates.calendar import Period, Season, Unit
from kb.extract.dates.timex import TimexKind
from kb.model.dates import Extent, Part


class Rests(Enum):
    """What a meaning needs besides its own words."""

    NOTHING = auto()
    REFERENCE = auto()  #: the day of publication or of speaking
    FOCUS = auto()  #: a date that the text has just stated ("three days later")


class Cue(Enum):
    """Where the words around an expression look."""

    NONE = auto()
    PAST = auto()
    FUTURE = auto()


@dataclass(frozen=True, slots=True)
class Scope:
    """What expressions are resolved against."""

    now: date | None  #: the reference day
    focus: Period | None = None  #: the last date that the text stated
    cue: Cue = Cue.NONE
    day_first: bool | None = None  #: how "7/8/07" reads; None is unknown


class Meaning(Protocol):
    """What an expression says, independent of the reference."""

    @property
    def kind(self) -> TimexKind:
        """What the expression is."""

    @property
    def rests(self) -> Rests:
        """What it needs to resolve."""

    def at(self, scope: Scope) -> Period | None:
        """The period that it names, or None when the scope doesn't say."""


@dataclass(frozen=True, slots=True)
class Undated:
    """A duration, a set, a reference to now: typed, and dates nothing."""

    kind: TimexKind
    value: str
    rests: Rests = Rests.NOTHING

    def at(self, scope: Scope) -> Period | None:
        """Nothing."""
        del scope
        return None


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
        month_first = _date(self.year, self.one, self.two)
        day_first = _date(self.year, self.two, self.one)
        if scope.day_first is not None and month_first and day_first:
            month_first = day_first = day_first if scope.day_first else month_first
        days = [c.day(d) for d in (month_first, day_first) if d]
        return replace(c.hull(days[0], days[-1]), value=days[0].value) if days else None


@dataclass(frozen=True, slots=True)
class Weekend:
    """A Saturday and Sunday: "last weekend", "this weekend", "the weekend"."""

    relation: str  #: "last", "this", "next", or "" for "the weekend"
    kind: TimexKind = TimexKind.DATE
    rests: Rests = Rests.REFERENCE

    def at(self, scope: Scope) -> Period | None:
        """The weekend of this week, of the last or of the next."""
        if scope.now is None:
            return None
        running = scope.now.weekday() >= 5  # noqa: PLR2004 -- Saturday
        shift = {"last": -1, "next": 1}.get(self.relation, 0)
        if not shift and not running and self._over(scope):
            shift = -1
        return c.step(scope.now, shift, Unit.WEEKEND)

    def _over(self, scope: Scope) -> bool:
        """Whether the words look back on a weekend that is over."""
        if self.relation == "this":
            return scope.cue is Cue.PAST
        return scope.cue is not Cue.FUTURE


@dataclass(frozen=True, slots=True)
class SamePeriod:
    """The period that the text has just stated, in another year: "the same month a year ago"."""

    years: int
    unit: Unit | None = None  #: the unit that the words name; None for "period" and "time"
    kind: TimexKind = TimexKind.DATE
    rests: Rests = Rests.FOCUS

    def at(self, scope: Scope) -> Period | None:
        """The stated period's counterpart."""
        focus = scope.focus
        if focus is None or focus.first is None or focus.last is None:
            return None
        unit = self.unit or focus.unit
        if unit in {Unit.RANGE, Unit.OPEN, Unit.FISCAL_YEAR}:
            return None
        back = c.step(focus.first, self.years, Unit.YEAR)
        when = _date(focus.first.year + self.years, focus.first.month, min(focus.first.day, 28))
        return c.containing(when, unit) if back and when else None


@dataclass(frozen=True, slots=True)
class Hours:
    """Hours or minutes away from now: that day, or the one beside it."""

    days: int  #: how many days away at most; negative is the past
    kind: TimexKind = TimexKind.DATE
    rests: Rests = Rests.REFERENCE

    def at(self, scope: Scope) -> Period | None:
        """The reference day and the days that the hours may reach."""
        other = c.step(scope.now, self.days, Unit.DAY) if scope.now else None
        if scope.now is None or other is None:
            return None
        value = "PAST_REF" if self.days < 0 else "FUTURE_REF"
        return replace(c.hull(c.day(scope.now), other), value=value)


@dataclass(frozen=True, slots=True)
class Roughly:
    """A period that the words only come near to: "about 20 years ago", "around 2010"."""

    inner: Meaning
    side: str = ""  #: "more" (further away), "less", or "" for either

    @property
    def kind(self) -> TimexKind:
        """What the exact expression is."""
        return self.inner.kind

    @property
    def rests(self) -> Rests:
        """What the exact expression rests on."""
        return self.inner.rests

    def at(self, scope: Scope) -> Period | None:
        """The period marked approximate (EDTF's ~), or open on the side that the words open."""
        period = self.inner.at(scope)
        if period is None or period.first is None:
            return period
        if self.side == "more":
            return replace(c.until(period, Extent.WITHIN), value=period.value)
        mark = "" if "/" in period.edtf else "~"
        return replace(period, edtf=f"{period.edtf}{mark}")


@dataclass(frozen=True, slots=True)
class Step:
    """So many units from an anchor: "yesterday", "last week", "two years ago", "a day earlier"."""

    unit: Unit
    count: int
    rests: Rests = Rests.REFERENCE
    kind: TimexKind = TimexKind.DATE

    def at(self, scope: Scope) -> Period | None:
        """The unit's period, counted from the anchor; a wider anchor gives a wider answer."""
        if self.rests is Rests.REFERENCE:
            return c.step(scope.now, self.count, self.unit) if scope.now else None
        if scope.focus is None or scope.focus.first is None or scope.focus.last is None:
            return None
        early = c.step(scope.focus.first, self.count, self.unit)
        late = c.step(scope.focus.last, self.count, self.unit)
        return c.hull(early, late) if early and late else None


@dataclass(frozen=True, slots=True)
class Vague:
    """An uncounted distance: "months ago" is not later than the reference, and no more."""

    past: bool
    kind: TimexKind = TimexKind.DATE
    rests: Rests = Rests.REFERENCE

    @property
    def value(self) -> str:
        """TIMEX3's token for it."""
        return "PAST_REF" if self.past else "FUTURE_REF"

    def at(self, scope: Scope) -> Period | None:
        """Up to the reference, or from it on."""
        if scope.now is None:
            return None
        here = c.day(scope.now)
        bound = c.until(here, Extent.WITHIN) if self.past else c.since(here)
        return replace(bound, value=self.value, extent=Extent.WITHIN)


@dataclass(frozen=True, slots=True)
class Weekday:
    """A day of the week: the latest on or before the reference, unless the words say otherwise."""

    number: int  #: 0 is Monday
    relation: str = ""  #: "last", "this", "next", "" for none
    weeks: int | None = None  #: "Monday of last week": -1
    kind: TimexKind = TimexKind.DATE
    rests: Rests = Rests.REFERENCE

    def at(self, scope: Scope) -> Period | None:
        """The day."""
        if scope.now is None:
            return None
        today = scope.now.weekday()
        back, ahead = (today - self.number) % 7, (self.number - today) % 7
        if self.weeks is not None:
            shift = self.number - today + 7 * self.weeks
        elif self.relation == "next":
            shift = ahead or 7
        elif self.relation == "last":
            shift = -(back or 7)
        elif self.relation == "this":
            shift = self.number - today
        else:
            shift = ahead if scope.cue is Cue.FUTURE else -back
        return c.step(scope.now, shift, Unit.DAY)


@dataclass(frozen=True, slots=True)
class FocusWeekday:
    """The first such weekday after a stated day, or the last before it: "the following Monday"."""

    number: int
    ahead: bool
    kind: TimexKind = TimexKind.DATE
    rests: Rests = Rests.FOCUS

    def at(self, scope: Scope) -> Period | None:
        """The day; only a stated day has one."""
        if scope.focus is None or scope.focus.unit is not Unit.DAY or scope.focus.first is None:
            return None
        today = scope.focus.first.weekday()
        ahead, back = (self.number - today) % 7 or 7, (today - self.number) % 7 or 7
        return c.step(scope.focus.first, ahead if self.ahead else -back, Unit.DAY)


@dataclass(frozen=True, slots=True)
class MonthDay:
    """A month and day without a year: the nearest to the reference."""

    month: int
    day: int
    years: int | None = None  #: "April 4 last year": -1
    kind: TimexKind = TimexKind.DATE
    rests: Rests = Rests.REFERENCE

    def at(self, scope: Scope) -> Period | None:
        """The day; the nearest year in which there is one (29 February)."""
        if scope.now is None:
            return None
        now = scope.now
        shifts = range(-4, 5) if self.years is None else [self.years]
        days = [d for shift in shifts if (d := _date(now.year + shift, self.month, self.day))]
        nearest = min(days, key=lambda when: (abs((when - now).days), when > now), default=None)
        return c.day(nearest) if nearest else None

    def on(self, year: int) -> Period | None:
        """The day in a year."""
        when = _date(year, self.month, self.day)
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
            return of_year(self.unit, now.year + (self.years or 0), self.number)
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
        if scope.cue is Cue.PAST and over:
            return over[-1]
        return min(options, key=lambda p: _distance(p, now), default=None)


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
class PartOf:
    """The beginning, middle or end of a period: its bounds stay the whole period's."""

    part: Part | None
    whole: Meaning

    @property
    def kind(self) -> TimexKind:
        """What the whole is."""
        return self.whole.kind

    @property
    def rests(self) -> Rests:
        """What the whole rests on."""
        return self.whole.rests

    def at(self, scope: Scope) -> Period | None:
        """The whole period, with the part named."""
        period = self.whole.at(scope)
        return period.within(self.part) if period else None


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day, with the day that it belongs to (None: the words don't say)."""

    time: str  #: TIMEX3's: "T16:08Z", "TMO"
    day: Meaning | None = None
    kind: TimexKind = TimexKind.TIME

    @property
    def rests(self) -> Rests:
        """What its day rests on."""
        return self.day.rests if self.day else Rests.FOCUS

    def at(self, scope: Scope) -> Period | None:
        """The day, with the time in its TIMEX3 value only."""
        if self.day is None:
            return None
        period = self.day.at(scope)
        if period is None or period.unit is not Unit.DAY:
            return period
        return replace(period, value=f"{period.value}{self.time}")


@dataclass(frozen=True, slots=True)
class Overnight:
    """The night before the reference day: the evening of the one or the morning of the other."""

    kind: TimexKind = TimexKind.TIME
    rests: Rests = Rests.REFERENCE

    def at(self, scope: Scope) -> Period | None:
        """Two days, of which the words don't say which."""
        eve = c.step(scope.now, -1, Unit.DAY) if scope.now else None
        if scope.now is None or eve is None:
            return None
        both = c.between(eve, c.day(scope.now), Extent.WITHIN)
        return replace(both, value=f"{scope.now.isoformat()}TNI") if both else None


@dataclass(frozen=True, slots=True)
class Range:
    """From one period to another: "from 3 to 5 April", "between 2017 and 2019"."""

    first: Meaning
    last: Meaning
    extent: Extent
    kind: TimexKind = TimexKind.DATE

    @property
    def rests(self) -> Rests:
        """The weaker of what the two ends rest on."""
        ends = {self.first.rests, self.last.rests}
        return next((r for r in (Rests.FOCUS, Rests.REFERENCE) if r in ends), Rests.NOTHING)

    def at(self, scope: Scope) -> Period | None:
        """The interval; None when an end is unknown or they are reversed."""
        first, last = self.first.at(scope), self.last.at(scope)
        return c.between(first, last, self.extent) if first and last else None


class Bound(Enum):
    """The words that open a range on one side."""

    SINCE = "since"
    UNTIL = "until"
    BY = "by"
    BEFORE = "before"
    AFTER = "after"


@dataclass(frozen=True, slots=True)
class Open:
    """A range with one end: "since 2014", "until June", "by Friday"."""

    bound: Bound
    inner: Meaning
    kind: TimexKind = TimexKind.DATE

    @property
    def rests(self) -> Rests:
        """What the stated end rests on."""
        return self.inner.rests

    def at(self, scope: Scope) -> Period | None:
        """The open interval."""
        period = self.inner.at(scope)
        if period is None or period.first is None or period.last is None:
            return None
        match self.bound:
            case Bound.SINCE:
                return c.since(period)
            case Bound.UNTIL:
                return c.until(period, Extent.THROUGHOUT)
            case Bound.BY:
                return c.until(period, Extent.WITHIN)
            case Bound.BEFORE:
                return c.before(period)
            case Bound.AFTER:
                return c.after(period)


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


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _distance(period: Period, now: date) -> tuple[int, bool]:
    """How far a period is from a day, in months; of two as far, the past one comes first."""
    assert period.first is not None
    months = (period.first.year - now.year) * 12 + period.first.month - now.month
    return abs(months), months > 0
