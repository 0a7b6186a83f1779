"""Find the temporal expressions of a text and resolve them against a reference."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field, replace
from itertools import islice, takewhile
from typing import TYPE_CHECKING

from kb.extract.dates import calendar as c
from kb.extract.dates.calendar import Period, Unit
from kb.extract.dates.combined import Bound, Clock, Open, PartOf, Range, Roughly
from kb.extract.dates.compose import Found, compose
from kb.extract.dates.cues import looks_ahead, read_cue
from kb.extract.dates.grammar import program
from kb.extract.dates.meaning import Cue, Meaning, Rests, Scope, Undated
from kb.extract.dates.monthly import Ahead, DayOfMonth
from kb.extract.dates.patterns import Match
from kb.extract.dates.relative import SamePeriod, Stated, StatedQuarter, Step, Vague, YearEarlier
from kb.extract.dates.rules import all_rules
from kb.extract.dates.timex import Piece, Quoted, Reference, Timex
from kb.extract.dates.tokens import read_tokens
from kb.model.dates import Basis, EventDate, unknown
from kb.model.events import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from kb.extract.dates.tokens import Token

#: How many characters after a stated date "the same day" and "two days later" can mean it.
FOCUS_REACH = 600
#: How far a date can stand from a clock time that belongs to its day.
CLOCK_REACH = 600


def find_dates(
    text: str,
    reference: Reference | None,
    *,
    start: int = 0,
    end: int | None = None,
    day_first: bool | None = None,
    quoted: Sequence[Quoted] = (),
) -> tuple[Timex, ...]:
    """The temporal expressions of `text[start:end]`, in order, not overlapping.

    Offsets are those of the whole text. Without a reference, expressions that need one come back
    with a date that is unknown but for its phrase. `day_first` says how to read "7/8/2007"; by
    default it is either day, and its date the range that holds both. What begins in a stretch of
    `quoted` speech (in order) counts from that stretch's own reference; quoted and other words
    don't count from each other's dates.
    """
    tokens, codes = read_tokens(text, start, len(text) if end is None else end)
    found = compose(tokens, _choose(tokens, codes))
    reader = _Reader(text, tokens, codes, reference, day_first, tuple(quoted))
    return tuple(reader.read(one) for one in found)


def _choose(tokens: Sequence[Token], codes: str) -> list[Found]:
    """The longest match at each place; of equally long ones, the earlier rule's."""
    candidates: list[tuple[int, int, int]] = []
    matches: list[Match] = []
    builders = []
    present = frozenset(codes)
    for rule in all_rules():
        for match in program(rule.pattern).matches(codes, present):
            first, after = match.span()
            candidates.append((first - after, first, len(matches)))
            matches.append(Match.of(tokens, match))
            builders.append(rule.build)
    taken = bytearray(len(tokens))
    chosen: list[Found] = []
    for _, first, index in sorted(candidates):
        last = matches[index].last
        if any(taken[first : last + 1]):
            continue
        meaning = builders[index](matches[index])
        if meaning is not None:
            chosen.append(Found(first, last, meaning))
            taken[first : last + 1] = b"\1" * (last + 1 - first)
    return sorted(chosen, key=lambda found: found.first)


@dataclass(frozen=True, slots=True)
class _Stated:
    """A closed period that the text has stated, for later words to count from."""

    period: Period
    basis: Basis
    end: int
    quoted: bool


