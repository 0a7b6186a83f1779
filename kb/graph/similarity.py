"""What two events have to do with each other: a pure score of the pair, in any order.

- SAME: perhaps one event, told with different words or days.
- FULFILS: what was planned, threatened, offered, proposed or announced has happened since.
- CANCELS: what was planned or announced was called off, or is denied.

A score is a sum of integers, 0 to 100, each with its reason; a pair below THRESHOLD has no link.
The weights are ours: chosen so that sides and type must agree and time alone never suffices.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from kb.model.events import STATUS_CLASSES, EventType, Status

if TYPE_CHECKING:
    from datetime import date

#: The least score of a link: sides that agree on one side only need days that agree, too.
THRESHOLD = 70
#: Days by which two tellings of one event may differ.
NEAR_DAYS = 3
#: Days within which something said may come true, or be called off.
FAR_DAYS = 730
#: Classes of the width of windows (kb.model.dates.SPANS) that are compared; wider ones say nothing.
COMPARED_SPANS = (1, 31, 366)

#: What can come of a threat, an agreement or a request besides its own type.
_BECOMES = {
    EventType.THREATEN: (EventType.SANCTION, EventType.COERCE, EventType.ASSAULT),
    EventType.AGREE: (
        EventType.COOPERATE,
        EventType.AID,
        EventType.SUPPORT,
        EventType.RETREAT,
        EventType.CONCEDE,
    ),
    EventType.REQUEST: (EventType.CONSULT, EventType.CONCEDE, EventType.AGREE),
}
#: Types whose two sides do the same thing.
_MUTUAL = frozenset({EventType.AGREE, EventType.CONSULT, EventType.COOPERATE})


class Stage(StrEnum):
    """How far something is, as linking sees a status."""

    PROMISED = "PROMISED"
    DONE = "DONE"
    OFF = "OFF"
    UNCLEAR = "UNCLEAR"


_STAGES = {
    Status.OCCURRED: Stage.DONE,
    Status.DENIED: Stage.OFF,
    Status.CALLED_OFF: Stage.OFF,
    Status.UNCLEAR: Stage.UNCLEAR,
}


class LinkKind(StrEnum):
    """What a link proposes."""

    SAME = "SAME"
    FULFILS = "FULFILS"
    CANCELS = "CANCELS"


@dataclass(frozen=True, slots=True)
class Linkable:
    """What linking reads of an event."""

    id: str
    type: EventType
    status: Status
    first: date  #: the window that time filters compare with (EventDate.window)
    last: date
    span: int  #: the class of its width, one of COMPARED_SPANS
    sources: frozenset[str]  #: ids of principals
    targets: frozenset[str]
    places: frozenset[str] = frozenset()

    @property
    def parties(self) -> frozenset[str]:
        """The principals of both sides."""
        return self.sources | self.targets

    @property
    def stage(self) -> Stage:
        """How far it is."""
        return _STAGES.get(self.status, Stage.PROMISED)

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """The pairs of different principals of the event, each sorted."""
        return sorted({(a, b) for a in self.parties for b in self.parties if a < b})


@dataclass(frozen=True, slots=True)
class Link:
    """A proposed link, from the later or cancelling event; for SAME from the smaller id."""

    kind: LinkKind
    start: str
    end: str
    score: int
    reasons: tuple[str, ...]


def compare(one: Linkable, other: Linkable) -> Link | None:
    """The link between two events, or None; which of them is given first doesn't matter."""
    first, second = sorted((one, other), key=lambda event: event.id)
    if first.id == second.id:
        return None
    return _same(first, second) or _follows(first, second) or _follows(second, first)


def related(event: Linkable) -> list[tuple[Stage, EventType, bool]]:
    """The (stage, type) of what may be linked with an event, and whether it may be far away."""
    kind, stage = event.type, event.stage
    found = [(stage, kind, False)]
    if stage is Stage.PROMISED:
        found += [(Stage.DONE, outcome, True) for outcome in (kind, *_BECOMES.get(kind, ()))]
        found.append((Stage.OFF, kind, True))
    elif stage is Stage.DONE:
        causes = [cause for cause, outcomes in _BECOMES.items() if kind in outcomes]
        found += [(Stage.PROMISED, cause, True) for cause in (kind, *causes)]
        found.append((Stage.OFF, kind, False))
    elif stage is Stage.OFF:
        found += [(Stage.PROMISED, kind, True), (Stage.DONE, kind, False)]
    return found


