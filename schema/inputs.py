"""What a request may filter lists by; schema/filters.py turns it into conditions."""

from __future__ import annotations

from datetime import date  # noqa: TC003 -- strawberry reads the annotations at run time

import strawberry

from kb.model.entities import ActorKind, LocationKind  # noqa: TC001 -- as above
from kb.model.events import EventType, Role, Status  # noqa: TC001 -- as above
from schema.enums import TimeMatch


@strawberry.input(description="A window of days; both ends belong to it.")
class TimeFilter:
    """GraphQL's TimeFilter."""

    from_: date | None = strawberry.field(
        default=strawberry.UNSET,
        name="from",
        description="Its first day; without one it has no beginning.",
    )
    to: date | None = strawberry.field(
        default=strawberry.UNSET, description="Its last day; without one it has no end."
    )
    match: TimeMatch = TimeMatch.POSSIBLY
    include_open: bool = strawberry.field(
        default=False,
        description="For POSSIBLY: also what is only known to be no later than some day, and what "
        "has no date. Otherwise the former counts as that day, the latter as never.",
    )


@strawberry.input(description="An actor of an event; give either its id or its name.")
class ActorCriterion:
    """GraphQL's ActorCriterion."""

    id: strawberry.ID | None = strawberry.UNSET
    name: str | None = strawberry.field(
        default=strawberry.UNSET,
        description="Its name or an alias in full; case and accents don't matter.",
    )
    role: Role | None = strawberry.field(
        default=strawberry.UNSET, description="Its side; either if left out."
    )


@strawberry.input(
    description="What events must match, all of it. An empty list matches nothing, "
    "except `actors`, where it asks for nothing."
)
class EventFilter:
    """GraphQL's EventFilter."""

    time: TimeFilter | None = strawberry.UNSET
    types: list[EventType] | None = strawberry.field(
        default=strawberry.UNSET, description="Any of these."
    )
    statuses: list[Status] | None = strawberry.field(
        default=strawberry.UNSET, description="Any of these."
    )
    actors: list[ActorCriterion] | None = strawberry.field(
        default=strawberry.UNSET,
        description="All of these take part: themselves, or by someone who acts for them.",
    )
    places: list[strawberry.ID] | None = strawberry.field(
        default=strawberry.UNSET, description="In any of these locations, or in what lies in them."
    )
    text: str | None = strawberry.field(
        default=strawberry.UNSET,
        description="All of these words stand in its title, its quotes or its names.",
    )
    publisher: str | None = strawberry.field(
        default=strawberry.UNSET, description="Some article of this publisher reports it."
    )
    min_origins: int | None = strawberry.field(
        default=strawberry.UNSET, description="At least so many independent origins report it."
    )


@strawberry.input(description="What actors must match, all of it.")
class ActorFilter:
    """GraphQL's ActorFilter."""

    name: str | None = strawberry.field(
        default=strawberry.UNSET, description="Part of the name or of an alias."
    )
    kind: ActorKind | None = strawberry.UNSET
    country: str | None = strawberry.field(
        default=strawberry.UNSET, description="ISO 3166-1 alpha-3."
    )


@strawberry.input(description="What locations must match, all of it.")
class LocationFilter:
    """GraphQL's LocationFilter."""

    name: str | None = strawberry.field(default=strawberry.UNSET, description="Part of the name.")
    kind: LocationKind | None = strawberry.UNSET
    country: str | None = strawberry.field(
        default=strawberry.UNSET, description="ISO 3166-1 alpha-3."
    )


@strawberry.input(description="What articles must match, all of it.")
class ArticleFilter:
    """GraphQL's ArticleFilter."""

    publisher: str | None = strawberry.UNSET
    published_from: date | None = strawberry.field(
        default=strawberry.UNSET, description="Published on this day or later, possibly."
    )
    published_to: date | None = strawberry.field(
        default=strawberry.UNSET, description="Published on this day or earlier, possibly."
    )
    text: str | None = strawberry.field(
        default=strawberry.UNSET, description="All of these words stand in its title or its text."
    )
