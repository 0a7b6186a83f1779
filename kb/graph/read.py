"""Reading the graph as a whole: the canonical export, look-ups by name, counts."""

from __future__ import annotations

import json
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any, Literal

from kb.graph.link import link_pending
from kb.model.ids import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kb.graph.records import Row
    from kb.graph.session import Graph

#: Records that one statement of the export reads; revisions, which hold texts, come in fewer.
_PAGE = 1_000
_PAGE_OF_TEXTS = 50
#: kind of record -> statement, sorted by kind; those of `_DERIVED` know no history.
_KINDS = {
    "ACTS_FOR": "export_acts_for",
    "ATTRIBUTED_TO": "export_attributed_to",
    "Actor": "export_actors",
    "Article": "export_articles",
    "Event": "export_events",
    "IN": "export_in",
    "INVOLVES": "export_involves",
    "Location": "export_locations",
    "Mention": "export_mentions",
    "NAMES": "export_names",
    "NEAR_DUPLICATE_OF": "export_near_duplicate_of",
    "OCCURRED_AT": "export_occurred_at",
    "PLACES": "export_places",
    "Publisher": "export_publishers",
    "REPORTS": "export_reports",
    "Revision": "export_revisions",
    "Run": "export_runs",
    "SIMILAR_TO": "export_similar_to",
}
_DERIVED = frozenset({"INVOLVES", "NEAR_DUPLICATE_OF", "OCCURRED_AT", "REPORTS", "SIMILAR_TO"})
#: What is never canonical, and what no export shows: marks and copies for the indexes.
_HISTORY = frozenset({"recorded", "retired", "current", "live", "file", "record"})
_INTERNAL = frozenset({"dirty", "words", "names", "point", "prints", "print_count"})
#: Names that the full-text index proposes before they are ranked.
_PROPOSED = 200

Kind = Literal["actor", "location", "publisher"]


def export(graph: Graph, history: bool = False) -> Iterator[Row]:
    """All records, sorted by (kind, id), days as ISO strings, in constant memory.

    A record is `{"kind", "id", "properties"}`; a relationship's has `start` and `end` (ids) too,
    a run's `found` (the ids of its mentions). The canonical export is a pure function of the
    revisions; `history` adds what is retired, and when it was known. Links are proposed first
    where some are due.
    """
    link_pending(graph)
    for kind, statement in _KINDS.items():
        yield from _export_kind(graph, kind, statement, history)


def canonical_line(record: Row) -> str:
    """A record as one line of canonical JSON: sorted keys, no spaces, Unicode as it is."""
    return json.dumps(record, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def counts(graph: Graph) -> dict[str, int]:
    """How many articles, mentions, events and so on are live."""
    return dict(graph.run("count_all")[0]["counts"])


def resolve_actor(graph: Graph, name: str) -> list[str]:
    """The ids of the actors whose name or alias is `name`, without regard to case and accents."""
    return _named(graph, "actors_named", name)


def resolve_location(graph: Graph, name: str) -> list[str]:
    """The ids of the locations whose name is `name`, without regard to case and accents."""
    return _named(graph, "locations_named", name)


def nearest(graph: Graph, kind: Kind, name: str, limit: int = 3) -> list[str]:
    """The names in the graph that are most like `name`, best first, each once."""
    folded = fold(name)
    if not folded:
        return []
    query = " OR ".join(f"{word}~{_edits(word)}^4 OR {word[:3]}*" for word in folded.split())
    rows = graph.run("names_like", query=query, label=kind.capitalize(), limit=_PROPOSED)
    ranked = sorted((-_likeness(folded, row["names"]), row["name"], row["id"]) for row in rows)
    return list(dict.fromkeys(name for _, name, _ in ranked))[:limit]


def _edits(word: str) -> int:
    """How many letters may differ: none in a short word, else it would be any other one."""
    return min(len(word) // 3, 2)


def _likeness(folded: str, names: list[str]) -> int:
    """How like the best of the names is, in thousandths (Ratcliff and Obershelp, difflib)."""
    return max((round(1000 * SequenceMatcher(None, folded, n).ratio()) for n in names), default=0)


def _named(graph: Graph, statement: str, name: str) -> list[str]:
    folded = fold(name)
    if not folded:
        return []
    rows = graph.run(statement, folded=folded, query=f'"{folded}"')
    return [row["id"] for row in rows]


def _export_kind(graph: Graph, kind: str, statement: str, history: bool) -> Iterator[Row]:
    more: dict[str, Any] = {} if kind in _DERIVED else {"history": history}
    after = ""
    limit = min(_PAGE, _PAGE_OF_TEXTS) if kind == "Revision" else _PAGE
    while True:
        page = graph.run(statement, after=after, limit=limit, **more)
        for row in page:
            yield _record(kind, row, history)
        if len(page) < limit:
            return
        after = page[-1]["id"]


def _record(kind: str, row: Row, history: bool) -> Row:
    hidden = _INTERNAL if history else _INTERNAL | _HISTORY
    props = {key: _plain(value) for key, value in row["props"].items() if key not in hidden}
    ends: Row = {key: row[key] for key in ("start", "end", "found") if key in row}
    return {"kind": kind, "id": props.pop("id"), **ends, "properties": props}


def _plain(value: Any) -> Any:
    return value.iso_format() if hasattr(value, "iso_format") else value
