"""The application: routes, what is opened and closed with it, and which hosts it answers for."""

from __future__ import annotations

from contextlib import asynccontextmanager
from importlib import metadata, resources
from typing import TYPE_CHECKING

import anyio
import anyio.to_thread
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import JSONResponse, RedirectResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from kb.errors import KBError
from kb.knowledge import KnowledgeBase
from kb.server.endpoint import Endpoint
from kb.server.hosts import LoopbackHosts
from kb.settings import Settings
from schema import Api, Limits

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Sequence

    from starlette.requests import Request
    from starlette.responses import Response

    from schema import Reader

#: How many statements run at once; others wait.
_THREADS = 16
#: How long the health check waits for the database, in seconds.
_HEALTH_SECONDS = 5.0
#: Nothing from anywhere else; the page's library writes styles into elements.
_POLICY = (
    "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "font-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_PAGE_HEADERS = {
    "content-security-policy": _POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
}


def create_app(
    source: KnowledgeBase | Settings | Reader | None = None,
    *,
    limits: Limits | None = None,
    allowed_hosts: Sequence[str] = (),
) -> Starlette:
    """An ASGI application: `/graphql`, `/health`, and the query page at `/graphql` and `/`.

    `source` is an open knowledge base or graph, which stays the caller's to close; settings (of
    the environment, if None) are opened when the application starts and closed when it ends, and
    the errors of KnowledgeBase.open then end the start. On a loopback address the application
    answers for loopback names and for `allowed_hosts` only, see kb.server.hosts.
    """
    endpoint = Endpoint(Api.create(limits), _page(), _PAGE_HEADERS, anyio.CapacityLimiter(_THREADS))

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        opened = None
        if source is None or isinstance(source, Settings):
            opened = await anyio.to_thread.run_sync(KnowledgeBase.open, source)
            endpoint.graph = opened.graph
        try:
            yield
        finally:
            if opened is not None:
                endpoint.graph = None
                await anyio.to_thread.run_sync(opened.close)

    if source is not None and not isinstance(source, Settings):
        endpoint.graph = source.graph if isinstance(source, KnowledgeBase) else source
    return Starlette(
        routes=[
            Route("/", _to_page, methods=["GET"]),
            Route("/graphql", endpoint),
            Route("/health", _health(endpoint), methods=["GET"]),
            Mount("/static", StaticFiles(packages=[("kb", "static")])),
        ],
        middleware=[Middleware(LoopbackHosts, also=tuple(allowed_hosts))],
        lifespan=lifespan,
    )


def _page() -> str:
    return resources.files("kb").joinpath("static", "graphiql.html").read_text("utf-8")


async def _to_page(_request: Request) -> Response:
    return RedirectResponse("graphql")


def _health(endpoint: Endpoint) -> Callable[[Request], Awaitable[Response]]:
    """`{"status", "database", "version"}`; 200 if the database answers, else 503."""

    async def health(_request: Request) -> Response:
        problem = await _problem(endpoint.graph)
        body = {
            "status": "failing" if problem else "ok",
            "database": problem or "ok",
            "version": metadata.version("kb"),
        }
        return JSONResponse(
            body, status_code=503 if problem else 200, headers={"cache-control": "no-store"}
        )

    return health


async def _problem(graph: Reader | None) -> str | None:
    """Why the database doesn't answer, None if it does."""
    if graph is None:
        return "not connected"
    try:
        with anyio.fail_after(_HEALTH_SECONDS):
            await anyio.to_thread.run_sync(
                lambda: graph.read("RETURN 1 AS one", {}), abandon_on_cancel=True
            )
    except TimeoutError:
        return f"no answer within {_HEALTH_SECONDS:.0f} seconds"
    except KBError as error:
        return str(error)
    return None
