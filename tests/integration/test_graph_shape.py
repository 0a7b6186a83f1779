"""The graph as others read it: labels, properties, relationships of one stored article."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from kb.graph import Analysed, read, write
from kb.graph.mentions import mention_rows
from kb.model.entities import Location, LocationKind, geonames_id
from kb.model.events import Attribution, Candidate, EventType, Extraction, Status, Unresolved
from tests import factories as make

if TYPE_CHECKING:
    from kb.graph import Graph

pytestmark = pytest.mark.neo4j

TEXT = "Cavusoglu said on Wednesday that Washington had warned Ankara in Izmir."
TURKEY_LAND = Location(
    geonames_id(298795), LocationKind.COUNTRY, "Turkey", "TUR", 298795, known=True
)
IZMIR = Location(
    geonames_id(311046), LocationKind.CITY, "Izmir", "TUR", 311046, 38.41, 27.13,
    TURKEY_LAND.id, known=True,
)  # fmt: skip


def one(graph: Graph, text: str) -> dict[str, Any]:
    """The only row of a statement."""
    (row,) = graph.read(text, {})
    return row


@pytest.fixture
def filled(graph: Graph) -> Graph:
    """One article with one claim in which everything is said."""
    minister = make.person("Mevlut Cavusoglu", make.TURKEY)
    said = Attribution(minister, make.span(TEXT, "Cavusoglu"), make.on(2019, 4, 3))
    plain = make.mention(
        TEXT,
        targets=[(make.TURKEY, "Ankara"), (minister, "Cavusoglu")],
        places=[(IZMIR, "Izmir")],
        type=EventType.THREATEN,
        status=Status.THREATENED,
    )
    mention = replace(plain, attribution=said)
    article = make.article(TEXT, origins=("Reuters",), title="Minister")
    extraction = Extraction("rules", "1", (mention,), (make.TURKEY,), (TURKEY_LAND,))
    write.store(graph, [Analysed(article, extraction)], make.clock())
    return graph


def test_articles_and_revisions(filled: Graph) -> None:
    """An article follows its current revision, which holds the text and the times."""
    row = one(
        filled,
        "MATCH (a:Article)-[:CURRENT]->(r:Revision)<-[:HAS_REVISION]-(a), "
        "(a)-[:PUBLISHED_BY]->(p:Publisher), (r)-[:ORIGINATES_FROM]->(o:Publisher) "
        "RETURN a.title AS title, a.revision_id = r.id AS same, r.text AS text, p.name AS by, "
        "o.name AS origin, toString(a.published_earliest) AS day, a.event_count AS events, "
        "r.recorded AS recorded, r.current AS current, a.caption AS caption",
    )
    assert row == {
        "title": "Minister", "same": True, "text": TEXT, "by": "Example News",
        "origin": "Reuters", "day": "2019-04-04", "events": 1,
        "recorded": "2026-01-01T12:00:00+00:00", "current": True, "caption": "Minister",
    }  # fmt: skip


def test_mentions(filled: Graph) -> None:
    """A mention hangs on its revision, run and event, and keeps words, date and attribution."""
    row = one(
        filled,
        "MATCH (:Revision)-[:HAS_MENTION]->(m:Mention)-[:OF]->(e:Event), "
        "(:Revision)-[:HAS_RUN]->(n:Run {extractor: 'rules', version: '1'})-[:FOUND]->(m) "
        "RETURN m {.*, date_latest: toString(m.date_latest)} AS m, e.id = m.event_id AS same",
    )
    mention = row["m"]
    assert row["same"]
    assert mention["live"]
    assert TEXT[mention["quote_start"] : mention["quote_end"]] == mention["quote"] == TEXT
    assert (mention["date_edtf"], mention["date_latest"]) == ("../2019-04-04", "2019-04-04")
    said = json.loads(mention["attribution"])
    assert (said["text"], said["said"]["edtf"], said["via"]) == ("Cavusoglu", "2019-04-03", None)


def test_what_a_mention_names(filled: Graph) -> None:
    """Roles, words and offsets stand on the relationships."""
    rows = filled.read(
        "MATCH (:Mention)-[r:NAMES]->(a:Actor) "
        "RETURN r.role AS role, a.name AS name, r.text AS text, r.start AS start ORDER BY start",
        {},
    )
    assert [(row["role"], row["name"]) for row in rows] == [
        ("TARGET", "Mevlut Cavusoglu"),
        ("SOURCE", "United States"),
        ("TARGET", "Turkey"),
    ]
    assert all(TEXT[row["start"] :].startswith(row["text"]) for row in rows)
    said = one(
        filled,
        "MATCH (:Mention)-[r:ATTRIBUTED_TO]->(a:Actor) RETURN r.depth AS depth, a.name AS name, "
        "r.said_edtf AS said, toString(r.said_latest) AS day",
    )
    assert said == {
        "depth": 0, "name": "Mevlut Cavusoglu", "said": "2019-04-03", "day": "2019-04-03",
    }  # fmt: skip


def test_ambiguous_names_are_stored(graph: Graph) -> None:
    """Candidates are JSON on the relationship, open names on the mention; both are exported.

    They are part of what the mention says: with others it is another mention.
    """
    candidate = Candidate("act_PRK", "North Korea", "STATE", "PRK", 0, ("other meaning",))
    plain = make.mention(TEXT)
    first, *others = plain.participants
    doubted = replace(
        plain,
        participants=(replace(first, candidates=(candidate,), coarse=True), *others),
        unresolved=(Unresolved(None, make.span(TEXT, "Izmir"), (candidate,)),),
    )
    article = make.article(TEXT)
    write.store(graph, [make.analysed(article, doubted)], make.clock())
    told = {
        "id": "act_PRK", "name": "North Korea", "kind": "STATE", "country": "PRK", "score": 0,
        "reasons": ["other meaning"],
    }  # fmt: skip
    row = one(
        graph,
        "MATCH (m:Mention)-[r:NAMES {role: 'SOURCE'}]->() "
        "RETURN m.id AS id, r.candidates AS candidates, r.coarse AS coarse, m.unresolved AS open",
    )
    assert (json.loads(row["candidates"]), row["coarse"]) == ([told], True)
    start = TEXT.index("Izmir")
    assert json.loads(row["open"]) == [
        {"role": None, "start": start, "end": start + 5, "text": "Izmir", "candidates": [told]}
    ]
    exported = {(r["kind"], name) for r in read.export(graph) for name in r["properties"]}
    assert {("NAMES", "candidates"), ("NAMES", "coarse"), ("Mention", "unresolved")} <= exported
    sure = mention_rows(make.analysed(article, plain))[0]["id"]
    assert row["id"] == mention_rows(make.analysed(article, doubted))[0]["id"] != sure


def test_events(filled: Graph) -> None:
    """An event has what filters and lists need, and is reported by its article."""
    row = one(
        filled,
        "MATCH (:Article)-[r:REPORTS]->(e:Event) RETURN e {.*, dirty: null, words: null, "
        "sort: toString(e.sort), latest: toString(e.latest), "
        "window_from: toString(e.window_from), window_to: toString(e.window_to), "
        "first_published: toString(e.first_published), "
        "last_published: toString(e.last_published)} AS e, r.mention_count AS mentions",
    )
    event = {key: value for key, value in row["e"].items() if value is not None}
    del event["id"]
    assert row["mentions"] == 1
    assert event == {
        "caption": "threat by 2019-04-04",
        "title": "United States → Mevlut Cavusoglu, Turkey: threat",
        "type": "THREATEN", "status": "THREATENED", "status_class": "SPOKEN",
        "latest": "2019-04-04", "precision": "OPEN", "extent": "WITHIN",
        "edtf": "../2019-04-04", "basis": "PUBLICATION_BOUND", "sort": "2019-04-04",
        "span": 1, "window_from": "2019-04-04", "window_to": "2019-04-04", "confidence": 50,
        "mention_count": 1, "article_count": 1, "origin_count": 1, "origins": ["Reuters"],
        "first_published": "2019-04-04", "last_published": "2019-04-04",
    }  # fmt: skip


def test_who_is_involved(filled: Graph) -> None:
    """Named actors are involved directly; a state knows who acted for it."""
    rows = filled.read(
        "MATCH (:Event)-[r:INVOLVES]->(a:Actor) RETURN a.name AS name, r.role AS role, "
        "r.direct AS direct, size(r.via) AS via ORDER BY name",
        {},
    )
    assert rows == [
        {"name": "Mevlut Cavusoglu", "role": "TARGET", "direct": True, "via": 0},
        {"name": "Turkey", "role": "TARGET", "direct": True, "via": 1},
        {"name": "United States", "role": "SOURCE", "direct": True, "via": 0},
    ]
    acting = one(filled, "MATCH (a)-[r:ACTS_FOR]->(p) RETURN a.name AS name, p.name AS principal")
    assert acting == {"name": "Mevlut Cavusoglu", "principal": "Turkey"}


def test_places_have_points_and_countries(filled: Graph) -> None:
    """A known place has its point and lies in its country, which nobody need name."""
    row = one(
        filled,
        "MATCH (:Event)-[:OCCURRED_AT]->(l:Location)-[:IN]->(c:Location) "
        "RETURN l.name AS name, c.name AS country, l.point.latitude AS latitude, "
        "l.known AS known, l.geonames AS geonames",
    )
    assert row == {
        "name": "Izmir", "country": "Turkey", "latitude": 38.41, "known": True, "geonames": 311046,
    }  # fmt: skip


def test_a_retired_revision_knows_when(filled: Graph) -> None:
    """The first revision is retired at the time at which the second became known."""
    later = make.article("Corrected.", modified="2019-04-06", when=date(2019, 4, 4))
    write.store(filled, [make.analysed(later)], make.clock(15))
    row = one(
        filled,
        "MATCH (r:Revision {current: false})<-[:HAS_REVISION]-(a) "
        "RETURN r.recorded AS recorded, r.retired AS retired, a.title AS title, a.event_count AS n",
    )
    assert row == {
        "recorded": "2026-01-01T12:00:00+00:00", "retired": "2026-01-01T15:00:00+00:00",
        "title": "A warning", "n": 0,
    }  # fmt: skip
    assert filled.read("MATCH (:Event)-[r:INVOLVES|OCCURRED_AT]->() RETURN r", {}) == []
    assert filled.read("MATCH (e:Event) WHERE e.sort IS NOT NULL RETURN e", {}) == []
