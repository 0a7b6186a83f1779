"""One page of a connection: the clauses that find its elements, and the map of its fields."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from schema.plan import Finish, Path

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from graphql import FieldNode

    from schema.filters import Source
    from schema.projection import Compiler

#: Where a collected row keeps the sort keys; no GraphQL name begins with a digit.
_KEYS = "0"


@dataclass(slots=True)
class Page:
    """Renders one page of a connection."""

    compiler: Compiler
    kind: str  #: the type of its nodes
    source: Source
    size: str  #: the parameter that holds the size of the page
    after: str | None  #: the cursor that it starts after
    row: dict[str, str] = field(default_factory=dict)  #: what is collected of each element

    def render(self, fields: Mapping[str, Sequence[FieldNode]], path: Path) -> str:
        """Clauses that end in `RETURN {…}`; nothing beyond the page is collected."""
        rows = self.compiler.fresh("rows")
        items = [
            f"`{key}`: {self._field(nodes, rows, (*path, key))}" for key, nodes in fields.items()
        ]
        shape = "{" + ", ".join(items) + "}"
        if not self.row:
            return f"RETURN {shape}"  # the count alone
        row = "{" + ", ".join(f"`{name}`: {value}" for name, value in self.row.items()) + "}"
        return f"{self._elements()} WITH collect({row}) AS {rows} RETURN {shape}"

    def _field(self, nodes: Sequence[FieldNode], rows: str, path: Path) -> str:
        match nodes[0].name.value:
            case "__typename":
                return f"'{self.kind}Connection'"
            case "totalCount":
                return self._count()
            case "pageInfo":
                return self._page_info(nodes, rows, path)
            case "edges":
                self.row[path[-1]] = self._edge(nodes, path)
            case _:
                self.row[path[-1]] = self.compiler.map(self.kind, self.source.node, nodes, path)
        return f"[row IN {rows}[..{self.size}] | row.`{path[-1]}`]"

    def _edge(self, nodes: Sequence[FieldNode], path: Path) -> str:
        items = []
        for key, asked in self.compiler.selection.below(f"{self.kind}Edge", nodes).items():
            match asked[0].name.value:
                case "__typename":
                    value = f"'{self.kind}Edge'"
                case "cursor":
                    value = self._keys()
                    self._cursor((*path, key))
                case _:
                    value = self.compiler.map(self.kind, self.source.node, asked, (*path, key))
            items.append(f"`{key}`: {value}")
        return "{" + ", ".join(items) + "}"

    def _page_info(self, nodes: Sequence[FieldNode], rows: str, path: Path) -> str:
        items = []
        self.row[_KEYS] = self._keys()
        for key, asked in self.compiler.selection.below("PageInfo", nodes).items():
            match asked[0].name.value:
                case "__typename":
                    value = "'PageInfo'"
                case "hasNextPage":
                    value = f"size({rows}) > {self.size}"
                case "hasPreviousPage":
                    value = "true" if self.after else "false"
                case name:
                    end = "head" if name == "startCursor" else "last"
                    value = f"{end}([row IN {rows}[..{self.size}] | row.`{_KEYS}`])"
                    self._cursor((*path, key))
            items.append(f"`{key}`: {value}")
        return "{" + ", ".join(items) + "}"

    def _cursor(self, path: Path) -> None:
        self.compiler.finishes.append(Finish(path, self.source.order.encode))

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
            return self._ordered(source.match, source.where, source.key, keys)
        branches = " UNION ALL ".join(
            f"{self._ordered(source.match, branch.where, branch.key, keys)} RETURN {node}"
            for branch in source.branches
        )
        return f"CALL () {{ {branches} }} WITH {node} {self._limited(source.key)}"

    def _ordered(self, match: str, where: Sequence[str], key: str, keys: tuple[str, str]) -> str:
        source = self.source
        carried = ", ".join((source.node, *source.carried))
        conditions = " AND ".join((*where, *self._after(key, keys)))
        kept = f"DISTINCT {carried}" if source.distinct else carried
        return f"{match} WHERE {conditions} WITH {kept} {self._limited(key)}"

    def _after(self, key: str, keys: tuple[str, str]) -> tuple[str, str]:
        """What follows some sort keys; the first condition alone is one that an index answers."""
        sign = "<" if self.source.order.descending else ">"
        first, second = keys
        return (
            f"{key} {sign}= {first}",
            f"({key} {sign} {first} OR {self.source.node}.id {sign} {second})",
        )

    def _limited(self, key: str) -> str:
        direction = " DESC" if self.source.order.descending else ""
        return f"ORDER BY {key}{direction}, {self.source.node}.id{direction} LIMIT {self.size} + 1"

    def _count(self) -> str:
        source = self.source
        where = f"WHERE {' AND '.join(source.where)} " if source.where else ""
        distinct = "DISTINCT " if source.distinct else ""
        return f"COUNT {{ {source.match} {where}RETURN {distinct}{source.node} }}"
