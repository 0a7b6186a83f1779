"""Where the linking pass looks for events that may be related: keys and windows of an index.

An event has a key for each principal and for each pair of principals, with its stage and type.
Near in time one shared principal is enough; far away a shared pair is needed, so a search reads
what these few did to each other, never all events.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from kb.graph.similarity import COMPARED_SPANS, FAR_DAYS, NEAR_DAYS, related
from kb.model.ids import make_id

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kb.graph.records import Row
    from kb.graph.similarity import Linkable, Stage


#: The index keeps days apart from all wider windows: most events are in the first.
_CLASSES = (COMPARED_SPANS[0], COMPARED_SPANS[-1])


def key_rows(event: Linkable) -> list[Row]:
    """The rows by which other events find this one: id, key, span, day, event."""
    keys = [_key(event.stage, event.type, *parties) for parties in _parties(event)]
    return [
        {
            "id": make_id("link", event.id, key),
            "key": key,
            "span": _class(event.span),
            "day": event.first,
            "event": event.id,
        }
        for key in keys
    ]


def searches(event: Linkable) -> Iterator[Row]:
    """What to look up for an event: key, span, and the days between which a window begins."""
    for stage, kind, far in related(event):
        for party in sorted(event.parties):
            yield from _windows(event, _key(stage, kind, party), NEAR_DAYS)
        for pair in event.pairs if far else ():
            yield from _windows(event, _key(stage, kind, *pair), FAR_DAYS)


def _parties(event: Linkable) -> Sequence[tuple[str, ...]]:
    return [*((party,) for party in sorted(event.parties)), *event.pairs]


def _windows(event: Linkable, key: str, days: int) -> Iterator[Row]:
    for span in _CLASSES:
        first = event.first.toordinal() - days - span + 1
        last = event.last.toordinal() + days
        yield {
            "event": event.id,
            "key": key,
            "span": span,
            "from": date.fromordinal(max(first, 1)),
            "to": date.fromordinal(min(last, date.max.toordinal())),
        }


def _class(span: int) -> int:
    return next(width for width in _CLASSES if span <= width)


def _key(stage: Stage, kind: str, *parties: str) -> str:
    return "|".join((stage.value, kind, *parties))