def _same(first: Linkable, second: Linkable) -> Link | None:
    if first.type != second.type or STATUS_CLASSES[first.status] != STATUS_CLASSES[second.status]:
        return None
    gap, sides = _gap(first, second), _sides(first, second)
    if gap > NEAR_DAYS or sides is None:
        return None
    said = [(20, f"both {first.type.value}"), sides, _closeness(first, second)]
    if first.status == second.status:
        said.append((10, f"both {first.status.value}"))
    if first.places & second.places:
        said.append((10, "same place"))
    return _link(LinkKind.SAME, first.id, second.id, said)


def _follows(later: Linkable, earlier: Linkable) -> Link | None:
    """What `later` does to something said in `earlier`."""
    kind, sides, days = _kind(later, earlier), _sides(later, earlier), _gap(later, earlier)
    if kind is None or sides is None or days > FAR_DAYS:
        return None
    if days > NEAR_DAYS and not set(later.pairs) & set(earlier.pairs):
        return None  # one shared side is enough only when the days agree too
    said = [
        (20 if later.type == earlier.type else 15, f"{earlier.type.value} {earlier.status.value}"),
        (10, f"{later.type.value} {later.status.value}"),
        sides,
        _closeness(later, earlier) if days <= NEAR_DAYS else _distance(days),
    ]
    return _link(kind, later.id, earlier.id, said)


def _kind(later: Linkable, earlier: Linkable) -> LinkKind | None:
    before = later.last < earlier.first
    if earlier.stage is Stage.PROMISED and later.stage is Stage.DONE:
        fits = later.type == earlier.type or later.type in _BECOMES.get(earlier.type, ())
        return LinkKind.FULFILS if fits and not before else None
    if later.type != earlier.type or later.stage is not Stage.OFF:
        return None
    if earlier.stage is Stage.PROMISED:  # what is planned is called off before its day
        planned = earlier.status is Status.PLANNED
        return LinkKind.CANCELS if planned or not before else None
    denied = later.status is Status.DENIED and earlier.stage is Stage.DONE
    return LinkKind.CANCELS if denied and _gap(later, earlier) <= NEAR_DAYS else None


def _sides(first: Linkable, second: Linkable) -> tuple[int, str] | None:
    """How far the sides agree: both 50, one 30 where the other is not told; None: they differ."""
    if {first.type, second.type} <= _MUTUAL and len(first.parties & second.parties) > 1:
        return 50, "same parties"
    sources, targets = first.sources & second.sources, first.targets & second.targets
    if sources and targets:
        return 50, "same source and target"
    if _differ(first.sources, second.sources) or _differ(first.targets, second.targets):
        return None
    return (30, f"same {'source' if sources else 'target'}") if sources or targets else None


def _differ(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one) and bool(other) and not one & other


def _gap(first: Linkable, second: Linkable) -> int:
    """Days between two windows, 0 when they overlap."""
    return max(0, (second.first - first.last).days, (first.first - second.last).days)


def _closeness(first: Linkable, second: Linkable) -> tuple[int, str]:
    """Points for windows at most NEAR_DAYS apart; the wider they are, the fewer."""
    gap = _gap(first, second)
    points = {1: 20, 31: 15}.get(max(first.span, second.span), 5)
    return points - 5 * gap, "same time" if gap == 0 else f"{gap} days apart"


def _distance(days: int) -> tuple[int, str]:
    return 20 - 15 * days // FAR_DAYS, f"{days} days apart"


def _link(kind: LinkKind, start: str, end: str, said: list[tuple[int, str]]) -> Link | None:
    score = sum(points for points, _ in said)
    reasons = tuple(reason for _, reason in said)
    return Link(kind, start, end, min(score, 100), reasons) if score >= THRESHOLD else None
