"""What the engine does while its AOT cache is recorded: the kinds of work that clients ask for."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from kb.engine.layout import Layout, read_text

if TYPE_CHECKING:
    from kb.engine.embedded import EmbeddedNeo4j
    from kb.engine.plan import Plan

_ROUNDS = 5

_SCHEMA = (
    "CREATE CONSTRAINT thing IF NOT EXISTS FOR (n:Thing) REQUIRE n.id IS UNIQUE",
    "CREATE CONSTRAINT tie IF NOT EXISTS FOR ()-[r:TIE]-() REQUIRE r.id IS UNIQUE",
    "CREATE INDEX thing_day IF NOT EXISTS FOR (n:Thing) ON (n.day, n.id)",
    "CREATE FULLTEXT INDEX thing_text IF NOT EXISTS FOR (n:Thing) ON EACH [n.text]",
    "CALL db.awaitIndexes(60)",
)
_WORK = (
    """
    UNWIND range(1, 500) AS i
    MERGE (n:Thing {id: toString(i)})
    SET n += {day: date('2019-04-04') + duration({days: i}), text: 'thing ' + i}
    """,
    """
    UNWIND range(2, 500) AS i
    MATCH (a:Thing {id: toString(i)}), (b:Thing {id: toString(i - 1)})
    MERGE (a)-[r:TIE {id: toString(i)}]->(b)
    SET r.weight = i
    """,
    """
    MATCH (n:Thing) WHERE n.day >= date('2019-06-01')
    WITH n ORDER BY n.day, n.id LIMIT 50
    RETURN n {
      .id, .text, day: toString(n.day),
      ties: COLLECT { MATCH (n)-[r:TIE]->(m) RETURN m {.id, weight: r.weight} }
    } AS row
    """,
    """
    CALL db.index.fulltext.queryNodes('thing_text', 'thing') YIELD node, score
    RETURN node.id, score LIMIT 5
    """,
    "MATCH p = (a:Thing {id: '9'})-[:TIE*1..3]->(b) RETURN count(p), collect(b.id)",
)


def train(engine: EmbeddedNeo4j, plan: Plan) -> None:
    """Do such work a few times, inside the process and over Bolt."""
    for statement in _SCHEMA:
        engine.query(statement)
    for _ in range(_ROUNDS):
        for statement in _WORK:
            engine.query(statement)
    _over_bolt(plan)


def _over_bolt(plan: Plan) -> None:
    """Use the Java driver, which is among the jars, so that the server's side of Bolt is warm."""
    from jpype import JClass

    password = read_text(Layout(Path(plan.root)).password)
    token = JClass("org.neo4j.driver.AuthTokens").basic("neo4j", password)
    address = f"bolt://localhost:{plan.bolt_port}"
    driver = JClass("org.neo4j.driver.GraphDatabase").driver(address, token)
    with closing(driver), closing(driver.session()) as session:
        for statement in _WORK:
            session.run(statement).consume()
