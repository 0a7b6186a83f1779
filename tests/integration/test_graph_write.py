"""Storing on a real Neo4j: what is written, and that order and repetition don't matter."""

from __future__ import annotations

import itertools
import random

import pytest

from kb.graph import Graph, read, write
from tests import factories as make
from tests.integration.conftest import empty
from tests.integration.stories import VISITED, WARNED, state, stored, story

pytestmark = pytest.mark.neo4j


def test_the_same_batch_again_is_recognised(graph: Graph) -> None:
    """Storing a batch twice changes nothing and reports all its articles as unchanged."""
    before = stored(graph, [story()])
    result = write.store(graph, story(), make.clock(13))
    assert (result.articles, result.unchanged) == (8, 8)
    assert (result.revisions, result.mentions, result.events) == (0, 0, 0)
    assert state(graph) == before


def test_the_order_does_not_matter(graph: Graph) -> None:
    """Any order of the articles, in batches of any size, gives the same export bytes."""
    expected = stored(graph, [story()])
    assert expected.count("\n") > 60
    rng = random.Random(7)  # noqa: S311 -- shuffles test data
    for size in (1, 2, 3, 8):
        items = story()
        rng.shuffle(items)
        empty(graph)
        batches = [items[start : start + size] for start in range(0, len(items), size)]
        assert stored(graph, batches) == expected


def test_revisions_arrive_in_any_order(graph: Graph) -> None:
    """The current revision is chosen by what the revisions say, whichever came first."""
    url = "https://news.example/r"
    revisions = [
        make.analysed(make.article(WARNED, url=url), make.mention(WARNED)),
        make.analysed(
            make.article(VISITED, url=url, modified="2019-04-05"),
            make.mention(VISITED, trigger="visited", sources=[], targets=[]),
        ),
        make.analysed(make.article("Later.", url=url, modified="2019-04-05T00:00:01Z")),
    ]
    states = set()
    for order in itertools.permutations(revisions):
        empty(graph)
        states.add(stored(graph, [[item] for item in order]))
        live = graph.read("MATCH (m:Mention {live: true}) RETURN count(m) AS n", {})
        assert live == [{"n": 0}]
    assert len(states) == 1
    assert "Later." in states.pop()


def test_a_newer_run_replaces_the_older_one(graph: Graph) -> None:
    """Of two runs over a revision that of the greater version is live, "1.10" after "1.9"."""
    article = make.article(WARNED)
    for version, confidence in (("1.9", 30), ("1.10", 40), ("1.2", 50)):
        run = make.analysed(article, make.mention(WARNED, confidence=confidence), version=version)
        write.store(graph, [run], make.clock())
    rows = graph.read(
        "MATCH (e:Event)<-[:OF]-(m {live: true}) RETURN e.confidence AS c, m.confidence AS m", {}
    )
    assert rows == [{"c": 40, "m": 40}]


def test_a_mention_that_two_versions_find_is_one(graph: Graph) -> None:
    """A later version of the extractor that finds the same mention finds the same node."""
    article = make.article(WARNED)
    first = make.analysed(article, make.mention(WARNED), version="1")
    second = make.analysed(article, make.mention(WARNED), version="2")
    assert write.store(graph, [first], make.clock()).mentions == 1
    result = write.store(graph, [second], make.clock())
    assert (result.mentions, result.revisions, result.unchanged) == (0, 0, 0)
    rows = graph.read("MATCH (:Run)-[:FOUND]->(m {live: true}) RETURN count(*) AS n", {})
    assert rows == [{"n": 2}]


def test_an_event_without_live_mentions_leaves_the_export(graph: Graph) -> None:
    """A new revision that drops a claim takes its event out of the export, not out of history."""
    url = "https://news.example/r"
    write.store(
        graph, [make.analysed(make.article(WARNED, url=url), make.mention(WARNED))], make.clock()
    )
    write.store(
        graph, [make.analysed(make.article("Gone.", url=url, modified="2020"))], make.clock()
    )
    kinds = [record["kind"] for record in read.export(graph)]
    assert "Event" not in kinds
    assert "INVOLVES" not in kinds
    assert "Actor" not in kinds
    history = list(read.export(graph, history=True))
    assert [r["kind"] for r in history].count("Revision") == 2
    retired = [r for r in history if r["kind"] == "Revision" and "retired" in r["properties"]]
    assert retired[0]["properties"]["recorded"] == "2026-01-01T12:00:00+00:00"
