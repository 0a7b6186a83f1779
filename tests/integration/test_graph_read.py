"""Exports, look-ups by name, counts."""

from __future__ import annotations

import json
from datetime import date

import pytest

from kb.graph import Graph, read, write
from kb.model.events import EventType, Status
from tests import factories as make
from tests.integration.stories import VISITED, many, story

pytestmark = pytest.mark.neo4j


def test_records_are_sorted_and_plain(graph: Graph) -> None:
    """Records come by (kind, id), are JSON, and hold nothing of history or of indexes."""
    write.store(graph, many(), make.clock())
    records = list(read.export(graph))
    keys = [(record["kind"], record["id"]) for record in records]
    assert keys == sorted(keys)
    assert len(keys) == len(set(keys))
    assert json.loads(json.dumps(records)) == records
    named = {name for record in records for name in record["properties"]}
    hidden = {"recorded", "retired", "live", "current", "file", "record", "dirty", "words", "names"}
    assert not named & hidden
    kinds = {record["kind"] for record in records}
    assert {"Article", "Event", "Mention", "Actor", "INVOLVES", "NAMES", "SIMILAR_TO"} <= kinds
    assert not named & {"prints", "print_count"}


def test_pages_join_without_gaps(graph: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    """The export is the same whatever the size of its pages."""
    write.store(graph, story(), make.clock())
    whole = list(read.export(graph))
    monkeypatch.setattr(read, "_PAGE", 3)
    assert list(read.export(graph)) == whole


def test_relationships_name_their_ends(graph: Graph) -> None:
    """Both ends of every exported relationship are exported too."""
    write.store(graph, many(), make.clock())
    records = list(read.export(graph))
    ids = {record["id"] for record in records if "start" not in record}
    ends = {record[end] for record in records if "start" in record for end in ("start", "end")}
    assert ends <= ids


def test_history_shows_when_something_was_known(graph: Graph) -> None:
    """The history has all revisions and runs with times and files; canonical bytes don't."""
    write.store(graph, story(), make.clock(9))
    history = list(read.export(graph, history=True))
    times = {record["properties"]["recorded"] for record in history if record["kind"] == "Revision"}
    assert times == {"2026-01-01T09:00:00+00:00"}
    revisions = [record for record in history if record["kind"] == "Revision"]
    assert all(record["properties"]["file"] for record in revisions)
    current = [record for record in read.export(graph) if record["kind"] == "Revision"]
    assert len(revisions) == len(current) + 1


def test_linking_comes_before_the_export(graph: Graph) -> None:
    """An export of a graph with marks left links first."""
    write.store(graph, story(), make.clock())
    assert graph.run("marked_events", limit=1)
    assert any(record["kind"] == "SIMILAR_TO" for record in read.export(graph))
    assert not graph.run("marked_events", limit=1)


def test_actors_are_found_by_name_and_alias(graph: Graph) -> None:
    """Case, accents and spaces don't matter; a part of a name is not the name."""
    write.store(graph, story(), make.clock())
    assert read.resolve_actor(graph, " TÜRKIYE ") == ["act_TUR"]
    assert read.resolve_actor(graph, "united  states") == ["act_USA"]
    assert read.resolve_actor(graph, "united") == []
    assert read.resolve_actor(graph, '"') == []
    assert len(read.resolve_actor(graph, "ivan petrov")) == 1
    assert len(read.resolve_location(graph, "IZMIR")) == 1
    assert read.resolve_location(graph, "Turkey") == []


def test_the_nearest_names_come_first(graph: Graph) -> None:
    """A misspelt name gives the most similar names of its kind."""
    write.store(graph, story(), make.clock())
    assert read.nearest(graph, "actor", "Ivan Petrof")[0] == "Ivan Petrov"
    assert read.nearest(graph, "actor", "Turky")[0] == "Turkey"
    assert read.nearest(graph, "location", "Ismir")[0] in {"Izmir", "İzmir"}
    assert read.nearest(graph, "publisher", "Exampel News")[0] == "Example News"
    assert read.nearest(graph, "actor", "?!") == []
    assert read.nearest(graph, "actor", "NOT OR AND") == []
    assert read.nearest(graph, "actor", "UnitedStates")[0] == "United States"
    assert len(read.nearest(graph, "actor", "United Turkey Russia", limit=2)) == 2


def test_counts_are_of_what_is_live(graph: Graph) -> None:
    """Retired mentions and empty events don't count."""
    write.store(graph, story(), make.clock())
    found = read.counts(graph)
    assert found["articles"] == len({a.article.id for a in story()})
    live = graph.read("MATCH (e:Event) WHERE e.sort IS NOT NULL RETURN count(e) AS n", {})
    assert found["events"] == live[0]["n"] == 3


def test_events_are_found_by_their_words(graph: Graph) -> None:
    """The full-text index finds an event by a word's stem, by a name, and by a folded name."""
    text = "Mevlüt Çavuşoğlu warned Ankara about sanctions."
    mention = make.mention(text, sources=[(make.person("Mevlüt Çavuşoğlu"), "Mevlüt Çavuşoğlu")])
    write.store(graph, [make.analysed(make.article(text), mention)], make.clock())
    search = (
        "CALL db.index.fulltext.queryNodes('event_text', $q) YIELD node RETURN count(node) AS n"
    )
    for words in ("sanction", "Çavuşoğlu", "cavusoglu", "threat"):
        assert graph.read(search, {"q": words}) == [{"n": 1}], words


def test_unknown_names_follow_the_live_mentions(graph: Graph) -> None:
    """When a revision that named somebody is retired, the name is that of the other mentions."""
    plain, accented = make.person("Ivan Petrov"), make.person("Iván Petrov")

    def visit(url: str, who: object, modified: str | None = None) -> None:
        mention = make.mention(
            VISITED,
            trigger="visited",
            type=EventType.CONSULT,
            status=Status.OCCURRED,
            sources=[(who, "Ivan Petrov")] if who else [],  # type: ignore[list-item]
            targets=[],
        )
        article = make.article(VISITED, url=url, modified=modified, when=date(2019, 4, 4))
        write.store(graph, [make.analysed(article, mention)], make.clock())

    def names() -> list[object]:
        rows = graph.read(
            "MATCH (n:Actor) WHERE NOT n.known RETURN n.name AS name, n.aliases AS aliases", {}
        )
        return [(row["name"], row["aliases"]) for row in rows]

    visit("https://a.example/1", accented)
    assert names() == [("Iván Petrov", [])]
    visit("https://b.example/1", plain)
    visit("https://c.example/1", plain)
    assert names() == [("Ivan Petrov", ["Iván Petrov"])]
    visit("https://a.example/1", None, modified="2020-01-01")
    assert names() == [("Ivan Petrov", [])]
