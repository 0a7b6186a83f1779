"""No error of the driver escapes, and each becomes the right one of ours."""

from __future__ import annotations

import inspect

import pytest
from neo4j import exceptions as bolt

from kb.errors import (
    GraphAuthError,
    GraphConflictError,
    GraphError,
    GraphTimeoutError,
    GraphUnavailableError,
)
from kb.graph.translate import retryable, translate, translated

#: Exceptions of the driver's module that are no errors to raise.
_NO_ERRORS = {"GqlErrorClassification"}


def driver_errors() -> list[type[Exception]]:
    """All exception classes that neo4j.exceptions names."""
    found = [getattr(bolt, name) for name in bolt.__all__ if name not in _NO_ERRORS]
    assert all(inspect.isclass(c) and issubclass(c, Exception) for c in found)
    assert len(found) > 25
    return found


@pytest.mark.parametrize("kind", driver_errors(), ids=lambda kind: kind.__name__)
def test_every_driver_error_becomes_ours(kind: type[Exception]) -> None:
    """Each exception class of the driver is translated, with the driver's as its cause."""
    with pytest.raises(GraphError) as caught, translated():
        raise kind("what happened")
    assert isinstance(caught.value.__cause__, kind)


@pytest.mark.parametrize(
    ("kind", "ours"),
    [
        (bolt.AuthError, GraphAuthError),
        (bolt.Forbidden, GraphAuthError),
        (bolt.ServiceUnavailable, GraphUnavailableError),
        (bolt.SessionExpired, GraphUnavailableError),
        (bolt.IncompleteCommit, GraphUnavailableError),
        (bolt.ConnectionAcquisitionTimeoutError, GraphUnavailableError),
        (bolt.TransientError, GraphConflictError),
        (bolt.CypherSyntaxError, GraphError),
        (bolt.ResultConsumedError, GraphError),
    ],
)
def test_a_class_has_its_error(kind: type[Exception], ours: type[GraphError]) -> None:
    """The class alone tells what went wrong when there is no status code."""
    assert type(translate(kind("x"))) is ours


@pytest.mark.parametrize(
    ("code", "ours"),
    [
        ("Neo.ClientError.Transaction.TransactionTimedOut", GraphTimeoutError),
        (
            "Neo.ClientError.Transaction.TransactionTimedOutClientConfiguration",
            GraphTimeoutError,
        ),
        ("Neo.TransientError.Transaction.LockAcquisitionTimeout", GraphTimeoutError),
        ("Neo.TransientError.Transaction.DeadlockDetected", GraphConflictError),
        ("Neo.TransientError.General.MemoryPoolOutOfMemoryError", GraphError),
        ("Neo.TransientError.General.DatabaseUnavailable", GraphUnavailableError),
        ("Neo.ClientError.Database.DatabaseNotFound", GraphUnavailableError),
        ("Neo.ClientError.Security.Unauthorized", GraphAuthError),
        ("Neo.ClientError.Security.AuthenticationRateLimit", GraphAuthError),
        ("Neo.ClientError.Statement.SyntaxError", GraphError),
        ("Neo.DatabaseError.General.UnknownError", GraphError),
    ],
)
def test_a_status_code_has_its_error(code: str, ours: type[GraphError]) -> None:
    """The server's status code decides, and stays with the error."""
    error = bolt.Neo4jError._basic_hydrate(neo4j_code=code, message="first line\nsecond")
    found = translate(error)
    assert type(found) is ours
    assert found.code == code
    assert str(found).startswith("the database says: first line")
    assert "second" not in str(found)


def test_a_refused_password_names_what_to_check() -> None:
    """A mistyped password is the commonest error, so the message says which settings it means."""
    code = "Neo.ClientError.Security.Unauthorized"
    found = translate(bolt.Neo4jError._basic_hydrate(neo4j_code=code, message="No."))
    assert "KB_NEO4J_USER, KB_NEO4J_PASSWORD" in str(found)


def test_a_server_that_is_not_there_is_a_question_to_the_user() -> None:
    """The driver's message breaks off in a colon; ours is a sentence, and says what to check."""
    found = translate(bolt.ServiceUnavailable("Couldn't connect to 127.0.0.1:1:\ndetails"))
    assert str(found) == (
        "the database: Couldn't connect to 127.0.0.1:1 (is it running, and is KB_NEO4J_URI right?)"
    )


def test_memory_that_ran_out_is_not_tried_again() -> None:
    """The driver would retry a statement that needs too much memory; we don't."""
    code = "Neo.TransientError.General.MemoryPoolOutOfMemoryError"
    assert not retryable(bolt.Neo4jError._basic_hydrate(neo4j_code=code, message="x"))
    code = "Neo.TransientError.Transaction.DeadlockDetected"
    assert retryable(bolt.Neo4jError._basic_hydrate(neo4j_code=code, message="x"))
    assert retryable(bolt.ServiceUnavailable("x"))
    assert not retryable(bolt.IncompleteCommit("x"))


def test_our_own_errors_pass() -> None:
    """An error of ours, or a bug in our code, is not taken for the database's."""
    with pytest.raises(ZeroDivisionError), translated():
        _ = 1 // 0
    with pytest.raises(ValueError, match="ours"), translated():
        raise ValueError("ours")
