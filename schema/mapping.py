"""Which Cypher answers which field: the fixed mapping that statements are composed from.

Everything here is a template of `str.format`. Its names are bound by the *scope* of a GraphQL
type: `{o}` is the variable of the object itself, other names are said where a type has them. A
relation also binds `{n}`, the node at its far end, and `{r}`, the relationship, to new variables.
Values never enter a template: they are parameters.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from schema.paging import Order

#: The most objects in a list that isn't paged; events have a handful of each.
LIST_LIMIT = 200
#: The most candidates in Event.similar, and in Article.nearDuplicates.
SIMILAR_LIMIT = 50

Scope = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Leaf:
    """A scalar, an enum value or a list of them."""

    cypher: str


@dataclass(frozen=True, slots=True)
class Part:
    """An object made of what the scope already has."""

    type: str  #: its GraphQL type
    scope: Scope  #: its scope, in terms of ours
    absent: str | None = None  #: the condition under which it is null


@dataclass(frozen=True, slots=True)
class Related:
    """The objects at the other end of relationships: a list, or one of them."""

    type: str
    match: str  #: clauses that bind {n} and {r}
    order: str
    scope: Scope = field(default_factory=lambda: {"o": "{n}"})
    limit: int = LIST_LIMIT
    single: bool = False  #: the first one, or null


@dataclass(frozen=True, slots=True)
class Paged:
    """A Relay connection of the nodes at the other end of relationships."""

    type: str  #: the type of its nodes
    match: str  #: clauses that bind {n} and {r}, each node once
    key: str  #: the first sort key; the second one is the node's id
    order: Order


@dataclass(frozen=True, slots=True)
class PagedEvents:
    """A Relay connection of events, with filter and order, that starts at another node."""

    match: str  #: clauses that bind {n}, perhaps several times


@dataclass(frozen=True, slots=True)
class Attributed:
    """Mention.attribution, which schema/attribution.py finishes."""


@dataclass(frozen=True, slots=True)
class Embedded:
    """A list of objects that a property holds as JSON, which schema/embedded.py shapes."""

    type: str
    cypher: str


FieldMapping = Leaf | Part | Related | Paged | PagedEvents | Attributed | Embedded

NEVER = f"date('{date.max}')"
ALWAYS = f"date('{date.min}')"

#: Orders of the connections that know only one.
BY_PUBLICATION = Order("PUBLICATION", date)
BY_POSITION = Order("POSITION", int)
BY_TIME = Order("TIME_ASC", date)
BY_NAME = Order("NAME", str)

#: The condition under which a node is in the API at all, as kb.graph.read.export has it: what no
#: live mention supports any more keeps its node in the graph, and nothing is told of it.
LIVE = {
    "Event": "{n}.sort IS NOT NULL",
    "Mention": "{n}.live",
    "Article": "{n}.revision_id IS NOT NULL",
    "Actor": "(EXISTS {{ ({n})<-[:INVOLVES]-() }} "
    "OR EXISTS {{ ({n})<-[:ATTRIBUTED_TO]-(:Mention {{live: true}}) }} "
    "OR EXISTS {{ ({n})<-[:ACTS_FOR]-(:Actor)<-[:INVOLVES]-() }} "
    "OR EXISTS {{ ({n})<-[:ACTS_FOR]-(:Actor)<-[:ATTRIBUTED_TO]-(:Mention {{live: true}}) }})",
    "Location": "EXISTS {{ ({n})<-[:IN*0..8]-(:Location)<-[:OCCURRED_AT]-() }}",
}

PUBLISHED_KEY = f"coalesce({{n}}.published_earliest, {NEVER})"


def _own(*names: str) -> dict[str, FieldMapping]:
    """Fields that are properties of the object: title from `title`, mentionCount from its own."""
    return {name: Leaf(f"{{o}}.{_snake(name)}") for name in names}


def _snake(name: str) -> str:
    return "".join(f"_{c.lower()}" if c.isupper() else c for c in name)


def _text(*names: str) -> dict[str, FieldMapping]:
    """Strings that are never null in the API."""
    return {name: Leaf(f"coalesce({{o}}.{_snake(name)}, '')") for name in names}


def _count(*names: str) -> dict[str, FieldMapping]:
    """Numbers that are never null in the API."""
    return {name: Leaf(f"coalesce({{o}}.{_snake(name)}, 0)") for name in names}


def _list(*names: str) -> dict[str, FieldMapping]:
    """Lists of strings, empty where the graph has none."""
    return {name: Leaf(f"coalesce({{o}}.{_snake(name)}, [])") for name in names}


def _day(*names: str, of: str = "{o}.") -> dict[str, FieldMapping]:
    """Days, as ISO strings: the driver's own dates would cost more and change nothing."""
    return {name: Leaf(f"toString({of}{_snake(name)})") for name in names}


