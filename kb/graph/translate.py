"""The one boundary where the driver's errors become ours.

`GqlError` is the root of what the server answers (`Neo4jError`) and of what the driver itself
raises (`DriverError`). It raises a plain ValueError or TypeError for an address that can't be
resolved and for a parameter of a type that Bolt doesn't know: `translated(ValueError, …)` takes
those, only around calls that run no code of ours.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from neo4j import exceptions as bolt

from kb.errors import (
    GraphAuthError,
    GraphConflictError,
    GraphError,
    GraphTimeoutError,
    GraphUnavailableError,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Parts of status codes, most telling first -> our error. Source: Neo4j status codes,
#: "Errors" of the Neo4j 2026 reference, and the classes in neo4j.exceptions.
_CODES = (
    ("OutOfMemory", GraphError),
    ("TransactionTimedOut", GraphTimeoutError),
    ("LockAcquisitionTimeout", GraphTimeoutError),
    ("Neo.ClientError.Transaction.Terminated", GraphTimeoutError),
    ("Neo.ClientError.Security.", GraphAuthError),
    ("DatabaseUnavailable", GraphUnavailableError),
    ("Neo.ClientError.Database.DatabaseNotFound", GraphUnavailableError),
    ("Neo.ClientError.Cluster.", GraphUnavailableError),
    ("Neo.TransientError.General.", GraphUnavailableError),
    ("Neo.TransientError.", GraphConflictError),
)

#: What Neo4j answers to a wrong user or password.
_UNAUTHORIZED = "Neo.ClientError.Security.Unauthorized"

#: The driver's classes, most special first -> our error; the root comes last.
_CLASSES: tuple[tuple[type[Exception], type[GraphError]], ...] = (
    (bolt.AuthError, GraphAuthError),
    (bolt.Forbidden, GraphAuthError),
    (bolt.AuthConfigurationError, GraphAuthError),
    (bolt.ServiceUnavailable, GraphUnavailableError),
    (bolt.SessionExpired, GraphUnavailableError),
    (bolt.ConnectionPoolError, GraphUnavailableError),
    (bolt.DatabaseUnavailable, GraphUnavailableError),
    (bolt.NotALeader, GraphUnavailableError),
    (bolt.ForbiddenOnReadOnlyDatabase, GraphUnavailableError),
    (bolt.UnsupportedServerProduct, GraphUnavailableError),
    (bolt.TransientError, GraphConflictError),
    (bolt.GqlError, GraphError),
)


def translate(error: Exception) -> GraphError:
    """Our error for one of the driver's; its message is the server's, shortened to one line."""
    code = error.code if isinstance(error, bolt.Neo4jError) else None
    return _kind(error, code or "")(_message(error, code), code)


@contextmanager
def translated(*also: type[Exception]) -> Iterator[None]:
    """Raise the driver's errors, and those of the classes `also`, as ours `from` the driver's."""
    classes: tuple[type[Exception], ...] = (bolt.GqlError, OSError, *also)
    try:
        yield
    except classes as error:
        raise translate(error) from error


def retryable(error: bolt.GqlError) -> bool:
    """Whether the same statement may succeed when it is sent again."""
    if isinstance(error, bolt.Neo4jError):
        return error.is_retryable() and "OutOfMemory" not in error.code
    return isinstance(error, bolt.DriverError) and error.is_retryable()


def _kind(error: Exception, code: str) -> type[GraphError]:
    by_code = next((kind for part, kind in _CODES if code and part in code), None)
    by_class = next((kind for known, kind in _CLASSES if isinstance(error, known)), GraphError)
    if by_code is not None:
        return by_code
    return GraphUnavailableError if isinstance(error, OSError) else by_class


def _message(error: Exception, code: str | None) -> str:
    text = error.message if isinstance(error, bolt.Neo4jError) else str(error)
    first = (text or type(error).__name__).strip().splitlines()[0].rstrip(" :")
    if isinstance(error, bolt.ServiceUnavailable):
        first += " (is it running, and is KB_NEO4J_URI right?)"
    if code == _UNAUTHORIZED:
        first += " Check the user and the password (KB_NEO4J_USER, KB_NEO4J_PASSWORD)."
    return f"the database says: {first}" if code else f"the database: {first}"
