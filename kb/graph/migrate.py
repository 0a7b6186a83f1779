"""The schema of the graph: numbered, idempotent migrations; the version stands in the graph."""

from __future__ import annotations

import logging
import time
from functools import partial
from typing import TYPE_CHECKING

from kb.errors import GraphConflictError, GraphError, GraphVersionError

if TYPE_CHECKING:
    from collections.abc import Callable

    from kb.graph.session import Graph, Transaction

_LOG = logging.getLogger(__name__)

#: The version that this program writes; migration N (statements `mNNN_…`) leads to version N.
SCHEMA_VERSION = 2
#: How long new indexes may take to fill, in seconds.
_INDEX_SECONDS = 280
#: Nodes that one transaction of a change of data changes.
_CHANGES = 10_000
#: Another process created the same rule at the same time; the second look finds it.
_RACES = ("SchemaRuleAlreadyExists", "IndexAlreadyExists", "ConstraintAlreadyExists")
_ATTEMPTS = 8
#: The index of a constraint is there without it: another process is making it, or was killed.
_ORPHAN = "IndexWithNameAlreadyExists"
#: How long another process gets to finish a constraint before its index counts as left behind.
_PATIENCE = 0.5


def ensure_schema(graph: Graph) -> None:
    """Bring the graph to SCHEMA_VERSION; safe when several processes do so at once.

    Raises GraphVersionError when a newer program wrote the graph.
    """
    version = stored_version(graph)
    if version > SCHEMA_VERSION:
        raise GraphVersionError(
            f"the graph has schema version {version}, this program knows {SCHEMA_VERSION}: "
            "a newer kb wrote it; update kb"
        )
    for number in range(version + 1, SCHEMA_VERSION + 1):
        _migrate(graph, number)


def stored_version(graph: Graph) -> int:
    """The version that the graph states; 0 for an empty database."""
    return int(graph.run("schema_version")[0]["version"])


def _migrate(graph: Graph, number: int) -> None:
    names = graph.statement_names(f"m{number:03}_")

    def rules(transaction: Transaction) -> None:
        for name in names:
            transaction.run(name)

    def stamp(transaction: Transaction) -> None:
        transaction.run("record_version", version=number)

    _tolerating_races(graph, rules)
    graph.run("await_indexes", seconds=_INDEX_SECONDS)
    for name in graph.statement_names(f"d{number:03}_"):
        while graph.write(partial(_change, name=name)):
            _LOG.info("%s: more to do", name)
    graph.write(stamp)


def _change(transaction: Transaction, name: str) -> int:
    """How many nodes a change of data changed; 0 when it is done."""
    return int(transaction.run(name, limit=_CHANGES)[0]["changed"])


def _tolerating_races(graph: Graph, work: Callable[[Transaction], None]) -> None:
    for attempt in range(1, _ATTEMPTS + 1):
        try:
            return graph.write(work)
        except GraphConflictError:
            if attempt == _ATTEMPTS:
                raise
        except GraphError as error:
            code = error.code or ""
            if attempt == _ATTEMPTS or not any(race in code for race in (*_RACES, _ORPHAN)):
                raise
            if _ORPHAN in code:
                time.sleep(_PATIENCE)
                _drop_orphans(graph)
    return None


def _drop_orphans(graph: Graph) -> None:
    """Drop indexes of constraints that a killed program did not come to make.

    One that a live program is about to own is safe: it holds the label's lock, and an index that
    a constraint owns by then can't be dropped.
    """
    for row in graph.run("orphaned_indexes"):
        try:
            graph.write(partial(_drop, index=row["name"]))
        except GraphError:
            # Owned by now, or dropped by somebody else: the next attempt finds out.
            _LOG.debug("index %s was not dropped", row["name"], exc_info=True)


def _drop(transaction: Transaction, index: str) -> None:
    transaction.run("drop_index", index=index)
