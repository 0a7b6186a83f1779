"""The entry points of the API: the schema's Query type.

As in schema/types.py, the bodies are never run: schema/projection.py compiles each entry point.
"""

from __future__ import annotations

import strawberry

from schema.enums import EventOrder
from schema.inputs import (  # noqa: TC001 -- strawberry reads the annotations at run time
    ActorFilter,
    ArticleFilter,
    EventFilter,
    LocationFilter,
)
from schema.paging import DEFAULT_PAGE, After, Connection, First
from schema.types import Actor, Article, Event, Location, Mention, Node, projected


@strawberry.type
class Query:
    """GraphQL's Query."""

    @projected("An event, mention, article, actor or location by its id.")
    def node(self, id: strawberry.ID) -> Node | None:  # noqa: A002 -- its name in the API
        """Query.node."""
        raise NotImplementedError

    @projected("An event by its id.")
    def event(self, id: strawberry.ID) -> Event | None:  # noqa: A002 -- as above
        """Query.event."""
        raise NotImplementedError

    @projected("Events, in the order of time unless another one is given.")
    def events(
        self,
        filter: EventFilter | None = strawberry.UNSET,  # noqa: A002 -- as above
        order_by: EventOrder = EventOrder.TIME_ASC,
        first: First = DEFAULT_PAGE,
        after: After = strawberry.UNSET,
    ) -> Connection[Event]:
        """Query.events."""
        raise NotImplementedError

    @projected("An actor by its id, or by its name or an alias in full.")
    def actor(
        self,
        id: strawberry.ID | None = strawberry.UNSET,  # noqa: A002 -- as above
        name: str | None = strawberry.UNSET,
    ) -> Actor | None:
        """Query.actor."""
        raise NotImplementedError

    @projected("Actors, by name.")
    def actors(
        self,
        filter: ActorFilter | None = strawberry.UNSET,  # noqa: A002 -- as above
        first: First = DEFAULT_PAGE,
        after: After = strawberry.UNSET,
    ) -> Connection[Actor]:
        """Query.actors."""
        raise NotImplementedError

    @projected("A location by its id, or by its name in full.")
    def location(
        self,
        id: strawberry.ID | None = strawberry.UNSET,  # noqa: A002 -- as above
        name: str | None = strawberry.UNSET,
    ) -> Location | None:
        """Query.location."""
        raise NotImplementedError

    @projected("Locations, by name.")
    def locations(
        self,
        filter: LocationFilter | None = strawberry.UNSET,  # noqa: A002 -- as above
        first: First = DEFAULT_PAGE,
        after: After = strawberry.UNSET,
    ) -> Connection[Location]:
        """Query.locations."""
        raise NotImplementedError

    @projected("An article by its id.")
    def article(self, id: strawberry.ID) -> Article | None:  # noqa: A002 -- as above
        """Query.article."""
        raise NotImplementedError

    @projected("Articles, in the order of publication.")
    def articles(
        self,
        filter: ArticleFilter | None = strawberry.UNSET,  # noqa: A002 -- as above
        first: First = DEFAULT_PAGE,
        after: After = strawberry.UNSET,
    ) -> Connection[Article]:
        """Query.articles."""
        raise NotImplementedError


def build_schema() -> strawberry.Schema:
    """The schema as strawberry knows it: definition and SDL; it never resolves a field."""
    return strawberry.Schema(query=Query, types=[Event, Mention, Article, Actor, Location])
