"""Every statement of the package compiles on the database, and seeks instead of scanning."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from kb.graph.statements import Statements
from tests.integration.conftest import empty
from tests.integration.stories import stored, story

if TYPE_CHECKING:
    from kb.graph import Graph

pytestmark = pytest.mark.neo4j

#: Something of the right type for each parameter.
PARAMETERS: dict[str, Any] = {
    "ids": ["evt_x"],
    "rows": [
        {
            "id": "x", "start": "a", "end": "b", "props": {}, "event": "e", "key": "k", "span": 1,
            "from": date(2019, 1, 1), "to": date(2019, 2, 1), "current": True,
        }
    ],
    "after": "", "limit": 10, "history": False, "now": "", "folded": "x", "query": "x",
    "label": "Actor", "index": "x", "seconds": 1, "version": 1, "spans": [1], "prints": [1],
}  # fmt: skip
#: Scans grow with the graph. Counts come from the store of counts, not from a scan, and a change
#: of all data is made once.
SCANS = {"AllNodesScan", "NodeByLabelScan", "DirectedRelationshipTypeScan", "NodeIndexScan"}
SCANNING = {"count_all", "d002_mark_articles"}


def operators(plan: dict[str, Any]) -> set[str]:
    """The names of a plan's operators."""
    name = plan["operatorType"].partition("@")[0]
    return {name}.union(*(operators(child) for child in plan.get("children", ())))


@pytest.fixture(scope="module")
def filled(connection: Graph) -> Graph:
    """A graph with a few of everything, so that the planner has something to count."""
    empty(connection)
    stored(connection, [story()])
    return connection


@pytest.mark.parametrize("name", Statements.load().names())
def test_a_statement_compiles_and_seeks(filled: Graph, name: str) -> None:
    """The planner accepts each statement and reads through an index."""
    statement = Statements.load()[name]
    params = {key: PARAMETERS[key] for key in statement.params}
    with filled._driver.session() as session:
        plan = session.run("EXPLAIN " + statement.text, params).consume().plan
    found = operators(plan) if plan else set()
    assert not found & SCANS or name in SCANNING
