"""A GraphQL request read from HTTP, checked field by field."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import orjson

from kb.server.negotiation import is_json

if TYPE_CHECKING:
    from starlette.requests import Request

#: The largest body that is read, in bytes.
MAX_BODY = 256 * 1024

_BAD_REQUEST = 400
_FORBIDDEN = 403
_TOO_LARGE = 413
_UNSUPPORTED = 415


class HttpError(Exception):
    """A request that HTTP refuses before GraphQL sees it."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.message = message


@dataclass(frozen=True, slots=True)
class GraphQLRequest:
    """What GraphQL is asked."""

    query: str
    variables: dict[str, Any] | None
    operation_name: str | None

    @classmethod
    def check(cls, given: Any) -> GraphQLRequest:
        """The request in a JSON object; raises HttpError saying which field is wrong."""
        if not isinstance(given, dict):
            raise HttpError(_BAD_REQUEST, "the request is not a JSON object (batches aren't taken)")
        query, variables = given.get("query"), given.get("variables")
        name, extensions = given.get("operationName"), given.get("extensions")
        if not isinstance(query, str) or not query:
            raise HttpError(_BAD_REQUEST, "query: must be a string that isn't empty")
        if variables is not None and not isinstance(variables, dict):
            raise HttpError(_BAD_REQUEST, "variables: must be an object")
        if name is not None and not isinstance(name, str):
            raise HttpError(_BAD_REQUEST, "operationName: must be a string")
        if extensions is not None and not isinstance(extensions, dict):
            raise HttpError(_BAD_REQUEST, "extensions: must be an object")
        return cls(query, variables, name or None)


async def read_request(request: Request) -> GraphQLRequest:
    """The GraphQL request of a GET or a POST; raises HttpError."""
    if request.method == "GET":
        _refuse_other_sites(request)
        return GraphQLRequest.check(_query_string(request))
    if not is_json(request.headers.get("content-type")):
        # also what keeps a form on another site from posting here
        raise HttpError(_UNSUPPORTED, "Content-Type: must be application/json in UTF-8")
    return GraphQLRequest.check(_json(await _body(request), "the body"))


def _refuse_other_sites(request: Request) -> None:
    """Refuse a GET that a page of another site makes a browser send.

    Such a page can't read the answer, but it could make the server work.
    """
    if request.headers.get("sec-fetch-site", "none") not in {"none", "same-origin"}:
        raise HttpError(_FORBIDDEN, "GET from a page of another site: use POST")


def _query_string(request: Request) -> dict[str, Any]:
    given: dict[str, Any] = dict(request.query_params)
    for name in ("variables", "extensions"):
        if name in given:
            given[name] = _json(given[name].encode(), name) if given[name] else None
    return given


def _json(content: bytes, what: str) -> Any:
    try:
        return orjson.loads(content)
    except orjson.JSONDecodeError as error:
        raise HttpError(_BAD_REQUEST, f"{what}: not JSON: {error}") from error


async def _body(request: Request) -> bytes:
    """The body, read no further than it may be long."""
    content = bytearray()
    async for chunk in request.stream():
        content += chunk
        if len(content) > MAX_BODY:
            raise HttpError(_TOO_LARGE, f"the body is longer than {MAX_BODY} bytes")
    return bytes(content)
