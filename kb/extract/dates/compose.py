"""Ranges out of single dates: "from April to June", "since 2014", "by Friday"."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kb.extract.dates.calendar import Unit, day
from kb.extract.dates.combined import Bound, Clock, Lasting, Open, PartOf, Range, Roughly, WeekAt
from kb.extract.dates.lists import words
from kb.extract.dates.monthly import DayOfMonth
from kb.extract.dates.named import FeastDay, Fixed, MonthDay, OfYear, date_of, of_year
from kb.extract.dates.relative import Vague, Weekday
from kb.extract.dates.timex import TimexKind
from kb.model.dates import Extent

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kb.extract.dates.meaning import Meaning
    from kb.extract.dates.tokens import Token

_TO = frozenset({"to", "until", "till", "through", "-", "–", "—"})
_BOUNDS = {
    "since": Bound.SINCE,
    "until": Bound.UNTIL,
    "till": Bound.UNTIL,
    "through": Bound.UNTIL,
    "by": Bound.BY,
    "before": Bound.BEFORE,
    "after": Bound.AFTER,
}
#: A date after "before" is its end only if no noun follows: not "before Thursday meetings".
_CLOSERS = words(
    """
    and but or when as in on at the a an which who that to for with by from he she it they we i
    said if because while after before until was were is are has had will would of about
    """
)
_JOINS_DAY = words(", on at about around")
_JOINS_CLOCKS = _JOINS_DAY | words("to and until in - –")
_ROUGHLY = words("around about circa approximately roughly c ca")
_AT_LATEST = (["no", "later"], ["not", "later"])
#: What is moved "from Monday to Friday" doesn't last from Monday to Friday.
_MOVERS = words("moved postponed delayed rescheduled shifted changed pushed revised")


@dataclass(frozen=True, slots=True)
class Found:
    """Some tokens and what they mean."""

    first: int  #: index of the first token
    last: int  #: index of the last token, inclusive
    meaning: Meaning
    parts: tuple[Found, ...] = ()  #: the single dates of a range


def compose(tokens: Sequence[Token], atoms: Sequence[Found]) -> list[Found]:
    """The single dates, those that form a range joined into one."""
    out: list[Found] = []
    queue = place_clocks(tokens, share_years(tokens, atoms))
    index = 0
    while index < len(queue):
        pair = queue[index : index + 2]
        joined = _range(tokens, pair[0], pair[1]) if len(pair) > 1 else None
        if joined:
            out.append(joined)
            index += 2
            continue
        opened = _open(tokens, pair[0])
        while out and out[-1].last >= opened.first:  # "the weekend" of "the weekend of April 6"
            out.pop()
        out.append(opened)
        index += 1
    return out


def place_clocks(tokens: Sequence[Token], atoms: Sequence[Found]) -> list[Found]:
    """Give a time of day the day beside it: "16:15 UTC, June 1", "on June 1 at noon"."""
    out = list(atoms)
    for index, found in enumerate(out):
        if not isinstance(found.meaning, Clock) or found.meaning.day is not None:
            continue
        for near in (*atoms[index + 1 : index + 2], *atoms[max(0, index - 1) : index]):
            first, last = sorted((found, near), key=lambda one: one.first)
            gap = {token.word for token in tokens[first.last + 1 : last.first]}
            day = _day_of(near.meaning, gap)
            if day is not None:
                out[index] = replace(found, meaning=replace(found.meaning, day=day))
                break
    return out


def _day_of(near: Meaning, gap: set[str]) -> Meaning | None:
    """The day of an expression, if the words between join a time of day to it."""
    if isinstance(near, Clock) and gap <= _JOINS_CLOCKS:
        return near.day
    return near if gap <= _JOINS_DAY and _is_day(near) else None


def _is_day(meaning: Meaning) -> bool:
    inner = meaning.whole if isinstance(meaning, PartOf) else meaning
    fixed = isinstance(inner, Fixed) and inner.period.unit is Unit.DAY
    return fixed or isinstance(inner, MonthDay | FeastDay | Weekday)


def share_years(tokens: Sequence[Token], atoms: Sequence[Found]) -> list[Found]:
    """Give a date without a year that of the date it is joined with: "April and May 2019"."""
    out = list(atoms)
    for index in range(len(out) - 2, -1, -1):
        one, two = out[index], out[index + 1]
        between = [token.word for token in tokens[one.last + 1 : two.first]]
        if len(between) == 1 and (between[0] in _TO or between[0] in {"and", "or", ","}):
            shared = _with_year(one.meaning, two.meaning, ordered=between[0] in _TO)
            out[index] = replace(one, meaning=shared)
    return out


def _with_year(one: Meaning, two: Meaning, *, ordered: bool) -> Meaning:
    """`one` in the year of `two`; what begins a range may lie in the year before."""
    if isinstance(one, PartOf):
        return replace(one, whole=_with_year(one.whole, two, ordered=ordered))
    if isinstance(two, PartOf):
        two = two.whole
    if isinstance(one, DayOfMonth) and one.month is None:  # "from the 3rd to the 5th of May"
        return _in_month(one, two)
    if not isinstance(two, Fixed) or two.period.first is None:
        return one
    year = two.period.first.year
    if isinstance(one, OfYear) and not one.relation and two.period.unit in {one.unit, Unit.DAY}:
        options = [of_year(one.unit, y, one.number) for y in (year, year - 1)]
    elif isinstance(one, MonthDay | FeastDay) and two.period.unit in {Unit.DAY, Unit.MONTH}:
        options = [one.on(y) for y in (year, year - 1)]
    else:
        return one
    fitting = [p for p in options if p and p.first and (p.first <= two.period.first or not ordered)]
    return Fixed(fitting[0]) if fitting else one


def _in_month(one: DayOfMonth, two: Meaning) -> Meaning:
    """A day that is only numbered, in the month of the one it is joined with."""
    if isinstance(two, MonthDay):
        return MonthDay(two.month, one.number)
    if isinstance(two, Fixed) and two.period.unit is Unit.DAY and two.period.first:
        when = date_of(two.period.first.year, two.period.first.month, one.number)
        return Fixed(day(when)) if when else one
    return one


def _dates(found: Found) -> bool:
    meaning = found.meaning
    kind = meaning.kind in {TimexKind.DATE, TimexKind.TIME}
    return kind and not isinstance(meaning, Range | Open | Vague)


def _range(tokens: Sequence[Token], one: Found, two: Found) -> Found | None:
    """Join "from A to B", "between A and B", "A to B", "A–B"."""
    if two.first != one.last + 2 or not (_dates(one) and _dates(two)):
        return None
    link = tokens[one.last + 1].word
    opener = tokens[one.first - 1].word if one.first else ""
    before = tokens[one.first - 2].word if one.first > 1 else ""
    if opener == "between" and link == "and":
        extent = Extent.WITHIN
    elif link in _TO and not (opener == "from" and before in _MOVERS):
        extent = Extent.THROUGHOUT
    else:
        return None
    first = one.first - (opener in {"from", "between"})
    return Found(first, two.last, Range(one.meaning, two.meaning, extent), (one, two))


def _open(tokens: Sequence[Token], found: Found) -> Found:
    """Read what opens a range: "since A", "until A", "by A", "before A", "after A", "from A on"."""
    opener = tokens[found.first - 1].word if found.first else ""
    after = tokens[found.last + 1].word if found.last + 1 < len(tokens) else ""
    if not _dates(found):
        return found
    if opener == "throughout":
        return Found(found.first - 1, found.last, Lasting(found.meaning), (found,))
    if opener in _ROUGHLY and _year_or_month(found.meaning):
        return Found(found.first - 1, found.last, Roughly(found.meaning), (found,))
    if opener in {"of", "beginning", "starting", "ending"} and _is_day(found.meaning):
        return _week(tokens, found)
    if opener == "from" and after in {"on", "onward", "onwards"}:
        return Found(found.first - 1, found.last + 1, Open(Bound.SINCE, found.meaning), (found,))
    if (
        opener == "than"
        and [t.word for t in tokens[found.first - 3 : found.first - 1]] in _AT_LATEST
    ):
        return Found(found.first - 3, found.last, Open(Bound.BY, found.meaning), (found,))
    bound = _BOUNDS.get(opener)
    if bound is None or not _bounds(bound, after):
        return found
    return Found(found.first - 1, found.last, Open(bound, found.meaning), (found,))


def _week(tokens: Sequence[Token], found: Found) -> Found:
    """Read "the week of April 8", "the week ending 5 May"."""
    ahead = [token.word for token in tokens[max(0, found.first - 3) : found.first]]
    unit = next((word for word in ("week", "weekend") if word in ahead), None)
    if unit is None:
        return found
    first = found.first - len(ahead) + ahead.index("the" if "the" in ahead else unit)
    meaning = WeekAt(found.meaning, ahead[-1], weekend=unit == "weekend")
    return Found(first, found.last, meaning, ())


def _year_or_month(meaning: Meaning) -> bool:
    wide = {Unit.MONTH, Unit.YEAR, Unit.DECADE}
    return isinstance(meaning, Fixed) and meaning.period.unit in wide


def _bounds(bound: Bound, after: str) -> bool:
    """Whether what follows leaves the date an end: "after Monday's attack" names the attack."""
    if after.startswith(("'", "’")):
        return bound in {Bound.SINCE, Bound.UNTIL}
    if bound in {Bound.BEFORE, Bound.AFTER}:
        return not after[:1].isalnum() or after in _CLOSERS
    return True
