"""The objects that the API gives out.

The classes define the schema and nothing else: no object of them is ever made. A request's
selection is compiled to one Cypher statement (schema/projection.py) whose row already has the
shape of the response. Each field has its expression in schema/mapping.py; a test compares.
"""

from __future__ import annotations

from datetime import date as Day  # noqa: N812, TC003 -- strawberry reads annotations at run time
from typing import TYPE_CHECKING, Any

import strawberry

from kb.model.articles import PublishedBasis  # noqa: TC001 -- as above
from kb.model.dates import Basis, Extent, Part, Precision  # noqa: TC001 -- as above
from kb.model.entities import ActorKind, LocationKind  # noqa: TC001 -- as above
from kb.model.events import EventType, Role, Status  # noqa: TC001 -- as above
from schema.enums import EventOrder, SimilarKind
from schema.inputs import EventFilter  # noqa: TC001 -- as above
from schema.paging import DEFAULT_PAGE, After, Connection, First

if TYPE_CHECKING:
    from collections.abc import Callable


def projected(description: str) -> Callable[[Callable[..., Any]], Any]:
    """Makes a field with arguments of a method that is never called."""
    return lambda method: strawberry.field(method, description=description)


@strawberry.interface(description="Anything with an id of its own.")
class Node:
    """GraphQL's Node."""

    id: strawberry.ID


@strawberry.type(description="When something happened, as far as the words say.")
class EventDate:
    """GraphQL's EventDate; kb.model.dates.EventDate is its source."""

    edtf: str | None = strawberry.field(
        description="ISO 8601-2; `../2019-04-04` reads: not later than that day."
    )
    earliest: Day | None = strawberry.field(description="First possible day; null is open.")
    latest: Day | None = strawberry.field(description="Last possible day; null is open.")
    precision: Precision | None
    part: Part | None
    extent: Extent | None
    phrase: str | None = strawberry.field(description="The words; null for a mere bound.")
    basis: Basis | None
    sort: Day | None = strawberry.field(
        description="The day it sorts under: earliest, else latest, else 9999-12-31."
    )


@strawberry.type(description="Words of an article: `article.text[start:end] == text`.")
class Words:
    """GraphQL's Words; offsets count Unicode code points."""

    text: str
    start: int
    end: int


@strawberry.type(description="Something that happened, or was said, once; mentions agree on it.")
class Event(Node):
    """GraphQL's Event."""

    title: str
    type: EventType
    mode: str | None = strawberry.field(description="PLOVER's mode of the type.")
    status: Status
    date: EventDate
    sources: list[Actor] = strawberry.field(description="Who did it.")
    targets: list[Actor] = strawberry.field(description="Whom it was done to, or with.")
    places: list[Location]
    confidence: int = strawberry.field(description="0 to 100.")
    mention_count: int
    article_count: int
    origin_count: int = strawberry.field(description="Number of independent origins.")
    origins: list[str] = strawberry.field(description="Agencies and outlets that report it.")
    first_published: Day | None
    last_published: Day | None
    similar: list[SimilarEvent] = strawberry.field(
        description="At most 50 events that may be the same or belong to it, best first."
    )

    @projected("What articles say of it, in the order of publication.")
    def mentions(
        self, first: First = DEFAULT_PAGE, after: After = strawberry.UNSET
    ) -> Connection[Mention]:
        """Connection of Event.mentions."""
        raise NotImplementedError

    @projected("The articles that report it, in the order of publication.")
    def articles(
        self, first: First = DEFAULT_PAGE, after: After = strawberry.UNSET
    ) -> Connection[Article]:
        """Connection of Event.articles."""
        raise NotImplementedError


@strawberry.type(description="A candidate: nothing is merged silently.")
class SimilarEvent:
    """GraphQL's SimilarEvent."""

    event: Event
    kind: SimilarKind
    score: int
    reasons: list[str]


@strawberry.type(description="What one article says once.")
class Mention(Node):
    """GraphQL's Mention."""

    type: EventType
    mode: str | None
    status: Status
    quote: Words = strawberry.field(description="The sentence.")
    trigger: Words = strawberry.field(description="The words that state the event.")
    sources: list[Participant]
    targets: list[Participant]
    places: list[PlaceName]
    date: EventDate
    date_words: Words | None = strawberry.field(
        description="The words that date it; null for a mere bound."
    )
    attribution: Attribution | None = strawberry.field(
        description="Who says so; null when the article itself does."
    )
    unresolved: list[Unresolved] = strawberry.field(
        description="Names of which nothing sure can be said, in the order of the text."
    )
    confidence: int = strawberry.field(description="0 to 100.")
    rule: str = strawberry.field(description="The rule that found it.")
    extractor: str = strawberry.field(description="The extractor that found it.")
    article: Article
    event: Event


@strawberry.type(description="An actor in a mention, and the words that name it.")
class Participant:
    """GraphQL's Participant."""

    actor: Actor
    words: Words
    candidates: list[Candidate] = strawberry.field(
        description="Who else may be meant, and the actor, the likeliest first; empty when sure."
    )
    coarse: bool = strawberry.field(
        description="It is open who is meant; the actor is the state that the likeliest share."
    )


