"""GraphQL over HTTP."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from kb.errors import GraphTimeoutError, GraphUnavailableError
from kb.server.requests import MAX_BODY
from tests.schema_api.reader import Failing
from tests.server.conftest import connect

if TYPE_CHECKING:
    import httpx

    from tests.schema_api.reader import Spy

GRAPHQL = "application/graphql-response+json"
QUERY = "{ __typename }"


async def test_post_is_answered(client: httpx.AsyncClient) -> None:
    """A POST of a JSON object is answered as JSON, in UTF-8, that nobody keeps."""
    response = await client.post("/graphql", json={"query": QUERY})
    assert response.status_code == 200
    assert response.json() == {"data": {"__typename": "Query"}}
    assert response.headers["content-type"] == "application/json; charset=utf-8"
    assert response.headers["cache-control"] == "no-store"


async def test_get_is_answered(client: httpx.AsyncClient) -> None:
    """A GET with the request in its query string is answered."""
    parameters = {
        "query": "query A($n: Boolean!) { __typename @include(if: $n) } query B { x: __typename }",
        "variables": '{"n": true}',
        "operationName": "A",
    }
    response = await client.get("/graphql", params=parameters)
    assert response.json() == {"data": {"__typename": "Query"}}


async def test_variables_and_operation_are_passed_on(client: httpx.AsyncClient, spy: Spy) -> None:
    """Variables reach the statement."""
    query = "query A($id: ID!) { event(id: $id) { title } } query B { __typename }"
    body = {"query": query, "variables": {"id": "evt_1"}, "operationName": "A"}
    assert (await client.post("/graphql", json=body)).json() == {"data": {"event": None}}
    assert spy.values == ["evt_1"]


async def test_the_media_type_that_is_asked_for_is_given(client: httpx.AsyncClient) -> None:
    """Accept chooses the media type of the answer."""
    response = await client.post("/graphql", json={"query": QUERY}, headers={"accept": GRAPHQL})
    assert response.headers["content-type"] == f"{GRAPHQL}; charset=utf-8"


@pytest.mark.parametrize("query", ["{", "{ nothing }", "{ events(first: 999) { totalCount } }"])
async def test_a_refused_query_has_the_status_of_its_media_type(
    client: httpx.AsyncClient, query: str
) -> None:
    """A request error is 400 in GraphQL's media type, 200 in plain JSON, and has no data."""
    for accept, status in ((GRAPHQL, 400), ("application/json", 200)):
        response = await client.post("/graphql", json={"query": query}, headers={"accept": accept})
        assert response.status_code == status
        assert "data" not in response.json()
        assert response.json()["errors"]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b'"{ __typename }"',
        b"{}",
        b'{"query": null}',
        b'{"query": ""}',
        b'{"query": 1}',
        b'{"query": "{ __typename }", "variables": []}',
        b'{"query": "{ __typename }", "variables": "x"}',
        b'{"query": "{ __typename }", "operationName": 1}',
        b'{"query": "{ __typename }", "extensions": 1}',
        b'[{"query": "{ __typename }"}]',
        b"\xff",
    ],
)
async def test_what_is_no_request_is_400(client: httpx.AsyncClient, body: bytes) -> None:
    """A body that is no GraphQL request is refused with the reason."""
    response = await client.post(
        "/graphql", content=body, headers={"content-type": "application/json"}
    )
    assert response.status_code == 400
    assert response.json()["errors"][0]["message"]


@pytest.mark.parametrize(
    "parameters",
    [
        {},
        {"query": ""},
        {"query": QUERY, "variables": "{"},
        {"query": QUERY, "variables": "[]"},
        {"query": QUERY, "extensions": "1"},
    ],
)
async def test_a_bad_get_is_400(client: httpx.AsyncClient, parameters: dict[str, str]) -> None:
    """A query string that is no GraphQL request is refused."""
    assert (await client.get("/graphql", params=parameters)).status_code == 400


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "HEAD"])
async def test_other_methods_are_405(client: httpx.AsyncClient, method: str) -> None:
    """Only GET and POST are offered, and the answer says so."""
    response = await client.request(method, "/graphql")
    assert response.status_code == 405
    assert response.headers["allow"] == "GET, POST"


async def test_media_types_that_we_lack_are_406(client: httpx.AsyncClient) -> None:
    """Who accepts no JSON is told what there is."""
    response = await client.post("/graphql", json={"query": QUERY}, headers={"accept": "image/png"})
    assert response.status_code == 406
    assert "application/json" in response.text


@pytest.mark.parametrize(
    "content_type",
    ["text/plain", "application/x-www-form-urlencoded", "application/json; charset=utf-16", ""],
)
async def test_other_bodies_are_415(client: httpx.AsyncClient, content_type: str) -> None:
    """A body that isn't JSON in UTF-8 is refused, so no form of another site can post."""
    headers = {"content-type": content_type}
    response = await client.post(
        "/graphql", content=b'{"query": "{ __typename }"}', headers=headers
    )
    assert response.status_code == 415


async def test_large_bodies_are_413(client: httpx.AsyncClient) -> None:
    """A body is read no further than it may be long, even if its length isn't stated."""

    async def chunks() -> Any:
        for _ in range(MAX_BODY // 1024 + 1):
            yield b" " * 1024

    headers = {"content-type": "application/json"}
    assert (await client.post("/graphql", content=chunks(), headers=headers)).status_code == 413


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
async def test_pages_of_other_sites_get_nothing(
    client: httpx.AsyncClient, spy: Spy, site: str
) -> None:
    """A GET that a page of another site makes a browser send doesn't run."""
    response = await client.get(
        "/graphql",
        params={"query": "{ events { totalCount } }"},
        headers={"sec-fetch-site": site},
    )
    assert response.status_code == 403
    assert spy.statements == []


async def test_no_other_site_may_read(client: httpx.AsyncClient) -> None:
    """No header lets a page of another site read an answer."""
    headers = {"origin": "https://elsewhere.example"}
    response = await client.post("/graphql", json={"query": QUERY}, headers=headers)
    assert not [name for name in response.headers if name.startswith("access-control")]


@pytest.mark.parametrize("accept", [GRAPHQL, "application/json"])
@pytest.mark.parametrize(
    ("error", "status", "code"),
    [
        (GraphUnavailableError("away"), 503, "UNAVAILABLE"),
        (GraphTimeoutError("too long"), 504, "TIMEOUT"),
        (RuntimeError("secret"), 500, "INTERNAL"),
    ],
)
async def test_a_failing_database_is_a_failing_server(
    accept: str, error: Exception, status: int, code: str
) -> None:
    """What the server can't do has a 5xx status in either media type, and a code."""
    client = connect(Failing(error))
    body = {"query": "{ events { totalCount } }"}
    response = await client.post("/graphql", json=body, headers={"accept": accept})
    assert response.status_code == status
    assert response.json()["errors"][0]["extensions"]["code"] == code
    assert "secret" not in response.text
