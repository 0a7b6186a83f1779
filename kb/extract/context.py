"""The other side from context: whom a warning is meant for when its sentence doesn't say."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kb.extract.scene import Party, unique
from kb.model.entities import ActorKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kb.extract.roles import Sides
    from kb.extract.scene import Scene


def counterpart(sides: Sides, number: int, scenes: Sequence[Scene]) -> Sides:
    """The sides, with the other state of the sentence before as target, if it names just one.

    Only within a paragraph, and only when that sentence names the source's state too: it is about
    the two of them.
    """
    if number == 0:
        return sides
    here, before = scenes[number].sentence, scenes[number - 1]
    if before.sentence.paragraph != here.paragraph:
        return sides
    principals = {party.actor.principal for party in sides.sources}
    states = _states(before)
    others = [party for party in states if party.actor.id not in principals]
    if len(others) != 1 or len(states) == len(others):
        return sides
    return replace(sides, targets=(replace(others[0], sure=False),))


def _states(scene: Scene) -> list[Party]:
    """The states that a sentence names, each once."""
    return unique(
        Party(mention.actor, mention.span)
        for mention in scene.entities
        if mention.actor is not None and mention.actor.kind is ActorKind.STATE
    )
