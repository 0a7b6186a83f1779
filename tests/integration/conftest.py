"""One real Neo4j for the session: the server at KB_TEST_NEO4J_URI, else a local engine.

The given server's database is emptied: never name one that you need.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from kb.engine import LocalEngine
from kb.graph import Graph
from kb.graph.migrate import ensure_schema
from kb.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class Server:
    """Where the tests' Neo4j is."""

    uri: str
    user: str
    password: str | None

    def connect(self, *, transaction_seconds: float = 30.0) -> Graph:
        """A new connection to it."""
        return Graph.connect(
            self.uri, self.user, self.password, transaction_seconds=transaction_seconds
        )


@pytest.fixture(scope="session")
def neo4j_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A running Neo4j."""
    given = os.environ.get("KB_TEST_NEO4J_URI")
    if given:
        user = os.environ.get("KB_TEST_NEO4J_USER") or "neo4j"
        yield Server(given, user, os.environ.get("KB_TEST_NEO4J_PASSWORD"))
        return
    environment = {
        **{name: value for name, value in os.environ.items() if name.startswith("KB_ENGINE_")},
        "KB_CACHE_DIR": os.environ.get("KB_CACHE_DIR", ""),
        "KB_DATA_DIR": str(tmp_path_factory.mktemp("engine")),
        "KB_ENGINE_HEAP": "512m",
        "KB_ENGINE_IDLE_MINUTES": "2",
    }
    engine = LocalEngine(Settings.from_environment(environment))
    endpoint = engine.ensure()
    try:
        yield Server(endpoint.uri, endpoint.user, endpoint.password)
    finally:
        engine.stop()


@pytest.fixture(scope="session")
def connection(neo4j_server: Server) -> Iterator[Graph]:
    """A connection to a graph with kb's schema, shared by the session."""
    with neo4j_server.connect() as graph:
        ensure_schema(graph)
        yield graph


@pytest.fixture
def graph(connection: Graph) -> Graph:
    """An empty graph with kb's schema."""
    empty(connection)
    return connection


def empty(graph: Graph) -> None:
    """Delete all nodes but the one that states the schema's version."""
    with graph._driver.session() as session:
        session.run(
            "MATCH (n) WHERE NOT n:KbMeta CALL (n) { DETACH DELETE n } IN TRANSACTIONS"
        ).consume()
