"""Filters and lists of every kind, on a real Neo4j."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from kb.graph.write import store
from tests.factories import clock
from tests.integration.conftest import empty
from tests.schema_api.asking import ask
from tests.schema_api.story import story

if TYPE_CHECKING:
    from kb.graph import Graph

pytestmark = pytest.mark.neo4j


@pytest.fixture(scope="module")
def told(connection: Graph) -> Graph:
    """A graph that holds the story."""
    empty(connection)
    store(connection, story(), clock())
    return connection


TITLES = "{ nodes { type } totalCount }"


@pytest.mark.parametrize(
    ("filter_", "types"),
    [
        ({}, ["CONSULT", "AGREE", "THREATEN", "CONSULT"]),
        ({"types": ["AGREE", "THREATEN"]}, ["AGREE", "THREATEN"]),
        ({"types": []}, []),
        ({"statuses": ["THREATENED"]}, ["THREATEN"]),
        ({"actors": [{"id": "act_USA"}]}, ["THREATEN"]),
        ({"actors": []}, ["CONSULT", "AGREE", "THREATEN", "CONSULT"]),
        ({"actors": [{"name": "Russia", "role": "TARGET"}]}, ["AGREE"]),
        ({"actors": [{"name": "Turkey", "role": "SOURCE"}]}, ["CONSULT", "AGREE"]),
        ({"actors": [{"name": "Mevlüt Çavuşoğlu"}]}, ["CONSULT"]),
        ({"actors": [{"name": "Turkey"}, {"id": "act_RUS"}]}, ["CONSULT", "AGREE", "CONSULT"]),
        ({"actors": [{"name": "Turkey"}, {"name": "Nobody"}]}, []),
        ({"actors": [{"name": "Nobody"}]}, []),
        ({"places": ["loc_298795"]}, ["CONSULT"]),
        ({"places": ["loc_323786", "loc_1"]}, ["CONSULT"]),
        ({"places": ["loc_1"]}, []),
        ({"places": []}, []),
        ({"text": "accord"}, ["AGREE"]),
        ({"text": "signing accords"}, ["AGREE"]),
        ({"text": "accord warned"}, []),
        ({"text": "Cavusoglu"}, ["CONSULT"]),
        ({"publisher": "other paper"}, ["AGREE"]),
        ({"publisher": "Nobody"}, []),
        ({"minOrigins": 1}, ["CONSULT", "AGREE", "THREATEN", "CONSULT"]),
        ({"minOrigins": 3}, []),
        ({"text": "accord", "actors": [{"id": "act_USA"}]}, []),
        ({"text": "before", "places": ["loc_298795"], "types": ["CONSULT"]}, []),
        (
            {"time": {"from": "2019-04-01", "to": "2019-04-03"}, "actors": [{"id": "act_TUR"}]},
            ["CONSULT", "AGREE"],
        ),
        ({"time": {"from": "2019-04-04"}, "text": "warned"}, ["THREATEN"]),
    ],
)
def test_filters_keep_what_matches(told: Graph, filter_: dict[str, Any], types: list[str]) -> None:
    """Each criterion keeps the events that match it, alone and with others."""
    query = f"query($filter: EventFilter) {{ events(filter: $filter) {TITLES} }}"
    found = ask(told, query, {"filter": filter_})["events"]
    assert [node["type"] for node in found["nodes"]] == types
    assert found["totalCount"] == len(types)


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("actors", ["Mevlut Cavusoglu", "Russia", "Turkey", "United States"]),
        ('actors(filter: {name: "US"})', ["Mevlut Cavusoglu", "Russia", "United States"]),
        ('actors(filter: {name: "cow"})', ["Russia"]),
        ("actors(filter: {kind: PERSON})", ["Mevlut Cavusoglu"]),
        ('actors(filter: {country: "tur"})', ["Mevlut Cavusoglu", "Turkey"]),
        ("actors(first: 1)", ["Mevlut Cavusoglu"]),
        ("locations", ["Ankara", "Turkey"]),
        ("locations(filter: {kind: CITY})", ["Ankara"]),
        ('locations(filter: {name: "TURK"})', ["Turkey"]),
        ('locations(filter: {country: "USA"})', []),
    ],
)
def test_entities_are_listed_by_name(told: Graph, query: str, names: list[str]) -> None:
    """Actors and locations are listed by name, with a part of a name, a kind, a country."""
    found = ask(told, f"{{ list: {query} {{ nodes {{ name }} }} }}")["list"]
    assert [node["name"] for node in found["nodes"]] == names


def test_entities_are_paged(told: Graph) -> None:
    """Pages of actors give each one once."""
    query = """query($after: String) { actors(first: 1, after: $after) {
        totalCount nodes { name } pageInfo { endCursor hasNextPage } } }"""
    names, after = [], None
    while True:
        found = ask(told, query, {"after": after})["actors"]
        assert found["totalCount"] == 4
        names += [node["name"] for node in found["nodes"]]
        after = found["pageInfo"]["endCursor"]
        if not found["pageInfo"]["hasNextPage"]:
            break
    assert names == ["Mevlut Cavusoglu", "Russia", "Turkey", "United States"]


@pytest.mark.parametrize(
    ("filter_", "titles"),
    [
        ({}, ["A warning", "An accord", "The accord again", "A warning", "A warning"]),
        ({"publisher": "OTHER paper"}, ["The accord again"]),
        (
            {"publishedFrom": "2019-04-05", "publishedTo": "2019-04-30"},
            ["The accord again", "A warning"],
        ),
        ({"publishedTo": "2019-04-04", "text": "accord"}, ["An accord"]),
        ({"text": "rest"}, ["The accord again"]),
        ({"text": "nowhere"}, []),
    ],
)
def test_articles_are_listed_by_publication(
    told: Graph, filter_: dict[str, Any], titles: list[str]
) -> None:
    """Articles are listed by the day of publication, the undated last."""
    query = "query($f: ArticleFilter) { articles(filter: $f) { totalCount nodes { title } } }"
    found = ask(told, query, {"f": filter_})["articles"]
    assert sorted(node["title"] for node in found["nodes"]) == sorted(titles)
    assert found["totalCount"] == len(titles)


def test_undated_articles_come_last(told: Graph) -> None:
    """Pages of articles go from the first published to those without a date."""
    query = """query($after: String) { articles(first: 2, after: $after) {
        nodes { published { edtf } } pageInfo { endCursor hasNextPage } } }"""
    days, after = [], None
    while True:
        found = ask(told, query, {"after": after})["articles"]
        days += [node["published"] and node["published"]["edtf"] for node in found["nodes"]]
        after = found["pageInfo"]["endCursor"]
        if not found["pageInfo"]["hasNextPage"]:
            break
    assert days == ["2019-04-04", "2019-04-04", "2019-04-05", "2019-04-12", None]


def test_a_location_has_what_lies_in_it(told: Graph) -> None:
    """A country's events are those of its cities, with filter and order."""
    query = """{ location(name: "turkey") { kind
        all: events { nodes { places { name within { name } } } }
        none: events(filter: {types: [AGREE]}, orderBy: PUBLISHED_DESC) { totalCount } } }"""
    assert ask(told, query)["location"] == {
        "kind": "COUNTRY",
        "all": {"nodes": [{"places": [{"name": "Ankara", "within": {"name": "Turkey"}}]}]},
        "none": {"totalCount": 0},
    }


def test_the_first_report_orders_events(told: Graph) -> None:
    """PUBLISHED orders by the first report, undated events last in either direction."""
    for order, days in (
        ("PUBLISHED_ASC", ["2019-04-04", "2019-04-04", "2019-04-12", None]),
        ("PUBLISHED_DESC", ["2019-04-12", "2019-04-04", "2019-04-04", None]),
    ):
        found = ask(told, f"{{ events(orderBy: {order}) {{ nodes {{ firstPublished }} }} }}")
        assert [node["firstPublished"] for node in found["events"]["nodes"]] == days
