"""Which day: the date of an event and of a saying, from the dates that the sentence names.

A date belongs to the nearest verb or event noun above it. A reporting verb's date is that of the
saying. Words like "yesterday" in a quotation count from the day of speaking. An event of the past
without a date is no later than the saying that reports it, else than publication.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from kb.extract import syntax
from kb.extract.dates import Quoted, Reference, Timex, TimexKind, find_dates
from kb.extract.rules import Rule
from kb.extract.syntax import listed
from kb.extract.trace import SILENT
from kb.extract.triggers import cancels
from kb.model.dates import Basis, EventDate, not_later_than, unknown
from kb.model.events import EventType, Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from spacy.tokens import Span as TokenSpan
    from spacy.tokens import Token

    from kb.extract.sentences import Sentence
    from kb.extract.trace import Trace
    from kb.extract.triggers import Trigger
    from kb.model.articles import Article, Published
    from kb.model.events import Attribution, Span

#: Kinds of time expression that date something.
DATING = frozenset({TimexKind.DATE, TimexKind.TIME})
#: Prepositions that put an event before or after a date rather than on it.
BESIDE = listed("after before until till since by from following ahead")
#: Of these, those that say what comes first: what is before a day is not later than it.
EARLIER = listed("before by ahead")
#: Edges from a date to the noun that it dates and nothing else.
MODIFYING = frozenset({"nmod", "compound", "poss", "amod", "nummod"})
#: Types that are acts of speaking: they happen when it is said.
SPEECH_TYPES = frozenset({EventType.ACCUSE, EventType.REQUEST, EventType.REJECT})
SPOKEN = frozenset({Status.ANNOUNCED, Status.PROPOSED, Status.OFFERED, Status.THREATENED})
#: What bounds a past event without a date.
BOUNDS = {
    Basis.SAYING_BOUND: Rule.SAYING_BOUND,
    Basis.PUBLICATION_BOUND: Rule.PUBLICATION_BOUND,
}


@dataclass(frozen=True, slots=True)
class Dated:
    """The date of an event with the words that state it, if any do."""

    date: EventDate
    rule: Rule
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Anchor:
    """A date in a sentence, and the words above it up to the first verb."""

    timex: Timex
    path: tuple[int, ...]  #: token indices, nearest first
    preposition: str  #: in front of it, "" if none
    bounded: tuple[int, ...] = ()  #: words above that come before it: "before a vote on"

    @property
    def beside(self) -> bool:
        """Whether what it belongs to happened before or after it: "since 2014"."""
        first = self.timex.span.text.split(maxsplit=1)[0].lower()
        return self.preposition in BESIDE or first in BESIDE


def publication_reference(published: Published | None) -> Reference | None:
    """What "yesterday" in the reporter's own words counts from."""
    if published is None:
        return None
    return Reference(published.earliest, published.latest, Basis.RELATIVE_TO_PUBLICATION)


def quotation_reference(said: EventDate | None) -> Reference | None:
    """What "yesterday" in a quotation counts from: the day of speaking, if it is stated."""
    if said is None or not said.is_stated_day or said.earliest is None or said.latest is None:
        return None
    return Reference(said.earliest, said.latest, Basis.RELATIVE_TO_QUOTATION)


def anchors(
    article: Article,
    sentences: Sequence[Sentence],
    reference: Reference | None,
    quoted: Sequence[Quoted],
    trace: Trace = SILENT,
) -> list[tuple[Anchor, ...]]:
    """The dates of each sentence, each with the words that it can belong to.

    The narrative is read as one, so that "three days later" can count from the sentence before.
    """
    text = blanked(article.text, ((s.span.start, s.span.end) for s in sentences))
    found = find_dates(text, reference, quoted=quoted)
    starts = [sentence.span.start for sentence in sentences]
    of_sentence: list[list[Anchor]] = [[] for _ in sentences]
    for timex in found:
        if timex.kind not in DATING:
            trace.undated(timex.span, Rule.DURATION)
            continue
        number = bisect_right(starts, timex.span.start) - 1
        anchor = _anchor(sentences[number], timex)
        if anchor is not None:
            of_sentence[number].append(anchor)
    return [tuple(one) for one in of_sentence]


