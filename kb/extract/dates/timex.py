"""Temporal expressions as the rest of kb sees them, and the day that relative words count from."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from kb.model.dates import Basis, EventDate
    from kb.model.events import Span


class TimexKind(StrEnum):
    """What an expression is; only DATE and TIME can date an event."""

    DATE = "DATE"  #: a day or a longer period of the calendar
    TIME = "TIME"  #: a time of day; its date is the day, as far as the words give one
    DURATION = "DURATION"  #: "two weeks": dates nothing
    SET = "SET"  #: "every Monday": dates nothing
    REFERENCE = "REFERENCE"  #: "now", "recently", "the future": dates nothing


@dataclass(frozen=True, slots=True)
class Reference:
    """The day (or the period, when no day is known) that relative words count from."""

    earliest: date
    latest: date  #: equals `earliest` when the day is known
    basis: Basis  #: what a date that counts from it rests on


@dataclass(frozen=True, slots=True)
class Quoted:
    """A stretch of quoted speech: relative words in it count from the day of speaking."""

    start: int
    end: int
    reference: Reference | None  #: None when nobody says on which day it was spoken


@dataclass(frozen=True, slots=True)
class Piece:
    """One TIMEX3 element inside an expression: "from 3 to 5 April" is one date, two pieces."""

    start: int
    end: int
    kind: TimexKind
    value: str | None


@dataclass(frozen=True, slots=True)
class Timex:
    """An expression found in a text."""

    span: Span  #: with the words that open or close a range ("since 2014"), without "on" or "in"
    kind: TimexKind
    date: EventDate  #: `unknown(phrase=…)` when the words don't resolve, or date nothing
    value: str | None  #: the value that TIMEX3 (ISO-TimeML) gives it; None when unresolved
    pieces: tuple[Piece, ...] = ()  #: the TIMEX3 elements of a range; empty when it is one
