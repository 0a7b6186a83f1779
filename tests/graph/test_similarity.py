"""Links between events: a pure function of the pair, and found from both sides."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.graph.candidates import key_rows, searches
from kb.graph.similarity import COMPARED_SPANS, Linkable, LinkKind, compare
from kb.model.events import EventType, Status

USA, TUR, RUS = frozenset({"act_USA"}), frozenset({"act_TUR"}), frozenset({"act_RUS"})
NOBODY: frozenset[str] = frozenset()
WARNING = Linkable(
    id="evt_a",
    type=EventType.THREATEN,
    status=Status.THREATENED,
    first=date(2019, 4, 3),
    last=date(2019, 4, 3),
    span=1,
    sources=USA,
    targets=TUR,
)


def later(event: Linkable, days: int, **changes: object) -> Linkable:
    """The same, some days later, as another event."""
    moved = replace(
        event,
        id="evt_b",
        first=event.first + timedelta(days),
        last=event.last + timedelta(days),
    )
    return replace(moved, **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("other", "kind"),
    [
        (later(WARNING, 1), LinkKind.SAME),
        (later(WARNING, 3), LinkKind.SAME),
        (later(WARNING, 4), None),
        (later(WARNING, 1, targets=NOBODY), LinkKind.SAME),
        (later(WARNING, 1, targets=RUS), None),
        (later(WARNING, 1, sources=TUR, targets=USA), None),
        (later(WARNING, 1, type=EventType.ACCUSE), None),
        (later(WARNING, 0, first=date(2019, 4, 1), last=date(2019, 4, 30), span=31), LinkKind.SAME),
        (
            later(WARNING, 100, type=EventType.SANCTION, status=Status.OCCURRED),
            LinkKind.FULFILS,
        ),
        (later(WARNING, 100, type=EventType.SANCTION, status=Status.ANNOUNCED), None),
        (later(WARNING, -9, type=EventType.SANCTION, status=Status.OCCURRED), None),
        (later(WARNING, 800, type=EventType.SANCTION, status=Status.OCCURRED), None),
        (
            later(WARNING, 100, type=EventType.SANCTION, status=Status.OCCURRED, targets=NOBODY),
            None,
        ),
        (later(WARNING, 100, type=EventType.AID, status=Status.OCCURRED), None),
        (later(WARNING, 30, status=Status.CALLED_OFF), LinkKind.CANCELS),
    ],
    ids=[
        "a day later",
        "three days later",
        "too far for the same",
        "one side not told",
        "another target",
        "the other way round",
        "another type",
        "a month around it",
        "a threat that came true",
        "a threat, and another announcement",
        "what was before can't fulfil",
        "too late to fulfil",
        "far away a pair is needed",
        "no outcome of a threat",
        "called off",
    ],
)
def test_links(other: Linkable, kind: LinkKind | None) -> None:
    """Each kind of link has its conditions."""
    link = compare(WARNING, other)
    assert (link and link.kind) == kind
    if link and kind is not LinkKind.SAME:
        assert (link.start, link.end) == ("evt_b", "evt_a")


@pytest.mark.parametrize(
    "outcome", ["COOPERATE", "AID", "SUPPORT", "RETREAT", "CONCEDE", "AGREE"], ids=str.lower
)
def test_what_was_promised_for_a_month_is_fulfilled_in_it(outcome: str) -> None:
    """A promise or forecast comes true as any friendly act between the same sides."""
    month = {"first": date(2019, 7, 1), "last": date(2019, 7, 31), "span": 31}
    forecast = later(WARNING, 0, type=EventType.AGREE, status=Status.PLANNED, **month)
    kind = EventType(outcome)
    done = replace(
        WARNING,
        type=kind,
        status=Status.OCCURRED,
        first=date(2019, 7, 12),
        last=date(2019, 7, 12),
    )
    link = compare(forecast, done)
    assert link is not None
    assert (link.kind, link.start, link.end) == (LinkKind.FULFILS, done.id, forecast.id)


def test_a_plan_is_called_off_before_its_day() -> None:
    """The calling off comes before the planned day, and cancels it all the same."""
    plan = replace(WARNING, type=EventType.CONSULT, status=Status.PLANNED)
    off = later(plan, -20, status=Status.CALLED_OFF)
    link = compare(plan, off)
    assert link is not None
    assert (link.kind, link.start) == (LinkKind.CANCELS, "evt_b")


def test_talks_have_no_direction() -> None:
    """For talks and accords the same two parties suffice, whichever side they are on."""
    talks = replace(WARNING, type=EventType.CONSULT, status=Status.OCCURRED)
    assert compare(talks, later(talks, 1, sources=TUR, targets=USA)) is not None


def test_reasons_explain_the_score() -> None:
    """An analyst sees why a link is proposed."""
    link = compare(WARNING, later(WARNING, 1))
    assert link is not None
    assert link.reasons == (
        "both THREATEN",
        "same source and target",
        "1 days apart",
        "both THREATENED",
    )
    assert link.score == 95


_SIDES = st.sets(st.sampled_from(["act_USA", "act_TUR", "act_RUS"]), max_size=2).map(frozenset)


@st.composite
def linkables(draw: st.DrawFn) -> Linkable:
    """Events of few actors and types within some years, with windows of all compared widths."""
    span = draw(st.sampled_from(COMPARED_SPANS))
    first = date(2018, 1, 1) + timedelta(draw(st.integers(0, 900)))
    width = draw(st.integers(1, span))
    sources = draw(_SIDES)
    return Linkable(
        id=f"evt_{draw(st.integers(0, 10**6))}",
        type=draw(st.sampled_from([EventType.THREATEN, EventType.SANCTION, EventType.CONSULT])),
        status=draw(st.sampled_from(list(Status))),
        first=first,
        last=first + timedelta(width - 1),
        span=next(s for s in COMPARED_SPANS if width <= s),
        sources=sources,
        targets=draw(_SIDES),
    )


def finds(one: Linkable, other: Linkable) -> bool:
    """Whether a search for `one` reads a key of `other`."""
    keys = [(row["key"], row["span"], row["day"]) for row in key_rows(other)]
    return any(
        row["key"] == key and row["span"] == span and row["from"] <= first <= row["to"]
        for row in searches(one)
        for key, span, first in keys
    )


@given(linkables(), linkables())
def test_a_link_is_found_from_both_sides(one: Linkable, other: Linkable) -> None:
    """Whichever event is handled last, its search finds every event that it links with."""
    assert compare(one, other) == compare(other, one)
    if compare(one, other) is not None:
        assert finds(one, other)
        assert finds(other, one)


@given(linkables(), st.integers(0, 800), st.sampled_from(list(Status)))
def test_a_moved_copy_is_found_from_both_sides(event: Linkable, days: int, status: Status) -> None:
    """The same as above for pairs that are likely to be linked."""
    moved = later(event, days, status=status)
    moved = replace(moved, id=event.id + "_moved")
    if compare(event, moved) is not None:
        assert finds(event, moved)
        assert finds(moved, event)


def test_dates_at_the_ends_of_the_calendar_can_be_searched() -> None:
    """A search doesn't leave the calendar."""
    for day in (date.min, date.max):
        rows = list(searches(replace(WARNING, first=day, last=day)))
        assert rows
        assert all(row["from"] <= day <= row["to"] for row in rows)
