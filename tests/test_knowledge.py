"""KnowledgeBase: what it asks the schema, without a database."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import pytest
from graphql import build_schema, parse, validate

import kb
import schema
from kb import knowledge
from kb.errors import DateParseError, GraphError, NotFoundError, QueryError
from kb.graph import migrate, read
from kb.knowledge import KnowledgeBase, document
from kb.settings import Settings

if TYPE_CHECKING:
    from kb.graph.session import Graph

DOCUMENTS = ("timeline", "event", "mention", "article", "actor", "location")


class Asked(KnowledgeBase):
    """A knowledge base that notes the variables and answers pages of numbered events."""

    def __init__(self, total: int = 1) -> None:
        super().__init__(cast("Graph", None), Settings.from_environment({}))
        self.total = total
        self.asked: list[dict[str, Any]] = []
        self.answer: dict[str, Any] | None = None

    def query(self, graphql: str, variables: Any = None) -> dict[str, Any]:
        """Note the variables; answer what the test has set, else the page that they ask for."""
        self.asked.append(dict(variables))
        if self.answer is not None:
            return self.answer
        start = int(variables["after"] or 0)
        nodes = [{"id": n} for n in range(start, min(start + variables["first"], self.total))]
        end = start + len(nodes)
        page = {"hasNextPage": end < self.total, "endCursor": str(end)}
        assert "events" in graphql
        return {"data": {"events": {"nodes": nodes, "pageInfo": page}}}


@pytest.fixture(autouse=True)
def names(monkeypatch: pytest.MonkeyPatch) -> None:
    """A graph that knows the actor Ruritania and two places called Strelsau."""
    actors, places = {"Ruritania": ["act_1"]}, {"Strelsau": ["loc_1", "loc_2"]}
    monkeypatch.setattr(read, "resolve_actor", lambda _graph, name: actors.get(name, []))
    monkeypatch.setattr(read, "resolve_location", lambda _graph, name: places.get(name, []))
    monkeypatch.setattr(
        read, "nearest", lambda _graph, kind, _name: list(actors if kind == "actor" else places)
    )


@pytest.mark.parametrize("name", DOCUMENTS)
def test_our_documents_are_valid(name: str) -> None:
    """Every GraphQL document that the command line sends fits the schema."""
    assert validate(build_schema(schema.printed()), parse(document(name))) == []


def test_programs_find_the_knowledge_base_in_the_package() -> None:
    """`kb.KnowledgeBase` and `kb.__version__` are what programs import; nothing else is made up."""
    assert kb.KnowledgeBase is KnowledgeBase
    assert kb.__version__
    with pytest.raises(AttributeError, match="no attribute 'Nothing'"):
        kb.Nothing  # noqa: B018 -- the access is what is tested


def test_filters_become_the_schemas_filter() -> None:
    """Dates become the first and last day that they name, names become criteria."""
    asked = Asked()
    asked.timeline(
        actor="Ruritania",
        with_="act_9",
        since="2019",
        until="2019-02",
        definitely=True,
        type="agree",
        status=["PLANNED", "denied"],
        place="Strelsau",
        text="radar",
        sort="published",
    )
    assert asked.asked[0]["orderBy"] == "PUBLISHED_ASC"
    assert asked.asked[0]["filter"] == {
        "time": {"from": "2019-01-01", "to": "2019-02-28", "match": "DEFINITELY"},
        "types": ["AGREE"],
        "statuses": ["PLANNED", "DENIED"],
        "actors": [{"name": "Ruritania"}, {"id": "act_9"}],
        "places": ["loc_1", "loc_2"],
        "text": "radar",
    }


def test_no_filter_asks_for_everything() -> None:
    """A timeline without filters sends an empty filter, in order of time."""
    asked = Asked()
    asked.timeline()
    assert asked.asked[0]["filter"] == {}
    assert asked.asked[0]["orderBy"] == "TIME_ASC"


@pytest.mark.parametrize(
    ("total", "limit", "got", "requests"),
    [(0, 10, 0, 1), (250, 1000, 250, 3), (250, 120, 120, 2), (250, 100, 100, 1)],
)
def test_a_long_timeline_takes_several_pages(
    total: int, limit: int, got: int, requests: int
) -> None:
    """Pages are asked for until the limit or the end, each event once and in order."""
    asked = Asked(total)
    events = asked.timeline(limit=limit)
    assert [event["id"] for event in events] == list(range(got))
    assert len(asked.asked) == requests


@pytest.mark.parametrize(
    ("option", "kind"), [("actor", "actor"), ("with_", "actor"), ("place", "place")]
)
def test_unknown_names_raise_with_the_nearest(option: str, kind: str) -> None:
    """A name that the graph doesn't know is an error with the nearest names, not no events."""
    with pytest.raises(NotFoundError, match=f"no {kind} 'Ruritanja'; nearest: ") as caught:
        Asked().timeline(**{option: "Ruritanja"})  # type: ignore[arg-type]
    assert caught.value.nearest


