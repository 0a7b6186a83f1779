"""Status: whether it happened or was only said, and so what type of event it is.

A rule of thumb from the ontology: the future of a friendly act is AGREE, of a hostile one THREATEN,
a refusal is REJECT. Words that only wish, fear, ask or suppose state no event at all.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kb.extract import syntax
from kb.extract.moods import Cue, Mood, read_mood
from kb.extract.rules import Rule
from kb.extract.syntax import listed
from kb.model.events import EventType, Status

if TYPE_CHECKING:
    from kb.extract.triggers import Trigger

#: What is not done with a proposal that is turned down.
CONSIDER = listed("consider contemplate entertain")
#: Types whose future is a promise, and those whose future is a threat.
FRIENDLY = frozenset(
    {EventType.SUPPORT, EventType.CONCEDE, EventType.COOPERATE, EventType.AID, EventType.RETREAT}
)
REFUSABLE = FRIENDLY | {EventType.CONSULT, EventType.AGREE}
HOSTILE = frozenset(
    {EventType.SANCTION, EventType.COERCE, EventType.ASSAULT, EventType.MOBILIZE, EventType.PROTEST}
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What kind of event the trigger states, and whether it happened."""

    type: EventType
    status: Status
    rule: Rule | None = None  #: what changed type or status, for the mention's rule
    cues: tuple[Cue, ...] = ()  #: the words that decided


@dataclass(frozen=True, slots=True)
class NoEvent:
    """That the words around a trigger state no event."""

    rule: Rule
    cues: tuple[Cue, ...] = ()


def judge(trigger: Trigger, *, self_said: bool) -> Verdict | NoEvent:
    """Type and status of the event, if the words state one.

    `self_said`: the article itself or the event's own source says so, which makes a promise or a
    threat of what it says about its future.
    """
    mood = read_mood(trigger)
    if trigger.entry.negated and not (mood.open or mood.denied):
        plain = trigger.entry.status or Status.OCCURRED
        rule = Rule.REFUSED if mood.future or mood.would else None
        return Verdict(trigger.entry.type, plain, rule, mood.cues)
    if mood.might and self_said and trigger.entry.type in HOSTILE | {EventType.THREATEN}:
        return Verdict(EventType.THREATEN, Status.THREATENED, Rule.THREATENED, mood.cues)
    return replace(_decided(trigger, mood, self_said=self_said), cues=mood.cues)


def _decided(trigger: Trigger, mood: Mood, *, self_said: bool) -> Verdict | NoEvent:
    kind, plain = trigger.entry.type, trigger.entry.status or Status.OCCURRED
    if mood.denied:
        open_too = NoEvent(Rule.HYPOTHETICAL)
        return open_too if mood.open else Verdict(kind, Status.DENIED, Rule.DENIED)
    if mood.cancelled and not (mood.open or mood.negated):
        return Verdict(kind, Status.CALLED_OFF, Rule.CALLED_OFF)
    if mood.open or mood.cancelled or (mood.would and not mood.reported):
        return NoEvent(_unreal(mood))
    future = mood.future or mood.would
    if trigger.entry.future and not future:
        return NoEvent(Rule.NOT_FUTURE)
    if mood.negated:
        refused = future and (trigger.entry.refused or kind in REFUSABLE)
        refused = refused or syntax.lemma(trigger.token) in CONSIDER
        no = Verdict(EventType.REJECT, Status.OCCURRED, Rule.REFUSED)
        return no if refused else NoEvent(Rule.NEGATED)
    if future:
        return _planned(kind, plain, mood, self_said=self_said)
    if mood.announced and plain is Status.OCCURRED:
        return Verdict(kind, Status.ANNOUNCED, Rule.ANNOUNCED)
    return Verdict(kind, plain)


def _unreal(mood: Mood) -> Rule:
    """Why what is only spoken of states no event."""
    if mood.cancelled:
        return Rule.NOT_OFF
    return Rule.HYPOTHETICAL if mood.open else Rule.SUPPOSED


def _planned(kind: EventType, plain: Status, mood: Mood, *, self_said: bool) -> Verdict:
    """What a future makes of an event."""
    status = Status.ANNOUNCED if mood.announced else Status.PLANNED
    if mood.unless and self_said and kind is not EventType.CONSULT:
        return Verdict(EventType.THREATEN, Status.THREATENED, Rule.THREATENED)
    if kind is EventType.CONSULT and mood.would and mood.condition:
        return Verdict(EventType.AGREE, Status.OFFERED, Rule.PROMISED)
    if kind in FRIENDLY:
        return Verdict(EventType.AGREE, status, Rule.PROMISED)
    announced = mood.announced and kind is EventType.SANCTION
    if kind in HOSTILE and self_said and not (announced or mood.intended):
        return Verdict(EventType.THREATEN, Status.THREATENED, Rule.THREATENED)
    if kind in HOSTILE:
        return Verdict(kind, status, Rule.PLANNED)
    return Verdict(kind, Status.PLANNED if plain is Status.OCCURRED else plain, Rule.PLANNED)
