"""What a request selects: the fields of an object, with fragments and directives worked in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLIncludeDirective,
    GraphQLObjectType,
    GraphQLSchema,
    GraphQLSkipDirective,
    InlineFragmentNode,
    OperationDefinitionNode,
    SelectionNode,
    SelectionSetNode,
    get_argument_values,
    get_directive_values,
    is_abstract_type,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from graphql.execution.values import VariableValues

#: The selected fields of an object: response key -> the field nodes that ask for it.
Fields = dict[str, list[FieldNode]]


@dataclass(frozen=True, slots=True)
class Selection:
    """Reads the selections of one operation of a valid document, for given variables."""

    schema: GraphQLSchema
    operation: OperationDefinitionNode
    fragments: dict[str, FragmentDefinitionNode]
    variables: VariableValues

    @classmethod
    def of(
        cls,
        schema: GraphQLSchema,
        document: DocumentNode,
        operation: OperationDefinitionNode,
        variables: VariableValues,
    ) -> Selection:
        """The selections of `operation`."""
        fragments = {
            definition.name.value: definition
            for definition in document.definitions
            if isinstance(definition, FragmentDefinitionNode)
        }
        return cls(schema, operation, fragments, variables)

    def object_type(self, name: str) -> GraphQLObjectType:
        """An object type of the schema."""
        found = self.schema.get_type(name)
        if not isinstance(found, GraphQLObjectType):
            raise TypeError(f"{name} is no object type")
        return found

    def roots(self) -> Fields:
        """The selected fields of the operation itself."""
        return self._collect("Query", [self.operation.selection_set])

    def below(self, type_name: str, nodes: Sequence[FieldNode]) -> Fields:
        """The selected fields of an object that is of the type, and that `nodes` ask for."""
        return self._collect(type_name, [n.selection_set for n in nodes if n.selection_set])

    def arguments(self, type_name: str, node: FieldNode) -> dict[str, Any]:
        """The coerced arguments of a field; raises GraphQLError for a bad one."""
        definition = self.object_type(type_name).fields[node.name.value]
        return get_argument_values(definition, node, self.variables)

    def _collect(self, type_name: str, sets: Iterable[SelectionSetNode]) -> Fields:
        fields: Fields = {}
        seen: set[str] = set()
        for selections in sets:
            self._visit(self.object_type(type_name), selections, fields, seen)
        return fields

    def _visit(
        self, of: GraphQLObjectType, selections: SelectionSetNode, fields: Fields, seen: set[str]
    ) -> None:
        """Add the fields of a selection set; each named fragment counts once (spec 6.3.2)."""
        for node in selections.selections:
            if not self._included(node):
                continue
            if isinstance(node, FieldNode):
                fields.setdefault((node.alias or node.name).value, []).append(node)
                continue
            fragment = self._fragment(node, seen)
            if fragment is not None and self._applies(fragment, of):
                self._visit(of, fragment.selection_set, fields, seen)

    def _fragment(
        self, node: SelectionNode, seen: set[str]
    ) -> FragmentDefinitionNode | InlineFragmentNode | None:
        """The fragment that a node brings in, None if it was there already."""
        if isinstance(node, FragmentSpreadNode):
            name = node.name.value
            if name in seen:
                return None
            seen.add(name)
            return self.fragments[name]
        return node if isinstance(node, InlineFragmentNode) else None

    def _applies(
        self, fragment: FragmentDefinitionNode | InlineFragmentNode, of: GraphQLObjectType
    ) -> bool:
        condition = fragment.type_condition
        if condition is None or condition.name.value == of.name:
            return True
        named = self.schema.get_type(condition.name.value)
        return is_abstract_type(named) and self.schema.is_sub_type(named, of)

    def _included(self, node: SelectionNode) -> bool:
        if not node.directives:
            return True
        skip = get_directive_values(GraphQLSkipDirective, node, self.variables)
        if skip and skip["if"]:
            return False
        include = get_directive_values(GraphQLIncludeDirective, node, self.variables)
        return not include or bool(include["if"])
