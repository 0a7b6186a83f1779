"""Every error that kb raises on purpose.

::

    KBError
    ├── SettingsError          an environment variable can't be used
    ├── InputError             an input can't be taken: file, record, reason, what to do
    │   ├── UnknownFormatError     no loader takes the file
    │   └── RecordError            one record of a file is bad; the others go on
    ├── DateParseError         text that claims to be a date is none
    ├── NotFoundError          an id or a name is not in the graph (carries the nearest names)
    ├── QueryError             a GraphQL query or a cursor was refused
    ├── UnknownExtractorError  no extractor has the name (carries the nearest and all found)
    ├── ExtractionError        the extractor could not run (model missing, broken)
    │   ├── ExtractorError         a plug-in can't be imported, opened or used
    │   └── EndpointError          a model's endpoint gave no answer that can be used
    ├── GraphError             the database could not do what was asked
    │   ├── GraphUnavailableError  it can't be reached
    │   ├── GraphAuthError         it refused user or password
    │   ├── GraphConflictError     a transaction lost too often against others
    │   ├── GraphTimeoutError      a statement took longer than allowed
    │   └── GraphVersionError      the graph was written by a newer program
    └── EngineError            the local engine
        ├── EngineNotInstalledError  `kb engine install` has not run
        ├── EngineInstallError       an artefact can't be fetched or doesn't match its hash
        └── EngineStartError         the engine didn't start (quotes its log)

Each error carries the identity of what failed in fields, so that a report need not parse messages.
"""

from __future__ import annotations

from dataclasses import dataclass


class KBError(Exception):
    """Base of all errors that kb raises on purpose; `str(error)` is fit to show to a user."""


class SettingsError(KBError):
    """An environment variable can't be used."""

    def __init__(self, variable: str, reason: str) -> None:
        super().__init__(f"{variable}: {reason}")
        self.variable = variable
        self.reason = reason


@dataclass(slots=True, eq=False)
class InputError(KBError):
    """An input can't be taken."""

    file: str  #: the path as the user gave it, or "-" for standard input
    reason: str  #: what is wrong, one sentence without a full stop
    remedy: str = ""  #: what the user can do, one sentence without a full stop
    record: str | None = None  #: the record in the file ("line 3"), None for the whole file

    def __str__(self) -> str:
        where = f"{self.file}, {self.record}" if self.record else self.file
        return f"{where}: {self.reason}" + (f" ({self.remedy})" if self.remedy else "")


class UnknownFormatError(InputError):
    """No loader takes the file."""


class RecordError(InputError):
    """One record of a file is bad; the other records of the file go on."""


class DateParseError(KBError):
    """Text that claims to be a date is none."""

    def __init__(self, text: str, reason: str) -> None:
        super().__init__(f"{text!r} is not a date: {reason}")
        self.text = text
        self.reason = reason


class NotFoundError(KBError):
    """An id or a name is not in the graph; `nearest` holds the most similar names, best first."""

    def __init__(self, kind: str, name: str, nearest: tuple[str, ...] = ()) -> None:
        hint = f"; nearest: {', '.join(nearest)}" if nearest else ""
        super().__init__(f"no {kind} {name!r}{hint}")
        self.kind = kind
        self.name = name
        self.nearest = nearest


class QueryError(KBError):
    """A GraphQL query, a filter or a cursor was refused."""


class UnknownExtractorError(KBError):
    """No extractor has the name; `found` holds those that are installed."""

    def __init__(self, name: str, nearest: tuple[str, ...], found: tuple[str, ...]) -> None:
        hint = f"; nearest: {', '.join(nearest)}" if nearest else ""
        super().__init__(f"no extractor {name!r}{hint}; installed: {', '.join(found)}")
        self.name = name
        self.nearest = nearest
        self.found = found


class ExtractionError(KBError):
    """The extractor could not run."""


class ExtractorError(ExtractionError):
    """A plug-in can't be imported, opened or used; `package` registers it."""

    def __init__(self, name: str, package: str, reason: str) -> None:
        super().__init__(f"extractor {name!r} (of {package}) {reason}")
        self.name = name
        self.package = package
        self.reason = reason


class EndpointError(ExtractionError):
    """A model's endpoint gave no answer that can be used; quotes nothing that it said."""


class GraphError(KBError):
    """The database could not do what was asked; `code` is Neo4j's status code if it gave one."""

    def __init__(self, message: str, code: str | None = None) -> None:
        super().__init__(message)
        self.code = code


class GraphUnavailableError(GraphError):
    """The database can't be reached."""


class GraphAuthError(GraphError):
    """The database refused the user or the password."""


class GraphConflictError(GraphError):
    """A transaction lost too often against others."""


class GraphTimeoutError(GraphError):
    """A statement took longer than allowed."""


class GraphVersionError(GraphError):
    """The graph was written by a newer program than this one."""


class EngineError(KBError):
    """The local engine could not do what was asked."""


class EngineNotInstalledError(EngineError):
    """The local engine is not installed; the message says how."""


class EngineInstallError(EngineError):
    """An artefact of the engine can't be fetched or doesn't match its hash."""


class EngineStartError(EngineError):
    """The engine didn't start; the message quotes its log."""
