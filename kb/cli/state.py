"""The state of the database as `kb status` prints it: looks, starts nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kb.errors import GraphError
from kb.graph import read
from kb.graph.session import Graph

if TYPE_CHECKING:
    from pathlib import Path

    from kb.settings import Settings


def read_state(settings: Settings) -> dict[str, Any]:
    """What is known without starting anything.

    {kind, running, address, version, browser, data_dir, bytes, log, counts, problem}: None for
    what isn't known, `problem` says why a database that should answer doesn't.
    """
    state = _server_state(settings) if settings.neo4j_uri else _engine_state(settings)
    return {"version": None, "browser": None, "counts": {}, "problem": None} | state


def _server_state(settings: Settings) -> dict[str, Any]:
    state: dict[str, Any] = {
        "kind": "Neo4j server (KB_NEO4J_URI)",
        "running": False,
        "address": settings.neo4j_uri,
        "data_dir": None,
        "bytes": None,
        "log": None,
    }
    return state | _look(
        settings.neo4j_uri or "",
        settings.neo4j_user,
        settings.neo4j_password or "",
        settings.neo4j_database,
    )


def _engine_state(settings: Settings) -> dict[str, Any]:
    # A given server needs nothing of the local engine.
    from kb.engine import LocalEngine

    engine = LocalEngine(settings)
    endpoint = engine.running()
    state: dict[str, Any] = {
        "kind": "local engine",
        "running": endpoint is not None,
        "address": endpoint and endpoint.uri,
        "version": endpoint and endpoint.version,
        "browser": endpoint and endpoint.browser_url,
        "data_dir": str(settings.data_dir),
        "bytes": folder_size(settings.data_dir),
        "log": str(engine.log_file) if engine.log_file.exists() else None,
    }
    if endpoint is None:
        return state
    return state | _look(endpoint.uri, endpoint.user, endpoint.password, "neo4j")


def _look(uri: str, user: str, password: str, database: str) -> dict[str, Any]:
    """What the database itself says: whether it answers, and the counts."""
    try:
        with Graph.connect(uri, user, password, database=database, transaction_seconds=10) as graph:
            return {"running": True, "counts": read.counts(graph)}
    except GraphError as error:
        return {"running": False, "problem": str(error)}


def folder_size(folder: Path) -> int | None:
    """The bytes that a folder's files take; None when there is no such folder."""
    if not folder.is_dir():
        return None
    total = 0
    for path in folder.rglob("*"):
        try:
            total += path.lstat().st_size
        except OSError:  # the database may delete a file while we look
            continue
    return total
