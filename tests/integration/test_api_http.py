"""A live server on a real Neo4j, over HTTP."""

from __future__ import annotations

import socket
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import TYPE_CHECKING

import httpx
import pytest
import uvicorn

from kb.graph.write import store
from kb.server import create_app
from kb.settings import Settings
from tests.factories import clock
from tests.integration.conftest import empty
from tests.schema_api.asking import EVENTS
from tests.schema_api.story import story

if TYPE_CHECKING:
    from collections.abc import Iterator

    from starlette.applications import Starlette

    from kb.graph import Graph
    from tests.integration.conftest import Server

pytestmark = pytest.mark.neo4j


@contextmanager
def serving(app: Starlette) -> Iterator[httpx.Client]:
    """A client of the application on a free port."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        address = f"http://127.0.0.1:{listener.getsockname()[1]}"
        try:
            _wait(server)
            with httpx.Client(base_url=address, timeout=60) as client:
                yield client
        finally:
            server.should_exit = True
            thread.join(timeout=30)


def _wait(server: uvicorn.Server) -> None:
    end = time.monotonic() + 60
    while not server.started:
        assert time.monotonic() < end, "the server doesn't start"
        time.sleep(0.02)


@pytest.fixture(scope="module")
def client(connection: Graph) -> Iterator[httpx.Client]:
    """A client of a server that tells the story."""
    empty(connection)
    store(connection, story(), clock())
    with serving(create_app(connection)) as found:
        yield found


def test_a_timeline_is_served(client: httpx.Client) -> None:
    """A query over HTTP gives what the same query gives in process."""
    response = client.post("/graphql", json={"query": EVENTS, "variables": {"first": 2}})
    assert response.status_code == 200
    found = response.json()["data"]["events"]
    assert len(found["nodes"]) == 2
    assert found["totalCount"] == 4


def test_pages_follow_cursors_over_get(client: httpx.Client) -> None:
    """A cursor in a query string leads to the next page."""
    ids: list[str] = []
    after = ""
    for _ in range(4):
        edges = "edges { cursor node { id } }"
        query = f"query($after: String) {{ events(first: 1, after: $after) {{ {edges} }} }}"
        variables = f'{{"after": "{after}"}}' if after else "{}"
        response = client.get("/graphql", params={"query": query, "variables": variables})
        (edge,) = response.json()["data"]["events"]["edges"]
        ids.append(edge["node"]["id"])
        after = edge["cursor"]
    assert len(set(ids)) == 4


def test_requests_at_once_are_all_answered(client: httpx.Client) -> None:
    """Many requests at the same time get the same answer."""

    def ask(_number: int) -> str:
        return client.post("/graphql", json={"query": "{ events { nodes { id title } } }"}).text

    with ThreadPoolExecutor(12) as pool:
        answers = list(pool.map(ask, range(60)))
    assert len(set(answers)) == 1
    assert '"errors"' not in answers[0]


def test_the_database_is_healthy(client: httpx.Client) -> None:
    """The health check says that the database answers."""
    assert client.get("/health").json()["database"] == "ok"


def test_settings_are_opened_and_closed(neo4j_server: Server, connection: Graph) -> None:
    """An application made of settings connects when it starts."""
    empty(connection)
    environment = {
        "KB_NEO4J_URI": neo4j_server.uri,
        "KB_NEO4J_USER": neo4j_server.user,
        "KB_NEO4J_PASSWORD": neo4j_server.password or "",
    }
    with serving(create_app(Settings.from_environment(environment))) as client:
        answer = client.post("/graphql", json={"query": "{ events { totalCount } }"})
    assert answer.json() == {"data": {"events": {"totalCount": 0}}}
