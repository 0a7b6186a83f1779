"""Several loaders at once, and one that dies: the graph is whole, and the state the same."""

from __future__ import annotations

import multiprocessing
import os
import threading
from typing import TYPE_CHECKING, Any

import pytest

from kb.errors import GraphError
from kb.graph import Graph, Transaction, link, migrate, read, write
from tests import factories as make
from tests.integration.conftest import Server, empty
from tests.integration.stories import WARNED, many, state

if TYPE_CHECKING:
    from collections.abc import Callable

    from kb.graph import Analysed

pytestmark = pytest.mark.neo4j


def _load(server: Server, step: int, barrier: Any) -> None:
    """What one loader process does: store the story, in an order of its own, and link."""
    with server.connect() as graph:
        migrate.ensure_schema(graph)
        items = many()[::step]
        barrier.wait(60)
        for start in range(0, len(items), 5):
            write.store(graph, items[start : start + 5], make.clock(abs(step)))
        link.link_pending(graph)


def _run_at_once(target: Callable[..., None], arguments: list[tuple[Any, ...]]) -> None:
    context = multiprocessing.get_context("spawn")
    barrier = context.Barrier(len(arguments))
    processes = [context.Process(target=target, args=(*a, barrier)) for a in arguments]
    for process in processes:
        process.start()
    for process in processes:
        process.join(180)
    assert [process.exitcode for process in processes] == [0] * len(processes)


def test_two_processes_write_the_same_batch(graph: Graph, neo4j_server: Server) -> None:
    """Two loaders of the same articles at once give the export bytes that one gives."""
    write.store(graph, many(), make.clock())
    alone = state(graph)
    assert '"kind":"SIMILAR_TO"' in alone
    empty(graph)
    _run_at_once(_load, [(neo4j_server, 1), (neo4j_server, -1)])
    assert state(graph) == alone


def _migrate(server: Server, barrier: Any) -> None:
    with server.connect() as graph:
        barrier.wait(60)
        migrate.ensure_schema(graph)


def test_two_processes_migrate_at_once(graph: Graph, neo4j_server: Server) -> None:
    """Two programs that find an empty database both get the schema, without an error."""
    _drop_schema(graph)
    assert migrate.stored_version(graph) == 0
    _run_at_once(_migrate, [(neo4j_server,), (neo4j_server,)])
    assert migrate.stored_version(graph) == migrate.SCHEMA_VERSION
    rules = graph.read("SHOW CONSTRAINTS YIELD name RETURN count(*) AS n", {})
    assert rules == [{"n": 21}]


def _drop_schema(graph: Graph) -> None:
    with graph._driver.session() as session:
        session.run("MATCH (n:KbMeta) DELETE n").consume()
        for row in session.run("SHOW CONSTRAINTS YIELD name").data():
            session.run(f"DROP CONSTRAINT {row['name']}").consume()
        for row in session.run("SHOW INDEXES YIELD name, type WHERE type <> 'LOOKUP'").data():
            session.run(f"DROP INDEX {row['name']}").consume()


class _Killed(BaseException):
    """Stands for a process that ends in the middle of a transaction."""


@pytest.mark.parametrize("after", ["put_revisions", "put_mentions", "set_live", "put_involves"])
def test_a_transaction_that_dies_leaves_nothing(
    graph: Graph, monkeypatch: pytest.MonkeyPatch, after: str
) -> None:
    """A loader that dies at any step has written nothing, and a second run writes everything."""
    run = Transaction.run

    def dying(self: Transaction, name: str, **params: Any) -> list[dict[str, Any]]:
        rows = run(self, name, **params)
        if name == after:
            raise _Killed
        return rows

    with monkeypatch.context() as patch:
        patch.setattr(Transaction, "run", dying)
        with pytest.raises(_Killed):
            write.store(graph, many(), make.clock())
    assert graph.read("MATCH (n) WHERE NOT n:KbMeta RETURN count(n) AS n", {}) == [{"n": 0}]
    write.store(graph, many(), make.clock())
    assert read.counts(graph)["articles"] == len({a.article.id for a in many()})


def _die_in_the_middle(server: Server) -> None:
    run = Transaction.run

    def dying(self: Transaction, name: str, **params: Any) -> list[dict[str, Any]]:
        if name == "set_live":
            os._exit(9)
        return run(self, name, **params)

    Transaction.run = dying  # type: ignore[method-assign]
    with server.connect() as graph:
        write.store(graph, many(), make.clock())


def test_a_killed_process_leaves_nothing_half_written(graph: Graph, neo4j_server: Server) -> None:
    """When a loader's process is gone the server rolls back; loading again gives the same state."""
    write.store(graph, many(), make.clock())
    expected = state(graph)
    empty(graph)
    context = multiprocessing.get_context("spawn")
    process = context.Process(target=_die_in_the_middle, args=(neo4j_server,))
    process.start()
    process.join(120)
    assert process.exitcode == 9
    write.store(graph, many()[::-1], make.clock())
    assert state(graph) == expected


def test_a_conflict_runs_the_work_again(graph: Graph) -> None:
    """Two transactions that wait for each other's lock both end well."""
    held = threading.Barrier(2)
    graph.write(lambda transaction: transaction.run("create_events", ids=["a", "b"]))
    first_time: set[str] = set()

    def work(mine: str, other: str) -> Callable[[Transaction], None]:
        def locked(transaction: Transaction) -> None:
            transaction.run("lock_events", ids=[mine])
            if mine not in first_time:
                first_time.add(mine)
                held.wait(20)
            transaction.run("lock_events", ids=[other])

        return locked

    errors: list[GraphError] = []

    def loader(mine: str, other: str) -> None:
        try:
            graph.write(work(mine, other))
        except GraphError as error:
            errors.append(error)

    threads = [threading.Thread(target=loader, args=pair) for pair in (("a", "b"), ("b", "a"))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert not errors
    assert graph.read("MATCH (e:Event) RETURN count(e) AS n", {}) == [{"n": 2}]


def test_a_mark_that_comes_while_linking_is_not_lost(graph: Graph) -> None:
    """A store that waits for the linking pass marks its event again afterwards."""
    first = make.analysed(make.article(WARNED, url="https://a.example/1"), make.mention(WARNED))
    write.store(graph, [first], make.clock())
    again: list[Analysed] = [
        make.analysed(make.article(WARNED, url="https://b.example/2"), make.mention(WARNED))
    ]
    linking = link._link_piece
    thread = threading.Thread(target=lambda: write.store(graph, again, make.clock()))

    def slow(transaction: Transaction) -> int:
        transaction.run("lock_linking")
        transaction.run("lock_events", ids=_events(graph))
        if not thread.ident:  # it may be tried again
            thread.start()
        return linking(transaction)

    graph.write(slow)
    thread.join(60)
    assert len(graph.run("marked_events", limit=9)) == 1


def _events(graph: Graph) -> list[str]:
    return [row["id"] for row in graph.read("MATCH (e:Event) RETURN e.id AS id ORDER BY id", {})]