@dataclass(slots=True)
class _Reader:
    """Resolves what was found, in order, remembering the dates that the text has stated."""

    text: str
    tokens: Sequence[Token]
    codes: str
    reference: Reference | None
    day_first: bool | None
    quoted: tuple[Quoted, ...] = ()
    stated: list[_Stated] = field(default_factory=list)

    def read(self, found: Found) -> Timex:
        """One expression, resolved."""
        start, end = self.tokens[found.first].start, self.tokens[found.last].end
        span = Span(start, end, self.text[start:end])
        cue = read_cue(self.tokens, self.codes, found.first, found.last)
        meaning = self._settled(found)
        cue = _cue(meaning, cue)
        date, value = self._resolve(meaning, span, cue)
        pieces = tuple(self._piece(part, cue) for part in found.parts)
        return Timex(span, meaning.kind, date, value, pieces)

    def _settled(self, found: Found) -> Meaning:
        """What is meant, now that the verb is known."""
        if not isinstance(found.meaning, Ahead):
            return found.meaning
        ahead = looks_ahead(self.tokens, self.codes, found.first)
        return found.meaning.date if ahead else found.meaning.length

    def _piece(self, found: Found, cue: Cue) -> Piece:
        start, end = self.tokens[found.first].start, self.tokens[found.last].end
        span = Span(start, end, self.text[start:end])
        _, value = self._resolve(found.meaning, span, cue)
        return Piece(start, end, found.meaning.kind, value)

    def _resolve(self, meaning: Meaning, span: Span, cue: Cue) -> tuple[EventDate, str | None]:
        if isinstance(meaning, Undated):
            return unknown(phrase=span.text), meaning.value
        focus = self._focus(meaning, span)
        scope = Scope(None, focus.period if focus else None, cue, self.day_first)
        speech = self._speech(span)
        reference = speech.reference if speech else self.reference
        period = _at(meaning, scope, reference)
        basis = self._basis(meaning, focus, reference, speech)
        if period is None or (focus and cue.past and _ahead(period, reference)):
            return unknown(phrase=span.text, basis=basis), self._guess(
                meaning, span, scope, reference
            )
        if period.first and period.last:
            whole = replace(period, part=None)
            self.stated.append(_Stated(whole, basis, span.end, quoted=speech is not None))
        return _event_date(period, span.text, basis), period.value or None

    def _speech(self, span: Span) -> Quoted | None:
        """The quoted speech that an expression begins in."""
        index = bisect_right(self.quoted, span.start, key=lambda q: q.start) - 1
        return self.quoted[index] if index >= 0 and span.start < self.quoted[index].end else None

    @staticmethod
    def _basis(
        meaning: Meaning, focus: _Stated | None, reference: Reference | None, speech: Quoted | None
    ) -> Basis:
        relative = Basis.RELATIVE_TO_QUOTATION if speech else Basis.RELATIVE_TO_PUBLICATION
        relative = reference.basis if reference else relative
        if meaning.rests is Rests.NOTHING:
            return Basis.EXPLICIT
        if meaning.rests is Rests.FOCUS and focus:
            return focus.basis
        if isinstance(meaning, Vague) and reference:
            quoted = relative is Basis.RELATIVE_TO_QUOTATION
            return Basis.SAYING_BOUND if quoted else Basis.PUBLICATION_BOUND
        return relative

    def _focus(self, meaning: Meaning, span: Span) -> _Stated | None:
        """The latest stated date that is fine enough to count the meaning's units from."""
        if meaning.rests is not Rests.FOCUS:
            return None
        fine = _fine_enough(meaning)
        near: Iterator[_Stated] = takewhile(
            lambda s: span.start - s.end <= FOCUS_REACH, self._said(span)
        )
        if _counts(meaning):  # "in late 2017. Three days later" counts from no known day
            near = islice(near, 1)
        return next((s for s in near if fine is None or s.period.unit in fine), None)

    def _said(self, span: Span) -> Iterator[_Stated]:
        """The dates stated in quoted speech, for what is in it, else outside; the latest first."""
        quoted = self._speech(span) is not None
        return (s for s in reversed(self.stated) if s.quoted is quoted)

    def _guess(
        self, meaning: Meaning, span: Span, scope: Scope, reference: Reference | None
    ) -> str | None:
        """TIMEX3 wants a value even where no date is stated to count from: it takes the day."""
        if reference is None or meaning.rests is not Rests.FOCUS:
            return None
        if isinstance(meaning, Stated):
            return "PAST_REF"
        if isinstance(meaning, Clock) and meaning.day is None:
            day = self._day_near(span) or reference.latest
            return f"{day.isoformat()}{meaning.time}"
        period = meaning.at(replace(scope, now=reference.latest, focus=c.day(reference.latest)))
        return period.value if period else None

    def _day_near(self, span: Span) -> date | None:
        near = takewhile(lambda s: span.start - s.end <= CLOCK_REACH, self._said(span))
        return next((s.period.first for s in near if s.period.unit is Unit.DAY), None)


def _at(meaning: Meaning, scope: Scope, reference: Reference | None) -> Period | None:
    """The meaning's period; for a reference that is a period, what holds all it may be."""
    if reference is None:
        return meaning.at(scope)
    late = meaning.at(replace(scope, now=reference.latest))
    if reference.earliest == reference.latest or late is None:
        return late
    early = meaning.at(replace(scope, now=reference.earliest))
    return c.hull(early, late) if early else None


def _cue(meaning: Meaning, cue: Cue) -> Cue:
    """What opens a range says where it looks, if no verb has said so."""
    if not isinstance(meaning, Open):
        return cue
    if meaning.bound is Bound.SINCE:
        return Cue.PAST
    if meaning.bound in {Bound.BY, Bound.UNTIL}:
        return Cue.PAST if cue is Cue.LASTED else Cue.FUTURE
    return cue


def _ahead(period: Period, reference: Reference | None) -> bool:
    """Whether a period is still to come, on the reference day."""
    return bool(reference and period.first and period.first > reference.latest)


_DAYS = frozenset({Unit.DAY})
_WEEKS = _DAYS | {Unit.WEEK, Unit.WEEKEND}
_MONTHS = _WEEKS | {Unit.MONTH}
_YEARS = _MONTHS | {Unit.QUARTER, Unit.HALF, Unit.SEASON, Unit.YEAR, Unit.RANGE}
_PERIODS = _YEARS - _DAYS - {Unit.RANGE}
_FINE = {
    Unit.DAY: _DAYS,
    Unit.NIGHT: _DAYS,
    Unit.WEEK: _WEEKS,
    Unit.FORTNIGHT: _WEEKS,
    Unit.MONTH: _MONTHS,
    Unit.QUARTER: _MONTHS | {Unit.QUARTER},
    Unit.YEAR: _YEARS,
}


_COUNTED_FROM: dict[type[Meaning], frozenset[Unit]] = {
    Clock: _DAYS,
    DayOfMonth: _DAYS | {Unit.MONTH},
    Range: _DAYS,
    StatedQuarter: frozenset({Unit.QUARTER}),
    YearEarlier: _YEARS - {Unit.RANGE},
}


def _fine_enough(meaning: Meaning) -> frozenset[Unit] | None:
    """The units from which a meaning can count; None for any."""
    while isinstance(meaning, PartOf | Roughly | Open):
        meaning = meaning.whole if isinstance(meaning, PartOf) else meaning.inner
    if isinstance(meaning, Step):
        return _FINE.get(meaning.unit)
    if isinstance(meaning, SamePeriod):
        return _PERIODS if meaning.unit is None else _FINE.get(meaning.unit)
    return _COUNTED_FROM.get(type(meaning))


def _counts(meaning: Meaning) -> bool:
    """Whether it is a number of units away from a stated date."""
    return isinstance(meaning, Step) and meaning.count != 0


def _event_date(period: Period, phrase: str, basis: Basis) -> EventDate:
    return EventDate(
        earliest=period.first,
        latest=period.last,
        precision=period.precision,
        part=period.part,
        extent=period.extent,
        edtf=period.edtf,
        phrase=phrase,
        basis=basis,
    )