def _words(text: str, position: str, absent: str | None = None) -> Part:
    """Words that properties hold: their text, and `position` + start and end."""
    return Part(
        "Words", {"text": text, "start": f"{position}start", "end": f"{position}end"}, absent
    )


def _side(role: str) -> Related:
    """The actors on one side of an event, as the articles name them."""
    return Related(
        "Actor",
        "MATCH ({o})-[{r}:INVOLVES]->({n}:Actor) "
        f"WHERE {{r}}.role = '{role}' AND coalesce({{r}}.direct, true)",
        "{n}.name, {n}.id",
    )


def _named(role: str) -> Related:
    """The actors on one side of a mention, with the words."""
    return Related(
        "Participant",
        f"MATCH ({{o}})-[{{r}}:NAMES]->({{n}}:Actor) WHERE {{r}}.role = '{role}'",
        "{r}.start, {r}.end, {n}.id",
        scope={"actor": "{n}", "r": "{r}"},
    )


_EVENT: dict[str, FieldMapping] = {
    **_own("id", "type", "mode", "status"),
    **_text("title"),
    "date": Part("EventDate", {"d": "{o}."}),
    "sources": _side("SOURCE"),
    "targets": _side("TARGET"),
    "places": Related(
        "Location", "MATCH ({o})-[{r}:OCCURRED_AT]->({n}:Location)", "{n}.name, {n}.id"
    ),
    **_count("confidence", "mentionCount", "articleCount", "originCount"),
    **_list("origins"),
    **_day("firstPublished", "lastPublished"),
    "similar": Related(
        "SimilarEvent",
        "MATCH ({o})-[{r}:SIMILAR_TO]-({n}:Event) WHERE {n}.sort IS NOT NULL",
        "{r}.score DESC, {r}.kind, {n}.id",
        scope={"event": "{n}", "r": "{r}"},
        limit=SIMILAR_LIMIT,
    ),
    "mentions": Paged(
        "Mention",
        "MATCH ({o})<-[:OF]-({n}:Mention {{live: true}})<-[:HAS_MENTION]-({r}:Revision)",
        f"coalesce({{r}}.published_earliest, {NEVER})",
        BY_PUBLICATION,
    ),
    "articles": Paged(
        "Article", "MATCH ({o})<-[{r}:REPORTS]-({n}:Article)", PUBLISHED_KEY, BY_PUBLICATION
    ),
}

_MENTION: dict[str, FieldMapping] = {
    **_own("id", "type", "mode", "status"),
    "quote": _words("{o}.quote", "{o}.quote_"),
    "trigger": _words("{o}.trigger", "{o}.trigger_"),
    "sources": _named("SOURCE"),
    "targets": _named("TARGET"),
    "places": Related(
        "PlaceName",
        "MATCH ({o})-[{r}:PLACES]->({n}:Location)",
        "{r}.start, {r}.end, {n}.id",
        scope={"location": "{n}", "r": "{r}"},
    ),
    "date": Part("EventDate", {"d": "{o}.date_"}),
    "dateWords": _words("{o}.date_phrase", "{o}.date_phrase_", "{o}.date_phrase_start IS NULL"),
    "attribution": Attributed(),
    "unresolved": Embedded("Unresolved", "{o}.unresolved"),
    **_count("confidence"),
    **_text("rule", "extractor"),
    "article": Related(
        "Article",
        "MATCH ({o})<-[:HAS_MENTION]-(:Revision)<-[{r}:HAS_REVISION]-({n}:Article)",
        "{n}.id",
        single=True,
    ),
    "event": Related("Event", "MATCH ({o})-[{r}:OF]->({n}:Event)", "{n}.id", single=True),
}

