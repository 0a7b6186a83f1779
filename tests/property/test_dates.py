"""Properties of the dates extractor: it holds the day that was meant, and never invents one."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from kb.extract.dates import Reference, find_dates, parse_date
from kb.extract.dates import calendar as c
from kb.extract.dates.calendar import Season, Unit
from kb.extract.dates.lists import listed
from kb.extract.dates.vocabulary import CERTAIN_MONTHS, MONTHS
from kb.model.dates import Basis, EventDate, Extent, Precision

if TYPE_CHECKING:
    from collections.abc import Callable

#: No time limit for an example: the machine may be busy with other things.
steady = settings(deadline=None)
DAY = timedelta(days=1)
WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
MONTH_NAMES = list(dict.fromkeys(name for name in MONTHS if len(name) > 3 or name == "May"))
MONTH_NAMES.remove("Sept")

#: Units whose periods cover every day.
TILES = [unit for unit in c._CONTAINING if unit is not Unit.WEEKEND]

days = st.dates(date(1900, 1, 1), date(2090, 12, 31))


@pytest.fixture(scope="module", autouse=True)
def _compiled_rules() -> None:
    """Compile the rules first: that is no example's cost."""
    find_dates("on Monday", None)


def at(day: date) -> Reference:
    """A reference that is one day."""
    return Reference(day, day, Basis.RELATIVE_TO_PUBLICATION)


def only(text: str, reference: Reference | None) -> EventDate:
    """The date of the one expression in a text."""
    found = find_dates(text, reference)
    assert len(found) == 1, found
    return found[0].date


def holds(when: EventDate, gold: date) -> bool:
    """Whether an interval that is resolved holds a day."""
    return when.resolved and (when.earliest or date.min) <= gold <= (when.latest or date.max)


def month_name(day: date) -> str:
    """The English name of a day's month."""
    return MONTH_NAMES[day.month - 1]


ABSOLUTE = (
    lambda d: d.isoformat(),
    lambda d: f"{d.day} {month_name(d)} {d.year}",
    lambda d: f"{month_name(d)} {d.day}, {d.year}",
    lambda d: f"{WEEKDAYS[d.weekday()]}, {month_name(d)} {d.day}, {d.year}",
    lambda d: f"{month_name(d)} {d.year}",
    lambda d: f"early {month_name(d)} {d.year}",
    lambda d: f"the end of {month_name(d)} {d.year}",
    lambda d: f"late {d.year}",
    lambda d: f"the year {d.year}",
    lambda d: f"Q{(d.month + 2) // 3} {d.year}",
    lambda d: f"the {'first' if d.month < 7 else 'second'} half of {d.year}",
    lambda d: f"the {d.year // 10}0s",
    lambda d: f"fiscal {d.year}",
    lambda d: f"{c.season_of(d).name.lower()} {d.year - (d.month < 3)}",
    lambda d: f"from {month_name(d)} {d.year - 1} to {month_name(d)} {d.year}",
    lambda d: f"between {d.year - 1} and {d.year}",
    lambda d: f"since {month_name(d)} {d.year}",
    lambda d: f"until {month_name(d)} {d.year}",
    lambda d: f"before {d.year + 1}",
    lambda d: f"after {d.year - 1}",
)


@steady
@given(gold=days, say=st.sampled_from(ABSOLUTE))
def test_an_absolute_date_holds_the_day_it_was_made_from(
    gold: date, say: Callable[[date], str]
) -> None:
    """Whatever period a day is written as, the day lies in it, with and without a reference."""
    for reference in (None, at(date(2019, 4, 4))):
        assert holds(only(f"It happened in {say(gold)}.", reference), gold)


