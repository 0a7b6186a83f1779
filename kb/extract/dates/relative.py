"""Days and periods counted from the reference, or from a date that the text has just stated."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kb.extract.dates import calendar as c
from kb.extract.dates.calendar import Period, Unit
from kb.extract.dates.meaning import Cue, Rests, Scope
from kb.extract.dates.named import date_of
from kb.extract.dates.timex import TimexKind
from kb.model.dates import Extent


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
class Anniversary:
    """The same day, week or month some units before: "a year ago today"."""

    unit: Unit
    count: int
    grain: Unit
    kind: TimexKind = TimexKind.DATE
    rests: Rests = Rests.REFERENCE

    def at(self, scope: Scope) -> Period | None:
        """The period of the grain that holds the day so many units away."""
        when = c.move(scope.now, self.count, self.unit) if scope.now else None
        return c.containing(when, self.grain) if when else None


@dataclass(frozen=True, slots=True)
class Stated:
    """The date that the text has just stated, whatever it is: "by that time"."""

    kind: TimexKind = TimexKind.DATE
    rests: Rests = Rests.FOCUS

    def at(self, scope: Scope) -> Period | None:
        """The stated period."""
        return scope.focus


@dataclass(frozen=True, slots=True)
class YearEarlier:
    """The same quarter or month of the year before, if one was stated last: "a year earlier"."""

    kind: TimexKind = TimexKind.DATE
    rests: Rests = Rests.FOCUS

    def at(self, scope: Scope) -> Period | None:
        """The counterpart of a stated period shorter than a year, else the year before."""
        if scope.focus and scope.focus.unit in {Unit.MONTH, Unit.QUARTER, Unit.HALF}:
            return SamePeriod(-1).at(scope)
        return Step(Unit.YEAR, -1, Rests.FOCUS).at(scope)


@dataclass(frozen=True, slots=True)
class StatedQuarter:
    """The quarter that the text has stated: "for the quarter"."""

    kind: TimexKind = TimexKind.DATE
    rests: Rests = Rests.FOCUS

    def at(self, scope: Scope) -> Period | None:
        """The quarter; counted from a day (TIMEX3's guess), the last that is over."""
        if scope.focus is None or scope.focus.first is None:
            return None
        if scope.focus.unit is Unit.QUARTER:
            return scope.focus
        return c.step(scope.focus.first, -1, Unit.QUARTER)


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

    def following(self, start: Period) -> Period | None:
        """The first such day on or after the beginning of a period."""
        if start.first is None:
            return None
        return c.step(start.first, (self.number - start.first.weekday()) % 7, Unit.DAY)


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
            return scope.cue.past
        return scope.cue is not Cue.FUTURE


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
        when = date_of(focus.first.year + self.years, focus.first.month, focus.first.day)
        return c.containing(when, unit) if when else None


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
