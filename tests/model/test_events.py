"""What makes two mentions state the same event."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from kb.model.dates import Basis, day, not_later_than
from kb.model.entities import Actor, ActorKind, ActsFor, Location, LocationKind, actor_id, state_id
from kb.model.events import (
    EventType,
    Mention,
    Participant,
    PlaceName,
    Role,
    Span,
    Status,
    event_id,
)

SENTENCE = "Norway and Chad held talks in Oslo on Monday."
NORWAY = Actor(state_id("NOR"), ActorKind.STATE, "Norway", "NOR", known=True)
CHAD = Actor(state_id("TCD"), ActorKind.STATE, "Chad", "TCD", known=True)
OSLO = Location("loc_3143244", LocationKind.CITY, "Oslo", "NOR")


def _mention(sentence: str = SENTENCE) -> Mention:
    """A strong mention: a stated day and both sides."""
    return Mention(
        type=EventType.CONSULT,
        mode=None,
        status=Status.OCCURRED,
        quote=Span(0, len(sentence), sentence),
        trigger=Span(16, 26, sentence[16:26]),
        participants=(
            Participant(Role.SOURCE, NORWAY, Span(0, 6, "Norway")),
            Participant(Role.TARGET, CHAD, Span(11, 15, "Chad")),
        ),
        date=day(date(2019, 4, 1)),
    )


def test_a_day_and_two_sides_identify_an_event_in_any_words() -> None:
    """Two outlets that state the same day, type and principals state one event."""
    other = _mention("Norway and Chad sat together for hours, Oslo radio said.")
    assert _mention().strong
    assert event_id(other) == event_id(_mention())


def test_another_day_is_another_event() -> None:
    """The day is in a strong mention's key."""
    later = replace(_mention(), date=day(date(2019, 4, 2)))
    assert event_id(later) != event_id(_mention())


def test_said_is_not_done() -> None:
    """A planned event never merges with one that occurred; two readings of speaking do."""
    planned = replace(_mention(), status=Status.PLANNED)
    assert event_id(planned) != event_id(_mention())
    offered, proposed = (replace(_mention(), status=s) for s in (Status.OFFERED, Status.PROPOSED))
    assert event_id(offered) == event_id(proposed)


def test_who_acts_for_a_state_is_that_state() -> None:
    """A meeting of a state's foreign minister and one of the state are one event on one day."""
    minister = Actor(
        actor_id(ActorKind.PERSON, "Ine Eriksen"),
        ActorKind.PERSON,
        "Ine Eriksen",
        "NOR",
        acts_for=(ActsFor(NORWAY.id),),
    )
    by_minister = replace(
        _mention(),
        participants=(
            Participant(Role.SOURCE, minister, Span(0, 6, "Norway")),
            Participant(Role.TARGET, CHAD, Span(11, 15, "Chad")),
        ),
    )
    assert event_id(by_minister) == event_id(_mention())


def test_a_bound_never_identifies() -> None:
    """Undated claims meet only by their sentence: publication dates aren't in the key."""
    first = replace(_mention(), date=not_later_than(date(2019, 4, 4), Basis.PUBLICATION_BOUND))
    second = replace(_mention(), date=not_later_than(date(2019, 4, 9), Basis.SAYING_BOUND))
    assert not first.strong
    assert event_id(first) == event_id(second)
    reworded = replace(first, quote=Span(0, 7, "Norway "))
    assert event_id(reworded) != event_id(first)


def test_one_side_needs_a_place() -> None:
    """A one-sided claim is strong only with a place, which then tells events of a day apart."""
    alone = replace(_mention(), participants=_mention().participants[:1])
    in_oslo = replace(alone, places=(PlaceName(OSLO, Span(30, 34, "Oslo")),))
    elsewhere = replace(OSLO, id="loc_1")
    in_bergen = replace(alone, places=(PlaceName(elsewhere, Span(30, 34, "Oslo")),))
    assert not alone.strong
    assert in_oslo.strong
    assert event_id(in_oslo) != event_id(in_bergen)


def test_two_events_of_one_weak_sentence_stay_apart() -> None:
    """The trigger's position in its sentence is part of a weak mention's key."""
    weak = replace(_mention(), date=not_later_than(date(2019, 4, 4), Basis.PUBLICATION_BOUND))
    second = replace(weak, trigger=Span(40, 44, SENTENCE[40:44]))
    assert event_id(second) != event_id(weak)
