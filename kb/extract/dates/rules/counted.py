"""Counted distances and durations: "two weeks ago", "three days later", "for 33 years"."""

from __future__ import annotations

from itertools import takewhile
from math import ceil
from typing import TYPE_CHECKING

from kb.extract.dates import vocabulary as v
from kb.extract.dates.calendar import Unit
from kb.extract.dates.combined import Range, Roughly
from kb.extract.dates.lists import words as words_of
from kb.extract.dates.meaning import Rests, Undated
from kb.extract.dates.monthly import Ahead
from kb.extract.dates.numbers import read_count, write_count
from kb.extract.dates.patterns import Rule
from kb.extract.dates.relative import Anniversary, Hours, Step, Vague
from kb.extract.dates.timex import TimexKind
from kb.model.dates import Extent

if TYPE_CHECKING:
    from kb.extract.dates.meaning import Meaning
    from kb.extract.dates.patterns import Match

_PAST = words_of("ago earlier before previously prior back")
_FROM_FOCUS = words_of("earlier later before after afterwards previously prior on")
_MORE = frozenset({"more", "over"})
_EXACT = frozenset({"", "just", "exactly", "only"})
_SHORT = {Unit.HOUR: 24, Unit.MINUTE: 1440, Unit.SECOND: 86400}
_SPAN_OF = {Unit.DECADE: ("Y", 10), Unit.CENTURY: ("Y", 100), Unit.FORTNIGHT: ("W", 2)}
#: "a year and a half ago" is about 18 months ago.
_FINER = {
    Unit.CENTURY: (Unit.DECADE, 10),
    Unit.DECADE: (Unit.YEAR, 10),
    Unit.YEAR: (Unit.MONTH, 12),
    Unit.MONTH: (Unit.WEEK, 4),
    Unit.WEEK: (Unit.DAY, 7),
}
#: "a year ago this month" is that month of a year ago.
_GRAINS = {"today": Unit.DAY, "week": Unit.WEEK, "month": Unit.MONTH}
_LOOSE = frozenset({Unit.DAY, Unit.NIGHT, Unit.SEASON})
_MEASURING = words_of(
    "for in within over about after than nearly almost only just half took lasted"
)
#: Words that compare with a time past: "the most in two years", "once in a decade".
_RANKING = words_of(
    "time times once twice most least best worst record low lows high highs level only"
)
_VERBS = words_of("will shall ll be is are to not")
#: How many words before "in two years" such a word may stand.
_RANK_REACH = 8
_MEASURED = words_of("after before of or later earlier")


def write_duration(count: float | None, unit: Unit) -> str:
    """TIMEX3's value of so many units: P2W, PT30M, PXY."""
    if unit in _SHORT:
        return f"PT{write_count(count)}{unit.value[0]}"
    if unit is Unit.NIGHT:
        unit = Unit.DAY
    if unit in _SPAN_OF and count is not None:
        letter, factor = _SPAN_OF[unit]
        return f"P{write_count(count * factor)}{letter}"
    return f"P{write_count(count)}{unit.value}"


def _away(match: Match) -> Meaning | None:
    """A counted distance, from now ("ago") or from a stated date ("earlier", "later")."""
    direction = match.word("s")
    if direction in {"later", "earlier"} and match.after() == "than":
        return None
    if direction in {"before", "after", "on", "prior", "previously"} and not _closes(match):
        return None
    unit, count = v.ALL_UNITS[match.word("u")], read_count(match.words("n"))
    past = direction in _PAST
    rests = Rests.FOCUS if direction in _FROM_FOCUS else Rests.REFERENCE
    if match.word("half") and count is not None:
        count += 0.5
    if grain := _GRAINS.get(match.words("grain")[-1] if match.words("grain") else ""):
        return Anniversary(unit, -int(count), grain) if count and count == int(count) else None
    meaning = _distance(count, unit, past=past, rests=rests)
    roughly = match.word("about")
    if isinstance(meaning, Step) and roughly not in _EXACT:
        return Roughly(meaning, "more" if roughly in _MORE and past else "")
    return meaning


