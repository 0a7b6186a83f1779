"""Where the linking pass looks for events that may be related: keys and windows of an index.

An event has a key for each principal and for each pair of principals, with its stage and type.
Near in time one shared principal is enough; far away a shared pair is needed, so a search reads
what these few did to each other, never all events.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from kb.graph.similarity import COMPARED_SPANS, FAR_DAYS, NEAR_DAYS, Stage, related_types
from kb.model.ids import make_id

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kb.graph.records import Row
    from kb.graph.similarity import Linkable


def key_rows(event: Linkable) -> list[Row]:
    """The rows by which other events find this one: id, key, span, day, event."""
    keys = [_key(event.stage, event.type, *parties) for parties in _parties(event)]
    return [
        {
            "id": make_id("link", event.id, key),
            "key": key,
            "span": event.span,
            "day": event.first,
            "event": event.id,
        }
        for key in keys
    ]


def searches(event: Linkable) -> Iterator[Row]:
    """What to look up for an event: key, span, and the days between which a window begins."""
    for kind in related_types(event.type):
        for stage in Stage:
            for parties in _parties(event):
                far = len(parties) > 1 and stage is not event.stage
                yield from _windows(event, _key(stage, kind, *parties), far=far)


def _parties(event: Linkable) -> Sequence[tuple[str, ...]]:
    return [*((party,) for party in sorted(event.parties)), *event.pairs]


def _windows(event: Linkable, key: str, *, far: bool) -> Iterator[Row]:
    days = FAR_DAYS if far else NEAR_DAYS
    for span in COMPARED_SPANS:
        first = event.first.toordinal() - days - span + 1
        last = event.last.toordinal() + days
        yield {
            "event": event.id,
            "key": key,
            "span": span,
            "from": date.fromordinal(max(first, 1)),
            "to": date.fromordinal(min(last, date.max.toordinal())),
        }


def _key(stage: Stage, kind: str, *parties: str) -> str:
    return "|".join((stage.value, kind, *parties))