_ARTICLE: dict[str, FieldMapping] = {
    **_own("id", "url", "publisher"),
    **_text("title", "language"),
    "text": Leaf(
        "coalesce(head(COLLECT {{ MATCH ({o})-[:CURRENT]->(revision:Revision) "
        "RETURN revision.text }}), '')"
    ),
    **_list("origins", "tags"),
    "published": Part("Published", {"o": "{o}"}, "{o}.published_edtf IS NULL"),
    "mentions": Paged(
        "Mention",
        "MATCH ({o})-[:CURRENT]->({r}:Revision)-[:HAS_MENTION]->({n}:Mention {{live: true}})",
        "{n}.trigger_start",
        BY_POSITION,
    ),
    "nearDuplicates": Related(
        "NearDuplicate",
        "MATCH ({o})-[{r}:NEAR_DUPLICATE_OF]-({n}:Article)",
        "{r}.score DESC, {n}.id",
        scope={"article": "{n}", "r": "{r}"},
        limit=SIMILAR_LIMIT,
    ),
    "events": Paged("Event", "MATCH ({o})-[{r}:REPORTS]->({n}:Event)", "{n}.sort", BY_TIME),
}

_ACTOR: dict[str, FieldMapping] = {
    **_own("id", "kind", "country", "wikidata"),
    **_text("name"),
    **_list("aliases"),
    "actsFor": Related(
        "Acting",
        "MATCH ({o})-[{r}:ACTS_FOR]->({n}:Actor)",
        "{r}.since, {n}.id",
        scope={"actor": "{n}", "r": "{r}"},
    ),
    "events": PagedEvents("MATCH ({o})<-[:INVOLVES]-({n}:Event)"),
}

_LOCATION: dict[str, FieldMapping] = {
    **_own("id", "kind", "country", "geonames", "latitude", "longitude"),
    **_text("name"),
    "within": Related("Location", "MATCH ({o})-[{r}:IN]->({n}:Location)", "{n}.id", single=True),
    "events": PagedEvents("MATCH ({o})<-[:IN*0..8]-(:Location)<-[:OCCURRED_AT]-({n}:Event)"),
}

#: What an actor and a place in a mention have alike.
_NAMED: dict[str, FieldMapping] = {
    "words": _words("{r}.text", "{r}."),
    "candidates": Embedded("Candidate", "{r}.candidates"),
    "coarse": Leaf("coalesce({r}.coarse, false)"),
}

#: GraphQL type -> field -> how it is answered.
FIELDS: dict[str, dict[str, FieldMapping]] = {
    "Event": _EVENT,
    "Mention": _MENTION,
    "Article": _ARTICLE,
    "Actor": _ACTOR,
    "Location": _LOCATION,
    # {d} is a prefix: of a property on the event, the mention or the attribution
    "EventDate": {
        **{
            name: Leaf(f"{{d}}{name}")
            for name in ("edtf", "precision", "part", "extent", "phrase", "basis")
        },
        **_day("earliest", "latest", of="{d}"),
        "sort": Leaf(f"toString(coalesce({{d}}earliest, {{d}}latest, {NEVER}))"),
    },
    "Words": {name: Leaf(f"{{{name}}}") for name in ("text", "start", "end")},
    "Published": {
        "edtf": Leaf("{o}.published_edtf"),
        "earliest": Leaf("toString({o}.published_earliest)"),
        "latest": Leaf("toString({o}.published_latest)"),
        "instant": Leaf("{o}.published_instant"),
        "basis": Leaf("{o}.published_basis"),
    },
    "Participant": {"actor": Part("Actor", {"o": "{actor}"}), **_NAMED},
    "PlaceName": {"location": Part("Location", {"o": "{location}"}), **_NAMED},
    "Acting": {
        "actor": Part("Actor", {"o": "{actor}"}),
        **_day("since", "until", of="{r}."),
    },
    "SimilarEvent": {
        "event": Part("Event", {"o": "{event}"}),
        **{name: Leaf(f"{{r}}.{name}") for name in ("kind", "score")},
        "reasons": Leaf("coalesce({r}.reasons, [])"),
    },
    "NearDuplicate": {
        "article": Part("Article", {"o": "{article}"}),
        "score": Leaf("{r}.score"),
        "reasons": Leaf("coalesce({r}.reasons, [])"),
    },
}