RELATIVE = (
    lambda d, r: WEEKDAYS[d.weekday()] if 0 <= (r - d).days < 7 else None,
    lambda d, r: f"last {WEEKDAYS[d.weekday()]}" if 0 < (r - d).days <= 7 else None,
    lambda d, r: f"next {WEEKDAYS[d.weekday()]}" if 0 < (d - r).days <= 7 else None,
    lambda d, r: f"{(r - d).days} days ago" if d < r else None,
    lambda d, r: f"{(d - r).days} days from now" if d > r else None,
    lambda d, r: f"{(r - d).days // 7} weeks ago" if d < r and not (r - d).days % 7 else None,
    lambda d, r: "last week" if c.week(d) == c.week(r - 7 * DAY) else None,
    lambda d, r: "this week" if c.week(d) == c.week(r) else None,
    lambda d, r: "this month" if (d.year, d.month) == (r.year, r.month) else None,
    lambda d, r: "next year" if d.year == r.year + 1 else None,
    lambda d, r: "last year" if d.year == r.year - 1 else None,
    lambda d, r: "months ago" if d < r else None,
    lambda d, r: f"{month_name(d)} {d.day}" if abs((d - r).days) <= 120 else None,
    lambda d, r: (
        f"last {month_name(d)}"
        if (d.year, d.month) < (r.year, r.month) and (r - d).days < 330
        else None
    ),
    lambda d, r: f"since {month_name(d)}" if d <= r and (r - d).days < 330 else None,
)


@steady
@given(reference=days, offset=st.integers(-330, 330), say=st.sampled_from(RELATIVE))
def test_a_relative_date_holds_the_day_that_was_meant(
    reference: date, offset: int, say: Callable[[date, date], str | None]
) -> None:
    """A day that is said relative to another lies in what the words resolve to."""
    gold = reference + offset * DAY
    phrase = say(gold, reference)
    assume(phrase is not None)
    assert holds(only(f"They met {phrase}.", at(reference)), gold)


@steady
@given(reference=days, shift=st.integers(-400, 400), count=st.integers(1, 60))
def test_shifting_the_reference_shifts_day_relative_dates(
    reference: date, shift: int, count: int
) -> None:
    """Words that count days move with the publication day."""
    for phrase in ("today", "yesterday", "tomorrow", "last night", f"{count} days ago"):
        one, two = only(phrase, at(reference)), only(phrase, at(reference + shift * DAY))
        assert one.earliest is not None
        assert two.earliest == one.earliest + shift * DAY
        assert two.precision is Precision.DAY


@steady
@given(reference=days, weeks=st.integers(-50, 50), weekday=st.sampled_from(WEEKDAYS))
def test_shifting_the_reference_by_weeks_shifts_weekdays(
    reference: date, weeks: int, weekday: str
) -> None:
    """A weekday moves by the weeks that the publication day moves."""
    one = only(f"said on {weekday}", at(reference))
    two = only(f"said on {weekday}", at(reference + 7 * weeks * DAY))
    assert one.earliest
    assert two.earliest == one.earliest + 7 * weeks * DAY


PHRASES = (
    *("today", "yesterday", "tomorrow", "overnight", "Monday", "last Friday", "next Sunday"),
    *("last week", "this month", "next year", "last quarter", "last weekend", "last summer"),
    *("April 4", "December 29", "in March", "the third quarter", "earlier this year"),
    *("two weeks ago", "six months ago", "months ago", "20 years ago", "the end of last month"),
    *("since Monday", "by Friday", "from Monday to Tuesday"),
)


@steady
@given(
    first=days,
    length=st.integers(0, 366),
    inside=st.integers(0, 366),
    phrase=st.sampled_from(PHRASES),
)
def test_a_reference_period_widens_what_is_relative(
    first: date, length: int, inside: int, phrase: str
) -> None:
    """Against a period, words mean all that they could mean on any of its days, and no less."""
    assume(inside <= length)
    period = Reference(first, first + length * DAY, Basis.RELATIVE_TO_PUBLICATION)
    wide, narrow = only(phrase, period), only(phrase, at(first + inside * DAY))
    if not wide.resolved:
        return
    assert (wide.earliest or date.min) <= (narrow.earliest or date.min)
    assert (wide.latest or date.max) >= (narrow.latest or date.max)


