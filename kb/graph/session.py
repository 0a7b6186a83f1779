"""The connection to Neo4j: reads with our own retry, writes in managed transactions.

A read is one auto-commit statement (a managed read costs 1.1 to 1.4 times as much), sent again
after a transient error or a lost connection. A write is a function of a `Transaction`, run whole
again when it loses against another one; it must therefore be idempotent.
"""

from __future__ import annotations

import random
import time
from typing import TYPE_CHECKING, Any, LiteralString, Self, TypeVar, cast

import neo4j
from neo4j import exceptions as bolt

from kb.errors import GraphError
from kb.graph.statements import Statements
from kb.graph.translate import retryable, translate, translated

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from types import TracebackType

T = TypeVar("T")

#: How often a read is sent before its error is final, and the pause before the second time.
_ATTEMPTS = 4
_PAUSE_SECONDS = 0.1
#: How long the driver tries a write again after its first failure, the same for a lock that was
#: lost and for a server that is gone; and how often we let it when it was a lock.
_RETRY_SECONDS = 20.0
_ROUNDS = 6
#: A write may take so many times as long as a read.
_WRITE_FACTOR = 10
#: How long to wait for a TCP connection, and for a free one of the pool.
_CONNECT_SECONDS = 5.0
#: Bolt, plain, encrypted, or with routing; the driver's HTTP is a preview.
_SCHEMES = tuple(f"{name}{tls}://" for name in ("bolt", "neo4j") for tls in ("", "+s", "+ssc"))
_ACQUIRE_SECONDS = 15.0


class Transaction:
    """A write transaction under way; `run` takes named statements only."""

    def __init__(self, inner: neo4j.ManagedTransaction, statements: Statements) -> None:
        self._inner = inner
        self._statements = statements

    def run(self, name: str, **params: Any) -> list[dict[str, Any]]:
        """Run a named statement; its rows. Driver errors pass, so that the driver can retry."""
        statement = self._statements[name]
        statement.check(params)
        try:
            return _rows(self._inner.run(_literal(statement.text), params))
        except (ValueError, TypeError) as error:  # a parameter that Bolt can't carry
            raise translate(error) from error
        except bolt.TransientError as error:
            if retryable(error):
                raise
            raise translate(error) from error


class Graph:
    """A connected graph; a context manager. Safe to share between threads.

    Every method raises the errors of kb.errors.Graph*, never one of the driver's.
    """

    def __init__(self, driver: neo4j.Driver, database: str, transaction_seconds: float) -> None:
        self._driver = driver
        self._database = database
        self._seconds = transaction_seconds
        self._statements = Statements.load()

    @classmethod
    def connect(
        cls,
        uri: str,
        user: str,
        password: str | None,
        *,
        database: str = "neo4j",
        transaction_seconds: float = 30.0,
    ) -> Graph:
        """Connect and check that the database answers; no password means no authentication."""
        if not uri.startswith(_SCHEMES):
            raise GraphError(f"{uri} is no address of Neo4j: it begins with bolt:// or neo4j://")
        with translated(ValueError, TypeError):
            driver = neo4j.GraphDatabase.driver(
                uri,
                auth=None if password is None else (user, password),
                connection_timeout=_CONNECT_SECONDS,
                connection_acquisition_timeout=_ACQUIRE_SECONDS,
                max_transaction_retry_time=_RETRY_SECONDS,
                notifications_min_severity=neo4j.NotificationMinimumSeverity.OFF,
                user_agent="kb",
            )
        graph = cls(driver, database, transaction_seconds)
        try:
            with translated(ValueError):
                graph._read_once("RETURN 1", {})
        except GraphError:
            driver.close()
            raise
        return graph

    def read(self, text: str, params: Mapping[str, Any]) -> list[dict[str, Any]]:
        """Run one composed READ statement; rows as the driver decodes them.

        Ask for `toString(date)`: dates as such come back as the driver's own type, and cost more.
        """
        attempt = 1
        while True:
            try:
                return self._read_once(text, params)
            except bolt.GqlError as error:
                if attempt == _ATTEMPTS or not retryable(error):
                    raise translate(error) from error
            except (ValueError, TypeError, OSError) as error:
                raise translate(error) from error
            time.sleep(_PAUSE_SECONDS * 4 ** (attempt - 1) * random.uniform(0.5, 1.5))  # noqa: S311 -- spreads retries, guards nothing
            attempt += 1

    def run(self, name: str, **params: Any) -> list[dict[str, Any]]:
        """Run a named reading statement, as `read` does."""
        statement = self._statements[name]
        statement.check(params)
        return self.read(statement.text, params)

    def write(self, work: Callable[[Transaction], T]) -> T:
        """Run `work` in one transaction, again from its start whenever it loses against others.

        `work` must be idempotent: when the connection breaks in the commit nobody knows whether
        it was done, and it is run once more.
        """
        attempt = 1
        while True:
            try:
                return self._write_once(work)
            except (bolt.TransientError, bolt.IncompleteCommit) as error:
                again = isinstance(error, bolt.IncompleteCommit) or retryable(error)
                if attempt == _ROUNDS or not again:
                    raise translate(error) from error
            except (bolt.GqlError, OSError) as error:
                raise translate(error) from error
            attempt += 1

    def statement_names(self, prefix: str) -> list[str]:
        """The names of the statements that begin with `prefix`, sorted."""
        return [name for name in self._statements.names() if name.startswith(prefix)]

    def close(self) -> None:
        """Close all connections."""
        self._driver.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _read_once(self, text: str, params: Mapping[str, Any]) -> list[dict[str, Any]]:
        query = neo4j.Query(_literal(text), timeout=self._seconds)
        with self._driver.session(
            database=self._database, default_access_mode=neo4j.READ_ACCESS
        ) as session:
            return _rows(session.run(query, dict(params)))

    def _write_once(self, work: Callable[[Transaction], T]) -> T:
        @neo4j.unit_of_work(timeout=self._seconds * _WRITE_FACTOR)
        def unit(inner: neo4j.ManagedTransaction) -> T:
            return work(Transaction(inner, self._statements))

        with self._driver.session(database=self._database) as session:
            return session.execute_write(unit)


def _literal(text: Any) -> LiteralString:
    """What the driver's types ask for: our texts are resources, or composed of fixed parts."""
    return cast("LiteralString", text)


def _rows(result: neo4j.Result) -> list[dict[str, Any]]:
    keys = result.keys()
    return [dict(zip(keys, record.values(), strict=True)) for record in result]