def blanked(text: str, kept: Iterable[tuple[int, int]]) -> str:
    """The text with all but the spans that are kept blank, so that offsets stay.

    What words stood between two spans leave a sign that no date reaches across.
    """
    parts, position = [], 0
    for start, end in kept:
        parts += [_blank(text[position:start]), text[start:end]]
        position = end
    return "".join([*parts, _blank(text[position:])])


def _blank(gap: str) -> str:
    return "|".ljust(len(gap)) if gap.strip() else gap


def _anchor(sentence: Sentence, timex: Timex) -> Anchor | None:
    start = timex.span.start - sentence.offset
    end = min(timex.span.end, sentence.span.end) - sentence.offset
    words = sentence.tokens.doc.char_span(start, end, alignment_mode="expand")
    if words is None:
        return None
    node, preposition = words.root, ""
    said = _verb_before(sentence, words)
    if said is not None:  # "said on Monday it would": the parser gives the day to what follows
        return Anchor(timex, (said.i,), "")
    if node.dep_ in MODIFYING and node.head.pos_ in {"NOUN", "PROPN"}:  # "the May 3 vote"
        return Anchor(timex, (node.head.i,), "")
    path: list[int] = []
    bounded: list[int] = []
    beyond = ""  # the "before" of "before a vote on Friday"
    while node.head.i != node.i:
        node = node.head
        if node.pos_ == "ADP" and node.lower_ in BESIDE and preposition and not beyond:
            beyond = node.lower_
        (bounded if beyond else path).append(node.i)
        if node.pos_ == "ADP" and not preposition:
            preposition = node.lower_
        if node.pos_ in syntax.VERBS and node.i not in range(words.start, words.end):
            break
    if preposition in EARLIER:
        bounded = path
    elif beyond not in EARLIER:
        bounded = []
    return Anchor(timex, tuple(path), preposition, tuple(bounded))


def _verb_before(sentence: Sentence, words: TokenSpan) -> Token | None:
    """The verb that a date follows at once, perhaps after "on" or "late"."""
    first = words.start
    while first > sentence.tokens.start and words.doc[first - 1].lower_ in {"on", "late", "early"}:
        first -= 1
    before = words.doc[first - 1] if first > sentence.tokens.start else None
    return before if before is not None and before.pos_ == "VERB" else None


def date_at(found: Sequence[Anchor], token: Token | None) -> Anchor | None:
    """The date that belongs to a verb or noun; the most precise of several, then the first."""
    if token is None:
        return None
    fitting = [anchor for anchor in found if token.i in anchor.path and not anchor.beside]
    return (
        min(fitting, key=lambda a: (not a.timex.date.is_stated_day, a.timex.span))
        if fitting
        else None
    )


def limit_at(found: Sequence[Anchor], trigger: Trigger) -> Anchor | None:
    """The date that the event came before, where the words name one: the first of several."""
    words = {w.i for w in (trigger.token, trigger.light, trigger.predicate) if w is not None}
    fitting = [a for a in found if words & set(a.bounded) and a.timex.date.latest is not None]
    return min(fitting, key=lambda a: a.timex.date.latest or date.max) if fitting else None


def said_on(found: Sequence[Anchor], verb: Token) -> EventDate | None:
    """The day of saying that a reporting verb names."""
    anchor = date_at(found, verb)
    return anchor.timex.date if anchor else None


def event_anchor(
    found: Sequence[Anchor], trigger: Trigger, reporting: frozenset[int]
) -> Anchor | None:
    """The date of the event: at its noun, its verb, or the clause that it depends on."""
    direct = date_at(found, trigger.token) or date_at(found, trigger.light)
    if trigger.light is not None and cancels(trigger.light):  # the day of the calling off first
        direct = date_at(found, trigger.light) or direct
    if direct is not None:
        return direct
    noun = trigger.token
    if trigger.nominal and trigger.light is None and noun.dep_ == "pobj":
        during = noun.head.lower_ in {"during", "in", "at", "on"}
        return date_at(found, trigger.predicate) if during else None
    node = trigger.predicate
    for _ in range(4):
        if node is None or (node.i in reporting and node.i != trigger.token.i):
            return None
        anchor = date_at(found, node)
        if anchor is not None:
            return anchor
        node = _shares_date(node, found)
    return None


