"""Days counted in months and weeks: "the first Monday in May", "on the 14th", "Monday week"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.extract.dates import vocabulary as v
from kb.extract.dates.calendar import Unit
from kb.extract.dates.lists import words
from kb.extract.dates.meaning import Rests, Undated
from kb.extract.dates.monthly import CountedWeekday, DayOfMonth, NthWeekday
from kb.extract.dates.named import InYear, OfYear
from kb.extract.dates.numbers import read_count, read_ordinal
from kb.extract.dates.patterns import Rule
from kb.extract.dates.relative import Step
from kb.extract.dates.rules.yearly import RELATIONS, STEPS, YEAR, year_of
from kb.extract.dates.timex import TimexKind

if TYPE_CHECKING:
    from kb.extract.dates.meaning import Meaning
    from kb.extract.dates.patterns import Match

#: Words that may follow "on the 14th"; before any other, it is the 14th of something.
_CLOSERS = words(
    """
    and but or when as in at a an the which who that to for with by from he she it they we i said
    if because while after before until was were is are has had will would about
    """
)
_LAST_DAY = 31
_MOST_WEEKDAYS = 5


def _month(match: Match) -> Meaning | None:
    """The month that a match names: "May", "May 2020", "next month", "that month"."""
    if name := match.word("m"):
        year = year_of(match)
        number = v.MONTHS[name]
        return InYear(Unit.MONTH, number, year) if year else OfYear(Unit.MONTH, number)
    relation = match.word("k")
    if relation in RELATIONS:
        return Step(Unit.MONTH, STEPS[RELATIONS[relation]])
    focus = {"that": 0, "same": 0, "following": 1, "preceding": -1}
    return Step(Unit.MONTH, focus[relation], Rests.FOCUS) if relation in focus else None


def _nth_weekday(match: Match) -> Meaning | None:
    place, month = read_ordinal(match.words("n")) or 0, _month(match)
    if month is None:
        return Undated(TimexKind.SET, "P1M")  # "the first Monday of the month", "of every month"
    weekday = v.WEEKDAYS[match.word("w")]
    return NthWeekday(place, weekday, month) if place <= _MOST_WEEKDAYS and place else None


def _day_of_month(match: Match) -> Meaning | None:
    number = read_ordinal(match.words("n")) or 0
    if not 1 <= number <= _LAST_DAY:
        return None
    if match.word("every"):
        return Undated(TimexKind.SET, f"XXXX-XX-{number:02d}")
    return DayOfMonth(number, _month(match))


def _bare_day(match: Match) -> Meaning | None:
    """Read "on the 14th", not "on the 14th floor", "on the 14th and 15th floors"."""
    after = match.after()
    joins = after in {"and", "or"} and match.after(2)[:1].isdecimal()
    if joins or after in {"-", "–", "of"} or (after[:1].isalnum() and after not in _CLOSERS):
        return None
    return _day_of_month(match)


def _weekdays_ago(match: Match) -> Meaning | None:
    count = read_count(match.words("n"))
    if count is None or count != int(count) or not count:
        return None
    return CountedWeekday(v.PLURAL_WEEKDAYS[match.word("w")], -int(count))


def _weekday_week(match: Match) -> Meaning | None:
    """Read "Monday week" and "a week from Monday", which may begin "for a week from Monday"."""
    after = match.after()
    if match.before() == "for" or (after[:1].isalnum() and after not in _CLOSERS):
        return None
    return CountedWeekday(v.WEEKDAYS[match.word("w")], 2 if match.word("two") else 1)


_MONTH = f"<m:month> (<comma>? of? {YEAR})?"
_THIS_MONTH = "(the? <k:relation> | the | <every:everyeach>) month"

RULES = (
    Rule("nth weekday of May", f"the? <n:nthlast> <w:weekday> (of|in) {_MONTH}", _nth_weekday),
    Rule("nth weekday", f"the? <n:nthlast> <w:weekday> (of|in) {_THIS_MONTH}", _nth_weekday),
    Rule("nth of this month", f"the <n:nth> of {_THIS_MONTH}", _day_of_month),
    Rule("nth", "(?<=<ondate>) the <n:ordinal>", _bare_day),
    Rule("Mondays ago", "<n:count> <w:weekdays> ago", _weekdays_ago),
    Rule("Monday week", "<w:weekday> week", _weekday_week),
    Rule(
        "a week from Monday", "(a | one | <two:two>) <weekorweeks> from <w:weekday>", _weekday_week
    ),
)
