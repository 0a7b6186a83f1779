"""The connection: what goes wrong says so in our errors, and what can be tried again is."""

from __future__ import annotations

import socket
import time
from datetime import date
from typing import TYPE_CHECKING, Any

import neo4j
import pytest
from neo4j import exceptions as bolt

from kb.errors import (
    GraphAuthError,
    GraphConflictError,
    GraphError,
    GraphTimeoutError,
    GraphUnavailableError,
    GraphVersionError,
)
from kb.graph import Graph, Transaction, migrate

if TYPE_CHECKING:
    from tests.integration.conftest import Server

pytestmark = pytest.mark.neo4j


def test_a_read_gives_dictionaries(graph: Graph) -> None:
    """Rows are dictionaries in the order of the statement."""
    rows = graph.read("UNWIND $list AS x RETURN x, toString($day) AS day", {
        "list": [2, 1], "day": date(2019, 4, 4),
    })  # fmt: skip
    assert rows == [{"x": 2, "day": "2019-04-04"}, {"x": 1, "day": "2019-04-04"}]


def test_a_read_cannot_write(graph: Graph) -> None:
    """A statement that writes is refused, whoever composed it."""
    with pytest.raises(GraphError, match="access"):
        graph.read("CREATE (n:Nothing)", {})
    assert graph.read("MATCH (n:Nothing) RETURN n", {}) == []


def test_a_mistake_in_a_statement_keeps_its_code(graph: Graph) -> None:
    """The database's status code stays with the error."""
    with pytest.raises(GraphError) as caught:
        graph.read("RETURN 1 AS", {})
    assert caught.value.code == "Neo.ClientError.Statement.SyntaxError"


def test_a_parameter_that_bolt_cannot_carry(graph: Graph) -> None:
    """An unfit parameter is our error too, in a read and in a write."""
    with pytest.raises(GraphError):
        graph.read("RETURN $x AS x", {"x": object()})
    with pytest.raises(GraphError):
        graph.write(lambda transaction: transaction.run("lock_events", ids=[object()]))


def test_a_named_statement_checks_its_parameters(graph: Graph) -> None:
    """A parameter too few is found before anything is sent."""
    with pytest.raises(GraphError, match="marked_events: missing or unknown parameters: limit"):
        graph.run("marked_events")


def test_a_slow_read_ends(neo4j_server: Server) -> None:
    """A read that takes longer than allowed is ended, and not tried again."""
    with neo4j_server.connect(transaction_seconds=0.5) as graph:
        started = time.monotonic()
        with pytest.raises(GraphTimeoutError):
            graph.read("UNWIND range(1, 10000000000) AS x RETURN count(x) AS n", {})
        assert time.monotonic() - started < 20


def test_a_wrong_password(neo4j_server: Server) -> None:
    """A refused password is an error of its own."""
    with pytest.raises(GraphAuthError):
        Graph.connect(neo4j_server.uri, neo4j_server.user, "wrong-password")


def test_nobody_listens() -> None:
    """A port where nothing listens is a clear and quick error that names the address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    started = time.monotonic()
    with pytest.raises(GraphUnavailableError, match=str(port)):
        Graph.connect(f"bolt://127.0.0.1:{port}", "neo4j", "x")
    assert time.monotonic() - started < 10


@pytest.mark.parametrize("uri", ["nonsense", "http://localhost:7474", "bolt://host.invalid:1"])
def test_an_unusable_address(uri: str) -> None:
    """An address that can't be used is our error."""
    with pytest.raises(GraphError):
        Graph.connect(uri, "neo4j", "x")


def test_a_missing_database(neo4j_server: Server) -> None:
    """A database that the server doesn't have can't be reached."""
    with pytest.raises(GraphUnavailableError):
        Graph.connect(
            neo4j_server.uri, neo4j_server.user, neo4j_server.password, database="nothere"
        )


