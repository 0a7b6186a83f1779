"""Storing analysed articles: whole articles, idempotent, in any order, by several loaders at once.

One transaction takes whole articles and does, in this order: lock the articles; note what is new;
lock the events; write; choose current revisions and runs; turn mentions live or not; derive anew
every event, actor and location whose live mentions changed. Locks are taken by kind, then by id;
where two loaders block each other all the same, one runs its transaction again.
"""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING

from kb.graph import entities
from kb.graph.derive import derive_event, read_mention
from kb.graph.plan import make_plan
from kb.graph.records import Stored
from kb.graph.rows import ask, pieces, put, send, settle

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import datetime

    from kb.graph.plan import Plan
    from kb.graph.records import Analysed, Row
    from kb.graph.session import Graph, Transaction

#: A transaction takes articles until it has so many rows, or so many bytes of text.
_ROWS = 5_000
_BYTES = 8 * 2**20
#: Events whose live mentions are read in one statement.
_EVENTS = 500


def store(graph: Graph, batch: Sequence[Analysed], clock: Callable[[], datetime]) -> Stored:
    """Store a batch; what the graph has already is recognised and costs one look-up.

    `clock` gives an aware time: when the graph first knew what is new. Raises GraphError.
    """
    total = Stored()
    for part in _transactions(batch):
        total += _store_part(graph, part, clock)
    return total


def _store_part(graph: Graph, part: Sequence[Analysed], clock: Callable[[], datetime]) -> Stored:
    stored = graph.run("stored_runs", ids=sorted({analysed.run_id for analysed in part}))
    old = {row["id"] for row in stored}
    new = list({a.run_id: a for a in part if a.run_id not in old}.values())
    known = Stored(articles=len(part), unchanged=sum(a.run_id in old for a in part))
    if not new:
        return known
    now = clock().astimezone(UTC).isoformat()
    return known + graph.write(lambda transaction: _store_new(transaction, new, now))


def _store_new(transaction: Transaction, batch: Sequence[Analysed], now: str) -> Stored:
    articles = sorted({analysed.article_id for analysed in batch})
    ask(transaction, "create_articles", articles)
    ask(transaction, "lock_articles", articles)
    plan = make_plan(batch, ask(transaction, "read_articles", articles), now)
    mentions = _new_mentions(transaction, plan)
    events = {row["event"] for row in mentions}
    ask(transaction, "create_events", events)
    ask(transaction, "lock_events", events)
    entities.store_actors(transaction, entities.actors_of(batch))
    entities.store_locations(transaction, entities.locations_of(batch))
    _write_plan(transaction, plan, mentions, now)
    turned = ask(transaction, "set_live", plan.touched_revisions)
    others = {row["event"] for row in turned} - events
    ask(transaction, "lock_events", others)
    events |= others
    _derive_events(transaction, sorted(events))
    entities.derive_unresolved(
        transaction, {row["id"] for row in turned} | {row["id"] for row in mentions}
    )
    ask(transaction, "set_event_counts", plan.touched_articles)
    return Stored(
        revisions=len(plan.revisions),
        mentions=len(mentions),
        events=len(events),
        outranked=plan.outranked,
    )


def _new_mentions(transaction: Transaction, plan: Plan) -> list[Row]:
    """The plan's mentions that aren't stored; only a stored revision can have some."""
    fresh = {row["id"] for row in plan.revisions}
    asked = {row["id"] for row in plan.mentions if row["revision"] not in fresh}
    known = {row["id"] for row in ask(transaction, "stored_mentions", asked)}
    rows = {row["id"]: row for row in plan.mentions if row["id"] not in known}
    return list(rows.values())


def _write_plan(transaction: Transaction, plan: Plan, mentions: list[Row], now: str) -> None:
    send(transaction, "put_publishers", plan.publishers)
    send(transaction, "put_revisions", plan.revisions)
    send(transaction, "put_originates_from", plan.originates)
    send(transaction, "put_runs", plan.runs)
    send(transaction, "put_mentions", mentions)
    found = [{"start": row["run"], "end": row["id"]} for row in plan.mentions]
    send(transaction, "put_found", found)
    for kind, key in (("names", "names"), ("places", "places"), ("attributed_to", "attributed")):
        put(transaction, kind, [link for row in mentions for link in row[key]])
    for name in ("runs", "revisions"):
        for piece in pieces(getattr(plan, f"current_{name}")):
            transaction.run(f"set_current_{name}", rows=list(piece), now=now)
    send(transaction, "put_articles", plan.articles)
    send(transaction, "put_published_by", plan.published_by)


def _derive_events(transaction: Transaction, ids: Sequence[str]) -> None:
    """Write the derived data of locked events anew, and mark them for the linking pass."""
    for piece in pieces(ids, _EVENTS):
        rows = transaction.run("event_mentions", ids=list(piece))
        derived = [derive_event(r["id"], [read_mention(m) for m in r["mentions"]]) for r in rows]
        send(transaction, "set_events", [{**event.props, "dirty": True} for event in derived])
        for kind in ("involves", "occurred_at", "reports"):
            wanted = [row for event in derived for row in getattr(event, kind)]
            settle(transaction, kind, wanted, [link for row in rows for link in row[kind]])


def _transactions(batch: Sequence[Analysed]) -> Iterator[list[Analysed]]:
    """The batch in parts of whole articles within the limits; a larger article is alone."""
    part: list[Analysed] = []
    rows = size = 0
    for analysed in batch:
        more, bytes_ = _rows(analysed), _bytes(analysed)
        if part and (rows + more > _ROWS or size + bytes_ > _BYTES):
            yield part
            part, rows, size = [], 0, 0
        part.append(analysed)
        rows, size = rows + more, size + bytes_
    if part:
        yield part


def _rows(analysed: Analysed) -> int:
    links = (len(m.participants) + len(m.places) for m in analysed.extraction.mentions)
    return 3 + sum(3 + number for number in links)


def _bytes(analysed: Analysed) -> int:
    quotes = sum(len(mention.quote.text) for mention in analysed.extraction.mentions)
    return 4 * len(analysed.article.text) + 2 * quotes
