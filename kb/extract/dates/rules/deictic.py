"""Words that count from the day of writing, or from a date that the text has just stated."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.extract.dates import vocabulary as v
from kb.extract.dates.calendar import Unit
from kb.extract.dates.combined import part_of
from kb.extract.dates.lists import words
from kb.extract.dates.meaning import Rests, Undated
from kb.extract.dates.patterns import Rule
from kb.extract.dates.relative import (
    FocusWeekday,
    SamePeriod,
    Stated,
    StatedQuarter,
    Step,
    Weekday,
    Weekend,
    YearEarlier,
)
from kb.extract.dates.rules.parts import read_part
from kb.extract.dates.rules.yearly import RELATIONS, STEPS
from kb.extract.dates.timex import TimexKind

if TYPE_CHECKING:
    from kb.extract.dates.meaning import Meaning
    from kb.extract.dates.patterns import Match

_DAYS = {"today": 0, "yesterday": -1, "tomorrow": 1}
#: Names that hold a weekday and are no day of this week.
_NAMES = words("black good ash super bloody palm easter cyber maundy whit shrove holy")
_PAPERS = words("times telegraph mirror express mail herald star post")
#: relation -> steps from the stated date
_FOCUS = {"that": 0, "same": 0, "following": 1, "next": 1, "previous": -1, "preceding": -1}
_AFTER_UNIT = {
    "after": 1,
    "later": 1,
    "following": 1,
    "before": -1,
    "earlier": -1,
    "previous": -1,
    "prior": -1,
}
#: Before them, "the next year" is a length of time from now on.
_OVER = words("over in for during within of")
_WHOLE_UNITS = frozenset(
    {Unit.DAY, Unit.WEEK, Unit.MONTH, Unit.QUARTER, Unit.YEAR, Unit.DECADE, Unit.CENTURY}
)


def _day_word(match: Match) -> Meaning | None:
    if match.named:
        return None
    return part_of(read_part(match.words("p")), Step(Unit.DAY, _DAYS[match.word("w")]))


def _weekday(match: Match) -> Meaning | None:
    if match.before() in _NAMES or (match.word("w") == "sunday" and match.after() in _PAPERS):
        return None
    relation = match.word("r")
    number = v.WEEKDAYS[match.word("w")]
    if relation in {"following", "previous", "preceding"}:
        return FocusWeekday(number, ahead=relation == "following")
    return part_of(read_part(match.words("p")), Weekday(number, RELATIONS.get(relation, "")))


def _weekday_of_week(match: Match) -> Meaning | None:
    weeks = STEPS[RELATIONS[match.word("r")]]
    return Weekday(v.WEEKDAYS[match.word("w")], weeks=weeks)


def _unit(match: Match) -> Meaning | None:
    """Read "last week", "the end of this year", "the following month"."""
    unit, relation, the = v.UNITS[match.word("u")], match.word("r"), match.word("the")
    part = read_part(match.words("p"))
    if unit is Unit.WEEKEND:
        return part_of(part, Weekend(RELATIONS.get(relation, "")))
    if unit not in _WHOLE_UNITS:
        return None
    if the and not match.words("p") and relation in {"past", "last"} and unit is not Unit.QUARTER:
        return Undated(TimexKind.DURATION, _one(unit))
    if the and relation in {"next", "coming"} and match.before() in _OVER and unit is not Unit.DAY:
        return Undated(TimexKind.DURATION, _one(unit))
    if relation == "past" or (unit is Unit.DAY and relation in {"this", "last", "past", "current"}):
        return None
    if relation in _FOCUS and (the or relation in {"that", "following"}):
        return part_of(part, Step(unit, _FOCUS[relation], Rests.FOCUS))
    steps = STEPS.get(RELATIONS.get(relation, ""))
    if steps is None or (unit is Unit.DAY and relation == "next"):
        return None
    return part_of(part, Step(unit, steps))


def _one(unit: Unit) -> str:
    return {Unit.DECADE: "P10Y", Unit.CENTURY: "P100Y"}.get(unit, f"P1{unit.value}")


def _part_of_unit(match: Match) -> Meaning | None:
    """Read "the end of the year": the running one, or the one that the text has stated."""
    unit = v.UNITS[match.word("u")]
    words = match.words("p")
    if unit is Unit.DAY:
        return Step(Unit.DAY, 0, Rests.FOCUS)
    part = read_part(words)
    return part_of(part, Step(unit, 0)) if part or "of" in words or "in" in words else None


def _the_unit(match: Match) -> Meaning | None:
    """Read "ended the day", "for the year": the day or year that the text is about."""
    unit = v.UNITS[match.word("u")]
    return Step(unit, 0, Rests.FOCUS if unit is Unit.DAY else Rests.REFERENCE)


def _whole_unit(match: Match) -> Meaning | None:
    """Read "the entire year": the one that the text has stated."""
    return Step(v.UNITS[match.word("u")], 0, Rests.FOCUS)


def _that_time(match: Match) -> Meaning | None:
    del match
    return Stated()


def _weekend(match: Match) -> Meaning | None:
    del match
    return Weekend("")


def _before_last(match: Match) -> Meaning | None:
    """Read "the week before last", "the year after next"."""
    return Step(v.UNITS[match.word("u")], -2 if match.word("s") == "before" else 2)


def _unit_before(match: Match) -> Meaning | None:
    """Read "the day before", "the year previous": at the end of a phrase only."""
    if (
        match.after()
        and match.after().isalpha()
        and match.after() not in {"and", "but", "when", "that", "to"}
    ):
        return None
    return Step(v.UNITS[match.word("u")], _AFTER_UNIT[match.word("s")], Rests.FOCUS)


def _same_period(match: Match) -> Meaning | None:
    unit = v.UNITS.get(match.word("u"))
    years = -1 if match.word("ago") or match.word("r") in {"last", "previous"} else 0
    return SamePeriod(years, unit) if years else None


def _year_earlier(match: Match) -> Meaning | None:
    """Read "a year earlier" after a quarter: the same quarter of the year before."""
    if match.word("ago") == "before" and match.after()[:1].isalpha():
        return None
    return None if match.word("ago") == "ago" else YearEarlier()


def _the_quarter(match: Match) -> Meaning | None:
    return Step(Unit.QUARTER, -1) if match.word("latest") else StatedQuarter()


def _around_today(match: Match) -> Meaning | None:
    return Step(Unit.DAY, -2 if match.word("w") == "yesterday" else 2)


def _even_today(match: Match) -> Meaning | None:
    del match
    return Undated(TimexKind.REFERENCE, "PRESENT_REF")


def _fiscal_year(match: Match) -> Meaning | None:
    steps = STEPS[RELATIONS.get(match.word("r"), "this")]
    return part_of(read_part(match.words("p")), Step(Unit.FISCAL_YEAR, steps))


RULES = (
    Rule("even today", "even today", _even_today),
    Rule("day word", "<p:partof>? <w:dayword>", _day_word),
    Rule("day before yesterday", "the day before <w:yesterday>", _around_today),
    Rule("day after tomorrow", "the day after <w:tomorrow>", _around_today),
    Rule("weekday", "<p:partof>? ((the | this)? <r:dayrelation>)? <w:weekday>", _weekday),
    Rule("weekday of week", "<w:weekday> (of|in)? <r:weekrelation> week", _weekday_of_week),
    Rule(
        "week's weekday", "<r:weekrelation> week (on | <possessive>)? <w:weekday>", _weekday_of_week
    ),
    Rule("relative unit", "<p:partof>? <the:the>? <r:relation> <u:unit> (?! <units>)", _unit),
    Rule("part of unit", "<p:partofthe> <u:bigunitday>", _part_of_unit),
    Rule("ended the day", "(?<=<enders>) the <u:bigunitday>", _the_unit),
    Rule("the whole year", "the (entire | whole | full) <u:bigunitday>", _whole_unit),
    Rule("nth in a row", "a? <nth> (<consecutive> <u:unit> | <u:unit> in a row)", _whole_unit),
    Rule("that time", "(?<=<attime>) that time", _that_time),
    Rule("weekend", "the weekend", _weekend),
    Rule("unit before last", "the <u:bigunitday> (<s:before> last | <s:after> next)", _before_last),
    Rule("unit before", "the <u:unit> <s:beforeafter>", _unit_before),
    Rule(
        "same period",
        "the? same (<u:unit> | period | time | point) ((in|of|from)? the? <r:relation> year"
        "| (a|one) year <ago:agoword>)",
        _same_period,
    ),
    Rule(
        "year-earlier period",
        "the? year <dash> <ago:agoword> (<u:bigunit> | period | level | figure)?",
        _same_period,
    ),
    Rule("a year earlier", "(a | one) year <ago:agoword> (?! than)", _year_earlier),
    Rule("the quarter", "(?<=<inquarter>) the <latest:latest>? quarter", _the_quarter),
    Rule("fiscal year from now", "<p:partof>? the? <r:relation>? <fiscal> year", _fiscal_year),
)
