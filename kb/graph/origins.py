"""Independent origins: how many sources an event has that don't copy each other.

Two mentions have one origin when they credit the same writer (else publisher), or say the same
sentence. Several credits of one article ("Reuters, AFP") join. The components of that graph count.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.model.ids import fingerprint, fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kb.graph.derive import LiveMention

_Node = tuple[str, str]


def credited(mention: LiveMention) -> tuple[str, ...]:
    """Who the words come from, as written: the credits, else the publisher, else nobody."""
    return mention.credits or ((mention.publisher,) if mention.publisher else ())


def names(mentions: Iterable[LiveMention]) -> list[str]:
    """The distinct credits, sorted; of two that differ in case or accents only the first."""
    by_fold: dict[str, str] = {}
    for name in sorted({name for mention in mentions for name in credited(mention)}):
        by_fold.setdefault(fold(name), name)
    return sorted(by_fold.values())


def count(mentions: Sequence[LiveMention]) -> int:
    """The number of independent origins; an article that credits nobody is its own."""
    parents: dict[_Node, _Node] = {}
    for mention in mentions:
        first, *others = _nodes(mention)
        for other in others:
            parents[_root(parents, first)] = _root(parents, other)
    return len({_root(parents, _nodes(mention)[0]) for mention in mentions})


def _nodes(mention: LiveMention) -> list[_Node]:
    nodes = [("credit", fold(name)) for name in credited(mention)]
    if not nodes:
        nodes = [("article", mention.article)]
    sentence = fingerprint(mention.quote)
    return [*nodes, ("sentence", sentence)] if sentence else nodes


def _root(parents: dict[_Node, _Node], node: _Node) -> _Node:
    path = []
    while (parent := parents.get(node, node)) != node:
        path.append(node)
        node = parent
    for passed in path:
        parents[passed] = node
    return node
