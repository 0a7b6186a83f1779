"""Feasts of the calendar."""

from __future__ import annotations

from datetime import date

import pytest

from kb.extract.dates.feasts import Feast, easter, feast


@pytest.mark.parametrize(
    ("year", "month", "day"),
    # The earliest and the latest Easter there are, and days anyone can look up.
    [(1818, 3, 22), (1943, 4, 25), (2000, 4, 23), (2008, 3, 23), (2019, 4, 21), (2024, 3, 31)],
)
def test_easter(year: int, month: int, day: int) -> None:
    """Easter Sunday is the one that almanacs give."""
    assert easter(year) == date(year, month, day)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("new year 's eve", date(2019, 12, 31)),
        ("new years day", date(2019, 1, 1)),
        ("thanksgiving day", date(2019, 11, 28)),
        ("labor day", date(2019, 9, 2)),
        ("good friday", date(2019, 4, 19)),
        ("ash wednesday", date(2019, 3, 6)),
    ],
)
def test_feasts_have_one_day_a_year(words: str, day: date) -> None:
    """However the possessive is written, the words name the feast, and it has its day."""
    named = feast(words.split())
    assert named is not None
    assert named.on(2019) == day


def test_other_days_are_no_feasts() -> None:
    """Words that name no feast give none."""
    assert feast(["sports", "day"]) is None


def test_a_movable_feast_has_no_day_before_the_calendar() -> None:
    """Before the Gregorian calendar its Easter is undefined."""
    assert Feast("good friday").on(1500) is None
