"""The knowledge base as one object: what the command line, the server and programs call.

Reads go through the GraphQL schema in process, so filters and their limits exist once.
"""

from __future__ import annotations

from datetime import UTC, datetime
from importlib import resources
from typing import TYPE_CHECKING, Any, Self

from kb.errors import DateParseError, GraphError, NotFoundError, QueryError
from kb.graph import migrate, read
from kb.graph.session import Graph
from kb.model.articles import PublishedBasis
from kb.model.ids import kind_of
from kb.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from types import TracebackType
    from typing import BinaryIO

    from kb.extract import Extractor
    from kb.ingest import LoadReport

#: How many events one GraphQL request asks for; a timeline of more takes several requests.
PAGE = 100

#: sort of a timeline -> EventOrder of the schema
ORDERS = {"time": "TIME_ASC", "published": "PUBLISHED_ASC"}


class KnowledgeBase:
    """A connection to one graph, with what kb can do on it; a context manager."""

    def __init__(
        self,
        graph: Graph,
        settings: Settings,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self.graph = graph
        self.settings = settings
        self._clock = clock

    @classmethod
    def open(cls, settings: Settings | None = None) -> KnowledgeBase:
        """Connect to KB_NEO4J_URI, else to the local engine, which is started if need be.

        Raises EngineError when the local engine can't run, GraphError when the database can't be
        reached, refuses the password or was written by a newer kb.
        """
        settings = settings or Settings.from_environment()
        graph = connect(settings)
        try:
            migrate.ensure_schema(graph)
        except BaseException:
            graph.close()
            raise
        return cls(graph, settings)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the connection; the local engine goes on until it is idle."""
        self.graph.close()

    def load(
        self,
        paths: Sequence[str],
        *,
        published: str | None = None,
        force_published: bool = False,
        format: str | None = None,  # noqa: A002 -- the option's name
        extractor: Extractor | str | None = None,
        stdin: BinaryIO | None = None,
        progress: Callable[[LoadReport], None] | None = None,
    ) -> LoadReport:
        """Load files and folders ("-" reads `stdin`) and report what became of every record.

        `published` ("2019-04-04") is for articles that state no date of their own, or with
        `force_published` for all. `extractor` is one, or the name of one, else that of
        KB_EXTRACTOR. Raises DateParseError, and for a name what `open_extractor` does; what is
        wrong with an input stands in the report.
        """
        # The extractor and the loaders' parsers are only needed here.
        from kb.extract.dates import parse_published
        from kb.extract.registry import open_extractor
        from kb.ingest import ingest
        from loaders import LoadOptions, read_articles

        options = LoadOptions(
            published=parse_published(published, PublishedBasis.USER) if published else None,
            force_published=force_published,
            format=format,
            max_file_bytes=self.settings.max_file_bytes,
        )
        if extractor is None or isinstance(extractor, str):
            extractor = open_extractor(extractor or self.settings.extractor, self.settings)
        articles = read_articles(paths, options, stdin)
        return ingest(articles, extractor, self.graph, clock=self._clock, progress=progress)

    def timeline(
        self,
        *,
        actor: str | None = None,
        with_: str | None = None,
        since: str | None = None,
        until: str | None = None,
        definitely: bool = False,
        type: str | Sequence[str] | None = None,  # noqa: A002 -- the option's name
        status: str | Sequence[str] | None = None,
        place: str | None = None,
        text: str | None = None,
        sort: str = "time",
        limit: int = 100,
    ) -> list[dict[str, Any]]:
        """At most `limit` events, each as the schema's `Event` with its first mention.

        `actor` and `with_` are names, aliases or ids, on either side; `since` and `until` are
        dates of any precision. Raises NotFoundError (with the nearest names) for an actor or a
        place that the graph doesn't know, DateParseError, QueryError.
        """
        criteria: dict[str, Any] = {
            "time": _window(since, until, definitely=definitely)
            if since is not None or until is not None
            else None,
            "types": _many(type),
            "statuses": _many(status),
            "actors": [self._actor(name) for name in (actor, with_) if name is not None],
            "places": self._places(place) if place is not None else None,
            "text": text,
        }
        filter_ = {name: value for name, value in criteria.items() if value not in (None, [])}
        return self._pages({"filter": filter_, "orderBy": ORDERS[sort]}, limit)

    def show(self, identifier: str) -> dict[str, Any]:
        """One event, actor, place, article or mention with its evidence, as the schema has it.

        The kind stands under "__typename". Takes an id, or the full name
        of an actor or a place; raises NotFoundError.
        """
        identifier = self._identify(identifier)
        kind = kind_of(identifier) or ""
        if kind not in {"Event", "Actor", "Location", "Article", "Mention"}:
            raise NotFoundError("id", identifier)
        data = self._ask(kind.lower(), {"id": identifier})
        found = next(iter(data.values()))
        if not found:
            raise NotFoundError(kind.lower(), identifier)
        return {"__typename": kind, **found}

    def query(self, graphql: str, variables: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """Answer a GraphQL request as the server would: {"data": …, "errors": […]}."""
        # Building the schema takes a while, and loading needs none.
        import schema

        return schema.execute(self.graph, graphql, variables)

    def export(self, *, history: bool = False) -> Iterator[dict[str, Any]]:
        """Every record of the graph, sorted by kind and id; with `history` also what retired."""
        return read.export(self.graph, history=history)

    def _pages(self, variables: dict[str, Any], limit: int) -> list[dict[str, Any]]:
        events: list[dict[str, Any]] = []
        after = None
        while len(events) < limit:
            first = min(PAGE, limit - len(events))
            page = self._ask("timeline", {**variables, "first": first, "after": after})["events"]
            events += page["nodes"]
            after = page["pageInfo"]["endCursor"]
            if not page["pageInfo"]["hasNextPage"]:
                break
        return events

    def _ask(self, name: str, variables: dict[str, Any]) -> dict[str, Any]:
        """Run one of our own documents; raises the first error of the answer.

        A QueryError says that the variables were refused, a GraphError that the database failed.
        """
        answer = self.query(document(name), variables)
        if answer.get("errors"):
            kind = GraphError if "data" in answer else QueryError
            raise kind(answer["errors"][0]["message"])
        data: dict[str, Any] = answer["data"]
        return data

    def _actor(self, name: str) -> dict[str, str]:
        """The criterion for a name or an id."""
        if _is_id(name, "Actor"):
            return {"id": name}
        if not read.resolve_actor(self.graph, name):
            raise NotFoundError("actor", name, tuple(read.nearest(self.graph, "actor", name)))
        return {"name": name}

    def _places(self, name: str) -> list[str]:
        """The ids that a name stands for; it may stand for several places."""
        if _is_id(name, "Location"):
            return [name]
        found = read.resolve_location(self.graph, name)
        if not found:
            raise NotFoundError("place", name, tuple(read.nearest(self.graph, "location", name)))
        return found

    def _identify(self, text: str) -> str:
        """The id that is meant: itself, or that of the actor, else the place, of the name."""
        if "_" in text and kind_of(text):
            return text
        found = read.resolve_actor(self.graph, text) or read.resolve_location(self.graph, text)
        if not found:
            near = [n for k in ("actor", "location") for n in read.nearest(self.graph, k, text)]
            raise NotFoundError("id or name", text, tuple(dict.fromkeys(near)))
        return found[0]


def connect(settings: Settings) -> Graph:
    """The graph that the settings name; starts the local engine if they name none."""
    if settings.neo4j_uri:
        uri, user = settings.neo4j_uri, settings.neo4j_user
        password, database = settings.neo4j_password or "", settings.neo4j_database
    else:
        # A given server needs nothing of the local engine.
        from kb.engine import LocalEngine

        endpoint = LocalEngine(settings).ensure()
        uri, user, password, database = endpoint.uri, endpoint.user, endpoint.password, "neo4j"
    return Graph.connect(
        uri,
        user,
        password,
        database=database,
        transaction_seconds=settings.transaction_seconds,
    )


def document(name: str) -> str:
    """The GraphQL document `kb/queries/{name}.graphql`."""
    return resources.files("kb").joinpath("queries", f"{name}.graphql").read_text("utf-8")


def _is_id(text: str, kind: str) -> bool:
    return "_" in text and kind_of(text) == kind


def _many(value: str | Sequence[str] | None) -> list[str]:
    """One or several names of an enumeration, in any case, as the schema writes them."""
    names = [value] if isinstance(value, str) else value or []
    return [name.upper() for name in names]


def _window(since: str | None, until: str | None, *, definitely: bool) -> dict[str, str]:
    """The schema's TimeFilter; empty when there is no limit."""
    # Importing the date rules imports the extractor, which a timeline without a window needs not.
    from kb.extract.dates import parse_date

    window: dict[str, str] = {}
    if since is not None:
        first = parse_date(since).earliest
        if first is None:
            raise DateParseError(since, "it has no first day")
        window["from"] = first.isoformat()
    if until is not None:
        last = parse_date(until).latest
        if last is None:
            raise DateParseError(until, "it has no last day")
        window["to"] = last.isoformat()
    if window and definitely:
        window["match"] = "DEFINITELY"
    return window
