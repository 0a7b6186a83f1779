"""The API over HTTP: GraphQL, its query page, and a health check.

`create_app` makes a Starlette application; any ASGI server runs it (`kb serve` uses uvicorn).
"""

from kb.server.app import create_app

__all__ = ["create_app"]
