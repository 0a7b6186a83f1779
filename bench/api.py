"""What the API costs on top of its statement: one request against the bare statement, in one run.

    KB_NEO4J_URI=bolt://… python bench/api.py [--seed 100000] [--rounds 30]

`--seed` fills an empty graph with events that are made up; without it the graph is taken as it
is. Each case is run both ways in turn, so that what else the machine does meets both; a ratio is
that of the medians. The statement's time is that of the driver with its decoding.
"""

from __future__ import annotations

import argparse
import statistics
import time
from typing import TYPE_CHECKING, Any

import orjson

import schema
from kb.knowledge import KnowledgeBase

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from kb.graph import Graph

NODES = """nodes { id title type status date { edtf earliest latest precision basis }
  sources { id name kind } targets { id name kind } places { id name country } originCount }
  pageInfo { hasNextPage endCursor }"""

ACTORS = (
    f"query($a: [ActorCriterion!]) {{ events(filter: {{actors: $a}}, first: 50) {{ {NODES} }} }}"
)

CASES: dict[str, tuple[str, dict[str, Any]]] = {
    "page of 50": (f"{{ events(first: 50) {{ {NODES} }} }}", {}),
    "page of 50 in a month": (
        f"query($t: TimeFilter) {{ events(filter: {{time: $t}}, first: 50) {{ {NODES} }} }}",
        {"t": {"from": "2015-06-01", "to": "2015-06-30"}},
    ),
    "page of 50 in ten years": (
        f"query($t: TimeFilter) {{ events(filter: {{time: $t}}, first: 50) {{ {NODES} }} }}",
        {"t": {"from": "2000-01-01", "to": "2019-12-31"}},
    ),
    "timeline of a hub": (
        ACTORS,
        {"a": [{"id": "act_0"}]},
    ),
    "timeline of a rare actor": (
        ACTORS,
        {"a": [{"id": "act_1900"}]},
    ),
    "two actors": (
        ACTORS,
        {"a": [{"id": "act_0"}, {"id": "act_1900"}]},
    ),
    "look-up": ("query($id: ID!) { event(id: $id) { id title type status } }", {"id": "evt_77"}),
}

#: Made-up events: skewed actors (act_0 is in one of ten), 1 % of them years wide, 10 % a month.
SEED = """
UNWIND range($from, $from + 4999) AS i
WITH i, date('2000-01-01') + duration({days: (i * 7919) % 9000}) AS day,
     CASE WHEN i % 100 = 0 THEN 365 WHEN i % 10 = 0 THEN 30 ELSE 0 END AS width
CREATE (e:Event {id: 'evt_' + i, caption: 'Event ' + i, title: 'Event number ' + i,
  type: ['AGREE', 'CONSULT', 'THREATEN', 'ASSAULT'][i % 4],
  status: ['OCCURRED', 'ANNOUNCED'][i % 2], sort: day, earliest: day, window_from: day,
  latest: day + duration({days: width}), window_to: day + duration({days: width}),
  span: CASE width WHEN 0 THEN 1 WHEN 30 THEN 31 ELSE 366 END, precision: 'DAY',
  edtf: toString(day), basis: 'EXPLICIT', extent: 'WITHIN', confidence: 50, mention_count: 1,
  article_count: 1, origin_count: 1, origins: [], first_published: day, last_published: day})
WITH e, i
CALL (e, i) {
  UNWIND range(0, 3) AS k
  WITH e, i, k, CASE WHEN (i + k) % 40 = 0 THEN 0 ELSE (i * 31 + k * 977) % 2000 END AS a
  MERGE (n:Actor {id: 'act_' + a})
    ON CREATE SET n.name = 'Actor ' + a, n.kind = 'STATE', n.folded = 'actor ' + a,
      n.names = ['actor ' + a]
  CREATE (e)-[:INVOLVES {id: 'inv_' + i + '_' + k, direct: true,
    role: CASE WHEN k < 2 THEN 'SOURCE' ELSE 'TARGET' END}]->(n)
}
WITH e, i
MERGE (l:Location {id: 'loc_' + (i % 500)})
  ON CREATE SET l.name = 'Place ' + (i % 500), l.kind = 'CITY', l.folded = 'place ' + (i % 500)
CREATE (e)-[:OCCURRED_AT {id: 'occ_' + i}]->(l)
"""


class Listening:
    """Passes reads on and keeps the last one."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self.last: tuple[str, Mapping[str, Any]] = ("", {})

    def read(self, text: str, params: Mapping[str, Any]) -> list[dict[str, Any]]:
        """The rows."""
        self.last = (text, params)
        return self.graph.read(text, params)


def main() -> None:
    """Run the benchmark on the graph that the environment names."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seed", type=int, default=0, help="make so many events up first")
    parser.add_argument("--rounds", type=int, default=30)
    options = parser.parse_args()
    with KnowledgeBase.open() as kb:
        if options.seed:
            seed(kb.graph, options.seed)
        for name, (query, variables) in CASES.items():
            print(f"{name:28s} {compare(kb.graph, query, variables, options.rounds)}")


def seed(graph: Graph, number: int) -> None:
    """Fill an empty graph."""
    (row,) = graph.read("MATCH (e:Event) RETURN count(e) AS events", {})
    if row["events"]:
        raise SystemExit("the graph has events already: --seed takes an empty one")
    with graph._driver.session() as session:  # noqa: SLF001 -- made-up data has no way in but this
        for start in range(0, number, 5_000):
            session.run(SEED, {"from": start}).consume()
        session.run("CALL db.awaitIndexes(300)").consume()


def compare(graph: Graph, query: str, variables: dict[str, Any], rounds: int) -> str:
    """The medians of the statement and of the request, and their ratio."""
    listening = Listening(graph)

    def request() -> None:
        answer = schema.execute(listening, query, variables)
        if "errors" in answer:
            raise SystemExit(str(answer["errors"]))
        orjson.dumps(answer)

    request()
    text, params = listening.last

    def statement() -> None:
        graph.read(text, params)

    times: dict[Callable[[], None], list[float]] = {statement: [], request: []}
    for _ in range(rounds):
        for work, spent in times.items():
            start = time.perf_counter()
            work()
            spent.append(time.perf_counter() - start)
    bare, whole = (statistics.median(spent) * 1000 for spent in times.values())
    return f"statement {bare:7.1f} ms   request {whole:7.1f} ms   ratio {whole / bare:.2f}"


if __name__ == "__main__":
    main()
