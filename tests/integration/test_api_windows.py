"""Windows, orders and pages, on a real Neo4j, against plain Python."""

from __future__ import annotations

import itertools
import random
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from kb.graph.write import store
from kb.model.dates import Basis, EventDate, Precision, day, month_bounds, not_later_than, unknown
from tests.factories import clock
from tests.integration.conftest import empty
from tests.schema_api.asking import EVENTS, ask
from tests.schema_api.story import crowd, crowd_ids

if TYPE_CHECKING:
    from kb.graph import Graph

pytestmark = pytest.mark.neo4j


def _between(first: date | None, last: date | None) -> EventDate:
    """A period that the words state, open where there is no day."""
    return EventDate(first, last, Precision.RANGE, edtf=f"{first}/{last}", basis=Basis.EXPLICIT)


def _dates() -> list[EventDate]:
    """Dates of every width, with ties, open and unknown ones."""
    start = date(2019, 3, 28)
    days = [day(start + timedelta(n % 12)) for n in range(24)]
    weeks = [_between(start + timedelta(n), start + timedelta(n + 6)) for n in range(0, 12, 3)]
    months = [_between(*month_bounds(2019, month)) for month in (3, 4, 5)]
    years = [_between(date(y, 1, 1), date(y, 12, 31)) for y in (2018, 2019, 2020)]
    decades = [_between(date(2011, 1, 1), date(2020, 12, 31))]
    centuries = [_between(date(1950, 1, 1), date(2049, 12, 31))]
    bounds = [not_later_than(start + timedelta(n), Basis.PUBLICATION_BOUND) for n in (0, 5, 5, 9)]
    said = [not_later_than(date(2019, 4, 3), Basis.SAYING_BOUND)]
    open_ = [_between(date(2014, 1, 1), None), _between(None, date(2019, 4, 2))]
    far = [day(date(1953, 7, 27)), _between(date(2019, 4, 1), None), day(date(2050, 1, 1))]
    groups = (days, weeks, months, years, decades, centuries, bounds, said, open_, far)
    return [*itertools.chain.from_iterable(groups), unknown(), unknown(phrase="soon")]


DATES = _dates()


def _window(when: EventDate, first: date, last: date, match: str, include_open: bool) -> bool:
    """Whether a date lies in a window, said as the design says it."""
    low, high = when.earliest or date.min, when.latest or date.max
    if match == "DEFINITELY":
        return low >= first and high <= last and (when.resolved or (first, last) == _ALL)
    if when.bound and not include_open and when.earliest is None:
        low = high  # a bound counts as its day
    if not when.resolved and not include_open:
        return False
    return low <= last and high >= first


_ALL = (date.min, date.max)


@pytest.fixture(scope="module")
def crowded(connection: Graph) -> dict[str, EventDate]:
    """A graph with an event for each date: its id -> the date."""
    empty(connection)
    store(connection, crowd(DATES), clock())
    return dict(zip(crowd_ids(DATES), DATES, strict=True))


def _in_time(dates: dict[str, EventDate]) -> list[str]:
    return sorted(dates, key=lambda identifier: (dates[identifier].sort, identifier))


def _windows() -> list[tuple[date | None, date | None]]:
    chosen = random.Random(7)  # noqa: S311 -- the same windows in every run
    days = [date(2019, 3, 20) + timedelta(chosen.randrange(40)) for _ in range(12)]
    pairs = [(min(a, b), max(a, b)) for a, b in zip(days[::2], days[1::2], strict=True)]
    wide = [(date(2018, 6, 1), date(2019, 2, 1)), (date(1900, 1, 1), date(2100, 1, 1))]
    return [*pairs, *((d, d) for d in days[:3]), *wide, (days[0], None), (None, days[1])]


@pytest.mark.parametrize("include_open", [False, True])
@pytest.mark.parametrize("match", ["DEFINITELY", "POSSIBLY"])
@pytest.mark.parametrize("order", ["TIME_ASC", "TIME_DESC", "PUBLISHED_ASC"])
def test_windows_hold_what_they_should(
    connection: Graph,
    crowded: dict[str, EventDate],
    order: str,
    match: str,
    include_open: bool,
) -> None:
    """A window gives exactly the events whose dates lie in it, in order, and counts them."""
    for first, last in _windows():
        time = {
            "from": first and first.isoformat(),
            "to": last and last.isoformat(),
            "match": match,
            "includeOpen": include_open,
        }
        found = ask(connection, EVENTS, {"filter": {"time": time}, "orderBy": order})["events"]
        ends = (first or date.min, last or date.max)
        wanted = [i for i in _in_time(crowded) if _window(crowded[i], *ends, match, include_open)]
        if order == "TIME_DESC":
            wanted.reverse()
        if order == "PUBLISHED_ASC":  # one article reports them all
            wanted.sort()
        assert [node["id"] for node in found["nodes"]] == wanted, time
        assert found["totalCount"] == len(wanted)


