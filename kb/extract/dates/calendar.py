"""Periods of the calendar: bounds, EDTF, TIMEX3 values, and steps from one to the next."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import IntEnum, StrEnum
from typing import TYPE_CHECKING

from kb.model.dates import Extent, Part, Precision, month_bounds

if TYPE_CHECKING:
    from collections.abc import Callable

DAY = timedelta(days=1)
#: The years that a date can have.
YEARS = range(1, 10000)


class Unit(StrEnum):
    """What time is counted in; the value is TIMEX3's letter."""

    SECOND = "S"
    MINUTE = "MIN"
    HOUR = "H"
    DAY = "D"
    NIGHT = "NI"
    WEEK = "W"
    FORTNIGHT = "FN"
    WEEKEND = "WE"
    MONTH = "M"
    QUARTER = "Q"
    HALF = "HF"
    SEASON = "SE"
    YEAR = "Y"
    FISCAL_YEAR = "FY"
    DECADE = "DE"
    CENTURY = "CE"
    RANGE = "RANGE"
    OPEN = "OPEN"


class Season(IntEnum):
    """The northern seasons; the value is EDTF's."""

    SPRING = 21
    SUMMER = 22
    AUTUMN = 23
    WINTER = 24


_PRECISION = {
    Unit.DAY: Precision.DAY,
    Unit.WEEK: Precision.WEEK,
    Unit.MONTH: Precision.MONTH,
    Unit.QUARTER: Precision.QUARTER,
    Unit.HALF: Precision.HALF,
    Unit.SEASON: Precision.SEASON,
    Unit.YEAR: Precision.YEAR,
    Unit.DECADE: Precision.DECADE,
    Unit.CENTURY: Precision.CENTURY,
    Unit.OPEN: Precision.OPEN,
}
_SEASON_CODE = {
    Season.SPRING: "SP",
    Season.SUMMER: "SU",
    Season.AUTUMN: "FA",
    Season.WINTER: "WI",
}


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of days, closed or open at one end, with its notations."""

    unit: Unit
    first: date | None  #: None is open
    last: date | None  #: None is open
    edtf: str
    value: str  #: as TIMEX3 writes it
    part: Part | None = None  #: the part of it that the words name; bounds stay the whole period's
    extent: Extent = Extent.WITHIN

    @property
    def precision(self) -> Precision:
        """The precision of the model; a weekend and a fiscal year are ranges."""
        return _PRECISION.get(self.unit, Precision.RANGE)

    def within(self, part: Part | None) -> Period:
        """The same period, of which the words name a part ("early March")."""
        return replace(self, part=part) if part else self


def day(when: date) -> Period:
    """One day."""
    text = when.isoformat()
    return Period(Unit.DAY, when, when, text, text)


def week(when: date) -> Period:
    """The ISO week (Monday to Sunday) that holds a day; EDTF has none, so it is an interval."""
    first = _step_days(when, -when.weekday())
    year, number, _ = when.isocalendar()
    last = _step_days(first, 6)
    edtf = f"{first.isoformat()}/{last.isoformat()}"
    return Period(Unit.WEEK, first, last, edtf, f"{year:04d}-W{number:02d}")


def weekend(when: date) -> Period:
    """The Saturday and Sunday of the ISO week that holds a day."""
    whole = week(when)
    assert whole.last is not None
    first = whole.last - DAY
    edtf = f"{first.isoformat()}/{whole.last.isoformat()}"
    return Period(Unit.WEEKEND, first, whole.last, edtf, f"{whole.value}-WE")


def month(year: int, number: int) -> Period:
    """A month; raises ValueError when there is none."""
    first, last = month_bounds(year, number)
    text = f"{year:04d}-{number:02d}"
    return Period(Unit.MONTH, first, last, text, text)


def quarter(year: int, number: int) -> Period:
    """A calendar quarter, 1 to 4 (EDTF 33 to 36)."""
    first, last = month_bounds(year, 3 * number - 2)[0], month_bounds(year, 3 * number)[1]
    return Period(Unit.QUARTER, first, last, f"{year:04d}-{32 + number}", f"{year:04d}-Q{number}")


def half(year: int, number: int) -> Period:
    """A half of a calendar year, 1 or 2 (EDTF 40 and 41)."""
    first, last = month_bounds(year, 6 * number - 5)[0], month_bounds(year, 6 * number)[1]
    return Period(Unit.HALF, first, last, f"{year:04d}-{39 + number}", f"{year:04d}-H{number}")


def season(year: int, which: Season) -> Period:
    """A meteorological season of the northern hemisphere; winter runs into the next year."""
    start = 3 * (which - Season.SPRING) + 3
    first = date(year, start, 1)
    last = (
        month_bounds(year + 1, 2)[1] if which is Season.WINTER else month_bounds(year, start + 2)[1]
    )
    return Period(
        Unit.SEASON, first, last, f"{year:04d}-{which.value}", f"{year:04d}-{_SEASON_CODE[which]}"
    )


def year(number: int) -> Period:
    """A calendar year."""
    text = f"{number:04d}"
    return Period(Unit.YEAR, date(number, 1, 1), date(number, 12, 31), text, text)


def decade(number: int) -> Period:
    """The decade that holds a year: 2014 gives 2010 to 2019."""
    start = max(number - number % 10, 1)
    stem = f"{number // 10:03d}"
    return Period(
        Unit.DECADE, date(start, 1, 1), date(number // 10 * 10 + 9, 12, 31), f"{stem}X", stem
    )


def century(number: int) -> Period:
    """A century by its ordinal: 20 gives EDTF's "19XX", 1900 to 1999, as newspapers count."""
    stem = f"{number - 1:02d}"
    first = date(max(100 * (number - 1), 1), 1, 1)
    return Period(Unit.CENTURY, first, date(100 * number - 1, 12, 31), f"{stem}XX", stem)