def _shares_date(verb: Token, found: Sequence[Anchor]) -> Token | None:
    """The verb whose date holds for this one too, if there is one."""
    head = verb.head
    if head == verb or head.pos_ not in syntax.VERBS | {"NOUN", "ADJ"}:
        return None
    if verb.dep_ == "conj":
        anchor = date_at(found, head)
        leading = anchor is not None and anchor.timex.span.start < 0
        shared = anchor is not None and (leading or not syntax.children(verb, syntax.SUBJECTS))
        return head if shared else None
    if verb.dep_ == "advcl" and verb.tag_ == "VBG":
        return head
    if verb.dep_ == "xcomp":
        return head
    return None


def date_event(
    anchor: Anchor | None,
    status: Status,
    kind: EventType,
    attribution: Attribution | None,
    published: Published | None,
    *,
    spoken_now: bool,
    limit: Anchor | None = None,
) -> Dated:
    """The date of an event; `limit` is a date that it came before, if one is named.

    `spoken_now`: the event is the very act of speaking that the attribution reports ("said it will
    boycott"), so the saying's day is the event's; otherwise that day only bounds it.
    """
    if anchor is not None and not (spoken_now and status in SPOKEN):
        return _stated(anchor, status, attribution, published)
    said = attribution.said if attribution else None
    if spoken_now and said is not None and (kind in SPEECH_TYPES or status in SPOKEN):
        return Dated(said, Rule.DAY_OF_SAYING)
    if status is Status.PLANNED:
        return Dated(unknown(), Rule.NO_DAY)
    return _limited(limit, _bounded(attribution, published))


def _bounded(attribution: Attribution | None, published: Published | None) -> Dated:
    """The date of an undated event of the past, with the rule that bounds it."""
    known = bound(attribution, published)
    return Dated(known, BOUNDS[known.basis] if known.basis else Rule.NO_BOUND)


def _limited(limit: Anchor | None, known: Dated) -> Dated:
    """An undated past event: not later than what bounds it, or than the date that it preceded."""
    named = limit.timex.date if limit else None
    if limit is None or named is None or named.latest is None or named.basis is None:
        return known
    if known.date.latest is not None and known.date.latest <= named.latest:
        return known
    before = not_later_than(named.latest, named.basis)
    return Dated(replace(before, phrase=named.phrase), Rule.BEFORE_DATE, limit.timex.span)


def _stated(
    anchor: Anchor, status: Status, attribution: Attribution | None, published: Published | None
) -> Dated:
    """The date that the words name; the bound and the words where it can't be worked out."""
    date, span = anchor.timex.date, anchor.timex.span
    future = (
        published is not None and date.earliest is not None and date.earliest > published.latest
    )
    if date.resolved and not (future and status is Status.OCCURRED):
        return Dated(date, Rule.STATED_DATE, span)
    if status is Status.PLANNED or future:
        return Dated(unknown(phrase=span.text), Rule.UNRESOLVED, span)
    limit = bound(attribution, published)
    return Dated(replace(limit, phrase=span.text), Rule.UNRESOLVED, span)


def why_not(anchor: Anchor, reporting: frozenset[int]) -> Rule:
    """Why a date of the sentence is not an event's; `reporting` are the verbs that report."""
    if anchor.beside:
        return Rule.BESIDE
    if reporting.intersection(anchor.path):
        return Rule.DATES_SAYING
    return Rule.DATES_OTHER


def bound(attribution: Attribution | None, published: Published | None) -> EventDate:
    """What is known of an undated event of the past: before the nearest dated saying of it."""
    while attribution is not None:
        said = attribution.said
        if said is not None and said.latest is not None and said.resolved:
            return not_later_than(said.latest, Basis.SAYING_BOUND)
        attribution = attribution.via
    if published is not None:
        return not_later_than(published.latest, Basis.PUBLICATION_BOUND)
    return unknown()
