"""One page of a connection: the clauses that find its elements, and the list of its fields."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from schema.shapes import many, optional, record

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from graphql import FieldNode

    from schema.filters import Source
    from schema.projection import Compiler
    from schema.shapes import Shape


@dataclass(slots=True)
class Page:
    """Renders one page of a connection."""

    compiler: Compiler
    kind: str  #: the type of its nodes
    source: Source
    size: str  #: the parameter that holds the size of the page
    after: str | None  #: the cursor that it starts after
    #: What is collected of each element; the fields of the connection pick from it by position.
    collected: list[str] = field(default_factory=list)

    def render(self, fields: Mapping[str, Sequence[FieldNode]]) -> tuple[str, Shape]:
        """Clauses that end in `RETURN […]`; nothing beyond the page is collected."""
        rows = self.compiler.fresh("rows")
        values, shapes = [], []
        for key, nodes in fields.items():
            value, shape = self._field(nodes, rows)
            values.append(value)
            shapes.append((key, shape))
        returned = f"RETURN [{', '.join(values)}]"
        if self.collected:  # else only the count is asked for
            elements = f"[{', '.join(self.collected)}]"
            returned = f"{self._elements()} WITH collect({elements}) AS {rows} {returned}"
        return returned, record(shapes)

    def _field(self, nodes: Sequence[FieldNode], rows: str) -> tuple[str, Shape | None]:
        match nodes[0].name.value:
            case "__typename":
                return f"'{self.kind}Connection'", None
            case "totalCount":
                return self._count(), None
            case "pageInfo":
                return self._page_info(nodes, rows)
            case "edges":
                value, shape = self._edge(nodes)
            case _:
                value, shape = self.compiler.object(self.kind, {"o": self.source.node}, nodes)
        return self._picked(value, rows), many(shape)

    def _picked(self, value: str, rows: str) -> str:
        """The list of a value of each element of the page."""
        self.collected.append(value)
        return f"[row IN {rows}[..{self.size}] | row[{len(self.collected) - 1}]]"

    def _edge(self, nodes: Sequence[FieldNode]) -> tuple[str, Shape]:
        values, shapes = [], []
        for key, asked in self.compiler.selection.below(f"{self.kind}Edge", nodes).items():
            shape: Shape | None = None
            match asked[0].name.value:
                case "__typename":
                    value = f"'{self.kind}Edge'"
                case "cursor":
                    value, shape = self._keys(), self.source.order.encode
                case _:
                    value, shape = self.compiler.object(self.kind, {"o": self.source.node}, asked)
            values.append(value)
            shapes.append((key, shape))
        return f"[{', '.join(values)}]", record(shapes)

    def _page_info(self, nodes: Sequence[FieldNode], rows: str) -> tuple[str, Shape]:
        keys = self._picked(self._keys(), rows)
        values, shapes = [], []
        for key, asked in self.compiler.selection.below("PageInfo", nodes).items():
            shape: Shape | None = None
            match asked[0].name.value:
                case "__typename":
                    value = "'PageInfo'"
                case "hasNextPage":
                    value = f"size({rows}) > {self.size}"
                case "hasPreviousPage":
                    value = "true" if self.after else "false"
                case name:
                    value = f"{'head' if name == 'startCursor' else 'last'}({keys})"
                    shape = optional(self.source.order.encode)
            values.append(value)
            shapes.append((key, shape))
        return f"[{', '.join(values)}]", record(shapes)

    def _keys(self) -> str:
        """The sort keys of an element, as a cursor keeps them."""
        key = self.source.key
        shown = f"toString({key})" if self.source.order.key is date else key
        return f"[{shown}, {self.source.node}.id]"

    def _elements(self) -> str:
        """Clauses that bind the page's elements and one more, in their order."""
        source, node = self.source, self.source.node
        start = source.order.decode(self.after) if self.after else source.order.before_all
        keys = (self.compiler.params.add(start[0]), self.compiler.params.add(start[1]))
        if not source.branches:
            return self._ordered(source.where, source.key, None, keys)
        branches = " UNION ALL ".join(
            f"{self._ordered(branch.where, branch.key, branch.constant, keys)} RETURN {node}"
            for branch in source.branches
        )
        return f"CALL () {{ {branches} }} WITH {node} {self._limited(source.key)}"

    def _ordered(
        self, where: Sequence[str], key: str, constant: str | None, keys: tuple[str, str]
    ) -> str:
        source = self.source
        carried = ", ".join((source.node, *source.carried))
        conditions = " AND ".join((*where, *self._after(key, keys)))
        kept = f"DISTINCT {carried}" if source.distinct else carried
        return f"{source.match} WHERE {conditions} WITH {kept} {self._limited(key, constant)}"

    def _after(self, key: str, keys: tuple[str, str]) -> tuple[str, ...]:
        """What follows some sort keys: a range that an index answers, less what it begins with.

        A CASE, because of an OR (key > a OR key = a AND id > b) the planner makes a union of
        whole indexes that it then sorts: 100,000 rows instead of 51 (bench/api.py).
        """
        sign = "<" if self.source.order.descending else ">"
        first, second = keys
        node = self.source.node
        return (
            f"{key} {sign}= {first}",
            # an index of both keys answers only what has both
            f"{node}.id IS NOT NULL",
            f"CASE WHEN {key} = {first} THEN {node}.id {sign} {second} ELSE true END",
        )

    def _limited(self, key: str, constant: str | None = None) -> str:
        """ORDER BY and LIMIT; `constant` makes it an order that an index has, without a sort."""
        direction = " DESC" if self.source.order.descending else ""
        columns = (*((constant,) if constant else ()), key, f"{self.source.node}.id")
        order = ", ".join(f"{column}{direction}" for column in columns)
        return f"ORDER BY {order} LIMIT {self.size} + 1"

    def _count(self) -> str:
        source = self.source
        where = f"WHERE {' AND '.join(source.where)} " if source.where else ""
        distinct = "DISTINCT " if source.distinct else ""
        return f"COUNT {{ {source.match} {where}RETURN {distinct}{source.node} }}"
