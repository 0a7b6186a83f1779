"""Near-duplicate articles on a real Neo4j."""

from __future__ import annotations

import threading
from itertools import combinations
from typing import TYPE_CHECKING

import pytest

from kb.errors import GraphError
from kb.graph import Graph, duplicates, link, migrate, read, write
from tests import factories as make
from tests.graph.test_likeness import OTHER, PARAGRAPHS, WIRE, made_up
from tests.integration.conftest import empty
from tests.integration.stories import state
from tests.schema_api.asking import ask

if TYPE_CHECKING:
    from kb.graph import Analysed
    from tests.integration.conftest import Server

pytestmark = pytest.mark.neo4j

CUT = "\n\n".join(PARAGRAPHS[:4])
UPDATED = "\n\n".join(["Boats will stand still, it was said today.", *PARAGRAPHS[1:]])


def told(
    name: str, text: str, *, title: str | None = None, modified: str | None = None
) -> Analysed:
    """A revision of the article of an outlet."""
    article = make.article(
        text,
        url=f"https://{name}.example/ferries",
        title=title or f"Ferries in {name}",
        publisher=name,
        origins=("Agency",),
        modified=modified,
    )
    return make.analysed(article)


REPRINTS = [told("gazette", WIRE), told("courier", CUT), told("herald", UPDATED)]
STRANGER = told("observer", "\n\n".join(OTHER))


def linked(graph: Graph) -> set[tuple[str, str]]:
    """The publishers of linked articles, in pairs, each sorted."""
    rows = graph.read(
        "MATCH (a)-[:NEAR_DUPLICATE_OF]->(b) RETURN a.publisher AS one, b.publisher AS other", {}
    )
    return {(min(row.values()), max(row.values())) for row in rows}


def pairs(*names: str) -> set[tuple[str, str]]:
    """All pairs of publishers."""
    return set(combinations(sorted(names), 2))


def test_reprints_are_linked_and_other_reports_are_not(graph: Graph) -> None:
    """Three outlets that print one wire story are linked; a fourth that wrote its own isn't."""
    write.store(graph, [*REPRINTS, STRANGER], make.clock())
    assert linked(graph) == set()
    assert link.link_pending(graph) == link.Linked(0, 3)
    assert linked(graph) == pairs("courier", "gazette", "herald")
    assert read.counts(graph)["duplicates"] == 3
    assert link.link_pending(graph) == link.Linked()
    rows = graph.read("MATCH (a)-[r:NEAR_DUPLICATE_OF]->(b) RETURN a.id < b.id AS up", {})
    assert all(row["up"] for row in rows)


def test_the_state_does_not_depend_on_the_order(graph: Graph) -> None:
    """Shuffled, twice, linked after each article or once: the same bytes."""
    items = [*REPRINTS, STRANGER, told("gazette", WIRE, modified="2019-04-05", title="Boats")]
    states = set()
    orders = [items, items[::-1], items[2:] + items[:2], items[1::2] + items[::2]]
    for number, order in enumerate(orders):
        empty(graph)
        for item in [*order, *order[:2]]:
            write.store(graph, [item], make.clock())
            if number % 2:
                link.link_pending(graph)
        states.add(state(graph))
    assert len(states) == 1
    assert states.pop().count('"kind":"NEAR_DUPLICATE_OF"') == 3


def test_a_link_goes_when_the_text_does(graph: Graph) -> None:
    """A revision with another text loses its links, and gets those of its new text."""
    write.store(graph, [*REPRINTS, STRANGER], make.clock())
    link.link_pending(graph)
    changed = told("courier", "\n\n".join(OTHER), modified="2019-04-05")
    write.store(graph, [changed], make.clock())
    link.link_pending(graph)
    assert linked(graph) == pairs("gazette", "herald") | pairs("courier", "observer")
    empty(graph)
    write.store(graph, [changed, *REPRINTS, STRANGER], make.clock())
    link.link_pending(graph)
    assert linked(graph) == pairs("gazette", "herald") | pairs("courier", "observer")


