"""Near-duplicate articles: the part of the linking pass that compares texts.

The transactions of `write` mark the articles whose current revision they change. As with events
(kb.graph.link), marks are taken in pieces under one lock, so that when none are left the links
are those of the articles as they are, whatever the order was.

An article is filed under a few hashes of its text (kb.graph.likeness) and compared with those that
are filed under one of them. A hash that more than COMMON articles have is boilerplate: it brings
nobody together, so a sentence under every article costs a bounded look-up each, not a comparison
of all with all. When a hash becomes common, or stops being so, those who have it are marked too.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from kb.graph.likeness import Likeness, Paper, Sketch, compare, read_sketch
from kb.graph.rows import ask, pieces, send, settle
from kb.model.ids import fold, make_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kb.graph.records import Row
    from kb.graph.session import Graph, Transaction

#: Articles that may share a hash of their text for it to bring them together.
COMMON = 200
#: Marked articles of one transaction.
_PIECE = 200

#: hash -> ids of the articles filed under it
Holders = dict[int, set[str]]


def link_articles(graph: Graph) -> int:
    """Link all marked articles; the number of links written. Raises GraphError."""
    written = 0
    while graph.run("marked_articles", limit=1):
        written += graph.write(_link_piece)
    return written


def _link_piece(transaction: Transaction) -> int:
    transaction.run("lock_linking")
    ids = [row["id"] for row in transaction.run("marked_articles", limit=_PIECE)]
    ask(transaction, "lock_articles", ids)
    papers = {row["id"]: _read(row) for row in ask(transaction, "article_texts", ids)}
    holders = _file(transaction, ids, papers)
    links = _links(transaction, papers, holders)
    stored = [row["props"] for row in ask(transaction, "stored_near_duplicates", ids)]
    distinct = {row["id"]: row for row in stored}
    written = settle(transaction, "near_duplicate_of", map(_row, links), distinct.values())
    send(transaction, "set_sketches", [_sketch_row(paper) for paper in papers.values()])
    ask(transaction, "unmark_articles", ids)
    return written


def _file(transaction: Transaction, ids: list[str], papers: Mapping[str, Paper]) -> Holders:
    """File the articles under their hashes; who has each of these afterwards, the common ones out.

    Marks those who share a hash that has become common by this, or rare again.
    """
    was: Holders = {}
    for row in ask(transaction, "text_keys", ids):
        was.setdefault(row["print"], set()).add(row["article"])
    now: Holders = {}
    for paper in papers.values():
        for key in paper.sketch.keys:
            now.setdefault(key, set()).add(paper.id)
    before = _holders(transaction, was.keys() | now.keys(), len(ids))
    _put_keys(transaction, ids, now)
    turned: set[str] = set()
    after: Holders = {}
    for key, old in before.items():
        after[key] = (old - set(ids)) | now.get(key, set())
        if _common(old) != _common(after[key]):
            turned |= old | after[key]
    ask(transaction, "mark_articles", turned - set(ids))
    return {key: after[key] for key in now if not _common(after[key])}


def _holders(transaction: Transaction, keys: Iterable[int], changing: int) -> Holders:
    """Who has each hash: all of them, or enough to be common whatever `changing` articles do."""
    found: Holders = {key: set() for key in keys}
    for piece in pieces(sorted(found)):
        rows = transaction.run("text_key_holders", prints=list(piece), limit=COMMON + changing + 1)
        found.update((row["print"], set(row["articles"])) for row in rows)
    return found


def _put_keys(transaction: Transaction, ids: Iterable[str], now: Holders) -> None:
    ask(transaction, "drop_text_keys", ids)
    rows = sorted((article, key) for key, articles in now.items() for article in articles)
    for piece in pieces(rows):
        transaction.run("put_text_keys", rows=[{"article": a, "print": key} for a, key in piece])


def _common(articles: set[str]) -> bool:
    return len(articles) > COMMON


def _links(
    transaction: Transaction, papers: Mapping[str, Paper], holders: Holders
) -> set[Likeness]:
    """The links of these articles with all others."""
    near: dict[str, set[str]] = {}  # an article, whichever -> those of the piece
    for paper in papers.values():
        for key in paper.sketch.keys:
            for other in holders.get(key, ()):
                near.setdefault(other, set()).add(paper.id)
    found = {compare(papers[a], papers[b]) for a in near.keys() & papers.keys() for b in near[a]}
    # A piece at a time, because a sketch takes some kilobytes.
    for piece in pieces(sorted(near.keys() - papers.keys()), _PIECE):
        for row in transaction.run("article_sketches", ids=list(piece)):
            found |= {compare(_read(row), papers[one]) for one in near[row["id"]]}
    return {link for link in found if link is not None}


def _read(row: Mapping[str, Any]) -> Paper:
    """An article from a row of the statement `article_texts` or `article_sketches`."""
    credits_ = row["origins"] or ([row["publisher"]] if row["publisher"] else [])
    if "text" in row:
        asides = [(start, end) for start, end, _ in json.loads(row["asides"] or "[]")]
        sketch = read_sketch(row["text"], asides)
    else:
        sketch = Sketch(row["count"], tuple(row["prints"]))
    return Paper(row["id"], sketch, row["title"] or "", frozenset(map(fold, credits_)))


def _sketch_row(paper: Paper) -> Row:
    return {"id": paper.id, "count": paper.sketch.count, "prints": list(paper.sketch.prints)}


def _row(link: Likeness) -> Row:
    return {
        "id": make_id("near", link.start, link.end),
        "start": link.start,
        "end": link.end,
        "props": {
            "caption": f"near-duplicate {link.score}",
            "score": link.score,
            "reasons": list(link.reasons),
        },
    }
