"""Dates that name their year: "4 April 2019", "April 2019", "the 1990s", "fiscal 2019"."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from kb.extract.dates import calendar as c
from kb.extract.dates import vocabulary as v
from kb.extract.dates.combined import Range, part_of
from kb.extract.dates.lists import words
from kb.extract.dates.named import Fixed, MonthDay, Slashed, date_of
from kb.extract.dates.numbers import read_ordinal
from kb.extract.dates.patterns import Rule
from kb.extract.dates.rules.parts import read_part
from kb.model.dates import Extent

if TYPE_CHECKING:
    from kb.extract.dates.meaning import Meaning
    from kb.extract.dates.patterns import Match

#: A two-digit year above it is of the last century.
PIVOT = 50
#: The years that a bare number may be in running text.
PLAIN_YEARS = range(1500, 2100)
_BEFORE_YEAR = words(
    """
    in of since by during from to until till through for between and before after than early
    late around about circa spring summer autumn fall winter the throughout or mid onward
    """
)
_COUNTED = words(
    """
    percent people million billion miles km kilometers kilometres feet metres meters shares
    points troops soldiers jobs men women children tons tonnes barrels dollars euros pounds
    civilians members employees workers index homes houses cases deaths times hours vehicles votes
    seats
    """
)

#: "September 11" of these is a name that holds its year.
_ATTACKS = words("attack attacks terrorist terror hijackings hijackers")


def whole_year(digits: str) -> int:
    """The year of two or four digits."""
    number = int(digits)
    if len(digits) > 2:  # noqa: PLR2004
        return number
    return number + (1900 if number >= PIVOT else 2000)


def _iso(match: Match) -> Meaning | None:
    try:
        return Fixed(c.day(date.fromisoformat(match.word("d")[:10])))
    except ValueError:
        return None


def _day(match: Match) -> Meaning | None:
    number = read_ordinal(match.words("d"))
    year = match.word("y")
    try:
        return Fixed(
            c.day(date(whole_year(year.lstrip("'’")), v.MONTHS[match.word("m")], number or 0))
        )
    except ValueError:
        return None


def _month_day(match: Match) -> Meaning | None:
    number = read_ordinal(match.words("d"))
    if match.after() in _COUNTED or number is None or number < 1:
        return None
    if match.before() == "long" and match.word("m") == "March":
        return None  # the rocket
    month = v.MONTHS[match.word("m")]
    if (month, number) == (9, 11) and match.after() in _ATTACKS:
        return Fixed(c.day(date(2001, 9, 11)))
    weekday = {**v.WEEKDAYS, **v.SHORT_WEEKDAYS}.get(match.word("w"))
    return MonthDay(month, number, weekday) if _exists(month, number) else None


def _exists(month: int, number: int) -> bool:
    return 1 <= number <= c.month(2000, month).last.day  # type: ignore[union-attr]


def _days(match: Match) -> Meaning | None:
    month, year = v.MONTHS[match.word("m")], match.word("y")
    numbers = [read_ordinal(match.words(name)) or 0 for name in "ab"]
    if not all(_exists(month, number) for number in numbers) or match.after() in _COUNTED:
        return None
    ends: list[Meaning] = [MonthDay(month, number) for number in numbers]
    if year:
        ends = [Fixed(c.day(date(int(year), month, number))) for number in numbers]
    return Range(ends[0], ends[1], Extent.WITHIN if match.word("and") else Extent.THROUGHOUT)


def _month(match: Match) -> Meaning | None:
    year = whole_year(match.word("y").lstrip("'’"))
    return part_of(read_part(match.words("p")), Fixed(c.month(year, v.MONTHS[match.word("m")])))


def _year(match: Match) -> Meaning | None:
    year = int(match.word("y"))
    part = match.words("p")
    if not part and not _is_year(match, year):
        return None
    return part_of(read_part(part), Fixed(c.year(year)))


def _is_year(match: Match, year: int) -> bool:
    """Whether a bare four-digit number reads as a year: words that count follow other numbers."""
    if year not in PLAIN_YEARS or match.after() in _COUNTED or match.after() in {"bc", "bce"}:
        return False
    before = match.before()
    if before in {
        "$",
        "€",
        "£",
        "+",
        "&",
        "no",
        "number",
        "flight",
        "room",
        "at",
        "russell",
        "windows",
    }:
        return False
    if match.after() in {"%", "/"} or (before in {"-", "–"} and match.before(2).isdecimal()):
        return before in {"-", "–", "/"} and match.before(2) in map(str, PLAIN_YEARS)
    return True


def _years(match: Match) -> Meaning | None:
    first, last = match.word("a"), match.word("b")
    year = int(first)
    end = int(last) if len(last) == 4 else year - year % 100 + int(last)  # noqa: PLR2004
    if not year < end <= year + 99 or len(last) not in {2, 4} or year not in PLAIN_YEARS:
        return None
    return Range(Fixed(c.year(year)), Fixed(c.year(end)), Extent.THROUGHOUT)


def _short_year(match: Match) -> Meaning | None:
    if match.before() not in _BEFORE_YEAR:
        return None
    return Fixed(c.year(whole_year(match.word("y")[1:])))


def _decade(match: Match) -> Meaning | None:
    digits = "".join(ch for ch in match.word("d") if ch.isdecimal())
    marked = match.word("d")[0] in "'’"
    listed_ = match.before() in {"and", "or"} and match.before(2)[-2:] == "0s"
    if len(digits) == 2 and not (marked or listed_ or match.word("the")):  # noqa: PLR2004
        return None
    if digits.endswith("00") and digits < "2000" and len(digits) > 2:  # noqa: PLR2004
        return part_of(read_part(match.words("p")), Fixed(c.century(int(digits) // 100 + 1)))
    year = int(digits) if len(digits) > 2 else whole_year(digits)  # noqa: PLR2004
    if len(digits) == 2 and year >= 2030:  # noqa: PLR2004 -- "the 40s" are the last century's
        year -= 100
    return part_of(read_part(match.words("p")), Fixed(c.decade(year)))


def _nineties(match: Match) -> Meaning | None:
    return part_of(read_part(match.words("p")), Fixed(c.decade(1900 + v.DECADES[match.word("d")])))


def _century(match: Match) -> Meaning | None:
    number = read_ordinal(match.words("n"))
    if number is None or not 1 <= number <= 30:  # noqa: PLR2004
        return None
    return part_of(read_part(match.words("p")), Fixed(c.century(number)))


def _slashed(match: Match) -> Meaning | None:
    one, two, year = match.word("d").split("/")
    numbers = int(one), int(two)
    if not 1 <= min(numbers) <= 12 or max(numbers) > 31:  # noqa: PLR2004
        return None
    return Slashed(*numbers, whole_year(year))


def _dotted(match: Match) -> Meaning | None:
    """Read 4.4.2019, which is day first wherever it is written, and 2019/4/4."""
    numbers = [int(digits) for digits in re.split(r"\D", match.word("d"))]
    year, month, day = numbers if numbers[0] > 31 else reversed(numbers)  # noqa: PLR2004
    when = date_of(year, month, day)
    return Fixed(c.day(when)) if when else None


def _fiscal_years(match: Match) -> Meaning | None:
    """Read "fiscal year 2012-13": some time in the two years that it is named after."""
    years = _years(match)
    return replace(years, extent=Extent.WITHIN) if isinstance(years, Range) else None


def _fiscal(match: Match) -> Meaning | None:
    digits = "".join(ch for ch in match.words("y")[-1] if ch.isdecimal())
    return part_of(read_part(match.words("p")), Fixed(c.fiscal_year(whole_year(digits))))


#: Words that make one number of a span of days a range: "3 to 5 April".
_FROM = "(from | between)?"
_TO = "(to | until | till | through | <dash> | <and:and>)"

RULES = (
    Rule("iso day", "<d:iso>", _iso),
    Rule(
        "day month year",
        "(<anyweekday> <comma>?)? the? <d:dayno> of? <m:month> of? <comma>? <y:year>",
        _day,
    ),
    Rule(
        "month day year",
        "(<anyweekday> <comma>?)? <m:month> the? <d:dayno> <comma>? <y:year>",
        _day,
    ),
    Rule("month day", "(<w:anyweekday> <comma>?)? <m:month> the? <d:dayno>", _month_day),
    Rule("day month", "(<w:anyweekday> <comma>?)? the? <d:dayno> of? <m:month>", _month_day),
    Rule("day of month", "(<w:anyweekday> <comma>?)? the <d:nth> of <m:month>", _month_day),
    Rule("days month", f"{_FROM} <a:dayno> {_TO} <b:dayno> of? <m:month> <comma>? <y:year>", _days),
    Rule("days month, no year", f"{_FROM} <a:dayno> {_TO} <b:dayno> of? <m:month>", _days),
    Rule("month days", f"{_FROM} <m:month> <a:dayno> {_TO} <b:dayno> <comma>? <y:year>", _days),
    Rule("month days, no year", f"{_FROM} <m:month> <a:dayno> {_TO} <b:dayno>", _days),
    Rule("month year", "<p:partof>? <m:month> of? <comma>? <y:year>", _month),
    Rule("month short year", "<p:partof>? <m:month> <y:shortyear>", _month),
    Rule("year", "<p:partof>? (the year)? <y:year>", _year),
    Rule("years", "<a:year> (<dash> | <slash>) <b:plain>", _years),
    Rule("short year", "<y:shortyear>", _short_year),
    Rule("decade", "<p:partof>? <the:the>? <d:decade>", _decade),
    Rule("nineties", "<p:partof>? the <d:nineties>", _nineties),
    Rule("century", "<p:partof>? the? <n:nth> <dash>? century", _century),
    Rule("slashed day", "<d:slashed>", _slashed),
    Rule("dotted day", "<d:dotted>", _dotted),
    Rule("year first", "<d:yearfirst>", _dotted),
    Rule(
        "fiscal years",
        "the? <fiscal> year? <a:year> (<dash> | <slash>) <b:plain>",
        _fiscal_years,
    ),
    Rule("fiscal year", "<p:partof>? the? <fiscal> year? <y:year>", _fiscal),
    Rule("FY", "<p:partof>? <y:fiscalyear>", _fiscal),
)
