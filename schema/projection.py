"""A selection compiled to one Cypher statement, and the shape of its row.

Each root field is a CALL subquery that returns one value, an object is a list of its selected
values, and what hangs on it are COLLECT subqueries inside that list: one statement, one row.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from graphql import GraphQLError

from kb.errors import QueryError
from kb.model.ids import kind_of
from schema.attribution import AttributionShape
from schema.embedded import embedded_list
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
    LIVE,
    Attributed,
    Embedded,
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
from schema.plan import Column, Plan
from schema.shapes import many, optional, record

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from graphql import FieldNode

    from schema.selection import Selection
    from schema.shapes import Shape


def compile_plan(selection: Selection) -> Plan:
    """The plan of a request; raises GraphQLError for arguments that make no sense."""
    compiler = Compiler(selection)
    calls: list[str] = []
    columns: list[Column] = []
    unknown: list[str] = []
    for key, nodes in selection.roots().items():
        if nodes[0].name.value.startswith("__"):
            continue  # introspection is graphql-core's
        with _located(nodes[0]):
            root = compiler.root(nodes)
        if root is None:
            unknown.append(key)
            continue
        body, shape = root
        columns.append(Column(key, f"c{len(columns)}", shape))
        calls.append(f"CALL () {{ {body} AS {columns[-1].name} }}")
    names = ", ".join(column.name for column in columns)
    text = "\n".join([*calls, f"RETURN {names}"]) if calls else ""
    return Plan(text, compiler.params.values, columns, unknown)


@contextmanager
def _located(node: FieldNode) -> Iterator[None]:
    """Say of an error in which field of the query it is."""
    try:
        yield
    except QueryError as error:
        raise GraphQLError(str(error), node) from error


@dataclass(slots=True)
class Compiler:
    """Compiles the fields of one request; collects its parameters on the way."""

    selection: Selection
    params: Params = field(default_factory=Params)
    variables: int = 0  #: how many variables the statement has so far

    def fresh(self, prefix: str) -> str:
        """A variable that the statement doesn't have yet."""
        self.variables += 1
        return f"{prefix}{self.variables}"

    def root(self, nodes: Sequence[FieldNode]) -> tuple[str, Shape] | None:
        """Clauses that end in `RETURN value`; None if the answer is null whatever the graph has."""
        name = nodes[0].name.value
        arguments = self.selection.arguments("Query", nodes[0])
        match name:
            case "node" | "event" | "article":
                return self._by_id(None if name == "node" else name.capitalize(), arguments, nodes)
            case "actor" | "location":
                return self._by_name(name.capitalize(), arguments, nodes)
            case _:
                kind = name.removesuffix("s").capitalize()
                return self._connection(kind, self._root_source(kind, arguments), arguments, nodes)

    def _root_source(self, kind: str, arguments: Mapping[str, Any]) -> Source:
        node, given = self.fresh("n"), arguments.get("filter")
        match kind:
            case "Event":
                return events_source(node, None, given, arguments["orderBy"], self.params)
            case "Article":
                return articles_source(node, given, self.params)
            case _:
                return entities_source(kind, node, given, self.params)

    def _by_id(
        self, wanted: str | None, arguments: Mapping[str, Any], nodes: Sequence[FieldNode]
    ) -> tuple[str, Shape] | None:
        kind = kind_of(arguments["id"])
        if kind not in FIELDS or (wanted and kind != wanted):
            return None
        node = self.fresh("n")
        where = f"{node}.id = {self.params.add(arguments['id'])} AND {LIVE[kind].format(n=node)}"
        value, shape = self.object(kind, {"o": node}, nodes)
        return f"MATCH ({node}:{kind}) WHERE {where} RETURN head(collect({value}))", shape

    def _by_name(
        self, kind: str, arguments: Mapping[str, Any], nodes: Sequence[FieldNode]
    ) -> tuple[str, Shape]:
        """The first of those with a name: from our own data, of that very name, by id."""
        node = self.fresh("n")
        find = find_entity(kind, node, arguments, self.params)
        order = f"coalesce({node}.known, false) DESC, size({node}.names), {node}.id"
        value, shape = self.object(kind, {"o": node}, nodes)
        best = f"WITH {node} WHERE {LIVE[kind].format(n=node)} WITH {node} ORDER BY {order} LIMIT 1"
        return f"{find} {best} RETURN head(collect({value}))", shape

    def object(self, kind: str, scope: Scope, nodes: Sequence[FieldNode]) -> tuple[str, Shape]:
        """The list of the selected values of an object whose scope is bound."""
        values: list[str] = []
        shapes: list[tuple[str, Shape | None]] = []
        for key, asked in self.selection.below(kind, nodes).items():
            name = asked[0].name.value
            if name == "__typename":
                value, shape = f"'{kind}'", None
            else:
                with _located(asked[0]):
                    value, shape = self._field(kind, FIELDS[kind][name], scope, asked)
            values.append(value)
            shapes.append((key, shape))
        return f"[{', '.join(values)}]", record(shapes)

    def _field(
        self, kind: str, how: FieldMapping, scope: Scope, nodes: Sequence[FieldNode]
    ) -> tuple[str, Shape | None]:
        match how:
            case Leaf():
                return how.cypher.format(**scope), None
            case Part():
                return self._part(how, scope, nodes)
            case Related():
                return self._related(how, scope, nodes)
            case Attributed():
                return self._attribution(scope["o"], nodes)
            case Embedded():
                shape = embedded_list(self.selection, how.type, nodes)
                return how.cypher.format(**scope), shape
            case Paged() | PagedEvents():
                arguments = self.selection.arguments(kind, nodes[0])
                source = self._source(how, scope, arguments)
                inner = how.type if isinstance(how, Paged) else "Event"
                body, shape = self._connection(inner, source, arguments, nodes)
                return f"head(COLLECT {{ {body} }})", shape

    def _part(self, how: Part, scope: Scope, nodes: Sequence[FieldNode]) -> tuple[str, Shape]:
        inner = {name: template.format(**scope) for name, template in how.scope.items()}
        value, shape = self.object(how.type, inner, nodes)
        if how.absent is None:
            return value, shape
        return f"CASE WHEN {how.absent.format(**scope)} THEN null ELSE {value} END", shape

    def _related(self, how: Related, scope: Scope, nodes: Sequence[FieldNode]) -> tuple[str, Shape]:
        new = {"n": self.fresh("n"), "r": self.fresh("r")}
        inner = {name: template.format(**new) for name, template in how.scope.items()}
        value, shape = self.object(how.type, inner, nodes)
        match, order = how.match.format(**scope, **new), how.order.format(**new)
        limit = 1 if how.single else how.limit
        listed = (
            f"COLLECT {{ {match} WITH {new['n']}, {new['r']} ORDER BY {order} LIMIT {limit} "
            f"RETURN {value} }}"
        )
        return (f"head({listed})", shape) if how.single else (listed, many(shape))

    def _attribution(self, mention: str, nodes: Sequence[FieldNode]) -> tuple[str, Shape]:
        """The JSON, and the speakers that are selected at each depth."""
        parts = AttributionShape.of(self.selection, nodes)
        values, shapes = [f"{mention}.attribution"], []
        for depth, asked in parts.speakers:
            node = self.fresh("n")
            value, shape = self.object("Actor", {"o": node}, asked)
            shapes.append(shape)
            values.append(
                f"head(COLLECT {{ MATCH ({mention})-[:ATTRIBUTED_TO {{depth: {depth}}}]->"
                f"({node}:Actor) RETURN {value} }})"
            )
        listed = f"[{', '.join(values)}]"
        return (
            f"CASE WHEN {mention}.attribution IS NULL THEN null ELSE {listed} END",
            optional(lambda raw: parts.build(raw, shapes)),
        )

    def _source(
        self, how: Paged | PagedEvents, scope: Scope, arguments: Mapping[str, Any]
    ) -> Source:
        new = {"n": self.fresh("n"), "r": self.fresh("r")}
        match = how.match.format(**scope, **new)
        if isinstance(how, PagedEvents):
            given, order = arguments.get("filter"), arguments["orderBy"]
            return events_source(new["n"], match, given, order, self.params)
        return Source(
            node=new["n"],
            match=match,
            where=(),
            key=how.key.format(**new),
            order=how.order,
            carried=(new["r"],),
        )

    def _connection(
        self, kind: str, source: Source, arguments: Mapping[str, Any], nodes: Sequence[FieldNode]
    ) -> tuple[str, Shape]:
        size = self.params.add(page_size(arguments["first"]))
        page = Page(self, kind, source, size, arguments.get("after"))
        return page.render(self.selection.below(f"{kind}Connection", nodes))
