"""Months, quarters, halves and seasons, with a year, a relative year, or none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.extract.dates import calendar as c
from kb.extract.dates import vocabulary as v
from kb.extract.dates.calendar import Unit
from kb.extract.dates.combined import part_of
from kb.extract.dates.feasts import feast
from kb.extract.dates.lists import words
from kb.extract.dates.meaning import Rests
from kb.extract.dates.named import FeastDay, Fixed, InYear, OfYear, WeekOfMonth
from kb.extract.dates.numbers import read_ordinal
from kb.extract.dates.patterns import Rule
from kb.extract.dates.relative import Step
from kb.extract.dates.rules.absolute import whole_year
from kb.extract.dates.rules.parts import read_part
from kb.model.dates import Part

if TYPE_CHECKING:
    from kb.extract.dates.meaning import Meaning
    from kb.extract.dates.patterns import Match

RELATIONS = {
    "last": "last",
    "past": "last",
    "previous": "last",
    "this": "this",
    "current": "this",
    "next": "next",
    "coming": "next",
    "upcoming": "next",
}
STEPS = {"last": -1, "this": 0, "next": 1}
#: Words before a month that is an ordinary word too: "in March", not "a March on Washington".
_BEFORE_MARCH = words(
    """
    in since until till by from to through throughout during between before after for and of or
    around on
    """
)
_BEFORE_MAY = _BEFORE_MARCH - {"by", "to", "for", "and", "of", "or", "on", "around"}
_BEFORE_SEASON = words("in by since until till during through throughout from before after")
_NUMBERED = {"quarter": (Unit.QUARTER, 4), "half": (Unit.HALF, 2)}
#: What may name the year of a month or a quarter.
YEAR = "(<y:year> | the? <r:relation> year | <y:shortyear>)"


def year_of(match: Match) -> Meaning | None:
    """The year that a match captured, as digits (y) or as "last year" (r)."""
    if digits := match.word("y"):
        return Fixed(c.year(whole_year(digits.lstrip("'’"))))
    relation = match.word("r")
    if relation in RELATIONS:
        return Step(Unit.YEAR, STEPS[RELATIONS[relation]])
    focus = {"that": 0, "same": 0, "following": 1, "preceding": -1}
    return Step(Unit.YEAR, focus[relation], Rests.FOCUS) if relation in focus else None


def _month_of_year(match: Match) -> Meaning | None:
    year = year_of(match)
    inner = InYear(Unit.MONTH, v.MONTHS[match.word("m")], year) if year else None
    return part_of(read_part(match.words("p")), inner) if inner else None


def _month(match: Match) -> Meaning | None:
    name, part, relation = match.word("m"), match.words("p"), match.word("r")
    if not (part or relation) and not _stands_alone(name, match.before()):
        return None
    if relation and relation not in RELATIONS:
        return None  # "that March", "the following March"
    if match.names and match.before() not in _BEFORE_MARCH:
        return None  # "April Smith"
    inner = OfYear(Unit.MONTH, v.MONTHS[name], RELATIONS.get(relation, ""))
    return part_of(read_part(part), inner)


def _stands_alone(month: str, before: str) -> bool:
    """Whether a bare month is one: "May" and "March" need a preposition, "Jan" more than that."""
    if month in v.CERTAIN_MONTHS:
        return True
    return before in (_BEFORE_MAY if month == "May" else _BEFORE_MARCH)


def _numbered(match: Match) -> Meaning | None:
    unit, most = _NUMBERED[match.word("u")]
    number = read_ordinal(match.words("n"))
    if number == -1:
        number = most
    year = year_of(match)
    if number is None or number > most:
        return None
    if year is not None:
        return InYear(unit, number, year)
    return OfYear(unit, number) if unit is Unit.QUARTER else None


def _quarter_name(match: Match) -> Meaning | None:
    unit, most = (Unit.QUARTER, 4) if match.word("n")[0] in "qQ" else (Unit.HALF, 2)
    number, year = int(match.word("n")[1]), year_of(match)
    if number > most:
        return None
    return InYear(unit, number, year) if year else OfYear(unit, number)


def _fiscal_part(match: Match) -> Meaning | None:
    digits = "".join(ch for ch in match.word("y") if ch.isdecimal())
    if digits:
        return Fixed(c.fiscal_year(whole_year(digits)))
    return Step(Unit.FISCAL_YEAR, 0)


def _season_of_year(match: Match) -> Meaning | None:
    year = year_of(match)
    inner = InYear(Unit.SEASON, v.SEASONS[match.word("s")], year) if year else None
    return part_of(read_part(match.words("p")), inner) if inner else None


def _season(match: Match) -> Meaning | None:
    name, relation, part = match.word("s"), RELATIONS.get(match.word("r"), ""), match.words("p")
    before = match.before(1)
    if before == "the":
        before = match.before(2)
    owned = before.startswith(("'", "’")) or before in {"their", "its"}
    stated = relation or part or owned or before in _BEFORE_SEASON
    falling = name == "fall" and (match.after() in {"of", "in", "from", "by", "to"})
    if not stated or (falling and not part):
        return None
    return part_of(read_part(part), OfYear(Unit.SEASON, v.SEASONS[name], relation))


_PART_OF_NTH = {1: Part.EARLY, 2: Part.LATE}


def _half_of(match: Match) -> Meaning | None:
    """The first or second half of a month or a decade, which have no halves of their own."""
    number = read_ordinal(match.words("n"))
    part = Part.LATE if number == -1 else _PART_OF_NTH.get(number or 0)
    if part is None:
        return None
    if month := match.word("m"):
        inner: Meaning = OfYear(Unit.MONTH, v.MONTHS[month])
        if year := match.word("y"):
            inner = Fixed(c.month(int(year), v.MONTHS[month]))
        return part_of(part, inner)
    if digits := match.word("d"):
        return part_of(part, Fixed(c.decade(int(digits.rstrip("'’s")))))
    unit = v.UNITS[match.word("u")]
    relation = RELATIONS.get(match.word("r"), "this")
    if unit is Unit.YEAR:
        return InYear(Unit.HALF, 1 if part is Part.EARLY else 2, Step(unit, STEPS[relation]))
    return part_of(part, Step(unit, STEPS[relation]))


def _week_of(match: Match) -> Meaning | None:
    """Read "the last week of March": the month, and the part of it that the ordinal names."""
    number = read_ordinal(match.words("n")) or 0
    month = v.MONTHS[match.word("m")]
    year = year_of(match)
    inner: Meaning = InYear(Unit.MONTH, month, year) if year else OfYear(Unit.MONTH, month)
    return WeekOfMonth(number, inner) if number in {1, 2, 3, 4, -1} else None


def _feast(match: Match) -> Meaning | None:
    named = feast(match.words("f"))
    if named is None:
        return None
    if digits := match.word("y"):
        day = named.on(whole_year(digits.lstrip("'’")))
        return Fixed(c.day(day)) if day else None
    relation = match.word("r")
    if not relation:
        return FeastDay(named)
    return FeastDay(named, STEPS[RELATIONS[relation]]) if relation in RELATIONS else None


_RELATION = "(the? <r:relation>)"

RULES = (
    Rule("month of year", f"<p:partof>? <m:month> <comma>? of? {YEAR}", _month_of_year),
    Rule("month", f"<p:partof>? {_RELATION}? <m:month>", _month),
    Rule(
        "numbered part",
        f"the? <n:nthlast> <dash>? <u:numbered> (<comma>? (of|in)? {YEAR})?",
        _numbered,
    ),
    Rule(
        "year's part",
        "((the? <r:relation> year | <y:year>) <possessive> <n:nthlast> <u:numbered>"
        "| <y:year> <n:nth> <dash>? <u:numbered> | <n:nth> <dash>? <u:numbered> <y:year>)",
        _numbered,
    ),
    Rule("quarter name", f"<n:quartername> (<comma>? of? {YEAR})?", _quarter_name),
    Rule("quarter name after year", "<y:year> <n:quartername>", _quarter_name),
    Rule(
        "fiscal part",
        "the? (<fiscal> <nth> <dash>? quarter | <nth> <dash>? <fiscal> <dash>? quarter)"
        "(of? <fiscal>? year? <y:year> | of? <y:fiscalyear>)?",
        _fiscal_part,
    ),
    Rule(
        "part of fiscal year",
        "the? <nth> <dash>? quarter of (<y:fiscalyear> | <fiscal> year? <y:year>)",
        _fiscal_part,
    ),
    Rule(
        "season of year",
        f"(<p:partof> | the)? <s:seasonname> <comma>? of? {YEAR}",
        _season_of_year,
    ),
    Rule("season", f"<p:partof>? {_RELATION}? <s:seasonname>", _season),
    Rule(
        "half of",
        "the? <n:nthlast> half of"
        "(the? <r:relation>? <u:longunit> | <m:month> <y:year>? | the <d:decade>)",
        _half_of,
    ),
    Rule(
        "week of month",
        f"the? <n:nthlast> (week|weekend) (of|in) <m:month> (of? {YEAR})?",
        _week_of,
    ),
    Rule("feast", f"<f:feast> (<comma>? of? {YEAR})?", _feast),
)