@strawberry.type(description="A place in a mention, and the words that name it.")
class PlaceName:
    """GraphQL's PlaceName."""

    location: Location
    words: Words
    candidates: list[Candidate] = strawberry.field(
        description="Where else may be meant, and the location, the likeliest first."
    )
    coarse: bool = strawberry.field(
        description="It is open which place is meant; the location is their country."
    )


@strawberry.type(description="An actor or a location that an ambiguous name may mean.")
class Candidate:
    """GraphQL's Candidate; kb.model.events.Candidate is its source."""

    id: strawberry.ID
    name: str
    kind: str = strawberry.field(description="An ActorKind or a LocationKind.")
    country: str | None = strawberry.field(description="ISO 3166-1 alpha-3.")
    score: int = strawberry.field(
        description="Points, to be compared with those of the name's other candidates only."
    )
    reasons: list[str] = strawberry.field(description="What gave the points.")


@strawberry.type(description="Words that name somebody or somewhere, and it is open whom or what.")
class Unresolved:
    """GraphQL's Unresolved."""

    role: Role | None = strawberry.field(description="The side; null for where it happens.")
    words: Words
    candidates: list[Candidate]


@strawberry.type(description="Who says so.")
class Attribution:
    """GraphQL's Attribution."""

    speaker: Actor | None = strawberry.field(description="Null when nobody is named.")
    words: Words = strawberry.field(description="The words that name the speaker.")
    said: EventDate | None = strawberry.field(description="The day of saying.")
    via: Attribution | None = strawberry.field(description="Who passes it on.")
    candidates: list[Candidate] = strawberry.field(
        description="Who else the speaker may be, and the speaker; empty when sure."
    )


@strawberry.type(description="When an article was published.")
class Published:
    """GraphQL's Published."""

    edtf: str
    earliest: Day
    latest: Day
    instant: str | None = strawberry.field(description="ISO 8601, when the time is stated.")
    basis: PublishedBasis


@strawberry.type(description="That another article has nearly the same text: a reprint, a cut.")
class NearDuplicate:
    """GraphQL's NearDuplicate."""

    article: Article
    score: int = strawberry.field(description="0 to 100; the same from both articles.")
    reasons: list[str]


@strawberry.type(description="An article as it reads now.")
class Article(Node):
    """GraphQL's Article."""

    title: str
    text: str = strawberry.field(description="Exactly as loaded: all offsets refer to it.")
    url: str | None
    publisher: str | None
    origins: list[str] = strawberry.field(description="Who wrote it, as credited.")
    tags: list[str]
    language: str
    published: Published | None
    near_duplicates: list[NearDuplicate] = strawberry.field(
        description="At most 50 articles with nearly the same text, the most alike first."
    )

    @projected("What it says, in the order of the text.")
    def mentions(
        self, first: First = DEFAULT_PAGE, after: After = strawberry.UNSET
    ) -> Connection[Mention]:
        """Connection of Article.mentions."""
        raise NotImplementedError

    @projected("The events that it reports, in the order of time.")
    def events(
        self, first: First = DEFAULT_PAGE, after: After = strawberry.UNSET
    ) -> Connection[Event]:
        """Connection of Article.events."""
        raise NotImplementedError


@strawberry.type(description="Who acts: a state, an organisation, an office, a person…")
class Actor(Node):
    """GraphQL's Actor."""

    name: str
    kind: ActorKind
    country: str | None = strawberry.field(description="ISO 3166-1 alpha-3.")
    aliases: list[str]
    wikidata: str | None
    acts_for: list[Acting]

    @projected("What it did or met with, and whoever acts for it.")
    def events(
        self,
        filter: EventFilter | None = strawberry.UNSET,  # noqa: A002 -- its name in the API
        order_by: EventOrder = EventOrder.TIME_ASC,
        first: First = DEFAULT_PAGE,
        after: After = strawberry.UNSET,
    ) -> Connection[Event]:
        """Connection of Actor.events."""
        raise NotImplementedError


@strawberry.type(description="That an actor acts for another one.")
class Acting:
    """GraphQL's Acting."""

    actor: Actor
    since: Day | None
    until: Day | None


@strawberry.type(description="Somewhere.")
class Location(Node):
    """GraphQL's Location."""

    name: str
    kind: LocationKind
    country: str | None = strawberry.field(description="ISO 3166-1 alpha-3.")
    geonames: int | None
    latitude: float | None = strawberry.field(description="Degrees, WGS 84.")
    longitude: float | None
    within: Location | None = strawberry.field(description="The location that it lies in.")

    @projected("What happened there, and in what lies in it.")
    def events(
        self,
        filter: EventFilter | None = strawberry.UNSET,  # noqa: A002 -- its name in the API
        order_by: EventOrder = EventOrder.TIME_ASC,
        first: First = DEFAULT_PAGE,
        after: After = strawberry.UNSET,
    ) -> Connection[Event]:
        """Connection of Location.events."""
        raise NotImplementedError
