"""An EventDate keeps what is known, and says what a time filter compares with."""

from __future__ import annotations

from datetime import date

import pytest

from kb.model.dates import (
    ALWAYS,
    NEVER,
    OPEN_SPAN,
    Basis,
    EventDate,
    Extent,
    Precision,
    day,
    month_bounds,
    not_later_than,
    unknown,
)

APRIL_4 = date(2019, 4, 4)


def test_a_stated_day_is_one_day() -> None:
    """A stated day has equal bounds, sorts under itself and is what makes a mention strong."""
    stated = day(APRIL_4, phrase="on Thursday", basis=Basis.RELATIVE_TO_PUBLICATION)
    assert (stated.earliest, stated.latest, stated.edtf) == (APRIL_4, APRIL_4, "2019-04-04")
    assert stated.sort == APRIL_4
    assert stated.window == (APRIL_4, APRIL_4)
    assert stated.span == 1
    assert stated.is_stated_day


def test_a_bound_is_not_a_date() -> None:
    """A bound has no earliest day, is no stated day, and counts as its day in a window."""
    bound = not_later_than(APRIL_4, Basis.PUBLICATION_BOUND)
    assert bound.earliest is None
    assert bound.edtf == "../2019-04-04"
    assert bound.bound
    assert not bound.is_stated_day
    assert bound.sort == APRIL_4
    assert bound.window == (APRIL_4, APRIL_4)
    assert bound.span == 1


def test_an_unknown_date_claims_nothing() -> None:
    """Words that can't be resolved are kept, with no day, no window and the last sort key."""
    nothing = unknown(phrase="on Thursday", basis=Basis.RELATIVE_TO_PUBLICATION)
    assert not nothing.resolved
    assert nothing.edtf is None
    assert nothing.window is None
    assert nothing.span is None
    assert nothing.sort == NEVER


@pytest.mark.parametrize(
    ("earliest", "latest", "span"),
    [
        (date(2019, 4, 1), date(2019, 4, 7), 31),
        (date(2019, 4, 1), date(2019, 4, 30), 31),
        (date(2019, 1, 1), date(2019, 12, 31), 366),
        (date(2010, 1, 1), date(2019, 12, 31), 3660),
        (date(1900, 1, 1), date(1999, 12, 31), OPEN_SPAN),
    ],
)
def test_widths_fall_into_classes(earliest: date, latest: date, span: int) -> None:
    """Every interval has the class of the narrowest branch of the index that holds it."""
    assert EventDate(earliest=earliest, latest=latest, precision=Precision.RANGE).span == span


def test_a_range_that_the_words_leave_open_reaches_to_the_end() -> None:
    """What began in 2014 overlaps every later window; "until June" every earlier one."""
    since = EventDate(
        earliest=date(2014, 1, 1),
        precision=Precision.OPEN,
        extent=Extent.THROUGHOUT,
        edtf="2014/..",
        basis=Basis.EXPLICIT,
    )
    until = EventDate(latest=APRIL_4, precision=Precision.OPEN, basis=Basis.EXPLICIT)
    assert since.window == (date(2014, 1, 1), NEVER)
    assert until.window == (ALWAYS, APRIL_4)
    assert since.span == OPEN_SPAN


def test_an_interval_can_not_end_before_it_begins() -> None:
    """Bounds in the wrong order are a programming error and are refused at once."""
    with pytest.raises(ValueError, match="2019-04-05 is after latest 2019-04-04"):
        EventDate(earliest=date(2019, 4, 5), latest=APRIL_4)


@pytest.mark.parametrize(
    ("year", "month", "last"),
    [
        (2019, 2, date(2019, 2, 28)),
        (2020, 2, date(2020, 2, 29)),
        (2019, 12, date(2019, 12, 31)),
        (9999, 12, NEVER),
    ],
)
def test_months_end_where_the_calendar_says(year: int, month: int, last: date) -> None:
    """The last day of a month respects leap years and the end of the calendar."""
    assert month_bounds(year, month) == (date(year, month, 1), last)
