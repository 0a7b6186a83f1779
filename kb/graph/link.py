"""The linking pass: proposes SIMILAR_TO between events that changed and events near them.

Articles whose texts are nearly the same are its other part, kb.graph.duplicates.

The transactions of `write` mark the events that they change. This pass takes the marks in pieces,
one transaction each, under one lock: it locks the events of a piece, files them under their keys,
looks their candidates up, and writes what kb.graph.similarity says of each pair. Of two events
that change at the same time, the one that is handled last finds the other, so that when no marks
are left the links are those of the events as they are, whatever the order was.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from kb.graph.candidates import key_rows, searches
from kb.graph.duplicates import link_articles
from kb.graph.rows import ask, pieces, send, settle
from kb.graph.similarity import COMPARED_SPANS, Link, Linkable, compare
from kb.model.events import EventType, Role, Status
from kb.model.ids import make_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kb.graph.records import Row
    from kb.graph.session import Graph, Transaction

#: Marked events of one transaction.
_PIECE = 500
#: Searches of one statement; each is one seek in an index.
_SEARCHES = 5_000


@dataclass(frozen=True, slots=True)
class Linked:
    """How many links a pass wrote."""

    events: int = 0  #: SIMILAR_TO
    articles: int = 0  #: NEAR_DUPLICATE_OF


def link_pending(graph: Graph) -> Linked:
    """Link all marked events and articles. Raises GraphError."""
    return Linked(link_events(graph), link_articles(graph))


def link_events(graph: Graph) -> int:
    """Link all marked events; the number of links written. Raises GraphError."""
    written = 0
    while graph.run("marked_events", limit=1):
        written += graph.write(_link_piece)
    return written


def read_linkable(row: Mapping[str, Any]) -> Linkable:
    """An event from a row of the statement `link_facts`."""
    return Linkable(
        id=row["id"],
        type=EventType(row["type"]),
        status=Status(row["status"]),
        first=date.fromisoformat(row["first"]),
        last=date.fromisoformat(row["last"]),
        span=row["span"],
        sources=_principals(row["involves"], Role.SOURCE),
        targets=_principals(row["involves"], Role.TARGET),
        places=frozenset(row["places"]),
    )


def _link_piece(transaction: Transaction) -> int:
    transaction.run("lock_linking")
    ids = [row["id"] for row in transaction.run("marked_events", limit=_PIECE)]
    ask(transaction, "lock_events", ids)
    events = _facts(transaction, ids)
    ask(transaction, "drop_link_keys", ids)
    send(
        transaction, "put_link_keys", [row for event in events.values() for row in key_rows(event)]
    )
    links = _links(transaction, events)
    stored = [row["props"] for row in ask(transaction, "stored_links", ids)]
    distinct = {row["id"]: row for row in stored}
    rows = [_row(link) for link in links]
    written = settle(transaction, "similar_to", rows, distinct.values())
    ask(transaction, "unmark_events", ids)
    return written


def _links(transaction: Transaction, events: Mapping[str, Linkable]) -> set[Link]:
    """The links of these events with all others."""
    near: set[tuple[str, str]] = set()
    looked = [row for event in events.values() for row in searches(event)]
    for piece in pieces(looked, _SEARCHES):
        rows = transaction.run("find_candidates", rows=list(piece))
        near |= {(row["event"], row["candidate"]) for row in rows}
    others = _facts(transaction, {candidate for _, candidate in near} - events.keys())
    known = {**others, **events}
    found = (compare(events[e], known[c]) for e, c in near if c in known)
    return {link for link in found if link is not None}


def _facts(transaction: Transaction, ids: Iterable[str]) -> dict[str, Linkable]:
    rows: list[Row] = []
    for piece in pieces(sorted(ids)):
        rows += transaction.run("link_facts", ids=list(piece), spans=list(COMPARED_SPANS))
    return {row["id"]: read_linkable(row) for row in rows}


def _principals(involves: Iterable[Mapping[str, Any]], role: Role) -> frozenset[str]:
    side = [row for row in involves if row["role"] == role]
    acting = {actor for row in side for actor in row["via"]}
    return frozenset(row["actor"] for row in side) - acting


def _row(link: Link) -> Row:
    return {
        "id": make_id("similar", link.start, link.end, link.kind.value),
        "start": link.start,
        "end": link.end,
        "props": {
            "caption": f"{link.kind.value.lower()} {link.score}",
            "kind": link.kind.value,
            "score": link.score,
            "reasons": list(link.reasons),
        },
    }