periods = st.one_of(
    days.map(c.day),
    days.map(c.week),
    days.map(c.weekend),
    st.builds(c.containing, days, st.sampled_from(list(c._CONTAINING))),
    st.builds(
        lambda d, n: c.between(c.day(d), c.day(d + n * DAY), Extent.WITHIN),
        days,
        st.integers(0, 999),
    ),
    days.map(lambda d: c.since(c.month(d.year, d.month))),
    days.map(lambda d: c.until(c.season(d.year, Season.WINTER), Extent.WITHIN)),
    days.map(lambda d: c.before(c.year(d.year))),
    days.map(lambda d: c.after(c.quarter(d.year, 4))),
)


@steady
@given(period=periods)
def test_edtf_round_trips(period: c.Period) -> None:
    """The EDTF of any period parses to the same bounds, and prints the same."""
    parsed = parse_date(period.edtf)
    assert (parsed.earliest, parsed.latest) == (period.first, period.last)
    assert parsed.edtf == period.edtf


WORDS = st.sampled_from(
    (
        *MONTH_NAMES,
        *WEEKDAYS,
        "\n",
        *listed("""
        a an the last next this past of in on at by to from since until before after between and
        early late mid end first second third 1 4 12 29 31 2019 1999 '98 1990s 10:30 pm noon ago
        later earlier day week month quarter year decade century days weeks months years weekend
        spring winter fall fiscal half today yesterday tomorrow same that following previous few
        several two twenty five dozen couple every now recently future said will meet met , . -
        – / ( ) 7/8/2007 2019-04-04 2019-02-31 Q3 FY2019 overnight Christmas New Year 's Eve Day
        morning night $ % 5,000 3.5 once upon time İ 𝒳 é
    """),
    )
)
texts = st.lists(WORDS, max_size=25).map(" ".join)
references = st.one_of(
    st.none(),
    days.map(at),
    st.builds(
        lambda d, n: Reference(d, d + n * DAY, Basis.RELATIVE_TO_QUOTATION),
        days,
        st.integers(0, 400),
    ),
)


@steady
@given(text=texts, reference=references, edge=st.integers(0, 40))
@example("February 29 and February 30, 2019", at(date(1900, 1, 1)), 0)
def test_spans_and_bounds_hold_for_any_words(
    text: str, reference: Reference | None, edge: int
) -> None:
    """Spans quote the text, in order, inside the limits; dates are never reversed, EDTF parses."""
    start, end = min(edge, len(text)), max(len(text) - edge, min(edge, len(text)))
    found = find_dates(text, reference, start=start, end=end)
    position = start
    for timex in found:
        assert text[timex.span.start : timex.span.end] == timex.span.text
        assert position <= timex.span.start < timex.span.end <= end
        position = timex.span.end
        assert all(timex.span.start <= p.start < p.end <= position for p in timex.pieces)
        assert timex.date.phrase == timex.span.text
        if timex.date.edtf:
            parsed = parse_date(timex.date.edtf)
            assert (parsed.earliest, parsed.latest) == (timex.date.earliest, timex.date.latest)


#: Words of which none names a day, or a number that could be one.
DAYLESS = st.sampled_from(
    (
        *sorted(CERTAIN_MONTHS),
        *listed("""
        in the last next this past of early late mid end first third quarter half 2019 1999 1990s
        spring winter month week year decade months weeks years ago later earlier two several a
        since until from to between and fiscal FY2019 Q3 century weekend following previous same
    """),
    )
)


@steady
@given(words=st.lists(DAYLESS, min_size=1, max_size=12), reference=days)
def test_no_day_is_invented(words: list[str], reference: date) -> None:
    """Words of which none can name a day never give a date of day precision."""
    for timex in find_dates(" ".join(words), at(reference)):
        assert timex.date.precision is not Precision.DAY
        assert not timex.date.is_stated_day


@steady
@given(when=days, unit=st.sampled_from(TILES), count=st.integers(-50, 50))
def test_a_period_holds_its_day_and_steps_move_by_whole_periods(
    when: date, unit: Unit, count: int
) -> None:
    """The period of a unit holds the day it was asked for; steps forth and back meet again."""
    period = c.containing(when, unit)
    assert period.first is not None
    assert period.last is not None
    assert period.first <= when <= period.last
    there = c.step(period.first, count, unit)
    if there and there.first and unit is not Unit.FISCAL_YEAR:
        assert c.step(there.first, -count, unit) == period
