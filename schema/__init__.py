"""The GraphQL API: strawberry defines the schema, one Cypher statement answers a request.

`execute` answers a request in process; kb/server.py serves it over HTTP.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from schema.execution import Api, Reader
from schema.guard import Limits
from schema.queries import build_schema

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Api", "Limits", "Reader", "build_schema", "execute", "printed"]


@cache
def _api() -> Api:
    """The API with the usual limits; made when it is first used, not at import."""
    return Api.create()


def execute(
    graph: Reader,
    query: str,
    variables: Mapping[str, Any] | None = None,
    operation_name: str | None = None,
) -> dict[str, Any]:
    """Answer a GraphQL request: `{"data": …, "errors": […]}`; see Api.execute."""
    return _api().execute(graph, query, variables, operation_name)


def printed() -> str:
    """The schema as SDL, as schema/schema.graphql has it."""
    return build_schema().as_str() + "\n"
