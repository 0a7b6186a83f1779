"""Homes: the country that people are of whose country isn't named."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from kb.extract.places import happens_around, happens_at
from kb.model.events import EventType

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kb.extract.entities import EntityMention
    from kb.extract.scene import Party, Scene
    from kb.extract.triggers import Trigger


#: Types whose targets, without a country's name, are not taken for the source's own people.
ABROAD = frozenset({EventType.AID, EventType.COOPERATE, EventType.MOBILIZE, EventType.SANCTION})
#: Types whose nameless object is whom it is done to, whoever else is named behind it.
INWARD = frozenset({EventType.ASSAULT, EventType.COERCE, EventType.CONCEDE, EventType.PROTEST})
#: Types that any people can be the source of.
VIOLENT = frozenset({EventType.ASSAULT, EventType.PROTEST})


def settled(scenes: Sequence[Scene]) -> list[Scene]:
    """The scenes, each with the only country that it names, else the only one of the article."""
    named = [_countries(scene.entities) for scene in scenes]
    everywhere = set[str]().union(*named)
    return [
        replace(scene, country=_only(countries or everywhere))
        for scene, countries in zip(scenes, named, strict=True)
    ]


def at_home(scene: Scene, country: str | None) -> Scene:
    """The scene, where people without a country's name are of this one."""
    return replace(scene, home=country, able=None)


def acting(scene: Scene, country: str | None, kind: EventType) -> Scene:
    """The same for who does it: not everybody does everything."""
    able = partial(scene.groups.acts, violent=kind in VIOLENT)
    return replace(scene, home=country, able=able)


def undergoing(scene: Scene, country: str | None, kind: EventType) -> Scene:
    """The same for whom it is done to."""
    able = partial(scene.groups.undergoes, forces=kind in INWARD)
    return replace(scene, home=country, able=able)


def country_where(trigger: Trigger, scene: Scene) -> str | None:
    """The country that the event's clause places it in, as an ISO 3166-1 alpha-3 code."""
    for holds in (happens_at, happens_around):
        where = (m.location for m in scene.entities if holds(m, trigger, scene))
        if found := {place.country for place in where if place and place.country}:
            return _only(found)
    return None


def country_of(parties: Iterable[Party]) -> str | None:
    """The country of the first of these that has one."""
    return next((party.actor.country for party in parties if party.actor.country), None)


def _countries(entities: Iterable[EntityMention]) -> set[str]:
    actors = {e.actor.country for e in entities if e.actor and e.actor.country}
    places = {e.location.country for e in entities if e.location and e.location.country}
    return actors | places


def _only(countries: set[str]) -> str | None:
    return next(iter(countries)) if len(countries) == 1 else None
