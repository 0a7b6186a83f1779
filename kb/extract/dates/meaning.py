"""What an expression means before anyone knows which day it was written on.

A meaning answers `at(scope)`: the period it names for one reference day. Where the reference is a
period, its first and last days are tried and the answer is what holds both, so no day is invented.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from datetime import date

    from kb.extract.dates.calendar import Period
    from kb.extract.dates.timex import TimexKind


class Rests(Enum):
    """What a meaning needs besides its own words."""

    NOTHING = auto()
    REFERENCE = auto()  #: the day of publication or of speaking
    FOCUS = auto()  #: a date that the text has just stated ("three days later")


class Cue(Enum):
    """Where the words around an expression look."""

    NONE = auto()
    PAST = auto()
    LASTED = auto()  #: past, by a verb that lasts ("stayed until Friday")
    FUTURE = auto()

    @property
    def past(self) -> bool:
        """Whether they look back."""
        return self in {Cue.PAST, Cue.LASTED}


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