def test_a_transient_error_is_tried_again(graph: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    """A read that fails for a moment succeeds; one that goes on failing ends in our error."""
    once = Graph._read_once
    failures = [2]

    def failing(self: Graph, text: str, params: Any) -> list[dict[str, Any]]:
        if failures[0]:
            failures[0] -= 1
            code = "Neo.TransientError.Transaction.DeadlockDetected"
            raise bolt.Neo4jError._basic_hydrate(neo4j_code=code, message="lost")
        return once(self, text, params)

    monkeypatch.setattr(Graph, "_read_once", failing)
    assert graph.read("RETURN 1 AS one", {}) == [{"one": 1}]
    failures[0] = 99
    with pytest.raises(GraphConflictError):
        graph.read("RETURN 1 AS one", {})


def test_a_lost_connection_is_replaced(graph: Graph, neo4j_server: Server) -> None:
    """When the server drops the connections of the pool the next read finds another."""
    with neo4j_server.connect() as other:
        other.read("RETURN 1", {})
        mine = "CALL dbms.listConnections() YIELD connectionId, userAgent RETURN connectionId AS id"
        before = {row["id"] for row in graph.read(mine, {})}
        killer = neo4j.GraphDatabase.driver(
            neo4j_server.uri, auth=(neo4j_server.user, neo4j_server.password or "")
        )
        with killer, killer.session() as session:
            session.run("CALL dbms.killConnections($ids)", ids=list(before)).consume()
        assert other.read("RETURN 1 AS one", {}) == [{"one": 1}]
        assert graph.read("RETURN 1 AS one", {}) == [{"one": 1}]


def test_a_commit_of_unknown_end_is_done_once_more(
    graph: Graph, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When the connection breaks in the commit, the idempotent work runs once more."""
    once = Graph._write_once
    calls = []

    def breaking(self: Graph, work: Any) -> Any:
        result = once(self, work)
        calls.append(result)
        if len(calls) == 1:
            raise bolt.IncompleteCommit("gone")
        return result

    monkeypatch.setattr(Graph, "_write_once", breaking)
    graph.write(lambda transaction: transaction.run("create_events", ids=["evt_x"]))
    assert len(calls) == 2
    assert graph.read("MATCH (e:Event) RETURN count(e) AS n", {}) == [{"n": 1}]


def test_a_server_that_is_gone_is_said_within_a_minute(
    graph: Graph, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A write gives up when the server stays away; only a lost lock is tried for longer."""
    calls = []

    def gone(_: Graph, work: Any) -> Any:
        calls.append(work)
        raise bolt.ServiceUnavailable("gone")

    def lost(_: Graph, work: Any) -> Any:
        calls.append(work)
        code = "Neo.TransientError.Transaction.DeadlockDetected"
        raise bolt.Neo4jError._basic_hydrate(neo4j_code=code, message="lost")

    monkeypatch.setattr(Graph, "_write_once", gone)
    with pytest.raises(GraphUnavailableError):
        graph.write(lambda _: None)
    assert len(calls) == 1
    monkeypatch.setattr(Graph, "_write_once", lost)
    with pytest.raises(GraphConflictError):
        graph.write(lambda _: None)
    assert len(calls) > 3


def test_an_error_in_the_work_rolls_back(graph: Graph) -> None:
    """An error of our own passes unchanged and nothing of the transaction stays."""

    def work(transaction: Transaction) -> None:
        transaction.run("create_events", ids=["evt_x"])
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        graph.write(work)
    assert graph.read("MATCH (e:Event) RETURN count(e) AS n", {}) == [{"n": 0}]


def test_the_schema_is_there_once(graph: Graph) -> None:
    """Migrating again changes nothing."""
    before = graph.read("SHOW INDEXES YIELD name, state RETURN name, state ORDER BY name", {})
    migrate.ensure_schema(graph)
    after = graph.read("SHOW INDEXES YIELD name, state RETURN name, state ORDER BY name", {})
    assert before == after
    assert {row["state"] for row in after} == {"ONLINE"}
    names = {row["name"] for row in after}
    assert {"event_sort", "event_window", "event_text", "article_text", "name_text"} <= names


def test_a_newer_graph_refuses_an_older_program(graph: Graph) -> None:
    """A graph that a newer program wrote is not touched."""
    newer = migrate.SCHEMA_VERSION + 1

    def stamp(version: int) -> None:
        graph.write(lambda transaction: transaction.run("record_version", version=version))

    stamp(newer)
    try:
        with pytest.raises(GraphVersionError, match=f"version {newer}"):
            migrate.ensure_schema(graph)
        stamp(1)
        assert migrate.stored_version(graph) == newer
    finally:
        with graph._driver.session() as session:
            session.run("MATCH (k:KbMeta) SET k.version = $v", v=migrate.SCHEMA_VERSION).consume()
