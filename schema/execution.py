"""One request from its text to its answer, on one Cypher statement."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from graphql import (
    DocumentNode,
    GraphQLError,
    GraphQLSchema,
    OperationDefinitionNode,
    OperationType,
    execute_sync,
    get_operation_ast,
)
from graphql.execution import Executor
from graphql.execution.values import get_variable_values

from kb.errors import (
    GraphError,
    GraphTimeoutError,
    GraphUnavailableError,
    KBError,
    QueryError,
)
from schema.documents import Documents, RejectedError
from schema.guard import Limits, check_cost
from schema.projection import compile_plan
from schema.queries import build_schema
from schema.selection import Selection

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graphql.execution.collect_fields import FieldDetailsList
    from graphql.pyutils import Path

log = logging.getLogger(__name__)

#: Error class -> `extensions.code` of the GraphQL error, most special first.
_CODES: tuple[tuple[type[KBError], str], ...] = (
    (QueryError, "BAD_REQUEST"),
    (GraphTimeoutError, "TIMEOUT"),
    (GraphUnavailableError, "UNAVAILABLE"),
    (GraphError, "DATABASE"),
    (KBError, "ERROR"),
)


class Reader(Protocol):
    """What the API needs of a graph; kb.graph.Graph is one."""

    def read(self, text: str, params: Mapping[str, Any], /) -> list[dict[str, Any]]:
        """Run one composed READ statement."""


class RowExecutor(Executor[Any]):
    """graphql-core's executor for introspection; root fields that the row has are done."""

    def execute_field(
        self,
        parent_type: Any,
        source: Any,
        field_details_list: FieldDetailsList,
        path: Path,
        position_context: Any,
    ) -> Any:
        """A field's value: the row's, untouched, where the row has it."""
        if path.prev is None and path.key in source:
            return source[path.key]
        return super().execute_field(
            parent_type, source, field_details_list, path, position_context
        )


@dataclass(frozen=True, slots=True)
class Api:
    """The schema with its limits and the documents seen so far; safe to share."""

    schema: GraphQLSchema
    documents: Documents
    limits: Limits

    @classmethod
    def create(cls, limits: Limits | None = None) -> Api:
        """A fresh API."""
        limits = limits or Limits()
        schema = build_schema()._schema  # noqa: SLF001 -- strawberry has no public way to it
        return cls(schema, Documents(schema, limits), limits)

    def execute(
        self,
        graph: Reader,
        query: str,
        variables: Mapping[str, Any] | None = None,
        operation_name: str | None = None,
    ) -> dict[str, Any]:
        """Answer a request: `{"data": …}`, `{"data": …, "errors": […]}` or `{"errors": […]}`.

        Nothing is raised for a bad request or a failing database: `errors` says it, each with a
        code in its extensions: BAD_REQUEST, UNAVAILABLE, TIMEOUT, DATABASE or INTERNAL. There is
        no `data` then, as nothing was answered at all (GraphQL's "request error").
        """
        try:
            document = self.documents.get(query)
            operation = _operation(document, operation_name)
            return self._run(graph, document, operation, dict(variables or {}))
        except RejectedError as rejected:
            return {"errors": [_formatted(error, "BAD_REQUEST") for error in rejected.errors]}

    def _run(
        self,
        graph: Reader,
        document: DocumentNode,
        operation: OperationDefinitionNode,
        variables: dict[str, Any],
    ) -> dict[str, Any]:
        values = get_variable_values(
            self.schema, operation.variable_definitions or (), variables, max_errors=5
        )
        if isinstance(values, list):
            raise RejectedError(values)
        selection = Selection.of(self.schema, document, operation, values)
        try:
            check_cost(self.schema, document, operation, values.coerced, self.limits)
            row = compile_plan(selection).run(graph.read)
        except GraphQLError as error:
            raise RejectedError([error]) from error
        except KBError as error:
            return {"errors": [_told(error)]}
        except Exception:
            log.exception("a request failed")
            return {"errors": [_error("internal error; the log has it", "INTERNAL")]}
        return self._finish(document, operation, variables, row)

    def _finish(
        self,
        document: DocumentNode,
        operation: OperationDefinitionNode,
        variables: dict[str, Any],
        row: dict[str, Any],
    ) -> dict[str, Any]:
        """Let graphql-core order the root fields and answer introspection."""
        result = execute_sync(
            self.schema,
            document,
            root_value=row,
            variable_values=variables,
            operation_name=operation.name.value if operation.name else None,
            executor_class=RowExecutor,
        )
        answer: dict[str, Any] = {"data": result.data}
        if result.errors:
            answer["errors"] = [_formatted(error, "INTERNAL") for error in result.errors]
        return answer


def _operation(document: DocumentNode, name: str | None) -> OperationDefinitionNode:
    operation = get_operation_ast(document, name)
    if operation is None:
        raise RejectedError(
            [GraphQLError(f"no operation {name!r}" if name else "operationName: say which one")]
        )
    if operation.operation is not OperationType.QUERY:
        raise RejectedError([GraphQLError(f"no {operation.operation.value} is offered", operation)])
    return operation


def _told(error: KBError) -> dict[str, Any]:
    """A GraphQL error for one of ours, whose message is fit to show."""
    return _error(str(error), next(code for kind, code in _CODES if isinstance(error, kind)))


def _error(message: str, code: str) -> dict[str, Any]:
    return {"message": message, "extensions": {"code": code}}


def _formatted(error: GraphQLError, code: str) -> dict[str, Any]:
    found: dict[str, Any] = dict(error.formatted)
    found["extensions"] = {"code": code, **(error.extensions or {})}
    return found
