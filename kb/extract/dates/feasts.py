"""Feasts that the calendar fixes: by a date, by a weekday of a month, or by Easter.

Easter is the Western one; the computation is the "anonymous Gregorian" one that Meeus gives
("Astronomical Algorithms", 2nd edition, 1998, chapter 8).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

#: name -> (month, day)
FIXED = {
    "christmas eve": (12, 24),
    "christmas day": (12, 25),
    "boxing day": (12, 26),
    "new year's eve": (12, 31),
    "new year's day": (1, 1),
    "valentine's day": (2, 14),
    "bastille day": (7, 14),
    "halloween": (10, 31),
}
#: name -> (month, weekday from Monday as 0, which one of the month); as in the United States
COUNTED = {
    "thanksgiving": (11, 3, 4),
    "labor day": (9, 0, 1),
}
#: name -> days from Easter Sunday
MOVABLE = {
    "ash wednesday": -46,
    "palm sunday": -7,
    "good friday": -2,
    "easter sunday": 0,
    "easter monday": 1,
}


@dataclass(frozen=True, slots=True)
class Feast:
    """A feast by its name."""

    name: str

    def on(self, year: int) -> date | None:
        """Its day in a year; None outside of the calendar that defines it."""
        if self.name in FIXED:
            return date(year, *FIXED[self.name])
        if self.name in COUNTED:
            month, weekday, which = COUNTED[self.name]
            first = date(year, month, 1)
            return first + timedelta((weekday - first.weekday()) % 7 + 7 * (which - 1))
        if not 1583 <= year <= 4099:  # noqa: PLR2004 -- the years the computation holds for
            return None
        return easter(year) + timedelta(MOVABLE[self.name])


def feast(words: Sequence[str]) -> Feast | None:
    """The feast that words name, however they write the possessive; None for none."""
    name = " ".join(word for word in words if word[0] not in "'’").replace("years ", "year ")
    plain = {known.replace("'s", ""): known for known in (*FIXED, *COUNTED, *MOVABLE)}
    known = plain.get(name) or plain.get(name.removesuffix(" day"))
    return Feast(known) if known else None


def easter(year: int) -> date:
    """Easter Sunday of a Gregorian year, 1583 to 4099."""
    century, rest = divmod(year, 100)
    golden = year % 19
    epact = (19 * golden + century - century // 4 - (8 * century + 13) // 25 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)
