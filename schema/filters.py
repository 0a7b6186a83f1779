"""What a filter asks for, as conditions of a Cypher statement.

Conditions name the node that they are about with a variable and take every value as a parameter;
the words of a statement come from here and schema/mapping.py alone.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from kb.errors import QueryError
from kb.model.dates import ALWAYS, NEVER, OPEN_SPAN, SPANS
from kb.model.ids import fold
from schema.enums import EventOrder, TimeMatch
from schema.mapping import BY_NAME, BY_PUBLICATION, LIVE, PUBLISHED_KEY
from schema.paging import Order

#: The most words of a full-text search, and the most actors that events must all have.
MAX_WORDS = 64
MAX_ACTORS = 10

#: A filter as GraphQL hands it over: field -> coerced value.
Filter = Mapping[str, Any]

#: The orders that an index has.
_TIME_ORDERS = frozenset({EventOrder.TIME_ASC, EventOrder.TIME_DESC})

#: The order of events -> what a cursor keeps.
EVENT_ORDERS = {
    order: Order(order.value, date, descending=order.value.endswith("_DESC"))
    for order in EventOrder
}


@dataclass(slots=True)
class Params:
    """The parameters of one statement."""

    values: dict[str, Any] = field(default_factory=dict)

    def add(self, value: Any) -> str:
        """Take a value; what the statement calls it."""
        name = f"p{len(self.values)}"
        self.values[name] = value
        return f"${name}"


@dataclass(frozen=True, slots=True)
class Branch:
    """One class of nodes of a list, which an index has in the list's order."""

    where: tuple[str, ...]
    key: str  #: the indexed property that equals the order's first key in this class
    constant: str | None = None  #: an indexed property before it, which is one value in this class


@dataclass(frozen=True, slots=True)
class Start:
    """Where a search for events begins."""

    match: str | None  #: clauses that bind the event; None if nothing is more selective than all
    where: tuple[str, ...] = ()
    repeats: bool = False  #: whether `match` may bind an event several times
    answers: frozenset[str] = frozenset()  #: criteria of the filter that need no condition then


@dataclass(frozen=True, slots=True)
class Source:
    """Where the nodes of a list come from."""

    node: str  #: the variable that they are bound to
    match: str  #: clauses that bind it
    where: tuple[str, ...]  #: all conditions
    key: str  #: the first sort key
    order: Order
    distinct: bool = False  #: whether `match` may bind a node several times
    branches: tuple[Branch, ...] = ()  #: the same nodes as `where`, in ordered classes
    carried: tuple[str, ...] = ()  #: further variables that `key` needs


@dataclass(frozen=True, slots=True)
class Window:
    """A window of days that events must lie in or overlap."""

    first: date
    last: date
    match: TimeMatch
    include_open: bool

    @classmethod
    def read(cls, given: Filter | None) -> Window | None:
        """The window of a TimeFilter, None if it asks for nothing; raises QueryError."""
        if not given or not (given.get("from") or given.get("to")):
            return None
        first, last = given.get("from") or ALWAYS, given.get("to") or NEVER
        if first > last:
            raise QueryError(f"time: from {first} is after to {last}")
        return cls(first, last, given["match"], given["includeOpen"])

    def conditions(self, node: str, params: Params) -> tuple[str, ...]:
        """The conditions on an event, whatever the statement starts from."""
        first, last = params.add(self.first), params.add(self.last)
        if self.match is TimeMatch.DEFINITELY:
            # an interval inside the window sorts inside it, and the index is on the sort day
            return (
                *((f"{node}.earliest >= {first}",) if self.first > ALWAYS else ()),
                *((f"{node}.latest <= {last}",) if self.last < NEVER else ()),
                f"{node}.sort >= {first}",
                f"{node}.sort <= {last}",
            )
        if self.include_open:
            return (
                f"coalesce({node}.earliest, {first}) <= {last}",
                f"coalesce({node}.latest, {last}) >= {first}",
            )
        return (f"{node}.window_from <= {last}", f"{node}.window_to >= {first}")

    def branches(self, node: str, params: Params) -> tuple[Branch, ...]:
        """The same events as `conditions`, one branch for each class of width.

        In a class of width w the beginnings lie between `first` - w + 1 and `last`, so an index
        on (span, window_from) finds them; a plain overlap of two properties walks half the
        index. Each window but an open one begins on the event's sort day (it could differ only
        before the year 11, see kb.model.dates.EventDate.window).
        """
        if self.match is TimeMatch.DEFINITELY or self.include_open:
            return ()
        first, last = params.add(self.first), params.add(self.last)
        common = (f"{node}.window_from <= {last}", f"{node}.window_to >= {first}")
        narrow = tuple(
            Branch(
                (
                    f"{node}.span = {width}",
                    f"{node}.window_from >= {params.add(_days_before(self.first, width - 1))}",
                    *common,
                ),
                f"{node}.window_from",
                f"{node}.span",
            )
            for width in SPANS
        )
        return (*narrow, Branch((f"{node}.span = {OPEN_SPAN}", *common), f"{node}.sort"))


