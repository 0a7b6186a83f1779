"""A selection compiled to one Cypher statement whose row has the shape of the response.

Each root field is a CALL subquery that returns one value; nested lists are COLLECT subqueries
inside the maps of their parents. What Cypher can't say, cursors and attributions, is finished in
place afterwards (`Plan.finish`); nothing else touches the row.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from kb.model.ids import kind_of
from schema.attribution import AttributionShape
from schema.filters import (
    Params,
    Source,
    articles_source,
    entities_source,
    events_source,
    find_entity,
)
from schema.mapping import (
    FIELDS,
    Attributed,
    FieldMapping,
    Leaf,
    Paged,
    PagedEvents,
    Part,
    Related,
    Scope,
)
from schema.pages import Page
from schema.paging import page_size
from schema.plan import Finish, Path, Plan

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from graphql import FieldNode

    from schema.selection import Selection

#: The condition under which an object of a type is in the API at all.
_LIVE = {"Event": " AND {n}.sort IS NOT NULL", "Mention": " AND {n}.live"}


def compile_plan(selection: Selection) -> Plan:
    """The plan of a request; raises QueryError for arguments that make no sense."""
    return Compiler(selection).plan()


@dataclass(slots=True)
class Compiler:
    """Compiles one request; collects parameters and finishes on the way."""

    selection: Selection
    params: Params = field(default_factory=Params)
    finishes: list[Finish] = field(default_factory=list)
    variables: int = 0  #: how many variables the statement has so far

    def plan(self) -> Plan:
        """The plan of the whole request."""
        calls: list[str] = []
        columns: dict[str, str] = {}
        constants: dict[str, Any] = {}
        for key, nodes in self.selection.roots().items():
            if nodes[0].name.value.startswith("__"):
                continue  # introspection is graphql-core's
            body = self._root(nodes, (key,))
            if body is None:
                constants[key] = None
                continue
            column = f"c{len(columns)}"
            columns[column] = key
            calls.append(f"CALL () {{ {body} AS {column} }}")
        text = "\n".join([*calls, f"RETURN {', '.join(columns)}"]) if calls else ""
        return Plan(text, self.params.values, columns, constants, self.finishes)

    def fresh(self, prefix: str) -> str:
        """A variable that the statement doesn't have yet."""
        self.variables += 1
        return f"{prefix}{self.variables}"

    # Root fields: clauses that end in `RETURN value`, or None where the answer is null anyway.

    def _root(self, nodes: Sequence[FieldNode], path: Path) -> str | None:
        name = nodes[0].name.value
        arguments = self.selection.arguments("Query", nodes[0])
        node = self.fresh("n")
        match name:
            case "node" | "event" | "article":
                kind = kind_of(arguments["id"])
                wanted = (kind,) if name == "node" else (name.capitalize(),)
                if kind not in FIELDS or kind not in wanted:
                    return None
                return self._one(kind, arguments, nodes, path)
            case "actor" | "location":
                kind = name.capitalize()
                find = find_entity(kind, node, arguments, self.params)
                return self._first(kind, node, find, nodes, path)
            case "events":
                source = events_source(
                    node, None, arguments.get("filter"), arguments["orderBy"], self.params
                )
                return self._connection("Event", source, arguments, nodes, path)
            case "articles":
                source = articles_source(node, arguments.get("filter"), self.params)
                return self._connection("Article", source, arguments, nodes, path)
            case _:
                kind = {"actors": "Actor", "locations": "Location"}[name]
                source = entities_source(kind, node, arguments.get("filter"), self.params)
                return self._connection(kind, source, arguments, nodes, path)

    def _one(
        self,
        kind: str,
        arguments: Mapping[str, Any],
        nodes: Sequence[FieldNode],
        path: Path,
    ) -> str:
        """The object with an id, or null."""
        node = self.fresh("n")
        live = _LIVE.get(kind, "").format(n=node)
        where = f"{node}.id = {self.params.add(arguments['id'])}{live}"
        value = self.map(kind, node, nodes, path)
        return f"MATCH ({node}:{kind}) WHERE {where} RETURN head(collect({value}))"

    def _first(
        self, kind: str, node: str, find: str, nodes: Sequence[FieldNode], path: Path
    ) -> str:
        """The best of several of one name: from our own data, whose first name it is, by id."""
        best = f"WITH {node} ORDER BY coalesce({node}.known, false) DESC, {node}.id LIMIT 1"
        return f"{find} {best} RETURN head(collect({self.map(kind, node, nodes, path)}))"

    # Objects

    def map(self, kind: str, node: str, nodes: Sequence[FieldNode], path: Path) -> str:
        """A map with the selected fields of a node of the graph."""
        return self._object(kind, {"o": node}, nodes, path)

    def _object(self, kind: str, scope: Scope, nodes: Sequence[FieldNode], path: Path) -> str:
        """A map with the selected fields of an object whose scope is bound."""
        items = []
        for key, asked in self.selection.below(kind, nodes).items():
            name = asked[0].name.value
            value = (
                f"'{kind}'"
                if name == "__typename"
                else self._field(kind, FIELDS[kind][name], scope, asked, (*path, key))
            )
            items.append(f"`{key}`: {value}")
        return "{" + ", ".join(items) + "}"

    def _field(
        self,
        kind: str,
        how: FieldMapping,
        scope: Scope,
        nodes: Sequence[FieldNode],
        path: Path,
    ) -> str:
        match how:
            case Leaf():
                return how.cypher.format(**scope)
            case Part():
                return self._part(how, scope, nodes, path)
            case Related():
                return self._related(how, scope, nodes, path)
            case Paged():
                source = self._paged(how, scope)
            case PagedEvents():
                source = self._paged_events(kind, how, scope, nodes[0])
            case Attributed():
                return self._attribution(scope["o"], nodes, path)
        arguments = self.selection.arguments(kind, nodes[0])
        body = self._connection(
            how.type if isinstance(how, Paged) else "Event", source, arguments, nodes, path
        )
        return f"head(COLLECT {{ {body} }})"

    def _part(self, how: Part, scope: Scope, nodes: Sequence[FieldNode], path: Path) -> str:
        inner = {name: template.format(**scope) for name, template in how.scope.items()}
        value = self._object(how.type, inner, nodes, path)
        if how.absent is None:
            return value
        return f"CASE WHEN {how.absent.format(**scope)} THEN null ELSE {value} END"

    def _related(self, how: Related, scope: Scope, nodes: Sequence[FieldNode], path: Path) -> str:
        new = {"n": self.fresh("n"), "r": self.fresh("r")}
        inner = {name: template.format(**new) for name, template in how.scope.items()}
        match = how.match.format(**scope, **new)
        order, limit = how.order.format(**new), 1 if how.single else how.limit
        value = self._object(how.type, inner, nodes, path)
        listed = (
            f"COLLECT {{ {match} WITH {new['n']}, {new['r']} ORDER BY {order} LIMIT {limit} "
            f"RETURN {value} }}"
        )
        return f"head({listed})" if how.single else listed

    def _attribution(self, mention: str, nodes: Sequence[FieldNode], path: Path) -> str:
        shape = AttributionShape.of(self.selection, nodes)
        speakers = []
        for slot, (depth, asked) in enumerate(shape.speakers):
            node = self.fresh("n")
            actor = self.map("Actor", node, asked, (*path, f"speaker{slot}"))
            speakers.append(
                f"speaker{slot}: head(COLLECT {{ MATCH ({mention})-[:ATTRIBUTED_TO "
                f"{{depth: {depth}}}]->({node}:Actor) RETURN {actor} }})"
            )
        self.finishes.append(Finish(path, shape.build))
        raw = ", ".join([f"json: {mention}.attribution", *speakers])
        return f"CASE WHEN {mention}.attribution IS NULL THEN null ELSE {{{raw}}} END"

    # Connections

    def _paged(self, how: Paged, scope: Scope) -> Source:
        new = {"n": self.fresh("n"), "r": self.fresh("r")}
        return Source(
            node=new["n"],
            match=how.match.format(**scope, **new),
            where=(),
            key=how.key.format(**new),
            order=how.order,
            carried=(new["r"],),
        )

    def _paged_events(self, kind: str, how: PagedEvents, scope: Scope, node: FieldNode) -> Source:
        arguments = self.selection.arguments(kind, node)
        new = self.fresh("n")
        start = how.match.format(**scope, n=new)
        order = arguments["orderBy"]
        return events_source(new, start, arguments.get("filter"), order, self.params)

    def _connection(
        self,
        kind: str,
        source: Source,
        arguments: Mapping[str, Any],
        nodes: Sequence[FieldNode],
        path: Path,
    ) -> str:
        """Clauses that end in `RETURN {…}`, a connection; nothing beyond the page is collected."""
        size = page_size(arguments["first"])
        page = Page(self, kind, source, self.params.add(size), arguments.get("after"))
        return page.render(self.selection.below(f"{kind}Connection", nodes), path)
