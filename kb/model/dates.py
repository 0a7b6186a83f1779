"""Dates that keep their precision: an interval, an EDTF string, the words, and the basis.

EDTF is ISO 8601-2:2019. Two notations are ours: "../2019-04-04" reads "not later than 2019-04-04"
(EDTF's "[..2019-04-04]" is accepted on input), and a week, which EDTF lacks, is its interval.
Nothing here returns a day that the input doesn't give.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

#: Where a date that says nothing sorts: after everything else.
NEVER = date(9999, 12, 31)
#: The first day that a date can name.
ALWAYS = date(1, 1, 1)


class Precision(StrEnum):
    """How wide the stated period is."""

    DAY = "DAY"
    WEEK = "WEEK"
    MONTH = "MONTH"
    QUARTER = "QUARTER"
    HALF = "HALF"
    SEASON = "SEASON"
    YEAR = "YEAR"
    DECADE = "DECADE"
    CENTURY = "CENTURY"
    RANGE = "RANGE"
    OPEN = "OPEN"


class Part(StrEnum):
    """The part of the stated period that the words name ("early March")."""

    EARLY = "EARLY"
    MID = "MID"
    LATE = "LATE"


class Extent(StrEnum):
    """Whether the event took some day of the interval, or all of it."""

    WITHIN = "WITHIN"
    THROUGHOUT = "THROUGHOUT"


class Basis(StrEnum):
    """What the date rests on."""

    EXPLICIT = "EXPLICIT"  #: the words alone ("April 4, 2019")
    RELATIVE_TO_PUBLICATION = "RELATIVE_TO_PUBLICATION"  #: "on Thursday"
    RELATIVE_TO_QUOTATION = "RELATIVE_TO_QUOTATION"  #: "yesterday", spoken on a known day
    PUBLICATION_BOUND = "PUBLICATION_BOUND"  #: undated past: not later than publication
    SAYING_BOUND = "SAYING_BOUND"  #: undated past in a statement: not later than its day
    CURATED = "CURATED"  #: a curator said so


#: Bases that only bound a date: no words in the text state it.
BOUNDS = frozenset({Basis.PUBLICATION_BOUND, Basis.SAYING_BOUND})

#: Classes of width in days, widest last; the index of the graph has one branch for each.
SPANS = (1, 31, 366, 3660)
#: The class of what is wider than all of these, or open.
OPEN_SPAN = 0


@dataclass(frozen=True, slots=True)
class EventDate:
    """When something happened, as far as the words say."""

    earliest: date | None = None  #: first possible day; None is open or unknown
    latest: date | None = None  #: last possible day; None is open or unknown
    precision: Precision | None = None  #: None when nothing is known
    part: Part | None = None
    extent: Extent = Extent.WITHIN
    edtf: str | None = None  #: None when nothing is known, or not resolved yet
    phrase: str | None = None  #: the words ("on Thursday"); None for a bound
    basis: Basis | None = None

    def __post_init__(self) -> None:
        """Refuse an interval that ends before it begins."""
        if self.earliest and self.latest and self.earliest > self.latest:
            msg = f"earliest {self.earliest} is after latest {self.latest}"
            raise ValueError(msg)

    @property
    def sort(self) -> date:
        """The day this sorts under: earliest, else latest, else the end of time."""
        return self.earliest or self.latest or NEVER

    @property
    def resolved(self) -> bool:
        """Whether any day bounds it."""
        return self.earliest is not None or self.latest is not None

    @property
    def bound(self) -> bool:
        """Whether it is only "not later than", for want of a date in the text."""
        return self.basis in BOUNDS

    @property
    def is_stated_day(self) -> bool:
        """Whether the words state one day: what makes a mention strong."""
        return (
            self.precision is Precision.DAY
            and self.earliest is not None
            and self.earliest == self.latest
            and not self.bound
        )

    @property
    def window(self) -> tuple[date, date] | None:
        """The days a time filter compares with: (first, last), or None when nothing is known.

        A bound counts as its day ("by 2019-04-04"); an end that the words leave open
        ("since 2014") reaches to the end of the calendar.
        """
        if not self.resolved:
            return None
        if self.bound and self.latest is not None:
            return self.earliest or self.latest, self.latest
        return self.earliest or ALWAYS, self.latest or NEVER

    @property
    def span(self) -> int | None:
        """The class of the window's width in days (one of SPANS), OPEN_SPAN, or None."""
        if self.window is None:
            return None
        days = (self.window[1] - self.window[0]).days + 1
        return next((width for width in SPANS if days <= width), OPEN_SPAN)


def day(when: date, *, phrase: str | None = None, basis: Basis = Basis.EXPLICIT) -> EventDate:
    """One stated day."""
    return EventDate(
        earliest=when,
        latest=when,
        precision=Precision.DAY,
        edtf=when.isoformat(),
        phrase=phrase,
        basis=basis,
    )


def not_later_than(when: date, basis: Basis) -> EventDate:
    """An undated past event, known only to be no later than a day; `basis` says which day."""
    return EventDate(
        latest=when, precision=Precision.OPEN, edtf=f"../{when.isoformat()}", basis=basis
    )


def unknown(*, phrase: str | None = None, basis: Basis | None = None) -> EventDate:
    """Nothing is known; `phrase` keeps words that could not be resolved."""
    return EventDate(phrase=phrase, basis=basis)


def month_bounds(year: int, month: int) -> tuple[date, date]:
    """First and last day of a month."""
    first = date(year, month, 1)
    after = date(year + month // 12, month % 12 + 1, 1) if (year, month) != (9999, 12) else None
    return first, (after - timedelta(days=1) if after else NEVER)
