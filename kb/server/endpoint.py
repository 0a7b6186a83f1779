"""The GraphQL endpoint: GraphQL over HTTP, and the query page for browsers."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any

import anyio.to_thread
import orjson
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from kb.server.negotiation import Media, negotiate
from kb.server.requests import HttpError, read_request

if TYPE_CHECKING:
    from anyio import CapacityLimiter
    from starlette.types import Receive, Scope, Send

    from schema import Api, Reader

_METHODS = ("GET", "POST")

#: `extensions.code` of an error without data -> HTTP status, whatever the media type.
_FAILURES = {"UNAVAILABLE": 503, "TIMEOUT": 504, "DATABASE": 500, "INTERNAL": 500, "ERROR": 500}


@dataclass(slots=True)
class Endpoint:
    """Answers requests to the GraphQL path."""

    api: Api
    page: str  #: the query page, HTML
    page_headers: dict[str, str]
    limiter: CapacityLimiter  #: how many statements run at once
    graph: Reader | None = field(default=None)  #: set when the application starts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """The ASGI application; it refuses methods itself, so that a router need not."""
        response = await self.respond(Request(scope, receive))
        await response(scope, receive, send)

    async def respond(self, request: Request) -> Response:
        """Answer one request."""
        media = negotiate(request.headers.get("accept"), page=request.method == "GET")
        if media is Media.HTML:
            return HTMLResponse(self.page, headers={**self.page_headers, "vary": "accept"})
        if request.method not in _METHODS:
            error = HttpError(405, f"{request.method} is not offered: use GET or POST")
            return _refused(error, media or Media.JSON)
        if media is None:
            return _refused(HttpError(406, f"Accept: {Media.GRAPHQL} or {Media.JSON}"), Media.JSON)
        try:
            return await self._answer(request, media)
        except HttpError as error:
            return _refused(error, media)

    async def _answer(self, request: Request, media: Media) -> Response:
        asked = await read_request(request)
        if self.graph is None:
            raise HttpError(503, "the server is starting")
        work = partial(
            self.api.execute, self.graph, asked.query, asked.variables, asked.operation_name
        )
        # the synchronous driver in a thread is faster than its asynchronous twin
        answer = await anyio.to_thread.run_sync(work, limiter=self.limiter)
        return _response(answer, _status(answer, media), media)


def _status(answer: dict[str, Any], media: Media) -> int:
    """The HTTP status of an answer.

    A failing database is a failing server. A bad request is one in the media type made for
    GraphQL; in plain JSON, by old custom, the answer itself says so and the status is 200.
    """
    if "data" in answer:
        return 200
    failures = [_FAILURES.get(error["extensions"]["code"]) for error in answer["errors"]]
    failed = next((status for status in failures if status), None)
    return failed or (400 if media is Media.GRAPHQL else 200)


def _refused(error: HttpError, media: Media) -> Response:
    body = {"errors": [{"message": error.message, "extensions": {"code": "BAD_REQUEST"}}]}
    response = _response(body, error.status, media)
    if error.status == 405:  # noqa: PLR2004 -- Method Not Allowed says what is allowed
        response.headers["allow"] = ", ".join(_METHODS)
    return response


def _response(body: dict[str, Any], status: int, media: Media) -> Response:
    return Response(
        orjson.dumps(body),
        status_code=status,
        headers={
            "content-type": f"{media}; charset=utf-8",
            "vary": "accept",
            "cache-control": "no-store",
            "x-content-type-options": "nosniff",
        },
    )
