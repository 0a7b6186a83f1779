"""The application around the endpoint: the query page, health, host names."""

from __future__ import annotations

import hashlib
import re
from importlib import resources
from typing import TYPE_CHECKING, Any

import pytest

from kb.errors import GraphUnavailableError
from kb.server.hosts import LoopbackHosts, host_name
from tests.schema_api.reader import Failing, Spy
from tests.server.conftest import connect

if TYPE_CHECKING:
    import httpx
    from starlette.types import Receive, Scope, Send

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


async def test_a_browser_gets_the_query_page(client: httpx.AsyncClient) -> None:
    """The GraphQL path shows GraphiQL to a browser; the root leads there."""
    response = await client.get("/", headers={"accept": BROWSER})
    assert response.url.path == "/graphql"
    assert response.headers["content-type"].startswith("text/html")
    assert 'id="graphiql"' in response.text


async def test_the_page_needs_no_internet(client: httpx.AsyncClient) -> None:
    """All that the page names is served here, and its policy allows nothing else."""
    response = await client.get("/graphql", headers={"accept": BROWSER})
    assert "//" not in response.text.replace("<!DOCTYPE", "")
    assets = re.findall(r'(?:src|href)="(static/[^"]+)"', response.text)
    assert len(assets) == 6
    for asset in assets:
        found = await client.get(f"/{asset}")
        assert found.status_code == 200
        assert len(found.content) > 50
    policy = response.headers["content-security-policy"]
    assert policy.startswith("default-src 'self';")
    assert "http" not in policy


def test_styles_and_scripts_load_nothing_else() -> None:
    """The style sheets name no address outside, and our script only this page's."""
    static = resources.files("kb").joinpath("static")
    for name in ("graphiql.min.css", "page.css"):
        addresses = re.findall(r"url\(([^)]{0,30})", static.joinpath(name).read_text("utf-8"))
        assert [a for a in addresses if not a.strip("\"'").startswith("data:")] == []
    assert "http" not in static.joinpath("page.js").read_text("utf-8")


def test_the_assets_are_what_the_readme_says() -> None:
    """Each copied file has the hash that kb/static/README.md states."""
    static = resources.files("kb").joinpath("static")
    readme = static.joinpath("README.md").read_text("utf-8")
    stated = dict(re.findall(r"^\| `([^`]+)` \|.*`([0-9a-f]{64})`", readme, re.MULTILINE))
    copied = [file.name for file in static.iterdir() if ".min." in file.name]
    assert sorted(stated) == sorted(copied)
    for name, digest in stated.items():
        assert hashlib.sha256(static.joinpath(name).read_bytes()).hexdigest() == digest


async def test_a_healthy_database_is_200(client: httpx.AsyncClient, spy: Spy) -> None:
    """The health check asks the database."""
    spy.graph = None
    response = await client.get("/health")
    assert response.status_code == 200
    assert response.json()["status"] == "ok"
    assert len(spy.statements) == 1


async def test_an_unreachable_database_is_503() -> None:
    """Without a database the server says that it fails, and why."""
    client = connect(Failing(GraphUnavailableError("no route")))
    response = await client.get("/health")
    assert response.status_code == 503
    assert response.json()["status"] == "failing"
    assert response.json()["database"] == "no route"


@pytest.mark.parametrize("path", ["/static/../app.py", "/static/%2e%2e/settings.py", "/nothing"])
async def test_nothing_else_is_served(client: httpx.AsyncClient, path: str) -> None:
    """Only the assets are served from the file system."""
    assert (await client.get(path)).status_code == 404


async def _answers(server: str, host: str, also: tuple[str, ...] = ()) -> bool:
    """Whether a request to an address, under a name, gets through."""
    passed: list[bool] = []

    async def app(_scope: Scope, _receive: Receive, _send: Send) -> None:
        passed.append(True)

    async def receive() -> Any:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(_message: Any) -> None:
        return None

    scope = {
        "type": "http",
        "method": "GET",
        "headers": [(b"host", host.encode())],
        "server": (server, 8000),
    }
    await LoopbackHosts(app, also)(scope, receive, send)
    return bool(passed)


@pytest.mark.parametrize(
    ("server", "host", "answered"),
    [
        ("127.0.0.1", "localhost:8000", True),
        ("127.0.0.1", "127.0.0.1:8000", True),
        ("127.0.0.1", "LOCALHOST", True),
        ("::1", "[::1]:8000", True),
        ("127.0.0.1", "evil.example:8000", False),
        ("::1", "evil.example", False),
        ("127.0.0.1", "localhost.evil.example", False),
        ("127.0.0.1", "", False),
        ("172.17.0.2", "api:8000", True),
    ],
)
async def test_a_loopback_address_has_loopback_names(
    server: str,
    host: str,
    answered: bool,
) -> None:
    """Under the name of another site nothing on a loopback address is answered."""
    assert await _answers(server, host) is answered


async def test_a_proxy_may_pass_its_name() -> None:
    """Further names can be allowed."""
    assert await _answers("127.0.0.1", "kb.example:443", ("kb.example",))
    assert await _answers("127.0.0.1", "anything", ("*",))


@pytest.mark.parametrize(
    ("header", "name"),
    [("a.example:80", "a.example"), ("[::1]:80", "::1"), ("[::1]", "::1"), ("A", "a")],
)
def test_host_names_lose_their_ports(header: str, name: str) -> None:
    """A Host header's name is compared without port, brackets and case."""
    assert host_name(header) == name