def fiscal_year(number: int) -> Period:
    """A fiscal year that is only named by its number.

    Nobody says whose: India's ends in March of that year, the United States' in September, Japan's
    begins in April of it. The bounds hold all of these.
    """
    first, last = date(number - 1, 4, 1), month_bounds(number + 1, 3)[1]
    edtf = f"{number - 1:04d}-04/{number + 1:04d}-03"
    return Period(Unit.FISCAL_YEAR, first, last, edtf, f"FY{number:04d}")


def between(first: Period, last: Period, extent: Extent) -> Period | None:
    """From the beginning of one period to the end of another, or None if they are reversed."""
    if first.first is None or last.last is None or first.first > last.last:
        return None
    if first.unit is Unit.DAY and first.first == last.last:
        return replace(first, extent=extent)
    edtf = f"{_edge(first, last=False)}/{_edge(last, last=True)}"
    value = f"{first.value}/{last.value}"
    return Period(Unit.RANGE, first.first, last.last, edtf, value, extent=extent)


def since(start: Period) -> Period:
    """From the beginning of a period on, with no end."""
    edtf = f"{_edge(start, last=False)}/.."
    return Period(Unit.OPEN, start.first, None, edtf, start.value, extent=Extent.THROUGHOUT)


def until(end: Period, extent: Extent) -> Period:
    """Up to the end of a period, with no beginning."""
    edtf = f"../{_edge(end, last=True)}"
    return Period(Unit.OPEN, None, end.last, edtf, end.value, extent=extent)


def before(end: Period) -> Period | None:
    """Up to the day before a period."""
    if end.first is None or end.first == date.min:
        return None
    last = end.first - DAY
    return Period(Unit.OPEN, None, last, f"../{last.isoformat()}", end.value)


def after(start: Period) -> Period | None:
    """From the day after a period on."""
    if start.last is None or start.last == date.max:
        return None
    first = start.last + DAY
    return Period(Unit.OPEN, first, None, f"{first.isoformat()}/..", start.value)