@pytest.mark.parametrize(
    ("option", "date", "reason"),
    [
        ("since", "../2019", "no first day"),
        ("until", "2019/..", "no last day"),
        ("since", "x", "not a date"),
    ],
)
def test_dates_that_bound_nothing_are_refused(option: str, date: str, reason: str) -> None:
    """A window needs days: an open end or no date at all is refused."""
    with pytest.raises(DateParseError, match=reason):
        Asked().timeline(**{option: date})  # type: ignore[arg-type]


def test_an_error_of_the_schema_is_raised() -> None:
    """A refused filter and a failing database are different errors, with the schema's message."""
    asked = Asked()
    asked.answer = {"errors": [{"message": "the range is empty"}]}
    with pytest.raises(QueryError, match="the range is empty"):
        asked.timeline()
    asked.answer = {"data": None, "errors": [{"message": "no answer"}]}
    with pytest.raises(GraphError, match="no answer"):
        asked.timeline()


def test_show_takes_ids_and_names() -> None:
    """An id shows that thing; the name of an actor or place shows the first that has it."""
    asked = Asked()
    asked.answer = {"data": {"x": {"id": "evt_1"}}}
    assert asked.show("evt_1") == {"__typename": "Event", "id": "evt_1"}
    assert asked.show("Ruritania")["__typename"] == "Actor"
    assert asked.show("Strelsau")["__typename"] == "Location"
    assert [variables["id"] for variables in asked.asked] == ["evt_1", "act_1", "loc_1"]


@pytest.mark.parametrize(
    ("identifier", "message"),
    [
        ("evt_2", "no event 'evt_2'"),
        ("rev_1", "no id 'rev_1'"),
        ("Nowhere", "no id or name 'Nowhere'; nearest: Ruritania, Strelsau"),
    ],
)
def test_what_is_not_there_is_not_found(identifier: str, message: str) -> None:
    """An unknown id or name, or an id of what can't be shown, is not found."""
    asked = Asked()
    asked.answer = {"data": {"event": None}}
    with pytest.raises(NotFoundError, match=message):
        asked.show(identifier)


def test_an_empty_name_is_no_missing_filter() -> None:
    """An actor or place given as "" is not found, instead of meaning everybody and everywhere."""
    with pytest.raises(NotFoundError, match="no actor ''"):
        Asked().timeline(actor="")
    with pytest.raises(NotFoundError, match="no place ''"):
        Asked().timeline(place="")


def test_a_failed_migration_closes_the_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    """When the graph can't be used, opening it leaves no connection behind."""
    closed = []

    class Opened:
        """A connection that notes its end."""

        def close(self) -> None:
            """Close."""
            closed.append(True)

    def refuse(_graph: object) -> None:
        raise QueryError("newer")

    monkeypatch.setattr(knowledge, "connect", lambda _settings: Opened())
    monkeypatch.setattr(migrate, "ensure_schema", refuse)
    with pytest.raises(QueryError, match="newer"):
        KnowledgeBase.open(Settings.from_environment({}))
    assert closed