def _days_before(day: date, days: int) -> date:
    return day - timedelta(days) if day - date.min > timedelta(days) else date.min


def events_source(
    node: str, start: str | None, given: Filter | None, order: EventOrder, params: Params
) -> Source:
    """The events that a filter asks for, from the most selective side.

    `start` is the clauses that bind `node` where the list hangs on another object.
    """
    asked = given or {}
    if len(asked.get("actors") or ()) > MAX_ACTORS:
        raise QueryError(f"actors: more than {MAX_ACTORS}")
    window = Window.read(asked.get("time"))
    begin = Start(start, repeats=True) if start else _start(node, asked, params)
    own = (*begin.where, *_event_conditions(node, asked, begin.answers, params))
    timed = window.conditions(node, params) if window else ()
    branches: tuple[Branch, ...] = ()
    if begin.match is None and window and order in _TIME_ORDERS:
        branches = tuple(replace(b, where=(*b.where, *own)) for b in window.branches(node, params))
    return Source(
        node=node,
        match=begin.match or f"MATCH ({node}:Event)",
        where=(LIVE["Event"].format(n=node), *timed, *own),
        key=_event_key(node, order),
        order=EVENT_ORDERS[order],
        distinct=begin.repeats,
        branches=branches,
    )


def _event_key(node: str, order: EventOrder) -> str:
    """The first sort key of an order; what has none comes last."""
    match order:
        case EventOrder.PUBLISHED_ASC:
            return f"coalesce({node}.first_published, date('{NEVER}'))"
        case EventOrder.PUBLISHED_DESC:
            return f"coalesce({node}.first_published, date('{ALWAYS}'))"
        case _:
            return f"{node}.sort"


def _start(node: str, asked: Filter, params: Params) -> Start:
    """Where the search begins: words, else actors, else places, else nowhere."""
    if asked.get("text") is not None:
        words = params.add(lucene(asked["text"]))
        found = f"CALL db.index.fulltext.queryNodes('event_text', {words}) YIELD node AS {node}"
        return Start(found)
    if asked.get("actors"):
        return _actors(node, asked["actors"], params)
    if asked.get("places"):
        place = f"MATCH (place:Location) WHERE place.id IN {params.add(list(asked['places']))}"
        events = f"MATCH (place)<-[:IN*0..8]-(:Location)<-[:OCCURRED_AT]-({node}:Event)"
        return Start(f"{place} {events}", repeats=True, answers=frozenset({"places"}))
    return Start(None)


def _actors(node: str, criteria: Sequence[Filter], params: Params) -> Start:
    """Begins with the actors of the criterion that has the fewest events."""
    events = f"MATCH (actor)<-[involved:INVOLVES]-({node}:Event)"
    if len(criteria) == 1:
        (criterion,) = criteria
        find, role = find_entity("Actor", "actor", criterion, params), criterion.get("role")
        where = (f"involved.role = {params.add(str(role))}",) if role else ()
        return Start(f"{find} {events}", where, repeats=True, answers=frozenset({"actors"}))
    sets = " UNION ALL ".join(
        f"{find_entity('Actor', 'actor', criterion, params)} RETURN collect(actor) AS found, "
        "sum(COUNT { (actor)<-[:INVOLVES]-() }) AS degree"
        for criterion in criteria
    )
    fewest = f"CALL () {{ {sets} }} WITH found ORDER BY degree LIMIT 1 UNWIND found AS actor"
    return Start(f"{fewest} {events}", repeats=True)


def _event_conditions(
    node: str, asked: Filter, answered: frozenset[str], params: Params
) -> tuple[str, ...]:
    """The conditions of an EventFilter but for the time and what the start answers."""
    asked = {name: value for name, value in asked.items() if name not in answered}
    conditions = [_takes_part(node, actor, params) for actor in asked.get("actors") or ()]
    for name, field_name in (("types", "type"), ("statuses", "status")):
        if asked.get(name) is not None:
            values = params.add([str(value) for value in asked[name]])
            conditions.append(f"{node}.{field_name} IN {values}")
    if asked.get("places") is not None:
        places = params.add(list(asked["places"]))
        conditions.append(
            f"EXISTS {{ MATCH ({node})-[:OCCURRED_AT]->(:Location)-[:IN*0..8]->(p:Location) "
            f"WHERE p.id IN {places} }}"
        )
    if asked.get("publisher") is not None:
        conditions.append(
            f"EXISTS {{ MATCH ({node})<-[:REPORTS]-(a:Article) "
            f"WHERE toLower(a.publisher) = toLower({params.add(asked['publisher'])}) }}"
        )
    if asked.get("minOrigins") is not None:
        conditions.append(f"{node}.origin_count >= {params.add(asked['minOrigins'])}")
    return tuple(conditions)