def _closes(match: Match) -> bool:
    """Whether the phrase ends here: "two days before." but not "two days before the launch"."""
    after = match.after()
    return not after or not after[0].isalnum() or after in {"and", "but", "when"}


def _distance(count: float | None, unit: Unit, *, past: bool, rests: Rests) -> Meaning:
    sign = -1 if past else 1
    if count is None:
        return Vague(past=past) if rests is Rests.REFERENCE else _unclear(past=past)
    if unit in _SHORT:
        return (
            Hours(sign * ceil(count / _SHORT[unit]))
            if rests is Rests.REFERENCE
            else _unclear(past=past)
        )
    if count != int(count):
        finer, factor = _FINER.get(unit, (unit, 1))
        return Roughly(Step(finer, sign * round(count * factor), rests))
    return Step(unit, sign * int(count), rests)


def _unclear(*, past: bool) -> Meaning:
    return Undated(TimexKind.REFERENCE, "PAST_REF" if past else "FUTURE_REF")


def _plural_ago(match: Match) -> Meaning | None:
    """Read "months ago", "a long time ago"; "weeks earlier" is no bound on anything."""
    if match.word("s") == "ago":
        return Vague(past=True)
    return _unclear(past=True) if match.word("s") == "earlier" or _closes(match) else None


def _duration(match: Match) -> Meaning | None:
    unit, words = v.ALL_UNITS[match.word("u")], match.words("n")
    if match.after() in {"old", "ago"} or (match.after() == "-" and match.after(2) == "old"):
        return None
    if (
        unit is Unit.SECOND
        and not (words and words[0][0].isdecimal())
        and match.word("u") == "second"
    ):
        return None
    if words in (["a"], ["an"], ["some"], ["many"]) and _is_rate(match, unit):
        return Undated(TimexKind.SET, write_duration(1, unit))
    if words in (["a"], ["an"]) and (match.after() == "-" or unit is Unit.QUARTER):
        return None  # "a year-long", "a quarter of"
    if words == ["a"] and unit in _LOOSE and not _measured(match):
        return None
    return Undated(TimexKind.DURATION, write_duration(read_count(words), unit))


def _measured(match: Match) -> bool:
    """Whether "a day" is a length of time, not one that something is said of ("a good day")."""
    return match.before() in _MEASURING or match.after() in _MEASURED


def _first_of_two(match: Match) -> Meaning | None:
    """The first number of "60 to 90 days"."""
    unit = v.ALL_UNITS.get(match.after(3), v.ALL_UNITS.get(match.after(4)))
    count = read_count(match.words("n"))
    return Undated(TimexKind.DURATION, write_duration(count, unit)) if unit else None


def _single(match: Match) -> Meaning | None:
    return Undated(TimexKind.DURATION, write_duration(1, v.UNITS[match.word("u")]))


def _is_rate(match: Match, unit: Unit) -> bool:
    """Whether "a year" follows a number or a money amount: "15 a year", "twice a week"."""
    del unit
    before = match.before()
    return before[:1].isdecimal() or before in {
        "twice",
        "once",
        "times",
        "percent",
        "million",
        "billion",
        "%",
        "dollars",
        "cents",
        "euros",
    }


def _span(match: Match) -> Meaning | None:
    """Read "the past two years", "the next four years", "the last few days"."""
    words, unit = match.words("n"), v.ALL_UNITS[match.word("u")]
    if not words and match.word("u") in v.UNITS:
        return None
    return Undated(TimexKind.DURATION, write_duration(read_count(words) if words else None, unit))


def _plain(match: Match) -> Meaning | None:
    """Bare plurals after a preposition: "for years", "in minutes"."""
    return Undated(TimexKind.DURATION, write_duration(None, v.PLURAL_UNITS[match.word("u")]))


