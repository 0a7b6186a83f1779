"""Expressions that are typed and date nothing: repetition, now, the past, the future."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.extract.dates import vocabulary as v
from kb.extract.dates.meaning import Undated
from kb.extract.dates.patterns import Rule
from kb.extract.dates.rules.counted import write_duration
from kb.extract.dates.timex import TimexKind

if TYPE_CHECKING:
    from collections.abc import Callable

    from kb.extract.dates.meaning import Meaning
    from kb.extract.dates.patterns import Match


def _every(match: Match) -> Meaning | None:
    name = match.word("u")
    if name in v.ALL_UNITS:
        return Undated(TimexKind.SET, write_duration(1, v.ALL_UNITS[name]))
    if name in v.WEEKDAYS:
        return Undated(TimexKind.SET, f"XXXX-WXX-{v.WEEKDAYS[name] + 1}")
    if name in v.DAY_PARTS:
        return Undated(TimexKind.SET, f"XXXX-XX-XXT{v.DAY_PARTS[name]}")
    return Undated(TimexKind.SET, f"XXXX-{v.MONTHS[name]:02d}")


def _every_count(match: Match) -> Meaning | None:
    from kb.extract.dates.numbers import read_count

    return Undated(
        TimexKind.SET, write_duration(read_count(match.words("n")), v.ALL_UNITS[match.word("u")])
    )


def _weekdays(match: Match) -> Meaning | None:
    return Undated(TimexKind.SET, f"XXXX-WXX-{v.PLURAL_WEEKDAYS[match.word('w')] + 1}")


def _weekends(match: Match) -> Meaning | None:
    del match
    return Undated(TimexKind.SET, "XXXX-WXX-WE")


def _frequency(match: Match) -> Meaning | None:
    return Undated(TimexKind.SET, v.FREQUENCIES[match.word("f")])


def _refers(value: str) -> Callable[[Match], Meaning | None]:
    def build(match: Match) -> Meaning | None:
        del match
        return Undated(TimexKind.REFERENCE, value)

    return build


RULES = (
    Rule("every", "(every|each) (other)? <u:repeated>", _every),
    Rule("every few", "every <n:count> <u:units>", _every_count),
    Rule("per year", "per <u:unit>", _every),
    Rule("weekdays", "<w:weekdays>", _weekdays),
    Rule("weekends", "(?<=on) weekends", _weekends),
    Rule("frequency", "<f:frequency>", _frequency),
    Rule(
        "now",
        "(?<!every) now (?! <dash>) | currently | presently | nowadays | at present | these days",
        _refers("PRESENT_REF"),
    ),
    Rule(
        "the moment",
        "(?<=at) the moment | the time being | the present (time|day)?",
        _refers("PRESENT_REF"),
    ),
    Rule("current", "current (?! <dash>)", _refers("PRESENT_REF")),
    Rule(
        "recently",
        "more? recently | most recently | lately | (?<!most) recent",
        _refers("PAST_REF"),
    ),
    Rule(
        "the past",
        "(?<=in) the (recent)? past (?! <count>? <anyunit>) | of the past (?! <count>? <anyunit>)",
        _refers("PAST_REF"),
    ),
    Rule(
        "the future",
        "(the (near | immediate | foreseeable)? | (?<=in) (near)?) future",
        _refers("FUTURE_REF"),
    ),
    Rule(
        "soon",
        "(?<!as) very? soon (?! <dash>) | the (near|long|short) <dash>? term",
        _refers("FUTURE_REF"),
    ),
)