def _takes_part(node: str, criterion: Filter, params: Params) -> str:
    """That an actor takes part in an event, itself or by someone who acts for it."""
    role = criterion.get("role")
    in_role = f" AND i.role = {params.add(str(role))}" if role else ""
    return (
        f"EXISTS {{ MATCH ({node})-[i:INVOLVES]->(a:Actor) "
        f"WHERE {_is_actor('a', criterion, params)}{in_role} }}"
    )


def _is_actor(node: str, criterion: Filter, params: Params) -> str:
    """That a node, already bound, is the actor of a criterion."""
    identifier, name = one_of(criterion)
    if identifier is not None:
        return f"{node}.id = {params.add(identifier)}"
    return f"{params.add(folded(name))} IN {node}.names"


def one_of(criterion: Filter) -> tuple[str | None, str]:
    """The id, or else the name, that a criterion gives; raises QueryError unless it is one."""
    identifier, name = criterion.get("id"), criterion.get("name")
    if (identifier is None) == (name is None):
        raise QueryError("give either the id or the name of an actor or a location")
    return identifier, name or ""


def find_entity(label: str, node: str, criterion: Filter, params: Params) -> str:
    """Clauses that bind `node` to the actors or locations with the id, or the name, given.

    The full-text index finds the candidates: a range index doesn't see into lists of names.
    """
    identifier, name = one_of(criterion)
    if identifier is not None:
        return f"MATCH ({node}:{label}) WHERE {node}.id = {params.add(identifier)}"
    whole = folded(name)
    phrase = params.add(f'"{whole}"')
    return (
        f"CALL db.index.fulltext.queryNodes('name_text', {phrase}) YIELD node AS {node} "
        f"WHERE {node}:{label} AND {params.add(whole)} IN {node}.names"
    )


def folded(name: str) -> str:
    """A name as the graph compares it; raises QueryError if nothing is left of it."""
    found = fold(name)
    if not found:
        raise QueryError(f"name: {name!r} has no letters and no digits")
    return found


def entity_conditions(node: str, given: Filter | None, params: Params) -> tuple[str, ...]:
    """The conditions of an ActorFilter or a LocationFilter."""
    asked = given or {}
    conditions = []
    if asked.get("name") is not None:
        part = params.add(folded(asked["name"]))
        conditions.append(f"any(name IN {node}.names WHERE name CONTAINS {part})")
    if asked.get("kind") is not None:
        conditions.append(f"{node}.kind = {params.add(str(asked['kind']))}")
    if asked.get("country") is not None:
        conditions.append(f"{node}.country = toUpper({params.add(asked['country'])})")
    return tuple(conditions)


def article_conditions(node: str, given: Filter | None, params: Params) -> tuple[str, ...]:
    """The conditions of an ArticleFilter; raises QueryError for a window that ends too early."""
    asked = given or {}
    first, last = asked.get("publishedFrom"), asked.get("publishedTo")
    if first and last and first > last:
        raise QueryError(f"publishedFrom {first} is after publishedTo {last}")
    conditions = []
    if asked.get("publisher") is not None:
        conditions.append(f"toLower({node}.publisher) = toLower({params.add(asked['publisher'])})")
    if first:
        conditions.append(f"{node}.published_latest >= {params.add(first)}")
    if last:
        conditions.append(f"{node}.published_earliest <= {params.add(last)}")
    return tuple(conditions)


def articles_source(node: str, given: Filter | None, params: Params) -> Source:
    """The articles that a filter asks for."""
    text = (given or {}).get("text")
    match = f"MATCH ({node}:Article)"
    if text is not None:
        match = (
            f"CALL db.index.fulltext.queryNodes('article_text', {params.add(lucene(text))}) "
            f"YIELD node AS revision MATCH (revision)<-[:CURRENT]-({node}:Article)"
        )
    where = (LIVE["Article"].format(n=node), *article_conditions(node, given, params))
    return Source(node, match, where, PUBLISHED_KEY.format(n=node), BY_PUBLICATION)


def entities_source(label: str, node: str, given: Filter | None, params: Params) -> Source:
    """The actors or locations that a filter asks for."""
    where = (LIVE[label].format(n=node), *entity_conditions(node, given, params))
    return Source(node, f"MATCH ({node}:{label})", where, f"{node}.folded", BY_NAME)


def lucene(text: str) -> str:
    """A full-text query for all the words of a text: quoted, so that none is an operator."""
    found = re.findall(r"\w+", text)
    if not found:
        raise QueryError(f"text: {text!r} has no words")
    if len(found) > MAX_WORDS:
        raise QueryError(f"text: more than {MAX_WORDS} words")
    return " AND ".join(f'"{word}"' for word in found)
