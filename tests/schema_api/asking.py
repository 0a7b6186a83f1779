"""Asking the API in process, for tests on a real Neo4j."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import schema
from tests.schema_api.reader import Spy

if TYPE_CHECKING:
    from schema import Reader

#: A page of events, with all that is said of pages.
EVENTS = """
query($filter: EventFilter, $orderBy: EventOrder! = TIME_ASC, $first: Int! = 200, $after: String) {
  events(filter: $filter, orderBy: $orderBy, first: $first, after: $after) {
    totalCount nodes { id } edges { cursor node { id } }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  }
}
"""


def ask(graph: Reader, query: str, variables: dict[str, Any] | None = None) -> dict[str, Any]:
    """The data of a request that must succeed with exactly one statement."""
    spy = Spy(graph)
    answer = schema.execute(spy, query, variables)
    assert "errors" not in answer, answer["errors"]
    assert len(spy.statements) == 1
    data: dict[str, Any] = answer["data"]
    return data
