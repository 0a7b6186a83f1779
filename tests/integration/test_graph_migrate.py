"""Migrations survive what a killed program leaves behind."""

from __future__ import annotations

import multiprocessing
import time
from typing import TYPE_CHECKING

import pytest

from kb.graph import migrate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kb.graph import Graph
    from tests.integration.conftest import Server

pytestmark = pytest.mark.neo4j

CONSTRAINTS = "SHOW CONSTRAINTS YIELD name RETURN name ORDER BY name"
INDEXES = (
    "SHOW INDEXES YIELD name, owningConstraint, type WHERE owningConstraint IS NULL "
    "AND type <> 'LOOKUP' RETURN name ORDER BY name"
)


def _bare(graph: Graph) -> None:
    """An empty database without any rule, as a new store is."""
    with graph._driver.session() as session:
        session.run("MATCH (n) DETACH DELETE n").consume()
        for row in graph.read(CONSTRAINTS, {}):
            session.run("DROP CONSTRAINT $name IF EXISTS", name=row["name"]).consume()
        for row in graph.read(INDEXES, {}):
            session.run("DROP INDEX $name IF EXISTS", name=row["name"]).consume()


@pytest.fixture
def bare(connection: Graph) -> Iterator[Graph]:
    """A graph without schema; it has its schema again afterwards."""
    _bare(connection)
    yield connection
    _bare(connection)
    migrate.ensure_schema(connection)


def _rules(graph: Graph) -> list[str]:
    return [row["name"] for text in (CONSTRAINTS, INDEXES) for row in graph.read(text, {})]


def test_an_index_that_waits_for_its_constraint_is_no_dead_end(bare: Graph) -> None:
    """A program that was killed between index and constraint leaves a store that still works."""
    migrate.ensure_schema(bare)
    whole = _rules(bare)
    _bare(bare)
    with bare._driver.session() as session:
        session.run("CREATE INDEX kb_meta_id FOR (n:KbMeta) ON (n.id)").consume()
        session.run("CREATE INDEX run_id FOR (n:Run) ON (n.id)").consume()
    migrate.ensure_schema(bare)
    assert _rules(bare) == whole
    assert migrate.stored_version(bare) == migrate.SCHEMA_VERSION


def _migrate(server: Server) -> None:
    with server.connect() as graph:
        migrate.ensure_schema(graph)


@pytest.mark.parametrize("seconds", [0.3, 0.6, 0.9, 1.3])
def test_a_program_killed_in_its_migration_harms_no_later_one(
    bare: Graph, neo4j_server: Server, seconds: float
) -> None:
    """Whenever the kill comes, the next program finds or makes the whole schema."""
    process = multiprocessing.get_context("spawn").Process(target=_migrate, args=(neo4j_server,))
    process.start()
    deadline = time.monotonic() + 60
    while process.is_alive() and time.monotonic() < deadline:
        if bare.read("SHOW INDEXES YIELD name WHERE name ENDS WITH '_id' RETURN name", {}):
            break
        time.sleep(0.02)
    time.sleep(seconds / 10)
    process.kill()
    process.join()
    migrate.ensure_schema(bare)
    assert len(bare.read(CONSTRAINTS, {})) == len(bare.statement_names("m0")) - len(
        bare.read(INDEXES, {})
    )