def _recent(match: Match) -> Meaning | None:
    """Read "recent weeks": the past, and no length of time."""
    del match
    return Undated(TimexKind.REFERENCE, "PAST_REF")


def _counts_ago(match: Match) -> Meaning | None:
    """Read "two or three weeks ago": some time from the one to the other."""
    unit = v.PLURAL_UNITS[match.word("u")]
    near, far = read_count(match.words("a")), read_count(match.words("b"))
    if near is None or far is None or near >= far or near != int(near) or far != int(far):
        return None
    if unit in _SHORT:
        return Hours(-ceil(far / _SHORT[unit]))
    return Range(Step(unit, -int(far)), Step(unit, -int(near)), Extent.WITHIN)


def _ahead(match: Match) -> Meaning | None:
    """Read "in two weeks", which a verb of the future makes a date."""
    count, length = read_count(match.words("n")), _duration(match)
    if count is None or not isinstance(length, Undated) or length.kind is not TimexKind.DURATION:
        return None
    if match.after() == "of" or _compares(match):
        return None
    meaning = _distance(count, v.ALL_UNITS[match.word("u")], past=False, rests=Rests.REFERENCE)
    if isinstance(meaning, Step) and match.word("about") not in _EXACT:
        meaning = Roughly(meaning)
    return Ahead(meaning, length)


def _compares(match: Match) -> bool:
    """Whether it is a time looked back on: "the lowest in two years", "the third visit in a week".

    Only words up to the verb count: not "the first ships will come in two weeks".
    """
    before = takewhile(lambda word: word not in _VERBS, map(match.before, range(2, _RANK_REACH)))
    return any(word in _RANKING or word in v.ORDINALS or _superlative(word) for word in before)


def _superlative(word: str) -> bool:
    return word.endswith("est") and word != "west"


RULES = (
    Rule("counts ago", "<a:count> (or | to | <dash>) <b:count> <u:units> ago", _counts_ago),
    Rule("in two weeks", "(?<=in) <about:roughly>? than? <n:count> <u:anyunit>", _ahead),
    Rule(
        "counted distance", "<about:roughly>? than? <n:count> <dash>? <u:anyunit> <s:away>", _away
    ),
    Rule(
        "counted distance and a half",
        "<about:roughly>? than? <n:count> <u:unit> and a <half:half> <s:away>",
        _away,
    ),
    Rule(
        "a year ago today",
        "<n:count> <u:anyunit> <s:ago> (<grain:today> | this <grain:bigunit>)",
        _away,
    ),
    Rule("weeks' time", "<n:count> <u:anyunit> <possessive> <s:time>", _away),
    Rule("from now", "<about:roughly>? than? <n:count> <dash>? <u:anyunit> <s:from> now", _away),
    Rule("plural ago", "<u:units> <s:agoword>", _plural_ago),
    Rule(
        "long ago",
        "((a|some) (very|long|short|little)* (time|while) | long | not long) <s:ago>",
        _plural_ago,
    ),
    Rule(
        "duration",
        "<about:roughly>? than? <n:count> (<consecutive>? <trading>? | <dash>) <u:anyunit>",
        _duration,
    ),
    Rule("single day", "single <dash>? <u:unit>", _single),
    Rule(
        "first of two",
        "<n:plain> (?= (to | or | and | <dash>) <count> <dash>? <units>)",
        _first_of_two,
    ),
    Rule("span", "the? <spanrelation> (<n:count> <consecutive>? <trading>?)? <u:anyunit>", _span),
    Rule("plural units", "(?<=<spanpreposition>) <u:units>", _plain),
    Rule("recent years", "recent <u:units>", _recent),
    Rule("over the years", "(?<=over) the <u:units>", _plain),
    Rule("years of", "<u:units> (?=of)", _plain),
    Rule("years-long", "<u:units> <dash> long", _plain),
)