def _edge(period: Period, *, last: bool) -> str:
    """How an end of an interval writes a period: as the year, month or day with the same bound."""
    bound = period.last if last else period.first
    if bound is None or period.unit is Unit.DAY:
        return bound.isoformat() if bound else ".."
    if period.unit is not Unit.MONTH and _ends(year(bound.year), bound, last=last):
        return f"{bound.year:04d}"
    if _ends(month(bound.year, bound.month), bound, last=last):
        return f"{bound.year:04d}-{bound.month:02d}"
    return bound.isoformat()


def _ends(period: Period, bound: date, *, last: bool) -> bool:
    return bound == (period.last if last else period.first)


def hull(one: Period, other: Period) -> Period:
    """The least period that holds two: what a relative phrase says when its day is uncertain."""
    if one == other:
        return one
    firsts = [p.first for p in (one, other)]
    lasts = [p.last for p in (one, other)]
    first = min((d for d in firsts if d), default=None) if None not in firsts else None
    last = max((d for d in lasts if d), default=None) if None not in lasts else None
    edtf = f"{first.isoformat() if first else '..'}/{last.isoformat() if last else '..'}"
    unit = Unit.RANGE if first and last else Unit.OPEN
    value = one.value if one.value == other.value else ""
    return Period(unit, first, last, edtf, value, one.part, one.extent)


_CONTAINING: dict[Unit, Callable[[date], Period]] = {
    Unit.WEEK: week,
    Unit.FORTNIGHT: week,
    Unit.WEEKEND: weekend,
    Unit.MONTH: lambda when: month(when.year, when.month),
    Unit.QUARTER: lambda when: quarter(when.year, (when.month + 2) // 3),
    Unit.HALF: lambda when: half(when.year, (when.month + 5) // 6),
    # January and February are of the winter before
    Unit.SEASON: lambda when: season(when.year - (when.month in {1, 2}), season_of(when)),
    Unit.YEAR: lambda when: year(when.year),
    Unit.FISCAL_YEAR: lambda when: fiscal_year(when.year),
    Unit.DECADE: lambda when: decade(when.year),
    Unit.CENTURY: lambda when: century(when.year // 100 + 1),
}


def containing(when: date, unit: Unit) -> Period:
    """The period of a unit that holds a day; the day itself for other units."""
    return _CONTAINING.get(unit, day)(when)


def season_of(when: date) -> Season:
    """The northern season of a day."""
    return Season(Season.SPRING + (when.month % 12 // 3 - 1) % 4)


_STEP_MONTHS = {
    Unit.MONTH: 1,
    Unit.QUARTER: 3,
    Unit.SEASON: 3,
    Unit.HALF: 6,
    Unit.YEAR: 12,
    Unit.FISCAL_YEAR: 12,
    Unit.DECADE: 120,
    Unit.CENTURY: 1200,
}
_STEP_DAYS = {
    Unit.DAY: 1,
    Unit.NIGHT: 1,
    Unit.WEEK: 7,
    Unit.WEEKEND: 7,
    Unit.FORTNIGHT: 14,
}


def step(when: date, count: int, unit: Unit) -> Period | None:
    """The period of a unit, `count` of them away from the one that holds a day.

    None when the calendar ends before it, or for units below a day.
    """
    there = move(when, count, unit)
    try:
        return containing(there, unit) if there else None
    except (ValueError, OverflowError):
        return None


def move(when: date, count: int, unit: Unit) -> date | None:
    """The day `count` units away, a month's end staying one; None as for `step`."""
    try:
        if unit in _STEP_DAYS:
            return _step_days(when, count * _STEP_DAYS[unit])
        if unit in _STEP_MONTHS:
            return _step_months(when, count * _STEP_MONTHS[unit])
    except (ValueError, OverflowError):
        return None
    return None


def _step_days(when: date, count: int) -> date:
    return when + count * DAY


def _step_months(when: date, count: int) -> date:
    index = when.year * 12 + when.month - 1 + count
    bounds = month_bounds(index // 12, index % 12 + 1)
    return bounds[0].replace(day=min(when.day, bounds[1].day))
