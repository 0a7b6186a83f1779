"""Actors and locations that our own data doesn't know: what live mentions say of them.

Pure: a name, a country or a kind is what most live mentions say; among equals the longest, then
the smallest. One that no live mention names keeps its node and nothing is exported of it.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from kb.graph.records import naming
from kb.model.ids import make_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kb.graph.records import Row

#: How many other names one that nobody knows may have.
_ALIASES = 20


def derive_actor(identifier: str, sayings: Sequence[Mapping[str, Any]]) -> tuple[Row, list[Row]]:
    """An actor's properties and its ACTS_FOR rows.

    A saying is what a number (`count`) of live mentions say: kind, name, country, aliases,
    principal.
    """
    names = _tally(sayings, "name")
    aliases = set(names) | {a for s in sayings for a in s["aliases"] or ()}
    name = _most(names) or identifier
    props = {
        "id": identifier,
        "kind": _most(_tally(sayings, "kind")),
        **naming(name, tuple(sorted(aliases)[:_ALIASES])),
        "country": _most(_tally(sayings, "country")),
        "known": False,
    }
    principals = sorted(_tally(sayings, "principal"))
    return props, [_acting(identifier, principal) for principal in principals]


def derive_location(identifier: str, sayings: Sequence[Mapping[str, Any]]) -> tuple[Row, list[Row]]:
    """A location's properties and its IN rows; a saying has kind, name, country, parent."""
    props = {
        "id": identifier,
        "kind": _most(_tally(sayings, "kind")),
        **naming(_most(_tally(sayings, "name")) or identifier, ()),
        "country": _most(_tally(sayings, "country")),
        "known": False,
    }
    parent = _most(_tally(sayings, "parent"))
    inside = {"id": make_id("in", identifier, parent), "start": identifier, "end": parent}
    return props, [{**inside, "props": {}}] if parent else []


def _acting(actor: str, principal: str) -> Row:
    identifier = make_id("acting", actor, principal, "None", "None")
    return {"id": identifier, "start": actor, "end": principal, "props": {}}


def _tally(sayings: Iterable[Mapping[str, Any]], key: str) -> Counter[str]:
    tally: Counter[str] = Counter()
    for saying in sayings:
        if saying[key] is not None:
            tally[saying[key]] += saying["count"]
    return tally


def _most(tally: Counter[str]) -> str | None:
    if not tally:
        return None
    return min(tally, key=lambda value: (-tally[value], -len(value), value))