def _pages(graph: Graph, size: int, variables: dict[str, Any]) -> list[str]:
    """All ids of a list, page by page; checks the page information on the way."""
    ids: list[str] = []
    after = None
    while True:
        found = ask(graph, EVENTS, {**variables, "first": size, "after": after})["events"]
        page = found["pageInfo"]
        nodes = [node["id"] for node in found["nodes"]]
        assert nodes == [edge["node"]["id"] for edge in found["edges"]]
        assert len(nodes) <= size
        assert page["hasPreviousPage"] is (after is not None)
        if nodes:
            assert page["startCursor"] == found["edges"][0]["cursor"]
            assert page["endCursor"] == found["edges"][-1]["cursor"]
        ids += nodes
        if not page["hasNextPage"]:
            return ids
        assert len(nodes) == size
        after = page["endCursor"]


@pytest.mark.parametrize("size", [1, 2, 7, 200])
@pytest.mark.parametrize("order", ["TIME_ASC", "TIME_DESC", "PUBLISHED_ASC", "PUBLISHED_DESC"])
def test_pages_are_the_whole_order(
    connection: Graph, crowded: dict[str, EventDate], order: str, size: int
) -> None:
    """Pages of any size, over ties, give every event once, in the order of the whole."""
    wanted = _in_time(crowded) if order.startswith("TIME") else sorted(crowded)
    if order.endswith("DESC"):
        wanted.reverse()
    assert _pages(connection, size, {"orderBy": order}) == wanted


@pytest.mark.parametrize("order", ["TIME_ASC", "TIME_DESC"])
def test_pages_of_a_window_are_the_whole_window(
    connection: Graph, crowded: dict[str, EventDate], order: str
) -> None:
    """Pages work over the branches of a window too."""
    first, last = date(2019, 3, 30), date(2019, 4, 5)
    time = {"from": first.isoformat(), "to": last.isoformat()}
    wanted = [i for i in _in_time(crowded) if _window(crowded[i], first, last, "POSSIBLY", False)]
    if order == "TIME_DESC":
        wanted.reverse()
    for size in (1, 3, 5):
        assert _pages(connection, size, {"orderBy": order, "filter": {"time": time}}) == wanted


def test_pages_of_an_actor_are_its_timeline(
    connection: Graph, crowded: dict[str, EventDate]
) -> None:
    """Pages work from an actor's side too, by id, by name and below the actor."""
    wanted = _in_time(crowded)
    for criterion in ({"id": "act_RUS"}, {"name": "moscow"}):
        assert _pages(connection, 9, {"filter": {"actors": [criterion]}}) == wanted
    query = """query($after: String) { actor(id: "act_RUS") { events(first: 9, after: $after) {
        nodes { id } pageInfo { endCursor hasNextPage } } } }"""
    ids: list[str] = []
    after = None
    while True:
        found = ask(connection, query, {"after": after})["actor"]["events"]
        ids += [node["id"] for node in found["nodes"]]
        after = found["pageInfo"]["endCursor"]
        if not found["pageInfo"]["hasNextPage"]:
            break
    assert ids == wanted


def test_an_empty_page_is_empty(connection: Graph, crowded: dict[str, EventDate]) -> None:
    """`first: 0` gives nothing, and says that there is more."""
    found = ask(connection, EVENTS, {"first": 0})["events"]
    assert found["nodes"] == []
    assert found["pageInfo"] == {
        "hasNextPage": True,
        "hasPreviousPage": False,
        "startCursor": None,
        "endCursor": None,
    }
    assert found["totalCount"] == len(crowded)


def test_mentions_come_in_the_order_of_the_text(
    connection: Graph, crowded: dict[str, EventDate]
) -> None:
    """An article's mentions are paged in the order of the text, its events in that of time."""
    query = """query($after: String) { articles { nodes { mentions(first: 10, after: $after) {
        totalCount nodes { trigger { start } } pageInfo { endCursor hasNextPage } }
        events(first: 200) { nodes { id } } } } }"""
    starts: list[int] = []
    after = None
    while True:
        (node,) = ask(connection, query, {"after": after})["articles"]["nodes"]
        assert node["mentions"]["totalCount"] == len(crowded)
        starts += [mention["trigger"]["start"] for mention in node["mentions"]["nodes"]]
        after = node["mentions"]["pageInfo"]["endCursor"]
        if not node["mentions"]["pageInfo"]["hasNextPage"]:
            break
    assert starts == sorted(starts)
    assert len(starts) == len(crowded)
    assert [event["id"] for event in node["events"]["nodes"]] == _in_time(crowded)
