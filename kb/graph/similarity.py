"""What two events have to do with each other: a pure score of the pair, in any order.

- SAME: perhaps one event, told with different words or days.
- FULFILS: what was planned, threatened, offered, proposed or announced has happened since.
- CANCELS: what was planned or announced was called off, or is denied.

A score is a sum of integers, 0 to 100, each with its reason; a pair below THRESHOLD has no link.
The weights are ours: chosen so that sides and type must agree and time alone never suffices.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from kb.model.events import EventType, Status, StatusClass

if TYPE_CHECKING:
    from collections.abc import Iterator

#: The least score of a link.
THRESHOLD = 60
#: Days by which two tellings of one event may differ.
NEAR_DAYS = 3
#: Days within which something said may come true, or be called off.
FAR_DAYS = 730

#: What can come of a threat, an agreement, a request or a plan besides its own type.
_BECOMES = {
    EventType.THREATEN: {EventType.SANCTION, EventType.COERCE, EventType.ASSAULT},
    EventType.AGREE: {EventType.COOPERATE, EventType.AID, EventType.SUPPORT},
    EventType.REQUEST: {EventType.CONSULT, EventType.CONCEDE, EventType.AGREE},
}
_PROMISES = frozenset(
    {Status.PLANNED, Status.THREATENED, Status.OFFERED, Status.PROPOSED, Status.ANNOUNCED}
)
#: Types whose two sides do the same thing.
_MUTUAL = frozenset({EventType.AGREE, EventType.CONSULT, EventType.COOPERATE})


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
    status_class: StatusClass
    first: date | None  #: the window that time filters compare with (EventDate.window)
    last: date | None
    stated: bool  #: whether words state the date, rather than a bound
    sources: frozenset[str]  #: ids of principals
    targets: frozenset[str]
    places: frozenset[str] = frozenset()

    @property
    def parties(self) -> frozenset[str]:
        """The principals of both sides."""
        return self.sources | self.targets


@dataclass(frozen=True, slots=True)
class Link:
    """A proposed link; it points from the later or cancelling event, for SAME from the lesser id."""

    kind: LinkKind
    start: str
    end: str
    score: int
    reasons: tuple[str, ...]


def compare(one: Linkable, other: Linkable) -> Link | None:
    """The link between two events, or None; `compare(a, b) == compare(b, a)`."""
    first, second = sorted((one, other), key=lambda event: event.id)
    if first.id == second.id or not first.parties & second.parties:
        return None
    return _same(first, second) or _follows(first, second) or _follows(second, first)


def outcomes(kind: EventType) -> frozenset[EventType]:
    """The types in which something said of a type can come true."""
    return frozenset({kind, *_BECOMES.get(kind, ())})


def pairs(event: Linkable) -> Iterator[tuple[str, str]]:
    """The pairs of different principals across the sides, each sorted."""
    found = {(min(s, t), max(s, t)) for s in event.sources for t in event.targets if s != t}
    yield from sorted(found)


def _same(first: Linkable, second: Linkable) -> Link | None:
    if first.type != second.type or first.status_class != second.status_class:
        return None
    gap = _gap(first, second)
    if gap is None or gap > NEAR_DAYS:
        return None
    sides = _sides(first, second)
    if sides is None:
        return None
    near = (20, "same time") if gap == 0 else (20 - 5 * gap, f"{gap} days apart")
    said = [(20, f"both {first.type.value}"), sides, near]
    if first.status == second.status:
        said.append((10, f"both {first.status.value}"))
    if first.places & second.places:
        said.append((10, "same place"))
    return _link(LinkKind.SAME, first.id, second.id, said)


def _follows(later: Linkable, earlier: Linkable) -> Link | None:
    """What `later` does to something said in `earlier`."""
    kind = _kind(later, earlier)
    days = _days_after(later, earlier)
    sides = _sides(later, earlier)
    if kind is None or days is None or sides is None:
        return None
    if not set(pairs(later)) & set(pairs(earlier)) and days > NEAR_DAYS:
        return None  # one shared side is enough only when the days agree too
    same_type = later.type == earlier.type
    said = [
        (20 if same_type else 15, f"{earlier.type.value} {earlier.status.value}"),
        (10, f"{later.type.value} {later.status.value}"),
        sides,
        (20 - 15 * days // FAR_DAYS, "same time" if days == 0 else f"{days} days later"),
    ]
    return _link(kind, later.id, earlier.id, said)


def _kind(later: Linkable, earlier: Linkable) -> LinkKind | None:
    if earlier.status not in _PROMISES:
        return None
    if later.status is Status.OCCURRED and later.type in outcomes(earlier.type):
        return LinkKind.FULFILS
    if later.status in {Status.CALLED_OFF, Status.DENIED} and later.type == earlier.type:
        return LinkKind.CANCELS
    return None


def _sides(first: Linkable, second: Linkable) -> tuple[int, str] | None:
    """How far the sides agree: both 50, one 30 where the other is not told; None: they differ."""
    if {first.type, second.type} <= _MUTUAL and len(first.parties & second.parties) > 1:
        return 50, "same parties"
    sources, targets = first.sources & second.sources, first.targets & second.targets
    if sources and targets:
        return 50, "same source and target"
    if (first.sources and second.sources and not sources) or (
        first.targets and second.targets and not targets
    ):
        return None
    side = "source" if sources else "target"
    return (30, f"same {side}") if sources or targets else None


def _gap(first: Linkable, second: Linkable) -> int | None:
    """Days between two windows, 0 when they overlap; None when one has none."""
    if not (first.first and first.last and second.first and second.last):
        return None
    return max(0, (second.first - first.last).days, (first.first - second.last).days)


def _days_after(later: Linkable, earlier: Linkable) -> int | None:
    """Days from `earlier` to `later`; None when it is not later, too late, or unknown."""
    gap = _gap(later, earlier)
    if gap is None or gap > FAR_DAYS or later.last is None or earlier.first is None:
        return None
    return gap if gap == 0 or later.last > earlier.first else None


def _link(kind: LinkKind, start: str, end: str, said: list[tuple[int, str]]) -> Link | None:
    score = sum(points for points, _ in said)
    reasons = tuple(reason for _, reason in said)
    return Link(kind, start, end, score, reasons) if score >= THRESHOLD else None


def days_around(event: Linkable, days: int) -> tuple[date, date] | None:
    """The event's window, widened by some days on both sides within the calendar."""
    if event.first is None or event.last is None:
        return None
    before = min(days, event.first.toordinal() - 1)
    after = min(days, date.max.toordinal() - event.last.toordinal())
    return event.first - timedelta(days=before), event.last + timedelta(days=after)
