"""The linking pass on a real Neo4j."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from kb.graph import Graph, link, read, write
from kb.model.events import EventType, Status
from tests import factories as make
from tests.integration.stories import state

if TYPE_CHECKING:
    from kb.graph import Analysed

pytestmark = pytest.mark.neo4j

WARNED = "Washington warned Ankara on Wednesday."


def told(
    url: str,
    when: date,
    kind: EventType = EventType.THREATEN,
    status: Status = Status.THREATENED,
    modified: str | None = None,
) -> Analysed:
    """An article that tells one event between the United States and Turkey, on a stated day."""
    text = f"Washington warned Ankara, {url} reports."
    mention = make.mention(
        text, type=kind, status=status, when=make.on(when.year, when.month, when.day)
    )
    address = f"https://news.example/{url}"
    return make.analysed(make.article(text, url=address, when=when, modified=modified), mention)


WARNING = told("warning", date(2019, 4, 3))
REPEATED = told("repeated", date(2019, 4, 4))
SANCTION = told("sanction", date(2020, 12, 14), EventType.SANCTION, Status.OCCURRED)


def links(graph: Graph) -> list[tuple[str, str, str]]:
    """(kind, type of the event it starts from, type of the one it points to)."""
    rows = graph.read(
        "MATCH (a)-[s:SIMILAR_TO]->(b) "
        "RETURN s.kind AS kind, a.type AS start, b.type AS end ORDER BY kind, start, end",
        {},
    )
    return [(row["kind"], row["start"], row["end"]) for row in rows]


def test_a_threat_that_comes_true_is_linked(graph: Graph) -> None:
    """A warning of 2019, told twice, and the sanctions of 2020 are linked."""
    write.store(graph, [WARNING, REPEATED, SANCTION], make.clock())
    assert links(graph) == []
    assert link.link_pending(graph).events == 3
    assert links(graph) == [
        ("FULFILS", "SANCTION", "THREATEN"),
        ("FULFILS", "SANCTION", "THREATEN"),
        ("SAME", "THREATEN", "THREATEN"),
    ]
    assert link.link_pending(graph) == link.Linked()


def test_the_order_of_passes_does_not_matter(graph: Graph) -> None:
    """Linking after every store, or once at the end, gives the same state."""
    from tests.integration.conftest import empty

    states = set()
    for order in ([WARNING, SANCTION, REPEATED], [SANCTION, REPEATED, WARNING]):
        for each in (True, False):
            empty(graph)
            for item in order:
                write.store(graph, [item], make.clock())
                if each:
                    link.link_pending(graph)
            states.add(state(graph))
    assert len(states) == 1
    assert "FULFILS" in states.pop()


def test_a_link_goes_with_its_event(graph: Graph) -> None:
    """When a revision drops an event its links go; when it moves, they are weighed again."""
    write.store(graph, [WARNING, SANCTION], make.clock())
    link.link_pending(graph)
    assert links(graph) == [("FULFILS", "SANCTION", "THREATEN")]
    gone = make.article("Gone.", url="https://news.example/sanction", modified="2021-01-01")
    write.store(graph, [make.analysed(gone)], make.clock())
    link.link_pending(graph)
    assert links(graph) == []
    back = told("sanction", date(2019, 12, 14), EventType.SANCTION, Status.OCCURRED, "2021-02-01")
    write.store(graph, [back], make.clock())
    link.link_pending(graph)
    assert links(graph) == [("FULFILS", "SANCTION", "THREATEN")]


def test_pieces_join(graph: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    """Marks are taken in pieces; links between events of different pieces are found too."""
    days = [date(2019, 4, 1) + timedelta(n) for n in range(12)]
    batch = [told(f"n{n}", day) for n, day in enumerate(days)]
    write.store(graph, batch, make.clock())
    monkeypatch.setattr(link, "_PIECE", 5)
    monkeypatch.setattr(link, "_SEARCHES", 7)
    near = sum(1 for a in days for b in days if a < b and (b - a).days <= 3)
    assert link.link_pending(graph).events == near
    assert read.counts(graph)["links"] == near


def test_only_links_that_are_written_count(graph: Graph) -> None:
    """The pass counts links, not events: an event that is weighed again with no change adds 0."""
    write.store(graph, [WARNING, REPEATED, SANCTION, told("alone", date(2001, 1, 1))], make.clock())
    assert link.link_pending(graph).events == read.counts(graph)["links"] == 3
    with graph._driver.session() as session:
        session.run("MATCH (e:Event) SET e.dirty = true").consume()
    assert link.link_pending(graph) == link.Linked()
