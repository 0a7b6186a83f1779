"""The graph: the only package that talks to Neo4j.

`session` holds the connection, `statements` the Cypher (resources in `cypher/`), `migrate` the
schema, `write` stores analysed articles, `derive` says what follows from their mentions, `link`
proposes related events, `read` exports and looks up names.
"""

from kb.graph.records import Analysed, Stored
from kb.graph.session import Graph, Transaction

__all__ = ["Analysed", "Graph", "Stored", "Transaction"]
