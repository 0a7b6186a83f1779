"""Meanings around other meanings: a part of a period, a range, a time on a day."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum

from kb.extract.dates import calendar as c
from kb.extract.dates.calendar import Period, Unit
from kb.extract.dates.meaning import Meaning, Rests, Scope
from kb.extract.dates.named import MonthDay, OfYear
from kb.extract.dates.relative import Weekday
from kb.extract.dates.timex import TimexKind
from kb.model.dates import Extent, Part


@dataclass(frozen=True, slots=True)
class PartOf:
    """The beginning, middle or end of a period: its bounds stay the whole period's."""

    part: Part
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


def part_of(part: Part | None, whole: Meaning) -> Meaning:
    """The whole, or the part of it that the words name."""
    return PartOf(part, whole) if part else whole


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
class Lasting:
    """All of a period: "throughout 2015"."""

    inner: Meaning
    kind: TimexKind = TimexKind.DATE

    @property
    def rests(self) -> Rests:
        """What the period rests on."""
        return self.inner.rests

    def at(self, scope: Scope) -> Period | None:
        """The period, as one that the event fills."""
        period = self.inner.at(scope)
        return replace(period, extent=Extent.THROUGHOUT) if period else None


class Bound(Enum):
    """The words that open a range on one side."""

    SINCE = "since"
    UNTIL = "until"
    BY = "by"
    BEFORE = "before"
    AFTER = "after"


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
        if first is None or last is None:
            return None
        both = c.between(first, last, self.extent)
        if both is None and isinstance(self.last, Weekday | MonthDay | OfYear):
            last = self.last.following(first)
            both = c.between(first, last, self.extent) if last else None
        return both


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
                # "Before the end of March" may be in March; "before early March" is not.
                inside = period.part in {Part.MID, Part.LATE}
                return c.until(period, Extent.WITHIN) if inside else c.before(period)
            case Bound.AFTER:
                inside = period.part in {Part.EARLY, Part.MID}
                return replace(c.since(period), extent=Extent.WITHIN) if inside else c.after(period)


@dataclass(frozen=True, slots=True)
class WeekAt:
    """A week named by one of its days: "the week of April 8", "the week ending 5 May"."""

    day: Meaning
    side: str  #: "of", "beginning", "starting" or "ending"
    weekend: bool = False  #: "the weekend of April 6"
    kind: TimexKind = TimexKind.DATE

    @property
    def rests(self) -> Rests:
        """What the day rests on."""
        return self.day.rests

    def at(self, scope: Scope) -> Period | None:
        """Seven days: those up to the day, from it on, or the calendar week that holds it."""
        day = self.day.at(scope)
        if day is None or day.unit is not Unit.DAY or day.first is None:
            return None
        week = c.weekend(day.first) if self.weekend else c.week(day.first)
        if self.side == "of" or self.weekend:
            return week
        ahead = 0 if self.side == "ending" else 6
        ends = [c.step(day.first, ahead - days, Unit.DAY) for days in (6, 0)]
        both = c.between(ends[0], ends[1], Extent.WITHIN) if ends[0] and ends[1] else None
        return replace(both, value=week.value) if both else None