def test_pieces_join(graph: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    """Links between articles of different transactions are found too."""
    monkeypatch.setattr(duplicates, "_PIECE", 2)
    batch = [told(f"outlet{n}", WIRE) for n in range(5)]
    write.store(graph, batch, make.clock())
    assert link.link_pending(graph).articles == 10
    assert linked(graph) == pairs(*(f"outlet{n}" for n in range(5)))


def test_what_all_share_brings_nobody_together(
    graph: Graph, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A text that too many articles have is boilerplate, whether they come at once or one by one.

    When they are few enough again, they are linked.
    """
    monkeypatch.setattr(duplicates, "COMMON", 3)
    batch = [told(f"outlet{n}", WIRE) for n in range(4)]
    states = set()
    for each in (True, False):
        empty(graph)
        for item in batch:
            write.store(graph, [item], make.clock())
            if each:
                link.link_pending(graph)
        states.add(state(graph))
        assert linked(graph) == set()
    assert len(states) == 1
    write.store(graph, [told("outlet2", "Gone.", modified="2019-04-05")], make.clock())
    link.link_pending(graph)
    assert linked(graph) == pairs("outlet0", "outlet1", "outlet3")


def test_a_footer_links_nobody_and_hides_no_reprint(
    graph: Graph, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Reprints are found although a sentence stands under every article."""
    monkeypatch.setattr(duplicates, "COMMON", 5)
    footer = " Write to the editor at the usual address and tell us what you think of this page."
    others = [told(f"outlet{n}", " ".join(made_up(n, 80, 999)) + footer) for n in range(12)]
    write.store(graph, [*others, *(told(n, WIRE + footer) for n in ("a", "b"))], make.clock())
    link.link_pending(graph)
    assert linked(graph) == {("a", "b")}


def test_the_api_tells_of_them_from_both_sides(graph: Graph) -> None:
    """Article.nearDuplicates has the other article, score and reasons, the best first."""
    write.store(graph, [*REPRINTS, STRANGER], make.clock())
    link.link_pending(graph)
    query = """{ articles { nodes {
      publisher nearDuplicates { score reasons article { publisher } } } } }"""
    found = {a["publisher"]: a["nearDuplicates"] for a in ask(graph, query)["articles"]["nodes"]}
    assert found["observer"] == []
    seen: dict[frozenset[str], list[tuple[int, list[str]]]] = {}
    for one, others in found.items():
        scores = [other["score"] for other in others]
        assert scores == sorted(scores, reverse=True)
        for other in others:
            both = frozenset({one, other["article"]["publisher"]})
            seen.setdefault(both, []).append((other["score"], other["reasons"]))
    assert seen.keys() == set(map(frozenset, pairs("courier", "gazette", "herald")))
    for one, other in seen.values():
        assert one == other
        assert one[1][-1] == "same credit"


def test_two_loaders_at_once_miss_no_link(graph: Graph, neo4j_server: Server) -> None:
    """Two that store and link the same at once, in other orders, give one loader's state."""
    items = [*REPRINTS, STRANGER, *(told(f"outlet{n}", UPDATED + f" Page {n}.") for n in range(8))]
    write.store(graph, items, make.clock())
    alone = state(graph)
    assert alone.count('"kind":"NEAR_DUPLICATE_OF"') == len(pairs(*"0123456789a"))
    empty(graph)
    errors: list[Exception] = []

    def load(order: list[Analysed]) -> None:
        try:
            with neo4j_server.connect() as own:
                for item in order:
                    write.store(own, [item], make.clock())
                    link.link_pending(own)
        except GraphError as error:
            errors.append(error)

    threads = [threading.Thread(target=load, args=(order,)) for order in (items, items[::-1])]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    assert not errors
    assert state(graph) == alone


def test_a_graph_of_the_version_before_is_compared_too(graph: Graph) -> None:
    """The migration marks the articles that nobody has compared; once, and only those."""
    write.store(graph, REPRINTS, make.clock())
    with graph._driver.session() as session:
        session.run("MATCH (a:Article) REMOVE a.dirty").consume()
        session.run("MATCH (k:KbMeta) SET k.version = 1").consume()
    migrate.ensure_schema(graph)
    assert migrate.stored_version(graph) == migrate.SCHEMA_VERSION
    assert link.link_pending(graph).articles == 3
    with graph._driver.session() as session:
        session.run("MATCH (k:KbMeta) SET k.version = 1").consume()
    migrate.ensure_schema(graph)
    assert not graph.run("marked_articles", limit=1)
