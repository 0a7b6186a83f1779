"""The other side from context: whom a warning is meant for when its sentence doesn't say."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kb.extract import syntax
from kb.extract.rules import Rule
from kb.extract.scene import Party, unique
from kb.model.entities import ActorKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kb.extract.roles import Sides
    from kb.extract.scene import Scene
    from kb.model.entities import Actor


def carried(scene: Scene, before: Scene | None) -> dict[int, Actor]:
    """Who "it" is that begins a sentence: the subject of the one before, if just one.

    Only within a paragraph, and only where nothing in the sentence itself says so.
    """
    first = next((t for t in scene.sentence.tokens if t.lower_ == "it"), None)
    if first is None or before is None or first.dep_ not in syntax.SUBJECTS:
        return {}
    if first.i > scene.sentence.tokens.start + 1 or scene.mention(first) is not None:
        return {}
    if before.sentence.paragraph != scene.sentence.paragraph:
        return {}
    root = before.sentence.tokens.root
    parties = [p for noun in syntax.grammatical_subjects(root) for p in before.parties(noun)]
    return {first.i: parties[0].actor} if len(parties) == 1 else {}


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
    other = replace(others[0], sure=False).by(Rule.COUNTERPART, others[0].span.text)
    return replace(sides, targets=(other,))


def _states(scene: Scene) -> list[Party]:
    """The states that a sentence names, each once."""
    return unique(
        Party(mention.actor, mention.span)
        for mention in scene.entities
        if mention.actor is not None and mention.actor.kind is ActorKind.STATE
    )
