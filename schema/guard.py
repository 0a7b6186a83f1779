"""Limits on what one request may ask, checked in linear time before it is validated or run.

A query of a few hundred bytes can name the same fragments again and again, each one holding two
of the next: expanded, that is exponential. Here every fragment is measured once and counted as
often as it is used; validation only ever sees documents that are within the limits.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLError,
    GraphQLInterfaceType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLSchema,
    InlineFragmentNode,
    IntValueNode,
    OperationDefinitionNode,
    VariableNode,
    get_named_type,
)

from schema.paging import DEFAULT_PAGE, MAX_PAGE

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from graphql import GraphQLNamedType, SelectionSetNode

#: Counts stop here: a product of page sizes need not be known exactly to be too large.
_SATURATED = 10**9
#: How many objects a list that isn't paged is taken to have: actors of an event, and the like.
_LIST_COST = 3
#: What is alike leads to what is alike, so a few levels of it are all that is let through; few
#: names are ambiguous.
_LIST_COSTS = {"similar": 20, "nearDuplicates": 20, "candidates": 1, "unresolved": 1}
#: How deep fragments may lie in fragments; each level takes a few frames of the interpreter.
_FRAGMENT_LEVELS = 50
_INTROSPECTION = frozenset({"__schema", "__type"})


@dataclass(frozen=True, slots=True)
class Limits:
    """What one request may ask."""

    characters: int = 32_768
    tokens: int = 4_000
    depth: int = 20  #: fields inside fields
    fields: int = 600  #: with fragments worked in; validation compares each with each
    aliases: int = 100
    directives: int = 50
    roots: int = 20  #: fields of the operation itself
    cost: int = 60_000  #: objects that the answer could hold


class Size(NamedTuple):
    """How large a selection is with its fragments worked in."""

    fields: int = 0
    depth: int = 0
    aliases: int = 0
    directives: int = 0

    def beside(self, other: Size) -> Size:
        """Both selections side by side."""
        return Size(
            min(self.fields + other.fields, _SATURATED),
            max(self.depth, other.depth),
            min(self.aliases + other.aliases, _SATURATED),
            min(self.directives + other.directives, _SATURATED),
        )


def measure(document: DocumentNode, limits: Limits) -> None:
    """Raise GraphQLError if an operation of the document is over the limits."""
    fragments = _fragments(document)
    ruler = _Ruler(fragments)
    for definition in document.definitions:
        if not isinstance(definition, OperationDefinitionNode):
            continue
        size = ruler.selection(definition.selection_set)
        roots = len(definition.selection_set.selections)
        for what, found, limit in (
            ("fields", size.fields, limits.fields),
            ("levels", size.depth, limits.depth),
            ("aliases", size.aliases, limits.aliases),
            ("directives", size.directives, limits.directives),
            ("fields at its root", roots, limits.roots),
        ):
            if found > limit:
                raise GraphQLError(f"the query has more than {limit} {what}", definition)


def _fragments(document: DocumentNode) -> dict[str, FragmentDefinitionNode]:
    return {
        definition.name.value: definition
        for definition in document.definitions
        if isinstance(definition, FragmentDefinitionNode)
    }


@dataclass(slots=True)
class _Ruler:
    """Measures selections; each fragment once."""

    fragments: Mapping[str, FragmentDefinitionNode]
    #: None while a fragment is being measured: it contains itself.
    measured: dict[str, Size | None] = field(default_factory=dict)
    level: int = 0  #: how many fragments are being measured

    def selection(self, selections: SelectionSetNode) -> Size:
        size = Size()
        for node in selections.selections:
            own = Size(directives=len(node.directives or ()))
            if isinstance(node, FieldNode):
                size = size.beside(own).beside(self._field(node))
            elif isinstance(node, FragmentSpreadNode):
                size = size.beside(own).beside(self._fragment(node))
            elif isinstance(node, InlineFragmentNode):
                size = size.beside(own).beside(self.selection(node.selection_set))
        return size

    def _field(self, node: FieldNode) -> Size:
        own = Size(fields=1, depth=1, aliases=int(node.alias is not None))
        if node.selection_set is None:
            return own
        inner = self.selection(node.selection_set)
        # graphql-core limits the depth of introspection itself (MaxIntrospectionDepthRule)
        depth = 1 if node.name.value in _INTROSPECTION else inner.depth + 1
        return own.beside(inner)._replace(depth=depth)

    def _fragment(self, node: FragmentSpreadNode) -> Size:
        name = node.name.value
        fragment = self.fragments.get(name)
        if fragment is None:
            return Size()  # validation reports it
        if name not in self.measured:
            self.level += 1
            if self.level > _FRAGMENT_LEVELS:
                raise GraphQLError(f"more than {_FRAGMENT_LEVELS} fragments inside fragments", node)
            self.measured[name] = None
            self.measured[name] = self.selection(fragment.selection_set)
            self.level -= 1
        size = self.measured[name]
        if size is None:
            raise GraphQLError(f"the fragment {name} contains itself", node)
        return size


def check_cost(
    schema: GraphQLSchema,
    document: DocumentNode,
    operation: OperationDefinitionNode,
    variables: Mapping[str, Any],
    limits: Limits,
) -> None:
    """Raise GraphQLError if the answer could hold more objects than the limits allow.

    Page sizes multiply down the selection; `variables` are the coerced ones.
    """
    purse = _Purse(schema, _fragments(document), variables)
    root = schema.query_type
    cost = purse.selection(root, operation.selection_set, 1) if root else 0
    if cost > limits.cost:
        raise GraphQLError(
            f"the answer could hold {cost} objects, the limit is {limits.cost}: ask for smaller "
            "pages (first) or fewer levels",
            operation,
        )


@dataclass(slots=True)
class _Purse:
    """Counts the objects that an answer could hold; each fragment once for each page size."""

    schema: GraphQLSchema
    fragments: Mapping[str, FragmentDefinitionNode]
    variables: Mapping[str, Any]
    counted: dict[tuple[str, int], int] = field(default_factory=dict)

    def selection(
        self, of: GraphQLNamedType | None, selections: SelectionSetNode, page: int
    ) -> int:
        """The objects below one object; `page` is the page size of the connection around it."""
        cost = 0
        for node in selections.selections:
            if isinstance(node, FieldNode):
                cost += self._field(of, node, page)
            elif isinstance(node, FragmentSpreadNode):
                cost += self._fragment(node.name.value, page)
            elif isinstance(node, InlineFragmentNode):
                named = node.type_condition
                inner = self.schema.get_type(named.name.value) if named else of
                cost += self.selection(inner, node.selection_set, page)
        return min(cost, _SATURATED)

    def _field(self, of: GraphQLNamedType | None, node: FieldNode, page: int) -> int:
        if node.selection_set is None or node.name.value in _INTROSPECTION:
            return 0
        if not isinstance(of, GraphQLObjectType | GraphQLInterfaceType):
            return 0
        definition = of.fields.get(node.name.value)
        if definition is None:
            return 0
        kind = definition.type
        kind = kind.of_type if isinstance(kind, GraphQLNonNull) else kind
        inner = get_named_type(definition.type)
        if isinstance(kind, GraphQLList):
            name = node.name.value
            count = page if name in {"edges", "nodes"} else _LIST_COSTS.get(name, _LIST_COST)
            return count * (1 + self.selection(inner, node.selection_set, 1))
        if "first" in definition.args:
            return 1 + self.selection(inner, node.selection_set, self._page(node))
        return 1 + self.selection(inner, node.selection_set, page)

    def _page(self, node: FieldNode) -> int:
        """The page size that a connection asks for, at least 1; bad ones are refused later."""
        for argument in node.arguments or ():
            if argument.name.value != "first":
                continue
            size: Any = None
            if isinstance(argument.value, IntValueNode):
                size = int(argument.value.value)
            elif isinstance(argument.value, VariableNode):
                size = self.variables.get(argument.value.name.value)
            if isinstance(size, int):
                return min(max(size, 1), MAX_PAGE)
        return DEFAULT_PAGE

    def _fragment(self, name: str, page: int) -> int:
        if (name, page) not in self.counted:
            fragment = self.fragments[name]
            of = self.schema.get_type(fragment.type_condition.name.value)
            self.counted[name, page] = self.selection(of, fragment.selection_set, page)
        return self.counted[name, page]
