"""Ambiguous names in a mention: whom else its words may mean, and names that stay unresolved.

A name of which nothing sure can be said takes no part in the rules for events and roles. Where it
stands is looked for once they have decided: with the same rules, as if it named somebody.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kb.extract.options import named_as
from kb.extract.places import find_places
from kb.extract.roles import find_sides
from kb.extract.trace import SILENT
from kb.model.entities import Actor, ActorKind, Location, LocationKind
from kb.model.events import Participant, PlaceName, Role, Unresolved

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kb.extract.entities import EntityMention
    from kb.extract.scene import Party, Scene
    from kb.extract.triggers import Trigger
    from kb.model.events import Attribution, Candidate, Span

_PLACES = frozenset(LocationKind)


def participant(
    role: Role, party: Party, named: Mapping[Span, EntityMention], states: Mapping[str, Actor]
) -> Participant:
    """A party as a participant, with whom else its words may mean."""
    mention = named.get(party.span)
    if mention is None or not mention.candidates:
        return Participant(role, party.actor, party.span)
    found = mention.candidates
    if all(candidate.kind in _PLACES for candidate in found):
        found = _states(found, states)
    if len(found) == 1:  # the place is open, and its state is not
        return Participant(role, party.actor, party.span)
    return Participant(role, party.actor, party.span, found, mention.coarse)


def attributed(said: Attribution | None, named: Mapping[Span, EntityMention]) -> Attribution | None:
    """An attribution with whom else the words for its speakers may mean."""
    if said is None:
        return None
    mention = named.get(said.span)
    found = mention.candidates if mention else ()
    return replace(said, candidates=found, via=attributed(said.via, named))


def placed(place: PlaceName, named: Mapping[Span, EntityMention]) -> PlaceName:
    """A place with where else its words may mean."""
    mention = named.get(place.span)
    if mention is None:
        return place
    return replace(place, candidates=mention.candidates, coarse=mention.coarse)


def find_unresolved(trigger: Trigger, scene: Scene) -> tuple[Unresolved, ...]:
    """The names that stay open and stand on a side of an event, or where it happens."""
    if not scene.open:
        return ()
    stand_ins = [_stand_in(mention) for mention in scene.open]
    entities = sorted([*scene.entities, *stand_ins], key=lambda mention: mention.span)
    shown = replace(scene, entities=tuple(entities), open=(), trace=SILENT, asked=set())
    candidates = {mention.span: mention.candidates for mention in scene.open}
    sides = find_sides(trigger, shown)
    found = [
        Unresolved(role, party.span, candidates[party.span])
        for role, parties in ((Role.SOURCE, sides.sources), (Role.TARGET, sides.targets))
        for party in parties
        if party.span in candidates
    ]
    found += [
        Unresolved(None, place.span, candidates[place.span])
        for place in find_places(trigger, shown)
        if place.span in candidates
    ]
    return tuple(sorted(found, key=lambda one: (one.span, one.role or "")))


def _states(found: tuple[Candidate, ...], states: Mapping[str, Actor]) -> tuple[Candidate, ...]:
    """The states that candidate places stand for, each once, at its likeliest place."""
    actors: dict[str, Candidate] = {}
    for candidate in found:
        if state := states.get(candidate.country or ""):
            actors.setdefault(state.id, named_as(candidate, state))
    return tuple(actors.values())


def _stand_in(mention: EntityMention) -> EntityMention:
    """The mention as if it named somebody, or somewhere."""
    text, identifier = mention.span.text, f"open:{mention.span.start}"
    if mention.candidates[0].kind in _PLACES:
        return replace(mention, location=Location(identifier, LocationKind.CITY, text))
    return replace(mention, actor=Actor(identifier, ActorKind.ORGANISATION, text))
