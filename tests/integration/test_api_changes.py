"""What the API tells after articles changed, on a real Neo4j."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from kb.graph.write import store
from kb.model.dates import day
from tests.factories import article, clock
from tests.integration.conftest import empty
from tests.schema_api.asking import EVENTS, ask
from tests.schema_api.story import WARNING, crowd, crowd_ids, story

if TYPE_CHECKING:
    from kb.graph import Graph
    from kb.graph.records import Analysed

pytestmark = pytest.mark.neo4j


def test_retired_mentions_are_not_told(connection: Graph) -> None:
    """A mention that the current revision no longer makes, and its event, are gone."""
    empty(connection)
    old = story()[0]
    store(connection, [old], clock())
    before = ask(connection, "{ events { nodes { id mentions { nodes { id } } } } }")["events"]
    event = before["nodes"][0]["id"]
    mention = before["nodes"][0]["mentions"]["nodes"][0]["id"]
    store(connection, [_without_mentions(old)], clock(13))
    query = (
        "query($event: ID!, $mention: ID!) { event(id: $event) { id } node(id: $mention) { id } "
        "events { totalCount } actors { nodes { name } } articles { nodes { text } } }"
    )
    assert ask(connection, query, {"event": event, "mention": mention}) == {
        "event": None,
        "node": None,
        "events": {"totalCount": 0},
        "actors": {"nodes": []},
        "articles": {"nodes": [{"text": "Nothing happened."}]},
    }


def _without_mentions(old: Analysed) -> Analysed:
    from dataclasses import replace

    assert old.article.text == WARNING
    later = replace(old.article, text="Nothing happened.", modified="2019-04-06T00:00:00Z")
    return replace(old, article=later, extraction=replace(old.extraction, mentions=()))


def test_a_cursor_outlives_its_element(connection: Graph) -> None:
    """A page goes on after its cursor although the element of the cursor is gone."""
    dates = [day(date(2019, 4, n)) for n in (1, 2, 3)]
    empty(connection)
    store(connection, crowd(dates), clock())
    ids = crowd_ids(dates)
    cursor = ask(connection, EVENTS, {"first": 2})["events"]["pageInfo"]["endCursor"]
    (old,) = crowd(dates)
    kept = (old.extraction.mentions[0], old.extraction.mentions[2])
    later = replace(article(old.article.text), modified="2019-05-01T00:00:00Z")
    new = replace(old, article=later, extraction=replace(old.extraction, mentions=kept))
    store(connection, [new], clock(13))
    found = ask(connection, EVENTS, {"first": 2, "after": cursor})["events"]
    assert [node["id"] for node in found["nodes"]] == [ids[2]]
