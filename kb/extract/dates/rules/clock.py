"""Times of day: they keep the day that the words give, and give none themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.extract.dates import vocabulary as v
from kb.extract.dates.calendar import Unit
from kb.extract.dates.combined import Clock
from kb.extract.dates.lists import words
from kb.extract.dates.meaning import Rests
from kb.extract.dates.patterns import Rule
from kb.extract.dates.relative import Overnight, Step, Weekday
from kb.extract.dates.rules.yearly import RELATIONS

if TYPE_CHECKING:
    from kb.extract.dates.meaning import Meaning
    from kb.extract.dates.patterns import Match

_DAYS = {"today": 0, "yesterday": -1, "tomorrow": 1}
#: Words before a clock that nothing else marks as a time of day; a score is "3:21" too.
_BEFORE_CLOCK = words(
    "at around by between and to until till before after from since about approximately past near ,"
    " shortly"
)
_NAMED = {"noon": "T12:00", "midnight": "T24:00", "midday": "T12:00"}


def _time(match: Match) -> str | None:
    """TIMEX3's time of a captured clock, or None when it is none."""
    if named := _NAMED.get(match.word("named")):
        return named
    digits = match.word("t")
    if not digits:
        return None
    if ":" in digits:
        hour, minute = (int(part) for part in digits.split(":")[:2])
    elif len(digits) == 4:  # noqa: PLR2004 -- "1400 GMT"
        hour, minute = int(digits[:2]), int(digits[2:])
    else:
        hour, minute = int(digits), 0
    half = match.word("h")[:1]
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    if hour > 24 or minute > 59:  # noqa: PLR2004
        return None
    zone = "Z" if match.word("z") in v.UTC_ZONES else ""
    return f"T{hour:02d}:{minute:02d}{zone}"


def _day(match: Match) -> Meaning | None:
    """The day that stands beside the clock."""
    if (name := match.word("w")) in v.WEEKDAYS:
        return Weekday(v.WEEKDAYS[name], RELATIONS.get(match.word("r"), ""))
    return Step(Unit.DAY, _DAYS[name]) if name in _DAYS else None


def _clock(match: Match) -> Meaning | None:
    time = _time(match)
    bare = not (match.word("h") or match.word("z") or match.word("w"))
    if time is None or (bare and match.before() not in _BEFORE_CLOCK):
        return None
    return Clock(time, _day(match))


def _day_part(match: Match) -> Meaning | None:
    part = match.word("p")
    code = f"T{v.DAY_PARTS[part]}" if part in v.DAY_PARTS else _NAMED[part]
    day = _day(match)
    return Clock(code, day) if day else None


def _early_hours(match: Match) -> Meaning | None:
    day = _day(match)
    return Clock("TMO", day) if day else None


def _deictic_part(match: Match) -> Meaning | None:
    relation, part = match.word("r"), match.word("p")
    code = f"T{v.DAY_PARTS[part]}"
    if relation in {"this", "last"}:
        return Clock(code, Step(Unit.DAY, 0 if relation == "this" else -1))
    steps = {"that": 0, "same": 0, "following": 1, "next": 1, "previous": -1}
    return Clock(code, Step(Unit.DAY, steps[relation], Rests.FOCUS)) if relation in steps else None


def _bare_part(match: Match) -> Meaning | None:
    return Clock(f"T{v.DAY_PARTS[match.word('p')]}")


def _tonight(match: Match) -> Meaning | None:
    del match
    return Clock("TNI", Step(Unit.DAY, 0))


def _overnight(match: Match) -> Meaning | None:
    """The word tells when, unless it stands before a noun ("an overnight train")."""
    return None if match.before() in {"an", "the", "almost", "become", "became"} else Overnight()


#: The day of a clock, unless it goes on as a date of its own ("Thursday, July 14").
_ON_DAY = (
    "(<comma>? on? <r:weekdayrelation>? <w:clockday>"
    "(?! <comma>? (<month> <dayno> | <dayno> <month>)))?"
)


def _clocked(name: str, time: str) -> Rule:
    return Rule(
        name,
        f"{time} (local time | <z:zone> time?)? {_ON_DAY}",
        _clock,
    )


RULES = (
    _clocked("clock", "<t:clock> <h:ampm>?"),
    _clocked("hour", "<t:hourno> <h:ampm>"),
    _clocked("named time", "<named:namedtime>"),
    Rule("military time", f"<t:fourdigits> hours? <z:zone> {_ON_DAY}", _clock),
    Rule(
        "day part",
        "(<partword> (on)?)? <r:weekdayrelation>? <w:clockday> <possessive>? <p:anypart>",
        _day_part,
    ),
    Rule("part on day", "(<partword> in?)? the? <p:daypart> (of|on) <w:clockday>", _day_part),
    Rule("early hours", "the early hours (of|on) <w:clockday>", _early_hours),
    Rule("deictic part", "(<partword> (in)?)? the? <r:partrelation> <p:daypart>", _deictic_part),
    Rule("trading part", "<partword>? <p:daypart> (trading | session)", _bare_part),
    Rule("in the morning", "(?<=in) (the | <partword>) <p:daypart>", _bare_part),
    Rule("tonight", "(<partword>)? tonight", _tonight),
    Rule("overnight", "overnight", _overnight),
)
