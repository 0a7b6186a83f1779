"""Neo4j inside this process. Only the child calls this: it starts a JVM, once, for good."""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kb.engine.configuration import write_configuration
from kb.engine.java import java_home, jvm_library, options
from kb.engine.layout import Layout, read_text, write_private

if TYPE_CHECKING:
    from kb.engine.plan import Plan

_READY_MILLISECONDS = 10_000


class EmbeddedNeo4j:
    """A Neo4j Community server with Bolt, HTTP and Browser, ready when the constructor returns.

    Raises RuntimeError, or what the JVM throws, when it can't start.
    """

    def __init__(self, plan: Plan) -> None:
        self._layout = Layout(Path(plan.root))
        _start_jvm(plan)
        new_password = self._prepare_password()
        self._management = _build(self._layout, write_configuration(plan))
        self._require_database()
        if new_password:
            self._set_password()
        self.query("RETURN 1")

    def query(self, statement: str, *, database: str = "neo4j", **parameters: object) -> str:
        """Run one statement as the database itself and return its result as a table of text."""
        from jpype import JClass

        java = JClass("java.util.HashMap")()
        for name, value in parameters.items():
            java.put(name, value)
        with self._management.database(database).beginTx() as transaction:
            text = str(transaction.execute(statement, java).resultAsString())
            transaction.commit()
        return text

    def connections(self) -> int:
        """Count the Bolt connections of clients."""
        from jpype import JClass

        tracker = JClass("org.neo4j.kernel.api.net.NetworkConnectionTracker")
        resolver = self._management.database("system").getDependencyResolver()
        found = resolver.resolveDependency(tracker.class_).activeConnections()
        return sum(1 for connection in found if str(connection.connectorId()).startswith("bolt"))

    def shutdown(self) -> None:
        """Stop the server and close the store."""
        self._management.shutdown()

    def _prepare_password(self) -> bool:
        """Make sure of a password file; True when the store doesn't know its content yet."""
        from jpype import JClass

        fresh = not read_text(self._layout.password)
        if fresh:
            write_private(self._layout.password, secrets.token_hex(16) + "\n")
        if (self._layout.store / "system").exists():
            return fresh
        # As `neo4j-admin dbms set-initial-password` does, but in this process: no command line.
        home = JClass("java.nio.file.Path").of(str(self._layout.home))
        command = JClass("org.neo4j.commandline.admin.security.SetInitialPasswordCommand")(
            JClass("org.neo4j.cli.ExecutionContext")(home, home.resolve("conf"))
        )
        line = JClass("picocli.CommandLine")(command)
        if line.execute(read_text(self._layout.password)):
            raise RuntimeError("the initial password could not be set")
        return False

    def _set_password(self) -> None:
        statement = "ALTER USER neo4j SET PASSWORD $password CHANGE NOT REQUIRED"
        self.query(statement, database="system", password=read_text(self._layout.password))

    def _require_database(self) -> None:
        if self._management.database("neo4j").isAvailable(_READY_MILLISECONDS):
            return
        state = self.query(
            "SHOW DATABASES YIELD name, currentStatus, statusMessage", database="system"
        )
        raise RuntimeError(f"the database is not available:\n{state}")


def _start_jvm(plan: Plan) -> None:
    import jpype

    jpype.startJVM(
        *options(plan),
        jvmpath=jvm_library(java_home()),
        classpath=sorted(str(path) for path in Path(plan.jars).glob("*.jar")),
        interrupt=False,  # Python keeps SIGINT
    )


def _build(layout: Layout, configuration: Path) -> Any:
    """Start the server as Neo4j's own main class would and return its management service."""
    import jpype

    path = jpype.JClass("java.nio.file.Path")
    settings = jpype.JClass("org.neo4j.configuration.GraphDatabaseSettings")
    config = (
        jpype.JClass("org.neo4j.configuration.Config")
        .newBuilder()
        .setDefaults(settings.SERVER_DEFAULTS)
        .fromFile(path.of(str(configuration)))
        .set(settings.neo4j_home, path.of(str(layout.home)))
        .set(settings.logs_directory, path.of(str(layout.logs)))
        .build()
    )
    edition = jpype.JClass("org.neo4j.graphdb.factory.module.edition.CommunityEditionModule")
    new_edition = jpype.JProxy("java.util.function.Function", dict={"apply": edition})
    factory = jpype.JClass("org.neo4j.graphdb.facade.DatabaseManagementServiceFactory")(
        jpype.JClass("org.neo4j.kernel.impl.factory.DbmsInfo").COMMUNITY, new_edition
    )
    dependencies = jpype.JClass("org.neo4j.graphdb.facade.GraphDatabaseDependencies")
    return factory.build(config, True, dependencies.newDependencies())


def end_jvm() -> None:
    """End the JVM in order, so that it writes the AOT cache it was asked for."""
    import jpype

    jpype.shutdownJVM()
