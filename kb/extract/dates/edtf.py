"""EDTF (ISO 8601-2:2019) in: bounds are our own, the `edtf` library says what is well formed.

The library reads a winter as December only, has no weeks, and can't bound "../2019-04-04" (5.0.2),
so the common forms are read here and it checks the rest.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from kb.errors import DateParseError
from kb.extract.dates import calendar as c
from kb.extract.dates.calendar import Period, Season, Unit
from kb.model.dates import Extent

if TYPE_CHECKING:
    from time import struct_time

_DAYS_OF_WEEK = 7
_FORMS = (
    (Unit.DAY, re.compile(r"(\d{4})-(\d\d)-(\d\d)")),
    (Unit.DECADE, re.compile(r"(\d{3})X")),
    (Unit.CENTURY, re.compile(r"(\d\d)XX")),
    (Unit.WEEK, re.compile(r"(\d{4})-?W(\d\d)")),
    (Unit.MONTH, re.compile(r"(\d{4})-(\d\d)")),
    (Unit.YEAR, re.compile(r"(\d{4})")),
)


def read_edtf(text: str) -> Period | None:
    """The period that an EDTF string (or an ISO week) names, or None for what is no EDTF.

    Raises DateParseError for one that is well formed and names no day ("2019-13", "2019-02-30").
    """
    bracketed = re.fullmatch(r"\[(\.\.[^,\[\]]+|[^,\[\]]+\.\.)\]", text)
    if bracketed:
        one, _, two = bracketed[1].partition("..")
        return _interval(text, one or "..", two or "..")
    if "/" in text:
        one, _, two = text.partition("/")
        return _interval(text, one or "..", two or "..")
    return _single(text)


def _single(text: str) -> Period | None:
    stem = text.rstrip("~?%")
    for unit, form in _FORMS:
        if match := form.fullmatch(stem):
            period = _build(text, unit, [int(group) for group in match.groups()])
            return period if stem == text else _marked(period, text)
    return _by_library(text)


def _marked(period: Period, text: str) -> Period:
    return replace(period, edtf=text)


def _build(text: str, unit: Unit, numbers: list[int]) -> Period:
    try:
        match unit:
            case Unit.DAY:
                return c.day(date(*numbers))
            case Unit.WEEK:
                return c.week(date.fromisocalendar(numbers[0], numbers[1], 1))
            case Unit.YEAR:
                return c.year(*numbers)
            case Unit.DECADE:
                return c.decade(10 * numbers[0])
            case Unit.CENTURY:
                return c.century(numbers[0] + 1)
            case _:
                return _month_or_season(*numbers)
    except (ValueError, KeyError) as error:
        raise DateParseError(text, str(error)) from error


def _month_or_season(year: int, number: int) -> Period:
    """EDTF writes seasons, quarters and halves where a month would be."""
    if number in set(Season):
        return c.season(year, Season(number))
    if 33 <= number <= 36:  # noqa: PLR2004 -- EDTF's quarters
        return c.quarter(year, number - 32)
    if number in {40, 41}:
        return c.half(year, number - 39)
    if not 1 <= number <= 12:  # noqa: PLR2004
        raise ValueError(f"there is no month or season {number}")
    return c.month(year, number)


def _interval(text: str, one: str, two: str) -> Period | None:
    first = None if one == ".." else _single(one)
    last = None if two == ".." else _single(two)
    if (one != ".." and first is None) or (two != ".." and last is None):
        return None
    if first and last:
        return _closed(text, first, last)
    if first:
        return c.since(first)
    return c.until(last, Extent.WITHIN) if last else None


def _closed(text: str, first: Period, last: Period) -> Period:
    both = c.between(first, last, Extent.WITHIN)
    if both is None:
        raise DateParseError(text, "it ends before it begins")
    if both.first and both.last and (both.last - both.first).days + 1 == _DAYS_OF_WEEK:
        whole = c.week(both.first)
        if whole.first == both.first:
            return whole
    return both


def _by_library(text: str) -> Period | None:
    """The rarer forms (sets, qualified parts, long years), if the library can bound them."""
    if not re.fullmatch(r"[\d\-TZX:~?%.,\[\]{}YESu+]+", text) or not any(map(str.isdigit, text)):
        return None
    import edtf  # heavy (it loads pyparsing) and rarely needed

    try:
        parsed = edtf.parse_edtf(text)
        first, last = _date(parsed.lower_strict()), _date(parsed.upper_strict())
    except (edtf.EDTFParseException, TypeError, ValueError, AttributeError, OverflowError):
        return None
    if first == last:
        return c.day(first)
    return Period(Unit.RANGE, first, last, text, text)


def _date(when: struct_time) -> date:
    return date(*when[:3])
