"""The domain's enumerations, and the API's own, as GraphQL knows them.

The graph stores the names that GraphQL gives out, so no value is ever translated.
"""

from __future__ import annotations

from enum import StrEnum

import strawberry

from kb.model import articles, dates, entities, events


class TimeMatch(StrEnum):
    """How an event's interval must lie to the window that is asked for."""

    DEFINITELY = "DEFINITELY"
    POSSIBLY = "POSSIBLY"


class EventOrder(StrEnum):
    """What events are sorted by; what has no date of the kind comes last."""

    TIME_ASC = "TIME_ASC"
    TIME_DESC = "TIME_DESC"
    PUBLISHED_ASC = "PUBLISHED_ASC"
    PUBLISHED_DESC = "PUBLISHED_DESC"


class SimilarKind(StrEnum):
    """Why two events are linked."""

    SAME = "SAME"
    FULFILS = "FULFILS"
    CANCELS = "CANCELS"


strawberry.enum(
    TimeMatch,
    description="DEFINITELY: the event's interval lies inside the window. "
    "POSSIBLY: it overlaps the window.",
)
strawberry.enum(
    EventOrder,
    description="TIME: by the first possible day, else the last. "
    "PUBLISHED: by the first report. Events without such a date come last.",
)
strawberry.enum(
    SimilarKind,
    description="SAME: may be one event. FULFILS: what was only said has happened. "
    "CANCELS: what was planned was called off.",
)
strawberry.enum(events.EventType, description="PLOVER's types of events.")
strawberry.enum(
    events.Status, description="Whether it happened, or was only said, planned or denied."
)
strawberry.enum(
    events.Role,
    description="The side of an event that an actor is on; the sides of talks are on both.",
)
strawberry.enum(dates.Precision, description="How wide the stated period is.")
strawberry.enum(dates.Part, description="The part of the stated period that is meant.")
strawberry.enum(dates.Extent, description="WITHIN: some day of the period. THROUGHOUT: all of it.")
strawberry.enum(dates.Basis, description="What a date rests on.")
strawberry.enum(articles.PublishedBasis, description="Who says when an article was published.")
strawberry.enum(entities.ActorKind, description="What an actor is.")
strawberry.enum(entities.LocationKind, description="What a location is.")
