"""Sending rows in bounded pieces, and sending only what differs from what is stored."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from typing import TypeVar

    from kb.graph.records import Row
    from kb.graph.session import Transaction

    T = TypeVar("T")

#: Rows of one UNWIND; measured, more make a transaction's memory grow and nothing faster.
ROWS = 5_000


def pieces(items: Sequence[T], size: int = ROWS) -> Iterator[Sequence[T]]:
    """`items` in slices of at most `size`."""
    for start in range(0, len(items), size):
        yield items[start : start + size]


def send(transaction: Transaction, name: str, rows: Iterable[Row]) -> None:
    """Run a statement that takes `rows`, for all of them, sorted by id or by both ends."""
    ordered = sorted(rows, key=lambda row: str(row.get("id") or (row["start"], row["end"])))
    for piece in pieces(ordered):
        transaction.run(name, rows=list(piece))


def ask(transaction: Transaction, name: str, ids: Iterable[str], size: int = ROWS) -> list[Row]:
    """Run a statement that takes `ids`, for all of them, sorted; its rows."""
    found = []
    for piece in pieces(sorted(set(ids)), size):
        found += transaction.run(name, ids=list(piece))
    return found


def bare(props: Mapping[str, Any]) -> Row:
    """Properties as the graph keeps them: without those that are None, days as ISO strings."""
    return {
        key: value.isoformat() if hasattr(value, "isoformat") else value
        for key, value in props.items()
        if value is not None
    }


def settle(
    transaction: Transaction, kind: str, wanted: Iterable[Row], stored: Iterable[Mapping[str, Any]]
) -> int:
    """Make relationships of one kind what they should be: `drop_KIND`, then `put_KIND`.

    The number of those put: what was there already and is the same isn't written again.

    `wanted` rows have id, start, end, props; `stored` are the properties with the id. What is new
    is created, not merged: a MERGE would take the write locks of both ends, an often named
    actor's too. The lock that the caller holds, and the constraint on the ids, make that safe.
    """
    before = {row["id"]: bare(row) for row in stored}
    after = {row["id"]: row for row in wanted}
    same = {i for i, row in after.items() if before.get(i) == bare({**row["props"], "id": i})}
    ask(transaction, f"drop_{kind}", before.keys() - same)
    missing = [row for identifier, row in after.items() if identifier not in same]
    put(transaction, kind, missing)
    return len(missing)


def put(transaction: Transaction, kind: str, links: Iterable[Row]) -> None:
    """Create relationships of one kind that have an id, which goes into their properties."""
    rows = [{**row, "props": {**row["props"], "id": row["id"]}} for row in links]
    send(transaction, f"put_{kind}", rows)
